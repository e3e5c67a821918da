// Cells of ledgers as bureaus write them: days in ten ways, 同上, 万 behind a number, several patents in a cell, codes that Excel broke.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { readDay } from '../../shared/ledgers/read-day.js';
import { readField } from '../../shared/ledgers/read-field.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const TITLE = '2022年专利权质押融资台账';
const HEADS = ['区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期', '登记号'];
const A = ['滕州市', '滕州甲公司', '工商银行', 490, '2022-01-23', 'Y2022980000137'];
const B = ['薛城区', '薛城乙公司', '建设银行', 620.5, '2022-02-18', 'Y2022980000274'];

function receive(file: ReturnType<ImportBench['sheet']>): Promise<PlannedFile> {
  return bench.receive(file);
}
const pledges = (heads: Rows[number], ...rows: Rows): Promise<PlannedFile> =>
  receive(bench.sheet('质押.xlsx', [[TITLE], heads, ...rows]));
const stored = (ledger = 'pledge'): Readonly<Record<string, unknown>>[] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.map(({ values }) => values);
const said = (file: PlannedFile): [string, string, string | null][] =>
  file.issues.filter(({ severity }) => severity !== 'hint').map(({ severity, rule, cell }) => [severity, rule, cell]);

describe('days', () => {
  test.each([
    '2022.7.5',
    '2022 年 7 月 5 日',
    '2022年7月5日（星期二）',
    '2022，7，5',
    '2022、7、5',
    '20220705',
    '22.7.5',
    '’22.7.5',
    '5-Jul-22',
    '5 July 2022',
    '二〇二二年七月五日',
  ])('%s is one', (text) => expect(readDay(text)).toBe('2022-07-05'));
  test.each([
    ['13.7.5', '2013-07-05'],
    ['49.7.5', '2049-07-05'],
    ['50.7.5', null],
    ['2022 年 2 月 30 日', null],
    ['5-Jan-49', '2049-01-05'],
    ['5-Dec-22', '2022-12-05'],
    ['5-Jan-50', null],
    ['5-Jan-1998', '1998-01-05'],
    ['5-anf-22', null],
    ['二〇二二年一月十日', '2022-01-10'],
    ['二〇二二年十二月二日', '2022-12-02'],
    ['二〇二二年十一月三十日', '2022-11-30'],
    ['二〇二二年二二月五日', null],
    ['二〇二二年一月三二日', null],
  ])('%s is %s', (text, day) => expect(readDay(text)).toBe(day));
  test('the ends of months in Han figures', () => {
    expect(['二〇二二年十月三十一日', '二○二二年十二月二十日'].map(readDay)).toEqual(['2022-10-31', '2022-12-20']);
    for (const year of ['二Ｏ二二', '二O二二', '二0二二', '二零二二'])
      expect(readDay(`${year}年二月二十八日`), year).toBe('2022-02-28');
  });
  test.each([
    '7/5/2022',
    '5.7.22',
    '7/5/22',
    '31-Foo-22',
    '15-Jul-98',
    '2022.13.5',
    '二〇二二年十三月五日',
    '7月5日',
    '12.7.5',
  ])('%s is none', (text) => expect(readDay(text)).toBeNull());
});

test('同上 and 〃 are what the record above has, over totals and several rows down', async () => {
  const file = await pledges(
    HEADS,
    A,
    ['同上', '〃', '″', 100, '同上', 'Y2022980000138'],
    ['小计', null, null, 590, null, null],
    ['"', '同前', '建设银行', 200, '2022-03-01', 'Y2022980000139'],
  );
  expect(said(file)).toEqual([]);
  const [unit] = stored().map((row) => row['unit']);
  expect(stored().map((row) => [row['unit'], row['enterprise'], row['bank'], row['registeredOn']])).toEqual([
    [unit, { id: expect.any(Number), name: '滕州甲公司' }, '工商银行', '2022-01-23'],
    [unit, { id: expect.any(Number), name: '滕州甲公司' }, '工商银行', '2022-01-23'],
    [unit, { id: expect.any(Number), name: '滕州甲公司' }, '建设银行', '2022-03-01'],
  ]);
});

test('同上 over nothing, and under an amount, is refused', async () => {
  const file = await pledges(
    HEADS,
    ['滕州市', '同上', ...A.slice(2)],
    ['薛城区', '薛城乙公司', '〃', '同上', ...B.slice(4)],
  );
  expect(said(file)).toEqual([
    ['block', 'ledger-ditto', 'B3'],
    ['block', 'ledger-amount', 'D4'],
  ]);
  expect(stored()).toEqual([]);
  const ledger = ledgerOf('pledge')!;
  const typed = readField(ledger, 'enterprise', ledger.fields['enterprise']!, '同上', { unitId: () => null });
  expect(typed).toMatchObject({ value: null, findings: [{ rule: 'ditto' }] });
});

describe('amounts', () => {
  test.each(['融资金额/元', '融资金额：元', '融资金额（人民币：元）'])('%s is in 元', async (head) => {
    await pledges(HEADS.with(3, head), A.with(3, 4_900_000));
    expect(stored()).toMatchObject([{ amount: 490_000_000 }]);
  });

  test('each cell says its own: nothing is asked; one that does not, is', async () => {
    const heads = HEADS.with(3, '融资金额');
    expect((await pledges(heads, A.with(3, '490万元'), B.with(3, '6205000元整'))).questions).toEqual([]);
    expect(stored().map((row) => row['amount'])).toEqual([490_000_000, 620_500_000]);
    const file = await pledges(heads, A.with(3, '490万元'), B.with(3, 620.5));
    expect(file.questions.map(({ id }) => id)).toEqual(['ledger-measure:0']);
  });

  test('a count with 万 is of ten thousands', () => {
    const ledger = ledgerOf('activity')!;
    const read = (text: string): unknown =>
      readField(ledger, 'persons', ledger.fields['persons']!, text, { unitId: () => null }).value;
    expect(['1.2万人次', '3万', '0.00001万', '12人'].map(read)).toEqual([12_000, 30_000, null, 12]);
  });

  test.each([
    ['0.00"万"', 490, 490_000_000],
    ['0.0000"亿元"', 0.049, 490_000_000],
  ])('%s behind a number is what it says', async (format, amount, fen) => {
    const cells = (row: readonly unknown[], r: number): string =>
      row
        .map((value, c) => {
          const at = `r="${'ABCDEF'[c]!}${String(r)}"`;
          return typeof value === 'number'
            ? `<c ${at} s="1"><v>${String(value)}</v></c>`
            : `<c ${at} t="inlineStr"><is><t>${String(value)}</t></is></c>`;
        })
        .join('');
    const rows = [[TITLE], HEADS.with(3, '融资金额（元）'), A.with(3, amount)];
    const xml = `<sheetData>${rows.map((row, r) => `<row r="${String(r + 1)}">${cells(row, r + 1)}</row>`).join('')}</sheetData>`;
    const path = join(bench.folder, 'shown.xlsx');
    writeFileSync(path, xlsxBytes({ formats: [format], sheets: [{ xml }] }));
    await receive(bench.file(path));
    expect(stored()).toMatchObject([{ amount: fen }]);
  });
});

test.each([
  ['ZL202010663550.7 ZL202010671469.3', ['202010663550.7', '202010671469.3']],
  ['ZL202010663550.7和ZL202010671469.3', ['202010663550.7', '202010671469.3']],
  ['专利号：ZL202010663550.7（一种轴承）', ['202010663550.7']],
  ['ZL 2020 1 0663550.7', ['202010663550.7']],
])('%s', async (text, numbers) => {
  await pledges([...HEADS, '质押专利号'], [...A, text]);
  expect(stored()).toMatchObject([{ patentNumbers: numbers }]);
});

test('numbers of patents of which one is wrong are not parted', async () => {
  const file = await pledges([...HEADS, '质押专利号'], [...A, 'ZL202010663550.7 ZL202010671469.1']);
  expect(said(file)).toEqual([['block', 'ledger-patent', 'G3']]);
});

test('a code that Excel has broken does not keep the row out; one that is mistyped does', async () => {
  const file = await pledges([...HEADS, '统一社会信用代码'], [...A, '9.1370481E+17'], [...B, '91370481MA3C10009X']);
  expect(said(file)).toEqual([
    ['warn', 'ledger-uscc-lost', 'G3'],
    ['block', 'ledger-uscc', 'G4'],
  ]);
  await pledges([...HEADS, '统一社会信用代码'], [...A, '9.1370481E+17']);
  expect(stored()).toMatchObject([{ uscc: null, enterprise: { name: '滕州甲公司' } }]);
});

test('1月小计 3件 is no record', async () => {
  const file = await pledges(HEADS, A, ['1月小计', '1件', null, 490, null, null], B, [
    '2月小计',
    '1件',
    null,
    620,
    null,
    null,
  ]);
  expect(said(file)).toEqual([['warn', 'ledger-total', 'D6']]);
  expect(stored()).toHaveLength(2);
});

test('a ledger whose rows name no unit is told by its other heads', async () => {
  const heads = ['项目名称', '企业名称', '项目类别', '级别', '备案日期', '状态', '支持资金（万元）'];
  const row = ['轴承专利导航', '滕州甲公司', '专利导航', '省级', '2022-01-06', '备案', 10];
  const file = await receive(bench.sheet('滕州市.xlsx', [['2022年滕州市专利导航与试点项目台账'], heads, row]));
  expect(file.ledgers?.map(({ ledger }) => ledger)).toEqual(['project']);
});

test('a title that stands again on the next page, and a month over its rows, are no records where a number stands in front', async () => {
  const heads = ['受理号', '受理日期', '业务类型', '申请人', '区（市）'];
  const row = (no: string): string[] => [no, '2022-01-06', '商标注册', '滕州甲公司', '滕州市'];
  const title = '2022年窗口业务登记簿';
  const file = await receive(bench.sheet('窗口.xlsx', [[title], heads, row('A1'), [title], heads, row('A2')]));
  expect([said(file), file.questions.map(({ text }) => text)]).toEqual([[], []]);

  expect(stored('window')).toHaveLength(2);
  const marks = ['注册号', '类别', '注册人', '注册日期', '区（市）'];
  const mark = (no: string, on: string): string[] => [no, '9', '滕州甲公司', on, '滕州市'];
  await receive(
    bench.sheet('商标.xlsx', [
      ['2022年注册商标明细'],
      marks,
      ['一月份'],
      mark('30000001', '2022-01-06'),
      ['二月份'],
      mark('30000002', '2022-02-06'),
    ]),
  );
  expect(stored('trademark')).toHaveLength(2);
});

describe('words of the office for a closed list', () => {
  const heads = ['案号', '区（市）', '当事人', '案件类型', '立案日期', '状态'];
  const row = (no: number, status: string): Rows[number] => [
    `枣市监知罚〔2022〕${String(no)}号`,
    '滕州市',
    '滕州甲公司',
    '商标侵权',
    '2022-03-04',
    status,
  ];
  const cases = (...states: string[]): ReturnType<ImportBench['sheet']> =>
    bench.sheet('执法案件.xlsx', [['2022年执法案件台账'], heads, ...states.map((status, n) => row(n + 1, status))]);
  const states = (): unknown[] => stored('enforcement').map((one) => one['status']);

  test('are asked about once and remembered', async () => {
    const plan = await bench.plan([cases('扯皮中', '立案', '扯皮中')]);
    const [question] = plan.files[0]!.questions;
    expect(question).toMatchObject({ kind: 'ledger-word', cell: 'F3' });
    expect(question!.text).toContain('“扯皮中”（2行');
    const option = question!.options[1]!.value;
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [question!.id]: option } });
    bench.accept({ ...plan, files: [imports.get(bench.ctx, { planId: plan.planId }).files[0]!] });
    expect(states()).toEqual([option, '立案', option]);
    expect((await bench.one(cases('扯皮中', '立案', '扯皮中'))).ledgers![0]!.rows).toMatchObject({ same: 3 });
  });

  test('are none: their rows are refused at their cells', async () => {
    const plan = await bench.plan([cases('扯皮中', '立案')]);
    const { id } = plan.files[0]!.questions[0]!;
    const file = await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [id]: '+none' } });
    expect(said(file)).toEqual([['block', 'ledger-status', 'F3']]);
  });

  test('more than a few are no words of the list', async () => {
    const file = await bench.one(cases('甲', '乙', '丙', '丁', '戊', '己', '庚'));
    expect([file.questions, said(file).length]).toEqual([[], 7]);
  });
});

test.each(['滕州甲公司、滕州丙公司', '滕州甲公司\n滕州丙公司', '滕州甲公司/滕州丙公司'])(
  'two enterprises in one cell are pointed out: %j',
  async (names) => {
    const file = await pledges(HEADS, A.with(1, names), B);
    expect(said(file)).toEqual([['warn', 'ledger-several', 'B3']]);
    expect(stored()[0]).toMatchObject({ enterprise: { name: '滕州甲公司、滕州丙公司' } });
  },
);

test('a name over two lines is one; of several holders of a patent the first is its own', async () => {
  await pledges(HEADS, A.with(1, '滕州甲\n有限公司'), B);
  expect(stored()[0]).toMatchObject({ enterprise: { name: '滕州甲有限公司' } });
  const heads = ['专利号', '专利名称', '专利权人', '区县', '授权公告日'];
  const row = ['201910012345', '轴承', '滕州甲公司、某大学', '滕州市', '2022-03-04'];
  await receive(bench.sheet('授权专利明细.xlsx', [['2022年授权专利明细'], heads, row]));
  expect(stored('patent')).toMatchObject([{ enterprise: { name: '滕州甲公司' }, holders: '滕州甲公司；某大学' }]);
});

test('共2笔 below the rows is a total', async () => {
  const file = await pledges(HEADS, A, B, ['共2笔', null, null, 1110, null, null]);
  expect(said(file)).toEqual([['warn', 'ledger-total', 'D5']]);
});
