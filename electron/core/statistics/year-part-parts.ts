// What 当月, 单季 and 环比 of a figure are made of.

import { answer, partOf, partOfUnit, type Parts, type Question } from './figure-question.js';
import { shownPart } from './part-figure.js';
import { addMonths, periodTitle } from '../../../shared/model/period.js';
import { compareFractions } from '../../../shared/model/scaled-number.js';
import { beforePart, endsPart, type YearPart } from '../../../shared/statistics/cumulative.js';
import { figureFraction } from '../../../shared/statistics/figure.js';
import { subtract } from '../../../shared/statistics/fraction.js';

/** How a part of the year came about, in words. */
export const PART_WORDS: Record<YearPart, { formula: string; first: string; handedIn: string; ofUnits: string }> = {
  month: {
    formula: '本月累计 − 上月累计（单独报送当月数的，用报送数）',
    first: '1月的当月数即累计数',
    handedIn: '单独报送的当月数',
    ofUnits: '各填报单位当月数之和',
  },
  quarter: {
    formula: '本季末累计 − 上季末累计（单独报送单季数的，用报送数）',
    first: '第一季度的单季数即累计数',
    handedIn: '单独报送的单季数',
    ofUnits: '各填报单位单季数之和',
  },
};

/**
 * 当月 or 单季: from two cumulative values where they make it, else what was handed in of it alone, or of a total the parts of its
 * units.
 */
export function yearPartParts(question: Question, of: YearPart): Parts {
  const { reader, whose, fact, facts, key } = question;
  const { period } = key;
  const words = PART_WORDS[of];
  if (!endsPart(period, of)) return answer('');
  const before = beforePart(period, of);
  const shown = figureFraction(shownPart(facts, fact, of).figure);
  const then = before === null ? null : (reader.fact(whose, key.code, before)?.exact ?? null);
  const made = before === null ? fact.exact : fact.exact && then ? subtract(fact.exact, then) : null;
  const isMade = shown === null || (made !== null && compareFractions(made, shown) === 0);
  if (!isMade && whose.unitId !== null)
    return answer(words.handedIn, [partOf(question, { figure: 'current', basis: of }, periodTitle(period, of))]);
  if (!isMade && fact.from !== 'issued')
    return answer(
      words.ofUnits,
      [...facts.counting].map((unitId) => partOfUnit(question, unitId, { figure: of }, periodTitle(period, of))),
    );
  const cumulative = partOf(question, { figure: 'current' }, periodTitle(period, 'ytd'));
  if (before === null) return answer(words.first, [cumulative]);
  return answer(words.formula, [
    cumulative,
    partOf(question, { figure: 'current', period: before }, periodTitle(before, 'ytd')),
  ]);
}

/** 环比: this month and the one before, of a flow the numbers of the months alone. */
export function monthChangeParts(question: Question): Parts {
  const { key, fact } = question;
  const before = addMonths(key.period, -1);
  const isFlow = fact.indicator.kind === 'flow';
  const figure = isFlow ? 'month' : 'current';
  const basis = isFlow ? 'month' : fact.basis;
  return answer('（本月 − 上月）÷ 上月 × 100%', [
    partOf(question, { figure }, `本月（${periodTitle(key.period, basis)}）`),
    partOf(question, { figure, period: before }, `上月（${periodTitle(before, basis)}）`),
  ]);
}
