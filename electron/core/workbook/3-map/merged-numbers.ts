// One number in a cell that is merged over several units, indicators or figures: which of them it is of only who wrote it knows.
// Not here: numbers hidden below a merged cell (read-values.ts).

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import { NUMBERS } from './cell-indicator.js';
import type { MappedCell, MappedTable } from './map-cells.js';
import { rowKey } from './row-key.js';

const OF_UNITS = '是合并单元格，占了几个填报单位的格，看不出是哪个单位的数，请取消合并、分单位填报后重报';
const OF_NAMES = '是合并单元格，占了几个指标的格，看不出是哪个指标的数，请取消合并、分指标填报后重报';
const OF_FIGURES = '是合并单元格，占了几栏（如本月和累计、两个月份），看不出是哪一栏的数，请取消合并、分栏填报后重报';

export interface MergedOver {
  /** Chinese reason. */
  what: string;
  /** True where another number than that of its own place may be lost with it. */
  hidesNumber: boolean;
}

/** Why a number is none of its own place; null for a cell that lies over nothing else. Over remarks and rates it is its own. */
export function mergedOver(cell: MappedCell, mapped: MappedTable): MergedOver | null {
  const { table } = mapped;
  const merge = table.grid.mergeOf(cell.r, cell.c);
  const own = table.columns.find((axis) => axis.c === cell.c);
  if (merge === undefined || own === undefined) return null;
  const below = table.rows.filter((row) => row.labelColumn === own.labelColumn && row.r > cell.r && row.r <= merge[2]);
  const beside = table.columns.filter((axis) => axis.role === null && axis.c > cell.c && axis.c <= merge[3]);
  if (
    below.some((row) => isOtherUnit(row, cell, mapped)) ||
    beside.some((axis) => isOtherColumnUnit(axis, own, mapped))
  )
    return { what: OF_UNITS, hidesNumber: false };
  // A column of an unknown name is one of numbers only where it has some: 责任科室.
  const named = [...below, ...beside.filter(({ indicator, hasNumbers }) => indicator?.kind === 'found' || hasNumbers)];
  const isOfOther = named.some(({ indicator, label }) => label !== '' && isOther(indicator, cell));
  if (isOfOther || hasOtherName(table, own, cell, merge[2])) return { what: OF_NAMES, hidesNumber: false };
  const figures = beside.filter((axis) => NUMBERS.has(axis.figure) && isOtherFigure(axis, own));
  const row = table.rows.find((one) => one.r === cell.r && one.labelColumn === own.labelColumn);
  if (figures.length > 0 || below.some((one) => row !== undefined && isOtherFigure(one, row)))
    return { what: OF_FIGURES, hidesNumber: true };
  return null;
}

function isOtherUnit(row: RowAxis, { unit }: MappedCell, { decisions }: MappedTable): boolean {
  if (unit === null || (row.unit === null && row.total === null)) return false;
  return decisions.rowUnits.get(rowKey(row))?.id !== unit.id;
}

function isOtherColumnUnit(axis: ColumnAxis, own: ColumnAxis, { decisions }: MappedTable): boolean {
  const idOf = ({ unit, c }: ColumnAxis): number | undefined => (unit ?? decisions.columnUnits.get(c)?.unit)?.id;
  const isNamed = axis.unit !== null || decisions.columnUnits.has(axis.c) || axis.total;
  return isNamed && (idOf(axis) !== idOf(own) || axis.total !== own.total);
}

function isOther(named: LookupResult | null, { indicator }: MappedCell): boolean {
  return named !== null && (named.kind !== 'found' || named.code !== indicator?.code);
}

/** A name without a number of its own is no row of the table: unknown, it would pass for a heading. */
function hasOtherName(
  { grid, rows }: RecognisedTable,
  { labelColumn }: ColumnAxis,
  { r }: MappedCell,
  last: number,
): boolean {
  if (labelColumn < 0) return false;
  for (let below = r + 1; below <= last; below += 1) {
    if (rows.some((row) => row.r === below && row.labelColumn === labelColumn)) continue;
    // （件） below a name is the rest of it.
    if (!grid.isCovered(below, labelColumn) && normaliseName(grid.text(below, labelColumn)) !== '') return true;
  }
  return false;
}

/** 累计 beside 本月, 3月 beside 2月; a head without words goes on with the one before it. */
function isOtherFigure<A extends RowAxis | ColumnAxis>(axis: A, own: A): boolean {
  if (axis.label === '') return false;
  const [here, there] = [axis.period, own.period];
  return axis.figure !== own.figure || here?.month !== there?.month || here?.year !== there?.year;
}
