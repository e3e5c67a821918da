// One cell's indicator and figure over a range: the unit is the one of each row, and what cannot be told is left.

import { expect, test } from 'vitest';

import { fillRange, placeOf } from '../../renderer/features/upward/fill-range.js';
import { addressOf } from '../../shared/model/cell-address.js';
import type { UpwardCell } from '../../shared/upward/define.js';

const text = (r: number, c: number, value: string) => ({ r, c, text: value, numeric: false });
const sheet = {
  rows: 5,
  columns: 3,
  cells: [text(0, 0, '区（市）'), text(1, 0, '薛城区'), text(2, 0, '滕州'), text(3, 0, '合计'), text(4, 0, '济南市')],
  merges: [],
  truncated: false,
};
const units = [
  { id: 1, name: '滕州市', aliases: ['滕州'] },
  { id: 2, name: '薛城区', aliases: [] },
];
const base: UpwardCell = {
  sheet: '表',
  cell: 'B2',
  unitId: 2,
  code: 'C06',
  figure: 'current',
  measure: null,
  reason: '按表头认出',
};

test('rows get their own units in whatever order they stand, and rows without one are left', () => {
  const found = fillRange(sheet, base, 'b5', { units, formulas: [] })!;
  expect(found.cells).toEqual([{ ...base, cell: 'B3', unitId: 1, reason: '' }]);
  expect(found.left).toEqual(['B4', 'B5']);
});

test('formulas are left, and an address outside of the sheet fills nothing', () => {
  expect(fillRange(sheet, base, 'B3', { units, formulas: ['B3'] })).toEqual({ cells: [], left: ['B3'] });
  expect(fillRange(sheet, base, 'Z9', { units, formulas: [] })).toBeNull();
  expect(fillRange(sheet, base, '三行', { units, formulas: [] })).toBeNull();
});

test.each(['A1', 'Z9', 'AA10', 'AZ100'])('%s is read and written alike', (address) => {
  const place = placeOf(address.toLowerCase())!;
  expect(addressOf(place.row, place.column)).toBe(address);
});
