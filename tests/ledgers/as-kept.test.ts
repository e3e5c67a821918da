// Lists of all kinds as bureaus keep them: what was asked, refused, taken for statistics or left uncounted though a person reads it.

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

async function receive(name: string, rows: Rows, merges: string[] = []): Promise<PlannedFile> {
  return bench.receive(bench.sheet(name, rows, { merges }), {});
}

function stored(ledger: string, ...fields: string[]): unknown[][] {
  const found = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger }));
  return found.rows.map(({ values }) => fields.map((field) => values[field] ?? null));
}

function total(code: string, period: string): string | null | undefined {
  return ledgers.rollup(bench.ctx, { period }).rollups.find((one) => one.code === code)?.total;
}

const said = (file: PlannedFile): [string, string | null, string][] =>
  file.issues.map(({ severity, cell, message }) => [severity, cell, message]);

describe('heads of two rows', () => {
  const row = ['滕州市', '甲公司', '工商银行', '2022-01-23', 3, 1, 500, '一年'];

  test('take the 计量单位 of the group with them', async () => {
    await receive(
      '质押.xlsx',
      [
        ['2022年专利权质押融资台账'],
        ['区（市）', '出质人', '质权人', '登记日期', '专利（件）', null, '融资情况（万元）', null],
        [null, null, null, null, '总数', '其中发明', '贷款金额', '期限'],
        row,
      ],
      ['E2:F2', 'G2:H2'],
    );
    expect(stored('pledge', 'patents', 'inventions', 'amount', 'months')).toEqual([[3, 1, 500_000_000, 12]]);
  });

  test('are found where no cell is merged over the parts, and a line of the title is no group', async () => {
    const file = await receive(
      '资助.xlsx',
      [
        ['2022年市级资助项目台账'],
        ['统计时间：2022年7月31日', null, null, null, null, null, null, '单位：万元'],
        ['序号', '区（市）', '级别', '申报单位', '资助类别', '核定金额', '拨付情况', null],
        [null, null, null, null, null, null, '拨付金额', '拨付时间'],
        [1, '滕州市', '市级', '甲公司', '知识产权贯标奖励', 5, 5, '2022.7.31'],
      ],
      ['A2:F2'],
    );
    expect(said(file).filter(([severity]) => severity !== 'hint')).toEqual([]);
    expect(stored('subsidy', 'approved', 'paid', 'paidOn')).toEqual([[5_000_000, 5_000_000, '2022-07-31']]);
    expect([total('G03', '2022-06'), total('G03', '2022-07')]).toEqual(['0', '5']);
  });
});

test('第二十二届中国专利奖 and 中国专利优秀奖 are counted as what they are, with session and grade', async () => {
  const names = [
    '第二十二届中国专利奖',
    '中国专利优秀奖',
    '第二十三届中国外观设计银奖',
    '山东省专利奖一等奖',
    '先进集体奖',
  ];
  await receive('奖项.xlsx', [
    ['2022年专利奖项'],
    ['区（市）', '获奖单位', '奖项名称', '级别', '获奖项目', '获奖日期'],
    ...names.map((name, n) => ['滕州市', `第${n}公司`, name, n < 3 ? '国家级' : '省级', `第${n}项`, '2022-06-01']),
  ]);
  expect(stored('award', 'name', 'session', 'grade')).toEqual([
    ['中国专利奖', '第二十二届', null],
    ['中国专利奖', null, '优秀奖'],
    ['中国专利奖', '第二十三届', '银奖'],
    ['省专利奖', null, '一等奖'],
    ['先进集体奖', null, null],
  ]);
  expect([total('C36a', '2022-07'), total('C36b', '2022-07')]).toEqual(['3', '1']);
});

test('无 is 0 where things are counted and nothing where a day or a number stands; a total with a rate is a total', async () => {
  const file = await receive('非正常.xlsx', [
    ['2022年第二批非正常专利申请核查情况'],
    ['序号', '所属区（市）', '通报日期', '通报件数', '撤回件数', '撤回率', '申诉件数'],
    [1, '滕州市', '2022.6.1', 200, 180, '90%', '无'],
    [2, '薛城区', '无', 100, 100, '100%', 1],
    ['全市合计', null, null, 300, 280, '93.33%', 1],
  ]);
  expect(stored('abnormal', 'notifiedOn', 'notified', 'appealed')).toEqual([
    ['2022-06-01', 200, 0],
    [null, 100, 1],
  ]);
  expect(said(file)).toContainEqual(['hint', 'G3', 'G3申诉件数：“无”按0登记']);
  await receive('质押.xlsx', [
    ['2022年专利权质押融资台账'],
    ['区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期', '登记号', '统一社会信用代码'],
    ['滕州市', '甲公司', '工商银行', 500, '2022-01-23', '无', '无'],
    ['滕州市', '乙公司', '工商银行', 300, '2022-01-24', '无', '无'],
  ]);
  expect(stored('pledge', 'registrationNo', 'uscc')).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('无 is no amount of a loan', async () => {
  const file = await receive('质押.xlsx', [
    ['2022年专利权质押融资台账'],
    ['区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期'],
    ['滕州市', '甲公司', '工商银行', '无', '2022-01-23'],
  ]);
  expect(said(file)).toEqual([['block', 'D3', 'D3融资金额：应为金额（万元），现为“无”，请核对']]);
});

test.each([['一年'], ['12个月'], [1]])('%s below 保险期限 is how long, and asked about', async (term) => {
  const rows: Rows = [
    ['2022年专利保险台账'],
    ['投保企业', '区市', '承保公司', '投保件数', '保费（元）', '保险期限', '投保时间'],
    ['甲公司', '滕州市', '人保财险', 5, 10_000, term, '2022.7.1'],
    ['乙公司', '滕州市', '人保财险', 5, 10_000, term, '2022.7.2'],
  ];
  const [file] = (await bench.plan([bench.sheet('保险.xlsx', rows)])).files;
  expect([said(file!), file!.questions.map(({ id }) => id)]).toEqual([[], ['ledger-head-保险期限:0']]);
});

test('a term of both days that becomes longer ends on its new last day', async () => {
  const list = (term: string): Rows => [
    ['2022年专利权质押融资台账'],
    ['区市', '企业名称', '质权人', '融资金额（万元）', '登记日期', '质押期限'],
    ['滕州市', '甲公司', '农商行', 500, '2022-03-15', term],
  ];
  await receive('质押.xlsx', list('2022.3.5-2025.3.4'));
  await bench.receive(bench.sheet('续.xlsx', list('2022.3.5-2026.3.4')), { 'ledger-update:0': 'accept' });
  expect(stored('pledge', 'months', 'maturesOn')).toEqual([[48, '2026-03-04']]);
});

test('of two columns that may say whose a row is, the one that names units does', async () => {
  const file = await receive('双随机.xlsx', [
    ['2022年专利双随机抽查结果'],
    ['市场主体名称', '所在区县', '抽查机关', '抽查日期', '检查结果', '公示日期'],
    ['甲公司', '滕州市', '市市场监管局', '2022.7.1', '未发现问题', '2022.7.8'],
  ]);
  expect(file.questions).toEqual([]);
  expect(stored('inspection', 'form', 'checkedOn')).toEqual([['双随机检查', '2022-07-01']]);
});

test('terms that are written with both days are months, and the last day of an insurance', async () => {
  await receive('商标.xlsx', [
    ['2022年商标专用权质权登记台账'],
    ['区市', '企业名称', '质权人', '担保债权数额（万元）', '登记日期', '质权登记期限'],
    ['滕州市', '甲公司', '农商行', 500, '2022-03-05', '2022.3.5-2025.3.4'],
    ['滕州市', '乙公司', '农商行', 500, '2022-03-06', '2022年3月6日至2022年9月6日'],
  ]);
  expect(stored('markpledge', 'months', 'maturesOn')).toEqual([
    [36, '2025-03-04'],
    [6, '2022-09-06'],
  ]);
  await receive('质押.xlsx', [
    ['2022年专利权质押融资台账'],
    ['区市', '企业名称', '质权人', '融资金额（万元）', '登记日期', '质押期限'],
    ['滕州市', '甲公司', '农商行', 500, '2022-03-15', '2022.3.5-2025.3.4'],
    ['滕州市', '乙公司', '农商行', 500, '2022-03-15', '3年'],
  ]);
  expect(stored('pledge', 'months', 'maturesOn')).toEqual([
    [36, '2025-03-04'],
    [36, '2025-03-15'],
  ]);
  await receive('保险.xlsx', [
    ['2022年专利保险台账'],
    ['投保企业', '区市', '承保公司', '投保件数', '保费（元）', '保险期间', '投保时间'],
    ['甲公司', '滕州市', '人保财险', '5件', '10,000', '2022.7.1-2023.6.30', '2022.7.1'],
  ]);
  expect(stored('insurance', 'premium', 'validTo')).toEqual([[1_000_000, '2023-06-30']]);
});

describe('a list that has words of statistics', () => {
  test('is a ledger by the days of its rows, whatever their column is called', async () => {
    const rows: Rows = [
      ['2022年专利转让许可备案台账'],
      ['区市', '转让方', '受让方', '交易类型', '专利件数', '金额（元）', '合同签字时间'],
      ['滕州市', '枣庄学院', '甲公司', '专利权转让', 2, '30,000', '2022.7.1'],
    ];
    const [file] = (await bench.plan([bench.sheet('转让.xlsx', rows)])).files;
    expect(file!.questions.map(({ id }) => id)).toEqual(['ledger-head-合同签字时间:0']);
  });

  test('is one also where its days are spans or have no year', async () => {
    await receive('培训.xlsx', [
      ['2022年知识产权培训宣传活动统计表'],
      ['序号', '区（市）', '活动名称', '举办时间', '活动形式', '参加人数'],
      [1, '滕州市', '宣传周启动', '4月20日', '宣传', null],
      [2, '薛城区', '专利培训班', '2022年7月5日至7日', '培训', '120人'],
      ['合计', null, '2场', null, null, 120],
    ]);
    expect(stored('activity', 'heldOn', 'heldTo')).toEqual([
      ['2022-04-20', null],
      ['2022-07-05', '2022-07-07'],
    ]);
  });

  test('a chronicle is one without kinds, and its times are of the year of its title', async () => {
    const times = ['1月5日', '3月上旬', '7月5日至8日', '7月', '上半年'];
    await receive('大事记.xlsx', [
      ['2022年知识产权大事记'],
      ['时间', '内容'],
      ...times.map((time, n) => [time, `第${n}件大事`]),
    ]);
    expect(stored('event', 'happenedOn', 'kind')).toEqual([
      ['2022-01-05', '其他'],
      ['2022-03-01/2022-03-10', '其他'],
      ['2022-07-05/2022-07-08', '其他'],
      ['2022-07-01/2022-07-31', '其他'],
      ['2022-01-01/2022-06-30', '其他'],
    ]);
  });
});

test('how a head wants to be filled in is no part of its name, nor of its 计量单位', async () => {
  const heads = [
    '区（市）（必填）',
    '*出质人',
    '质权人（选填）',
    '登记日期（格式：2022-07-31）',
    '融资金额（元）（必填）',
    '期限（年）（例：3）',
  ];
  await receive('质押.xlsx', [
    ['2022年专利权质押融资台账'],
    heads,
    ['滕州市', '甲公司', '工商银行', '2022-01-23', 5_000_000, 2],
  ]);
  expect(stored('pledge', 'registeredOn', 'amount', 'months')).toEqual([['2022-01-23', 500_000_000, 24]]);
});

test('满意 answers 是否满意, 5个工作日 is a term, 正在办理 a stage', async () => {
  await receive('投诉.xlsx', [
    ['2022年12345热线知识产权投诉办理台账'],
    ['工单编号', '受理时间', '来源', '诉求内容', '承办单位', '办结时限', '办结时间', '是否满意', '办理状态'],
    ['20220701001', '2022-07-01 09:30', '12345', '假冒商标', '滕州市', '5个工作日', '2022.7.7', '满意', '已办结'],
    ['20220702001', '2022-07-02', '12315', '价格', '薛城区', '7', null, '不满意', '正在办理'],
  ]);
  expect(stored('complaint', 'limit', 'deadline', 'isSatisfied', 'status')).toEqual([
    [5, '2022-07-08', true, '办结'],
    [7, '2022-07-12', false, '办理中'],
  ]);
});

test('what is asked in a 开放许可声明 is no 成交金额', async () => {
  await receive('转让.xlsx', [
    ['2022年专利转让许可台账'],
    ['区市', '转让方', '受让方', '方式', '专利件数', '金额（元）', '签订日期'],
    ['滕州市', '枣庄学院', '甲公司', '专利权转让', 2, 30_000, '2022-07-01'],
    ['滕州市', '枣庄学院', '乙公司', '开放许可声明', 3, 50_000, '2022-07-02'],
  ]);
  expect([total('Y15', '2022-07'), total('Y11', '2022-07'), total('Y13', '2022-07')]).toEqual(['3', '2', '3']);
});
