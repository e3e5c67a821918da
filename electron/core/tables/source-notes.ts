// Notes on where printed values are taken from, where that is not the submissions: 上级下发, 台账汇总, and years that differ in it.

import type { Fact, IndicatorFacts } from '../statistics/facts.js';
import { RESIDUAL_LABEL } from '../statistics/residual.js';
import type { TablePlan } from './plan-table.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { VALUE_SOURCE_LABEL, type ValueSource } from '../../../shared/model/value-source.js';

const COMPARING: readonly FigureKind[] = ['change', 'last-year', 'difference'];

function nameOf({ indicator }: IndicatorFacts): string {
  return indicator.shortName || indicator.name;
}

/** Facts of units whose number is known, the total where it was issued. */
function sourced(of: IndicatorFacts): Fact[] {
  return [...of.units.values(), of.total].filter((fact) => fact.from !== null && fact.exact !== null);
}

/** 发明专利授权量为上级下发数；… with the units that are taken from elsewhere, one sentence per kind. */
export function sourceNotes({ facts, columns, rows }: TablePlan): string[] {
  const names = new Map(facts.units.map((unit) => [unit.id, unit.name]));
  const whoOf = (list: readonly Fact[]): string =>
    list.map((fact) => (fact.unitId === null ? facts.totalLabel : (names.get(fact.unitId) ?? ''))).join('、');
  const sentences = new Map<string, string[]>();
  const add = (rest: string, name: string): void => void sentences.set(rest, [...(sentences.get(rest) ?? []), name]);
  for (const { facts: of, figures } of columns) {
    const all = sourced(of);
    for (const source of ['issued', 'rollup'] satisfies ValueSource[]) {
      const from = all.filter((fact) => fact.from === source);
      if (from.length === 0) continue;
      const label = `${VALUE_SOURCE_LABEL[source]}数`;
      const others = all.filter((fact) => fact.from !== source);
      add(others.length === 0 ? `为${label}` : `中，${whoOf(from)}为${label}，其余为区县报送数`, nameOf(of));
    }
    if (!figures.some((figure) => COMPARING.includes(figure))) continue;
    const differing = all.filter((fact) => fact.lastYearFrom !== null && fact.lastYearFrom !== fact.from);
    const total = of.total.exact !== null && of.total.lastYearExact !== null && of.total.from !== of.total.lastYearFrom;
    const who = [...differing, ...(total && !differing.includes(of.total) ? [of.total] : [])];
    if (who.length > 0 && of.total.ratio === null)
      add(`的${whoOf(who)}本期数与上年同期数来源不同，同比仅供参考`, nameOf(of));
  }
  const notes = [...sentences].map(([rest, indicators]) => `${indicators.join('、')}${rest}。`);
  if (rows.rows.some((row) => row.whose.isResidual))
    notes.push(`“${RESIDUAL_LABEL}”为上级下发的${facts.totalLabel}数减去各单位之和。`);
  return notes;
}
