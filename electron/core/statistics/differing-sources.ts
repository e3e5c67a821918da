// 上级下发 beside last year's sum of submissions: what grew may be the source. Said wherever the two are compared.

import type { Fact } from './facts.js';

/** The value and that of last year are taken from different sources, so that 同比 is of two counts. A ratio has no source of its own. */
export function hasOtherSourceLastYear(fact: Fact): boolean {
  if (fact.ratio !== null || fact.exact === null || fact.from === fact.lastYearFrom) return false;
  // A total that is no sum says so; that of units is their sum. A unit says nothing where nothing is known.
  return fact.unitId === null ? fact.lastYearExact !== null : fact.from !== null && fact.lastYearFrom !== null;
}
