// 舍位平衡 by largest remainder (formats.md D.2.4, B): rounded parts add up to the rounded total, each off by less than one
// printed unit. Offered, never the default: adjusting published numbers needs authority. Only for parts of one whole in a
// converted measure; never for percentages that are no parts of a whole, never for integer counts.

import { pow10, rescale, type Rounding } from '../model/scaled-number.js';

export interface Balanced {
  /** Integers at the printed decimals; they sum to `total`. */
  values: bigint[];
  /** The same parts rounded one by one, kept for the preview. */
  unadjusted: bigint[];
  /** Parts whose printed value differs from the plain rounding: to be marked. */
  adjusted: boolean[];
  total: bigint;
}

/** Parts at `scale` decimals → parts at `decimals` that sum to the rounded total. Ties: the earlier row. */
export function balance(parts: readonly bigint[], scale: number, decimals: number, rounding: Rounding): Balanced {
  const sum = parts.reduce((whole, part) => whole + part, 0n);
  const total = rescale(sum, scale, decimals, rounding);
  const unadjusted = parts.map((part) => rescale(part, scale, decimals, rounding));
  if (decimals >= scale) return { values: unadjusted, unadjusted, adjusted: parts.map(() => false), total };

  const unit = pow10(scale - decimals);
  const floors = parts.map((part) => floorDivide(part, unit));
  const remainders = parts.map((part, index) => part - floors[index]! * unit);
  const open = Number(total - floors.reduce((whole, part) => whole + part, 0n));
  const winners = new Set(
    remainders
      .map((remainder, index) => ({ remainder, index }))
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, open)
      .map((entry) => entry.index),
  );
  const values = floors.map((floor, index) => (winners.has(index) ? floor + 1n : floor));
  return { values, unadjusted, adjusted: values.map((value, index) => value !== unadjusted[index]), total };
}

/** The declaration that stands instead of balancing, where printed parts do not add up. */
export const NOT_BALANCED_NOTE = '部分数据合计数由于单位取舍不同产生的计算误差，未作机械调整。';

/** Whether plainly rounded parts miss the rounded total, so that the note or balancing is called for. */
export function needsBalancing(parts: readonly bigint[], scale: number, decimals: number, rounding: Rounding): boolean {
  const { unadjusted, total } = balance(parts, scale, decimals, rounding);
  return unadjusted.reduce((sum, part) => sum + part, 0n) !== total;
}

/** Division towards −∞, as the algorithm needs for negative parts. */
function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}
