// What a person reads at once in a ledger: days of an activity, counts with their words, rows that belong to the heads, names that say
// a level, a column that says which ledger a row is of.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

async function receive(name: string, rows: Rows): Promise<PlannedFile> {
  return bench.receive(bench.sheet(name, rows), {});
}

function stored(ledger: string, ...fields: string[]): unknown[][] {
  const found = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger }));
  return found.rows.map(({ values }) => fields.map((field) => values[field] ?? null));
}

const said = (file: PlannedFile): [string, string | null, string][] =>
  file.issues.map(({ severity, cell, message }) => [severity, cell, message]);

describe('an activity of several days', () => {
  const heads = ['区（市）', '日期', '形式', '主题', '参加人数'];
  const activities = (...days: string[]): Rows => [
    ['2022年培训宣传活动台账'],
    heads,
    ...days.map((day, n) => ['滕州市', day, '培训', `第${n}期`, 50]),
  ];

  test('has its first day as its day and the last as its end, however both are written', async () => {
    const days = ['2022.7.5-7.6', '7月5日至6日', '7.5-7.6', '2022年7月5日-6日', '2022-07-05至2022-07-06', '2022.7.5-6'];
    await receive('培训.xlsx', activities(...days));
    expect(stored('activity', 'heldOn', 'heldTo')).toEqual(days.map(() => ['2022-07-05', '2022-07-06']));
  });

  test('another end in its own column is pointed out, and an end before the first day is none', async () => {
    const rows = [
      ['滕州市', '7月5日至6日', '培训', '甲', 50, '2022-07-08'],
      ['滕州市', '7月5日至3日', '培训', '乙', 50, null],
    ];
    const file = await receive('培训.xlsx', [['2022年培训宣传活动台账'], [...heads, '结束日期'], ...rows]);
    expect(said(file).map(([severity, cell]) => [severity, cell])).toEqual([
      ['warn', 'F3'],
      ['block', 'B4'],
    ]);
    expect(said(file)[0]![2]).toBe('F3结束日期：写的是“2022-07-08”，从另一栏看是“2022-07-06”，请核对');
  });
});

test('counts are read with what is counted; about how many is no number', async () => {
  const rows = [
    ['共60人', '500册', '3篇'],
    ['120人（次）', '1,200份', '2条'],
    ['60余人', '近500份', '10多篇'],
  ];
  const file = await receive('宣传.xlsx', [
    ['2022年培训宣传活动台账'],
    ['区（市）', '日期', '形式', '主题', '参加人数', '发放资料', '新闻报道'],
    ...rows.map((row, n) => ['滕州市', `2022-07-0${n + 1}`, '宣传', `第${n}次`, ...row]),
  ]);
  expect(said(file).map(([severity, cell, message]) => [severity, cell, message.slice(2)])).toEqual([
    ['block', 'E5', '参加人数：“60余人”是约数，请填写实际的数'],
    ['block', 'F5', '发放资料：“近500份”是约数，请填写实际的数'],
    ['block', 'G5', '新闻报道：“10多篇”是约数，请填写实际的数'],
  ]);
  expect(stored('activity', 'persons', 'materials', 'media')).toEqual([]);
});

describe('rows that belong to the heads', () => {
  const heads = ['序号', '区（市）', '出质人', '质权人', '融资金额', '登记日期', '质押专利数'];
  const first = [1, '滕州市', '滕州甲公司', '工商银行', 5_000_000, '2022-01-23', 3];
  const second = [2, '薛城区', '薛城乙公司', '建设银行', 6_205_000, '2022-02-18', 2];
  const measures = [null, null, null, null, '元', null, '（件）'];
  const both = [
    [500_000_000, 3],
    [620_500_000, 2],
  ];

  test('计量单位 of the columns, and the numbers of the columns, also on the next page', async () => {
    const numbers = ['甲', '乙', '丙', '丁', 1, 2, 3];
    await receive('质押.xlsx', [
      ['2022年专利权质押融资台账'],
      heads,
      measures,
      numbers,
      first,
      heads,
      measures,
      numbers,
      second,
    ]);
    expect(stored('pledge', 'amount', 'patents')).toEqual(both);
  });

  test('计量单位 that the heads say already', async () => {
    const said = heads.map((head) => (head === '融资金额' ? '融资金额（元）' : head));
    await receive('质押.xlsx', [['2022年专利权质押融资台账'], said, measures, first, second]);
    expect(stored('pledge', 'amount', 'patents')).toEqual(both);
  });

  test.each<[Rows[number]]>([
    [['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)']],
    [['①', '②', '③', '④', '⑤', '⑥', '⑦']],
    [[1, 2, 3, 4, 5, 6, 7]],
    [['A', 'B', 'C', 'D', 'E', 'F', 'G=E/F']],
  ])('%j are no record', async (numbers) => {
    await receive('质押.xlsx', [['2022年专利权质押融资台账（元）'], heads, numbers, first, second]);
    expect(stored('pledge', 'amount', 'patents')).toEqual(both);
  });
});

describe('what other words say', () => {
  test.each(['企业', '公司名称', '企业全称', '企业（出质人）', '借款人'])('%s is whose pledge it is', async (head) => {
    await receive('质押.xlsx', [
      ['2022年专利权质押融资台账'],
      ['区（市）', head, '质权人', '融资金额（万元）', '登记日期'],
      ['滕州市', '滕州甲公司', '工商银行', 500, '2022-01-23'],
    ]);
    expect(stored('pledge', 'enterprise')).toEqual([[expect.objectContaining({ name: '滕州甲公司' })]]);
  });

  test('names of prizes and honours say their level; one that does not is asked about', async () => {
    const heads = ['区（市）', '获奖单位', '奖项名称', '获奖项目'];
    await receive('奖项.xlsx', [
      ['2022年专利奖项'],
      heads,
      ['滕州市', '滕州甲公司', '中国专利奖', '轴承'],
      ['薛城区', '薛城乙公司', '山东省专利奖', '水泵'],
    ]);
    expect(stored('award', 'name', 'level')).toEqual([
      ['中国专利奖', '国家级'],
      ['省专利奖', '省级'],
    ]);
    const others = ['中国专利山东明星企业', '中国（山东）知识产权保护企业'].map((name) => [
      '滕州市',
      '滕州甲公司',
      name,
      '2020-11-05',
    ]);
    const unsaid = [['优势示范企业台账'], ['区（市）', '企业名称', '称号', '认定日期'], ...others];
    const [open] = (await bench.plan([bench.sheet('称号2.xlsx', unsaid)])).files;
    expect(open!.questions.map(({ id }) => id)).toEqual(['ledger-all-level:0']);
    const city = [['2021年专利奖项'], heads, ['滕州市', '滕州甲公司', '滕州市专利奖', '轴承']];
    const [file] = (await bench.plan([bench.sheet('奖项2.xlsx', city)])).files;
    expect(file!.questions.map(({ id }) => id)).toEqual(['ledger-all-level:0']);

    await receive('称号.xlsx', [
      ['优势示范企业台账'],
      ['区（市）', '企业名称', '称号', '认定日期'],
      ['滕州市', '滕州甲公司', '国家知识产权优势企业', '2020-11-05'],
      ['薛城区', '薛城乙公司', '山东省知识产权示范企业', '2021-05-01'],
      ['薛城区', '薛城丙公司', '市级知识产权优势企业', '2022-03-01'],
    ]);
    expect(stored('title', 'category', 'level')).toEqual([
      ['知识产权优势企业', '国家级'],
      ['知识产权示范企业', '省级'],
      ['知识产权优势企业', '市级'],
    ]);
  });
});

describe('a list of pledges with 质押类型', () => {
  const heads = ['区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期', '质押类型', '质押数量'];
  const row = (name: string, kind: string): Rows[number] => ['滕州市', name, '工商银行', 500, '2022-01-23', kind, 3];
  const list = (...rows: Rows): Rows => [['2022年知识产权质押融资台账'], heads, ...rows];

  test('of one kind goes to its ledger', async () => {
    await receive('商标.xlsx', list(row('甲公司', '商标'), row('乙公司', '商标权'), ['合计', null, null, 1000]));
    expect([stored('markpledge', 'marks'), stored('pledge')]).toEqual([[[3], [3]], []]);
    await receive('专利.xlsx', list(row('丙公司', '专利'), row('丁公司', '发明专利')));
    expect([stored('markpledge').length, stored('pledge', 'patents')]).toEqual([2, [[3], [3]]]);
    await receive('发明.xlsx', list(row('戊公司', '专利（发明）'), row('己公司', '发明、实用新型')));
    expect(stored('pledge', 'patents')).toEqual([[3], [3], [3], [3]]);
  });

  test.each([
    ['最高额质押', '一般质押'],
    ['首次', '续贷'],
  ])('which says %s and %s, but of what the pledges are, is asked about', async (one, other) => {
    const rows = [['2022年专利权质押融资台账'], heads, row('甲公司', one), row('乙公司', other)];
    const [file] = (await bench.plan([bench.sheet('质押.xlsx', rows)])).files;
    expect([said(file!), file!.questions.map(({ id }) => id)]).toEqual([[], ['ledger-head-质押类型:0']]);
  });

  test('of several is refused: its trademarks were stored as patents', async () => {
    const rows = list(row('甲公司', '专利'), row('乙公司', '商标'));
    const [file] = (await bench.plan([bench.sheet('质押.xlsx', rows)])).files;
    expect(file!.questions).toEqual([]);
    expect(said(file!)).toMatchObject([['block', 'F4', expect.stringContaining('第4行的“质押类型”是“商标”')]]);
  });
});
