// After the program has said "imported", killing it loses nothing; before that, the file is wholly absent (reliability.md 1).

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { fullCheck, openDatabase } from '../../electron/core/store/open.js';
import { bundleForNode } from '../helpers/bundle.js';
import { addSampleUnits, openTestStore } from '../helpers/memory-store.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const ROUNDS = 20;
const ROWS = 400;

let writer: { path: string; remove(): void };
beforeAll(async () => {
  writer = await bundleForNode('tests/store/crash-writer.ts');
});
afterAll(() => writer.remove());

/**
 * Runs the writer and kills it `delayMs` after it is ready, or after its first change set (then a slow machine gets there too). Returns the
 * change sets that it said were stored.
 */
function runAndKill(path: string, delayMs: number, from: 'ready' | 'first'): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer.path, path, String(ROWS)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    let isArmed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (isArmed || (from === 'first' && !/^\d+\n/m.test(output))) return;
      isArmed = true;
      setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself: ${errors}`));
      // A line without its end was not said in full; everything before it was.
      else
        resolve(
          output
            .split('\n')
            .slice(0, -1)
            .filter((line) => line !== 'ready')
            .map(Number),
        );
    });
  });
}

test(`${ROUNDS} kills at random moments: every acknowledged change set is complete, every other one wholly absent`, async () => {
  const path = join(temporaryFolder(), 'ledger.sqlite');
  const store = await openTestStore(path);
  addSampleUnits(store);
  store.db.close();
  const said = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const id of await runAndKill(path, Math.random() * 150, round % 2 === 0 ? 'first' : 'ready')) said.add(id);
    const db = openDatabase(path);
    expect(fullCheck(db), `round ${round}`).toEqual([]);
    const sets = db
      .prepare(
        `SELECT c.id, count(r.id) AS n, coalesce(sum(r.value), 0) AS total FROM change_set c
         LEFT JOIN observation_revision r ON r.change_set_id = c.id WHERE c.kind = 'import' GROUP BY c.id`,
      )
      .all() as { id: number; n: number; total: number }[];
    const stored = new Map(sets.map((set) => [set.id, set]));
    for (const id of said) expect(stored.has(id), `round ${round}: ${id} was said to be stored`).toBe(true);
    for (const set of sets)
      expect(set, `round ${round}`).toEqual({
        id: set.id,
        n: ROWS,
        total: set.id * 1000 * ROWS + (ROWS * (ROWS + 1)) / 2,
      });
    // The projection shows exactly the newest change set, and nothing is half journaled or half logged.
    const newest = Math.max(0, ...stored.keys());
    const strays = db
      .prepare('SELECT count(*) FROM observation WHERE basis = 0 AND value NOT BETWEEN ? AND ?')
      .pluck()
      .get(newest * 1000 + 1, newest * 1000 + ROWS);
    expect(strays, `round ${round}`).toBe(0);
    expect(db.prepare('SELECT count(*) FROM activity_log').pluck().get()).toBe(
      db.prepare('SELECT count(*) FROM change_set').pluck().get(),
    );
    db.close();
  }
  expect(said.size).toBeGreaterThanOrEqual(ROUNDS / 2);
  // -wal and -shm of the last kill go with the file.
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
}, 120_000);
