import { describe, expect, it } from 'vitest';

import { figureFromFraction, figureFraction, atScale, usableValue } from '../../../shared/statistics/figure.js';
import { absolute, add, divide, fraction, sign, subtract } from '../../../shared/statistics/fraction.js';

describe('exact fractions', () => {
  it('have a positive denominator, and none for a division by 0', () => {
    expect(fraction(3n, 1n)).toEqual({ n: 3n, d: 1n });
    expect(fraction(1n, -2n)).toEqual({ n: -1n, d: 2n });
    expect(fraction(-1n, -2n)).toEqual({ n: 1n, d: 2n });
    expect(fraction(1n, 0n)).toBeNull();
    expect(divide({ n: 1n, d: 2n }, { n: 0n, d: 3n })).toBeNull();
    expect(divide({ n: 1n, d: 2n }, { n: -2n, d: 3n })).toEqual({ n: -3n, d: 4n });
  });

  it('are added and subtracted over the same and over other denominators', () => {
    expect(add({ n: 1n, d: 5n }, { n: 2n, d: 5n })).toEqual({ n: 3n, d: 5n });
    expect(add({ n: 1n, d: 2n }, { n: 2n, d: 5n })).toEqual({ n: 9n, d: 10n });
    expect(subtract({ n: 1n, d: 5n }, { n: 2n, d: 5n })).toEqual({ n: -1n, d: 5n });
    expect(subtract({ n: 1n, d: 2n }, { n: 2n, d: 5n })).toEqual({ n: 1n, d: 10n });
  });

  it('know their sign', () => {
    expect([-1n, 0n, 1n].map((n) => sign({ n, d: 3n }))).toEqual([-1, 0, 1]);
    expect([-1n, 0n, 1n].map((n) => absolute({ n, d: 3n }).n)).toEqual([1n, 0n, 1n]);
  });
});

describe('figures', () => {
  it('zero is a number also where none is written; masked is never computed with', () => {
    expect(usableValue({ state: 'zero', value: null, scale: 2 })).toBe(0n);
    expect(figureFraction({ state: 'zero', value: null, scale: 2 })).toEqual({ n: 0n, d: 100n });
    expect(usableValue({ state: 'masked', value: 7n, scale: 0 })).toBeNull();
  });

  it('of no result are 未报', () => {
    expect(figureFromFraction(null, 1, 'half-up').state).toBe('not_submitted');
    expect(figureFromFraction({ n: 1n, d: 3n }, 1, 'half-up')).toEqual({ state: 'value', value: 3n, scale: 1 });
  });

  it('never lose decimals', () => {
    expect(atScale(5n, 1, 1)).toBe(5n);
    expect(atScale(5n, 1, 3)).toBe(500n);
    expect(() => atScale(5n, 3, 1)).toThrow('scale 3 does not fit into 1');
  });
});
