// What is known of one row of a found table, and what its readers are given: read-rows.ts.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import type { ColumnAxis } from './axes.js';
import type { ColumnFigure } from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import type { UnitMatch } from './names.js';
import type { PeriodMention } from './period-text.js';

export interface RowAxis {
  r: number;
  /** Label column it is read by (side-by-side blocks have several); -1 where rows have no name. */
  labelColumn: number;
  label: string;
  indicator: LookupResult | null;
  unit: UnitMatch | null;
  /** Where the unit is written; the label column or a key beside it. */
  unitColumn: number;
  unitLabel: string;
  /** `comparison`: 同比, 完成率, 年度目标, 其中：企业 as a row among units, of which nothing is kept. */
  total: 'total' | 'subtotal' | 'average' | 'comparison' | null;
  measure: string | null;
  /** Measure in the name, where a 计量单位 column says another. */
  namedMeasure: string | null;
  /** What the row itself shows (本月, 累计 …); null where it says nothing of it. */
  figure: ColumnFigure | null;
  period: PeriodMention | null;
  /** A category column beside it (发明): part of the indicator's name with the column's head. */
  category: string | null;
  /** Text of its 计量单位 cell that is no measure we know (万美元, 千件). */
  unknownMeasure: string | null;
  /** 合计 under the months of one unit: the year to date. */
  sumsMonths: boolean;
  /** 2023年, 上年 as the name of a row of figures, without a span. */
  isBareYear: boolean;
  /** 其中：高新区 below the row of a unit: that row's name. Whether it is a unit of ours or a part of that one only the officer knows. */
  within?: string;
  /** Lines among the rows that it is below, the nearest first: 二、规上企业 without numbers, or with one of what no indicator is called. */
  headings?: readonly string[];
}

export interface RowInput {
  grid: Grid;
  table: FoundTable;
  words: Vocabulary;
  columns: ColumnAxis[];
  year: number | null;
  /** Its title hands targets out. */
  isTargets: boolean;
}

/** A row of which nothing is known yet but its name. */
export function emptyRow(r: number, labelColumn: number, label: string): RowAxis {
  return {
    r,
    labelColumn,
    label,
    indicator: null,
    unit: null,
    unitColumn: labelColumn,
    unitLabel: label,
    total: null,
    measure: null,
    namedMeasure: null,
    figure: null,
    period: null,
    category: null,
    unknownMeasure: null,
    sumsMonths: false,
    isBareYear: false,
  };
}

/** 甲 | 乙 | 1 | 2 under the head: numbers of columns, no data. */
export function isColumnNumbers(label: string): boolean {
  return /^\s*[甲乙丙丁]\s*$|^栏次$/.test(label);
}
