// The monthly summary of 100 units × 80 indicators over 240 months of stored data, in a file store: what an officer waits
// for when opening 汇总表; beside it the same question to the sqlite3 command line and to DuckDB, and the size of the file beside the
// smallest table that holds the values (peers.ts says how to have them). Prints times; stops where an answer is not there. Run
// bundled, as the program is (summary.bench.mjs): imports of a test runner cost more than the arithmetic.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import type { Store } from '../../electron/core/store/store.js';
import { addTarget } from '../../electron/core/store/target-store.js';
import { saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { computeFacts } from '../../electron/core/statistics/service.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { tableToCsv } from '../../electron/core/tables/to-csv.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
import { tableToXlsx } from '../../electron/core/tables/to-xlsx.js';
import { addMonths, BASES, periodToInt } from '../../shared/model/period.js';
import { openTestStore, unitDraft } from '../helpers/memory-store.js';
import { hasSqliteShell, loadPeer, median, NOT_CHECKED } from './peers.js';

const UNITS = 100;
const INDICATORS = 80;
const MONTHS = 240;
const FIRST = '2003-01';
const LAST = addMonths(FIRST, MONTHS - 1);

const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-bench-'));
let store: Store;

function check(isRight: boolean): void {
  if (!isRight) throw new Error('an answer is not there');
}

async function fill(): Promise<void> {
  const path = join(folder, 'ledger.sqlite');
  store = await openTestStore(path);
  const unitIds = write(store, { kind: 'setup', label: '建立单位', operator: '', topics: ['units'] }, () => {
    saveBureau(store, { name: '某省知识产权局', place: '某省', level: 'province', code: '370000' });
    return Array.from({ length: UNITS }, (_, index) =>
      saveUnit(store, null, unitDraft(`填报单位${String(index + 1).padStart(3, '0')}`, index + 1)),
    );
  });
  const indicators = listIndicators(store)
    .filter((indicator) => indicator.kind !== 'ratio' && indicator.category !== 'base')
    .slice(0, INDICATORS);
  const started = performance.now();
  const insert = store.db.prepare('INSERT INTO observation VALUES (?, ?, ?, ?, 0, ?)');
  store.db.transaction(() => {
    for (let month = 0; month < MONTHS; month += 1) {
      const period = addMonths(FIRST, month);
      for (const indicator of indicators) {
        const basis = BASES.indexOf(indicator.kind === 'flow' ? 'ytd' : 'asof');
        for (const unitId of unitIds)
          insert.run(
            periodToInt(period),
            indicator.id,
            basis,
            unitId,
            1 + ((unitId * 7919 + indicator.id * 31 + month) % 99_991),
          );
      }
    }
  })();
  const source = { importFileId: null, sheet: null, cell: null, text: null, sourceMeasure: null };
  write(store, { kind: 'targets', label: '下达目标', operator: '', topics: ['values'] }, (changeSetId) => {
    for (const indicator of indicators)
      if (indicator.kind === 'flow')
        for (const unitId of unitIds)
          addTarget(store, changeSetId, { year: 2022, indicatorId: indicator.id, unitId, value: 50_000 }, source);
  });
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  print(`stored ${indicators.length * UNITS * MONTHS} values`, started, `, ${megabytesOf(path).toFixed(1)} MB`);
}

const megabytesOf = (path: string): number => statSync(path).size / 1e6;

function print(what: string, started: number, rest = ''): void {
  console.log(`${what}: ${(performance.now() - started).toFixed(0)} ms${rest}`);
}

const ROUNDS = 7;

/** Medians of seven after as many to warm up; the first round is printed too. */
async function warm(what: string, work: () => unknown): Promise<number> {
  const times: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    await work();
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1000);
  }
  const ms = median(times.slice(ROUNDS));
  const cpu = median(processor.slice(ROUNDS));
  console.log(`${what}: ${ms.toFixed(0)} ms (processor ${cpu.toFixed(0)} ms; first ${times[0]!.toFixed(0)} ms)`);
  return ms;
}

/** Value, last year, rank among the units and target of every unit and indicator: what the peers are asked below. */
function yearSummary(): number {
  const facts = computeFacts({ store, settings: DEFAULT_SETTINGS }, LAST);
  let sum = 0;
  for (const { hasValues, units } of facts.indicators)
    if (hasValues)
      for (const fact of units.values())
        sum +=
          Number(fact.exact?.n ?? 0) +
          Number(fact.lastYearExact?.n ?? 0) +
          (fact.rank ?? 0) +
          Number(fact.target?.n ?? 0);
  return sum;
}

/** Year summary with last year, rank and target in the store. */
async function ownSummary(): Promise<void> {
  check(yearSummary() > 0);
  await warm('year summary with last year, rank and target', yearSummary);
  await warm('  with change, completion and share of each as well', () => {
    const facts = computeFacts({ store, settings: DEFAULT_SETTINGS }, LAST);
    for (const { hasValues, units } of facts.indicators)
      if (hasValues)
        for (const fact of units.values())
          if (
            fact.rank === -1 ||
            fact.change.kind === undefined ||
            fact.progress.status === undefined ||
            fact.share === undefined
          )
            throw new Error('never');
  });
}

const QUERY = `SELECT c.unit_id, c.indicator_id, c.value, p.value, rank() OVER (PARTITION BY c.indicator_id ORDER BY c.value DESC), t.value
  FROM observation c
  LEFT JOIN observation p ON p.period = c.period - 100 AND p.indicator_id = c.indicator_id AND p.basis = c.basis AND p.unit_id = c.unit_id
  LEFT JOIN target t ON t.year = c.period / 100 AND t.indicator_id = c.indicator_id AND t.unit_id = c.unit_id
  WHERE c.period = ${periodToInt(LAST)} ORDER BY c.unit_id, c.indicator_id`;

/** The same question to the sqlite3 command line over this very file. */
function sqliteShell(): void {
  if (!hasSqliteShell()) {
    console.log(`sqlite3 command line: ${NOT_CHECKED}`);
    return;
  }
  const input = `.timer on\n.output /dev/null\n${`${QUERY};\n`.repeat(ROUNDS)}`;
  const { stdout } = spawnSync('sqlite3', [store.path], { input, encoding: 'utf8' });
  const times = [...stdout.matchAll(/Run Time: real ([\d.]+)/g)].map(([, seconds]) => Number(seconds) * 1000);
  check(times.length === ROUNDS);
  console.log(`sqlite3 command line: ${median(times).toFixed(0)} ms`);
}

/** The same question to DuckDB. */
async function duckDb(): Promise<void> {
  interface Connection {
    run(sql: string): Promise<unknown>;
    createAppender(table: string): Promise<{
      appendInteger(value: number): void;
      appendBigInt(value: bigint): void;
      endRow(): void;
      closeSync(): void;
    }>;
    runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  }
  const duck = await loadPeer<{
    DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
  }>('@duckdb/node-api');
  if (duck === null) {
    console.log(`DuckDB: ${NOT_CHECKED}`);
    return;
  }
  const path = join(folder, 'duck.db');
  const connection = await (await duck.DuckDBInstance.create(path)).connect();
  await connection.run(
    'CREATE TABLE observation (period INTEGER, indicator_id INTEGER, basis INTEGER, unit_id INTEGER, value BIGINT)',
  );
  await connection.run('CREATE TABLE target (year INTEGER, indicator_id INTEGER, unit_id INTEGER, value BIGINT)');
  for (const [table, sql] of [
    ['observation', 'SELECT period, indicator_id, basis, unit_id, value FROM observation'],
    ['target', 'SELECT year, indicator_id, unit_id, value FROM target'],
  ] as const) {
    const appender = await connection.createAppender(table);
    for (const row of store.db.prepare(sql).raw().iterate() as Iterable<number[]>) {
      row.forEach((value, index) =>
        index === row.length - 1 ? appender.appendBigInt(BigInt(value)) : appender.appendInteger(value),
      );
      appender.endRow();
    }
    appender.closeSync();
  }
  await connection.run('CHECKPOINT');
  // Integers: 202212 / 100 would be a decimal there.
  const query = QUERY.replace('c.period / 100', 'c.period // 100');
  let rows = 0;
  await warm('DuckDB', async () => {
    rows = (await connection.runAndReadAll(query)).getRows().length;
  });
  check(rows === UNITS * INDICATORS);
  console.log(`  ${megabytesOf(path).toFixed(1)} MB`);
}

/** Size of the file beside the smallest table of SQLite. */
function fileSize(): void {
  const path = join(folder, 'smallest.sqlite');
  const smallest = new Database(path);
  smallest.exec(
    `CREATE TABLE obs (y INTEGER, m INTEGER, i INTEGER, d INTEGER, v REAL, PRIMARY KEY (y, m, i, d)) WITHOUT ROWID;
     CREATE TABLE target (y INTEGER, i INTEGER, d INTEGER, v REAL, PRIMARY KEY (y, i, d)) WITHOUT ROWID`,
  );
  smallest.transaction(() => {
    const insert = smallest.prepare('INSERT INTO obs VALUES (?, ?, ?, ?, ?)');
    for (const [period, indicator, unit, value] of store.db
      .prepare('SELECT period, indicator_id, unit_id, value FROM observation')
      .raw()
      .iterate() as Iterable<[number, number, number, number]>)
      insert.run(Math.floor(period / 100), period % 100, indicator, unit, value);
  })();
  smallest.close();
  const [ours, theirs] = [megabytesOf(store.path), megabytesOf(path)];
  console.log(
    `size: ${ours.toFixed(1)} MB, everything in it; the values alone as WITHOUT ROWID (year, month, indicator, unit): ${theirs.toFixed(1)} MB; ${(ours / theirs).toFixed(2)} ×`,
  );
}

/** Summary of 100 units × 80 indicators × 240 months. */
async function tables(): Promise<void> {
  const ctx = { store, settings: DEFAULT_SETTINGS };
  let started = performance.now();
  const table = buildTable(ctx, 'monthly-summary', LAST, {});
  print('summary, cold', started);
  started = performance.now();
  buildTable(ctx, 'monthly-summary', LAST, {});
  print('summary, facts cached', started);
  started = performance.now();
  buildTable(ctx, 'monthly-summary', addMonths(LAST, -1), {});
  print('summary of another month', started);
  started = performance.now();
  gridOf(ctx, LAST, 'cumulative');
  print('grid', started);
  started = performance.now();
  listPeriodValues(ctx, LAST);
  print('values.list', started);
  started = performance.now();
  const html = tableToHtml(table);
  print('HTML', started, `, ${Math.round(html.length / 1000)} kB`);
  started = performance.now();
  const bytes = await tableToXlsx(table);
  print('xlsx', started, `, ${Math.round(bytes.length / 1000)} kB`);
  started = performance.now();
  tableToCsv(table);
  print('CSV', started);
  check(table.bodyRows.length === UNITS + 1);
}

try {
  await fill();
  await ownSummary();
  sqliteShell();
  await duckDb();
  fileSize();
  await tables();
} finally {
  store!.db.close();
  rmSync(folder, { recursive: true, force: true });
}
