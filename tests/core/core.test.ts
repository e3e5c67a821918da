// The core over a real data folder: opening, steps back, two cores at once, the clock.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { joinEntry } from '../../electron/core/workbook/1-read/archive-path.js';
import { createPlan } from '../../electron/core/workbook/plan-store.js';
import { openTestStore, unitDraft } from '../helpers/memory-store.js';
import { call, CoreBench, QUIET_JOB, setUp, unitNames } from '../helpers/core-bench.js';

let bench: CoreBench;
beforeEach(() => {
  bench = new CoreBench();
});
afterEach(() => bench.close());

test('the connection that writes runs WAL, FULL and foreign keys, and nothing can rewrite the schema', async () => {
  const store = await openTestStore(bench.dataPath);
  expect(store.db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(store.db.pragma('synchronous', { simple: true })).toBe(2);
  expect(store.db.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(store.db.pragma('trusted_schema', { simple: true })).toBe(0);
  expect(() => store.db.exec("UPDATE sqlite_schema SET sql = ''")).toThrow();
  store.db.close();
});

test('a first start makes an empty store; the next one finds what was stored', async () => {
  const first = bench.start();
  expect((await call(first, 'system.status', {})).bureau).toBeNull();
  await setUp(first);
  await first.close();
  const second = bench.start();
  expect(await unitNames(second)).toEqual(['滕州市', '薛城区']);
  expect((await call(second, 'system.status', {})).startup.state).toBe('ready');
});

test('units and their population are founded as one step; a wrong population founds nothing', async () => {
  const core = bench.start();
  const bureau = { name: '枣庄市市场监督管理局', place: '枣庄市', level: 'city' as const, code: null };
  const units = [unitDraft('滕州市', 1), unitDraft('薛城区', 2)];
  const of = (unit: string, value: string) => ({ unit, year: 2021, value, source: '建立本单位时填写' });
  for (const [population, what] of [
    [of('薛城区', '0'), '薛城区2021年末的人口填的是“0”'],
    [of('山亭区', '40'), '填报单位“山亭区”'],
  ] as const) {
    const refused = await core.call('setup.create', { bureau, units, populations: [population] }, QUIET_JOB);
    expect(refused).toMatchObject({ ok: false, error: { params: { what: expect.stringContaining(what) as string } } });
    expect((await call(core, 'system.status', {})).bureau).toBeNull();
  }
  await call(core, 'setup.create', { bureau, units, populations: [of('薛城区', '45.5'), of('滕州市', '157.36')] });
  expect((await call(core, 'population.list', {})).populations.map(({ unit, value }) => [unit, value])).toEqual([
    ['滕州市', '157.36'],
    ['薛城区', '45.5'],
  ]);
  const { changes } = await call(core, 'history.list', { limit: 10 });
  // Nothing that could be taken back by itself and leave half a bureau.
  expect(changes).toMatchObject([{ label: '建立单位：枣庄市市场监督管理局', canUndo: false }]);
});

test('forty steps are taken back one by one, and come back one by one', async () => {
  const core = bench.start();
  await setUp(core);
  const names = Array.from({ length: 40 }, (_, index) => `单位${String(index).padStart(2, '0')}`);
  for (const [index, name] of names.entries())
    // oxlint-disable-next-line no-await-in-loop -- one step after the other
    await call(core, 'units.save', { id: null, unit: unitDraft(name, index + 3) });
  const take = async (way: 'undo' | 'redo'): Promise<string> => {
    const step = (await call(core, 'history.next', {}))[way];
    if (step === null) return '';
    return (await call(core, 'history.undo', { id: step.id })).label;
  };
  // oxlint-disable-next-line no-await-in-loop -- as above
  for (let index = 39; index >= 0; index -= 1)
    expect(await take('undo')).toContain(`单位${String(index).padStart(2, '0')}`);
  expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
  expect(await take('undo')).toBe('');
  // oxlint-disable-next-line no-await-in-loop -- as above
  for (let index = 0; index < 40; index += 1) expect(await take('redo')).toMatch(/^重做：/);
  expect(await take('redo')).toBe('');
  expect(await unitNames(core)).toEqual(['滕州市', '薛城区', ...names]);
});

test('the log names changed settings as their page does', async () => {
  const core = bench.start();
  await setUp(core);
  await call(core, 'settings.save', { smallBase: 20, denominator: 'own-year' });
  const { entries } = await call(core, 'activity.list', { limit: 1 });
  expect(entries).toMatchObject([{ action: '修改设置', detail: '人口分母、小基数' }]);
});

test('two cores over one folder do no harm to each other', async () => {
  const first = bench.start();
  await setUp(first);
  const second = bench.start();
  await call(second, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
  await call(first, 'units.save', { id: null, unit: unitDraft('市中区', 4) });
  expect(await unitNames(first)).toEqual(await unitNames(second));
  expect(await call(first, 'backup.check', {})).toEqual({ ok: true, problems: [] });
});

test('closing twice and calling after closing is answered, not thrown', async () => {
  const core = bench.start();
  await core.close();
  await core.close();
  expect(await core.call('units.list', {}, QUIET_JOB)).toMatchObject({ ok: false });
});

test('a clock that is behind what was done last is told, also after the next step', async () => {
  const core = bench.start();
  await setUp(core);
  expect((await call(core, 'system.status', {})).warning).toBe('');
  bench.clock = '2022-08-05T08:30:00.000Z';
  expect((await call(core, 'system.status', {})).warning).toBe('');
  bench.clock = '2016-01-01T01:00:00.000Z';
  await call(core, 'settings.save', { operator: '李四' });
  const { warning } = await call(core, 'system.status', {});
  expect(warning).toMatch(
    /电脑时间（201[56]-\d\d-\d\d \d\d:\d\d）早于最近的操作（2022-08-0\d \d\d:\d\d）.*请先校准电脑时间/,
  );
});

test('of what an earlier run was sent, files that a plan still needs stay, also inside an archive; the others go', async () => {
  const first = bench.start();
  await setUp(first);
  await first.close();
  const names = ['waits.xlsx', 'waits.zip', 'received.xlsx', 'cut-off'];
  const [waits, archive, ...others] = names.map((name) => join(bench.folder, name));
  for (const path of [waits!, archive!, ...others]) writeFileSync(path, 'bytes');
  const store = await openTestStore(bench.dataPath);
  createPlan(store, 'plan');
  const add = store.db.prepare(
    "INSERT INTO import_plan_file (plan_id, idx, path, header, cells) VALUES ('plan', ?, ?, '{}', x'')",
  );
  for (const [index, path] of [waits!, joinEntry(archive!, '一季度/薛城区.xlsx')].entries()) add.run(index, path);
  store.db.close();

  const second = bench.start({ leftUploads: [waits!, archive!, ...others] });
  await call(second, 'units.list', {});
  expect(readdirSync(bench.folder).filter((name) => names.includes(name))).toEqual(['waits.xlsx', 'waits.zip']);
});

test('files that wait are found again where the data folder was moved, also inside an archive', async () => {
  const first = bench.start();
  await setUp(first);
  await first.close();
  const store = await openTestStore(bench.dataPath);
  createPlan(store, 'plan');
  const add = store.db.prepare(
    "INSERT INTO import_plan_file (plan_id, idx, path, header, cells) VALUES ('plan', ?, ?, '{}', x'')",
  );
  const kept = ['/before/inbox/a1.xlsx', joinEntry('/before/inbox/b2.zip', '一季度/薛城区.xlsx'), '/desktop/c3.xlsx'];
  for (const [index, path] of kept.entries()) add.run(index, path);
  store.db.close();

  const [xlsx, archive] = ['a1.xlsx', 'b2.zip'].map((name) => join(bench.folder, name));
  for (const path of [xlsx!, archive!]) writeFileSync(path, 'bytes');
  const second = bench.start({ leftUploads: [xlsx!, archive!] });
  await call(second, 'units.list', {});
  await second.close();
  const after = new Database(bench.dataPath, { readonly: true });
  expect(after.prepare('SELECT path FROM import_plan_file ORDER BY idx').pluck().all()).toEqual([
    xlsx,
    joinEntry(archive!, '一季度/薛城区.xlsx'),
    '/desktop/c3.xlsx',
  ]);
  after.close();
});
