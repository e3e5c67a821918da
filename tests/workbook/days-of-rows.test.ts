// Which cells say that a sheet is a list: days in full, or of a month, alone or several. A dash in the place of a number is none.

import { expect, test } from 'vitest';

import type { RawCell, RawSheet } from '../../electron/core/workbook/1-read/raw-book.js';
import { isOfDays, writesDaysOrRounds } from '../../electron/core/workbook/2-recognise/days-of-rows.js';
import { Grid } from '../../electron/core/workbook/2-recognise/grid.js';

function columnOf(text: string): Grid {
  const rows = [
    ['区县', '名称', '值'],
    ['江北区', '甲', text],
    ['江南区', '乙', text],
  ];
  const cells = rows.flatMap((row, r) => row.map((v, c): RawCell => ({ r, c, t: 's', v })));
  const sheet: RawSheet = { name: '表', state: 'visible', cells, merges: [], hiddenRows: [], hiddenCols: [] };
  return new Grid(sheet, false);
}

test.each([
  '2022年7月5日',
  '2022-07-05',
  '2022年7月5日至7日',
  '2022年7月5日至2022年7月6日',
  '2022.7.5-7.6',
  '7月5日',
  '7月5日至6日',
])('%s is of days', (text) => {
  expect(isOfDays(columnOf(text), 2, 1)).toBe(true);
  expect(writesDaysOrRounds(columnOf(text))).toBe(true);
});

test.each(['—', '-', '－', '——', '–', '至', '-12', '—7', '~3', '12', '7月'])('%s is of none', (text) => {
  expect(isOfDays(columnOf(text), 2, 1)).toBe(false);
  expect(writesDaysOrRounds(columnOf(text))).toBe(false);
});
