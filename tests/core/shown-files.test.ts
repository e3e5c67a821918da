// What is printed, saved or kept as final is what the officer has seen: where the numbers are others by now, it is refused.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as charts from '../../electron/core/charts/handlers.js';
import type { Ctx } from '../../electron/core/context.js';
import * as finals from '../../electron/core/final-copies/handlers.js';
import { saveValues } from '../../electron/core/statistics/value-entry.js';
import type { Store } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { writeRecord } from '../../electron/core/store/write.js';
import * as tables from '../../electron/core/tables/handlers.js';
import type { ChartQuery } from '../../shared/charts/chart.js';
import { contextOf, openSampleStore, SAMPLE_PERIOD } from '../helpers/memory-store.js';

let store: Store;
let ctx: Ctx;
beforeEach(async () => {
  store = await openSampleStore();
  ctx = contextOf(store);
});
afterEach(() => store.db.close());

const REFUSED = { code: 'data.shown-changed' };
const TABLE = { name: 'monthly-summary', period: SAMPLE_PERIOD, options: {} };
const CHART: ChartQuery = {
  kind: 'ranking',
  period: SAMPLE_PERIOD,
  codes: [],
  unitId: null,
  years: 2,
  view: 'cumulative',
  figure: 'completion',
  axes: 'time',
};
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>405件</text></svg>';

/** Every indicator that a chart or a table begins with. */
function correct(): void {
  const unitId = listUnits(store).find((unit) => unit.name === '滕州市')!.id;
  const cells = ['C01', 'C06'].map((code) => ({ unitId, code, basis: 'ytd' as const, text: '170' }));
  saveValues(ctx, { period: SAMPLE_PERIOD, reason: '更正', cells });
}

describe.each([
  ['tables.export', (shown?: string) => tables.exportTable(ctx, { ...TABLE, shown, format: 'html' })],
  ['tables.sources', (shown?: string) => tables.sources(ctx, { ...TABLE, shown })],
  ['final-copies.create', (shown?: string) => finals.create(ctx, { ...TABLE, shown, note: '' })],
])('%s', (_name, make) => {
  const seen = (): string => tables.show(ctx, { ...TABLE, known: null }).mark;

  test('takes the table that is shown, and refuses it when the numbers are others', async () => {
    const mark = seen();
    await expect(Promise.resolve(make(mark))).resolves.toBeTruthy();
    correct();
    await expect((async () => make(mark))()).rejects.toMatchObject(REFUSED);
    await expect(Promise.resolve(make(seen()))).resolves.toBeTruthy();
    await expect(Promise.resolve(make())).resolves.toBeTruthy();
  });

  test('is not held up by steps that leave the table as it is', async () => {
    const mark = seen();
    writeRecord(store, () => store.db.prepare("INSERT INTO activity_log VALUES (NULL, '', '', '', '')").run());
    expect(seen()).not.toBe(mark);
    await expect(Promise.resolve(make(mark))).resolves.toBeTruthy();
  });

  test('is not another table than the one that is shown', async () => {
    const other = tables.show(ctx, { ...TABLE, options: { totalFirst: false }, known: null }).mark;
    await expect((async () => make(other))()).rejects.toMatchObject(REFUSED);
  });
});

describe.each([
  ['charts.page', (shown?: string) => charts.page(ctx, { query: CHART, shown, svg: SVG, format: 'html' })],
  ['charts.workbook', (shown?: string) => charts.workbook(ctx, { query: CHART, shown })],
])('%s', (_name, make) => {
  test('has the numbers of the picture, and is refused when they are others', async () => {
    const { mark, codes } = charts.build(ctx, CHART);
    expect(charts.build(ctx, { ...CHART, codes }).mark).toBe(mark);
    await expect(make(mark)).resolves.toBeTruthy();
    correct();
    await expect((async () => make(mark))()).rejects.toMatchObject(REFUSED);
    await expect(make(charts.build(ctx, CHART).mark)).resolves.toBeTruthy();
    await expect(make()).resolves.toBeTruthy();
  });

  test('is refused for the picture of another kind', async () => {
    const { mark } = charts.build(ctx, { ...CHART, kind: 'share' });
    await expect((async () => make(mark))()).rejects.toMatchObject(REFUSED);
  });
});
