// What one cell of a higher authority's form holds: all digits of a stored number in the measure of the form, computed ones as our own
// tables print them, and who a total is without.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { FactsReader } from '../../electron/core/statistics/facts-reader.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveTargets } from '../../electron/core/targets/handlers.js';
import { formValue, type FormValue } from '../../electron/core/upward/form-value.js';
import type { UpwardCell } from '../../shared/upward/define.js';
import { addSampleUnits, addValueList, contextOf, openTestStore } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
const [FIRST, SECOND] = ['滕州市', '薛城区'];
let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});
afterEach(() => ctx.store.db.close());

const idOf = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;

function give(
  code: string,
  values: Record<string, string | null>,
  period = PERIOD,
  basis: 'ytd' | 'asof' = 'ytd',
): void {
  addValueList(
    ctx.store,
    Object.entries(values).map(([unit, value]) => ({ unit, code, period, basis, value })),
  );
}
function value(code: string, changes: Partial<UpwardCell> & { of?: string } = {}): FormValue {
  const { of, ...rest } = changes;
  const unitId = of === undefined ? null : idOf(of);
  const cell: UpwardCell = {
    sheet: '表',
    cell: 'A1',
    code,
    unitId,
    figure: 'current',
    measure: null,
    reason: '',
    ...rest,
  };
  return formValue(new FactsReader(ctx, { report: PERIOD }), cell, PERIOD);
}

test('a stored number has all its digits in the measure of the form, a computed one those of our tables', () => {
  give('Y01', { [FIRST]: '1234.567891', [SECOND]: '0.000009' });
  give('Y01', { [FIRST]: '1000.123456' }, '2021-07');
  give('Y01', { [FIRST]: '234.567891' }, '2022-06');
  expect(value('Y01', { of: FIRST })).toMatchObject({ number: '1234.567891', measure: '万元', missing: [] });
  expect(value('Y01', { of: FIRST, measure: '亿元' })).toMatchObject({ number: '0.1234567891', measure: '亿元' });
  expect(value('Y01', { of: FIRST, figure: 'last-year' }).number).toBe('1000.123456');
  expect(value('Y01', { of: FIRST, figure: 'difference' }).number).toBe('234.444435');
  expect(value('Y01', { of: FIRST, figure: 'month' }).number).toBe('1000');
  expect(value('Y01', { of: FIRST, figure: 'change' })).toMatchObject({ number: '23.4', isPercent: true, measure: '' });
  // A change has the same percentage in every measure.
  expect(value('Y01', { of: FIRST, figure: 'change', measure: '亿元' }).number).toBe('23.4');
  expect(value('Y01', { of: FIRST, measure: '件' })).toMatchObject({
    number: null,
    problem: '计量单位万元不能换算为件',
  });
  give('Y03', { [FIRST]: '237' });
  give('Y04', { [FIRST]: '118' });
  expect(value('Y05', { of: FIRST })).toMatchObject({ number: '49.8', isPercent: true });
});

test('what Excel would cut is not written', () => {
  give('Y01', { [FIRST]: '123456789.123456', [SECOND]: '0.000001' });
  expect(value('Y01', { of: FIRST }).number).toBe('123456789.123456');
  expect(value('Y01', { of: SECOND, measure: '亿元' }).number).toBe('0.0000000001');
  give('Y01', { [FIRST]: '1234567891.123456' });
  expect(value('Y01', { of: FIRST })).toMatchObject({ number: null, problem: '超过电子表格能保存的15位数字' });
});

test('a total says whom it is without, a unit nobody; one that is none is left out', () => {
  give('C06', { [FIRST]: '4', [SECOND]: '3' });
  give('C06', { [FIRST]: '4', [SECOND]: null }, '2021-07');
  const others = listUnits(ctx.store)
    .map(({ name }) => name)
    .slice(2);
  expect(value('C06').missing).toEqual(others);
  expect(value('C06', { figure: 'last-year' }).missing).toEqual(
    [SECOND, ...others].map((name) => `${name}（上年同期）`),
  );
  expect(value('C06', { of: FIRST }).missing).toEqual([]);
  // One unit's own row is no number of the city.
  give('C34', { [FIRST]: '5' });
  expect(value('C34')).toMatchObject({ number: null, problem: '这个指标没有合计', sign: '—' });
  expect(value('C34', { of: FIRST }).number).toBe('5');
  expect(value('C06', { unitId: 999 }).problem).toBe('这个填报单位本期不存在');
  expect(value('ZZ').problem).toBe('没有指标ZZ');
});

test('the task of the higher authority is given in the measure of the form, and told where the units’ targets differ', () => {
  give('Y01', { [FIRST]: '5000', [SECOND]: '1000' });
  const assign = (unitId: number | null, text: string): void => {
    const level = unitId === null ? ('higher' as const) : ('assigned' as const);
    saveTargets(ctx, {
      year: 2022,
      cells: [{ code: 'Y01', unitId, level, value: text }],
      document: '',
      reason: '下达',
    });
  };
  assign(null, '12000');
  const of = { figure: 'target' as const, measure: '亿元' };
  expect(value('Y01', of)).toMatchObject({ number: '1.2', measure: '亿元', isPercent: false, remark: '' });
  expect(value('Y01', { figure: 'target' })).toMatchObject({ number: '12000', measure: '万元' });
  expect(value('Y01', { figure: 'completion' })).toMatchObject({ number: '50.0', measure: '', isPercent: true });
  expect(value('Y01').remark).toBe('');
  assign(idOf(FIRST), '12000');
  expect(value('Y01', of).remark).toBe('');
  assign(idOf(FIRST), '9000');
  expect(value('Y01', of).remark).toContain('按上级下达任务12000.00填写，各单位目标之和是9000.00');
  expect(value('Y01', { ...of, of: FIRST })).toMatchObject({ number: '0.9', remark: '' });
});
