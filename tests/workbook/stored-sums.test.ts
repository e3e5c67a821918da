// 当月, 季度 and 累计 that come in different files: what is stored, what waits beside and what a file says must add up.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as checks from '../../electron/core/workbook/check-handlers.js';
import type { CheckIssue } from '../../shared/import/plan.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const report = (title: string, head: string, value: number | null): Rows => [
  [`江北区2024年${title}知识产权工作统计表`],
  ['指标名称', '计量单位', head],
  ['专利授权量', '件', value],
];
const file = (title: string, head: string, value: number | null): FileRef =>
  bench.sheet(`${title}.xlsx`, report(title, head, value));
const month = (n: number, value: number): FileRef => file(`${n}月`, '本月', value);
const received = async (...files: FileRef[]): Promise<void> => {
  for (const one of files) await bench.importAll([one]);
};
const RULE = 'stored-sums-differ';
const told = async (one: FileRef): Promise<CheckIssue[]> =>
  (await bench.one(one)).issues.filter((issue) => issue.rule === RULE);

test('months received one by one and 累计 that is not their sum: both are named with their files', async () => {
  await received(month(1, 3), month(2, 4), month(3, 5));
  expect(await told(file('1—3月', '累计', 12))).toEqual([]);
  const [issue, ...others] = await told(file('1—3月', '累计', 13));
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ severity: 'warn', cell: 'C3', expected: '12', canWaive: true });
  expect(issue!.message).toBe(
    'C3“专利授权量”2024年1—3月填的是13，而1月3 + 2月4 + 3月5 = 12，相差1（1月：2025-01-15接收的“1月.xlsx”Sheet1!C3；2月：2025-01-15接收的“2月.xlsx”Sheet1!C3；3月：2025-01-15接收的“3月.xlsx”Sheet1!C3）。请核实哪一个有误。',
  );
});

test('a month that completes months whose 累计 is stored', async () => {
  await received(month(1, 3), month(2, 4), file('1—3月', '累计', 12));
  expect(await told(month(3, 5))).toEqual([]);
  const [issue] = await told(month(3, 6));
  expect(issue).toMatchObject({ cell: 'C3', expected: '5' });
  expect(issue!.message).toContain('2024年3月填的是6，而1—3月累计12 − 1月3 − 2月4 = 5，相差1');
});

test('累计 of last month and this month alone, received in any order', async () => {
  await received(file('1—6月', '累计', 60), month(7, 9));
  expect((await told(file('1—7月', '累计', 70)))[0]!.expected).toBe('69');
  await received(file('1—7月', '累计', 69));
  expect((await told(month(7, 8)))[0]!.message).toContain('1—7月累计69 − 1—6月累计60 = 9');
});

test('quarters and 累计, quarters and their months', async () => {
  await received(file('1—6月', '累计', 60), file('第三季度', '本季度', 20));
  expect(await told(file('1—9月', '累计', 80))).toEqual([]);
  expect((await told(file('1—9月', '累计', 81)))[0]!.message).toContain('1—6月累计60 + 第三季度20 = 80');
  await received(month(7, 6), month(8, 7));
  expect((await told(month(9, 8)))[0]!.expected).toBe('7');
});

test('本月 beside 累计 completes the months that are stored', async () => {
  await received(month(1, 3), month(2, 4));
  const both = (value: number, total: number): FileRef =>
    bench.sheet('表.xlsx', [
      ['江北区2024年1—3月知识产权工作统计表'],
      ['指标名称', '计量单位', '本月', '累计'],
      ['专利授权量', '件', value, total],
    ]);
  expect(await told(both(5, 12))).toEqual([]);
  const [issue] = await told(both(5, 13));
  expect(issue).toMatchObject({ cell: 'D3', cells: ['D3', 'C3'], expected: '12' });
  expect(issue!.message).toContain('3月：本文件C3');
});

test('a file of the same plan that waits is compared with like one that is received', async () => {
  const plan = await bench.plan([month(1, 3), month(2, 4), file('1—2月', '累计', 8)]);
  const issues = plan.files.map((one) => one.issues.filter((issue) => issue.rule === RULE));
  expect(issues.map((list) => list.length)).toEqual([0, 0, 1]);
  expect(issues[2]![0]!.message).toContain('1月：本次的“1月.xlsx”');
});

test('another unit, another year, a gap in the months and 未报 are compared with nothing', async () => {
  await received(month(1, 3), month(2, 4));
  expect(await told(file('1—3月', '累计', 2))).toEqual([]);
  addValueList(bench.ctx.store, [
    { unit: '江南区', code: 'C05', period: '2024-03', basis: 'month', value: '5' },
    { unit: '江北区', code: 'C05', period: '2023-03', basis: 'month', value: '5' },
    { unit: '江北区', code: 'C05', period: '2024-03', basis: 'month', value: null },
  ]);
  expect(await told(file('1—3月', '累计', 2))).toEqual([]);
});

test('a number of the officer’s own is named as that; the finding can be passed, the rule switched off', async () => {
  addValueList(bench.ctx.store, [{ unit: '江北区', code: 'C05', period: '2024-01', basis: 'month', value: '5' }]);
  const plan = await bench.plan([file('1月', '累计', 4)]);
  const issue = plan.files[0]!.issues.find((one) => one.rule === RULE)!;
  expect(issue.message).toContain('而1月5 = 5，相差1（1月：2025-01-15填写）');
  const passed = await checks.waiverAdd(bench.ctx, {
    planId: plan.planId,
    index: 0,
    key: issue.key!,
    reason: '已电话核实',
  });
  expect(passed.issues.find((one) => one.rule === RULE)!.waiver).toMatchObject({ reason: '已电话核实' });
  checks.ruleSave(bench.ctx, { id: RULE, enabled: false });
  expect(await told(file('1月', '累计', 4))).toEqual([]);
});

test('a correction of what is stored comes in the same plan: the sum is right with it, and wrong with neither', async () => {
  await received(file('1—6月', '累计', 60));
  const told = async (ytd: number): Promise<number> => {
    const plan = await bench.plan([file('1—6月', '累计', 65), month(7, 7), file('1—7月', '累计', ytd)]);
    return plan.files[2]!.issues.filter((issue) => issue.rule === RULE).length;
  };
  expect(await told(72)).toBe(0);
  expect(await told(73)).toBe(1);
});
