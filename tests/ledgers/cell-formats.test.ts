// What a number format shows of a cell in a ledger table is what the office meant: 2.35亿元, 2022年3月.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { readTable } from '../../electron/core/ledgers/read-table.js';
import * as ledgerImport from '../../electron/core/workbook/ledger-handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

/** A workbook whose cells have the formats that `styles` names by address. */
function book(name: string, rows: Rows, formats: string[], styles: Readonly<Record<string, number>>): FileRef {
  let xml = rowsXml(rows);
  for (const [cell, style] of Object.entries(styles))
    xml = xml.replace(`r="${cell}"`, `r="${cell}" s="${String(style)}"`);
  const path = join(bench.folder, name);
  writeFileSync(path, xlsxBytes({ sheets: [{ xml }], formats }));
  return bench.file(path, name);
}

function stored(ledger: string, field: string): unknown[] {
  const { rows } = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger }));
  return rows.toSorted((a, b) => a.id - b.id).map((row) => row.values[field]);
}

test('亿元 and 元 that a format writes behind an amount are its measure, whatever the head says', async () => {
  const file = book(
    '专利质押.xlsx',
    [
      ['2022年专利质押融资登记台账'],
      ['区（市）', '登记日期', '出质人', '登记金额（万元）', '质押专利数（件）'],
      ['滕州市', '2022-03-01', '甲公司', 2.35, 1],
      ['滕州市', '2022-03-02', '乙公司', 500, 1],
      ['滕州市', '2022-03-03', '丙公司', 3000000, 1],
      ['滕州市', '2022-03-04', '丁公司', 40, 1],
    ],
    ['0.00&quot;亿元&quot;', '0&quot;万元&quot;', '#,##0&quot;元&quot;'],
    { D3: 1, D4: 2, D5: 3 },
  );
  await bench.importAll([file]);
  expect(stored('pledge', 'amount')).toEqual([23_500_000_000, 500_000_000, 300_000_000, 40_000_000]);
});

test('a month that is shown as one is a month where months are taken; 2022.1 as a number is asked about', async () => {
  const file = book(
    '大事记.xlsx',
    [
      ['2022年知识产权大事记'],
      ['序号', '日期', '区（市）', '类别', '事项'],
      [1, 44621, '滕州市', '会商会议', '省市会商'],
      [2, 44621, '滕州市', '表彰', '表彰会'],
      [3, 2022.1, '滕州市', '签约', '签约仪式'],
      [4, 2022.3, '滕州市', '获批', '示范城市获批'],
    ],
    ['yyyy&quot;年&quot;m&quot;月&quot;', 'yyyy-mm-dd'],
    { B3: 1, B4: 2 },
  );
  const plan = await bench.plan([file]);
  const { rows } = ledgerImport.rows(
    bench.ctx,
    CALLS['import.ledger-rows'].params.parse({ planId: plan.planId, index: 0, sheetIndex: 0 }),
  );
  const blocks = rows.flatMap((row) => row.findings.filter(({ severity }) => severity === 'block'));
  expect(blocks.map(({ field, message }) => [field, message.includes('1月还是10月')])).toEqual([['happenedOn', true]]);
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] });
  expect(stored('event', 'happenedOn')).toEqual(['2022-03-01/2022-03-31', '2022-03-01', '2022-03-01/2022-03-31']);
});

test('a table that is to become a ledger shows such months as days, never as numbers', async () => {
  const rows: Rows = [
    ['名称', '开始', '结束'],
    ['甲', 44621, 44651],
  ];
  const file = book('清单.xlsx', rows, ['yyyy&quot;年&quot;m&quot;月&quot;', 'yyyy-mm-dd'], { B2: 1, C2: 2 });
  const table = await readTable(bench.ctx, { file });
  expect(table.rows).toEqual([['甲', '2022-03-01', '2022-03-31']]);
});
