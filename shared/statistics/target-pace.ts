// An indicator's own pace: planned completion at the end of each month, where the year does not run evenly (招投标 in autumn,
// 培训 in spring). The office's 时间进度 stands where there is none (target-progress.ts).

import { monthOf, type Period } from '../model/period.js';
import type { Fraction } from '../model/scaled-number.js';

/** Whole, in hundredths of a percent. */
const PACE_WHOLE = 10_000;

/** What is wrong with a pace, in Chinese; '' where it is right. */
export function paceProblem(points: readonly number[]): string {
  if (points.length !== 12) return '应填12个月的累计进度';
  if (points.some((point) => !Number.isInteger(point) || point < 0 || point > PACE_WHOLE))
    return '每月进度应在0到100%之间，最多两位小数';
  if (points.some((point, index) => index > 0 && point < points[index - 1]!)) return '累计进度不能比上月小';
  return points[11] === PACE_WHOLE ? '' : '12月的累计进度应为100%';
}

/** Planned completion at the end of the period's month in %, exact. */
export function paceAt(points: readonly number[], period: Period): Fraction {
  return { n: BigInt(points[monthOf(period) - 1]!), d: 100n };
}
