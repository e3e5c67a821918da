// The one formatter of numbers: screen, Excel, PDF and Word print through it, so that a figure looks the same everywhere.
// Rounds once, from the stored value (indicators.md B.6). Minus is `-`, thousands separators only where asked for.
// Not here: the wording of changes (year-on-year.ts).

import { conversionPower } from '../indicators/measures.js';
import {
  compareFractions,
  fixedDecimal,
  formatFraction,
  formatScaled,
  pow10,
  roundFraction,
  type Fraction,
  type Rounding,
} from '../model/scaled-number.js';
import type { Figure } from './figure.js';

/** What stands in the place of a number. */
export const MISSING_SIGNS = { not_submitted: '未报', not_applicable: '—', masked: '*' } as const;
export const FORECAST_MARK = '（预计）';
/** What stands where the reporting tasks ask for nothing: no 未报 without a task (rules.md 5). */
export const NOT_REQUIRED_SIGN = '不要求';
export const EXEMPT_SIGN = '免报';
/** A derived figure (ratio, rank, change) that cannot be computed. */
export const NO_RESULT = '—';

export interface FormatOptions {
  /** Measure of the stored figure; its scale counts in this measure. */
  measure: string;
  /** Measure to print in, such as 亿元 for a figure stored in 万元. Must convert exactly. */
  displayMeasure?: string;
  decimals: number;
  rounding: Rounding;
  /** Off by default: `44830.18`; true prints `44,830.18`. */
  thousands?: boolean;
  /** Prose: 4.50 → 4.5, 8.00 → 8. */
  trimZeros?: boolean;
}

/** Prints a figure, or the sign of its state. A figure that is not stored at all (null) is 未报. */
export function formatFigure(figure: Figure | null, options: FormatOptions): string {
  if (figure === null) return MISSING_SIGNS.not_submitted;
  const { state } = figure;
  if (state === 'not_submitted' || state === 'not_applicable' || state === 'masked') return MISSING_SIGNS[state];
  const value = figure.value ?? (state === 'zero' ? 0n : null);
  if (value === null) return state === 'forecast' ? FORECAST_MARK : MISSING_SIGNS.not_submitted;
  const text = formatValue(value, figure.scale, options);
  return state === 'forecast' ? `${text}${FORECAST_MARK}` : text;
}

/** Integer at `scale` in `measure` → text in the display measure. Throws RangeError where the measures do not convert. */
function formatValue(value: bigint, scale: number, options: FormatOptions): string {
  const power = conversionPower(options.measure, options.displayMeasure ?? options.measure);
  if (power === null) throw new RangeError(`${options.measure} does not convert to ${options.displayMeasure}`);
  const shifted = scale - power;
  const text =
    shifted >= 0
      ? formatScaled(value, shifted, options.decimals, options.rounding)
      : formatScaled(value * pow10(-shifted), 0, options.decimals, options.rounding);
  return finish(text, options);
}

/** Prints an exact result (ratio, share, growth); `—` where there is none. */
export function formatResult(
  result: Fraction | null,
  options: Pick<FormatOptions, 'decimals' | 'rounding' | 'thousands' | 'trimZeros'>,
): string {
  return result === null ? NO_RESULT : finish(formatFraction(result, options.decimals, options.rounding), options);
}

/**
 * Prints a result that a rule compares with a threshold: with more decimals where the printed number would tell another
 * story than the rule, such as 89.96 against 90 (indicators.md B.6, 6). What equals a threshold that no decimals can say (5/6) prints
 * as that does.
 */
export function formatAgainst(
  result: Fraction,
  threshold: Fraction,
  options: Pick<FormatOptions, 'decimals' | 'rounding'>,
): string {
  const truth = compareFractions(result, threshold);
  let decimals = options.decimals;
  const tells = (count: number): boolean =>
    compareFractions({ n: roundFraction(result, count, options.rounding), d: pow10(count) }, threshold) === truth;
  if (truth !== 0) while (decimals < options.decimals + 6 && !tells(decimals)) decimals += 1;
  return fixedDecimal(roundFraction(result, decimals, options.rounding), decimals);
}

function finish(text: string, options: Pick<FormatOptions, 'thousands' | 'trimZeros'>): string {
  const trimmed = options.trimZeros && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  if (!options.thousands) return trimmed;
  const [whole, decimals] = trimmed.split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
