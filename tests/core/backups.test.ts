// Backups of a real data folder, made by hand and once a day, and the restore of one.

import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createBackup, listBackups, rotateBackups } from '../../electron/core/backup/backup.js';
import { DATA_FILE } from '../../electron/core/create-core.js';
import { LATEST_VERSION } from '../../electron/core/store/migrate.js';
import { fullCheck, openDatabase } from '../../electron/core/store/open.js';
import { forkChannel } from '../../electron/core/workbook/1-read/fork-channel.js';
import { bundleForNode } from '../helpers/bundle.js';
import { countAll } from '../helpers/dump.js';
import { addSampleUnits, addValues, openTestStore, unitDraft } from '../helpers/memory-store.js';
import { call, CoreBench, QUIET_JOB, setUp, unitNames } from '../helpers/core-bench.js';

let bench: CoreBench;
beforeEach(() => {
  bench = new CoreBench();
});
afterEach(() => bench.close());

test('the backup of the day is made beside the reading of a command, and before anything is written', async () => {
  const first = bench.start();
  await setUp(first);
  await first.close();
  const path = join(bench.folder, '表.xlsx');
  writeFileSync(path, 'no workbook');
  const asked: number[] = [];
  const backups = (): number =>
    existsSync(join(bench.folder, 'backups')) ? readdirSync(join(bench.folder, 'backups')).length : 0;
  let answer: (message: unknown) => void = () => undefined;
  const post = (message: unknown): void => {
    asked.push(backups());
    const { id } = message as { id: number };
    const error = { code: 'file.kind-unknown', params: { name: '表.xlsx' }, detail: '' };
    // Not before the backup is there: it does not wait for the file.
    const timer = setInterval(() => {
      if (backups() === 0) return;
      clearInterval(timer);
      answer({ id, kind: 'error', error });
    }, 5);
  };
  const spawnParser = () => ({
    post,
    onMessage: (callback: (message: unknown) => void) => (answer = callback),
    onExit: () => undefined,
    kill: () => undefined,
  });
  const command = bench.start({
    isForPage: false,
    host: { spawnParser, printPdf: () => Promise.reject(new Error('none')) },
  });
  // As a message from another thread comes.
  await wait(60);
  const file = command.registerFile(path, '表.xlsx', 11);
  const { files } = await call(command, 'import.run', { files: [file], period: null, accept: true });
  expect(files.map(({ status }) => status)).toEqual(['refused']);
  expect(asked).toEqual([0]);
  await command.close();

  // Any other call finds the backup made; a command that asks for nothing has one too.
  rmSync(join(bench.folder, 'backups'), { recursive: true });
  const other = bench.start({ isForPage: false });
  expect(await unitNames(other)).toEqual(['滕州市', '薛城区']);
  expect(backups()).toBeGreaterThan(0);
  await other.close();
  rmSync(join(bench.folder, 'backups'), { recursive: true });
  await bench.start({ isForPage: false }).close();
  expect(backups()).toBeGreaterThan(0);
});

describe('backups', () => {
  test('hold what is only in the WAL, while the store is open and never checkpointed', async () => {
    const store = await openTestStore(bench.dataPath);
    store.db.pragma('wal_autocheckpoint = 0');
    addSampleUnits(store);
    const backup = await createBackup(store.db, bench.folder, bench.clock, 'manual');
    expect(backup.units).toBe(7);
    const files = readdirSync(join(bench.folder, 'backups'));
    expect(files.toSorted()).toEqual([backup.id, `${backup.id}.json`]);
    const copy = openDatabase(join(bench.folder, 'backups', backup.id), { readonly: true });
    expect(countAll(copy)).toEqual(countAll(store.db));
    expect(fullCheck(copy)).toEqual([]);
    copy.close();
    store.db.close();
  });

  test('of an emptied store never push out the last full one', async () => {
    const store = await openTestStore(bench.dataPath);
    addSampleUnits(store);
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 1, 薛城区: 2, 山亭区: 3, 市中区: 4 } });
    const full = await createBackup(store.db, bench.folder, '2022-08-01T09:00:00.000Z', 'daily');
    store.db.exec('DELETE FROM observation');
    for (let day = 2; day <= 31; day += 1) {
      const at = `2022-08-${String(day).padStart(2, '0')}T09:00:00.000Z`;
      rotateBackups(bench.folder, 5, (await createBackup(store.db, bench.folder, at, 'daily')).id);
    }
    const left = listBackups(bench.folder);
    expect(left).toHaveLength(6);
    expect(left.at(-1)).toMatchObject({ id: full.id, observations: 11 });
    store.db.close();
  });

  test('one that was just made stays where the clock was set back and it looks like the oldest', async () => {
    const store = await openTestStore(bench.dataPath);
    addSampleUnits(store);
    for (let day = 1; day <= 3; day += 1)
      rotateBackups(
        bench.folder,
        3,
        (await createBackup(store.db, bench.folder, `2026-08-0${day}T09:00:00.000Z`, 'daily')).id,
      );
    const made = await createBackup(store.db, bench.folder, '2016-01-01T09:00:00.000Z', 'manual');
    rotateBackups(bench.folder, 3, made.id);
    expect(listBackups(bench.folder).map(({ createdAt }) => createdAt.slice(0, 10))).toEqual([
      '2026-08-03',
      '2026-08-02',
      '2026-08-01',
      '2016-01-01',
    ]);
    store.db.close();
  });

  test('what a cut off backup, rotation or restore left is gone after the next start, and nothing else', async () => {
    const first = bench.start();
    await setUp(first);
    const made = await call(first, 'backup.create', {});
    await first.close();
    const left = ['20200101-000000000-daily.sqlite.part', '20200101-000000000-daily.sqlite.part-journal'];
    for (const name of [...left, '20200102-000000000-daily.sqlite.json'])
      writeFileSync(join(bench.folder, 'backups', name), 'half');
    writeFileSync(join(bench.folder, `${DATA_FILE}.incoming`), 'half');
    expect(await unitNames(bench.start())).toEqual(['滕州市', '薛城区']);
    expect(readdirSync(join(bench.folder, 'backups')).toSorted()).toEqual([made.id, `${made.id}.json`]);
    expect(readdirSync(bench.folder)).not.toContain(`${DATA_FILE}.incoming`);
  });

  test('are made once a day at the start, and a folder that cannot take one does not keep the officer out', async () => {
    const first = bench.start();
    await setUp(first);
    await first.close();
    bench.clock = '2022-08-06T09:00:00.000Z';
    const second = bench.start();
    const { backups } = await call(second, 'backup.list', {});
    expect(backups.map((backup) => backup.reason)).toEqual(['daily']);
    await second.close();
    await bench.start().call('system.status', {}, QUIET_JOB);
    expect(listBackups(bench.folder)).toHaveLength(1);
    rmSync(join(bench.folder, 'backups'), { recursive: true });
    writeFileSync(join(bench.folder, 'backups'), 'a file in the way');
    bench.clock = '2022-08-07T09:00:00.000Z';
    const third = bench.start();
    expect(await unitNames(third)).toEqual(['滕州市', '薛城区']);
    expect(await call(third, 'backup.list', {})).toMatchObject({ backups: [] });
    const reply = await third.call('backup.create', {}, QUIET_JOB);
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'store.backup-failed', params: { why: '同名的文件已存在' } },
    });
  });

  test('a broken description beside a backup is read from the copy; a broken backup is listed and not restored', async () => {
    const core = bench.start();
    await setUp(core);
    const good = await call(core, 'backup.create', {});
    writeFileSync(join(bench.folder, 'backups', `${good.id}.json`), '{"observations": "many"');
    writeFileSync(join(bench.folder, 'backups', '20200101-000000000-manual.sqlite'), 'no database');
    const { backups } = await call(core, 'backup.list', {});
    expect(backups[0]).toEqual(good);
    expect(backups[1]).toMatchObject({ observations: -1 });
    const before = await unitNames(core);
    const reply = await core.call('backup.restore', { id: '20200101-000000000-manual.sqlite' }, QUIET_JOB);
    expect(reply).toMatchObject({ ok: false, error: { code: 'store.backup-damaged' } });
    expect(await unitNames(core)).toEqual(before);
    const escape = await core.call('backup.restore', { id: `../${DATA_FILE}` }, QUIET_JOB);
    expect(escape).toMatchObject({ ok: false, error: { code: 'data.not-found' } });
  });
});

describe('a restore', () => {
  test('brings the former data back, saves the present ones first, and can itself be undone', async () => {
    const core = bench.start();
    await setUp(core);
    const backup = await call(core, 'backup.create', {});
    await call(core, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
    bench.events = [];
    const result = await call(core, 'backup.restore', { id: backup.id });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(bench.events.some((event) => event.type === 'data-changed' && event.topics.includes('values'))).toBe(true);
    await call(core, 'units.save', { id: null, unit: unitDraft('写得进去', 3) });
    await call(core, 'backup.restore', { id: result.replacedSavedAs! });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区', '山亭区']);
    expect(await call(core, 'backup.check', {})).toEqual({ ok: true, problems: [] });
    expect(readdirSync(bench.folder).filter((name) => name.includes('incoming') || name.includes('damaged'))).toEqual(
      [],
    );
  });

  test('of a file from another computer puts it beside the own backups, checked, and no rotation takes it away', async () => {
    const core = bench.start();
    await setUp(core);
    const made = await call(core, 'backup.create', {});
    const taken = await call(core, 'backup.export', { id: made.id });
    expect(taken.name).toBe(`知产台账备份-${made.id}`);
    const path = core.filePath(taken.id);
    const other = bench.start({ dataDir: join(bench.folder, 'another computer') });
    const saved = other.registerFile(path, taken.name, statSync(path).size);
    const backup = await call(other, 'backup.adopt', { file: saved });
    expect(backup).toMatchObject({ reason: 'file', createdAt: made.createdAt, units: 2 });
    expect((await call(other, 'backup.list', {})).backups).toEqual([backup]);
    rotateBackups(join(bench.folder, 'another computer'), 0, '');
    await call(other, 'backup.restore', { id: backup.id });
    expect(await unitNames(other)).toEqual(['滕州市', '薛城区']);
  });

  test.each([
    ['no data file at all', 'no database', 'store.backup-damaged'],
    ['a data file of another program', null, 'store.backup-damaged'],
    ['a data file of a newer program', LATEST_VERSION + 1, 'store.newer-version'],
  ])('of %s is refused and leaves nothing behind', async (_name, content, code) => {
    const core = bench.start();
    await setUp(core);
    const path = join(bench.folder, 'file.sqlite');
    if (typeof content === 'string') writeFileSync(path, content);
    else if (content === null) new Database(path).exec('CREATE TABLE other (id INTEGER)').close();
    else {
      const made = await call(core, 'backup.create', {});
      renameSync(join(bench.folder, 'backups', made.id), path);
      rmSync(join(bench.folder, 'backups', `${made.id}.json`));
      const newer = new Database(path);
      newer.pragma(`user_version = ${content}`);
      newer.close();
    }
    const file = core.registerFile(path, '别处的文件.sqlite', statSync(path).size);
    const reply = await core.call('backup.adopt', { file }, QUIET_JOB);
    expect(reply).toMatchObject({ ok: false, error: { code } });
    if (!reply.ok && code === 'store.backup-damaged') expect(reply.error.params).toEqual({ name: '别处的文件.sqlite' });
    expect(readdirSync(join(bench.folder, 'backups'))).toEqual([]);
  });

  test('takes away the table that a page keeps: the numbers of the backup are shown', async () => {
    const core = bench.start();
    await setUp(core);
    const unitId = (await call(core, 'units.list', {})).units[0]!.id;
    const type = (text: string): Promise<unknown> =>
      call(core, 'values.save', {
        period: '2022-07',
        reason: '更正',
        cells: [{ unitId, code: 'C06', basis: 'ytd', text }],
      });
    const shown = (known: string | null) =>
      call(core, 'tables.show', { name: 'monthly-summary', period: '2022-07', options: {}, known });
    await type('168');
    const backup = await call(core, 'backup.create', {});
    await type('170');
    const { mark } = await shown(null);
    expect((await shown(mark)).table).toBeNull();
    await call(core, 'backup.restore', { id: backup.id });
    const texts = (await shown(mark)).table!.rows.flatMap((row) => row.texts);
    expect(texts).toContain('168');
    expect(texts).not.toContain('170');
  });

  test('of a backup from a newer program is refused while the data still open', async () => {
    const core = bench.start();
    await setUp(core);
    const backup = await call(core, 'backup.create', {});
    const copy = new Database(join(bench.folder, 'backups', backup.id));
    copy.pragma(`user_version = ${LATEST_VERSION + 1}`);
    copy.close();
    const reply = await core.call('backup.restore', { id: backup.id }, QUIET_JOB);
    expect(reply).toMatchObject({ ok: false, error: { code: 'store.newer-version' } });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
  });
});

test('an import on the first start of a day reads while the backup is made, and writes after it', async () => {
  const first = bench.start();
  await setUp(first);
  await call(first, 'units.save', { id: null, unit: unitDraft('峄城区', 3) });
  await first.close();
  bench.clock = '2022-08-06T09:00:00.000Z';
  const entry = await bundleForNode('electron/core/workbook/1-read/parse-process.ts');
  try {
    const second = bench.start({
      host: { spawnParser: () => forkChannel(entry.path), printPdf: () => Promise.reject(new Error('no printer')) },
    });
    const name = '峄城区.xlsx';
    const path = join(import.meta.dirname, '..', 'fixtures', 'zaozhuang-2022-07', 'districts', name);
    const file = second.registerFile(path, name, statSync(path).size);
    const asked = call(second, 'import.run', { files: [file], period: null, accept: true });
    const { files, stored } = await asked;
    expect(files[0]!.reason).toBe('');
    expect(stored).toBeGreaterThan(20);
    const [daily] = (await call(second, 'backup.list', {})).backups;
    expect(daily).toMatchObject({ reason: 'daily', createdAt: bench.clock, units: 3, observations: 0 });
    expect((await call(second, 'values.list', { period: '2022-07' })).values.length).toBeGreaterThan(20);
  } finally {
    entry.remove();
  }
});
