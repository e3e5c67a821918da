// What a sheet for one unit shows: its facts by category, with 其中 below their whole. Shared by 数据核对单 and 结果反馈.

import type { Ctx } from '../context.js';
import type { Fact, PeriodFacts } from '../statistics/facts.js';
import { factText, type FactFigure } from '../statistics/fact-text.js';
import { standsBelowWhole } from '../../../shared/indicators/below-whole.js';
import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import type { PrintCell, PrintRow } from '../../../shared/reports/print-table.js';

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
