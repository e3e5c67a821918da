// 当月 and 单季 as they are shown: where the cumulative value of the period is there and the one before the part is not, the
// difference cannot be told. That is no 未报 of the unit, which has handed in what it was asked for. Not here: the difference itself
// (shared/statistics/cumulative.ts).

import { periodTitle } from '../../../shared/model/period.js';
import { beforePart, type YearPart } from '../../../shared/statistics/cumulative.js';
import { usableValue, type Figure } from '../../../shared/statistics/figure.js';
import type { Fact, IndicatorFacts, PeriodFacts } from './facts.js';

const UNKNOWN: Figure = { state: 'not_applicable', value: null, scale: 0 };

function lacksBefore(fact: Fact, part: YearPart): boolean {
  return fact[part]?.state === 'not_submitted' && usableValue(fact.figure) !== null;
}

/** Units without the value before the part: the one of the fact itself, or of a total those that make it up. */
function unitsWithoutBefore(facts: PeriodFacts, of: IndicatorFacts, fact: Fact, part: YearPart): string[] {
  return facts.units
    .filter((unit) => (fact.unitId === null ? facts.counting.has(unit.id) : unit.id === fact.unitId))
    .filter((unit) => {
      const ofUnit = of.units.get(unit.id);
      return ofUnit !== undefined && lacksBefore(ofUnit, part);
    })
    .map((unit) => unit.name);
}

/** The part's figure and, where it cannot be computed, why. A total over only some of the units would be a wrong total. */
export function shownPart(facts: PeriodFacts, fact: Fact, part: YearPart): { figure: Figure | null; reason: string } {
  const of = facts.byCode.get(fact.indicator.code);
  // What was issued for the whole area does not depend on the units.
  const units =
    of && fact[part] !== null && !(fact.unitId === null && fact.from === 'issued')
      ? unitsWithoutBefore(facts, of, fact, part)
      : [];
  if (units.length === 0) return { figure: fact[part], reason: '' };
  // Only the difference of two values lacks the one before.
  const before = periodTitle(beforePart(fact.period, part)!, 'ytd');
  const whose = fact.unitId === null ? `${units.join('、')}没有` : '没有';
  return {
    figure: UNKNOWN,
    reason: `${whose}${before}的累计数，不能计算${part === 'month' ? '当月数' : '单季数'}。导入或填写后自动计算。`,
  };
}

/**
 * Units that a total of the part is without (rules.md 5): others than those of the cumulative value, where the part alone was handed
 * in. None where it was issued, and where there is no such total.
 */
export function missingInPart(facts: PeriodFacts, { total, units }: IndicatorFacts, part: YearPart): number[] {
  if (total.from === 'issued' || usableValue(shownPart(facts, total, part).figure) === null) return [];
  return facts.units.flatMap(({ id }) => {
    const fact = units.get(id);
    const figure = fact?.[part] ?? null;
    const isIn = usableValue(figure) !== null || figure?.state === 'not_applicable' || fact?.duty === 'not-required';
    return isIn || !facts.counting.has(id) ? [] : [id];
  });
}
