// Typed values meet the rules of 审核 before they are stored: the same ones as a file, over the unit's numbers as they would stand.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { effectOfValues, saveValues } from '../../electron/core/statistics/value-entry.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as checks from '../../electron/core/workbook/check-handlers.js';
import { addSampleMonth, addValueList, contextOf, openSampleStore } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
  addSampleMonth(ctx.store);
});
afterEach(() => ctx.store.db.close());

type Cell = [code: string, text: string, basis?: 'ytd' | 'asof' | 'month'];

function typed(unit: string, ...cells: Cell[]) {
  const unitId = listUnits(ctx.store).find(({ name }) => name === unit)!.id;
  return {
    period: PERIOD,
    reason: '更正',
    cells: cells.map(([code, text, basis = 'ytd']) => ({ unitId, code, basis, text })),
  };
}
const found = (...cells: Cell[]) => effectOfValues(ctx, typed('滕州市', ...cells)).findings;

test('a part that no longer adds up, beside what is stored, is told with its unit and both numbers', () => {
  // Stored: 授权 1813 = 发明 168 + 实用新型 1412 + 外观设计 233.
  const [finding, ...others] = found(['C06', '170']);
  expect(finding).toMatchObject({ unit: '滕州市', severity: 'block' });
  expect(finding!.message).toMatch(/^“专利授权量”是1813，而“发明专利授权量”170 \+ .* = 1815，相差2。/);
  expect(others).toEqual([]);
  // With the total typed in the same step nothing is wrong, and a number that has no part in it says nothing of it.
  expect(found(['C06', '170'], ['C05', '1815'])).toEqual([]);
  saveValues(ctx, typed('滕州市', ['C06', '170']));
  expect(found(['C29', '14', 'asof'])).toEqual([]);
  // Each unit by its own numbers.
  const [first] = typed('薛城区', ['C06', '47']).cells;
  const both = { ...typed('滕州市', ['C06', '168']), cells: [first!, ...typed('滕州市', ['C06', '168']).cells] };
  expect(effectOfValues(ctx, both).findings.map(({ unit }) => unit)).toEqual(['薛城区']);
});

test('a part beyond the whole, a year to date that falls, and amounts ten thousand times those of a year ago are told', () => {
  expect(found(['C06', '1900']).map(({ message }) => message)).toEqual([
    '“专利授权量”是1813，而“发明专利授权量”1900 + “实用新型专利授权量”1412 + “外观设计专利授权量”233 = 3545，相差1732。应相等，请核实哪一个有误。',
    '“发明专利授权量”是1900，大于“专利授权量”1813。其中数不能大于总数，请核实后改正。',
    '“发明专利授权量”是1900，上年同期是150，增长超过900%。请核实是否多填或计量单位有误。',
  ]);
  addValueList(ctx.store, [{ unit: '滕州市', code: 'Y01', period: '2022-06', basis: 'ytd', value: '30000' }]);
  expect(found(['Y01', '29999'])).toMatchObject([{ severity: 'warn', message: /累计是29999，比上月累计30000还少/ }]);
  expect(found(['Y01', '223301800']).map(({ message }) => message)).toEqual([expect.stringContaining('一万倍')]);
});

test('a number is compared with the nearest month on either side that is known, also a quarter away', () => {
  const stored = (period: string, value: string): void =>
    addValueList(ctx.store, [{ unit: '滕州市', code: 'Y01', period, basis: 'ytd', value }]);
  stored('2022-03', '22000');
  expect(found(['Y01', '21999'])).toMatchObject([{ severity: 'warn', message: /累计是21999，比1—3月累计22000还少/ }]);
  stored('2022-09', '22400');
  stored('2022-12', '22350');
  expect(found(['Y01', '22400'])).toEqual([]);
  expect(found(['Y01', '22401'])).toMatchObject([
    { severity: 'warn', message: /累计是22401，比已有的1—9月累计22400还多/ },
  ]);
});

test('rules of the office are checked, also against what is stored; those that are switched off are not', () => {
  checks.ruleSave(ctx, { id: 'sum-of-parts', enabled: false });
  expect(found(['C06', '170'])).toEqual([]);
  checks.ruleAdd(ctx, {
    rule: {
      name: '有效发明不多于授权',
      severity: 'warn',
      expression: { kind: 'at-most', left: 'C14', right: 'C05' },
      advice: '',
    },
  });
  expect(found(['C14', '1814', 'asof'])).toMatchObject([{ unit: '滕州市', severity: 'warn' }]);
  expect(found(['C14', '1813', 'asof'])).toEqual([]);
});

test('a number taken back, a single month, what is refused and what is a mere 提示 ask nothing', () => {
  expect(found(['C06', ''])).toEqual([]);
  // Neither is a part compared with a whole that is taken back in the same step.
  checks.ruleSave(ctx, { id: 'large-change', enabled: false });
  expect(found(['C05', ''], ['C06', '1900'])).toEqual([]);
  checks.ruleSave(ctx, { id: 'large-change', enabled: true });
  expect(found(['C06', '20', 'month'])).toEqual([]);
  expect(found(['C06', '1900.5'])).toEqual([]);
  for (const id of ['sum-of-parts', 'part-exceeds-whole', 'large-change'])
    checks.ruleSave(ctx, { id, severity: 'hint' });
  expect(found(['C06', '1900'])).toEqual([]);
});
