// Ratios (indicators.md B.1): numerator / denominator × factor. The total is Σ numerators / Σ denominators over the units
// that have both parts (rules.md 5), never the mean of their ratios.

import type { Fraction } from '../model/scaled-number.js';
import { figureFraction, usableValue, type Figure } from './figure.js';
import { divide, times } from './fraction.js';
import { total, type MissingUnit, type Total } from './total.js';

/** Ratio of one unit, exact; null where a part is missing or the denominator is 0. `factor` is 100 for %. */
export function unitRatio(numerator: Figure | null, denominator: Figure | null, factor: number): Fraction | null {
  const top = figureFraction(numerator);
  const bottom = figureFraction(denominator);
  if (top === null || bottom === null) return null;
  const quotient = divide(top, bottom);
  return quotient === null ? null : times(quotient, BigInt(factor));
}

export interface RatioEntry<Id> {
  id: Id;
  numerator: Figure | null;
  denominator: Figure | null;
  counts: boolean;
}

export interface TotalRatio<Id> {
  /** Exact ratio of the sums; null where no unit has both parts or the denominators sum to 0. */
  ratio: Fraction | null;
  /** The sums that the ratio is of: only units with both parts. */
  numerator: Figure;
  denominator: Figure;
  /** Units that count but lack a part. */
  missing: MissingUnit<Id>[];
}

/** Σ / Σ over the units that count and have both parts. */
export function totalRatio<Id>(entries: readonly RatioEntry<Id>[], factor: number): TotalRatio<Id> {
  const counting = entries.filter((entry) => entry.counts);
  const complete = counting.filter(
    (entry) => usableValue(entry.numerator) !== null && usableValue(entry.denominator) !== null,
  );
  const sum = (part: 'numerator' | 'denominator'): Total<Id> =>
    total(complete.map((entry) => ({ id: entry.id, figure: entry[part], counts: true })));
  const numerator = sum('numerator').figure;
  const denominator = sum('denominator').figure;
  const missing = counting
    .filter((entry) => !complete.includes(entry))
    .filter((entry) => entry.numerator?.state !== 'not_applicable' && entry.denominator?.state !== 'not_applicable')
    .map((entry): MissingUnit<Id> => {
      const absent = usableValue(entry.numerator) === null ? entry.numerator : entry.denominator;
      return { id: entry.id, state: absent?.state ?? 'not_submitted' };
    });
  return { ratio: unitRatio(numerator, denominator, factor), numerator, denominator, missing };
}
