// Typed and imported numbers: widths are folded, separators go only at thousands, and a footnote never becomes a digit.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { cellText } from '../../electron/core/workbook/2-recognise/grid.js';
import { parseCell, parseText } from '../../electron/core/workbook/3-map/parse-number.js';
import { readField } from '../../shared/ledgers/read-field.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { plainNumberText, plainPercentText } from '../../shared/model/number-text.js';
import { parseScaled } from '../../shared/model/scaled-number.js';

describe('a written number', () => {
  test.each([
    ['１，２３４．５', '1234.5'],
    ['1,234,567', '1234567'],
    [' 12 ', '12'],
    ['−3', '-3'],
  ])('%s is %s', (text, plain) => expect(plainNumberText(text)).toBe(plain));
  test.each(['35²', '12①', '1½', '1,23', '12,34,567', '1 2', '⒈', '³5'])('%s is none', (text) =>
    expect(parseScaled(plainNumberText(text), 4)).toBeNull(),
  );
  test('may have a percent sign', () => {
    expect(plainPercentText('５ ％')).toBe('5');
    expect(parseScaled(plainPercentText('1,5%'), 2)).toBeNull();
  });
});

test.each([
  ['12\u2009345', '12345'],
  ['−1\u202F234', '-1234'],
  ['1234\u2009567', null],
  ['A12\u2009345', null],
])('thin spaces part thousands: %s is %s', (text, plain) => {
  const parsed = parseText(text);
  expect(parsed.kind === 'number' ? parsed.decimal : null).toBe(plain);
});

/** As the words of parseScaled() say it, without a short way for what most cells hold. */
function scaledByTheLetter(text: string, scale: number): bigint | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  const decimals = (match?.[3] ?? '').replace(/0+$/, '');
  if (!match || decimals.length > scale) return null;
  const magnitude = BigInt(match[2]! + decimals.padEnd(scale, '0'));
  return match[1] === '-' ? -magnitude : magnitude;
}

test('a plain decimal becomes the integer that its digits say, however many there are', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0019'), maxLength: 18 });
  const written = fc.tuple(fc.constantFrom('', '', '-', '+'), digits, fc.constantFrom('', '.', '.', '..'), digits);
  fc.assert(
    fc.property(written, fc.integer({ min: 0, max: 10 }), (parts, scale) => {
      const text = parts.join('');
      expect(parseScaled(text, scale), text).toBe(scaledByTheLetter(text, scale));
    }),
    { numRuns: 2000 },
  );
});

describe('a cell of a district file', () => {
  test('reads a number from the text that the sheet shows of it as from the number itself', () => {
    for (const z of [undefined, 'percent', 'date', 'scaled', 'struck', 'unseen'] as const)
      for (const v of [0, 12, -3.5, 0.1 + 0.2, 38.619999999999997, 1e-7, 1e21, Number.NaN]) {
        const cell = { r: 0, c: 0, t: 'n' as const, v, ...(z === undefined ? {} : { z }) };
        expect(parseCell(cell, cellText(cell, false)), `${z} ${v}`).toEqual(parseCell(cell));
      }
  });
  test.each(['35²', '12①', '3½'])('%s is no number', (text) =>
    expect(parseText(text)).toMatchObject({ kind: 'problem', rule: 'text-in-number' }),
  );
  test('keeps full-width digits', () =>
    expect(parseText('１２０件')).toMatchObject({ kind: 'number', decimal: '120' }));
});

describe('a field of a ledger', () => {
  const env = { unitId: () => null, measure: null };
  const amount = ledgerOf('pledge')!.fields['amount']!;
  const read = (text: string) => readField(ledgerOf('pledge')!, 'amount', amount, text, env);
  test.each(['1,5', '12,34', '500²', '500①'])('%s is no amount', (text) => {
    expect(read(text).value).toBeNull();
    expect(read(text).findings[0]).toMatchObject({ severity: 'block' });
  });
  test('1,234.5 is one', () => expect(read('１,234.5').value).toBe(1_234_500_000));
});
