// Figure: a number with its state, as every statistic takes and gives it. Missing is never 0 and 0 is never missing
// (rules.md 2). Not here: keys and sources of stored numbers (model/observation.ts), how a figure prints (format.ts).

import type { ValueState } from '../model/observation.js';
import { pow10, rescale, roundFraction, type Fraction, type Rounding } from '../model/scaled-number.js';

export interface Figure {
  state: ValueState;
  /** Integer at `scale` decimals; null where the state has no number. */
  value: bigint | null;
  scale: number;
}

/** A known number; 0 becomes the state `zero`. */
export function known(value: bigint, scale: number): Figure {
  return { state: value === 0n ? 'zero' : 'value', value, scale };
}

export const NOT_SUBMITTED: Figure = { state: 'not_submitted', value: null, scale: 0 };

/** The number that statistics may use: of `value`, `zero` and `forecast`. A masked number is never computed with. */
export function usableValue(figure: Figure | null): bigint | null {
  if (figure === null) return null;
  if (figure.state === 'zero') return figure.value ?? 0n;
  return figure.state === 'value' || figure.state === 'forecast' ? figure.value : null;
}

/** The usable number as an exact fraction, null where there is none. */
export function figureFraction(figure: Figure | null): Fraction | null {
  const value = usableValue(figure);
  return value === null ? null : { n: value, d: pow10(figure!.scale) };
}

/** An exact result rounded once to a figure of `decimals`; null becomes 未报. */
export function figureFromFraction(fraction: Fraction | null, decimals: number, rounding: Rounding): Figure {
  return fraction === null ? NOT_SUBMITTED : known(roundFraction(fraction, decimals, rounding), decimals);
}

/** Brings a value to a scale that holds it without loss. */
export function atScale(value: bigint, from: number, to: number): bigint {
  if (to === from) return value;
  if (to < from) throw new RangeError(`scale ${from} does not fit into ${to}`);
  return rescale(value, from, to, 'half-up');
}
