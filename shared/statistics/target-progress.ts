// 完成率, 时间进度 and their gap, by the target's 考核方式 (indicators.md B.5). A stock or a ratio is never measured against
// the time elapsed as if it were cumulative: otherwise every unit is "ahead" on a stock by February.

import { compareFractions, type Fraction } from '../model/scaled-number.js';
import { monthOf, yearOf, type Period } from '../model/period.js';
import { divide, sign, subtract, times } from './fraction.js';

/** 考核方式. */
export const TARGET_MODES = ['cumulative', 'net_increase', 'year_end', 'at_least', 'at_most', 'qualitative'] as const;
export type TargetMode = (typeof TARGET_MODES)[number];
export const TARGET_MODE_LABEL: Record<TargetMode, string> = {
  cumulative: '累计',
  net_increase: '净增',
  year_end: '期末达到',
  at_least: '不低于',
  at_most: '不高于',
  qualitative: '定性',
};

/** Modes that make sense for a kind of indicator; the first is the default. */
export function targetModesFor(kind: 'flow' | 'stock' | 'ratio'): readonly TargetMode[] {
  if (kind === 'flow') return ['cumulative', 'at_least', 'at_most', 'qualitative'];
  if (kind === 'stock') return ['year_end', 'net_increase', 'at_least', 'at_most', 'qualitative'];
  return ['at_least', 'at_most', 'year_end', 'qualitative'];
}

/** The mode of a target that nobody decided on. */
export function defaultTargetMode(indicator: {
  kind: 'flow' | 'stock' | 'ratio';
  direction: 'up' | 'down' | 'none';
}): TargetMode {
  const first = targetModesFor(indicator.kind)[0]!;
  return first === 'at_least' && indicator.direction === 'down' ? 'at_most' : first;
}

/** How 时间进度 is counted: by months (7/12, usual) or by days (212/365). One rule per office. */
export type TimeRule = 'month' | 'day';

/** 时间进度 at the end of the period's month in %, exact. */
export function timeProgress(period: Period, rule: TimeRule): Fraction {
  if (rule === 'month') return { n: BigInt(monthOf(period)) * 100n, d: 12n };
  const lengths = monthLengths(yearOf(period));
  const elapsed = lengths.slice(0, monthOf(period)).reduce((sum, days) => sum + days, 0);
  const whole = lengths.reduce((sum, days) => sum + days, 0);
  return { n: BigInt(elapsed) * 100n, d: BigInt(whole) };
}

/** `ahead`, `on_time`, `behind`: against 时间进度. `met`, `not_met`: without it. `unknown`: a value is missing or 定性. */
export type TargetStatus = 'ahead' | 'on_time' | 'behind' | 'met' | 'not_met' | 'unknown';

export interface TargetProgress {
  status: TargetStatus;
  /** 完成率 in %; above 100 is allowed; null where the mode has none. */
  completion: Fraction | null;
  /** 完成率 − 时间进度 in 百分点; null where the mode is not measured against time. */
  gap: Fraction | null;
  /** Actual − target in the indicator's measure; negative: still to do. */
  distance: Fraction | null;
  /** The target itself is reached, whatever the date. */
  met: boolean | null;
}

export interface TargetInput {
  mode: TargetMode;
  actual: Fraction | null;
  target: Fraction | null;
  /** Value at the end of last year; only 净增 uses it. */
  lastYearEnd: Fraction | null;
  /** 时间进度 in %, of timeProgress(). */
  time: Fraction;
}

const UNKNOWN: TargetProgress = { status: 'unknown', completion: null, gap: null, distance: null, met: null };

/** Progress of one unit or of the total, exact. */
export function targetProgress({ mode, actual, target, lastYearEnd, time }: TargetInput): TargetProgress {
  if (mode === 'qualitative' || actual === null || target === null) return UNKNOWN;
  const distance = subtract(actual, target);
  const met = mode === 'at_most' ? sign(distance) <= 0 : sign(distance) >= 0;
  const plain: TargetProgress = { status: met ? 'met' : 'not_met', completion: null, gap: null, distance, met };

  if (mode === 'cumulative') return againstTime(divide(times(actual, 100n), target), time, plain);
  if (mode === 'net_increase') {
    if (lastYearEnd === null) return { ...plain, status: met ? 'met' : 'unknown' };
    const planned = subtract(target, lastYearEnd);
    // A target at or below last year's end asks for no increase: there is no rate of completing it, only met or not.
    const completion = sign(planned) > 0 ? divide(times(subtract(actual, lastYearEnd), 100n), planned) : null;
    return againstTime(completion, time, plain);
  }
  return plain;
}

function againstTime(completion: Fraction | null, time: Fraction, plain: TargetProgress): TargetProgress {
  if (completion === null) return plain;
  const order = compareFractions(completion, time);
  const status = order > 0 ? 'ahead' : order < 0 ? 'behind' : 'on_time';
  return { ...plain, status, completion, gap: subtract(completion, time) };
}

function monthLengths(year: number): number[] {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}
