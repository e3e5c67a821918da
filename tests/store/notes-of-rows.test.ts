// What is said below a table is about the rows that stand in it: a table of one unit says nothing of the whole, and parts are only
// said to miss a total where both are printed.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { saveIssued } from '../../electron/core/statistics/issued-entry.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { comparableSave } from '../../electron/core/workbook/submission-handlers.js';
import { figure, indicator, USUAL, type LayoutDraft } from '../../shared/reports/define.js';
import type { UnitDraft } from '../../shared/model/unit.js';
import type { PrintTable } from '../../shared/reports/print-table.js';
import {
  addSampleUnits,
  addValueList,
  addValues,
  contextOf,
  openSampleStore,
  openTestStore,
} from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});
afterEach(() => ctx.store.db.close());

function build(changes: Partial<LayoutDraft>): PrintTable {
  const layout = { ...USUAL, title: '试表', description: '', columns: { by: 'list' as const, nodes: [] }, ...changes };
  return buildTable(ctx, { ...layout, name: 'draft' }, '2022-07', {});
}
const list = (...nodes: ReturnType<typeof indicator>[]): Pick<LayoutDraft, 'columns'> => ({
  columns: { by: 'list', nodes },
});
const MISSES = '部分数据合计数由于单位取舍不同产生的计算误差，未作机械调整。';

test('a table of one unit names its own population and nothing of the whole; one of units without a total names no number', () => {
  addValueList(ctx.store, [{ unit: '薛城区', code: 'C06', period: '2022-07', basis: 'ytd', value: null }]);
  const nodes = [indicator('C06', 'current', 'change'), indicator('C15', 'current'), indicator('C14', 'per-capita')];
  const whole = build(list(...nodes)).notes.join();
  expect(whole).toContain('每万人口指标按2021年末常住人口385.56万人计算');
  expect(whole).toContain('每万人数按2021年末常住人口385.56万人计算');
  expect(whole).toContain('发明授权的全市数不含薛城区（未报）');
  const figures = [figure('current'), figure('change'), figure('per-capita')];
  const one = build({
    rows: { axis: 'indicators', codes: ['C06', 'C14', 'C15'], unit: '滕州市' },
    columns: { by: 'list', nodes: [{ kind: 'figures', figures }] },
  }).notes.join();
  expect(one).toContain('每万人口指标按2021年末常住人口157.36万人计算，上年同期按同一人口数计算');
  expect(one).toContain('每万人数按2021年末常住人口157.36万人计算');
  expect(one).not.toMatch(/全市|薛城区|385/);
  const units = build({ totalRow: 'none', ...list(...nodes) }).notes.join();
  expect(units).toContain('每万人口指标按2021年末常住人口计算');
  expect(units).toContain('每万人数按2021年末常住人口计算');
  expect(units).not.toMatch(/全市|万人计算/);
});

test('where another unit’s number is from, and its 同口径 base, is not said below a table of one unit', () => {
  const idOf = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
  const cells = [{ unitId: idOf('薛城区'), text: '60' }];
  saveIssued(ctx, { period: '2022-07', code: 'C06', origin: '省局通报', asOf: null, cells });
  const base = { code: 'C06', period: '2021-07' as const, basis: 'ytd' as const, value: '20', note: '区划调整' };
  comparableSave(ctx, { ...base, unitId: idOf('山亭区') });
  const figures = [figure('current'), figure('change')];
  const all = build(list(indicator('C06', ...figures))).notes.join();
  expect(all).toMatch(/薛城区为上级下发数.*薛城区.*来源不同.*山亭区.*区划调整/);
  const of = (unit: string): string =>
    build({
      rows: { axis: 'indicators', codes: ['C06'], unit },
      columns: { by: 'list', nodes: [{ kind: 'figures', figures }] },
    }).notes.join();
  expect(of('滕州市')).toBe('');
  expect(of('薛城区')).toMatch(/为上级下发数.*来源不同/);
  expect(of('薛城区')).not.toMatch(/其余|区划调整/);
});

test('a unit that stands beside a total without being in it is said, unless it is indented below the one that contains it', () => {
  const change = (name: string, changes: Partial<UnitDraft>): void => {
    const { id, ...unit } = listUnits(ctx.store).find((one) => one.name === name)!;
    write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () =>
      saveUnit(ctx.store, id, { ...unit, ...changes }),
    );
  };
  const notes = (changes: Partial<LayoutDraft> = {}, ...codes: string[]): string =>
    build({
      ...list(indicator('C06', 'current'), ...codes.map((code) => indicator(code, 'current'))),
      ...changes,
    }).notes.join();
  expect(notes()).not.toContain('不计入合计');
  change('枣庄高新区', { countsInTotal: false });
  expect(notes()).toContain('全市数不含枣庄高新区（不计入合计）');
  expect(notes({ totalRow: 'none' })).not.toContain('不计入合计');
  const group = (one: string, other: string, changes: Partial<LayoutDraft> = {}): string =>
    notes({ rows: { axis: 'groups', groups: [{ label: '北部', units: [one, other] }], withUnits: false }, ...changes });
  expect(group('滕州市', '枣庄高新区')).toContain('全市数、小计不含枣庄高新区（不计入合计）');
  expect(group('滕州市', '枣庄高新区', { totalRow: 'none' })).toMatch(/(^|。)小计不含枣庄高新区/);
  expect(group('滕州市', '薛城区')).not.toContain('不计入合计');
  saveIssued(ctx, {
    period: '2022-07',
    code: 'C06',
    origin: '省局通报',
    asOf: null,
    cells: [{ unitId: null, text: '500' }],
  });
  expect(notes()).not.toContain('不计入合计');
  expect(group('滕州市', '枣庄高新区')).toContain('小计不含枣庄高新区（不计入合计）');
  expect(notes({}, 'C05')).toContain('的全市数不含枣庄高新区（不计入合计）');
  const parentId = listUnits(ctx.store).find(({ name }) => name === '滕州市')!.id;
  change('枣庄高新区', { parentId });
  expect(notes({}, 'C05')).not.toContain('不计入合计');
});

test('parts that miss their total are declared as each column prints them, beside those that were adjusted', async () => {
  ctx.store.db.close();
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
  addValues(store, '2022-07', 'ytd', { Y01: { 滕州市: 13.4, 薛城区: 45.4, 山亭区: 2.4 } });
  addValues(store, '2021-07', 'ytd', { Y01: { 滕州市: 1.4, 薛城区: 5.4, 山亭区: 2.4 } });
  const whole = figure('current', { decimals: 0 });
  const before = figure('last-year', { decimals: 0 });
  expect(build(list(indicator('Y01', 'current', 'last-year'))).notes).not.toContain(MISSES);
  expect(build(list(indicator('Y01', whole))).notes).toContain(MISSES);
  expect(build(list(indicator('Y01', before))).notes).toContain(MISSES);
  expect(build({ totalRow: 'none', ...list(indicator('Y01', whole)) }).notes).not.toContain(MISSES);
  expect(
    build({
      rows: { axis: 'indicators', codes: ['Y01'], unit: '' },
      columns: { by: 'list', nodes: [{ kind: 'figures', figures: [whole] }] },
    }).notes,
  ).not.toContain(MISSES);
  addValues(store, '2022-07', 'ytd', { Y01: { 市中区: 0, 峄城区: 0, 台儿庄区: 0, 枣庄高新区: 0 } });
  const balanced = (...figures: (typeof whole)[]): string =>
    build({ balancing: 'largest-remainder', ...list(indicator('Y01', ...figures)) }).notes.join();
  expect(balanced(whole)).toContain('舍位调整');
  expect(balanced(whole)).not.toContain(MISSES);
  expect(balanced(whole, before)).toMatch(/舍位调整.*未作机械调整/);
});
