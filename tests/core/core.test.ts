// The core over a real data folder: opening, backups, restore, and what still answers when the data cannot be opened.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createBackup, listBackups, rotateBackups } from '../../electron/core/backup/backup.js';
import type { Core, CoreOptions, Job } from '../../electron/core/core.js';
import { createCore, DATA_FILE } from '../../electron/core/create-core.js';
import { LATEST_VERSION } from '../../electron/core/store/migrate.js';
import { fullCheck, openDatabase } from '../../electron/core/store/open.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { CallName, Params, Result } from '../../shared/contract/index.js';
import type { HostEvent } from '../../shared/contract/envelope.js';
import { forkChannel } from '../../electron/core/workbook/1-read/fork-channel.js';
import { bundleForNode } from '../helpers/bundle.js';
import { countAll } from '../helpers/dump.js';
import { addSampleUnits, addValues, openTestStore, unitDraft } from '../helpers/memory-store.js';
import { IDLE_HOST } from '../helpers/idle-host.js';

let folder: string;
let cores: Core[];
let clock: string;
let events: HostEvent[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ip-ledger-core-'));
  cores = [];
  events = [];
  clock = '2022-08-05T09:00:00.000Z';
});
afterEach(async () => {
  for (const core of cores) await core.close();
  rmSync(folder, { recursive: true, force: true });
});

const dataPath = (): string => join(folder, DATA_FILE);
const job: Job = { step: () => undefined, isCancelled: () => false, signal: new AbortController().signal };

function start(changes: Partial<CoreOptions> = {}): Core {
  const core = createCore({
    dataDir: folder,
    sampleDir: null,
    version: '0.0.0',
    now: () => clock,
    host: IDLE_HOST,
    emit: (event) => events.push(event),
    ...changes,
  });
  cores.push(core);
  return core;
}

async function call<K extends CallName>(core: Core, name: K, params: Params<K>): Promise<Result<K>> {
  const reply = await core.call(name, params, job);
  if (!reply.ok) throw Object.assign(new Error(`${name}: ${reply.error.code} ${reply.error.detail}`), reply.error);
  return reply.value as Result<K>;
}

async function setUp(core: Core): Promise<void> {
  await call(core, 'setup.create', {
    bureau: { name: '枣庄市市场监督管理局', place: '枣庄市', level: 'city', code: '370400' },
    units: [unitDraft('滕州市', 1), unitDraft('薛城区', 2)],
  });
}

const unitNames = async (core: Core): Promise<string[]> =>
  (await call(core, 'units.list', {})).units.map((unit) => unit.name);

test('the connection that writes runs WAL, FULL and foreign keys, and nothing can rewrite the schema', async () => {
  const store = await openTestStore(dataPath());
  expect(store.db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(store.db.pragma('synchronous', { simple: true })).toBe(2);
  expect(store.db.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(store.db.pragma('trusted_schema', { simple: true })).toBe(0);
  expect(() => store.db.exec("UPDATE sqlite_schema SET sql = ''")).toThrow();
  store.db.close();
});

test('a first start makes an empty store; the next one finds what was stored', async () => {
  const first = start();
  expect((await call(first, 'system.status', {})).bureau).toBeNull();
  await setUp(first);
  await first.close();
  const second = start();
  expect(await unitNames(second)).toEqual(['滕州市', '薛城区']);
  expect((await call(second, 'system.status', {})).startup.state).toBe('ready');
});

test('units and their population are founded as one step; a wrong population founds nothing', async () => {
  const core = start();
  const bureau = { name: '枣庄市市场监督管理局', place: '枣庄市', level: 'city' as const, code: null };
  const units = [unitDraft('滕州市', 1), unitDraft('薛城区', 2)];
  const of = (unit: string, value: string) => ({ unit, year: 2021, value, source: '建立本单位时填写' });
  for (const [population, what] of [
    [of('薛城区', '0'), '薛城区2021年末的人口填的是“0”'],
    [of('山亭区', '40'), '填报单位“山亭区”'],
  ] as const) {
    const refused = await core.call('setup.create', { bureau, units, populations: [population] }, job);
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
  const core = start();
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

test('two cores over one folder do no harm to each other', async () => {
  const first = start();
  await setUp(first);
  const second = start();
  await call(second, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
  await call(first, 'units.save', { id: null, unit: unitDraft('市中区', 4) });
  expect(await unitNames(first)).toEqual(await unitNames(second));
  expect(await call(first, 'backup.check', {})).toEqual({ ok: true, problems: [] });
});

test('closing twice and calling after closing is answered, not thrown', async () => {
  const core = start();
  await core.close();
  await core.close();
  expect(await core.call('units.list', {}, job)).toMatchObject({ ok: false });
});

test('the backup of the day is made beside the reading of a command, and before anything is written', async () => {
  const first = start();
  await setUp(first);
  await first.close();
  const path = join(folder, '表.xlsx');
  writeFileSync(path, 'no workbook');
  const asked: number[] = [];
  const backups = (): number => (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')).length : 0);
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
  const command = start({ isForPage: false, host: { spawnParser, printPdf: () => Promise.reject(new Error('none')) } });
  // As a message from another thread comes.
  await wait(60);
  const file = command.registerFile(path, '表.xlsx', 11);
  const { files } = await call(command, 'import.run', { files: [file], period: null, accept: true });
  expect(files.map(({ status }) => status)).toEqual(['refused']);
  expect(asked).toEqual([0]);
  await command.close();

  // Any other call finds the backup made; a command that asks for nothing has one too.
  rmSync(join(folder, 'backups'), { recursive: true });
  const other = start({ isForPage: false });
  expect(await unitNames(other)).toEqual(['滕州市', '薛城区']);
  expect(backups()).toBeGreaterThan(0);
  await other.close();
  rmSync(join(folder, 'backups'), { recursive: true });
  await start({ isForPage: false }).close();
  expect(backups()).toBeGreaterThan(0);
});

test('a clock that is behind what was done last is told, also after the next step', async () => {
  const core = start();
  await setUp(core);
  expect((await call(core, 'system.status', {})).warning).toBe('');
  clock = '2022-08-05T08:30:00.000Z';
  expect((await call(core, 'system.status', {})).warning).toBe('');
  clock = '2016-01-01T01:00:00.000Z';
  await call(core, 'settings.save', { operator: '李四' });
  const { warning } = await call(core, 'system.status', {});
  expect(warning).toMatch(
    /电脑时间（201[56]-\d\d-\d\d \d\d:\d\d）早于最近的操作（2022-08-0\d \d\d:\d\d）.*请先校准电脑时间/,
  );
});

describe('backups', () => {
  test('hold what is only in the WAL, while the store is open and never checkpointed', async () => {
    const store = await openTestStore(dataPath());
    store.db.pragma('wal_autocheckpoint = 0');
    addSampleUnits(store);
    const backup = await createBackup(store.db, folder, clock, 'manual');
    expect(backup.units).toBe(7);
    const files = readdirSync(join(folder, 'backups'));
    expect(files.toSorted()).toEqual([backup.id, `${backup.id}.json`]);
    const copy = openDatabase(join(folder, 'backups', backup.id), { readonly: true });
    expect(countAll(copy)).toEqual(countAll(store.db));
    expect(fullCheck(copy)).toEqual([]);
    copy.close();
    store.db.close();
  });

  test('of an emptied store never push out the last full one', async () => {
    const store = await openTestStore(dataPath());
    addSampleUnits(store);
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 1, 薛城区: 2, 山亭区: 3, 市中区: 4 } });
    const full = await createBackup(store.db, folder, '2022-08-01T09:00:00.000Z', 'daily');
    store.db.exec('DELETE FROM observation');
    for (let day = 2; day <= 31; day += 1) {
      const at = `2022-08-${String(day).padStart(2, '0')}T09:00:00.000Z`;
      rotateBackups(folder, 5, (await createBackup(store.db, folder, at, 'daily')).id);
    }
    const left = listBackups(folder);
    expect(left).toHaveLength(6);
    expect(left.at(-1)).toMatchObject({ id: full.id, observations: 11 });
    store.db.close();
  });

  test('one that was just made stays where the clock was set back and it looks like the oldest', async () => {
    const store = await openTestStore(dataPath());
    addSampleUnits(store);
    for (let day = 1; day <= 3; day += 1)
      rotateBackups(folder, 3, (await createBackup(store.db, folder, `2026-08-0${day}T09:00:00.000Z`, 'daily')).id);
    const made = await createBackup(store.db, folder, '2016-01-01T09:00:00.000Z', 'manual');
    rotateBackups(folder, 3, made.id);
    expect(listBackups(folder).map(({ createdAt }) => createdAt.slice(0, 10))).toEqual([
      '2026-08-03',
      '2026-08-02',
      '2026-08-01',
      '2016-01-01',
    ]);
    store.db.close();
  });

  test('what a cut off backup, rotation or restore left is gone after the next start, and nothing else', async () => {
    const first = start();
    await setUp(first);
    const made = await call(first, 'backup.create', {});
    await first.close();
    const left = ['20200101-000000000-daily.sqlite.part', '20200101-000000000-daily.sqlite.part-journal'];
    for (const name of [...left, '20200102-000000000-daily.sqlite.json'])
      writeFileSync(join(folder, 'backups', name), 'half');
    writeFileSync(join(folder, `${DATA_FILE}.incoming`), 'half');
    expect(await unitNames(start())).toEqual(['滕州市', '薛城区']);
    expect(readdirSync(join(folder, 'backups')).toSorted()).toEqual([made.id, `${made.id}.json`]);
    expect(readdirSync(folder)).not.toContain(`${DATA_FILE}.incoming`);
  });

  test('are made once a day at the start, and a folder that cannot take one does not keep the officer out', async () => {
    const first = start();
    await setUp(first);
    await first.close();
    clock = '2022-08-06T09:00:00.000Z';
    const second = start();
    const { backups } = await call(second, 'backup.list', {});
    expect(backups.map((backup) => backup.reason)).toEqual(['daily']);
    await second.close();
    await start().call('system.status', {}, job);
    expect(listBackups(folder)).toHaveLength(1);
    rmSync(join(folder, 'backups'), { recursive: true });
    writeFileSync(join(folder, 'backups'), 'a file in the way');
    clock = '2022-08-07T09:00:00.000Z';
    const third = start();
    expect(await unitNames(third)).toEqual(['滕州市', '薛城区']);
    expect(await call(third, 'backup.list', {})).toMatchObject({ backups: [] });
    const reply = await third.call('backup.create', {}, job);
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'store.backup-failed', params: { why: '同名的文件已存在' } },
    });
  });

  test('a broken description beside a backup is read from the copy; a broken backup is listed and not restored', async () => {
    const core = start();
    await setUp(core);
    const good = await call(core, 'backup.create', {});
    writeFileSync(join(folder, 'backups', `${good.id}.json`), '{"observations": "many"');
    writeFileSync(join(folder, 'backups', '20200101-000000000-manual.sqlite'), 'no database');
    const { backups } = await call(core, 'backup.list', {});
    expect(backups[0]).toEqual(good);
    expect(backups[1]).toMatchObject({ observations: -1 });
    const before = await unitNames(core);
    const reply = await core.call('backup.restore', { id: '20200101-000000000-manual.sqlite' }, job);
    expect(reply).toMatchObject({ ok: false, error: { code: 'store.backup-damaged' } });
    expect(await unitNames(core)).toEqual(before);
    const escape = await core.call('backup.restore', { id: `../${DATA_FILE}` }, job);
    expect(escape).toMatchObject({ ok: false, error: { code: 'data.not-found' } });
  });
});

describe('a restore', () => {
  test('brings the former data back, saves the present ones first, and can itself be undone', async () => {
    const core = start();
    await setUp(core);
    const backup = await call(core, 'backup.create', {});
    await call(core, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
    events = [];
    const result = await call(core, 'backup.restore', { id: backup.id });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(events.some((event) => event.type === 'data-changed' && event.topics.includes('values'))).toBe(true);
    await call(core, 'units.save', { id: null, unit: unitDraft('写得进去', 3) });
    await call(core, 'backup.restore', { id: result.replacedSavedAs! });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区', '山亭区']);
    expect(await call(core, 'backup.check', {})).toEqual({ ok: true, problems: [] });
    expect(readdirSync(folder).filter((name) => name.includes('incoming') || name.includes('damaged'))).toEqual([]);
  });

  test('of a file from another computer puts it beside the own backups, checked, and no rotation takes it away', async () => {
    const core = start();
    await setUp(core);
    const made = await call(core, 'backup.create', {});
    const taken = await call(core, 'backup.export', { id: made.id });
    expect(taken.name).toBe(`知产台账备份-${made.id}`);
    const path = core.filePath(taken.id);
    const other = start({ dataDir: join(folder, 'another computer') });
    const saved = other.registerFile(path, taken.name, statSync(path).size);
    const backup = await call(other, 'backup.adopt', { file: saved });
    expect(backup).toMatchObject({ reason: 'file', createdAt: made.createdAt, units: 2 });
    expect((await call(other, 'backup.list', {})).backups).toEqual([backup]);
    rotateBackups(join(folder, 'another computer'), 0, '');
    await call(other, 'backup.restore', { id: backup.id });
    expect(await unitNames(other)).toEqual(['滕州市', '薛城区']);
  });

  test.each([
    ['no data file at all', 'no database', 'store.backup-damaged'],
    ['a data file of another program', null, 'store.backup-damaged'],
    ['a data file of a newer program', LATEST_VERSION + 1, 'store.newer-version'],
  ])('of %s is refused and leaves nothing behind', async (_name, content, code) => {
    const core = start();
    await setUp(core);
    const path = join(folder, 'file.sqlite');
    if (typeof content === 'string') writeFileSync(path, content);
    else if (content === null) new Database(path).exec('CREATE TABLE other (id INTEGER)').close();
    else {
      const made = await call(core, 'backup.create', {});
      renameSync(join(folder, 'backups', made.id), path);
      rmSync(join(folder, 'backups', `${made.id}.json`));
      const newer = new Database(path);
      newer.pragma(`user_version = ${content}`);
      newer.close();
    }
    const file = core.registerFile(path, '别处的文件.sqlite', statSync(path).size);
    const reply = await core.call('backup.adopt', { file }, job);
    expect(reply).toMatchObject({ ok: false, error: { code } });
    if (!reply.ok && code === 'store.backup-damaged') expect(reply.error.params).toEqual({ name: '别处的文件.sqlite' });
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  });

  test('takes away the table that a page keeps: the numbers of the backup are shown', async () => {
    const core = start();
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
    const core = start();
    await setUp(core);
    const backup = await call(core, 'backup.create', {});
    const copy = new Database(join(folder, 'backups', backup.id));
    copy.pragma(`user_version = ${LATEST_VERSION + 1}`);
    copy.close();
    const reply = await core.call('backup.restore', { id: backup.id }, job);
    expect(reply).toMatchObject({ ok: false, error: { code: 'store.newer-version' } });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
  });
});

describe('data that cannot be opened', () => {
  async function prepared(): Promise<string> {
    const core = start();
    await setUp(core);
    const backup = await call(core, 'backup.create', {});
    await core.close();
    return backup.id;
  }

  async function failure(core: Core): Promise<unknown> {
    const { startup, bureau } = await call(core, 'system.status', {});
    expect(startup.state).toBe('failed');
    expect(bureau).toBeNull();
    const reply = await core.call('units.list', {}, job);
    expect(reply).toMatchObject({ ok: false, error: { code: startup.error!.code } });
    return startup.error!.code;
  }

  const damages: [string, () => void][] = [
    ['not a database at all', () => writeFileSync(dataPath(), Buffer.alloc(9000, 7))],
    [
      'pages overwritten',
      () => {
        const bytes = readFileSync(dataPath());
        bytes.fill(0xab, 4096, 4096 * 6);
        writeFileSync(dataPath(), bytes);
      },
    ],
    ['cut in the middle', () => truncateSync(dataPath(), 4096 * 3 + 100)],
    ['cut to nothing', () => truncateSync(dataPath(), 0)],
  ];

  test.each(damages)(
    '%s: says so, moves the bytes aside unchanged, and the backup brings all back',
    async (_name, damage) => {
      const backup = await prepared();
      damage();
      const bytes = readFileSync(dataPath());
      const core = start();
      expect(await failure(core)).toBe('store.damaged');
      expect(readFileSync(dataPath()).equals(bytes)).toBe(true);
      expect((await call(core, 'backup.list', {})).backups.map((one) => one.id)).toContain(backup);
      const result = await call(core, 'backup.restore', { id: backup });
      expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
      expect(readFileSync(join(folder, result.replacedSavedAs!)).equals(bytes)).toBe(true);
      await call(core, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
    },
  );

  test('a missing file is asked about, never replaced by an empty one, and a WAL left behind does not get into the restored one', async () => {
    const backup = await prepared();
    rmSync(dataPath());
    writeFileSync(`${dataPath()}-wal`, Buffer.alloc(5000, 1));
    const core = start();
    expect(await failure(core)).toBe('store.missing');
    expect(existsSync(dataPath())).toBe(false);
    const result = await call(core, 'backup.restore', { id: backup });
    expect(result.replacedSavedAs).toContain('damaged');
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(await call(core, 'backup.check', {})).toEqual({ ok: true, problems: [] });
  });

  test('a restore that stops after the damaged file went aside puts it back: the next start would have missed it', async () => {
    const backup = await prepared();
    writeFileSync(dataPath(), 'no database at all');
    const core = start();
    expect(await failure(core)).toBe('store.damaged');
    const stopped: Job = {
      ...job,
      step: ({ done }) => {
        if (done === 2) throw new AppError('job.cancelled');
      },
    };
    const reply = await core.call('backup.restore', { id: backup }, stopped);
    expect(reply).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
    expect(readFileSync(dataPath(), 'utf8')).toBe('no database at all');
    expect(readdirSync(folder).filter((name) => /damaged|incoming/.test(name))).toEqual([]);
    expect(await failure(core)).toBe('store.damaged');
    await call(core, 'backup.restore', { id: backup });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
  });

  test('a newer file is refused with both versions and stays as it is', async () => {
    await prepared();
    const db = new Database(dataPath());
    db.pragma(`user_version = ${LATEST_VERSION + 5}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(dataPath());
    const core = start();
    expect(await failure(core)).toBe('store.newer-version');
    expect(readFileSync(dataPath()).equals(bytes)).toBe(true);
  });

  test('a file where the data folder should be is said at once', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'x');
    const core = start({ dataDir: path });
    expect(await failure(core)).toBe('store.read-only');
    const inside = start({ dataDir: join(path, 'deeper') });
    expect(await failure(inside)).toBe('store.read-only');
  });

  test('a file that comes back is opened on request; a request changes nothing while it is away or open', async () => {
    await prepared();
    const away = `${dataPath()}.away`;
    renameSync(dataPath(), away);
    const core = start();
    expect(await failure(core)).toBe('store.missing');
    expect(await call(core, 'system.reopen', {})).toEqual({ state: 'failed' });
    expect(existsSync(dataPath())).toBe(false);
    renameSync(away, dataPath());
    events = [];
    const twice = await Promise.all([call(core, 'system.reopen', {}), call(core, 'system.reopen', {})]);
    expect(twice.map((answer) => answer.state)).toContain('ready');
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(events.some((event) => event.type === 'data-changed' && event.topics.includes('values'))).toBe(true);
    await call(core, 'units.save', { id: null, unit: unitDraft('山亭区', 3) });
    expect(await call(core, 'system.reopen', {})).toEqual({ state: 'ready' });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区', '山亭区']);
  });

  test('a directory in place of the data file is said and left alone', async () => {
    mkdirSync(dataPath());
    const core = start();
    expect((await call(core, 'system.status', {})).startup.state).toBe('failed');
    expect(readdirSync(folder)).toContain(DATA_FILE);
  });
});

test('small files beside the data that are broken do not block them', async () => {
  const first = start();
  await setUp(first);
  await first.close();
  writeFileSync(join(folder, 'data-file.present'), Buffer.alloc(100));
  mkdirSync(join(folder, 'log', 'core.log'), { recursive: true });
  rmSync(join(folder, 'outbox'), { recursive: true, force: true });
  const core = start();
  expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
});

test('damage that a write runs into stops all writing, and the backup is the way out', async () => {
  const core = start();
  await setUp(core);
  const backup = await call(core, 'backup.create', {});
  // What SQLite answers when it meets a damaged page in the middle of a transaction.
  const damaged = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
  vi.spyOn(Database.prototype, 'transaction').mockImplementationOnce(() => {
    throw damaged;
  });
  const reply = await core.call('units.save', { id: null, unit: unitDraft('山亭区', 3) }, job);
  expect(reply).toMatchObject({ ok: false, error: { code: 'store.damaged' } });
  expect(await core.call('units.list', {}, job)).toMatchObject({ ok: false, error: { code: 'store.damaged' } });
  await call(core, 'backup.restore', { id: backup.id });
  expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
});

test('damage found while working stops writing and leads to the way out', async () => {
  const core = start();
  await setUp(core);
  const backup = await call(core, 'backup.create', {});
  await core.close();
  const again = start({ now: () => clock });
  await unitNames(again);
  // The file changes under the open program: what a failing disk does.
  const bytes = readFileSync(dataPath());
  bytes.fill(0xcd, 100);
  writeFileSync(dataPath(), bytes);
  let code = '';
  for (const [name, params] of [
    ['backup.check', {}],
    ['values.list', { period: '2022-07' }],
    ['activity.list', { limit: 10 }],
    ['units.save', { id: null, unit: unitDraft('山亭区', 3) }],
  ] as const) {
    const reply = await again.call(name, params, job);
    if (!reply.ok) code ||= reply.error.code;
  }
  if (code === '') return; // all pages were still in memory: nothing was read from the file
  expect(code).toBe('store.damaged');
  expect((await call(again, 'system.status', {})).startup.state).toBe('failed');
  await call(again, 'backup.restore', { id: backup.id });
  expect(await unitNames(again)).toEqual(['滕州市', '薛城区']);
});

test('an import on the first start of a day reads while the backup is made, and writes after it', async () => {
  const first = start();
  await setUp(first);
  await call(first, 'units.save', { id: null, unit: unitDraft('峄城区', 3) });
  await first.close();
  clock = '2022-08-06T09:00:00.000Z';
  const entry = await bundleForNode('electron/core/workbook/1-read/parse-process.ts');
  try {
    const second = start({
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
    expect(daily).toMatchObject({ reason: 'daily', createdAt: clock, units: 3, observations: 0 });
    expect((await call(second, 'values.list', { period: '2022-07' })).values.length).toBeGreaterThan(20);
  } finally {
    entry.remove();
  }
});
