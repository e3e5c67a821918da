// The command line's import, killed in the middle: whole files or nothing of them, what was answered is all there, and the same
// command once more completes the rest.

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openDatabase, fullCheck } from '../../electron/core/store/open.js';
import { saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { settleBatches } from '../../electron/core/workbook/6-commit/receive.js';
import { createStore } from '../../electron/core/store/store.js';
import { bundleForNode } from '../helpers/bundle.js';
import { openTestStore, unitDraft } from '../helpers/memory-store.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const UNITS = 9;
const MONTHS = 12;
/** More than one transaction takes (workbook/run-handler.ts), so that kills fall between two as well as inside. */
const FILES = UNITS * MONTHS;
const NAMES = ['专利授权量', '发明专利授权量', '商标注册量', '专利申请量'];
/** Each with last year beside it. */
const PER_FILE = NAMES.length * 2;
const ROUNDS = 5;

let importer: { path: string; remove(): void };
beforeAll(async () => {
  importer = await bundleForNode('tests/store/crash-importer.ts');
});
afterAll(() => importer.remove());

function writeReports(folder: string, year: number): void {
  mkdirSync(folder);
  for (let unit = 1; unit <= UNITS; unit += 1)
    for (let month = 1; month <= MONTHS; month += 1) {
      const value = (n: number): number => 1000 * month + 10 * unit + (n === 1 ? 1 : n + 2);
      const rows = NAMES.map((name, n) => `${name},${value(n)},${value(n) - 1}`);
      const lines = [`第${unit}区${year}年1-${month}月统计表`, '指标,本期,去年同期', ...rows];
      writeFileSync(join(folder, `${unit}-${month}.csv`), `${lines.join('\n')}\n`);
    }
}

/**
 * Ends it as soon as it is heard to receive the file of this number, or where null after it said that all is stored. By its progress,
 * not by a time: how long receiving takes is another thing from one run to the next. Returns whether it had said that all is stored.
 */
function runAndKill(path: string, folder: string, atFile: number | null): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [importer.path, path, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const received = output.split('receiving\n').length - 1;
      if (atFile === null ? output.includes('stored ') : received >= atFile) child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the importer ended by itself: ${errors}`));
      else resolve(/^stored \d+\n/m.test(output));
    });
  });
}

/** What stands of each file, by its name; a part of a file is an error. */
function filesIn(db: Database.Database, year: number): string[] {
  const rows = db
    .prepare(
      `SELECT f.file, f.stored, length(o.bytes) > 0 AS kept, count(DISTINCT s.id) AS submissions,
         (SELECT count(*) FROM observation_revision r WHERE r.change_set_id = f.change_set_id) AS revisions,
         (SELECT count(*) FROM claim c WHERE c.change_set_id = f.change_set_id) AS claims
       FROM import_file f JOIN original_file o ON o.sha256 = f.sha256 JOIN submission s ON s.import_file_id = f.id
       WHERE s.period BETWEEN ? AND ? GROUP BY f.id ORDER BY f.id`,
    )
    .all(year * 100, year * 100 + 99) as { file: string }[];
  for (const row of rows)
    expect(row).toEqual({
      file: row.file,
      stored: PER_FILE,
      kept: 1,
      submissions: 1,
      revisions: NAMES.length,
      claims: NAMES.length,
    });
  return rows.map((row) => row.file);
}

test(`${ROUNDS} kills while import.run receives: whole files or none, and once more completes it`, async () => {
  const home = temporaryFolder();
  const path = join(home, 'ledger.sqlite');
  const store = await openTestStore(path);
  write(store, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
    saveBureau(store, { name: '示例市知识产权局', place: '示例市', level: 'city', code: null });
    for (let n = 1; n <= UNITS; n += 1) saveUnit(store, null, unitDraft(`第${n}区`, n));
  });
  store.db.close();
  let partly = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // Every second year, so that no last year's column meets a stored value.
    const year = 2002 + 2 * round;
    const folder = join(home, String(year));
    writeReports(folder, year);
    // One whole run; the others end by chance in the first quarter of the files, in the second and so on.
    const killAt = round === 0 ? null : Math.ceil((FILES * (round - 1 + Math.random())) / (ROUNDS - 1));
    const hasAnswered = await runAndKill(path, folder, killAt);
    const db = openDatabase(path);
    expect(fullCheck(db), `round ${round}`).toEqual([]);
    const there = filesIn(db, year);
    expect(new Set(there).size).toBe(there.length);
    if (hasAnswered) expect(there).toHaveLength(FILES);
    // Groups of a hundred are stored at once.
    expect([0, 100, FILES], `round ${round}`).toContain(there.length);
    if (there.length < FILES) partly += 1;
    expect(db.prepare('SELECT count(*) FROM activity_log').pluck().get()).toBe(
      db.prepare('SELECT count(*) FROM change_set').pluck().get(),
    );
    // Opened again, the import records name what there is.
    settleBatches(
      createStore(
        db,
        path,
        () => '2026-01-01T00:00:00.000Z',
        () => undefined,
      ),
    );
    const batches = db
      .prepare(
        'SELECT b.label, count(f.id) AS files FROM import_batch b LEFT JOIN import_file f ON f.batch_id = b.id GROUP BY b.id',
      )
      .all() as { label: string; files: number }[];
    for (const { label, files } of batches) expect(label).toBe(`导入${files}个文件`);
    db.close();
    if (there.length === FILES) continue;
    expect(await runAndKill(path, folder, null)).toBe(true);
    const after = openDatabase(path);
    const values = after
      .prepare('SELECT count(*) AS n, sum(value) AS total FROM observation WHERE period BETWEEN ? AND ? AND basis = 0')
      .get(year * 100, year * 100 + 99);
    // 1000 m + 10 u + 2, 1, 4, 5 over all months, units and names.
    expect(values).toEqual({
      n: FILES * NAMES.length,
      total: NAMES.length * (1000 * 78 * UNITS + 10 * ((UNITS * (UNITS + 1)) / 2) * MONTHS) + 12 * FILES,
    });
    // What the first run had stored is the same now: no second link in any chain.
    const revised = after
      .prepare('SELECT count(*) FROM observation_revision WHERE no > 1 AND period BETWEEN ? AND ?')
      .pluck()
      .get(year * 100, year * 100 + 99);
    expect(revised).toBe(0);
    after.close();
  }
  expect(partly).toBeGreaterThan(0);
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
}, 240_000);
