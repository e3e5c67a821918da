// The data file is copied over, or exchanged for another one, while the program runs: nothing is mixed, nothing is written into what
// lies there now, and the officer is told and chooses.

import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Core } from '../../electron/core/core.js';
import { call, CoreBench, QUIET_JOB, setUp, unitNames } from '../helpers/core-bench.js';
import { unitDraft } from '../helpers/memory-store.js';

let bench: CoreBench;
beforeEach(() => {
  bench = new CoreBench();
});
afterEach(() => bench.close());

/** A copy beside the data, as a backup is or as a closed program leaves them. */
async function otherData(kind: 'backup' | 'data file'): Promise<string> {
  const other = join(bench.folder, 'other.sqlite');
  const core = bench.start();
  await setUp(core);
  if (kind === 'backup') copyFileSync(join(bench.folder, 'backups', (await call(core, 'backup.create', {})).id), other);
  await core.close();
  if (kind === 'data file') copyFileSync(bench.dataPath, other);
  const later = bench.start();
  await call(later, 'settings.save', { operator: '张三' });
  await later.close();
  return other;
}

const addUnit = (core: Core, name: string, order: number) =>
  core.call('units.save', { id: null, unit: unitDraft(name, order) }, QUIET_JOB);

const told = { ok: false, error: { code: 'store.exchanged' } };

// Windows copies over no open file, and exchanges none.
describe.skipIf(process.platform === 'win32').each(['backup', 'data file'] as const)('by a %s', (kind) => {
  const ways: [string, (other: string) => void][] = [
    ['copied over', (other) => copyFileSync(other, bench.dataPath)],
    ['put in its place', (other) => renameSync(other, bench.dataPath)],
  ];

  test.each(ways)('%s: what lies there stays as it is, and opens at the next try', async (way, exchange) => {
    const other = await otherData(kind);
    const bytes = readFileSync(other);
    const core = bench.start();
    for (let n = 3; n < 6; n += 1) expect(await addUnit(core, `第${n}区`, n)).toMatchObject({ ok: true });
    exchange(other);

    expect(await core.call('units.list', {}, QUIET_JOB)).toMatchObject(told);
    expect(await addUnit(core, '峄城区', 90)).toMatchObject(told);
    expect((await call(core, 'system.status', {})).startup).toMatchObject({ state: 'failed', error: told.error });
    expect(readFileSync(bench.dataPath).equals(bytes)).toBe(true);
    // What was there goes aside; where it could still be read whole, as a backup.
    expect(readdirSync(bench.folder).filter((name) => name.includes('.replaced-'))).toHaveLength(1);
    const saved = (await call(core, 'backup.list', {})).backups.filter(({ reason }) => reason === 'restore');
    expect(saved.map(({ units }) => units)).toEqual(way === 'copied over' ? [] : [5]);

    expect(await call(core, 'system.reopen', {})).toEqual({ state: 'ready' });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
    expect(await call(core, 'backup.check', {})).toEqual({ ok: true, problems: [] });
  });
});

test.skipIf(process.platform === 'win32')('closing writes nothing into a copy that nobody has noticed', async () => {
  const other = await otherData('data file');
  const core = bench.start();
  await addUnit(core, '峄城区', 3);
  copyFileSync(other, bench.dataPath);
  await core.close();
  expect(readFileSync(bench.dataPath).equals(readFileSync(other))).toBe(true);
  expect(await unitNames(bench.start())).toEqual(['滕州市', '薛城区']);
});

test.skipIf(process.platform === 'win32')('data that were cut to nothing are not taken for new ones', async () => {
  const core = bench.start();
  await setUp(core);
  writeFileSync(bench.dataPath, '');
  expect(await addUnit(core, '峄城区', 3)).toMatchObject(told);
  expect(await call(core, 'system.reopen', {})).toEqual({ state: 'failed' });
  expect((await call(core, 'system.status', {})).startup.error?.code).toBe('store.damaged');
});

test.skipIf(process.platform === 'win32')(
  'a data file that is kept elsewhere, under a link, is found there by all of it',
  async () => {
    const other = await otherData('data file');
    const elsewhere = join(bench.folder, 'elsewhere');
    mkdirSync(elsewhere);
    renameSync(bench.dataPath, join(elsewhere, 'kept.sqlite'));
    symlinkSync(join(elsewhere, 'kept.sqlite'), bench.dataPath);
    const core = bench.start();
    const backup = await call(core, 'backup.create', {});
    await addUnit(core, '峄城区', 3);
    await call(core, 'backup.restore', { id: backup.id });
    expect(lstatSync(bench.dataPath).isSymbolicLink()).toBe(true);
    await addUnit(core, '山亭区', 3);
    copyFileSync(other, bench.dataPath);
    expect(await addUnit(core, '市中区', 4)).toMatchObject(told);
    expect(readFileSync(join(elsewhere, 'kept.sqlite')).equals(readFileSync(other))).toBe(true);
    expect(await call(core, 'system.reopen', {})).toEqual({ state: 'ready' });
    expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
  },
);

test.skipIf(process.platform === 'win32')(
  'a folder that cannot even be looked at is answered for, and read from',
  async () => {
    const core = bench.start();
    await setUp(core);
    renameSync(bench.folder, `${bench.folder}-away`);
    symlinkSync(bench.folder, bench.folder);
    try {
      expect(await addUnit(core, '峄城区', 3)).toMatchObject({ ok: false, error: { code: 'store.unreachable' } });
      expect(await core.call('units.list', {}, QUIET_JOB)).toMatchObject({ ok: true });
    } finally {
      rmSync(bench.folder);
      renameSync(`${bench.folder}-away`, bench.folder);
    }
    expect(await addUnit(core, '峄城区', 3)).toMatchObject({ ok: true });
  },
);

test.skipIf(process.platform === 'win32')('nothing is opened beside what is still being left', async () => {
  const other = await otherData('data file');
  const core = bench.start();
  await addUnit(core, '峄城区', 3);
  renameSync(other, bench.dataPath);
  const answers = await Promise.all([
    core.call('units.list', {}, QUIET_JOB),
    core.call('system.reopen', {}, QUIET_JOB),
    core.call('units.list', {}, QUIET_JOB),
  ]);
  expect(answers[0]).toMatchObject(told);
  expect(answers[1]).toMatchObject({ ok: true, value: { state: 'ready' } });
  expect(await unitNames(core)).toEqual(['滕州市', '薛城区']);
  expect(await call(core, 'backup.check', {})).toEqual({ ok: true, problems: [] });
});
