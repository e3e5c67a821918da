// 单季 on screen, in tables and behind a click: what two cumulative values tell, what was handed in of a quarter alone, and nothing
// where no quarter ends.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import { save as saveTask } from '../../electron/core/tasks/handlers.js';
import type { GridValue } from '../../shared/contract/calls/values.js';
import type { Period } from '../../shared/model/period.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
import { MONTHLY_SUMMARY } from '../../shared/reports/layouts/monthly-summary.js';
import type { FactRef, PrintTable } from '../../shared/reports/print-table.js';
import { addSampleUnits, addValueList, addValues, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openTestStore());
  addSampleUnits(ctx.store);
});
afterEach(() => ctx.store.db.close());

const idOf = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
const cell = (period: Period, unit: string): GridValue => {
  const grid = gridOf(ctx, period, 'quarter');
  return grid.rows.find((row) => row.unit === unit)!.values[grid.columns.findIndex(({ code }) => code === 'C05')]!;
};
const ask = (unit: string | null, period: Period): ReturnType<typeof explain> => {
  const key: FactRef = {
    unitId: unit === null ? null : idOf(unit),
    code: 'C05',
    period,
    basis: 'ytd',
    figure: 'quarter',
  };
  return explain(ctx, { key });
};
function tableOf(period: Period): PrintTable {
  const nodes = [indicator('C05', 'current', 'quarter')];
  return buildTable(
    ctx,
    { ...USUAL, name: 'quarters', title: '单季', description: '', columns: { by: 'list', nodes } },
    period,
    {},
  );
}
const rowOf = (table: PrintTable, name: string): string[] =>
  table.bodyRows
    .find(({ cells }) => cells[0]!.text === name)!
    .cells.slice(1)
    .map(({ text }) => text);

test('a quarter is the difference of two cumulative values, the first one the value since January', () => {
  addValues(ctx.store, '2022-03', 'ytd', { C05: { 滕州市: 30, 薛城区: 12 } });
  addValues(ctx.store, '2022-06', 'ytd', { C05: { 滕州市: 50, 薛城区: 15 } });
  expect(['滕州市', '全市'].map((unit) => cell('2022-03', unit).text)).toEqual(['30', '42']);
  expect(['滕州市', '薛城区', '山亭区', '全市'].map((unit) => cell('2022-06', unit).text)).toEqual([
    '20',
    '3',
    '未报',
    '23',
  ]);
  expect(ask('滕州市', '2022-03')).toMatchObject({ text: '30', formula: '第一季度的单季数即累计数' });
  const own = ask('滕州市', '2022-06');
  expect(own).toMatchObject({ text: '20', formula: '本季末累计 − 上季末累计（单独报送单季数的，用报送数）' });
  expect(own.parts.map(({ text }) => text)).toEqual(['50', '30']);
  const table = tableOf('2022-06');
  expect(rowOf(table, '滕州市')).toEqual(['50', '20']);
  expect(table.notes).toContain('单季为2022年第二季度的数。');
});

test('a quarter that was handed in alone is shown, added up, and leads to itself', () => {
  for (const [unit, value] of [
    ['滕州市', '7'],
    ['薛城区', '5'],
  ] as const)
    addValueList(ctx.store, [{ unit, code: 'C05', period: '2022-09', basis: 'quarter', value }]);
  expect(cell('2022-09', '滕州市')).toMatchObject({ text: '7', value: '7' });
  expect(cell('2022-09', '全市').text).toBe('12');
  expect(gridOf(ctx, '2022-09', 'cumulative').rows[0]!.values.some(({ text }) => text === '12')).toBe(false);
  expect(rowOf(tableOf('2022-09'), '全市')).toEqual(['—', '12']);
  expect(ask('滕州市', '2022-09')).toMatchObject({
    text: '7',
    formula: '单独报送的单季数',
    parts: [{ text: '7', key: { figure: 'current', basis: 'quarter' } }],
  });
  expect(explain(ctx, { key: ask('滕州市', '2022-09').parts[0]!.key })).toMatchObject({ text: '7', parts: [] });
  expect(ask(null, '2022-09')).toMatchObject({ text: '12', formula: '各填报单位单季数之和' });
  const key = { unitId: idOf('滕州市'), code: 'C05', period: '2022-09', basis: 'quarter' as const };
  expect(detailOf(ctx, { key })).toMatchObject({ text: '7', basis: 'quarter', revisions: [{ text: '7' }] });
  const total = detailOf(ctx, { key: { ...key, unitId: null } });
  expect(total).toMatchObject({ text: '12', formula: '各填报单位单季数之和' });
  expect(total.note).toMatch(/^不含山亭区、市中区、峄城区、台儿庄区、枣庄高新区/);
  // One unit's own row is no total of the city.
  addValueList(ctx.store, [{ unit: '山亭区', code: 'C06', period: '2022-09', basis: 'quarter', value: '4' }]);
  const grid = gridOf(ctx, '2022-09', 'quarter');
  expect(grid.rows[0]!.values[grid.columns.findIndex(({ code }) => code === 'C06')]!.text).toBe('');
});

test('a total of quarters names the units that it is without, also where its units are others than those of the cumulative one', () => {
  const handIn = (units: Record<string, string>): void =>
    addValueList(
      ctx.store,
      Object.entries(units).map(([unit, value]) => ({ unit, code: 'C05', period: '2022-09', basis: 'quarter', value })),
    );
  const others = '市中区、峄城区、台儿庄区、枣庄高新区（未报）。';
  handIn({ 滕州市: '7', 薛城区: '5' });
  expect(tableOf('2022-09').notes).toContain(`全市数不含山亭区、${others}`);
  expect(cell('2022-09', '全市').missing).toBe(5);
  handIn({ 山亭区: '4' });
  addValues(ctx.store, '2022-09', 'ytd', { C05: { 滕州市: 30 } });
  expect(rowOf(tableOf('2022-09'), '全市')).toEqual(['—', '16']);
  expect(tableOf('2022-09').notes).toContainEqual(expect.stringMatching(/^专利授权累计没有全市数：只有滕州市有这项数/));
  addValues(ctx.store, '2022-09', 'ytd', { C05: { 薛城区: 12 } });
  const { notes } = tableOf('2022-09');
  expect(notes).toContain(`全市数不含${others}`);
  expect(notes).toContain('专利授权累计的全市数不含山亭区（未报）。');
});

test('of totals of earlier months and quarters each names the units that it is without', () => {
  const handIn = (period: Period, basis: 'month' | 'quarter', units: readonly string[]): void =>
    addValueList(
      ctx.store,
      units.map((unit) => ({ unit, code: 'C05', period, basis, value: '7' })),
    );
  const all = listUnits(ctx.store).map(({ name }) => name);
  const without = (...names: string[]): string[] => all.filter((name) => !names.includes(name));
  handIn('2022-03', 'quarter', without('薛城区'));
  handIn('2022-05', 'month', without('滕州市'));
  handIn('2022-06', 'month', all);
  handIn('2022-06', 'quarter', all);
  const nodes = [indicator('C05', 'month', 'quarter')];
  const rows = { axis: 'months', onlyTotal: true } as const;
  const layout = {
    ...USUAL,
    name: 'months',
    title: '逐月',
    description: '',
    rows,
    columns: { by: 'list', nodes },
  } as const;
  const { notes, bodyRows } = buildTable(ctx, layout, '2022-06', {});
  expect(bodyRows.map(({ cells }) => cells.slice(1).map(({ text }) => text))).toEqual([
    ['—', '—'],
    ['—', '—'],
    ['—', '42'],
    ['—', '—'],
    ['42', '—'],
    ['49', '49'],
  ]);
  expect(notes).toContain('2022年第一季度专利授权的全市数不含薛城区（未报）。');
  expect(notes).toContain('2022年5月专利授权的全市数不含滕州市（未报）。');
});

test('a table of what has values holds an indicator of which quarters alone were handed in, where it shows quarters', () => {
  for (const unit of ['滕州市', '薛城区'])
    addValueList(ctx.store, [{ unit, code: 'C05', period: '2022-09', basis: 'quarter', value: '7' }]);
  const table = buildTable(ctx, MONTHLY_SUMMARY, '2022-09', { figures: ['quarter'] });
  expect(rowOf(table, '全市')).toEqual(['14']);
});

test('two cumulative values go before the quarter that was handed in beside them', () => {
  addValues(ctx.store, '2022-06', 'ytd', { C05: { 滕州市: 50 } });
  addValueList(ctx.store, [{ unit: '滕州市', code: 'C05', period: '2022-06', basis: 'quarter', value: '21' }]);
  expect(cell('2022-06', '滕州市').text).toBe('21');
  addValues(ctx.store, '2022-03', 'ytd', { C05: { 滕州市: 30 } });
  expect(cell('2022-06', '滕州市').text).toBe('20');
});

test('without the value before it a quarter is no 未报: it cannot be computed, and the panel says why', () => {
  addValues(ctx.store, '2022-06', 'ytd', { C05: { 滕州市: 50, 薛城区: 15 } });
  addValues(ctx.store, '2022-03', 'ytd', { C05: { 滕州市: 30 } });
  expect(cell('2022-06', '薛城区')).toMatchObject({ text: '—', state: 'not_applicable', value: null });
  expect(cell('2022-06', '全市').text).toBe('—');
  const key = { unitId: idOf('薛城区'), code: 'C05', period: '2022-06', basis: 'quarter' as const };
  expect(detailOf(ctx, { key })).toMatchObject({
    text: '—',
    note: '没有2022年1—3月的累计数，不能计算单季数。导入或填写后自动计算。',
    formula: '本季末累计 − 上季末累计',
  });
});

test('where no quarter ends there is none, and the table says when', () => {
  addValues(ctx.store, '2022-04', 'ytd', { C05: { 滕州市: 40, 薛城区: 20 } });
  addValues(ctx.store, '2022-07', 'ytd', { C05: { 滕州市: 50, 薛城区: 25 } });
  expect(cell('2022-07', '滕州市')).toMatchObject({ text: '—', value: null });
  expect(ask('滕州市', '2022-07')).toMatchObject({ text: '—', parts: [] });
  const table = tableOf('2022-07');
  expect(rowOf(table, '滕州市')).toEqual(['50', '—']);
  expect(table.notes).toContain('单季的数在统计期间到3、6、9、12月时才有。');
});

test('what is compared is cumulative, and stands beside no month or quarter', () => {
  addValues(ctx.store, '2022-03', 'ytd', { C05: { 滕州市: 30, 薛城区: 12 } });
  addValues(ctx.store, '2022-06', 'ytd', { C05: { 滕州市: 50, 薛城区: 15 } });
  addValues(ctx.store, '2021-06', 'ytd', { C05: { 滕州市: 40, 薛城区: 10 } });
  const shown = (view: 'cumulative' | 'quarter'): GridValue => {
    const grid = gridOf(ctx, '2022-06', view);
    return grid.rows.find((row) => row.unit === '滕州市')!.values[
      grid.columns.findIndex(({ code }) => code === 'C05')
    ]!;
  };
  expect(shown('cumulative')).toMatchObject({ text: '50', lastYear: '40', change: '25.0', rank: 1 });
  expect(shown('quarter')).toMatchObject({ text: '20', lastYear: '', change: '', completion: '', rank: null });
});

test('a unit that is not asked is no unit that a total of quarters is without', () => {
  const asked = listUnits(ctx.store).filter(({ name }) => name !== '枣庄高新区');
  saveTask(ctx, { id: null, task: { ...monthlyTask(asked.map(({ id }) => id)), codes: ['C05'] } });
  const values = Object.fromEntries(asked.slice(1).map(({ name }) => [name, 10]));
  addValues(ctx.store, '2022-03', 'ytd', { C05: values });
  expect(rowOf(tableOf('2022-03'), '枣庄高新区')).toEqual(['不要求', '不要求']);
  expect(tableOf('2022-03').notes).toContain('全市数不含滕州市（未报）。');
  expect(cell('2022-03', '全市').missing).toBe(1);
});
