// What the rows of a file are told is what typed rows are told: budgets, what other ledgers hold against an applicant, days that
// cannot be yet, last days by the calendar.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

function save(ledger: string, values: Record<string, FieldInput>): void {
  const rows = [{ id: null, values }];
  const answer = ledgers.save(bench.ctx, CALLS['ledgers.save'].params.parse({ ledger, period: '2022-07', rows }));
  expect(answer.saved).toBe(true);
}

const HEADS = ['年度', '级别', '资助类别', '申报单位', '区（市）', '申报日期', '申报金额（万元）', '核定金额（万元）'];
const line = (name: string, ...rest: (string | number)[]): (string | number)[] => [
  2022,
  '市级',
  '贯标奖励',
  name,
  '滕州市',
  ...rest,
];

async function plan(heads: string[], ...rows: Rows): Promise<PlannedFile> {
  const { files } = await bench.plan([bench.sheet('资助项目台账.xlsx', [['2022年资助奖补项目台账'], heads, ...rows])]);
  expect(files[0]!.ledgers).toMatchObject([{ ledger: 'subsidy', rows: { new: rows.length, rejected: 0 } }]);
  return files[0]!;
}

const said = (file: PlannedFile): unknown[] =>
  file.issues
    .filter((issue) => issue.severity !== 'hint')
    .map((issue) => [issue.severity, issue.rule, issue.cell, issue.message.replace(/^\S+?“/, '“')]);

test('a category that goes beyond its budget with rows of a file is said at the row that does it', async () => {
  save('subsidyplan', { year: 2022, level: '市级', category: '贯标奖励', budget: 10 });
  save('subsidy', {
    year: 2022,
    level: '市级',
    category: '贯标奖励',
    enterprise: '甲公司',
    unit: '滕州市',
    approved: 5,
  });
  const file = await plan(HEADS, line('乙公司', '2022-03-01', 3, 3), line('丙公司', '2022-03-01', 3, 3));
  expect(said(file)).toEqual([
    ['warn', expect.stringContaining('budget'), 'H4', expect.stringContaining('超出1.00万元')],
  ]);
});

test('an applicant with 非正常 that is not withdrawn is said, the others are not', async () => {
  save('abnormalitem', { year: 2022, batch: 2, applicationNo: '202210123401.0', enterprise: '乙公司', unit: '滕州市' });
  const file = await plan(HEADS, line('甲公司', '2022-03-01', 3, 3), line('乙公司', '2022-03-01', 3, 3));
  expect(said(file)).toEqual([
    ['warn', expect.stringContaining('against'), 'D4', expect.stringContaining('1件非正常')],
  ]);
});

test('a day that cannot be yet is said at its cell; a term may lie ahead', async () => {
  const file = await plan(
    [...HEADS, '实施期止'],
    line('甲公司', '2062-03-01', 3, 3, '2023-12-31'),
    line('乙公司', '2022-08-05', 3, 3, '2023-12-31'),
  );
  expect(said(file)).toEqual([
    ['warn', expect.stringContaining('future-day'), 'F3', expect.stringContaining('晚于今天（2022-08-05）')],
  ]);
});

test('the last day of a 公示 is counted by the calendar for rows of a file too', async () => {
  const file = await plan([...HEADS, '公示日期', '公示工作日'], line('甲公司', '2022-03-01', 3, 3, '2022-07-01', 5));
  expect(said(file)).toEqual([]);
  const plans = await bench.plan([
    bench.sheet('资助项目台账.xlsx', [
      ['2022年资助奖补项目台账'],
      [...HEADS, '公示日期', '公示工作日'],
      line('甲公司', '2022-03-01', 3, 3, '2022-07-01', 5),
    ]),
  ]);
  expect(bench.accept(plans).stored).toBe(1);
  const { rows } = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'subsidy' }));
  expect(rows[0]!.values).toMatchObject({ publicFrom: '2022-07-01', publicTo: '2022-07-07' });
});

test('rows of a file get the way and the window of their category', async () => {
  const category = { year: 2022, level: '市级', category: '贯标奖励', budget: 10 };
  save('subsidyplan', { ...category, scheme: '推荐上级', from: '2022-01-01', to: '2022-11-30' });
  const plans = await bench.plan([
    bench.sheet('资助项目台账.xlsx', [['2022年资助奖补项目台账'], HEADS, line('甲公司', '2022-03-01', 3, 3)]),
  ]);
  expect(bench.accept(plans).stored).toBe(1);
  const { rows } = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'subsidy' }));
  expect(rows[0]!.values).toMatchObject({
    scheme: '推荐上级',
    implementedFrom: '2022-01-01',
    implementedTo: '2022-11-30',
  });
});
