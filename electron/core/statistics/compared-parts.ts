// What 上年同期, 同比 and 增减量 of a figure are made of: this year's value and what it is compared with.

import { factText } from './fact-text.js';
import type { Fact } from './facts.js';
import { answer, currentPart, partOf, partOfUnit, type Part, type Parts, type Question } from './figure-question.js';
import { addYears, periodTitle } from '../../../shared/model/period.js';

/** 上年同期: what last year says of itself; the sum of the units where some of them are compared with another number. */
export function lastYearParts(question: Question): Parts {
  const { reader, whose, fact, facts, key } = question;
  const note = comparableText(question);
  const stored = storedLastYear(question);
  const isSum = whose.unitId === null && fact.indicator.total === 'sum' && fact.lastYearFrom === null;
  if (!isSum || !isOther(question, stored)) return answer('上年同期的本期数', [stored], note);
  const lastPeriod = addYears(key.period, -1);
  const ofUnits = facts.byCode.get(key.code)?.units;
  const parts = [...reader.factsFor(whose, lastPeriod).counting].map((unitId) =>
    partOfUnit(
      question,
      unitId,
      // Units that ended since have no row of this year.
      ofUnits?.has(unitId) ? { figure: 'last-year' } : { figure: 'current', period: lastPeriod },
      '上年同期',
    ),
  );
  return answer('各填报单位上年同期数之和', parts, note);
}

/** 同比, in percent or 百分点. */
export function changeParts(question: Question): Parts {
  const isPoints = question.fact.change.kind === 'points';
  return comparedBy(question, isPoints ? '本期 − 上年同期（百分点）' : '（本期 − 上年同期）÷ 上年同期 × 100%');
}

/** 增减量. */
export function differenceParts(question: Question): Parts {
  return comparedBy(question, '本期 − 上年同期');
}

function comparedBy(question: Question, formula: string): Parts {
  const stored = storedLastYear(question);
  const lastYear = isOther(question, stored)
    ? partOf(question, { figure: 'last-year' }, lastYearTitle(question))
    : stored;
  return answer(formula, [currentPart(question), lastYear], comparableText(question));
}

function lastYearTitle({ key, fact }: Question): string {
  return `上年同期（${periodTitle(addYears(key.period, -1), fact.basis)}）`;
}

function storedLastYear(question: Question): Part {
  const of = { figure: 'current', period: addYears(question.key.period, -1) } as const;
  return partOf(question, of, lastYearTitle(question));
}

/** What this year is compared with is not what last year says of itself: a 同口径 base, or a sum that was none then. */
function isOther({ reader, fact }: Question, stored: Part): boolean {
  return stored.text !== factText(fact, 'last-year', reader.ctx.settings.rounding).text;
}

/** 同口径: what stands in the place of last year's value, and why; of a total, in the places of its units. */
function comparableText({ reader, whose, fact, facts, key, units }: Question): string {
  const { rounding } = reader.ctx.settings;
  const text = (of: Fact): string =>
    `采用同口径数 ${factText(of, 'last-year', rounding).text}（${of.lastYearComparable}）`;
  if (whose.unitId !== null) return fact.lastYearComparable === null ? '' : `上年同期${text(fact)}。`;
  const adjusted = [...(facts.byCode.get(key.code)?.units.values() ?? [])].filter(
    (one) => one.lastYearComparable !== null && facts.counting.has(one.unitId!),
  );
  if (adjusted.length === 0) return '';
  return `上年同期中，${adjusted.map((one) => `${units.get(one.unitId!) ?? ''}${text(one)}`).join('，')}。`;
}
