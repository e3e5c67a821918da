// What a target may be, whom it is divided among, and which months a change of it touches.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { finaliseTable } from '../../electron/core/final-copies/final-copies.js';
import * as locks from '../../electron/core/final-copies/locks.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import * as targets from '../../electron/core/targets/handlers.js';
import { contextOf, openSampleStore, unitDraft } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});
afterEach(() => ctx.store.db.close());

type Cell = Parameters<typeof targets.saveTargets>[1]['cells'][number];
const unitOf = (name: string) => listUnits(ctx.store).find((unit) => unit.name === name)!;
const target = (value: string, changes: Partial<Cell> = {}): Cell => ({
  code: 'C06',
  unitId: unitOf('滕州市').id,
  level: 'assigned',
  value,
  ...changes,
});
const save = (...cells: Cell[]) =>
  targets.saveTargets(ctx, { year: 2022, cells, document: '枣市监〔2022〕9号', reason: '' });
const column = () => targets.matrix(ctx, { period: PERIOD }).columns.find(({ code }) => code === 'C06')!;
const split = (changes: Partial<Parameters<typeof targets.splitOf>[1]> = {}) =>
  targets.splitOf(ctx, {
    year: 2022,
    code: 'C06',
    whole: '700',
    by: 'equal',
    step: '',
    shares: {},
    fixed: {},
    ...changes,
  });

test('one target twice in a step, a unit’s without its unit, and the bureau’s with one are refused whole', () => {
  for (const cells of [
    [target('330'), target('340')],
    [target('330', { unitId: null })],
    [target('330', { level: 'higher' })],
  ])
    expect(() => save(...cells)).toThrow(/input\.invalid/);
  expect(column().cells.find(({ unitId }) => unitId === unitOf('滕州市').id)!.value).toBe('320');
});

test('a flow begins at 0 and has no value at the end of last year', () => {
  const basis = { year: 2022, code: 'C06', unitId: null, mode: 'cumulative', words: '', done: null } as const;
  expect(() => targets.saveBasis(ctx, { ...basis, base: '100' })).toThrow(/input\.invalid/);
  targets.saveBasis(ctx, { ...basis, base: '' });
  // That of all holders is nobody's own.
  expect([column().higher.ownMode, ...column().cells.map(({ ownMode }) => ownMode)]).toEqual(Array(8).fill(false));
});

test('a cell with a number has no sign beside it', () => {
  expect(column().cells.map(({ actual, sign }) => actual !== '' && sign === '')).toEqual(Array(7).fill(true));
});

test('locked months of the year are named, and no others', () => {
  for (const period of ['2021-12', '2022-03', '2022-01']) locks.lock(ctx, { period, note: '' });
  expect(save(target('330')).locked).toEqual(['2022-01', '2022-03']);
});

test('a final copy of any month of the year shows what a target would change', () => {
  const options = {};
  finaliseTable(ctx, { name: 'target-completion', period: PERIOD, options, note: '' });
  const effect = (year: number) => targets.effectOfTargets(ctx, { year, cells: [target('330')] }).finalCopies.length;
  expect([effect(2022), effect(2023)]).toEqual([1, 0]);
});

test('分解 is among the units that the total counts, in whole steps, by shares of 0 or more', () => {
  expect(split().rows.map(({ value }) => value)).toEqual(Array(7).fill('100'));
  const { id, order } = unitOf('枣庄高新区');
  write(ctx.store, { kind: 'units', label: '单位', operator: '测试', topics: ['units'] }, () => {
    saveUnit(ctx.store, id, unitDraft('枣庄高新区', order, { countsInTotal: false }));
  });
  expect(split({ whole: '600' }).rows.map(({ unit, value }) => [unit, value])).not.toContainEqual([
    '枣庄高新区',
    '100',
  ]);
  expect(split({ whole: '600' }).rows).toHaveLength(6);
  const said = (what: string) => expect.objectContaining({ params: { what: expect.stringContaining(what) } });
  expect(() => split({ step: '0' })).toThrow(said('最小分配单位应大于0'));
  const shares = { [String(unitOf('滕州市').id)]: '-1' };
  expect(() => split({ by: 'share', shares })).toThrow(said('应填不小于0'));
});
