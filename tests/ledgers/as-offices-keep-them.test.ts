// Ledgers as offices really keep them: what once was stored as something else, or left out, without a word. Lines, columns and repeated
// records: kept-lines.test.ts, kept-columns.test.ts, kept-again.test.ts.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { ImportBench, Rows } from '../helpers/importing.js';
import { A, asked, B, HEADS, said, TITLE, receivedLedgers } from '../helpers/received-ledgers.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

const desk = receivedLedgers();

describe('a list of cases without a column of their stage', () => {
  const heads = ['办案单位', '案号', '案件类别', '立案日期', '结案日期'];
  const cases = (...rows: Rows) => desk.bench.sheet('行政案件台账.xlsx', [['2022年行政案件台账'], heads, ...rows]);
  const closed = ['滕州市', '滕市监处罚〔2022〕11号', '商标', '2022.3.1', '2022.5.9'];
  const open = ['滕州市', '滕市监处罚〔2022〕12号', '专利', '2022.4.2', null];

  test('what has a day of closing is closed, and that is said', async () => {
    const { file, rows } = await desk.receive('enforcement', cases(closed, open));
    expect(rows.map(({ status }) => status)).toEqual(['已结案', '立案']);
    expect(said(file)).toEqual([]);
    expect(file.issues).toMatchObject([{ severity: 'hint', rule: 'ledger-closed-by-day', cell: 'E3' }]);
  });

  test('the day comes with a later list, and a stage that was set by hand stays while it does not change', async () => {
    await desk.receive('enforcement', cases(closed, open));
    const [, second] = ledgers.rows(desk.bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'enforcement' })).rows;
    const later = [...open.slice(0, 4), '2022.6.7'];
    const plan = await desk.bench.plan([cases(closed, later)]);
    const update = plan.files[0]!.questions.find(({ id }) => id.startsWith('ledger-update'))!;
    const { rows } = await desk.receive('enforcement', cases(closed, later), { [update.id]: 'accept' });
    expect(rows.map(({ status }) => status)).toEqual(['已结案', '已结案']);
    const back = { ledger: 'enforcement', ids: [second!.id], to: '办理中', on: '2022-06-20' };
    ledgers.moveStage(desk.bench.ctx, CALLS['ledgers.move-stage'].params.parse(back));
    expect((await desk.receive('enforcement', cases(closed, later))).rows[1]).toMatchObject({ status: '办理中' });
  });

  test('an empty cell in a column of the stage is asked about as before', async () => {
    const rows: Rows = [['2022年行政案件台账'], [...heads, '状态'], [...closed, null], [...open, '办理中']];
    const { file } = await desk.receive('enforcement', desk.bench.sheet('行政案件台账.xlsx', rows));
    expect(said(file)).toEqual([['warn', 'ledger-closed-early', 'F3']]);
  });
});

describe('amounts and terms', () => {
  test('填报单位：元… above the table is no 计量单位; 单位：件、万元 is one', async () => {
    const heads = HEADS.map((head) => head.replace('（万元）', ''));
    const { file } = await desk.receive(
      'pledge',
      desk.bench.sheet('质押.xlsx', [[TITLE], ['填报单位：元谋路所'], heads, A]),
    );
    expect(asked(file)).toEqual(['ledger-measure:0']);
    const { rows } = await desk.receive(
      'pledge',
      desk.bench.sheet('质押.xlsx', [[TITLE], ['单位：件、万元'], heads, A]),
    );
    expect(rows).toMatchObject([{ amount: 490_000_000 }]);
  });

  test('1年 is twelve months, 12个月 too; 490万 is 万元', async () => {
    const { rows } = await desk.receive(
      'pledge',
      desk.bench.sheet('质押.xlsx', [
        [TITLE],
        [...HEADS, '贷款期限'],
        [...A.with(3, '490万'), '1年'],
        [...B, '12个月'],
        [...B.with(1, '薛城丙公司').with(5, 'Y2022980000275'), '两年'],
      ]),
    );
    expect(rows.map((row) => [row['amount'], row['months']])).toEqual([
      [490_000_000, 12],
      [620_500_000, 12],
      [620_500_000, 24],
    ]);
  });

  test('as many patents as are listed, where nobody says how many', async () => {
    const heads = ['区市', '合同类型', '受让人', '转让人', '专利号', '合同金额（万元）', '签订日期', '合同编号'];
    const row = (no: string, numbers: string): string[] => [
      '滕州市',
      '转让',
      '甲公司',
      '某大学',
      numbers,
      '1',
      '2022-6-1',
      no,
    ];
    const { rows } = await desk.receive(
      'transfer',
      desk.bench.sheet('转让.xlsx', [
        ['2022年专利转让许可台账'],
        heads,
        row('HT1', '201910012345；201920012346'),
        row('HT2', ''),
      ]),
    );
    expect(rows.map((one) => one['patents'])).toEqual([2, 1]);
  });
});

test.each([
  ['融资金额（元）', 490, '0.00"万元"', 490_000_000],
  ['融资金额（万元）', 4_900_000, '#,##0"元"', 490_000_000],
  ['融资金额（万元）', 1.5, '0.0"亿元"', 15_000_000_000],
])('under %s, %d in the format %s is what is shown', async (head, amount, format, fen) => {
  const heads = HEADS.with(3, head);
  const cells = (row: readonly unknown[], r: number): string =>
    row
      .map((value, c) => {
        const at = `r="${'ABCDEF'[c]!}${r}"`;
        return typeof value === 'number'
          ? `<c ${at} s="1"><v>${value}</v></c>`
          : `<c ${at} t="inlineStr"><is><t>${String(value)}</t></is></c>`;
      })
      .join('');
  const data = [[TITLE], heads, A.with(3, amount)].map((row, r) => `<row r="${r + 1}">${cells(row, r + 1)}</row>`);
  const path = join(desk.bench.folder, 'shown.xlsx');
  writeFileSync(path, xlsxBytes({ formats: [format], sheets: [{ xml: `<sheetData>${data.join('')}</sheetData>` }] }));
  expect((await desk.receive('pledge', desk.bench.file(path))).rows).toMatchObject([{ amount: fen }]);
});

test('2022.1 in an event is a number that may have been 2022.10', async () => {
  const sheet = (on: string | number): ReturnType<ImportBench['sheet']> =>
    desk.bench.sheet('大事记台账.xlsx', [
      ['2022年大事记台账'],
      ['时间', '类别', '大事内容', '责任单位'],
      [on, '签约', '签约会', '市中区'],
    ]);
  expect(said((await desk.receive('event', sheet(2022.1))).file)).toEqual([['block', 'ledger-date', 'A3']]);
  expect((await desk.receive('event', sheet('2022年10月'))).rows).toHaveLength(1);
});

test('events of the office itself belong to none of its units', async () => {
  const events = await desk.receive(
    'event',
    desk.bench.sheet('大事记.xlsx', [
      ['枣庄市知识产权局2022年大事记'],
      ['序号', '日期', '类别', '事项'],
      [1, '2022-04-26', '新闻发布', '召开知识产权宣传周新闻发布会'],
      [2, '2022-05-10', '签约', '与银行签约'],
    ]),
  );
  expect([events.file.questions, said(events.file)]).toEqual([[], []]);
  expect(events.rows).toMatchObject([{ unit: null }, { unit: null }]);
});

test('an amount in 元 between others in 万元 is pointed out', async () => {
  const { file } = await desk.receive('pledge', desk.pledges(A, B, A.with(3, 4900000).with(5, 'Y2022980000999')));
  expect(said(file)).toEqual([['warn', 'ledger-measure', 'D5']]);
});

describe('titles', () => {
  const SUBSIDY = ['级别', '资助类别', '申报单位', '区（市）', '申报日期', '申报金额（万元）'];
  const ROW = ['市级', '知识产权贯标奖励', '滕州甲公司', '滕州市', '2022/3/1', 5];

  test('the day on which a list was filled in is no year of its rows', async () => {
    const sheet = (title: string): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('资助.xlsx', [[title], ['填报日期：2023年1月10日'], SUBSIDY, ROW]);
    expect(asked((await desk.receive('subsidy', sheet('知识产权资助台账'))).file)).toEqual(['ledger-year:0']);
    expect((await desk.receive('subsidy', sheet('2022年度知识产权资助台账'))).rows).toMatchObject([{ year: 2022 }]);
  });

  test('one that names two titles of honour says of no row which it is', async () => {
    const rows: Rows = [
      ['国家知识产权优势企业、示范企业名单'],
      ['企业名称', '区县', '认定日期'],
      ['滕州甲公司', '滕州市', '2019-12-1'],
    ];
    const { file } = await desk.receive('title', desk.bench.sheet('名单.xlsx', rows));
    expect([asked(file), said(file), desk.stored('title')]).toEqual([['ledger-all-category:0'], [], []]);
  });

  test('a list of patents is no table of 发明专利 by districts; a form with 联系人： below it is no ledger', async () => {
    const { file } = await desk.receive(
      'patent',
      desk.patents(['201910012345', '甲', '滕州甲公司', '滕州市', '2022-03-04']),
    );
    expect(file.ledgers).toMatchObject([{ ledger: 'patent', rows: { new: 1 } }]);
    const form = await desk.bench.one(
      desk.bench.sheet('滕州市2022年7月.xlsx', [
        ['滕州市2022年1-7月知识产权统计表'],
        ['指标', '1-7月'],
        ['发明专利授权量（件）', 12],
        ['联系人：', null, '日期：'],
      ]),
    );
    expect(form.ledgers ?? []).toEqual([]);
  });
});

describe('what an indicator counts', () => {
  test('省专利奖提名奖 for 省专利奖 and a year 22 count nowhere: told, and refused', async () => {
    const heads = ['年度', '奖项名称', '级别', '获奖单位', '区县', '获奖项目'];
    const sheet = (year: number, name: string): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('奖项.xlsx', [['获奖情况'], heads, [year, name, '省级', '滕州甲公司', '滕州市', '一种装置']]);
    expect(said((await desk.receive('award', sheet(2022, '省专利奖提名奖'))).file)).toEqual([
      ['warn', 'ledger-near-option', 'B3'],
    ]);
    expect(said((await desk.receive('award', sheet(2022, '省专利奖'))).file)).toEqual([]);
    expect(said((await desk.receive('award', sheet(2022, '市长质量奖'))).file)).toEqual([]);
    expect(said((await desk.receive('award', sheet(22, '省专利奖'))).file)).toEqual([['block', 'ledger-year', 'A3']]);
  });

  test('a corrected day of a row without a number of its own is pointed out, a second policy is not', async () => {
    const heads = ['区市', '投保人', '承保公司', '投保专利件数', '保费（元）', '投保日期'];
    const sheet = (day: string, premium = 35000): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('专利保险.xlsx', [
        ['2022年专利保险台账'],
        heads,
        ['滕州市', '滕州甲公司', '人保财险', 12, premium, day],
      ]);
    await desk.receive('insurance', sheet('2022-5-6'));
    const [finding] = (await desk.bench.one(sheet('2022-5-16'))).issues.filter(({ severity }) => severity === 'warn');
    expect(finding).toMatchObject({ rule: 'ledger-near', cell: 'F3' });
    expect(finding!.message).toContain('2022-05-06');
    expect(said(await desk.bench.one(sheet('2022-5-16', 8000)))).toEqual([]);
    expect(said(await desk.bench.one(sheet('2022-5-6')))).toEqual([]);
  });
});

test('a record of which a text is struck out is not taken, whether the text has a digit or not', async () => {
  const heads = ['区市', '企业名称', '证书编号', '发证日期', '有效期至'];
  const cells = (row: number, texts: readonly string[], struck: number): string =>
    texts
      .map((text, c) => {
        const style = c === struck ? ' s="1"' : '';
        return `<c r="${'ABCDE'[c]!}${row}"${style} t="inlineStr"><is><t>${text}</t></is></c>`;
      })
      .join('');
  const rows = [
    ['贯标认证企业名单'],
    heads,
    ['滕州市', '滕州甲公司', 'A1', '2020-8-1', '2023-7-31'],
    ['滕州市', '滕州乙公司', 'A2', '2020-8-1', '2023-7-31'],
  ];
  const sheet = (struck: number): ReturnType<ImportBench['file']> => {
    const data = rows.map((row, r) => `<row r="${r + 1}">${cells(r + 1, row, r === 3 ? struck : -1)}</row>`);
    const bytes = xlsxBytes({
      sheets: [{ xml: `<sheetData>${data.join('')}</sheetData>` }],
      change: (parts) => parts.map((part) => (part.name === 'xl/styles.xml' ? { ...part, data: STRUCK } : part)),
    });
    const path = join(desk.bench.folder, `${struck}.xlsx`);
    writeFileSync(path, bytes);
    return desk.bench.file(path);
  };
  for (const [struck, cell] of [
    [1, 'B4'],
    [2, 'C4'],
  ] as const)
    expect(said(await desk.bench.one(sheet(struck)))).toEqual([['block', 'ledger-struck', cell]]);
});

const STRUCK =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/><font><strike/></font></fonts>' +
  '<cellXfs><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>';
