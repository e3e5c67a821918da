// 2022年3月 typed into a spreadsheet is its first day for the program that keeps it: a month where the ledger takes one, to be looked
// at where it wants a day.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { ImportBench } from '../helpers/importing.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

/** 2022-03-01 in a cell that shows 2022年3月. */
const MONTH = 44621;

function book(name: string, lines: (string | number)[][], format = 'yyyy"年"m"月"'): FileRef {
  const cell = (value: string | number, ref: string): string =>
    typeof value === 'number'
      ? `<c r="${ref}" s="1"><v>${value}</v></c>`
      : `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = lines.map(
    (line, r) =>
      `<row r="${r + 1}">${line.map((value, c) => cell(value, `${String.fromCharCode(65 + c)}${r + 1}`)).join('')}</row>`,
  );
  const path = join(bench.folder, name);
  writeFileSync(path, xlsxBytes({ sheets: [{ xml: `<sheetData>${rows.join('')}</sheetData>` }], formats: [format] }));
  return bench.file(path, name);
}

const stored = (ledger: string, field: string): unknown[] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.map(({ values }) => values[field]);

test('a span without its year is asked about where no title says it; what is none is refused, with what may be written there', async () => {
  const heads = ['日期', '类别', '事项', '级别', '区（市）'];
  const events = [
    [MONTH, '会商会议', '召开会商会议', '市级', '滕州市'],
    ['3月上旬', '签约', '没有年份', '市级', '滕州市'],
  ];
  const asked = await bench.plan([book('大事记.xlsx', [heads, ...events])]);
  expect(asked.files[0]!.questions.map(({ id }) => id)).toEqual(['ledger-day-year:0']);
  const [titled] = (await bench.plan([book('2022年大事记.xlsx', [heads, ...events])])).files;
  expect([titled!.questions, titled!.ledgers?.[0]?.rows.new]).toEqual([[], 2]);
  const wrong = ['3月初', '签约', '签订协议', '市级', '滕州市'];
  const plan = await bench.plan([book('2022年大事记.xlsx', [heads, ...events, wrong])]);
  const refused = plan.files[0]!.issues.filter(({ severity }) => severity === 'block');
  expect(refused.map(({ cell }) => cell)).toEqual(['A4']);
  expect(refused[0]!.message).toContain('2022年7月上旬');
});

test('大事记 takes the month; where a day is wanted, the one that the spreadsheet made of it is pointed out', async () => {
  const plan = await bench.plan([
    book('2022年大事记.xlsx', [
      ['日期', '类别', '事项', '级别', '区（市）'],
      [MONTH, '会商会议', '召开会商会议', '市级', '滕州市'],
      ['2022年3月上旬', '签约', '签订协议', '市级', '滕州市'],
    ]),
    book('2022年专利权质押融资台账.xlsx', [
      ['区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期', '登记号'],
      ['滕州市', '滕州甲有限公司', '枣庄银行', '100', MONTH, 'Y2022980000001'],
    ]),
  ]);
  const warned = plan.files[1]!.issues.filter(({ rule }) => rule.includes('month-as-day'));
  expect(warned).toMatchObject([{ severity: 'warn', cell: 'E2' }]);
  expect(warned[0]!.message).toContain('按表格软件存的2022-03-01登记');
  bench.accept(plan);
  expect(stored('event', 'happenedOn')).toEqual(['2022-03-01/2022-03-31', '2022-03-01/2022-03-10']);
  expect(stored('pledge', 'registeredOn')).toEqual(['2022-03-01']);
});

test('of a month without its year the one that the spreadsheet keeps is pointed out, too', async () => {
  const plan = await bench.plan([
    book(
      '大事记.xlsx',
      [
        ['日期', '类别', '事项', '级别', '区（市）'],
        [MONTH, '会商会议', '召开会商会议', '市级', '滕州市'],
      ],
      'm"月"',
    ),
  ]);
  const warned = plan.files[0]!.issues.filter(({ rule }) => rule.includes('month-as-day'));
  expect(warned).toMatchObject([{ severity: 'warn', cell: 'A2' }]);
  expect(warned[0]!.message).toContain('只写了月份，按表格软件存的2022-03登记，请核对是哪一年');
});
