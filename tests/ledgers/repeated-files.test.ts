// The same record in two files of which one cannot be received yet: it comes with the other one, and is not lost with the first.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { run as runImport } from '../../electron/core/workbook/run-handler.js';
import { CALLS } from '../../shared/contract/index.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const TITLE = ['2022年专利质押融资登记台账'];
const HEADS = ['区（市）', '登记日期', '出质人', '登记金额（万元）', '质押专利数（件）', '质押登记号'];
const A = ['滕州市', '2022-03-01', '甲公司', 500, 1, 'Y2022370000001'];
const B = ['滕州市', '2022-03-02', '乙公司', 300, 1, 'Y2022370000002'];
const READY: Rows = [TITLE, HEADS, A, B];
/** Fuller, and with a row that is refused. */
const WAITING: Rows = [
  TITLE,
  [...HEADS, '质权人'],
  [...A, '工行'],
  ['滕州市', '不详', '丙公司', 700, 1, 'Y2022370000003', '农行'],
];

test.each([
  ['before it', [READY, WAITING]],
  ['behind it', [WAITING, READY]],
])('the file that waits comes %s', async (_name, sheets) => {
  const files = sheets.map((rows, n) => bench.sheet(`${String(n + 1)}.xlsx`, rows));
  const answer = await runImport(bench.ctx, { files, period: null, accept: true });
  expect(answer.files.map(({ status }) => status).toSorted()).toEqual(['asks', 'imported']);
  const { rows } = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'pledge' }));
  expect(rows.map((row) => row.values['registrationNo']).toSorted()).toEqual(['Y2022370000001', 'Y2022370000002']);
});
