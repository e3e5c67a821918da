// Arithmetic of exact fractions. Results have a positive denominator, as compareFractions (model/scaled-number.ts) needs.
// Fractions are not reduced: figures are small, and bigint holds them.

import type { Fraction } from '../model/scaled-number.js';

/** n / d with a positive denominator; null for division by zero. */
export function fraction(n: bigint, d: bigint): Fraction | null {
  if (d === 0n) return null;
  return d > 0n ? { n, d } : { n: -n, d: -d };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n - b.n, d: a.d } : { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
}

/** a / b, or null where b is 0. */
export function divide(a: Fraction, b: Fraction): Fraction | null {
  return fraction(a.n * b.d, a.d * b.n);
}

export function times(a: Fraction, factor: bigint): Fraction {
  return { n: a.n * factor, d: a.d };
}

export function sign(a: Fraction): -1 | 0 | 1 {
  return a.n > 0n ? 1 : a.n < 0n ? -1 : 0;
}

export function absolute(a: Fraction): Fraction {
  return a.n < 0n ? { n: -a.n, d: a.d } : a;
}
