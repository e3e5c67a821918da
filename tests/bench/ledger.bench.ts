// A ledger of 100 000 rows in a file store: what the officer waits for when opening it, filtering, sorting, grouping and printing.
// Prints times; asserts only that the answers are there.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { findRows } from '../../electron/core/ledgers/find-rows.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import type { Store } from '../../electron/core/store/store.js';
import { CALLS } from '../../shared/contract/index.js';
import { contextOf, addSampleUnits, openTestStore } from '../helpers/memory-store.js';
import { fillLedger } from '../helpers/long-ledger.js';

const ROWS = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-bench-'));
let store: Store;
let ctx: Ctx;

beforeAll(async () => {
  const path = join(folder, 'ledger.sqlite');
  store = await openTestStore(path);
  addSampleUnits(store);
  ctx = contextOf(store);
  fillLedger(store.db, ROWS);
  console.log(`stored ${ROWS} rows, ${Math.round(statSync(path).size / 1e6)} MB`);
});

afterAll(() => {
  store.db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Median of five after one to warm up: what an officer meets from the second time on; the first is printed too. */
function timed<T>(what: string, act: () => T): T {
  const times: number[] = [];
  let answer: T | undefined;
  for (let round = 0; round < 6; round += 1) {
    const started = performance.now();
    answer = act();
    times.push(performance.now() - started);
  }
  const [first, ...rest] = times;
  const median = rest.toSorted((a, b) => a - b)[2]!;
  console.log(`${what}: ${median.toFixed(0)} ms (first ${first!.toFixed(0)} ms)`);
  return answer as T;
}

const order = (params: Record<string, unknown>) =>
  ledgers.order(ctx, CALLS['ledgers.order'].params.parse({ ledger: 'subsidy', ...params }));

test('100 000 rows', async () => {
  const all = timed('first screen: order, sums and 60 rows', () => {
    const found = order({});
    ledgers.read(ctx, { ledger: 'subsidy', ids: found.ids.slice(0, 60) });
    return found;
  });
  expect(all.ids).toHaveLength(ROWS);
  timed('60 rows in the middle', () => ledgers.read(ctx, { ledger: 'subsidy', ids: all.ids.slice(70_000, 70_060) }));
  const word = timed('filter by a word in any column', () => order({ filter: { text: '第77号', conditions: [] } }));
  expect(word.ids.length).toBeGreaterThan(0);
  timed('filter by a word in one column', () =>
    order({ filter: { text: '', conditions: [{ op: 'contains', field: 'enterprise', text: '77' }] } }),
  );
  timed('filter by two units', () =>
    order({ filter: { text: '', conditions: [{ op: 'in', field: 'unit', values: [1, 2] }] } }),
  );
  timed('sort by amount', () => order({ sort: [{ field: 'applied', isDescending: true }] }));
  const grouped = timed('sort and group by unit and month', () =>
    order({
      groupBy: [
        { field: 'unit', part: 'value' },
        { field: 'appliedOn', part: 'month' },
      ],
    }),
  );
  expect(grouped.groups.length).toBeGreaterThan(100);
  expect(grouped.ids).toHaveLength(ROWS);
  timed('figures of a whole column', () =>
    ledgers.figures(ctx, { ledger: 'subsidy', ids: [...all.ids], fields: ['applied'] }),
  );
  timed('list of ledgers', () => ledgers.list(ctx));
  const search = (text: string) => findRows(ctx, CALLS['ledgers.find'].params.parse({ text }));
  for (const [what, text, isThere] of [
    ['a word of many rows', '装备制造', true],
    ['a word of few rows', '第77号', true],
    ['a word of no row', '火星', false],
    ['initials of many rows', 'zbzz', true],
    ['letters of no row', 'xqqw', false],
    ['two words of few rows', '山东 4999', true],
  ] as const) {
    const { rows } = timed(`Ctrl+K in all ledgers: ${what}`, () => search(text));
    expect(rows.length > 0).toBe(isThere);
  }
  const started = performance.now();
  const { table } = await ledgers.print(
    ctx,
    CALLS['ledgers.print'].params.parse({
      ledger: 'subsidy',
      columns: ['year', 'level', 'category', 'enterprise', 'unit', 'applied', 'status'],
      ids: all.ids.slice(0, 5000),
      format: 'html',
    }),
  );
  console.log(`print of 5000 rows as HTML: ${(performance.now() - started).toFixed(0)} ms`);
  expect(table.bodyRows).toHaveLength(5001);
});
