// Many years in the values grid: each row says exactly what the grid of its own period says.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { valuesYears } from '../../electron/core/statistics/handlers.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { CALLS } from '../../shared/contract/index.js';
import { addValues, contextOf, openSampleStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});
afterEach(() => ctx.store.db.close());

test('one row per year of the same month, each as in its own period, for a unit and for the total', () => {
  addValues(ctx.store, '2019-07', 'ytd', { C06: { 滕州市: 90 } });
  addValues(ctx.store, '2019-08', 'ytd', { C06: { 滕州市: 95 } });
  const tengzhou = listUnits(ctx.store).find((unit) => unit.name === '滕州市')!;
  for (const unitId of [tengzhou.id, null]) {
    const years = valuesYears(ctx, { period: '2022-07', view: 'cumulative', unitId });
    expect(CALLS['values.years'].result.parse(years)).toEqual(years);
    expect(years.rows.map((row) => [row.unit, row.period])).toEqual([
      ['2019年', '2019-07'],
      ['2021年', '2021-07'],
      ['2022年', '2022-07'],
    ]);
    for (const row of years.rows) {
      const own = gridOf(ctx, row.period!, 'cumulative');
      const same = own.rows.find((one) => one.unitId === unitId && !one.isResidual)!;
      years.columns.forEach(({ code }, at) => {
        const there = own.columns.findIndex((column) => column.code === code);
        expect(row.values[at], `${row.unit} ${code}`).toEqual(same.values[there]);
      });
    }
    const at = years.columns.findIndex((column) => column.code === 'C06');
    expect(years.rows.map((row) => row.values[at]!.text)).toEqual(
      unitId === null ? ['', '369', '405'] : ['90', '150', '168'],
    );
  }
});

test('a unit that is not there is refused', () => {
  expect(() => valuesYears(ctx, { period: '2022-07', view: 'cumulative', unitId: 9999 })).toThrow('data.not-found');
});
