import { expect, test } from 'vitest';

import { statedMeasure } from '../../renderer/features/upward/stated-measure.js';

const text = (r: number, c: number, value: string) => ({ r, c, text: value, numeric: false });
const sheet = {
  rows: 9,
  columns: 6,
  cells: [
    text(0, 0, '单位：亿元'),
    text(1, 0, '事项'),
    text(1, 2, '本期'),
    text(1, 4, '金额（千元）'),
    text(2, 0, '质押登记金额'),
    text(2, 1, '亿元'),
    text(3, 0, '罚没金额（元）'),
    text(4, 0, '贴息金额'),
    text(5, 0, '案值'),
    text(5, 1, '万元'),
    text(6, 0, '案件'),
    text(6, 1, '件'),
  ],
  merges: [[1, 4, 1, 5]] as [number, number, number, number][],
  truncated: false,
};
const at = (row: number, column: number, own = '万元') => statedMeasure(sheet, { row, column }, own);

test('the measure beside a cell, over its column or above the table is the one that is written', () => {
  expect(at(2, 2)).toBe('亿元');
  expect(at(3, 2)).toBe('元');
  expect(at(4, 2)).toBe('亿元');
  expect(at(4, 4)).toBe('千元');
  expect(at(4, 5)).toBe('千元');
});

test('the own measure and one that does not convert ask for nothing', () => {
  expect(at(5, 2)).toBeNull();
  expect(at(6, 2, '件')).toBeNull();
  expect(at(2, 2, '件')).toBeNull();
});
