// Data files as earlier versions of the program left them (fixtures/data-files: the sample month received by the command line),
// opened by this one: every row is kept, every number is what a fresh import gives, and what was done then can still be undone.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as statistics from '../../electron/core/statistics/handlers.js';
import { LATEST_VERSION, schemaVersion } from '../../electron/core/store/migrate.js';
import { fullCheck } from '../../electron/core/store/open.js';
import type { Store } from '../../electron/core/store/store.js';
import { ImportBench } from '../helpers/importing.js';
import { contextOf, openTestStore, SAMPLE_PERIOD } from '../helpers/memory-store.js';

const FILES = join(import.meta.dirname, '..', 'fixtures', 'data-files');

/** What comes with the program: newer versions bring more of it. */
const CATALOGUES = new Set(['indicator', 'ledger_definition']);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ip-ledger-older-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function unpack(name: string): string {
  const path = join(folder, 'ledger.sqlite');
  writeFileSync(path, gunzipSync(readFileSync(join(FILES, name))));
  return path;
}

type Rows = Record<string, { columns: string[]; rows: unknown[] }>;

/** Rows of all tables, `columns`: of the columns that they had then. */
function rowsOf(db: Database.Database, then: Rows | null): Rows {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    (then === null ? tables : Object.keys(then)).map((table) => {
      const columns =
        then?.[table]!.columns ?? (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
      const list = columns.map((name) => `"${name}"`).join(', ');
      return [table, { columns, rows: db.prepare(`SELECT ${list} FROM ${table} ORDER BY ${list}`).all() }];
    }),
  );
}

/** What a units' table prints, without the remarks that newer versions add to cells without a number. */
function valuesOf(store: Store): unknown[] {
  const { values } = statistics.listValues(contextOf(store), { period: SAMPLE_PERIOD });
  return values
    .filter((value) => value.value !== null)
    .map(({ unit, code, basis, value, numerator, denominator }) => ({
      unit,
      code,
      basis,
      value,
      numerator,
      denominator,
    }));
}

describe.each([
  { name: 'schema-04.sqlite.gz', version: 4, parts: ['districts', 'city'] },
  { name: 'schema-15.sqlite.gz', version: 15, parts: ['districts', 'city', 'ledgers'] },
])('$name', ({ name, version, parts }) => {
  test('keeps every row, prints what a fresh import prints, and can be undone', async () => {
    const path = unpack(name);
    const file = new Database(path, { readonly: true });
    expect(schemaVersion(file)).toBe(version);
    const before = rowsOf(file, null);
    file.close();

    const store = await openTestStore(path);
    expect(schemaVersion(store.db)).toBe(LATEST_VERSION);
    expect(fullCheck(store.db)).toEqual([]);
    for (const [table, { rows }] of Object.entries(rowsOf(store.db, before))) {
      const old = before[table]!.rows;
      if (CATALOGUES.has(table)) expect(rows, table).toEqual(expect.arrayContaining(old));
      else expect(rows, table).toEqual(old);
    }

    const bench = await ImportBench.sample();
    for (const part of parts) await bench.importAll(bench.fixtures(part));
    expect(valuesOf(store)).toEqual(valuesOf(bench.ctx.store));
    expect(ledgers.rollup(contextOf(store), { period: SAMPLE_PERIOD })).toEqual(
      ledgers.rollup(bench.ctx, { period: SAMPLE_PERIOD }),
    );
    bench.close();

    const imported = history
      .list(contextOf(store), { limit: 50 })
      .changes.filter((change) => change.kind === 'import' && change.canUndo);
    expect(imported.length).toBeGreaterThan(0);
    for (const change of imported) history.undo(contextOf(store), { id: change.id });
    expect(valuesOf(store).filter((value) => (value as { code: string }).code !== 'P01')).toEqual([]);
    store.db.close();
  });
});
