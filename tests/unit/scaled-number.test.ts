// Exact numbers: reading, writing, rounding and comparing at the edges where a double, a sign or a tie would show.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  compareFractions,
  decimalFromSpreadsheetNumber,
  divideRounded,
  fixedDecimal,
  parseScaled,
  pow10,
  rescale,
  shiftDecimal,
  shortestDecimal,
  toStoreInteger,
} from '../../shared/model/scaled-number.js';

describe('parseScaled', () => {
  test.each<[string, number, bigint]>([
    ['0', 0, 0n],
    ['7', 0, 7n],
    ['9', 2, 900n],
    ['012', 0, 12n],
    ['+3', 1, 30n],
    ['-3', 0, -3n],
    ['-0.25', 2, -25n],
    ['5.', 0, 5n],
    ['0.5', 1, 5n],
    ['12.50', 2, 1250n],
    ['12.50', 1, 125n],
    ['12.05', 2, 1205n],
    ['12.05', 4, 120_500n],
    ['3.00', 0, 3n],
    // No double holds these exactly.
    ['9007199254740993', 0, 9_007_199_254_740_993n],
    ['9007199254740993.0', 1, 90_071_992_547_409_930n],
    ['90071992547409.93', 2, 9_007_199_254_740_993n],
    ['900719925474099.3', 1, 9_007_199_254_740_993n],
    ['123456789012345678901234567890', 0, 123_456_789_012_345_678_901_234_567_890n],
  ])('%s at %i decimals', (text, scale, expected) => expect(parseScaled(text, scale)).toBe(expected));

  test.each([
    ['', 0],
    ['.', 0],
    ['.5', 1],
    ['1/2', 0],
    ['1:2', 0],
    ['1.2.3', 2],
    ['1.2a', 2],
    ['1a.2', 2],
    ['1e3', 0],
    [' 1', 0],
    ['12.5', 0],
    ['12.05', 1],
    ['-12.05', 1],
  ])('“%s” is no number with %i decimals: nothing is rounded', (text, scale) => {
    expect(parseScaled(text, scale)).toBeNull();
  });

  test('reads back what fixedDecimal and shortestDecimal write, whatever its length', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 25n), 10n ** 25n), fc.integer({ min: 0, max: 8 }), (value, scale) => {
        expect(parseScaled(fixedDecimal(value, scale), scale)).toBe(value);
        expect(parseScaled(shortestDecimal(value, scale), scale)).toBe(value);
      }),
    );
  });
});

test.each<[bigint, number, string, string]>([
  [0n, 2, '0.00', '0'],
  [5n, 2, '0.05', '0.05'],
  [-5n, 2, '-0.05', '-0.05'],
  [-50n, 2, '-0.50', '-0.5'],
  [1200n, 2, '12.00', '12'],
  [1205n, 2, '12.05', '12.05'],
  [1250n, 2, '12.50', '12.5'],
  [100n, 0, '100', '100'],
])('%s at %i decimals is %s, the shortest %s', (value, scale, fixed, shortest) => {
  expect(fixedDecimal(value, scale)).toBe(fixed);
  expect(shortestDecimal(value, scale)).toBe(shortest);
});

describe('rounding once', () => {
  test.each<[bigint, bigint, bigint, bigint]>([
    [5n, 2n, 3n, 2n],
    [-5n, 2n, -3n, -2n],
    [5n, -2n, -3n, -2n],
    [-5n, -2n, 3n, 2n],
    [1n, 2n, 1n, 0n],
    [3n, 2n, 2n, 2n],
    [7n, 2n, 4n, 4n],
    [7n, 3n, 2n, 2n],
    [8n, 3n, 3n, 3n],
    [0n, 5n, 0n, 0n],
  ])('%s / %s: half up %s, half to even %s', (n, d, up, even) => {
    expect(divideRounded(n, d, 'half-up')).toBe(up);
    expect(divideRounded(n, d, 'half-even')).toBe(even);
  });

  test('by zero, or by a power that is none, is an error and no number', () => {
    expect(() => divideRounded(1n, 0n, 'half-up')).toThrow('division by zero');
    expect(() => pow10(31)).toThrow('power of ten 31');
    expect(() => pow10(-1)).toThrow(RangeError);
    expect(pow10(30)).toBe(10n ** 30n);
  });

  test('more decimals lose nothing, fewer round', () => {
    expect(rescale(125n, 2, 2, 'half-up')).toBe(125n);
    expect(rescale(125n, 2, 4, 'half-up')).toBe(12_500n);
    expect(rescale(125n, 2, 1, 'half-up')).toBe(13n);
  });
});

test.each<[bigint, bigint, bigint, bigint, number]>([
  [1n, 3n, 2n, 3n, -1],
  [2n, 3n, 1n, 3n, 1],
  [2n, 3n, 2n, 3n, 0],
  [1n, 2n, 2n, 3n, -1],
  [2n, 3n, 1n, 2n, 1],
  [1n, 2n, 2n, 4n, 0],
  [-1n, 2n, -1n, 3n, -1],
])('%s/%s against %s/%s', (n, d, otherN, otherD, expected) => {
  expect(compareFractions({ n, d }, { n: otherN, d: otherD })).toBe(expected);
});

test('the store takes integers that a double holds exactly, and no others', () => {
  expect(toStoreInteger(BigInt(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
  expect(toStoreInteger(-BigInt(Number.MAX_SAFE_INTEGER))).toBe(-Number.MAX_SAFE_INTEGER);
  expect(() => toStoreInteger(2n ** 53n)).toThrow(RangeError);
  expect(() => toStoreInteger(-(2n ** 53n))).toThrow(RangeError);
});

describe('a number as a spreadsheet holds it', () => {
  test.each<[number, string | null]>([
    [0, '0'],
    [-0, '0'],
    [12, '12'],
    [-12, '-12'],
    [0.5, '0.5'],
    [-0.5, '-0.5'],
    [38.619999999999997, '38.62'],
    [-38.619999999999997, '-38.62'],
    [0.1 + 0.2, '0.3'],
    [-(0.1 + 0.2), '-0.3'],
    [1.1 + 2.2, '3.3'],
    [123_456_789.1234568, '123456789.123457'],
    [12_345_678.1234567, '12345678.1234567'],
    [999_999_999_999_999, '999999999999999'],
    [-999_999_999_999_999, '-999999999999999'],
    [1e15, '1000000000000000'],
    [-1e15, '-1000000000000000'],
    // 15 significant digits are all that a spreadsheet shows of a longer one.
    [1_234_567_890_123_456, '1234567890123460'],
    [-1_234_567_890_123_456, '-1234567890123460'],
    [1.5e20, '150000000000000000000'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.23e-10, '-0.000000000123'],
    [100.00000000000001, '100'],
    [10.000000000000002, '10'],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [Number.NEGATIVE_INFINITY, null],
  ])('%d is %s', (value, expected) => expect(decimalFromSpreadsheetNumber(value)).toBe(expected));

  test('a decimal of up to 15 digits comes back as it was typed', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), fc.integer({ min: 0, max: 12 }), (value, scale) => {
        const text = shortestDecimal(value, scale);
        expect(decimalFromSpreadsheetNumber(Number(text))).toBe(text);
      }),
    );
  });
});

test.each([
  ['22330.18', -4, '2.233018'],
  ['93.17', 4, '931700'],
  ['-0.5', -2, '-0.005'],
  ['0', 4, '0'],
  ['-0.0', -2, '0'],
  ['12.30', 0, '12.3'],
])('%s by 10^%i is %s', (text, power, expected) => {
  expect(shiftDecimal(text, power)).toBe(expected);
});
