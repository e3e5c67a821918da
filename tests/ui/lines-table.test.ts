// A list inside a row as a table: what is typed in its cells is the text that the grid and files hold.

import { expect, test } from 'vitest';

import { cellsOf, textOf } from '../../renderer/features/ledgers/lines-table.js';

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
