// Does a printed figure agree with the exact one, and if not, which way of rounding would explain it (indicators.md B.6)?

import {
  divideRounded,
  formatFraction,
  formatScaled,
  parseScaled,
  pow10,
  type Fraction,
  type Rounding,
} from '../../../../shared/model/scaled-number.js';

const MOST_DECIMALS = 6;

/** Trailing zeros may come from a cell format (69.60) and claim no precision. */
function withoutZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** True where the submitted text is the exact value rounded at its own number of decimals, either rounding rule. */
export function isPrintedEqual(decimal: string, exact: Fraction, rounding: Rounding): boolean {
  const text = withoutZeros(decimal);
  const decimals = decimalsOf(text);
  if (decimals > MOST_DECIMALS)
    return (
      formatFraction(exact, MOST_DECIMALS, rounding) ===
      formatScaled(parseScaled(text, decimals) ?? 0n, decimals, MOST_DECIMALS, rounding)
    );
  return formatFraction(exact, decimals, 'half-up') === text || formatFraction(exact, decimals, 'half-even') === text;
}

/**
 * Which other way of rounding gives the submitted figure; '' where none does. `fromRounded`: the same figure computed from
 * the printed (rounded) parts instead of the exact ones.
 */
export function explainRounding(decimal: string, exact: Fraction, decimals: number, fromRounded?: Fraction): string {
  const submitted = parseScaled(decimal, decimals);
  if (submitted === null) return '';
  const truncated = (exact.n * pow10(decimals)) / exact.d;
  if (submitted === truncated) return '（填报数是截尾而不是四舍五入的结果）';
  // By way of one more decimal: whatever goes up by way of several goes up by way of one.
  const once = divideRounded(exact.n * pow10(decimals + 1), exact.d, 'half-up');
  if (submitted === divideRounded(once, 10n, 'half-up')) return '（填报数是分两步进位的结果，应一次进位）';
  if (fromRounded && fromRounded.d !== 0n) {
    for (const rounding of ['half-up', 'half-even'] as const)
      if (submitted === divideRounded(fromRounded.n * pow10(decimals), fromRounded.d, rounding))
        return '（填报数是用进位后的分子分母算出的，应用未进位的数计算）';
  }
  return '';
}
