// Answers that are remembered (识别规则) go on holding for what was asked about, and for nothing else that has the same heads: another
// table, another unit, another line that was quoted.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { listIndicators, saveIndicator } from '../../electron/core/store/indicator-store.js';
import { write } from '../../electron/core/store/write.js';
import { listValues } from '../../electron/core/statistics/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { indicatorDraftSchema } from '../../shared/indicators/define.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '高新区');
});
afterEach(() => bench.close());

/** Receives a workbook with answers by the beginning of a question's id; gives the ids that nobody had answered before. */
async function receive(sheets: Record<string, Rows>, answers: Record<string, string> = {}): Promise<string[]> {
  const book = Object.entries(sheets).map(([name, rows]) => ({ name, rows }));
  const plan = await bench.plan([bench.book('报表.xlsx', book)]);
  const [file] = plan.files;
  const open = file!.questions.filter(({ id }) => !Object.hasOwn(file!.answers, id));
  const given = open.flatMap(({ id }) => {
    const start = Object.keys(answers).find((one) => id.startsWith(one));
    return start === undefined ? [] : [[id, answers[start]!]];
  });
  if (given.length > 0)
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: Object.fromEntries(given) });
  bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
  return open.map(({ id }) => id);
}

/** Stored values of a month as 江北区 C05 ytd 5. */
const stored = (period: string): string[] =>
  listValues(bench.ctx, { period })
    .values.filter(({ source }) => source !== null && 'file' in source)
    .map(({ unit, code, basis, value }) => `${unit} ${code} ${basis} ${value}`)
    .sort();

/** A report of one unit; `rows` below 指标 | 数量. */
const report = (title: string, ...rows: Rows): Rows => [[title], ['指标', '数量'], ...rows];
/** A table of several units. */
const city = (title: string, ...rows: Rows): Rows => [[title], ['区县', '专利授权量', '商标注册量'], ...rows];

describe('tables with the same heads', () => {
  const sheets = (month: number): Record<string, Rows> => ({
    专利: report(`江北区2024年${month}月专利情况`, ['专利授权量', 5 + month]),
    商标: report(`江北区2024年${month}月商标情况`, ['商标注册量', month]),
  });

  test('of one file keep an answer each', async () => {
    await receive(sheets(2), { 'basis:0': 'ytd', 'basis:1': 'month' });
    expect(await receive(sheets(3))).toEqual([]);
    expect(stored('2024-03')).toEqual(['江北区 C05 ytd 8', '江北区 C24 month 3']);
  });

  test('a second one is asked about, the first is not again; so is one in a file of its own', async () => {
    const { 专利, ...商标 } = sheets(2);
    await receive({ 专利: 专利! }, { basis: 'ytd' });
    expect(await receive(sheets(3))).toEqual(['basis:1:0']);
    expect(await receive(商标)).toEqual(['basis:0:0']);
  });

  test('with the same title are told apart by their sheets', async () => {
    const twice = (month: number): Record<string, Rows> => ({
      表一: report(`江北区2024年${month}月情况`, ['专利授权量', 5 + month]),
      表二: report(`江北区2024年${month}月情况`, ['商标注册量', month]),
    });
    await receive(twice(2), { 'basis:0': 'ytd', 'basis:1': 'month' });
    expect(await receive(twice(3))).toEqual([]);
    expect(stored('2024-03')).toEqual(['江北区 C05 ytd 8', '江北区 C24 month 3']);
  });
});

test.each(['ytd', 'month'])('one month of two years, answered %s, is asked once; so is last year', async (basis) => {
  const sheets = (month: number): Record<string, Rows> => ({
    S: [['江北区专利情况'], ['指标', `2024年${month}月`, `2023年${month}月`], ['专利授权量', 50 + month, 40 + month]],
  });
  await receive(sheets(5), { basis });
  expect(await receive(sheets(6))).toEqual([]);
  expect(stored('2024-06')).toEqual([`江北区 C05 ${basis} 56`]);
  expect(stored('2023-06')).toEqual([`江北区 C05 ${basis} 46`]);
});

test('what an unknown head is in one table is not known in another one with the same heads', async () => {
  const sheets = (month: number): Record<string, Rows> => ({
    专利: [[`江北区2024年1—${month}月专利情况`], ['指标', '自评'], ['专利授权量', 5 + month]],
    商标: [[`江北区2024年1—${month}月商标情况`], ['指标', '自评'], ['商标注册量', month]],
  });
  const { 专利 } = sheets(2);
  expect(await receive({ 专利: 专利! }, { head: 'number' })).toEqual(['head:0:0:自评']);
  expect(await receive(sheets(3))).toEqual(['head:1:0:自评']);
  expect(stored('2024-03')).toEqual([]);
});

describe('what a table says about itself', () => {
  test('上级 in another line is asked about, the line that was answered is not', async () => {
    const rows: Rows = [
      ['江北区', 5, 3],
      ['江南区', 7, 4],
    ];
    const note = ['注：本表排名用于全省通报'];
    await receive({ S: [...city('2024年1—2月统计表', ...rows), note] }, { issuer: 'own' });
    expect(await receive({ S: [...city('2024年1—3月统计表', ...rows), note] })).toEqual([]);
    expect(await receive({ S: city('上级反馈2024年1—4月统计表', ...rows) })).toEqual(['issuer:0:0']);
    expect(stored('2024-04')).toEqual([]);
  });

  test('当月 in a note and in the name of a sheet are two questions', async () => {
    const row = ['专利授权量', 50];
    await receive({ S: report('江北区2024年1—2月统计表', row, ['注：本表数据为当月数']) }, { basis: 'ytd' });
    expect(await receive({ '3月当月': report('江北区2024年1—3月统计表', row) })).toEqual(['basis:0:0']);
  });

  test('增减情况 and 净增量 are two questions', async () => {
    const row = ['江北区', 5, 3];
    await receive({ S: city('2024年1—2月增减情况表', row) }, { derived: 'numbers' });
    expect(await receive({ S: city('2024年1—3月增减情况表', row) })).toEqual([]);
    expect(await receive({ S: city('2024年1—4月较年初净增量', row) })).toEqual(['derived:0:0']);
  });
});

describe('a form that all units fill in', () => {
  const cases: [string, string, string, (unit: string) => Rows][] = [
    [
      'an unknown name',
      'indicator',
      'C14',
      (unit) => report(`${unit}2024年1—2月统计表`, ['专利授权量', 5], ['有效发明专利拥有总量', 9]),
    ],
    [
      'a year without months',
      'year-column',
      'same',
      (unit) => [[`${unit}2024年1—2月统计表`], ['指标', '2023年', '1—2月累计'], ['专利授权量', 6, 5]],
    ],
    [
      'a table of which little is known',
      'layout',
      'skip',
      (unit) =>
        report(
          `${unit}2024年1—2月统计表`,
          ['专利授权量', 5],
          ...['甲项', '乙项', '丙项', '丁项'].map((name) => [name, 1]),
        ),
    ],
    ['a row', 'row-unit', 'skip', (unit) => city(`${unit}2024年1—2月统计表`, [unit, 5, 3], ['经济开发区', 2, 1])],
  ];
  test.each(cases)('%s: what one unit means says nothing of another', async (_, question, answer, rows) => {
    await receive({ S: rows('江北区') }, { [question]: answer });
    const ofOther = await receive({ S: rows('江南区') });
    expect(ofOther.map((id) => id.split(':')[0])).toContain(question);
    expect((await receive({ S: rows('江北区') })).map((id) => id.split(':')[0])).not.toContain(question);
  });
});

test('不采用 of a name holds when the name becomes known, is shown with the file, and can be changed there', async () => {
  const rows = (month: number): Rows =>
    report(`江北区2024年1—${month}月统计表`, ['专利授权量', month], ['有效发明专利拥有总量', 90 + month]);
  await receive({ S: rows(2) }, { indicator: 'skip' });
  const { store } = bench.ctx;
  const known = listIndicators(store).find(({ code }) => code === 'C14')!;
  write(store, { kind: 'indicators', label: '', operator: '', topics: ['indicators'] }, () =>
    saveIndicator(
      store,
      'C14',
      indicatorDraftSchema.parse({ ...known, aliases: [...known.aliases, '有效发明专利拥有总量'] }),
    ),
  );
  expect(await receive({ S: rows(3) })).toEqual([]);
  expect(stored('2024-03')).toEqual(['江北区 C05 ytd 3']);

  const plan = await bench.plan([bench.book('报表.xlsx', [{ name: 'S', rows: rows(4) }])]);
  const id = 'indicator:0:0:B4';
  expect(plan.files[0]!.answers).toMatchObject({ [id]: 'skip' });
  expect(plan.files[0]!.questions.map((question) => question.id)).toEqual([id]);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [id]: 'C14' } });
  bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
  expect(stored('2024-04')).toEqual(['江北区 C05 ytd 4', '江北区 C14 asof 94']);
  expect(await receive({ S: rows(5) })).toEqual([]);
  expect(stored('2024-05')).toEqual(['江北区 C05 ytd 5', '江北区 C14 asof 95']);
});

test('a unit that has ended is asked about again, where an earlier answer named it', async () => {
  const rows = (month: number): Rows => city(`2024年1—${month}月统计表`, ['江北区', 5, 3], ['城北片', 2, 1]);
  await receive({ S: rows(2) }, { 'row-unit': '2' });
  expect(await receive({ S: rows(3) })).toEqual([]);
  bench.ctx.store.db.prepare("UPDATE reporting_unit SET valid_to = '2024-03' WHERE id = 2").run();
  expect(await receive({ S: rows(4) })).toEqual(['row-unit:0:0:A4']);
});

describe('a table of all units', () => {
  test('a sign is answered once for all its rows', async () => {
    const signs = (title: string, ...b: (string | number)[]): Rows =>
      city(title, ...['江北区', '江南区', '高新区'].map((unit, n) => [unit, 5 + n, b[n]!]));
    await receive({ S: signs('2024年1—2月统计表', '—', '—', 3) }, { sign: 'zero' });
    expect(await receive({ S: signs('2024年1—3月统计表', 4, '—', '—') })).toEqual([]);
    expect(stored('2024-03').filter((one) => one.includes('C24'))).toEqual(
      ['江北区 C24 ytd 4', '江南区 C24 ytd 0', '高新区 C24 ytd 0'].toSorted(),
    );
  });

  test('a place that was not among those left out before is asked about', async () => {
    const rows = (...places: string[]): Rows => ['江北区', ...places].map((place, n) => [place, 5 + n, n]);
    const before = ['甲市', '乙市', '丙市', '丁市'];
    await receive({ S: city('2024年1—2月统计表', ...rows(...before)) }, { 'other-rows': 'skip' });
    expect(await receive({ S: city('2024年1—3月统计表', ...rows(...before.toReversed())) })).toEqual([]);
    expect(await receive({ S: city('2024年1—4月统计表', ...rows(...before, '大桥区')) })).toEqual(['other-rows:0:0']);
  });

  test('高新区 below another unit than before is asked about', async () => {
    const part = ['其中：高新区', 2, 4];
    const [north, south] = [
      ['江北区', 5, 3],
      ['江南区', 9, 3],
    ];
    await receive({ S: city('2024年1—2月统计表', north!, south!, part) }, { 'row-unit': '3' });
    expect(await receive({ S: city('2024年1—3月统计表', north!, south!, part) })).toEqual([]);
    expect(await receive({ S: city('2024年1—4月统计表', north!, part, south!) })).toEqual(['row-unit:0:0:A4']);
  });
});

describe('a sheet that is left out', () => {
  const book = (unit: string, month: number, name = '附表'): Record<string, Rows> => ({
    报表: report(`${unit}2024年1—${month}月统计表`, ['专利授权量', 5 + month]),
    [name]: [[`2024年1—${month}月全部园区统计表`], ['项目', '数量'], ['商标注册量', 900]],
  });

  test('is asked about once in the workbooks of a unit, and in those of another one again', async () => {
    expect(await receive(book('江北区', 2), { 'unit:1:0': 'skip' })).toEqual(['unit:1:0']);
    expect(await receive(book('江北区', 3))).toEqual([]);
    expect(await receive(book('江北区', 4, '另表'))).toEqual(['unit:1:0']);
    expect(await receive(book('江南区', 3))).toEqual(['unit:1:0']);
    expect(stored('2024-03')).toEqual(['江北区 C05 ytd 8']);
  });

  test('is asked about again where its title is another one, and each month where it has none', async () => {
    const titled = (title: string | null, month: number): Record<string, Rows> => ({
      报表: report(`江北区2024年1—${month}月统计表`, ['专利授权量', 5 + month]),
      Sheet2: [
        ...(title === null ? [] : [[`2024年1—${month}月${title}`]]),
        ['项目', `2024年1—${month}月`],
        ['商标注册量', 900],
      ],
    });
    expect(await receive(titled('测算底稿统计表', 2), { 'unit:1:0': 'skip' })).toEqual(['unit:1:0']);
    expect(await receive(titled('测算底稿统计表', 3))).toEqual([]);
    expect(await receive(titled('商标情况统计表', 4))).toEqual(['unit:1:0']);
    expect(await receive(titled(null, 5), { 'unit:1:0': 'skip' })).toEqual(['unit:1:0']);
    expect(await receive(titled(null, 6))).toEqual(['unit:1:0']);
  });

  test('of the province is no longer offered', async () => {
    const province = (month: number): Record<string, Rows> => ({
      报表: report(`江北区2024年1—${month}月统计表`, ['专利授权量', 5 + month]),
      全省: [[`2024年1—${month}月统计表`], ['项目', '数量'], ['商标注册量', 900]],
    });
    expect(await receive(province(2), { 'unit:1:0': 'skip' })).toEqual(['unit:1:0']);
    expect(await receive(province(3))).toEqual([]);
    expect(stored('2024-03')).toEqual(['江北区 C05 ytd 8']);
  });

  test('is that of the other sheets once it was said to be, under its title', async () => {
    expect(await receive(book('江北区', 2), { 'unit:1:0': '1' })).toEqual(['unit:1:0']);
    expect(await receive(book('江北区', 3))).toEqual([]);
    expect(stored('2024-03')).toEqual(['江北区 C05 ytd 8', '江北区 C24 ytd 900']);
    expect(await receive(book('江南区', 3))).toEqual(['unit:1:0']);
  });

  test('whose it is said to be is asked again', async () => {
    await receive(book('江北区', 2), { 'unit:1:0': '2' });
    expect(await receive(book('江北区', 3))).toEqual(['unit:1:0']);
  });
});
