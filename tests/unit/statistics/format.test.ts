import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { divideRounded, parseScaled } from '../../../shared/model/scaled-number.js';
import { known, type Figure } from '../../../shared/statistics/figure.js';
import { formatAgainst, formatFigure, formatResult, type FormatOptions } from '../../../shared/statistics/format.js';
import { figureOf } from './sample.js';

const base = { decimals: 2, rounding: 'half-up' as const };
const money = figureOf(44830.18, '万元');

describe('formatFigure', () => {
  it.each<[string, Figure, FormatOptions]>([
    ['44830.18', money, { ...base, measure: '万元' }],
    ['4.48', money, { ...base, measure: '万元', displayMeasure: '亿元' }],
    ['448301800.00', money, { ...base, measure: '万元', displayMeasure: '元' }],
    ['44,830.18', money, { ...base, measure: '万元', thousands: true }],
    ['-1,234,567.9', known(-12345678900n, 4), { ...base, decimals: 1, measure: '%', thousands: true }],
    ['1234', known(1234n, 0), { ...base, decimals: 0, measure: '件' }],
    ['0', known(0n, 0), { ...base, decimals: 0, measure: '件' }],
    ['0', { state: 'zero', value: null, scale: 0 }, { ...base, decimals: 0, measure: '件' }],
    ['0.00', { state: 'zero', value: null, scale: 6 }, { ...base, measure: '万元' }],
    ['-0.50', known(-5n, 1), { ...base, measure: '%' }],
    ['0.00', known(-4n, 3), { ...base, measure: '%' }],
    ['8', known(80000n, 4), { ...base, measure: '件/万人', trimZeros: true }],
    ['100', known(100n, 0), { ...base, decimals: 0, measure: '件', trimZeros: true }],
    ['28.17', known(28165n, 3), { ...base, measure: '%' }],
    ['28.16', known(28165n, 3), { ...base, rounding: 'half-even', measure: '%' }],
    ['4.52', known(4515n, 3), { ...base, measure: '%' }],
    ['1.01', known(1005n, 3), { ...base, measure: '%' }],
    ['88.9', known(8885n, 2), { ...base, decimals: 1, measure: '%' }],
    ['15', known(154546n, 4), { ...base, decimals: 0, measure: '%' }],
    ['未报', { state: 'not_submitted', value: null, scale: 0 }, { ...base, measure: '件' }],
    ['—', { state: 'not_applicable', value: null, scale: 0 }, { ...base, measure: '件' }],
    ['*', { state: 'masked', value: 7n, scale: 0 }, { ...base, measure: '件' }],
    ['30000', known(3n, 0), { ...base, decimals: 0, measure: '亿元', displayMeasure: '万元' }],
    ['35000', known(35n, 1), { ...base, decimals: 0, measure: '亿元', displayMeasure: '万元' }],
    ['（预计）', { state: 'forecast', value: null, scale: 0 }, { ...base, measure: '件' }],
    ['未报', { state: 'value', value: null, scale: 0 }, { ...base, measure: '件' }],
    ['3.50（预计）', { state: 'forecast', value: 35n, scale: 1 }, { ...base, measure: '月' }],
  ])('prints %s', (text, figure, options) => expect(formatFigure(figure, options)).toBe(text));

  it('prints 未报 for what is not stored', () => {
    expect(formatFigure(null, { ...base, measure: '件' })).toBe('未报');
  });

  it('refuses measures that do not convert', () => {
    expect(() => formatFigure(known(1n, 0), { ...base, measure: '件', displayMeasure: '万元' })).toThrow(RangeError);
  });

  it('rounds once and reads back within half a unit, symmetrically around 0', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const text = formatFigure(known(value, 6), { measure: '万元', decimals, rounding: 'half-up' });
        const printed = parseScaled(text, 6)!;
        const unit = 10n ** BigInt(6 - decimals);
        const off = printed > value ? printed - value : value - printed;
        expect(off * 2n <= unit).toBe(true);
        expect(printed % unit).toBe(0n);
        const mirrored = formatFigure(known(-value, 6), { measure: '万元', decimals, rounding: 'half-up' });
        expect(parseScaled(mirrored, 6)).toBe(-printed);
      }),
    );
  });

  it('rounds a ratio of integers like the exact rule of indicators.md B.6', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n), (w, t) => {
        expect(divideRounded(w * 1000n, t, 'half-up')).toBe((2n * w * 1000n + t) / (2n * t));
      }),
    );
  });
});

describe('results', () => {
  it('print — where there is none', () => {
    expect(formatResult(null, base)).toBe('—');
    expect(formatResult({ n: 462n * 100n, d: 524n }, { ...base, decimals: 1 })).toBe('88.2');
  });

  it('print one more decimal where the rule says otherwise: 89.96 is below 90', () => {
    const ninety = { n: 90n, d: 1n };
    expect(formatAgainst({ n: 8996n, d: 100n }, ninety, { decimals: 1, rounding: 'half-up' })).toBe('89.96');
    expect(formatAgainst({ n: 8974n, d: 100n }, ninety, { decimals: 1, rounding: 'half-up' })).toBe('89.7');
    expect(formatAgainst(ninety, ninety, { decimals: 1, rounding: 'half-up' })).toBe('90.0');
    // October: 600 of 720 is the pace itself, which no decimals can say.
    const pace = { n: 1000n, d: 12n };
    expect(formatAgainst({ n: 60_000n, d: 720n }, pace, { decimals: 1, rounding: 'half-up' })).toBe('83.3');
    expect(formatAgainst({ n: 8334n, d: 100n }, pace, { decimals: 1, rounding: 'half-up' })).toBe('83.34');
    // Six more decimals at the most.
    const nearly = { n: 90n * 10n ** 12n - 1n, d: 10n ** 12n };
    expect(formatAgainst(nearly, ninety, { decimals: 1, rounding: 'half-up' })).toBe('90.0000000');
    const seventh = { n: 899_999_999n, d: 10_000_000n };
    expect(formatAgainst(seventh, ninety, { decimals: 1, rounding: 'half-up' })).toBe('89.9999999');
  });
});
