// The hottest reads go through an index: a full scan of the revisions would be felt after a few years of months.

import { expect, test, vi } from 'vitest';

import { revisionChain } from '../../electron/core/store/revision-chain.js';
import { standingClaims, submittedRatios } from '../../electron/core/store/source-store.js';
import type { Store } from '../../electron/core/store/store.js';
import { liveSubmissions } from '../../electron/core/store/submission-store.js';
import { benchmarksOfPeriod, targetsOfYear } from '../../electron/core/store/target-store.js';
import { currentRevisions, newestPeriod, revisionsOf, valuesOfPeriod } from '../../electron/core/store/value-store.js';
import { addSampleUnits, addValues, openTestStore } from '../helpers/memory-store.js';

const KEY = { unitId: 1, indicatorId: 1, period: '2022-07', basis: 'ytd' as const };
const READS: [string, (store: Store) => unknown][] = [
  ['values of a period', (store) => valuesOfPeriod(store, '2022-07')],
  ['newest revisions of a period', (store) => currentRevisions(store, '2022-07')],
  ['revisions of one value', (store) => revisionsOf(store, KEY)],
  ['claims of a period', (store) => standingClaims(store, '2022-07')],
  ['targets of a year', (store) => targetsOfYear(store, 2022)],
  ['benchmarks of a period', (store) => benchmarksOfPeriod(store, '2022-07')],
  ['submissions of a period', (store) => liveSubmissions(store, '2022-07')],
  ['files of a unit for a period', (store) => revisionChain(store, { unitId: 1, period: '2022-07' })],
  ['files of all units for a period', (store) => revisionChain(store, { period: '2022-07' })],
];

test.each(READS)('%s: searched, never scanned', async (_name, read) => {
  const store = await openTestStore();
  const prepare = vi.spyOn(store.db, 'prepare');
  read(store);
  const statements = prepare.mock.calls.map(([sql]) => sql);
  prepare.mockRestore();
  expect(statements.length).toBeGreaterThan(0);
  for (const sql of statements) {
    const explained = sql.replaceAll(/:\w+/g, '1').replaceAll('?', '1');
    const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${explained}`).all() as { detail: string }[];
    for (const { detail } of plan)
      expect(detail).not.toMatch(
        /^SCAN (observation|observation_revision|claim|target|benchmark|submission|o|r|c|d|t|b|x|s|f)\b/,
      );
  }
});

test('the period at work is the newest with flows, not the year of a population that was entered early', async () => {
  const store = await openTestStore();
  expect(newestPeriod(store)).toBeNull();
  addSampleUnits(store);
  expect(newestPeriod(store)).toBe('2021-12');
  addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 3 } });
  addValues(store, '2022-12', 'asof', { P01: { 滕州市: 160 } });
  expect(newestPeriod(store)).toBe('2022-07');
  expect(submittedRatios(store, '2022-07').size).toBe(0);
});
