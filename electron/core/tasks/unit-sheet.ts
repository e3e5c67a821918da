// What a sheet for one unit shows: its facts by category, with 其中 below their whole. Shared by 数据核对单 and 结果反馈.

import type { Ctx } from '../context.js';
import type { Fact, PeriodFacts } from '../statistics/facts.js';
import { factText, type FactFigure } from '../statistics/fact-text.js';
import { legendOf } from '../tables/legend.js';
import { standsBelowWhole } from '../../../shared/indicators/below-whole.js';
import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { monthOf, periodTitle } from '../../../shared/model/period.js';
import type { PrintCell, PrintRow, PrintTable } from '../../../shared/reports/print-table.js';

/** What the unit gave, what it still owes (as 未报), and ratios of its parts; base data are the bureau's own. */
export function shownFacts(facts: PeriodFacts, unitId: number, hasTask: boolean): Fact[] {
  return facts.indicators.flatMap(({ indicator, units }) => {
    const fact = units.get(unitId);
    if (!fact || indicator.category === 'base') return [];
    const isThere = fact.ratio ? fact.ratio.numerator.figure !== null : fact.figure.state !== 'not_submitted';
    const isOwed = hasTask && fact.duty === 'due' && fact.ratio === null;
    return isThere || isOwed ? [fact] : [];
  });
}

/** The sheet around its rows. `heads`: behind 序号, 指标 and 计量单位. */
export function unitSheet(
  facts: PeriodFacts,
  heads: readonly string[],
  sheet: Pick<PrintTable, 'layout' | 'title' | 'lineLeft' | 'columnWidths' | 'bodyRows' | 'notes' | 'signature'> & {
    /** What the office is to this sheet: 制表单位. */
    officeLabel: string;
  },
): PrintTable {
  const { officeLabel, ...own } = sheet;
  return {
    ...own,
    enclosure: '',
    lineMiddle: '',
    lineRight: facts.bureau === '' ? '' : `${officeLabel}：${facts.bureau}`,
    internalMark: '',
    frozenColumns: 2,
    headRows: [['序号', '指标', '计量单位', ...heads].map((text) => cell(text, 'center', 'head'))],
    legend: legendOf(sheet.bodyRows),
    paper: 'A4',
    orientation: 'portrait',
    density: 'compact',
    warnings: [],
  };
}

/** Which of the numbers are of a day, and of which time the others are; none where all are of the period. */
export function stockNotes({ period }: PeriodFacts, shown: readonly Fact[]): string[] {
  const stocks = shown
    .filter((fact) => fact.basis === 'asof')
    .map((fact) => fact.indicator.shortName || fact.indicator.name);
  if (stocks.length === 0) return [];
  return [`${stocks.join('、')}为截至${monthOf(period)}月底的时点数，其他指标为${periodTitle(period, 'ytd')}累计数。`];
}

/** Of shares the change is in points; '' where none is shown. */
export function pointsWords(shown: readonly Fact[]): string {
  const names = shown.filter((fact) => fact.indicator.measure === '%').map((fact) => fact.indicator.name);
  return names.length === 0 ? '' : `${names.join('、')}的同比为百分点`;
}

export function cell(text: string, align: PrintCell['align'], kind: PrintCell['kind']): PrintCell {
  return { text, align, kind, rowSpan: 1, colSpan: 1 };
}

/** Rows of a unit's sheet by category: number, indicator, unit of measure, the figures, and what `tail` adds. */
export function unitRows(
  shown: readonly Fact[],
  figures: readonly FactFigure[],
  rounding: Ctx['settings']['rounding'],
  tail: (fact: Fact) => PrintCell[],
): PrintRow[] {
  const width = 3 + figures.length + (shown[0] ? tail(shown[0]).length : 0);
  const rows: PrintRow[] = [];
  let category = '';
  const listed = shown.map((fact) => fact.indicator);
  shown.forEach((fact, index) => {
    const { indicator } = fact;
    if (indicator.category !== category) {
      category = indicator.category;
      const group = cell(CATEGORY_LABEL[indicator.category], 'left', 'label');
      rows.push({ kind: 'group', cells: [{ ...group, colSpan: width }] });
    }
    rows.push({
      kind: 'unit',
      cells: [
        cell(String(index + 1), 'center', 'label'),
        cell(standsBelowWhole(listed, index) ? `　其中：${indicator.name}` : indicator.name, 'left', 'label'),
        cell(indicator.measure, 'center', 'label'),
        ...figures.map((figure) => figureCell(fact, figure, rounding)),
        ...tail(fact),
      ],
    });
  });
  return rows;
}

function figureCell(fact: Fact, figure: FactFigure, rounding: Ctx['settings']['rounding']): PrintCell {
  const { text, number, decimals } = factText(fact, figure, rounding);
  const ref = { unitId: fact.unitId, code: fact.indicator.code, period: fact.period, basis: fact.basis, figure };
  if (number === null) return { ...cell(text, 'center', 'sign'), ref };
  return { ...cell(text, figure === 'rank' ? 'center' : 'right', 'number'), number, decimals, ref };
}
