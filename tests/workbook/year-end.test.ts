// 上年末 of a stock is the stock of that day: kept with the submission, compared with what is stored of December, told where two
// reports say it differently. Of a flow it is nothing that can be known.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { claimOf, valuesOfPeriod } from '../../electron/core/store/value-store.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const report = (month: number, head: string, rows: Rows): Rows => [
  [`2024年1—${month}月统计表`],
  ['填报单位：江北区'],
  ['指标', '本期', head],
  ...rows,
];
const stock = (month: number, end: number, head = '上年末'): Rows =>
  report(month, head, [['有效发明专利拥有量', 500 + month, end]]);
const plan = (rows: Rows) => bench.plan([bench.sheet('表.xlsx', rows)]);
const claims = (rows: ReturnType<ImportBench['cells']>): unknown[] =>
  rows.filter((cell) => cell.role === 'claim').map((cell) => [cell.cell, cell.period, cell.basis, cell.value]);

test.each(['上年末', '去年末', '上年底', '去年底数', '2023年末', '2023年底', '2023年12月末', '上 年 末'])(
  'headed %s',
  async (head) => {
    const planned = await plan(stock(3, 450, head));
    expect(planned.files[0]).toMatchObject({ status: 'planned', periods: ['2024-03'], questions: [], issues: [] });
    expect(claims(bench.cells(planned))).toEqual([['C4', '2023-12', 'asof', '450']]);
  },
);

test('in a row under the units, and per unit of a city table', async () => {
  const planned = await plan([
    ['2024年1—3月有效发明专利拥有量'],
    ['单位', '2024年3月末', '2023年末'],
    ['江北区', 500, 450],
    ['江南区', 300, 280],
    ['合计', 800, 730],
  ]);
  expect(claims(bench.cells(planned))).toEqual([
    ['C3', '2023-12', 'asof', '450'],
    ['C4', '2023-12', 'asof', '280'],
  ]);
  expect(planned.files[0]!.status).toBe('planned');
});

test('belongs to the submission of the month, stands in for December, and goes with an undo', async () => {
  const before = dump(bench.ctx.store.db);
  const { batchId } = bench.accept(await plan(stock(3, 450)));
  const { db } = bench.ctx.store;
  expect(db.prepare('SELECT period FROM submission').pluck().all()).toEqual([202403]);
  expect(valuesOfPeriod(bench.ctx.store, '2023-12').map(({ value, isClaim }) => [value, isClaim])).toEqual([
    [450, true],
  ]);
  const indicatorId = listIndicators(bench.ctx.store).find(({ code }) => code === 'C14')!.id;
  const key = { unitId: 1, indicatorId, period: '2023-12', basis: 'asof' as const };
  expect(claimOf(bench.ctx.store, key)).toMatchObject({ source: { cell: 'C4', text: '450' } });
  imports.undo(bench.ctx, { batchId: batchId! });
  expect(dump(db)).toEqual(before);
});

test('against the stored December: the same is no finding, another is one and changes nothing', async () => {
  addValueList(bench.ctx.store, [{ unit: '江北区', code: 'C14', period: '2023-12', basis: 'asof', value: '450' }]);
  expect((await plan(stock(3, 450))).files[0]!.issues).toEqual([]);
  const differs = await plan(stock(3, 460));
  expect(differs.files[0]!.issues).toMatchObject([{ severity: 'warn', rule: 'year-end-differs', cell: 'C4' }]);
  expect(differs.files[0]!.issues[0]!.message).toContain('上年末填的是460，已有的上年末数是450');
  bench.accept(differs);
  expect(valuesOfPeriod(bench.ctx.store, '2023-12').map(({ value, isClaim }) => [value, isClaim])).toEqual([
    [450, false],
  ]);
});

test('said differently by a later report it is told, and the newest holds', async () => {
  bench.accept(await plan(stock(3, 450)));
  expect((await plan(stock(4, 450))).files[0]!.issues.map((issue) => issue.rule)).not.toContain('year-end-differs');
  const later = await plan(stock(4, 455));
  const [issue] = later.files[0]!.issues.filter((one) => one.rule === 'year-end-differs');
  expect(issue!.message).toContain('已有的上年末数是450（以前报表的上年末栏）');
  bench.accept(later);
  expect(valuesOfPeriod(bench.ctx.store, '2023-12').map(({ value }) => value)).toEqual([455]);
});

test('is no base of 同比', async () => {
  const rows = report(3, '上年末', [['有效发明专利拥有量', 500, 450]]).map((row, n) =>
    n === 2 ? [...row, '同比%'] : n === 3 ? [...row, 25] : row,
  );
  // 500 to 450 is 11.1 %: the head says 同比, and last year's March is not known.
  expect((await plan(rows)).files[0]!.issues.map((issue) => issue.rule)).not.toContain('change-differs');
});

test('of a flow it is listed and not taken', async () => {
  const planned = await plan(report(3, '上年末', [['专利授权量', 5, 40]]));
  expect(claims(bench.cells(planned))).toEqual([]);
  expect(planned.files[0]!.issues.map((issue) => [issue.rule, issue.cell])).toEqual([['columns-left', 'C4']]);
});

test('a comparison with it is computed by us and no column of unknown meaning', async () => {
  const rows = report(3, '上年末', [['有效发明专利拥有量', 500, 450]]).map((row, n) =>
    n === 2 ? [...row, '比上年末增长%'] : n === 3 ? [...row, 11.1] : row,
  );
  const planned = await plan(rows);
  expect(claims(bench.cells(planned))).toHaveLength(1);
  expect(planned.files[0]!.issues.map((issue) => issue.rule)).not.toContain('numbers-not-read');
});

test('at the end of the year it is 同期 all the same', async () => {
  bench.accept(await plan([['2024年12月末统计表'], ...stock(12, 450).slice(1)]));
  expect(bench.ctx.store.db.prepare('SELECT period FROM submission').pluck().all()).toEqual([202412]);
});
