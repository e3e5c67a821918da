// The monthly summary of 100 units × 80 indicators over 240 months of stored data, in a file store: what an officer waits
// for when opening 汇总表. Prints times; asserts only that the table is there.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { DEFAULT_SETTINGS } from '../../electron/core/store/settings-store.js';
import type { Store } from '../../electron/core/store/store.js';
import { saveBureau, saveUnit } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { computeFacts } from '../../electron/core/statistics/service.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { tableToCsv } from '../../electron/core/tables/to-csv.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
import { tableToXlsx } from '../../electron/core/tables/to-xlsx.js';
import { addMonths, BASES, periodToInt } from '../../shared/model/period.js';
import { openTestStore, unitDraft } from '../helpers/memory-store.js';

const UNITS = 100;
const INDICATORS = 80;
const MONTHS = 240;
const FIRST = '2003-01';
const LAST = addMonths(FIRST, MONTHS - 1);

const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-bench-'));
let store: Store;

beforeAll(async () => {
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
  const megabytes = Math.round(statSync(path).size / 1e6);
  print(`stored ${indicators.length * UNITS * MONTHS} values`, started, `, ${megabytes} MB`);
});

afterAll(() => {
  store.db.close();
  rmSync(folder, { recursive: true, force: true });
});

function print(what: string, started: number, rest = ''): void {
  console.log(`${what}: ${(performance.now() - started).toFixed(0)} ms${rest}`);
}

test('year summary with last year, rank and target in the store', () => {
  const ctx = { store, settings: DEFAULT_SETTINGS };
  for (const round of ['cold', 'second', 'third']) {
    const started = performance.now();
    const before = process.cpuUsage();
    const facts = computeFacts(ctx, LAST);
    const { user, system } = process.cpuUsage(before);
    print(
      `facts of all units and indicators, ${round}`,
      started,
      ` (processor ${Math.round((user + system) / 1000)} ms)`,
    );
    expect(facts.indicators.filter((one) => one.hasValues).length).toBeGreaterThanOrEqual(INDICATORS);
  }
});

test('summary of 100 units × 80 indicators × 240 months', async () => {
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
  expect(table.bodyRows).toHaveLength(UNITS + 1);
});
