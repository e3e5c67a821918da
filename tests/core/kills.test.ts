// The program killed while it upgrades, restores, undoes or backs up: the next start is sound, exactly before or exactly after, what was
// said to be done is done, each backup can be trusted, and nothing is left lying about.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { backupFolder, createBackup, describeBackup } from '../../electron/core/backup/backup.js';
import { DATA_FILE } from '../../electron/core/create-core.js';
import { LATEST_VERSION, schemaVersion } from '../../electron/core/store/migrate.js';
import { fullCheck, openDatabase } from '../../electron/core/store/open.js';
import { bundleForNode } from '../helpers/bundle.js';
import { dump } from '../helpers/dump.js';
import { addSampleMonth, addSampleUnits, addValues, openTestStore } from '../helpers/memory-store.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

/** Of each kind; the first runs to its end and tells how long it takes here. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 4);
/** Ten times and more what they take: a busy machine is none that hangs. */
const LIMIT_MS = 180_000 + ROUNDS * 15_000;

let program: { path: string; remove(): void };
beforeAll(async () => {
  program = await bundleForNode('tests/core/killed-core.ts');
});
afterAll(() => program.remove());

/** Ends it `delayMs` after it began, or where null when it is done. Returns whether it had said so, and after what time. */
function runAndKill(args: string[], delayMs: number | null): Promise<{ hasAnswered: boolean; ms: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program.path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    let began = 0;
    let ms = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (began === 0) {
        began = performance.now();
        if (delayMs !== null) setTimeout(() => child.kill('SIGKILL'), delayMs);
      }
      if (!/^begin\n.+\n/.test(output)) return;
      ms = performance.now() - began;
      if (delayMs === null) child.kill('SIGKILL');
    });
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL' || !/^begin\n(done\n)?$/.test(output)) reject(new Error(`ended by itself: ${output}`));
      else resolve({ hasAnswered: output.endsWith('done\n'), ms });
    });
  });
}

interface Kept {
  version: number;
  rows: ReturnType<typeof dump>;
}
function look(folder: string): Kept {
  const db = openDatabase(join(folder, DATA_FILE));
  try {
    expect(fullCheck(db)).toEqual([]);
    return { version: schemaVersion(db), rows: dump(db) };
  } finally {
    db.close();
  }
}

/** A bureau with its month; then a backup; then one more value. */
async function makeBureau(folder: string): Promise<{ backup: string; lastStep: number }> {
  mkdirSync(folder);
  const store = await openTestStore(join(folder, DATA_FILE));
  addSampleUnits(store);
  addSampleMonth(store);
  const { id } = await createBackup(store.db, folder, '2022-08-05T08:00:00.000Z', 'daily');
  addValues(store, '2022-06', 'ytd', { C06: { 滕州市: 4, 薛城区: 5, 山亭区: 6 } });
  const lastStep = store.db.prepare('SELECT max(id) FROM change_set').pluck().get() as number;
  store.db.close();
  return { backup: id, lastStep };
}

async function killAgainAndAgain(home: string, base: string, call: [string, string]): Promise<void> {
  const folder = join(home, 'run');
  const begin = (): string[] => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(base, folder, { recursive: true });
    return [folder, ...call];
  };
  // As the next start finds it: an upgrade that was cut off is done then.
  const restart = async (): Promise<Kept> => {
    await runAndKill([folder, 'system.status', '{}'], null);
    return look(folder);
  };
  begin();
  const before = await restart();
  const whole = await runAndKill(begin(), null);
  const after = await restart();
  for (let round = 1; round < ROUNDS; round += 1) {
    const { hasAnswered } = await runAndKill(begin(), whole.ms * (round - 1 + Math.random()) * (1.2 / (ROUNDS - 1)));
    look(folder);
    const found = await restart();
    if (hasAnswered) expect(found).toEqual(after);
    else expect([before, after]).toContainEqual(found);
    for (const name of readdirSync(backupFolder(folder)).filter((one) => one.endsWith('.sqlite')))
      describeBackup(join(backupFolder(folder), name));
    const left = [...readdirSync(folder), ...readdirSync(backupFolder(folder))];
    expect(left.filter((name) => /part|incoming/.test(name))).toEqual([]);
  }
  expect(after.version).toBe(LATEST_VERSION);
}

test.each(['restore', 'undo', 'backup'])(
  'killed during %s',
  async (kind) => {
    const home = temporaryFolder();
    const base = join(home, 'base');
    const { backup, lastStep } = await makeBureau(base);
    const calls: Record<string, [string, string]> = {
      restore: ['backup.restore', JSON.stringify({ id: backup })],
      undo: ['history.undo', JSON.stringify({ id: lastStep })],
      backup: ['backup.create', '{}'],
    };
    await killAgainAndAgain(home, base, calls[kind]!);
  },
  LIMIT_MS,
);

test(
  'killed during the upgrade of a file of an earlier version',
  async () => {
    const home = temporaryFolder();
    const base = join(home, 'base');
    mkdirSync(join(base, 'backups'), { recursive: true });
    const packed = join(import.meta.dirname, '..', 'fixtures', 'data-files', 'schema-15.sqlite.gz');
    writeFileSync(join(base, DATA_FILE), gunzipSync(readFileSync(packed)));
    await killAgainAndAgain(home, base, ['units.list', '{}']);
  },
  LIMIT_MS,
);
