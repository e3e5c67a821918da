// 同比, and any other comparison of two values of one indicator (indicators.md B.5; rules.md 8).
// (本期 − 上年同期) / 上年同期 × 100 %; values in % change in 百分点; base ≤ 0 or missing: no percentage.
// Growth is computed from exact values, never from printed ones. 环比 is only for single-period flows and stocks.

import { scaleOf } from '../indicators/measures.js';
import { compareFractions, roundFraction, type Fraction, type Rounding } from '../model/scaled-number.js';
import { formatResult, NO_RESULT } from './format.js';
import { absolute, divide, sign, subtract, times } from './fraction.js';

export type Change =
  /** `fraction` is the percentage: 9.756… for 9.8 %. */
  | { kind: 'percent'; fraction: Fraction; difference: Fraction; base: Fraction }
  /** `fraction` is the difference in 百分点. */
  | { kind: 'points'; fraction: Fraction; difference: Fraction; base: Fraction }
  /** Base is 0 or below: no percentage, only the difference. */
  | { kind: 'no_base'; fraction: null; difference: Fraction; base: Fraction }
  /** One of the two is missing. */
  | { kind: 'none'; fraction: null; difference: null; base: null };

/** Change from `base` to `current`, both exact and in `measure`. */
export function change(current: Fraction | null, base: Fraction | null, measure: string): Change {
  if (current === null || base === null) return { kind: 'none', fraction: null, difference: null, base: null };
  const difference = subtract(current, base);
  if (measure === '%' || measure === '百分点') return { kind: 'points', fraction: difference, difference, base };
  if (sign(base) <= 0) return { kind: 'no_base', fraction: null, difference, base };
  return { kind: 'percent', fraction: times(divide(difference, base)!, 100n), difference, base };
}

/** What a table cell prints: the percentage (or 百分点) as a bare number; `—` for base 0 or a missing value (rules.md 8). */
export function changeCellText(result: Change, decimals: number, rounding: Rounding): string {
  return result.fraction === null ? NO_RESULT : formatResult(result.fraction, { decimals, rounding });
}

export interface ChangeWording {
  measure: string;
  rounding: Rounding;
  /** Decimals of percentages, 百分点 and 倍. */
  decimals: number;
  /** Decimals of absolute differences: the indicator's precision. */
  valueDecimals: number;
  /** Counts with a base below this change by an absolute number (增加X件). 0 switches it off. */
  smallBase: bigint;
  /** Above this percentage: 增长X倍. Null switches it off. */
  timesAbovePercent: bigint | null;
  /** Printed in front: 同比, 环比, 比上年末. 新增 stands without it. */
  prefix: string;
  /** Per-capita values change by an absolute number (每万人…增加1件); false prints their percentage. */
  perCapitaAbsolute: boolean;
}

export const DEFAULT_WORDING: Omit<ChangeWording, 'measure'> = {
  rounding: 'half-up',
  decimals: 1,
  valueDecimals: 0,
  smallBase: 10n,
  timesAbovePercent: 300n,
  prefix: '同比',
  perCapitaAbsolute: true,
};

/**
 * The change in a sentence, without punctuation: `同比增长9.8%`, `同比下降2.6%`, `同比增长3.4倍`, `新增3件`, `同比增加7件`,
 * `同比提高1.8个百分点`, `同比持平`. Empty where a value is missing: the caller leaves the clause out.
 */
export function changeSentence(result: Change, wording: ChangeWording): string {
  const { prefix, rounding, decimals } = wording;
  const print = (value: Fraction, digits: number) =>
    formatResult(absolute(value), { decimals: digits, rounding, trimZeros: true });
  const direction = result.difference === null ? 0 : sign(result.difference);

  switch (result.kind) {
    case 'none':
      return '';
    case 'points':
      if (isZeroAt(result.fraction, decimals, rounding)) return `${prefix}持平`;
      return `${prefix}${direction > 0 ? '提高' : '下降'}${print(result.fraction, decimals)}个百分点`;
    case 'no_base':
      if (direction === 0) return `${prefix}持平`;
      if (sign(result.base) < 0 || direction < 0) return absoluteText(result.difference, wording);
      return `新增${print(result.difference, wording.valueDecimals)}${countWord(wording.measure)}`;
    case 'percent':
      break;
  }
  if (isSmallBase(result.base, wording) || isPerCapita(wording) || isBelow(result.fraction, -100n)) {
    return absoluteText(result.difference, wording);
  }
  if (isZeroAt(result.fraction, decimals, rounding)) return `${prefix}持平`;
  if (wording.timesAbovePercent !== null && isAbove(result.fraction, wording.timesAbovePercent)) {
    const multiple: Fraction = { n: result.fraction.n, d: result.fraction.d * 100n };
    return `${prefix}增长${print(multiple, decimals)}倍`;
  }
  return `${prefix}${direction > 0 ? '增长' : '下降'}${print(result.fraction, decimals)}%`;
}

function absoluteText(difference: Fraction, wording: ChangeWording): string {
  const { prefix, rounding, valueDecimals, measure } = wording;
  if (isZeroAt(difference, valueDecimals, rounding)) return `${prefix}持平`;
  const amount = formatResult(absolute(difference), { decimals: valueDecimals, rounding, trimZeros: true });
  return `${prefix}${sign(difference) > 0 ? '增加' : '减少'}${amount}${countWord(measure)}`;
}

/** 持平 is decided on the printed precision (indicators.md B.5). */
function isZeroAt(value: Fraction, decimals: number, rounding: Rounding): boolean {
  return roundFraction(value, decimals, rounding) === 0n;
}

/** Small bases matter for counts; a base of 5 万元 or 5 % is no small number of things. */
function isSmallBase(base: Fraction, wording: ChangeWording): boolean {
  return scaleOf(wording.measure) === 0 && isBelow(base, wording.smallBase);
}

function isPerCapita(wording: ChangeWording): boolean {
  return wording.perCapitaAbsolute && wording.measure.includes('/');
}

/** 件/万人 is spoken as 件. */
function countWord(measure: string): string {
  return measure.split('/')[0]!;
}

function isBelow(value: Fraction, limit: bigint): boolean {
  return compareFractions(value, { n: limit, d: 1n }) < 0;
}

function isAbove(value: Fraction, limit: bigint): boolean {
  return compareFractions(value, { n: limit, d: 1n }) > 0;
}
