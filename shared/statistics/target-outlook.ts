// What a target asks of the rest of the year: needed per remaining month, and a forecast of the year's end. A forecast is an
// extrapolation and must be marked 预测 wherever it is shown. Not here: completion and gap to pace (target-progress.ts).

import type { Fraction } from '../model/scaled-number.js';
import { add, divide, sign, subtract, times } from './fraction.js';
import type { TargetMode } from './target-progress.js';

export interface OutlookInput {
  mode: TargetMode;
  actual: Fraction | null;
  target: Fraction | null;
  /** Value at the end of last year: stocks grow from there. */
  lastYearEnd: Fraction | null;
  /** Planned completion at this date in % (the office's 时间进度 or the indicator's own pace). */
  time: Fraction;
  /** Months of the year that are left after the period. */
  monthsLeft: number;
}

export interface TargetOutlook {
  /** Still to do per remaining month; 0 where nothing is left to do, null where it has no meaning. */
  perMonth: Fraction | null;
  /** 预测: value at the end of the year if it goes on as planned by the pace. */
  forecast: Fraction | null;
  /** Whether the forecast reaches the target. */
  isEnough: boolean | null;
}

const NOTHING: TargetOutlook = { perMonth: null, forecast: null, isEnough: null };

/**
 * perMonth = max(0, target − actual) / months left. forecast of a flow = actual ÷ pace; of a stock =
 * last year's end + (actual − last year's end) ÷ pace. Ratios have neither.
 */
export function targetOutlook(input: OutlookInput): TargetOutlook {
  const { mode, actual, target, lastYearEnd, time, monthsLeft } = input;
  if (actual === null || target === null || !['cumulative', 'net_increase', 'year_end'].includes(mode)) return NOTHING;
  const open = subtract(target, actual);
  const rest = sign(open) > 0 ? open : { n: 0n, d: 1n };
  const perMonth = monthsLeft > 0 ? divide(rest, { n: BigInt(monthsLeft), d: 1n }) : null;
  const forecast = forecastOf(mode, actual, lastYearEnd, time);
  return { perMonth, forecast, isEnough: forecast === null ? null : sign(subtract(forecast, target)) >= 0 };
}

function forecastOf(mode: TargetMode, actual: Fraction, lastYearEnd: Fraction | null, time: Fraction): Fraction | null {
  if (mode === 'cumulative') return divide(times(actual, 100n), time);
  if (lastYearEnd === null) return null;
  const grown = divide(times(subtract(actual, lastYearEnd), 100n), time);
  return grown === null ? null : add(lastYearEnd, grown);
}
