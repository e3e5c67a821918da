// What stands beside this year's number: last year's of units that were not there, of sums that lack units or hold a 同口径 base, and
// the way from each of them, and from 当月 and 数据来源表, to what is really printed.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { saveIssued } from '../../electron/core/statistics/issued-entry.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { planTable } from '../../electron/core/tables/plan-table.js';
import { sourceLines } from '../../electron/core/tables/sources.js';
import { saveTargets } from '../../electron/core/targets/save.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import { save as saveTask } from '../../electron/core/tasks/handlers.js';
import { comparableSave } from '../../electron/core/workbook/submission-handlers.js';
import { figure, indicator, USUAL, type TableLayout } from '../../shared/reports/define.js';
import type { FactRef, FigureKind, PrintTable } from '../../shared/reports/print-table.js';
import {
  addSampleUnits,
  addValueList,
  addValues,
  contextOf,
  openTestStore,
  unitDraft,
} from '../helpers/memory-store.js';

const NAMES = ['滕州市', '薛城区', '山亭区', '市中区', '峄城区', '台儿庄区', '枣庄高新区'] as const;
const PERIOD = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});
afterEach(() => ctx.store.db.close());

const idOf = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
const all = (value: number | null): Record<string, number | null> =>
  Object.fromEntries(NAMES.map((name) => [name, value]));

function tableOf(
  code: string,
  ...figures: Parameters<typeof indicator> extends [string, ...infer F] ? F : never
): PrintTable {
  return buildTable(ctx, layoutOf(code, ...figures), PERIOD, {});
}
function layoutOf(
  code: string,
  ...figures: Parameters<typeof indicator> extends [string, ...infer F] ? F : never
): TableLayout {
  const nodes = [indicator(code, ...figures)];
  return { ...USUAL, name: 'compared', title: '对比', description: '', columns: { by: 'list', nodes } };
}
function rowOf(table: PrintTable, name: string): string[] {
  const row = table.bodyRows.find(({ cells }) => cells[0]!.text === name)!;
  return row.cells.slice(1).map((cell) => cell.text);
}
function found(name: string): void {
  write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () =>
    saveUnit(ctx.store, null, unitDraft(name, 9, { validFrom: '2022-03' })),
  );
}
const adjust = (name: string, value: string): unknown =>
  comparableSave(ctx, { unitId: idOf(name), code: 'C06', period: '2021-07', basis: 'ytd', value, note: '区划调整' });
const ask = (
  figureKind: FigureKind,
  name: string | null,
  code = 'C06',
  period = PERIOD,
): ReturnType<typeof explain> => {
  const key: FactRef = { unitId: name === null ? null : idOf(name), code, period, basis: 'ytd', figure: figureKind };
  return explain(ctx, { key });
};

test('a unit that was not there last year is not said to have failed to report', () => {
  found('新城区');
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(10), 新城区: 4 } });
  addValues(ctx.store, '2021-07', 'ytd', { C06: { ...all(8), 薛城区: null } });
  const table = tableOf('C06', 'current', 'last-year', 'change');
  expect(rowOf(table, '新城区')).toEqual(['4', '—', '—']);
  expect(rowOf(table, '薛城区')).toEqual(['10', '未报', '—']);
  expect(ask('change', '新城区').parts.map((part) => part.text)).toEqual(['4', '—']);
});

test('a district that was founded of others is compared with its 同口径 base, which is in no total of last year', () => {
  found('新城区');
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(10), 新城区: 4 } });
  addValues(ctx.store, '2021-07', 'ytd', { C06: all(8) });
  adjust('新城区', '3');
  const table = tableOf('C06', 'current', 'last-year', 'change');
  expect(rowOf(table, '新城区')).toEqual(['4', '3', '33.3']);
  expect(rowOf(table, '全市')).toEqual(['74', '56', '32.1']);
  expect(table.notes.join()).toContain('新城区发明授权的上年同期数为同口径数（区划调整）。');
});

test('a 同口径 base is in last year’s total though no task asks its unit for anything', () => {
  const units = listUnits(ctx.store).filter(({ name }) => name !== '滕州市');
  saveTask(ctx, { id: null, task: { ...monthlyTask(units.map(({ id }) => id)), codes: ['C06'] } });
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(10), 滕州市: null } });
  addValues(ctx.store, '2021-07', 'ytd', { C06: { ...all(8), 滕州市: null } });
  expect(rowOf(tableOf('C06', 'last-year'), '全市')).toEqual(['48']);
  adjust('滕州市', '6');
  expect(rowOf(tableOf('C06', 'last-year'), '滕州市')).toEqual(['6']);
  expect(rowOf(tableOf('C06', 'last-year'), '全市')).toEqual(['54']);
});

test('同比 of a total is told where a unit that nobody asks gave nothing, in whatever way, or is not in the total', () => {
  const asked = listUnits(ctx.store).filter(({ name }) => name !== '滕州市' && name !== '枣庄高新区');
  saveTask(ctx, { id: null, task: { ...monthlyTask(asked.map(({ id }) => id)), codes: ['C06'] } });
  write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () => {
    const { id, ...unit } = listUnits(ctx.store).find(({ name }) => name === '枣庄高新区')!;
    saveUnit(ctx.store, id, { ...unit, countsInTotal: false });
  });
  const { 滕州市: _, ...others } = all(8);
  addValues(ctx.store, '2021-07', 'ytd', { C06: others });
  // Taken out again, of a unit that gave nothing a year ago.
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(10), 滕州市: null, 枣庄高新区: null } });
  expect(rowOf(tableOf('C06', 'current', 'last-year', 'change'), '全市')).toEqual(['50', '40', '25.0']);
  expect(factsOf(ctx, PERIOD).byCode.get('C06')!.total.missing).toEqual([]);
});

test('a ratio of such a district is of its 同口径 numerator', () => {
  found('新城区');
  addValues(ctx.store, '2021-12', 'asof', { P01: { 新城区: 10 } });
  addValues(ctx.store, PERIOD, 'asof', { C14: { ...all(10), 新城区: 40 } });
  comparableSave(ctx, {
    unitId: idOf('新城区'),
    code: 'C14',
    period: '2021-07',
    basis: 'asof',
    value: '20',
    note: '区划调整',
  });
  expect(rowOf(tableOf('C15', 'current', 'last-year'), '新城区')).toEqual(['4.00', '2.00']);
});

test('a total of last year that holds a 同口径 base is taken apart into what was added, and says whose base it is', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(10) });
  addValues(ctx.store, '2021-07', 'ytd', { C06: all(8) });
  adjust('滕州市', '6');
  expect(rowOf(tableOf('C06', 'last-year', 'change'), '全市')).toEqual(['54', '29.6']);
  const change = ask('change', null);
  expect(change.parts.map((part) => part.text)).toEqual(['70', '54']);
  expect(change.note).toBe('上年同期中，滕州市采用同口径数 6（区划调整）。');
  const lastYear = explain(ctx, { key: change.parts[1]!.key });
  expect(lastYear.text).toBe('54');
  expect(lastYear.parts.map((part) => part.text)).toEqual(['6', '8', '8', '8', '8', '8', '8']);
});

test('a total of last year or of an earlier one that lacks units names them', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(10) });
  addValues(ctx.store, '2021-07', 'ytd', { C06: { ...all(8), 薛城区: null } });
  addValues(ctx.store, '2020-07', 'ytd', { C06: { ...all(8), 薛城区: null, 山亭区: null } });
  expect(tableOf('C06', 'current', 'last-year').notes).toContain('2021年1—7月发明授权的全市数不含薛城区（未报）。');
  const years = tableOf('C06', 'current', figure('current', { yearsBack: 1 }), figure('current', { yearsBack: 2 }));
  expect(years.notes).toEqual(
    expect.arrayContaining([
      '2021年1—7月发明授权的全市数不含薛城区（未报）。',
      '2020年1—7月发明授权的全市数不含薛城区、山亭区（未报）。',
    ]),
  );
  addValues(ctx.store, PERIOD, 'ytd', { C06: { 薛城区: null } });
  // Missing in both years: said once, of both.
  expect(tableOf('C06', 'current', 'last-year').notes.filter((note) => note.includes('不含'))).toEqual([
    '全市数不含薛城区（未报）。',
  ]);
});

test('no 完成率 of a total that is not printed', () => {
  saveTargets(ctx, {
    year: 2022,
    cells: NAMES.map((name) => ({ unitId: idOf(name), code: 'C06', level: 'assigned' as const, value: '20' })),
    document: '',
    reason: '下达',
  });
  addValues(ctx.store, PERIOD, 'ytd', { C06: { 滕州市: 7 } });
  const table = tableOf('C06', 'current', 'target', 'completion', 'distance', 'pace-gap');
  expect(rowOf(table, '全市')).toEqual(['—', '140', '—', '—', '—']);
  expect(rowOf(table, '滕州市')).toEqual(['7', '20', '35.0', '-13', '-23.3']);
});

test('a month that was handed in leads to itself, a total of such months to the units', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(10), 薛城区: null } });
  addValues(ctx.store, '2022-06', 'ytd', { C06: { ...all(8), 薛城区: null } });
  addValueList(ctx.store, [{ unit: '薛城区', code: 'C06', period: PERIOD, basis: 'month', value: '5' }]);
  const table = tableOf('C06', 'month');
  expect(rowOf(table, '薛城区')).toEqual(['5']);
  const own = ask('month', '薛城区');
  expect(own).toMatchObject({
    formula: '单独报送的当月数',
    parts: [{ text: '5', key: { figure: 'current', basis: 'month' } }],
  });
  expect(explain(ctx, { key: own.parts[0]!.key })).toMatchObject({ text: '5', parts: [] });
  expect(rowOf(table, '全市')).toEqual(['17']);
  expect(ask('month', null).parts.map((part) => part.text)).toEqual(['2', '5', '2', '2', '2', '2', '2']);
  expect(ask('month', '滕州市').parts.map((part) => part.text)).toEqual(['10', '8']);
});

test('环比 of a total is not told where only one of the two months has a unit', () => {
  for (const [period, value] of [
    ['2022-05', 6],
    ['2022-06', 8],
    [PERIOD, 10],
  ] as const)
    addValues(ctx.store, period, 'ytd', { C06: { ...all(value), 薛城区: null } });
  expect(rowOf(tableOf('C06', 'month', 'month-change'), '全市')).toEqual(['12', '0.0']);
  addValueList(ctx.store, [{ unit: '薛城区', code: 'C06', period: PERIOD, basis: 'month', value: '5' }]);
  expect(rowOf(tableOf('C06', 'month', 'month-change'), '全市')).toEqual(['17', '—']);
  addValueList(ctx.store, [{ unit: '薛城区', code: 'C06', period: '2022-06', basis: 'month', value: '5' }]);
  expect(rowOf(tableOf('C06', 'month', 'month-change'), '全市')).toEqual(['17', '0.0']);
});

test('环比 of what was issued for the whole does not look at who handed in', () => {
  addValues(ctx.store, '2022-06', 'asof', { C14: all(8) });
  addValues(ctx.store, PERIOD, 'asof', { C14: { ...all(10), 薛城区: null } });
  expect(rowOf(tableOf('C14', 'current', 'month-change'), '全市')).toEqual(['60', '—']);
  for (const [period, text] of [
    ['2022-06', '80'],
    [PERIOD, '100'],
  ] as const)
    saveIssued(ctx, { period, code: 'C14', origin: '省局通报', asOf: null, cells: [{ unitId: null, text }] });
  expect(rowOf(tableOf('C14', 'current', 'month-change'), '全市')).toEqual(['100', '25.0']);
});

test('数据来源表 names what last year’s number really is: the population that divides it, and no cell in the place of a 同口径 base', () => {
  addValues(ctx.store, PERIOD, 'asof', { C14: all(100) });
  addValues(ctx.store, '2021-07', 'asof', { C14: all(80) });
  addValues(ctx.store, '2020-12', 'asof', { P01: all(40) });
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(10) });
  addValues(ctx.store, '2021-07', 'ytd', { C06: all(8) });
  adjust('滕州市', '6');
  const lineOf = (code: string, kind: FigureKind, unit: string) =>
    sourceLines(ctx, planTable(ctx, layoutOf(code, kind), PERIOD, {})).find((line) => line.unit === unit)!;
  const ratio = lineOf('C15', 'last-year', '滕州市');
  expect(ratio.formula).toContain('（2021年末）');
  expect(ratio.formula).toContain('157.36');
  expect(ratio.formula).not.toContain('2020年末');
  expect(lineOf('C15', 'last-year', '全市').formula).toContain('385.56');
  expect(lineOf('C06', 'last-year', '薛城区').text).toBe('测试');
  const adjusted = lineOf('C06', 'last-year', '滕州市');
  expect(adjusted).toMatchObject({ printed: '6', text: '' });
  expect(adjusted.formula).toContain('采用同口径数 6（区划调整）');
});

test('a total that was issued is said to be that, and no sum', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(10) });
  const cells = [{ unitId: null, text: '90' }];
  saveIssued(ctx, { period: PERIOD, code: 'C06', origin: '省局通报', asOf: null, cells });
  expect(ask('current', null)).toMatchObject({ text: '90', formula: '上级下发的全市数', parts: [] });
  expect(ask('current', '滕州市')).toMatchObject({ text: '10', formula: '' });
});

test('每万人 of a total whose units lack a population is taken apart into the sum of the others', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(1000) });
  addValues(ctx.store, '2021-12', 'asof', { P01: { 滕州市: null } });
  expect(rowOf(tableOf('C06', 'current', 'per-capita'), '全市')).toEqual(['7000', '26.29']);
  const { parts } = ask('per-capita', null);
  expect(parts.map((part) => part.text)).toEqual(['6000', '228.20']);
  expect(explain(ctx, { key: parts[0]!.key }).text).toBe('6000');
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(null), 滕州市: 1000, 薛城区: 1000 } });
  expect(ask('per-capita', null).parts.map((part) => part.text)).toEqual(['1000', '46.40']);
});

test('每万人 is of numbers of things, of a total that is printed, and of no whole over the people of some units', () => {
  addValues(ctx.store, PERIOD, 'asof', { C14: all(1000), G08a: all(80) });
  const rows = (code: string): string[][] =>
    tableOf(code, 'per-capita').bodyRows.map((row) => row.cells.map((c) => c.text));
  expect(rows('C15').map((row) => row[1])).toEqual(Array<string>(8).fill('—'));
  expect(rowOf(tableOf('G08a', 'current', 'per-capita'), '全市')).toEqual(['—', '—']);
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(1000) });
  saveIssued(ctx, {
    period: PERIOD,
    code: 'C06',
    origin: '省局通报',
    asOf: null,
    cells: [{ unitId: null, text: '7700' }],
  });
  expect(rowOf(tableOf('C06', 'current', 'per-capita'), '全市')).toEqual(['7700', '19.97']);
  addValues(ctx.store, '2021-12', 'asof', { P01: { 滕州市: null } });
  expect(rowOf(tableOf('C06', 'current', 'per-capita'), '全市')).toEqual(['7700', '—']);
});

test('a ratio of a forecast is rounded once, as any other is, and is called 预计', () => {
  addValues(ctx.store, PERIOD, 'asof', { C14: { ...all(100), 薛城区: 50 } });
  const forecast = {
    unit: '滕州市',
    code: 'C14',
    period: PERIOD,
    basis: 'asof' as const,
    value: '1093',
    state: 'forecast' as const,
  };
  const row = () => rowOf(tableOf('C15', 'current', figure('current', { decimals: 1 })), '滕州市');
  addValueList(ctx.store, [{ ...forecast, state: 'value' }]);
  expect(row()).toEqual(['6.95', '6.9']);
  addValueList(ctx.store, [forecast]);
  expect(row()).toEqual(['6.95（预计）', '6.9（预计）']);
  // And last year's.
  addValueList(ctx.store, [{ ...forecast, period: '2021-07', state: 'value' }]);
  const lastYear = tableOf(
    'C15',
    'last-year',
    figure('last-year', { decimals: 1 }),
    figure('last-year', { decimals: 3 }),
  );
  expect(rowOf(lastYear, '滕州市')).toEqual(['6.95', '6.9', '6.946']);
});

test('每万人 of a year whose unit has ended since counts its people where they are now', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(1000) });
  addValues(ctx.store, '2023-07', 'ytd', { C06: { ...all(1000), 枣庄高新区: null } });
  addValues(ctx.store, '2022-12', 'asof', { P01: { ...all(50), 枣庄高新区: null } });
  write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () => {
    const { id, ...unit } = listUnits(ctx.store).find(({ name }) => name === '枣庄高新区')!;
    saveUnit(ctx.store, id, { ...unit, validTo: '2022-09' });
  });
  const layout = layoutOf('C06', 'per-capita', figure('per-capita', { yearsBack: 1 }));
  expect(rowOf(buildTable(ctx, layout, '2023-07', {}), '全市')).toEqual(['20.00', '23.33']);
});

test('a unit outside of the total has no share in it', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: all(10) });
  write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () => {
    const { id, ...unit } = listUnits(ctx.store).find(({ name }) => name === '枣庄高新区')!;
    saveUnit(ctx.store, id, { ...unit, countsInTotal: false });
  });
  const table = tableOf('C06', 'current', 'share');
  expect(rowOf(table, '全市')).toEqual(['60', '100.0']);
  expect(rowOf(table, '滕州市')).toEqual(['10', '16.7']);
  expect(rowOf(table, '枣庄高新区')).toEqual(['10', '—']);
});

test('a group that has 0 of something has a share of 0 %', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(10), 滕州市: 0, 薛城区: 0 } });
  const groups = [
    { label: '东', units: ['滕州市', '薛城区'] },
    { label: '西', units: ['山亭区'] },
  ];
  const rows = { axis: 'groups' as const, groups, withUnits: true };
  const table = buildTable(ctx, { ...layoutOf('C06', 'current', 'share'), rows }, PERIOD, {});
  expect(rowOf(table, '东')).toEqual(['0', '0.0']);
  expect(rowOf(table, '西')).toEqual(['10', '20.0']);
});

test('last year’s ratio divides the 同口径 numerator, also where another is stored', () => {
  addValues(ctx.store, PERIOD, 'ytd', { C37: all(100), C38: all(80) });
  addValues(ctx.store, '2021-07', 'ytd', { C37: all(100), C38: all(50) });
  expect(rowOf(tableOf('C39', 'last-year', 'change'), '滕州市')).toEqual(['50.0', '30.0']);
  comparableSave(ctx, {
    unitId: idOf('滕州市'),
    code: 'C38',
    period: '2021-07',
    basis: 'ytd',
    value: '60',
    note: '口径调整',
  });
  expect(rowOf(tableOf('C39', 'last-year', 'change'), '滕州市')).toEqual(['60.0', '20.0']);
  expect(rowOf(tableOf('C39', 'last-year', 'change'), '薛城区')).toEqual(['50.0', '30.0']);
  expect(tableOf('C39', 'change').notes).toContain('滕州市非正常撤回率的上年同期数为同口径数（口径调整）。');
});

test('a total that lacks other units than last year’s has no change, which is said of the columns that are empty for it', () => {
  addValues(ctx.store, '2021-07', 'ytd', { C06: { ...all(8), 薛城区: null } });
  addValues(ctx.store, PERIOD, 'ytd', { C06: { ...all(10), 薛城区: null } });
  const noteOf = (...figures: Parameters<typeof tableOf> extends [string, ...infer F] ? F : never): string =>
    tableOf('C06', 'current', ...figures).notes.find((note) => note.includes('未报的填报单位不同')) ?? '';
  expect(rowOf(tableOf('C06', 'change', 'difference'), '全市')).toEqual(['25.0', '12']);
  expect(noteOf('change', 'difference')).toBe('');
  addValues(ctx.store, PERIOD, 'ytd', { C06: { 薛城区: 10, 山亭区: null } });
  expect(rowOf(tableOf('C06', 'change', 'difference'), '全市')).toEqual(['—', '—']);
  expect(noteOf('change')).toBe('发明授权本期和上年同期未报的填报单位不同，全市同比不计算。');
  expect(noteOf('difference')).toBe('发明授权本期和上年同期未报的填报单位不同，全市增减量不计算。');
  expect(noteOf('change', 'difference')).toBe('发明授权本期和上年同期未报的填报单位不同，全市同比、增减量不计算。');
  expect(noteOf('last-year')).toBe('');
});
