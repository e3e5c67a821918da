// 当月 as it is shown: where this month's cumulative value is there and last month's is not, the difference cannot be told. That
// is no 未报 of the unit, which has handed in what it was asked for. Not here: the difference itself (shared/statistics).

import { addMonths, periodTitle } from '../../../shared/model/period.js';
import { usableValue, type Figure } from '../../../shared/statistics/figure.js';
import type { Fact, IndicatorFacts, PeriodFacts } from './facts.js';

const UNKNOWN: Figure = { state: 'not_applicable', value: null, scale: 0 };

function lacksLastMonth(fact: Fact): boolean {
  return fact.month?.state === 'not_submitted' && usableValue(fact.figure) !== null;
}

/** Units without last month's value: the one of the fact itself, or of a total those that make it up. */
function unitsWithoutLastMonth(facts: PeriodFacts, of: IndicatorFacts, fact: Fact): string[] {
  return facts.units
    .filter((unit) => (fact.unitId === null ? facts.counting.has(unit.id) : unit.id === fact.unitId))
    .filter((unit) => {
      const ofUnit = of.units.get(unit.id);
      return ofUnit !== undefined && lacksLastMonth(ofUnit);
    })
    .map((unit) => unit.name);
}

/** The month's figure and, where it cannot be computed, why. A total over only some of the units would be a wrong total. */
export function shownMonth(facts: PeriodFacts, fact: Fact): { figure: Figure | null; reason: string } {
  const of = facts.byCode.get(fact.indicator.code);
  // What was issued for the whole area does not depend on the units.
  const units =
    of && fact.month !== null && !(fact.unitId === null && fact.from === 'issued')
      ? unitsWithoutLastMonth(facts, of, fact)
      : [];
  if (units.length === 0) return { figure: fact.month, reason: '' };
  const last = periodTitle(addMonths(fact.period, -1), 'ytd');
  const whose = fact.unitId === null ? `${units.join('、')}没有` : '没有';
  return {
    figure: UNKNOWN,
    reason: `${whose}${last}的累计数，不能计算当月数。导入或填写后自动计算。`,
  };
}
