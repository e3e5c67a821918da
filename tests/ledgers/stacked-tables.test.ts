// Tables below each other in one sheet under the same heads, and lines of units that carry amounts: whose the rows are, and whether
// the totals are the sums of their rows.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { sources } from '../../electron/core/workbook/ledger-handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

function receive(rows: Rows, answers: Record<string, string> = {}, name = '台账.xlsx'): Promise<PlannedFile> {
  return bench.receive(bench.sheet(name, rows), answers);
}
const stored = (ledger = 'pledge'): ReturnType<typeof ledgers.rows>['rows'] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.toSorted((a, b) => a.id - b.id);
const said = (file: PlannedFile): [string, string, string | null][] =>
  file.issues.filter(({ severity }) => severity !== 'hint').map(({ severity, rule, cell }) => [severity, rule, cell]);
const asked = (file: PlannedFile): string[] => file.questions.map(({ id }) => id);
const of = (field: string, ledger?: string): unknown[] => stored(ledger).map(({ values }) => values[field]);

const TITLE = '2022年专利权质押融资台账';
const HEADS = ['序号', '出质人', '质权人', '融资金额（万元）', '登记日期'];
const loan = (name: string, amount: number, on: string): Rows[number] => [1, name, '工商银行', amount, on];
const A = loan('甲公司', 490, '2022-01-23');
const B = loan('乙公司', 620, '2022-02-18');
const C = loan('丙公司', 30, '2022-02-19');
const total = (text: string, amount: number): Rows[number] => [text, null, null, amount, null];

describe('a table per unit in one sheet', () => {
  test.each([
    ['titles', ['滕州市2022年专利质押台账'], [['薛城区2022年专利质押台账']]],
    ['填报单位', [TITLE, '填报单位：滕州市'], [[TITLE], ['填报单位：薛城区', null, null, '2022年7月31日']]],
    ['a bare name', [TITLE, '滕州市'], [['薛城区']]],
  ] as [string, string[], Rows][])('by %s', async (_what, above, next) => {
    const file = await receive([
      ...above.map((text) => [text]),
      HEADS,
      A,
      total('合计', 490),
      [],
      ...next,
      HEADS,
      B,
      C,
      total('合计', 650),
      ['注：以上为截至7月底', null, null, null, null],
    ]);
    expect([asked(file), said(file), of('unit')]).toEqual([[], [], [1, 2, 2]]);
    const fields = sources(bench.ctx, { ledger: 'pledge', id: stored()[1]!.id }).sources[0]!.fields;
    const unit = fields.find(({ field }) => field === 'unit')!;
    expect(unit.text).toContain('薛城区');
    expect(unit.cell).toBe(`A${/^第(\d+)行/.exec(unit.text)![1]!}`);
  });

  test('a 合计 of one table that is not the sum of its rows, nor of all, is pointed out; of all rows it may be', async () => {
    const rows = (last: number): Rows => [
      ['滕州市专利质押台账'],
      HEADS,
      A,
      total('合计', 490),
      ['薛城区专利质押台账'],
      HEADS,
      B,
      total('合计', last),
    ];
    expect(said(await bench.one(bench.sheet('一.xlsx', rows(1110))))).toEqual([]);
    expect(said(await bench.one(bench.sheet('二.xlsx', rows(600))))).toEqual([['warn', 'ledger-total', 'D8']]);
  });

  test('a table that does not say whose it is stops the sheet, first or last', async () => {
    const silent = [['滕州市专利质押台账'], HEADS, A, ['薛城区专利质押台账'], HEADS, B, ['市直单位'], HEADS, C];
    expect(said(await receive(silent))).toEqual([['block', 'ledger-section', 'A7']]);
    expect(said(await receive([[TITLE], HEADS, A, ['薛城区专利质押台账'], HEADS, B]))).toEqual([
      ['block', 'ledger-section', 'A4'],
    ]);
    expect(said(await receive([['滕州市专利质押台账'], HEADS, A, ['薛城专利质押台账'], HEADS, B]))).toEqual([
      ['block', 'ledger-section', 'A4'],
    ]);
    expect(stored()).toEqual([]);
  });

  test.each([
    ['填报人', ['填报人：张三', null, '电话：12345']],
    ['a note', ['注：以下为第二批']],
  ])(
    '%s between a title and its head hides no title; above the title it is the foot of the table above',
    async (_what, line) => {
      await receive([['滕州市专利质押台账'], HEADS, A, line, ['薛城区专利质押台账'], line, HEADS, B]);
      expect(of('unit')).toEqual([1, 2]);
    },
  );

  test('days without a month are of no month that stands above another table, or above a quarter', async () => {
    const D = loan('甲公司', 490, '5日');
    const E = loan('乙公司', 620, '6日');
    const all = { 'ledger-day-month:0': 'same' };
    const first = [['滕州市2022年1月专利质押台账'], HEADS, D];
    for (const next of [[['薛城区2022年专利质押台账']], [['填报单位：', '薛城区']]])
      expect(said(await receive([...first, ...next, HEADS, E], all))).toEqual([['block', 'ledger-date', 'E6']]);
    const lines = [['滕州市2022年专利质押台账'], HEADS, ['1月'], D, ['第二季度'], E];
    expect(said(await receive(lines, all))).toContainEqual(['block', 'ledger-date', 'E6']);
    expect(stored()).toEqual([]);
    await receive([...first, ['薛城区2022年2月专利质押台账'], [], ['填报单位：薛城区'], HEADS, E], all);
    expect(of('registeredOn')).toEqual(['2022-01-05', '2022-02-06']);
  });

  test('heads that stand again on the next page with the same title part nothing', async () => {
    const rows = [['滕州市专利质押台账'], HEADS, A, ['滕州市专利质押台账'], HEADS, B, HEADS, C];
    const file = await receive(rows);
    expect([said(file), of('unit'), file.ledgers![0]!.columns.length]).toEqual([[], [1, 1, 1], 5]);
  });
});

test('a table per 批次 or level: each row is of the one above it', async () => {
  const heads = ['区（市）', '应核查件数', '撤回件数'];
  const file = await receive([
    ['2021年第二批非正常专利申请核查情况'],
    heads,
    ['滕州市', 5, 3],
    ['2022年第一批非正常专利申请核查情况'],
    heads,
    ['滕州市', 7, 4],
  ]);
  expect([said(file), of('year', 'abnormal'), of('batch', 'abnormal')]).toEqual([[], [2021, 2022], [2, 1]]);
  const honours = ['企业名称', '区（市）', '认定日期'];
  await receive([
    ['国家知识产权优势企业名单'],
    honours,
    ['滕州甲公司', '滕州市', '2022-01-05'],
    ['国家知识产权示范企业名单'],
    honours,
    ['滕州乙公司', '滕州市', '2022-02-05'],
  ]);
  expect(of('category', 'title')).toEqual(['知识产权优势企业', '知识产权示范企业']);
});

test('a table per month with a title of its own: nothing to say, unless a day lies elsewhere', async () => {
  const rows = (on: string): Rows => [
    ['滕州市2022年1月专利质押台账'],
    HEADS,
    A,
    ['滕州市2022年2月专利质押台账'],
    HEADS,
    loan('乙公司', 620, on),
  ];
  expect(said(await bench.one(bench.sheet('一.xlsx', rows('2022-02-18'))))).toEqual([]);
  expect(said(await bench.one(bench.sheet('二.xlsx', rows('2022-03-18'))))).toEqual([['warn', 'ledger-group', 'A4']]);
});

test('元 below 万元, and days without a year below titles of two years, are refused', async () => {
  const yuan = HEADS.with(3, '融资金额（元）');
  expect(
    said(
      await receive([
        ['滕州市专利质押台账'],
        HEADS,
        A,
        ['滕州市专利质押'],
        yuan,
        loan('乙公司', 6_200_000, '2022-02-18'),
      ]),
    ),
  ).toEqual([['block', 'ledger-section', 'D5']]);
  const plain = HEADS.with(3, '融资金额');
  const money = [
    ['滕州市专利质押台账'],
    ['单位：万元'],
    plain,
    A,
    ['单位：元'],
    plain,
    loan('乙公司', 6_200_000, '2022-02-18'),
  ];
  expect(said(await receive(money))).toEqual([['block', 'ledger-section', 'A5']]);
  const years = [
    ['滕州市2021年专利质押台账'],
    HEADS,
    A,
    ['滕州市2022年专利质押台账'],
    HEADS,
    loan('乙公司', 620, '2月18日'),
  ];
  expect(said(await receive(years))).toEqual([['block', 'ledger-section', 'E6']]);
  expect(stored()).toEqual([]);
});

test('a second table is found below any number of rows: its unit is its own, and another 计量单位 stops the sheet', async () => {
  const many = Array.from({ length: 3100 }, (_, n) => loan(`第${n}公司`, 490, '2022-01-23'));
  const yuan = HEADS.with(3, '融资金额（元）');
  const B2 = loan('乙公司', 6_200_000, '2022-02-18');
  const measured = await receive([['滕州市专利质押台账'], HEADS, ...many, ['滕州市专利质押台账'], yuan, B2]);
  expect([said(measured), stored()]).toEqual([[['block', 'ledger-section', 'D3104']], []]);
  const titled = await receive([['滕州市专利质押台账'], HEADS, ...many, ['薛城区专利质押台账'], HEADS, B]);
  expect([said(titled), titled.ledgers![0]!.rows.new]).toEqual([[], 3101]);
  const { rows } = ledgers.rows(
    bench.ctx,
    CALLS['ledgers.rows'].params.parse({ ledger: 'pledge', filter: { text: '乙公司', conditions: [] } }),
  );
  expect(rows.map(({ values }) => values['unit'])).toEqual([2]);
});

test('below the head of another table nothing is read', async () => {
  const swapped = ['序号', '质权人', '出质人', '融资金额（万元）', '登记日期'];
  const insured = ['序号', '投保企业', '保险公司', '保额（万元）', '投保日期'];
  for (const heads of [swapped, insured]) {
    const file = await receive([
      ['滕州市专利质押台账'],
      HEADS,
      A,
      ['滕州市其他'],
      heads,
      [1, '建设银行', '乙公司', 5, '2022-02-03'],
    ]);
    expect([said(file), file.ledgers![0]!.rows.new]).toEqual([
      expect.arrayContaining([['block', 'ledger-other-head', 'A5']]),
      1,
    ]);
  }
});

describe('lines of units with amounts', () => {
  const above: Rows = [
    [TITLE],
    HEADS,
    total('滕州市 小计', 490),
    A,
    total('薛城区 小计', 650),
    B,
    C,
    total('合计', 1140),
  ];
  const below: Rows = [[TITLE], HEADS, A, total('滕州市小计', 490), B, C, total('二、薛城区小计（2笔）', 650)];

  test.each([
    ['above their rows', above, 'ledger-lines:0'],
    ['below them', below, 'ledger-lines-below:0'],
    [
      'without a word for totals',
      [...above.slice(0, 2), total('滕州市', 490), A, total('薛城区', 650), B, C],
      'ledger-lines:0',
    ],
  ])('%s name whose the rows are, as the officer says', async (_what, rows, id) => {
    const first = await receive(rows);
    expect([asked(first), stored()]).toEqual([[id], []]);
    const file = await receive(rows, { [id]: 'same' });
    expect([said(file), of('unit'), of('amount')]).toEqual([[], [1, 2, 2], [490_000_000, 620_000_000, 30_000_000]]);
    const fields = sources(bench.ctx, { ledger: 'pledge', id: stored()[2]!.id }).sources[0]!.fields;
    expect(fields.find(({ field }) => field === 'unit')!.text).toContain('薛城区');
  });

  test('a sum that differs is pointed out, and stops the file where the line may be a record', async () => {
    const wrong = above.with(4, total('薛城区 小计', 640));
    expect(said(await receive(wrong, { 'ledger-lines:0': 'same' }))).toEqual([['warn', 'ledger-total', 'D5']]);
    const bare = [...above.slice(0, 2), total('滕州市', 500), A];
    expect(said(await receive(bare, { 'ledger-lines:0': 'same' }))).toEqual([['block', 'ledger-total', 'D3']]);
    expect(said(await receive(below.with(3, total('滕州市小计', 500)), { 'ledger-lines-below:0': 'same' }))).toEqual([
      ['warn', 'ledger-total', 'D4'],
    ]);
  });

  test('rows above a 小计 of somebody unknown are nobody’s', async () => {
    const rows = [...below.slice(0, 4), B, total('市直小计', 620), C, total('薛城区小计', 30)];
    const file = await receive(rows, { 'ledger-lines-below:0': 'same' });
    expect(said(file)).toEqual([['block', 'ledger-required', 'A5']]);
  });

  test('beside a column of units they are totals above their rows, and no records', async () => {
    const heads = ['序号', '区（市）', ...HEADS.slice(1)];
    const own = (row: Rows[number], unit: string): Rows[number] => [row[0]!, unit, ...row.slice(1)];
    const line = (unit: string, amount: number): Rows[number] => ['一', unit, '2笔', null, amount, null];
    const rows = (amount: number): Rows => [
      [TITLE],
      heads,
      line('滕州市', 490),
      own(A, '滕州市'),
      line('薛城区', amount),
      own(B, '薛城区'),
      own(C, '薛城区'),
    ];
    const wrong = await receive(rows(651));
    expect([said(wrong), stored()]).toEqual([[['block', 'ledger-total', 'E5']], []]);
    const file = await receive(rows(650));
    expect([said(file), of('unit'), file.ledgers![0]!.skipped]).toEqual([[], [1, 2, 2], 2]);
    const told = rows(650).map((row) => (row[2] === '2笔' ? row.with(1, `${row[1]!}小计`).with(2, null) : row));
    expect(said(await bench.one(bench.sheet('三.xlsx', told)))).toEqual([]);
  });
});
