// How numbers of targets print: like the values of their indicator, progress with one decimal (indicators.md B.5).

import type { StoredIndicator } from '../store/indicator-store.js';
import type { Settings } from '../../../shared/contract/program-records.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import {
  parseScaled,
  pow10,
  shortestDecimal,
  toStoreInteger,
  type Fraction,
} from '../../../shared/model/scaled-number.js';
import { formatAgainst, formatResult } from '../../../shared/statistics/format.js';
import { plainNumberText } from '../../../shared/model/number-text.js';

/** '' where there is no number. */
export function valueText(value: Fraction | null, indicator: StoredIndicator, rounding: Settings['rounding']): string {
  return value === null ? '' : formatResult(value, { decimals: indicator.precision, rounding });
}

/** A forecast as it is judged: 99.6 against 100 is not printed as 100 that falls short. */
export function forecastText(
  forecast: Fraction | null,
  target: Fraction | null,
  indicator: StoredIndicator,
  rounding: Settings['rounding'],
): string {
  if (forecast === null || target === null) return valueText(forecast, indicator, rounding);
  return formatAgainst(forecast, target, { decimals: indicator.precision, rounding });
}

/** Percentages and 百分点. */
export function percentText(value: Fraction | null, rounding: Settings['rounding']): string {
  return value === null ? '' : formatResult(value, { decimals: 1, rounding });
}

export function storedFraction(value: number | null, indicator: StoredIndicator): Fraction | null {
  return value === null ? null : { n: BigInt(value), d: pow10(scaleOf(indicator.measure)) };
}

export function storedPlain(value: number | null, indicator: StoredIndicator): string | null {
  return value === null ? null : shortestDecimal(value, scaleOf(indicator.measure));
}

/** Typed text → store integer. Throws AppError input.invalid, naming what was typed for whom. */
export function readTargetValue(text: string, indicator: StoredIndicator, holder: string): number {
  const scale = scaleOf(indicator.measure);
  const value = parseScaled(plainNumberText(text), scale);
  const at = `${holder}“${indicator.name}”填的是“${text}”`;
  if (value === null)
    throw new AppError('input.invalid', {
      what: `${at}，应填${scale === 0 ? '整数' : `最多${scale}位小数的数`}（${indicator.measure}）`,
    });
  if (value < 0n) throw new AppError('input.invalid', { what: `${at}，目标不能小于0` });
  try {
    return toStoreInteger(value);
  } catch (cause) {
    throw new AppError('input.invalid', { what: `${at}，数字太大` }, { cause });
  }
}
