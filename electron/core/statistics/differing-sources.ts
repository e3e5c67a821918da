// 上级下发 beside a sum of submissions of another time: what grew may be the source. Said wherever the two are compared.

import type { Fact, PeriodFacts } from './facts.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import type { ValueSource } from '../../../shared/model/value-source.js';

interface Sourced {
  exact: Fraction | null;
  from: ValueSource | null;
}

/** Of the same unit, or both of the total: a total that is no sum says so, that of units is their sum. */
function differ(unitId: number | null, now: Sourced, then: Sourced): boolean {
  if (now.exact === null || then.exact === null || now.from === then.from) return false;
  return unitId === null || (now.from !== null && then.from !== null);
}

/**
 * Facts that a number is taken from: itself, or what a computed ratio divides, which has no source of its own. Of a population only
 * one source is kept.
 */
export function sourcedParts(facts: Pick<PeriodFacts, 'byCode'>, fact: Fact): Fact[] {
  if (fact.ratio === null) return [fact];
  return [fact.ratio.numerator, fact.ratio.denominator].flatMap(({ indicator }) => {
    if (indicator.category === 'base') return [];
    return factOf(facts, indicator.code, fact.unitId) ?? [];
  });
}

function factOf({ byCode }: Pick<PeriodFacts, 'byCode'>, code: string, unitId: number | null): Fact | null {
  const of = byCode.get(code);
  return (unitId === null ? of?.total : of?.units.get(unitId)) ?? null;
}

/** The value and that of last year are taken from different sources, so that 同比 is of two counts. */
export function hasOtherSourceLastYear(facts: Pick<PeriodFacts, 'byCode'>, fact: Fact): boolean {
  if (fact.exact === null || fact.lastYearExact === null) return false;
  return sourcedParts(facts, fact).some((part) =>
    differ(part.unitId, part, { exact: part.lastYearExact, from: part.lastYearFrom }),
  );
}

/** The same of the value of the month before, and 环比. */
export function hasOtherSourceIn(before: PeriodFacts, facts: PeriodFacts, fact: Fact): boolean {
  const isThere = factOf(before, fact.indicator.code, fact.unitId)?.exact != null;
  if (fact.exact === null || !isThere) return false;
  return sourcedParts(facts, fact).some((part) => {
    const then = factOf(before, part.indicator.code, part.unitId);
    return then !== null && differ(part.unitId, part, then);
  });
}
