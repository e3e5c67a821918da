// Whether a printed figure is the exact one, and which slip of rounding explains it where it is not.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { explainRounding, isPrintedEqual } from '../../../electron/core/workbook/4-validate/roundings.js';
import { divideRounded, pow10 } from '../../../shared/model/scaled-number.js';

const exact = (n: bigint, d: bigint) => ({ n, d });

test.each<[string, bigint, bigint, boolean]>([
  ['69.6', 696n, 10n, true],
  ['69.60', 696n, 10n, true],
  ['70', 696n, 10n, true],
  ['70.0', 696n, 10n, true],
  ['69', 696n, 10n, false],
  // A half goes up or to even: both are rules of offices.
  ['69.7', 6965n, 100n, true],
  ['69.6', 6965n, 100n, true],
  ['69.5', 6955n, 100n, false],
  ['-0.5', -1n, 2n, true],
  ['33.333333', 100n, 3n, true],
  // More decimals than six claim no more than six.
  ['33.3333333333333', 100n, 3n, true],
  ['33.3333343333333', 100n, 3n, false],
  ['33.3333331', 100n, 3n, true],
  ['0.1234565', 1_234_565n, 10_000_000n, true],
])('%s of %s/%s: %s', (text, n, d, expected) => expect(isPrintedEqual(text, exact(n, d), 'half-up')).toBe(expected));

test.each<[string, bigint, bigint, number, string]>([
  ['88.1', 8819n, 100n, 1, '截尾'],
  ['88.2', 88_145n, 1000n, 1, '分两步进位'],
  ['88.2', 881_496n, 10_000n, 1, '分两步进位'],
  ['88.3', 88_145n, 1000n, 1, ''],
  ['约88', 88_145n, 1000n, 1, ''],
])('%s of %s/%s at %i decimals is explained by “%s”', (text, n, d, decimals, reason) => {
  const found = explainRounding(text, exact(n, d), decimals);
  if (reason === '') expect(found).toBe('');
  else expect(found).toContain(reason);
});

test('parts that were rounded before they were divided explain a figure, unless they leave nothing to divide by', () => {
  expect(explainRounding('33.4', exact(3331n, 100n), 1, exact(334n, 10n))).toContain('进位后的分子分母');
  expect(explainRounding('33.4', exact(3331n, 100n), 1, exact(3335n, 100n))).toContain('进位后的分子分母');
  expect(explainRounding('33.5', exact(3331n, 100n), 1, exact(334n, 10n))).toBe('');
  expect(explainRounding('33.4', exact(3331n, 100n), 1, exact(1n, 0n))).toBe('');
});

test('rounding in several steps never gives what rounding in two does not', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.integer({ min: 2, max: 5 }), (n, more) => {
      const by = (steps: number): bigint =>
        divideRounded(divideRounded(n * pow10(steps), 10n ** 6n, 'half-up'), pow10(steps), 'half-up');
      const once = divideRounded(n, 10n ** 6n, 'half-up');
      expect([once, by(1)]).toContain(by(more));
    }),
  );
});
