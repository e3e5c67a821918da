// Typed and imported numbers: widths are folded, separators go only at thousands, and a footnote never becomes a digit.

import { describe, expect, test } from 'vitest';

import { parseText } from '../../electron/core/workbook/3-map/parse-number.js';
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

describe('a cell of a district file', () => {
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
