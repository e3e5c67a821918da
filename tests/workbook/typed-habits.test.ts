// What clerks type into a form: several statements into one cell, 万 without its measure, words for a number, months of their own.

import { afterAll, beforeAll, expect, test } from 'vitest';

import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '高新区');
});
afterAll(() => bench.close());

type Sheets = Parameters<ImportBench['book']>[1];

async function read(sheets: Sheets): Promise<{ stored: string[]; asks: string[]; says: string[] }> {
  const plan = await bench.plan([bench.book('表.xlsx', sheets)]);
  const [file] = plan.files;
  const stored = bench.cells(plan).filter(({ fate, value }) => fate === 'new' && value !== null);
  return {
    stored: stored.map(({ unit, code, period, basis, value }) => `${unit!} ${code!} ${period!} ${basis!} ${value!}`),
    asks: file!.questions.map(({ text }) => text),
    says: file!.issues.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`),
  };
}

const one = (...rows: Rows): Sheets => [{ name: '表', rows }];
const OF_JUNE = ['江北区 C05 2024-06 ytd 77'];

test.each([
  ['填报单位：江北区市场监管局     统计期间：2024年1-6月'],
  ['统计期间：2024年1-6月        填报单位：江北区市场监管局'],
  ['填报单位（公章）：江北区   填报日期：2024年7月5日   报告期：2024年1-6月   计量单位：件'],
  ['填 报 单 位：江北区     填 报 时 间：2024年7月5日  统 计 期 间：2024年1-6月'],
  ['填报单位：江北区；统计期间：2024年1-6月；填报人：李四'],
  ['填报单位：江北区     2024年1-6月   单位：件'],
  ['填报单位：江北区     填报人：张三    联系电话：0734-8888888', '2024年1-6月'],
])('statements in one cell, parted by blanks: %s', async (...lines) => {
  const rows: Rows = [
    ['知识产权统计表'],
    ...lines.map((line) => [line]),
    ['指标', '单位', '累计'],
    ['专利授权量', '件', 77],
  ];
  expect(await read(one(...rows))).toEqual({ stored: OF_JUNE, asks: [], says: [] });
});

test('a unit alone in the title is no part of one', async () => {
  const rows: Rows = [['高新区2024年1—6月'], ['指标', '数量'], ['专利授权量', 77]];
  expect(await read(one(...rows))).toEqual({ stored: ['高新区 C05 2024-06 ytd 77'], asks: [], says: [] });
});

test('5600万 of an amount is 万元, 12.5万 of people 万人; of 件 it is refused', async () => {
  const title = ['江北区2024年1—6月统计表'];
  const { stored, says } = await read(
    one(title, ['指标', '数量'], ['专利转化成交金额', '5600万'], ['常住人口', '12.5万'], ['专利授权量', '1.2万']),
  );
  expect(stored).toEqual(['江北区 Y15 2024-06 ytd 5600', '江北区 P01 2024-06 asof 12.5']);
  expect(says).toEqual(['block text-in-number B5“专利授权量”填的是“1.2万”，应填数字。']);
});

test('5600万 below 万元 is that, and 1.2万 below 亿元 nobody can tell', async () => {
  const title = ['江北区2024年1—6月统计表'];
  const { stored, says } = await read(
    one(title, ['指标', '数量'], ['专利转化成交金额（万元）', '5600万'], ['专利权质押融资金额（亿元）', '1.2万']),
  );
  expect(stored).toEqual(['江北区 Y15 2024-06 ytd 5600']);
  expect(says.join()).toContain('填的是“1.2万”，应填数字');
});

test('持平 is a comparison of 0, checked like any other', async () => {
  const rows = (now: number): Rows => [
    ['江北区2024年1—6月统计表'],
    ['指标', '本期', '上年同期', '同比'],
    ['专利授权量', now, 50, '持平'],
  ];
  expect((await read(one(...rows(50)))).says).toEqual([]);
  expect((await read(one(...rows(90)))).says).toEqual([expect.stringContaining('warn change-differs')]);
});

test('a sign is asked about with what the table says of it', async () => {
  const title = ['江北区2024年1—6月统计表'];
  const { asks } = await read(
    one(title, ['指标', '数量'], ['专利授权量', '—'], ['商标注册量', 5], ['注：“—”表示本月未发生']),
  );
  expect(asks).toEqual(['表中用“—”表示什么？（B3“专利授权量”等处，表中说明是“本月未发生”，看不出本期的数是多少）']);
});

test('heads of yearly reports, of targets handed down and of comparisons with a whole year', async () => {
  const rows: Rows = [
    ['江北区2023年度知识产权统计年报'],
    ['指标', '市局下达任务数', '完成数', '较上年增减'],
    ['专利授权量', 500, 520, 20],
  ];
  expect(await read(one(...rows))).toEqual({
    stored: ['江北区 C05 2023-12 ytd 500', '江北区 C05 2023-12 ytd 520'],
    asks: [],
    says: [],
  });
});

test('下达数 alone may be what was paid out: asked', async () => {
  const { stored, asks } = await read(one(['江北区2024年1—6月统计表'], ['指标', '下达数'], ['专利授权量', 50]));
  expect(stored).toEqual([]);
  expect(asks).toEqual([expect.stringContaining('下达数')]);
});

test('a target handed down beside the own one is left and said', async () => {
  const head = ['指标', '年度目标', '市局下达任务数', '本期'];
  const { stored, says } = await read(one(['江北区2024年1—6月统计表'], head, ['专利授权量', 480, 500, 60]));
  expect(stored.toSorted()).toEqual(['江北区 C05 2024-06 ytd 60', '江北区 C05 2024-12 ytd 480']);
  expect(says).toEqual([expect.stringMatching(/^warn numbers-not-read C3.*市局下达任务数/)]);

  const both = ['指标', '省下达任务', '市下达任务', '本期'];
  const other = await read(one(['江北区2024年1—6月统计表'], both, ['专利授权量', 480, 500, 60]));
  expect(other.stored).toEqual(['江北区 C05 2024-06 ytd 60']);
  expect(other.says).toEqual(['B3', 'C3'].map((cell) => expect.stringMatching(`^warn numbers-not-read ${cell}`)));
});

test.each([
  ['江北区2024年一季度知识产权统计年报', ['江北区 C05 2024-03 ytd 7']],
  ['江北区2024年知识产权统计年报（1—6月）', ['江北区 C05 2024-06 ytd 7']],
  ['江北区2023年统计年报和2024年定期统计报表', []],
])('年报 says the year only where nothing else is named: %s', async (title, stored) => {
  expect((await read(one([title], ['指标', '数量'], ['专利授权量', 7]))).stored).toEqual(stored);
});

const monthly = (name: string, months: string, indicator: string, value: number): Sheets[number] => ({
  name,
  rows: [[`江北区2024年1—${months}月${name}统计`], ['指标', '数量'], [indicator, value]],
});

test('a sheet of an earlier month is taken for it where nothing newer of it is there, and said', async () => {
  const alone = await read([monthly('专利', '3', '专利授权量', 50), monthly('商标', '2', '商标注册量', 30)]);
  expect(alone.stored).toEqual(['江北区 C05 2024-03 ytd 50', '江北区 C24 2024-02 ytd 30']);
  expect(alone.says).toEqual([
    expect.stringMatching(/^warn older-sheet 工作表“商标”是2024年2月的数据.*请核实月份有没有写错。$/),
  ]);

  const renewed = await read([monthly('3月', '3', '专利授权量', 50), monthly('2月', '2', '专利授权量', 30)]);
  expect(renewed.stored).toEqual(['江北区 C05 2024-03 ytd 50']);

  // Under a name that is asked about the same may be there.
  const renamed = await read([monthly('3月', '3', '授权专利总件', 50), monthly('2月', '2', '专利授权量', 30)]);
  expect(renamed.stored).toEqual([]);
});

test.each(['一、规上企业', '规上企业'])('below %s last year and targets wait for the same answer', async (line) => {
  const head = ['指标', '年度目标', '本期', '上年同期'];
  const rows: Rows = [['江北区2024年1—6月统计表'], head, ['商标注册量', 9, 8, 7], [line], ['专利授权量', 90, 50, 40]];
  const { stored, asks } = await read(one(...rows));
  expect(stored.filter((text) => text.includes('C05'))).toEqual([]);
  expect(asks).toHaveLength(1);

  const targets: Rows = [
    ['江北区2024年知识产权目标任务'],
    ['指标', '年度目标'],
    ['商标注册量', 9],
    [line],
    ['专利授权量', 90],
  ];
  expect((await read(one(...targets))).stored.filter((text) => text.includes('C05'))).toEqual([]);
});

test('发明, 实用新型 and 外观设计 are parts of 专利授权总量 as of 专利授权量', async () => {
  const parts = ['江北区 C05 2024-06 ytd 50', '江北区 C06 2024-06 ytd 10', '江北区 C07 2024-06 ytd 30'];
  const below: Rows = [
    ['专利授权总量', 50],
    ['发明', 10],
    ['实用新型', 30],
  ];
  const title = ['江北区2024年1—6月统计表'];
  expect((await read(one(title, ['指标', '数量'], ...below))).stored).toEqual(parts);
  const inside: Rows = [
    ['区县', '专利授权总量', null, null],
    [null, '合计', '发明', '实用新型'],
    ['江北区', 50, 10, 30],
  ];
  expect((await read([{ name: '表', rows: [['2024年1—6月统计表'], ...inside] }])).stored).toEqual(parts);
});
