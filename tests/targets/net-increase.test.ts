// 净增 of a total: what has come to it since the end of last year, of the same units on both sides; nothing is said where a unit has
// not reported, or the end of last year is not known of all.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { saveIssued } from '../../electron/core/statistics/issued-entry.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { saveTargetBasis } from '../../electron/core/store/target-basis-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveBasis } from '../../electron/core/targets/handlers.js';
import { targetMatrix } from '../../electron/core/targets/matrix.js';
import { saveTargets } from '../../electron/core/targets/save.js';
import { write } from '../../electron/core/store/write.js';
import { comparableSave } from '../../electron/core/workbook/submission-handlers.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
import { addSampleUnits, addValueList, addValues, contextOf, openTestStore } from '../helpers/memory-store.js';

const NAMES = ['滕州市', '薛城区', '山亭区', '市中区', '峄城区', '台儿庄区', '枣庄高新区'];
const all = (value: number): Record<string, number> => Object.fromEntries(NAMES.map((name) => [name, value]));
let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
  saveBasis(ctx, { year: 2022, unitId: null, code: 'C14', mode: 'net_increase', base: null, words: '', done: null });
  addValues(store, '2021-12', 'asof', { C14: all(100) });
  addValues(store, '2022-07', 'asof', { C14: all(110) });
});
afterEach(() => ctx.store.db.close());

function target(level: 'assigned' | 'higher', value: string, ...names: string[]): void {
  const units = listUnits(ctx.store);
  const cells =
    level === 'higher'
      ? [{ unitId: null, code: 'C14', level, value }]
      : names.map((name) => ({ unitId: units.find((unit) => unit.name === name)!.id, code: 'C14', level, value }));
  saveTargets(ctx, { year: 2022, cells, document: '', reason: '下达' });
}
const idOf = (code: string): number => listIndicators(ctx.store).find((one) => one.code === code)!.id;
const column = () => targetMatrix(ctx, '2022-07').columns.find(({ code }) => code === 'C14')!;
/** 完成率 and 与目标差额 of the total in a table. */
function printed(): string[] {
  const columns = { by: 'list' as const, nodes: [indicator('C14', 'completion', 'distance')] };
  const table = buildTable(ctx, { ...USUAL, name: 'net', title: '净增', description: '', columns }, '2022-07', {});
  return table.bodyRows[0]!.cells.slice(1).map((cell) => cell.text);
}

test('a task of the higher authority is measured from the end of last year of all units, whoever was given a target', () => {
  target('higher', '840');
  // 70 of 140 that were asked for.
  expect(column().higher.completion).toBe('50.0');
  target('assigned', '120', '滕州市');
  expect(column().higher.completion).toBe('50.0');
  // 10 of 20: the unit that has a target.
  expect(column().sum.completion).toBe('50.0');
});

test('完成率 of 净增 is taken apart into value, target and the end of last year', () => {
  target('assigned', '120', ...NAMES);
  const key = { unitId: null, code: 'C14', period: '2022-07', basis: 'asof' as const, figure: 'completion' as const };
  const { formula, note, parts } = explain(ctx, { key });
  expect([formula, note]).toEqual(['（本期 − 上年末）÷（年度目标 − 上年末）× 100%', '']);
  expect(parts.map((part) => part.text)).toEqual(['770', '840', '700']);
});

test('nothing is said while a unit has not reported: less than last year’s end is no decrease then', () => {
  target('higher', '840');
  target('assigned', '120', ...NAMES);
  expect([column().higher.completion, column().sum.completion, ...printed()]).toEqual(['50.0', '50.0', '50.0', '-70']);
  addValues(ctx.store, '2022-07', 'asof', { C14: { 薛城区: null } });
  expect([column().higher.completion, column().sum.completion, ...printed()]).toEqual(['', '', '—', '-180']);
});

test('an issued whole is measured from the issued whole of last year’s end', () => {
  const issue = (period: string, text: string): unknown =>
    saveIssued(ctx, { period, code: 'C14', origin: '省局通报', asOf: null, cells: [{ unitId: null, text }] });
  target('higher', '1000');
  issue('2022-07', '900');
  // What the units had is no base of a whole that is more than its units.
  expect(column().higher.completion).toBe('');
  issue('2021-12', '800');
  expect(column().higher.completion).toBe('50.0');
});

test('a unit that the indicator does not apply to keeps nobody from being measured', () => {
  for (const period of ['2021-12', '2022-07'])
    addValueList(ctx.store, [
      { unit: '薛城区', code: 'C14', period, basis: 'asof', value: null, state: 'not_applicable' },
    ]);
  target('higher', '720');
  // 60 of 120 that the six others were to add.
  expect(column().higher.completion).toBe('50.0');
});

test('a unit is measured from its 同口径 number of last year’s end where it has one', () => {
  target('assigned', '120', '滕州市');
  expect(column().sum.completion).toBe('50.0');
  const unitId = listUnits(ctx.store).find(({ name }) => name === '滕州市')!.id;
  const key = { unitId, code: 'C14', period: '2021-12', basis: 'asof' as const };
  comparableSave(ctx, { ...key, value: '105', note: '区划调整' });
  // 5 of 15.
  expect([column().sum.completion, printed()[0]]).toEqual(['33.3', '33.3']);
});

test('a way of judging that a stock does not have is none', () => {
  const basis = { indicatorId: idOf('C14'), unitId: 0, mode: 'cumulative' as const, base: null, words: '', done: null };
  write(ctx.store, { kind: 'settings', label: '', operator: '', topics: [] }, () =>
    saveTargetBasis(ctx.store, 2022, basis),
  );
  target('assigned', '120', ...NAMES);
  expect(column()).toMatchObject({ mode: 'year_end', sum: { mode: 'year_end', completion: '' } });
  expect(printed()).toEqual(['—', '-70']);
});
