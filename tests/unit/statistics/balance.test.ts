import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { balance, needsBalancing } from '../../../shared/statistics/balance.js';

describe('舍位平衡 of formats.md D.2.4', () => {
  it('gives the first and the last part a unit: 1.35 + 4.51 + 0.22 − 0.56 = 5.52', () => {
    const parts = [13451n, 45150n, 2250n, -5649n];
    const result = balance(parts, 4, 2, 'half-up');
    expect(result).toMatchObject({
      total: 552n,
      values: [135n, 451n, 22n, -56n],
      unadjusted: [135n, 452n, 23n, -56n],
      adjusted: [false, true, true, false],
    });
    expect(needsBalancing(parts, 4, 2, 'half-up')).toBe(true);
  });

  it('agrees with the UFO example: 5.02 + 0.53 = 5.55', () => {
    expect(balance([5023n, 524n], 3, 2, 'half-up').values).toEqual([502n, 53n]);
  });

  it('gives what is open to the earlier of two equal parts', () => {
    expect(balance([5n, 5n], 1, 0, 'half-up').values).toEqual([1n, 0n]);
    expect(balance([15n, 10n, 15n], 1, 0, 'half-up').values).toEqual([2n, 1n, 1n]);
  });

  it('leaves parts alone that add up', () => {
    expect(balance([100n, 200n], 2, 1, 'half-up').adjusted).toEqual([false, false]);
    expect(balance([1n, 2n], 0, 2, 'half-up')).toMatchObject({ values: [100n, 200n], adjusted: [false, false] });
    expect(balance([44n], 2, 1, 'half-up')).toMatchObject({ values: [4n], total: 4n });
    expect(needsBalancing([100n, 200n], 2, 1, 'half-up')).toBe(false);
  });

  it('always adds up, each part off by less than one unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(-1_000_000n, 1_000_000n), { maxLength: 20 }),
        fc.constantFrom('half-up' as const, 'half-even' as const),
        (parts, rounding) => {
          const result = balance(parts, 4, 2, rounding);
          expect(result.values.reduce((sum, value) => sum + value, 0n)).toBe(result.total);
          parts.forEach((part, index) => {
            const off = result.values[index]! * 100n - part;
            expect(off < 100n && off > -100n).toBe(true);
          });
        },
      ),
    );
  });
});
