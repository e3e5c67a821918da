// What still answers when the data cannot be opened, or are damaged while they are open, and the way out.

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Core, Job } from '../../electron/core/core.js';
import { DATA_FILE } from '../../electron/core/create-core.js';
import { LATEST_VERSION } from '../../electron/core/store/migrate.js';
import { AppError } from '../../shared/errors/app-error.js';
import { unitDraft } from '../helpers/memory-store.js';
import { call, CoreBench, QUIET_JOB, setUp, unitNames } from '../helpers/core-bench.js';

let bench: CoreBench;
beforeEach(() => {
  bench = new CoreBench();
});
afterEach(() => bench.close());

describe('data that cannot be opened', () => {
  async function prepared(): Promise<string> {
    const core = bench.start();
    await setUp(core);
    const backup = await call(core, 'backup.create', {});
    await core.close();
    return backup.id;
  }

  async function failure(core: Core): Promise<unknown> {
    const { startup, bureau } = await call(core, 'system.status', {});
    expect(startup.state).toBe('failed');
    expect(bureau).toBeNull();
    const reply = await core.call('units.list', {}, QUIET_JOB);
    expect(reply).toMatchObject({ ok: false, error: { code: startup.error!.code } });
    return startup.error!.code;
  }

  test('a backup copied over data of a program that was ended at once is not mixed with what that had not written out', async () => {
    const backup = await prepared();
    const running = bench.start();
    await call(running, 'units.save', { id: null, unit: unitDraft('峄城区', 3) });
    // As a computer that loses power leaves them.
    const [wal, copied] = [readFileSync(`${bench.dataPath}-wal`), readFileSync(join(bench.folder, 'backups', backup))];
    await running.close();
    writeFileSync(bench.dataPath, copied);
    writeFileSync(`${bench.dataPath}-wal`, wal);

    const core = bench.start();
    expect(await failure(core)).toBe('store.replaced');
    const result = await call(core, 'backup.restore', { id: backup });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(readFileSync(join(bench.folder, `${result.replacedSavedAs!}-wal`)).equals(wal)).toBe(true);
  });

  /** Leaves the files as a program that is ended at once after `work` does, and gives what they hold. */
  async function ended(work: (core: Core) => Promise<unknown>): Promise<{ file: Buffer; wal: Buffer }> {
    const running = bench.start();
    await work(running);
    const left = { file: readFileSync(bench.dataPath), wal: readFileSync(`${bench.dataPath}-wal`) };
    await running.close();
    writeFileSync(bench.dataPath, left.file);
    writeFileSync(`${bench.dataPath}-wal`, left.wal);
    return left;
  }

  const saveUnit = (core: Core, name: string, seq: number) =>
    call(core, 'units.save', { id: null, unit: unitDraft(name, seq) });

  /** Writes the -wal into the file, as SQLite does by itself now and then. */
  function checkpoint(): void {
    const other = new Database(bench.dataPath);
    other.pragma('wal_checkpoint(PASSIVE)');
    other.close();
  }

  const sessions: [string, (core: Core) => Promise<unknown>][] = [
    ['of the same day', (core) => saveUnit(core, '峄城区', 3)],
    [
      'from before the last time that all was written out',
      async (core) => {
        await saveUnit(core, '山亭区', 5);
        checkpoint();
        await saveUnit(core, '峄城区', 3);
      },
    ],
  ];

  test.each(sessions)(
    'an older copy of the data file, %s, is not mixed with what a program that was ended had not written out',
    async (_, work) => {
      await prepared();
      const first = bench.start();
      await saveUnit(first, '台儿庄区', 4);
      const older = readFileSync(bench.dataPath);
      await first.close();
      const { file, wal } = await ended(work);
      writeFileSync(bench.dataPath, older);

      const core = bench.start();
      expect(await failure(core)).toBe('store.replaced');
      await core.close();
      expect(readFileSync(bench.dataPath).equals(older)).toBe(true);
      expect(readFileSync(`${bench.dataPath}-wal`).equals(wal)).toBe(true);
      // What was there, put back, opens with all that was stored.
      writeFileSync(bench.dataPath, file);
      expect(await unitNames(bench.start())).toContain('峄城区');
    },
  );

  test('a program that is ended twice, and then after it has written out, opens with all that was stored', async () => {
    await prepared();
    await ended((core) => saveUnit(core, '峄城区', 3));
    const { wal } = await ended((core) => saveUnit(core, '台儿庄区', 4));
    checkpoint();
    // All of it is in the file as well, and it has not been begun anew.
    writeFileSync(`${bench.dataPath}-wal`, wal);
    expect(await unitNames(bench.start())).toEqual(['滕州市', '薛城区', '峄城区', '台儿庄区']);
  });

  const damages: [string, () => void][] = [
    ['not a database at all', () => writeFileSync(bench.dataPath, Buffer.alloc(9000, 7))],
    [
      'pages overwritten',
      () => {
        const bytes = readFileSync(bench.dataPath);
        bytes.fill(0xab, 4096, 4096 * 6);
        writeFileSync(bench.dataPath, bytes);
      },
    ],
    ['cut in the middle', () => truncateSync(bench.dataPath, 4096 * 3 + 100)],
    ['cut to nothing', () => truncateSync(bench.dataPath, 0)],
  ];

  test.each(damages)(
    '%s: says so, moves the bytes aside unchanged, and the backup brings all back',
    async (_name, damage) => {
      const backup = await prepared();
      damage();
      const bytes = readFileSync(bench.dataPath);
      const core = bench.start();
      expect(await failure(core)).toBe('store.damaged');
      expect(readFileSync(bench.dataPath).equals(bytes)).toBe(true);
      expect((await call(core, 'backup.list', {})).backups.map((one) => one.id)).toContain(backup);
      const result = await call(core, 'backup.restore', { id: backup });
      expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
      expect(readFileSync(join(bench.folder, result.replacedSavedAs!)).equals(bytes)).toBe(true);
      await call(core, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
    },
  );

  test('indexes that do not fit their table are found after an unclean end: an older copy of the file below a -wal that was left', async () => {
    await prepared();
    const db = new Database(bench.dataPath);
    const size = Number(db.pragma('page_size', { simple: true }));
    const index = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_reporting_unit_1'";
    const from = size * (Number(db.prepare(index).pluck().get()) - 1);
    db.close();
    const old = readFileSync(bench.dataPath).subarray(from, from + size);
    const running = bench.start();
    const { units } = await call(running, 'units.list', {});
    await call(running, 'units.save', { id: units[1]!.id, unit: unitDraft('薛城新区', 2) });
    await running.close();
    const killed = bench.start();
    await call(killed, 'settings.save', { operator: '张三' });
    const wal = readFileSync(`${bench.dataPath}-wal`);
    await killed.close();
    const bytes = readFileSync(bench.dataPath);
    old.copy(bytes, from);
    writeFileSync(bench.dataPath, bytes);
    writeFileSync(`${bench.dataPath}-wal`, wal);
    expect(await failure(bench.start())).toBe('store.damaged');
  });

  test('after an unclean end it is said why opening takes time; after a clean one nothing of the kind', async () => {
    await prepared();
    const states = (): string[] => bench.events.flatMap((one) => (one.type === 'startup' ? [one.startup.state] : []));
    bench.events = [];
    const killed = bench.start();
    await call(killed, 'settings.save', { operator: '张三' });
    expect(states()).toEqual(['opening', 'ready']);
    const [bytes, wal] = [readFileSync(bench.dataPath), readFileSync(`${bench.dataPath}-wal`)];
    await killed.close();
    writeFileSync(bench.dataPath, bytes);
    writeFileSync(`${bench.dataPath}-wal`, wal);
    bench.events = [];
    expect((await call(bench.start(), 'settings.get', {})).operator).toBe('张三');
    expect(states()).toEqual(['opening', 'checking', 'ready']);
  });

  test('a missing file is asked about, never replaced by an empty one, and a WAL left behind does not get into the restored one', async () => {
    const backup = await prepared();
    rmSync(bench.dataPath);
    writeFileSync(`${bench.dataPath}-wal`, Buffer.alloc(5000, 1));
    const core = bench.start();
    expect(await failure(core)).toBe('store.missing');
    expect(existsSync(bench.dataPath)).toBe(false);
    const result = await call(core, 'backup.restore', { id: backup });
    expect(result.replacedSavedAs).toContain('damaged');
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(await call(core, 'backup.check', {})).toEqual({ ok: true, problems: [] });
  });

  test('a restore that stops after the damaged file went aside puts it back: the next start would have missed it', async () => {
    const backup = await prepared();
    writeFileSync(bench.dataPath, 'no database at all');
    const core = bench.start();
    expect(await failure(core)).toBe('store.damaged');
    const stopped: Job = {
      ...QUIET_JOB,
      step: ({ done }) => {
        if (done === 2) throw new AppError('job.cancelled');
      },
    };
    const reply = await core.call('backup.restore', { id: backup }, stopped);
    expect(reply).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
    expect(readFileSync(bench.dataPath, 'utf8')).toBe('no database at all');
    expect(readdirSync(bench.folder).filter((name) => /damaged|incoming/.test(name))).toEqual([]);
    expect(await failure(core)).toBe('store.damaged');
    await call(core, 'backup.restore', { id: backup });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
  });

  test('a newer file is refused with both versions and stays as it is', async () => {
    await prepared();
    const db = new Database(bench.dataPath);
    db.pragma(`user_version = ${LATEST_VERSION + 5}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(bench.dataPath);
    const core = bench.start();
    expect(await failure(core)).toBe('store.newer-version');
    expect(readFileSync(bench.dataPath).equals(bytes)).toBe(true);
  });

  test('a file where the data folder should be is said at once', async () => {
    const path = join(bench.folder, 'file');
    writeFileSync(path, 'x');
    const core = bench.start({ dataDir: path });
    expect(await failure(core)).toBe('store.read-only');
    const inside = bench.start({ dataDir: join(path, 'deeper') });
    expect(await failure(inside)).toBe('store.read-only');
  });

  test('a file that comes back is opened on request; a request changes nothing while it is away or open', async () => {
    await prepared();
    const away = `${bench.dataPath}.away`;
    renameSync(bench.dataPath, away);
    const core = bench.start();
    expect(await failure(core)).toBe('store.missing');
    expect(await call(core, 'system.reopen', {})).toEqual({ state: 'failed' });
    expect(existsSync(bench.dataPath)).toBe(false);
    renameSync(away, bench.dataPath);
    bench.events = [];
    const twice = await Promise.all([call(core, 'system.reopen', {}), call(core, 'system.reopen', {})]);
    expect(twice.map((answer) => answer.state)).toContain('ready');
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(bench.events.some((event) => event.type === 'data-changed' && event.topics.includes('values'))).toBe(true);
    await call(core, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
    expect(await call(core, 'system.reopen', {})).toEqual({ state: 'ready' });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区', '山亭区']);
  });

  test('a directory in place of the data file is said and left alone', async () => {
    mkdirSync(bench.dataPath);
    const core = bench.start();
    expect((await call(core, 'system.status', {})).startup.state).toBe('failed');
    expect(readdirSync(bench.folder)).toContain(DATA_FILE);
  });
});

test('small files beside the data that are broken do not block them', async () => {
  const first = bench.start();
  await setUp(first);
  await first.close();
  writeFileSync(join(bench.folder, 'data-file.present'), Buffer.alloc(100));
  // On a busy machine there is a log already: of calls that were slow.
  rmSync(join(bench.folder, 'log'), { recursive: true, force: true });
  mkdirSync(join(bench.folder, 'log', 'core.log'), { recursive: true });
  rmSync(join(bench.folder, 'outbox'), { recursive: true, force: true });
  const core = bench.start();
  expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
});

test('damage that a write runs into stops all writing, and the backup is the way out', async () => {
  const core = bench.start();
  await setUp(core);
  const backup = await call(core, 'backup.create', {});
  // What SQLite answers when it meets a damaged page in the middle of a transaction.
  const damaged = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
  vi.spyOn(Database.prototype, 'transaction').mockImplementationOnce(() => {
    throw damaged;
  });
  const reply = await core.call('units.save', { id: null, unit: unitDraft('山亭区', 3) }, QUIET_JOB);
  expect(reply).toMatchObject({ ok: false, error: { code: 'store.damaged' } });
  expect(await core.call('units.list', {}, QUIET_JOB)).toMatchObject({ ok: false, error: { code: 'store.damaged' } });
  await call(core, 'backup.restore', { id: backup.id });
  expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
});

test('damage found while working stops writing and leads to the way out', async () => {
  const core = bench.start();
  await setUp(core);
  const backup = await call(core, 'backup.create', {});
  await core.close();
  const again = bench.start({ now: () => bench.clock });
  await unitNames(again);
  // The file changes under the open program: what a failing disk does.
  const bytes = readFileSync(bench.dataPath);
  bytes.fill(0xcd, 100);
  writeFileSync(bench.dataPath, bytes);
  let code = '';
  for (const [name, params] of [
    ['backup.check', {}],
    ['values.list', { period: '2022-07' }],
    ['activity.list', { limit: 10 }],
    ['units.save', { id: null, unit: unitDraft('山亭区', 3) }],
  ] as const) {
    const reply = await again.call(name, params, QUIET_JOB);
    if (!reply.ok) code ||= reply.error.code;
  }
  if (code === '') return; // all pages were still in memory: nothing was read from the file
  expect(code).toBe('store.damaged');
  expect((await call(again, 'system.status', {})).startup.state).toBe('failed');
  await call(again, 'backup.restore', { id: backup.id });
  expect(await unitNames(again)).toEqual(['滕州市', '薛城区']);
});
