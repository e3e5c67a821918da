// 锁定本期: nothing enters or leaves a locked period on any path, the refusal says which period, reopening needs a reason.

import { rmSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { lock, list, reopen } from '../../electron/core/final-copies/locks.js';
import { schemeRemove, schemeSave, schemeScore } from '../../electron/core/targets/schemes.js';
import { saveBasis, savePace, saveTargets } from '../../electron/core/targets/handlers.js';
import { addComparableBase } from '../../electron/core/store/comparable-store.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { effect } from '../../electron/core/workbook/submission-handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { countAll, dump } from '../helpers/dump.js';
import { ImportBench } from '../helpers/importing.js';
import { addValues } from '../helpers/memory-store.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';

const PERIOD = '2022-07';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

function refusal(work: () => unknown): { code: string; period: unknown } {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, period: error.params['period'] };
    throw error;
  }
  throw new Error('was not refused');
}
const LOCKED = { code: 'data.locked', period: '2022年1—7月' };

describe('a locked period', () => {
  test('refuses typed values and keeps every table as it was; other periods go on', () => {
    const { ctx } = bench;
    addValues(ctx.store, PERIOD, 'ytd', { C06: { 滕州市: 10 } });
    lock(ctx, { period: PERIOD, note: '已印发' });
    const before = dump(ctx.store.db);
    expect(refusal(() => addValues(ctx.store, PERIOD, 'ytd', { C06: { 滕州市: 11 } }))).toEqual(LOCKED);
    expect(refusal(() => addValues(ctx.store, PERIOD, 'month', { C05: { 薛城区: 1 } }))).toEqual(LOCKED);
    expect(dump(ctx.store.db)).toEqual(before);
    addValues(ctx.store, '2022-08', 'ytd', { C06: { 滕州市: 12 } });
    addValues(ctx.store, '2021-07', 'ytd', { C06: { 滕州市: 9 } });
  });

  test('refuses undo and redo of what was received into it, and allows them again when it is reopened', () => {
    const { ctx } = bench;
    addValues(ctx.store, PERIOD, 'ytd', { C06: { 滕州市: 10 } });
    const typed = dataVersion(ctx.store);
    lock(ctx, { period: PERIOD, note: '' });
    const before = dump(ctx.store.db);
    expect(refusal(() => history.undo(ctx, { id: typed }))).toEqual(LOCKED);
    expect(dump(ctx.store.db)).toEqual(before);
    reopen(ctx, { period: PERIOD, reason: '滕州市更正' });
    history.undo(ctx, { id: typed });
    const undone = dataVersion(ctx.store);
    lock(ctx, { period: PERIOD, note: '' });
    expect(refusal(() => history.undo(ctx, { id: undone }))).toEqual(LOCKED);
    reopen(ctx, { period: PERIOD, reason: '恢复' });
    history.undo(ctx, { id: undone });
    expect(countAll(ctx.store.db)['observation_revision']).toBe(before['observation_revision']!.length);
  });

  test('refuses a comparable base of the year before, which would change its comparison', () => {
    const { ctx } = bench;
    const unitId = listUnits(ctx.store)[0]!.id;
    const indicatorId = listIndicators(ctx.store).find((one) => one.code === 'C06')!.id;
    lock(ctx, { period: PERIOD, note: '' });
    const add = (period: string) => () =>
      write(ctx.store, { kind: 'manual', label: '同口径', operator: '', topics: ['values'] }, (changeSetId) =>
        addComparableBase(
          ctx.store,
          changeSetId,
          { unitId, indicatorId, period, basis: 'ytd', state: 'value', value: 5, note: '口径调整' },
          { importFileId: null, sheet: null, cell: null, text: null },
        ),
      );
    expect(refusal(add('2021-07'))).toEqual(LOCKED);
    expect(add('2021-08')).not.toThrow();
  });

  test('with December closes the targets of its year, on every path; a year that still runs may adjust them', async () => {
    const { ctx } = bench;
    const unitId = listUnits(ctx.store)[0]!.id;
    const save = (value: string) =>
      saveTargets(ctx, {
        year: 2022,
        cells: [
          { unitId, code: 'C06', level: 'assigned', value },
          { unitId: null, code: 'C06', level: 'higher', value },
        ],
        document: '',
        reason: '年中调整',
      });
    const at = { year: 2022, code: 'C06' };
    const judge = () => saveBasis(ctx, { ...at, unitId: null, mode: 'at_least', base: null, words: '', done: null });
    const points = ['5', '10', '15', '20', '25', '30', '40', '50', '60', '70', '85', '100'];
    save('100');
    lock(ctx, { period: PERIOD, note: '' });
    expect(save('110').locked).toEqual([PERIOD]);
    const adjusted = dataVersion(ctx.store);
    lock(ctx, { period: '2022-12', note: '全年已通报' });
    const before = dump(ctx.store.db);
    const closed = { code: 'data.locked', period: '2022年1—12月' };
    expect(refusal(() => save('120'))).toEqual(closed);
    expect(refusal(judge)).toEqual(closed);
    expect(refusal(() => savePace(ctx, { ...at, points }))).toEqual(closed);
    expect(refusal(() => history.undo(ctx, { id: adjusted }))).toEqual(closed);
    const plan = await bench.plan([
      bench.sheet('目标.xlsx', [
        ['2022年目标任务分解表'],
        ['单位', '发明专利授权量（件）'],
        ['滕州市', 130],
        ['薛城区', 40],
      ]),
    ]);
    const issue = plan.files[0]!.issues.find((one) => one.rule === 'period-locked');
    expect(issue).toMatchObject({ severity: 'block' });
    expect(issue!.message).toContain('2022年1—12月已锁定');
    expect(dump(ctx.store.db)).toEqual(before);
    saveTargets(ctx, {
      year: 2023,
      cells: [{ unitId, code: 'C06', level: 'assigned', value: '1' }],
      document: '',
      reason: '',
    });
    reopen(ctx, { period: '2022-12', reason: '省局改了任务' });
    expect(save('120').saved).toBe(2);
  });

  test('with December closes the 考核方案 of its year; points of units are still typed, and other years go on', () => {
    const { ctx } = bench;
    const unitId = listUnits(ctx.store)[0]!.id;
    const manual = schemeItem('a', '群众满意度', null, '10', { method: { kind: 'manual' as const } });
    const scheme = { ...unitScheme([manual]), name: '县区考核' };
    const { id } = schemeSave(ctx, { id: null, scheme });
    const { id: nextYear } = schemeSave(ctx, { id: null, scheme: { ...scheme, year: 2023 } });
    lock(ctx, { period: PERIOD, note: '' });
    schemeSave(ctx, { id, scheme: { ...scheme, issuer: '市委办' } });
    const changed = dataVersion(ctx.store);
    lock(ctx, { period: '2022-12', note: '全年已通报' });
    const before = dump(ctx.store.db);
    const closed = { code: 'data.locked', period: '2022年1—12月' };
    expect(refusal(() => schemeSave(ctx, { id, scheme }))).toEqual(closed);
    expect(refusal(() => schemeRemove(ctx, { id }))).toEqual(closed);
    expect(refusal(() => schemeSave(ctx, { id: null, scheme: { ...scheme, name: '补一个' } }))).toEqual(closed);
    expect(refusal(() => schemeSave(ctx, { id: nextYear, scheme }))).toEqual(closed);
    expect(refusal(() => schemeSave(ctx, { id, scheme: { ...scheme, year: 2023, name: '挪走' } }))).toEqual(closed);
    expect(refusal(() => history.undo(ctx, { id: changed }))).toEqual(closed);
    expect(dump(ctx.store.db)).toEqual(before);
    schemeScore(ctx, { id, key: 'a', unitId, points: '8.5', note: '' });
    schemeScore(ctx, { id, key: 'a', unitId, points: '9', note: '更正' });
    schemeSave(ctx, { id: nextYear, scheme: { ...scheme, year: 2023, issuer: '市委办' } });
    reopen(ctx, { period: '2022-12', reason: '省局改了办法' });
    schemeSave(ctx, { id, scheme });
  });

  test('is said in the preview of a file, and the file is not received either way', async () => {
    const { ctx } = bench;
    lock(ctx, { period: PERIOD, note: '' });
    const plan = await bench.plan(bench.fixtures('districts').slice(0, 1));
    const file = plan.files[0]!;
    const issue = file.issues.find((one) => one.rule === 'period-locked');
    expect(issue).toMatchObject({ severity: 'block' });
    expect(issue!.message).toContain('2022年1—7月已锁定');
    expect(file.status).toBe('asks');
    expect(refusal(() => effect(ctx, { planId: plan.planId, index: 0 }))).toEqual(LOCKED);
    const before = countAll(ctx.store.db);
    expect(refusal(() => commit(plan.planId, false)).code).toBe('data.blocked');
    expect(refusal(() => commit(plan.planId, true))).toEqual(LOCKED);
    expect(countAll(ctx.store.db)['observation_revision']).toBe(before['observation_revision']);
    expect(countAll(ctx.store.db)['claim']).toBe(before['claim']);
  });

  test('takes a file of another month that repeats its values, and one whose last-year column speaks of it', async () => {
    const { ctx } = bench;
    lock(ctx, { period: '2021-07', note: '' });
    const plan = await bench.plan(bench.fixtures('districts').slice(0, 1));
    expect(plan.files[0]!.issues.filter((one) => one.rule === 'period-locked')).toEqual([]);
    commit(plan.planId, false);
    expect(countAll(ctx.store.db)['claim']).toBeGreaterThan(0);
  });

  test('is guarded after files were received while nothing was locked, also where one could not be', async () => {
    const { ctx } = bench;
    const guards = (): unknown[] =>
      ctx.store.db.prepare("SELECT name, sql FROM temp.sqlite_schema WHERE name GLOB 'lock_*' ORDER BY name").all();
    const installed = guards();
    for (const table of ['observation_revision', 'claim', 'target'])
      expect(installed).toContainEqual(expect.objectContaining({ name: `lock_${table}_insert_new` }));
    const before = countAll(ctx.store.db)['observation_revision']!;
    const [one, other] = [monthly('滕州市', 5), monthly('薛城区', 7)];
    const { planId } = await bench.plan([one, other]);
    rmSync(ctx.files.path(other.id));
    const both = [0, 1].map((index) => ({ index, partial: false }));
    expect(refusal(() => imports.commit(ctx, { planId, files: both })).code).toBe('file.not-found');
    expect(countAll(ctx.store.db)['observation_revision']).toBe(before + 1);
    expect(guards()).toEqual(installed);
    lock(ctx, { period: PERIOD, note: '' });
    const again = await bench.plan([monthly('市中区', 3)]);
    expect(refusal(() => commit(again.planId, true))).toEqual(LOCKED);
  });

  function monthly(unit: string, granted: number): FileRef {
    return bench.sheet(`${unit}.xlsx`, [
      ['2022年1—7月知识产权工作统计表'],
      [`填报单位：${unit}`],
      ['指标名称', '计量单位', '本年累计'],
      ['专利授权量', '件', granted],
    ]);
  }

  function commit(planId: string, partial: boolean): ReturnType<typeof imports.commit> {
    return imports.commit(bench.ctx, { planId, files: [{ index: 0, partial }] });
  }
});

test('who locked and reopened, when and why stays on record; locking twice and reopening nothing are refused', () => {
  const { ctx } = bench;
  lock(ctx, { period: PERIOD, note: '已印发' });
  expect(refusal(() => lock(ctx, { period: PERIOD, note: '' })).code).toBe('data.exists');
  reopen(ctx, { period: PERIOD, reason: '滕州市更正授权量' });
  expect(refusal(() => reopen(ctx, { period: PERIOD, reason: '再开一次' })).code).toBe('data.not-found');
  lock(ctx, { period: PERIOD, note: '更正后再锁定' });
  const { locks } = list(ctx, {});
  expect(locks.map((one) => [one.note, one.reopenReason])).toEqual([
    ['更正后再锁定', null],
    ['已印发', '滕州市更正授权量'],
  ]);
  expect(CALLS['locks.reopen'].params.safeParse({ period: PERIOD, reason: ' ' }).success).toBe(false);
  const log = history.activity(ctx, { limit: 10 }).entries.map((entry) => [entry.action, entry.detail]);
  expect(log).toContainEqual(['重新打开2022年1—7月', '滕州市更正授权量']);
});
