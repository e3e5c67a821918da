// Notes on where printed values are taken from, where that is not the submissions: 上级下发, 台账汇总, and years that differ in it.

import { ledgerValues } from '../statistics/chosen-values.js';
import { hasOtherSourceLastYear } from '../statistics/differing-sources.js';
import type { Fact, IndicatorFacts } from '../statistics/facts.js';
import { RESIDUAL_LABEL } from '../statistics/residual.js';
import { listUnits } from '../store/unit-store.js';
import type { TablePlan } from './plan-table.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { periodTitle } from '../../../shared/model/period.js';
import { known } from '../../../shared/statistics/figure.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { VALUE_SOURCE_LABEL, type ValueSource } from '../../../shared/model/value-source.js';

const COMPARING: readonly FigureKind[] = ['change', 'last-year', 'difference'];

function nameOf({ indicator }: IndicatorFacts): string {
  return indicator.shortName || indicator.name;
}

/** Facts of units whose number is known, the total where it was issued. */
function sourced(of: IndicatorFacts): Fact[] {
  return [...of.units.values(), of.total].filter((fact) => fact.from !== null && fact.exact !== null);
}

/** What a ledger that is printed holds besides: rows of nobody, and of units that are none in the period. Not in the sum, so it is said. */
function apartNotes({ facts, columns, reader }: TablePlan): string[] {
  const { ctx } = reader;
  const present = new Set(facts.units.map((unit) => unit.id));
  return columns.flatMap(({ facts: of }) => {
    if (![...of.units.values()].some((fact) => fact.from === 'rollup')) return [];
    const found = ledgerValues(ctx.store, of.indicator, facts.period, of.basis);
    const { measure, precision } = of.indicator;
    return [...(found?.byUnit ?? [])].flatMap(([unitId, value]) => {
      if (value === 0 || (unitId !== null && present.has(unitId))) return [];
      const text = formatFigure(known(BigInt(value), scaleOf(measure)), {
        measure,
        decimals: precision,
        rounding: ctx.settings.rounding,
      });
      const unit = listUnits(ctx.store).find(({ id }) => id === unitId);
      const whose = unit ? `属于${unit.name}（${periodTitle(facts.period, 'month')}不是填报单位）` : '没有填报单位';
      return [`${found!.ledger.title}台账中${whose}的记录另有${nameOf(of)}${text}${measure}，没有计入。`];
    });
  });
}

/** 发明专利授权量为上级下发数；… with the units that are taken from elsewhere, one sentence per kind. */
export function sourceNotes(plan: TablePlan): string[] {
  const { facts, columns, rows } = plan;
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
      add(others.length === 0 ? `为${label}` : `中，${whoOf(from)}为${label}，其余为各填报单位报送数`, nameOf(of));
    }
    if (!figures.some((figure) => COMPARING.includes(figure))) continue;
    const who = [...of.units.values(), of.total].filter(hasOtherSourceLastYear);
    if (who.length > 0) add(`的${whoOf(who)}本期数与上年同期数来源不同，同比仅供参考`, nameOf(of));
  }
  const notes = [...sentences].map(([rest, indicators]) => `${indicators.join('、')}${rest}。`);
  notes.push(...apartNotes(plan));
  if (rows.rows.some((row) => row.whose.isResidual))
    notes.push(`“${RESIDUAL_LABEL}”为上级下发的${facts.totalLabel}数减去各单位之和。`);
  return notes;
}
