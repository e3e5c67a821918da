// A number that is not there says why: which population is lacking, why an indicator has no total, what a ledger holds beside what
// it gave to the units.

import { expect, test } from 'vitest';

import { saveRows } from '../../electron/core/ledgers/save.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { cellWords } from '../../renderer/features/values/grid-model.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { indicator, USUAL, type TableLayout } from '../../shared/reports/define.js';
import {
  addSampleUnits,
  addValueList,
  addValues,
  contextOf,
  openSampleStore,
  openTestStore,
  unitDraft,
} from '../helpers/memory-store.js';

const PERIOD = '2022-07';
const layout = (code: string): TableLayout => ({
  ...USUAL,
  name: 'x',
  title: '表',
  description: '',
  columns: { by: 'list', nodes: [indicator(code, 'current')] },
});

test('a unit without population: the note, the grid and the source panel name the population and not 不适用', async () => {
  const ctx = contextOf(await openSampleStore());
  const unitId = listUnits(ctx.store).find((unit) => unit.name === '薛城区')!.id;
  const population = listIndicators(ctx.store).find((one) => one.code === 'P01')!.id;
  for (const table of ['observation', 'observation_revision'])
    ctx.store.db
      .prepare(`DELETE FROM ${table} WHERE unit_id = ? AND indicator_id = ? AND period = 202112`)
      .run(unitId, population);
  const table = buildTable(ctx, layout('C15'), PERIOD, {});
  const notes = table.notes.join('\n');
  expect(table.warnings.join()).toContain('全市数不含薛城区（没有2021年末常住人口）');
  expect(table.warnings.join()).not.toContain('未报');
  expect(notes).toContain('全市数不含薛城区（没有2021年末常住人口）');
  expect(notes).not.toContain('不适用）');
  const grid = gridOf(ctx, PERIOD, 'cumulative');
  const at = grid.columns.findIndex((column) => column.code === 'C15');
  const cell = grid.rows.find((row) => row.unitId === unitId)!.values[at]!;
  expect(cellWords(cell)).toBe('没有2021年末常住人口，不能计算');
  expect(grid.rows[1]!.values[at]!.whyEmpty).toBeUndefined();
  const at2 = { code: 'C15', period: PERIOD, basis: 'asof' as const };
  expect(detailOf(ctx, { key: { ...at2, unitId } }).note).toContain('没有2021年末常住人口，不能计算');
  expect(detailOf(ctx, { key: { ...at2, unitId: null } }).note).toContain('不含薛城区（没有2021年末常住人口）');
});

test('a ratio over nothing says what is 0', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  const ctx = contextOf(store);
  addValues(store, PERIOD, 'ytd', { Y03: { 滕州市: 8, 薛城区: 0 }, Y04: { 滕州市: 4, 薛城区: 0 } });
  const unitId = listUnits(store).find((unit) => unit.name === '薛城区')!.id;
  const cell = detailOf(ctx, { key: { unitId, code: 'Y05', period: PERIOD, basis: 'ytd' } });
  expect(cell.note).toContain('质押专利件数为0，不能计算');
});

test('a printed indicator of one unit says why its total is blank', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  addValues(store, PERIOD, 'asof', { F02a: { 滕州市: 3 } });
  const table = buildTable(contextOf(store), layout('F02a'), PERIOD, {});
  expect(table.notes.join()).toMatch(/没有全市数：只有滕州市有这项数/);
  addValueList(store, [{ unit: '薛城区', code: 'F02a', period: PERIOD, basis: 'asof', value: '2' }]);
  expect(buildTable(contextOf(store), layout('F02a'), PERIOD, {}).notes.join()).not.toContain('没有全市数');
});

test('a printed ledger says what it holds without a unit', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  const [first] = listUnits(store);
  const ledger = ledgerOf('trademark')!;
  const save = (unit: string, registrationNo: string): void => {
    const row = {
      registrationNo,
      niceClass: '30',
      kind: '普通商标',
      enterprise: '甲公司',
      registeredOn: '2022-03-01',
      unit,
    };
    const saved = saveRows(store, ledger, [{ id: null, values: row }], { operator: '', period: PERIOD });
    expect(saved.saved, JSON.stringify(saved.rows)).toBe(true);
  };
  save(first!.name, '12345678');
  const ctx = contextOf(store);
  ctx.settings = { ...ctx.settings, valueSources: { C24: 'rollup' } };
  expect(buildTable(ctx, layout('C24'), PERIOD, {}).notes.join()).not.toContain('没有填报单位的记录');
  save('', '12345679');
  const table = buildTable(ctx, layout('C24'), PERIOD, {});
  expect(table.bodyRows[0]!.cells[1]!.text).toBe('1');
  expect(table.notes.join()).toMatch(/台账中没有填报单位的记录另有.*1件，没有计入/);
});

test('the grid says of a unit beside the total that it is not in it, also of a part of another one', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  const whole = listUnits(store).find((unit) => unit.name === '滕州市')!.id;
  write(store, { kind: 'edit', label: '填报单位', operator: '', topics: ['units'] }, () => {
    saveUnit(store, null, unitDraft('市公安局', 8, { countsInTotal: false }));
    saveUnit(store, null, unitDraft('滕州经开区', 9, { parentId: whole }));
  });
  addValues(store, PERIOD, 'ytd', { C05: { 滕州市: 5, 滕州经开区: 3, 市公安局: 2 } });
  const { rows } = gridOf(contextOf(store), PERIOD, 'cumulative');
  expect(rows.flatMap(({ unit, isOutsideTotal }) => (isOutsideTotal === true ? [unit] : []))).toEqual([
    '市公安局',
    '滕州经开区',
  ]);
  store.db.close();
});
