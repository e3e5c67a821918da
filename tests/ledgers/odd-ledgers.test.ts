// Ledgers of a layout in which rows would be stored as what they are not: of two ledgers in one sheet, examples of a form, numbers that a
// spreadsheet has damaged, terms and amounts in another measure, tables side by side.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
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
const of = (field: string, ledger?: string): unknown[] => stored(ledger).map(({ values }) => values[field]);
const said = (file: PlannedFile): string[] =>
  file.issues.map(({ severity, rule, cell }) => `${severity} ${rule} ${cell ?? ''}`);
const asked = ({ questions }: PlannedFile): string[] => questions.map(({ id }) => id);

const TITLE = ['2022年知识产权质押融资台账'];
const HEADS = ['序号', '区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期'];
const loan = (n: number, name: string, amount: string | number = 100): Rows[number] => [
  n,
  '滕州市',
  name,
  '工商银行',
  amount,
  `2022-03-0${n}`,
];

describe('records of another ledger', () => {
  test.each([
    ['a numbered line', [['一、专利权质押'], loan(1, '甲公司'), ['二、商标权质押'], loan(2, '乙公司')], 'A5'],
    ['a bare kind', [loan(1, '甲公司'), ['二、商标'], loan(2, '乙公司')], 'A4'],
    ['the title of another table', [loan(1, '甲公司'), [], ['商标质押融资台账'], HEADS, loan(2, '乙公司')], 'A5'],
  ] as [string, Rows, string][])('below %s stop the sheet', async (_what, rows, cell) => {
    const file = await receive([TITLE, HEADS, ...rows]);
    expect(said(file)).toEqual([`block ledger-other-ledger ${cell}`]);
    expect(file.issues[0]!.message).toContain('另一本台账“商标质押融资”');
    expect(stored()).toEqual([]);
  });

  test.each([
    ['a note below the last record', ['另有商标质押3笔，见商标台账']],
    ['a line of both kinds', ['二、专利、商标混合质押'], loan(3, '丙公司')],
    ['a line of this ledger', ['二、专利权质押（续）'], loan(3, '丙公司')],
  ] as [string, ...Rows][])('%s stops nothing', async (_what, ...rows) => {
    const file = await receive([TITLE, HEADS, loan(1, '甲公司'), loan(2, '乙公司'), ...rows]);
    expect(said(file).filter((one) => one.startsWith('block'))).toEqual([]);
    expect(stored()).toHaveLength(rows.length + 1);
  });

  test('in a sheet called 商标 are asked about, and the answer holds for no sheet that is called otherwise', async () => {
    const book = (name: string, sheet: string) =>
      bench.book('知识产权质押融资台账.xlsx', [{ name: sheet, rows: [HEADS, loan(1, name)] }]);
    expect(asked(await bench.one(book('甲公司', '专利')))).toEqual([]);
    const plan = await bench.plan([book('乙公司', '商标')]);
    expect(asked(plan.files[0]!)).toEqual(['ledger-which:0']);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'ledger-which:0': 'markpledge' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    expect(stored('markpledge')).toHaveLength(1);
    expect((await bench.one(book('丙公司', '商标'))).ledgers).toMatchObject([
      { ledger: 'markpledge', rows: { new: 1 } },
    ]);
    const unnamed = await bench.one(bench.sheet('质押登记.xlsx', [HEADS, loan(1, '丁公司')]));
    expect(unnamed.answers).toEqual({});
  });
});

test.each([['示例'], ['例'], ['（示例）'], ['填写示例'], ['例：1']])(
  'a row that begins with %s is an example',
  async (text) => {
    const example = loan(1, '某某公司');
    const file = await receive([TITLE, HEADS, [text, ...example.slice(1)], loan(1, '甲公司'), loan(2, '例外食品公司')]);
    expect([said(file), stored().length]).toEqual([['hint ledger-example A3'], 2]);
  },
);

describe('numbers that a spreadsheet has damaged', () => {
  const insurance = (policy: string | number): Rows => [
    ['2022年专利保险台账'],
    ['区（市）', '投保企业', '保险公司', '保单号', '投保专利', '保费（元）', '投保日期'],
    ['滕州市', '甲公司', '人保', policy, 3, 1000, '2022-03-01'],
  ];
  test.each([['2.02237E+20'], [202_237_040_000_000_000_000]])('%s tells no record from another', async (policy) => {
    const file = await receive(insurance(policy));
    expect([said(file), stored('insurance')]).toEqual([['block ledger-certificate D3'], []]);
    expect(file.issues[0]!.message).toContain('已损坏');
  });

  test('what is whole is kept, typed as a number or not', async () => {
    await receive(insurance('202237040000000123456'));
    await receive(insurance(123_456_789_012_345), {}, '二.xlsx');
    expect(of('policyNo', 'insurance')).toEqual(['202237040000000123456', '123456789012345']);
  });

  test('the number of an account is left blank, with a word', async () => {
    const file = await receive([
      ['2022年资助台账'],
      ['区（市）', '申报单位', '资助类别', '级别', '核定金额（元）', '当前环节', '银行账号'],
      ['滕州市', '甲公司', '发明专利授权', '市级', 10_000, '受理', 6_228_480_402_564_890_000],
      ['滕州市', '乙公司', '发明专利授权', '市级', 10_000, '受理', '6228480402564890018'],
    ]);
    expect([said(file), of('bankAccount', 'subsidy')]).toEqual([
      ['warn ledger-code-lost G3'],
      [null, '6228480402564890018'],
    ]);
  });
});

describe('terms', () => {
  const terms = (head: string, ...cells: (string | number)[]): Rows => [
    TITLE,
    [...HEADS, head],
    ...cells.map((cell, n) => [...loan(n + 1, `第${n}公司`), cell]),
  ];
  test('under a head that says 年 are years', async () => {
    expect(asked(await receive(terms('期限（年）', 1, 3, '6个月')))).toEqual([]);
    expect(of('months')).toEqual([12, 36, 6]);
  });

  test('of 1 and 3 are asked about where nobody says of what; 12 counts months', async () => {
    const file = await receive(terms('期限', 1, 3, '2年'));
    expect([asked(file), stored()]).toEqual([['ledger-term-months:0'], []]);
    await receive(terms('期限', 1, 3, '2年'), { 'ledger-term-months:0': '年' });
    expect(of('months')).toEqual([12, 36, 24]);
  });

  test.each([
    [6, 12],
    ['1年', '一年期', '半年'],
  ])('are not asked about where they say it: %s', async (...cells) => {
    expect(asked(await receive(terms('贷款期限', ...cells)))).toEqual([]);
    expect(of('months')).toEqual(typeof cells[0] === 'number' ? cells : [12, 12, 6]);
  });
});

describe('a column that says what amounts are in', () => {
  const heads = ['区（市）', '出质人', '质权人', '融资金额', '单位', '登记日期'];
  const row = (amount: number, word: string, name: string): Rows[number] => [
    '滕州市',
    name,
    '工商银行',
    amount,
    word,
    '2022-03-01',
  ];
  test('is taken where it says the same of all', async () => {
    expect(asked(await receive([TITLE, heads, row(100, '万元', '甲公司'), row(200, '万元', '乙公司')]))).toEqual([]);
    expect(of('amount')).toEqual([100_000_000, 200_000_000]);
  });

  test.each([
    ['two measures', ['元', '万元']],
    ['another currency', ['万元', '万美元']],
  ])('stops the sheet for %s', async (_what, [first, second]) => {
    const file = await receive([TITLE, heads, row(100, first!, '甲公司'), row(200, second!, '乙公司')]);
    expect([said(file), asked(file)]).toEqual([['block ledger-money E4'], []]);
  });

  test('of 币种 stops the sheet for any but ours', async () => {
    const currency = heads.with(3, '融资金额（万元）').with(4, '币种');
    expect(said(await receive([TITLE, currency, row(100, '美元', '甲公司')]))).toEqual(['block ledger-money E3']);
    expect(said(await receive([TITLE, currency, row(100, '人民币', '甲公司')]))).toEqual([]);
    expect(stored()).toHaveLength(1);
  });
});

test('two tables side by side stop the sheet: one of them would be left out', async () => {
  const two = [...loan(1, '甲公司').slice(1), null, ...loan(2, '乙公司').slice(1)];
  const file = await receive([TITLE, [...HEADS.slice(1), null, ...HEADS.slice(1)], two]);
  expect([said(file), asked(file)]).toEqual([['block ledger-side-by-side G2'], []]);
});

test('two columns with the same unknown head are asked about apart', async () => {
  const file = await bench.one(
    bench.sheet('台账.xlsx', [TITLE, [...HEADS, '说法', '说法'], [...loan(1, '甲公司'), '子', '丑']]),
  );
  expect(asked(file)).toEqual(['ledger-head-说法:0', 'ledger-head-说法-2:0']);
});
