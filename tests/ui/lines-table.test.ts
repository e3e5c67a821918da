// A list inside a row as a table: what is typed in its cells is the text that the grid and files hold.

import { expect, test } from 'vitest';

import { cellProblem, cellsOf, sumText, textOf, withTyped } from '../../renderer/features/ledgers/lines-table.js';
import type { LineField } from '../../shared/ledgers/define.js';
import { subsidy } from '../../shared/ledgers/subsidy.js';

test.each([
  [
    '2022-06-30｜12.50｜枣财教〔2022〕5号；2022-07-29｜7.50',
    [
      ['2022-06-30', '12.50', '枣财教〔2022〕5号'],
      ['2022-07-29', '7.50', ''],
    ],
  ],
  ['｜3.00', [['', '3.00', '']]],
  ['', []],
])('“%s” comes back as it was', (text, cells) => {
  expect(cellsOf(text, 3)).toEqual(cells);
  expect(textOf(cells)).toBe(text);
});

test('more parts than fields are kept in sight; empty entries are left out', () => {
  expect(cellsOf('1｜2｜3｜4\n\n5', 3)).toEqual([
    ['1', '2', '3 4'],
    ['5', '', ''],
  ]);
  expect(
    textOf([
      ['', ' ', ''],
      ['1', '', ''],
    ]),
  ).toBe('1');
});

test('the sum is exact, and none where an entry cannot be read', () => {
  const { amount } = subsidy.fields.payments.fields;
  const sum = (...texts: string[]): string => sumText(subsidy, 'amount', amount, texts);
  expect(sum('0.1', '0.2', '')).toBe('0.30');
  expect(sum('1,200', '12.345')).toBe('1212.345');
  expect(sum('3', '若干')).toBe('—');
  expect(sum('', '')).toBe('');
});

test('a cell says what is wrong with it, an empty one only beside filled ones', () => {
  const { paidOn, amount } = subsidy.fields.payments.fields;
  const problem = (field: LineField, line: string[], at: number): string => cellProblem(subsidy, 'x', field, line, at);
  expect(problem(paidOn, ['2022-02-30', '1'], 0)).toContain('2022-02-30');
  expect(problem(paidOn, ['2022-02-28', '1'], 0)).toBe('');
  expect(problem(amount, ['2022-02-28', ''], 1)).toBe('金额未填写');
  expect(problem(amount, ['', ''], 1)).toBe('');
});

test('what is typed into an entry stays while the one before it is stored; untouched entries follow what is stored', () => {
  const before = [['2022-06-20', '1']];
  const stored = [['2022-06-20', '1.00']];
  expect(withTyped(stored, before, [...before, ['2022-07', '']], 1)).toEqual([...stored, ['2022-07', '']]);
  expect(withTyped(stored, before, before, 0)).toEqual(stored);
  expect(withTyped(stored, before, [['2022-06-21', '1']], 0)).toEqual([['2022-06-21', '1']]);
  expect(withTyped(stored, before, [...before, ['', '']], 1)).toEqual(stored);
  // Taken back meanwhile: nothing stands before it any more.
  expect(withTyped([], before, [...before, ['', '2']], 1)).toEqual([['', '2']]);
  expect(withTyped(stored, before, [['2022-06-21', '1']], null)).toEqual(stored);
});
