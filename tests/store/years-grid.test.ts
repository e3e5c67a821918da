// Many years in the values grid: each row says exactly what the grid of its own period says.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { valuesYears } from '../../electron/core/statistics/handlers.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { CALLS } from '../../shared/contract/index.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
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
      years.columns.forEach(({ code, measure }, at) => {
        const there = own.columns.findIndex((column) => column.code === code);
        if (measure !== '件/万人') expect(row.values[at], `${row.unit} ${code}`).toEqual(same.values[there]);
      });
    }
    const at = years.columns.findIndex((column) => column.code === 'C06');
    expect(years.rows.map((row) => row.values[at]!.text)).toEqual(
      unitId === null ? ['', '369', '405'] : ['90', '150', '168'],
    );
  }
});

describe('每万人口 beside each other', () => {
  const textsOf = (settings: Partial<Ctx['settings']>, unitId: number | null) => {
    const changed = { ...ctx, settings: { ...ctx.settings, ...settings } };
    const years = valuesYears(changed, { period: '2022-07', view: 'cumulative', unitId });
    const at = years.columns.findIndex((column) => column.code === 'C15');
    const printed = buildTable(changed, 'several-years', '2022-07', {});
    const row = printed.bodyRows.find((one) => one.cells.some((cell) => cell.text.includes('每万人')))!;
    return { note: years.note, texts: years.rows.map((one) => one.values[at]!.text), row, printed };
  };

  test('is divided by the report year in the grid as in the printed 多年对比, and both say so', () => {
    addValues(ctx.store, '2020-12', 'asof', { P01: { 滕州市: 160 } });
    const { note, texts, row, printed } = textsOf({}, null);
    expect(texts).toEqual(['6.96', '7.96']);
    expect(row.cells.map((cell) => cell.text)).toEqual(expect.arrayContaining(texts));
    expect(note).toBe('每万人口指标各年均按2021年末常住人口385.56万人计算。');
    expect(printed.notes).toContain(note);
    const tengzhou = listUnits(ctx.store).find((unit) => unit.name === '滕州市')!;
    expect(textsOf({}, tengzhou.id).note).toBe('每万人口指标各年均按2021年末常住人口157.36万人计算。');
  });

  test('names no one population where columns lack different units: their totals are divided by different sums', () => {
    const names = listUnits(ctx.store).map(({ name }) => name);
    const values = Object.fromEntries(names.map((name, at) => [name, at === 0 ? null : 100]));
    addValues(ctx.store, '2022-07', 'asof', { C16: values });
    const nodes = ['C15', 'C17'].map((code) => indicator(code, 'current'));
    const layout = { ...USUAL, name: 'x', title: '试', description: '', columns: { by: 'list' as const, nodes } };
    const table = buildTable(ctx, layout, '2022-07', {});
    // 600 件 of six units over their own 228.20 万人.
    expect(table.bodyRows[0]!.cells.slice(1).map(({ text }) => text)).toEqual(['7.96', '2.63']);
    expect(table.notes).toContain('每万人口指标按2021年末常住人口计算。');
    expect(textsOf({}, null).note).toBe('每万人口指标各年均按2021年末常住人口计算。');
    addValues(ctx.store, '2022-07', 'asof', { C16: { [names[0]!]: 100 } });
    expect(buildTable(ctx, layout, '2022-07', {}).notes).toContain('每万人口指标按2021年末常住人口385.56万人计算。');
    expect(textsOf({}, null).note).toBe('每万人口指标各年均按2021年末常住人口385.56万人计算。');
  });

  test('is divided by each year its own where the office says so, in both', () => {
    for (const unit of listUnits(ctx.store)) addValues(ctx.store, '2020-12', 'asof', { P01: { [unit.name]: 50 } });
    const { note, texts, row, printed } = textsOf({ denominator: 'own-year' }, null);
    expect(texts).toEqual(['7.67', '7.96']);
    expect(row.cells.map((cell) => cell.text)).toEqual(expect.arrayContaining(texts));
    expect(note).toBe('每万人口指标各年按该年上年末常住人口计算。');
    expect(printed.notes).toContain(note);
  });

  test('a number of another year leads to what it was divided by', () => {
    const key = { unitId: null, code: 'C15', period: '2021-07', basis: 'asof', figure: 'current' } as const;
    const explained = explain(ctx, { key: { ...key, report: '2022-07' } });
    expect(explained.text).toBe('6.96');
    expect(explained.formula).toContain('2021年末');
  });
});

test('a unit that is not there is refused', () => {
  expect(() => valuesYears(ctx, { period: '2022-07', view: 'cumulative', unitId: 9999 })).toThrow('data.not-found');
});
