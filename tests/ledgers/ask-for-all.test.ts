// Lists of offices as they are handed round: a training per row and no month, subsidies of one level that no column states, units under
// the head 主办单位. Read as statistics, the numbers of one training became those of a district.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

function receive(name: string, rows: Rows, answers: Record<string, string> = {}): Promise<PlannedFile> {
  return bench.receive(bench.sheet(name, rows), answers);
}

const stored = (ledger: string): Record<string, unknown>[] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.map(({ values }) => values);
const asked = ({ questions }: PlannedFile): string[] => questions.map(({ id }) => id);

const HEADS = ['序号', '区县', '培训名称', '培训时间', '地点', '参训人数', '授课人'];
const TRAININGS: Rows = [
  [1, '滕州市', '专利撰写培训班', '2022年3月4日', '会议中心', 56, '张明'],
  [2, '薛城区', '商标品牌培训班', '2022.5.14', '会议中心', 80, '刘洋'],
];

test('a training per row is no statistics of the districts, whatever month stands above it', async () => {
  const file = await receive('培训情况.xlsx', [['2022年1—7月知识产权培训情况统计表'], HEADS, ...TRAININGS]);
  expect([file.form, file.ledgers?.map(({ ledger }) => ledger)]).toEqual(['ledger', ['activity']]);
  expect(asked(file)).toEqual(['ledger-head-授课人:0']);
});

test.each<[string, string[], (string | number)[]]>([
  ['知识产权培训情况统计表', ['区县', '培训时间', '培训场次', '培训人次'], ['滕州市', '2022-07-15', 3, 120]],
  ['专利权质押融资情况统计表', ['区县', '质押融资金额（万元）', '登记日期'], ['滕州市', 1200, '2022-07-15']],
])(
  '%s with a day beside nothing but numbers stays statistics: it was refused for a name that no row has',
  async (title, heads, row) => {
    const file = await receive('统计.xlsx', [[`2022年1—7月${title}`], heads, row]);
    expect([file.status, file.ledgers]).toEqual(['planned', []]);
  },
);

test('what kind all rows are is asked where no column says it, and asked anew of the next list', async () => {
  const rows: Rows = [['2022年知识产权培训情况统计表'], HEADS, ...TRAININGS];
  const leave = { 'ledger-head-授课人:0': '+leave' };
  expect(asked(await receive('培训.xlsx', rows, leave))).toEqual(['ledger-head-授课人:0', 'ledger-all-form:0']);
  const mixed = await receive('培训.xlsx', rows, { ...leave, 'ledger-all-form:0': '+none' });
  expect(mixed.issues.map(({ rule, message }) => [rule, message.includes('“形式”')])).toEqual([
    ['ledger-column-missing', true],
  ]);
  expect(stored('activity')).toEqual([]);
  await receive('培训.xlsx', rows, { ...leave, 'ledger-all-form:0': '线下培训' });
  expect(stored('activity').map((row) => [row['form'], row['persons']])).toEqual([
    ['线下培训', 56],
    ['线下培训', 80],
  ]);
  const later: Rows = [['2022年线上培训情况统计表'], HEADS, TRAININGS[0]!.with(2, '线上讲座')];
  expect(asked(await receive('线上.xlsx', later))).toContain('ledger-all-form:0');
});

test('a column that names our units under another head is the unit where the officer says so', async () => {
  const rows: Rows = [
    ['2022年知识产权培训情况统计表'],
    HEADS.with(1, '主办单位').slice(0, 6),
    ...TRAININGS.map((row) => row.slice(0, 6)),
  ];
  const form = { 'ledger-all-form:0': '线下培训' };
  expect(asked(await receive('培训.xlsx', rows))).toEqual(['ledger-unit-column:0']);
  const no = await receive('培训.xlsx', rows, { ...form, 'ledger-unit-column:0': 'none' });
  expect(no.issues.map(({ rule }) => rule)).toEqual(['ledger-column-missing']);
  await receive('培训.xlsx', rows, { ...form, 'ledger-unit-column:0': 'same' });
  expect(stored('activity').map((row) => [row['organiser'], row['persons']])).toEqual([
    [null, 56],
    [null, 80],
  ]);
});

test('the level of a list of subsidies is asked, not refused', async () => {
  const heads = ['所属区县', '申报单位', '资助类别', '申报金额（万元）'];
  const rows: Rows = [['2022年专利资助汇总表'], heads, ['滕州市', '滕州甲公司', '国内发明专利资助', 1]];
  expect(asked(await receive('资助.xlsx', rows))).toEqual(['ledger-all-level:0']);
  await receive('资助.xlsx', rows, { 'ledger-all-level:0': '市级' });
  expect(stored('subsidy')).toMatchObject([{ level: '市级', year: 2022 }]);
});

test.each(['所属区县', '所在区县', '县市区'])('%s is the unit of any ledger', async (head) => {
  const heads = [head, '出质人', '质权人', '融资金额（万元）', '登记日期', '登记号'];
  const row = ['滕州市', '滕州甲公司', '工商银行', 490, '2022-01-23', 'Y2022980000137'];
  const file = await receive('质押.xlsx', [['2022年专利权质押融资台账'], heads, row]);
  expect([asked(file), stored('pledge').length]).toEqual([[], 1]);
});
