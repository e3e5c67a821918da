// A ledger with long names on paper: columns of words give room before rows are parted over pages, and where they are, sums keep a name.

import { expect, test } from 'vitest';

import { print } from '../../electron/core/ledgers/print-view.js';
import { CALLS } from '../../shared/contract/index.js';
import { pageColumns, tablePart } from '../../shared/reports/page-columns.js';
import type { PrintTable } from '../../shared/reports/print-table.js';
import { ledgerDesk } from '../helpers/ledger-desk.js';

const desk = ledgerDesk();

async function printed(columns: string[], bank: string): Promise<PrintTable> {
  for (const n of [1, 2])
    desk.put('pledge', {
      unit: '滕州市',
      enterprise: `示例第${n}智能装备制造（集团）科技发展股份有限公司`,
      bank,
      amount: '1360.98',
      patents: '9',
      inventions: '2',
      registeredOn: `2022-03-0${n}`,
      registrationNo: `Y202698000000${n}`,
    });
  const params = {
    ledger: 'pledge',
    columns,
    groupBy: [{ field: 'unit', part: 'value' }],
    paper: 'A4',
    orientation: 'portrait',
    format: 'none',
  };
  return (await print(desk.ctx, CALLS['ledgers.print'].params.parse(params))).table;
}

const COLUMNS = ['unit', 'enterprise', 'bank', 'amount', 'patents', 'inventions', 'registeredOn', 'registrationNo'];

test('words take more lines so that a row stands on one page; numbers keep their room', async () => {
  const table = await printed(COLUMNS, '示例农村商业银行股份有限公司开发区支行');
  const { blocks } = pageColumns(table);
  expect(blocks).toHaveLength(1);
  // Y2026980000001 on one line, and 1360.98.
  expect(table.columnWidths.at(-1)).toBeGreaterThanOrEqual(16);
  expect(table.columnWidths[4]).toBeGreaterThanOrEqual(9);
});

test('what has room keeps it', async () => {
  const table = await printed(['unit', 'enterprise', 'amount'], '工商银行');
  expect(table.columnWidths[2]).toBe(32);
});

test('where columns stand on other pages still, a sum is called by a word that its column holds', async () => {
  const columns = [
    ...COLUMNS,
    'uscc',
    'patentNumbers',
    'channel',
    'months',
    'wantsSubsidy',
    'subsidy',
    'subsidyOn',
    'releasedOn',
    'note',
  ];
  const table = await printed(columns, '示例农村商业银行股份有限公司开发区支行');
  const [first, ...others] = pageColumns(table).blocks.map((block) => tablePart(table, block));
  const sums = (part: typeof first): string[] =>
    part!.bodyRows.filter(({ kind }) => kind !== 'unit').map(({ cells }) => cells[0]!.text);
  expect(sums(first)).toEqual(['滕州市 小计（2条）', '合计（2条）']);
  expect(others.length).toBeGreaterThan(0);
  for (const part of others) expect(sums(part)).toEqual(['小计', '合计']);
});

test('the number of a row stands on one line, however many there are', async () => {
  const rows = Array.from({ length: 120 }, (_, n) => ({ unit: '滕州市', bank: '工商银行', amount: '1', n }));
  desk.put(
    'pledge',
    ...rows.map(({ n, ...row }) => ({ ...row, enterprise: `第${n}公司`, registeredOn: '2022-03-01' })),
  );
  const table = await printed(['unit'], '工商银行');
  // Three digits of 5.5 half characters and what stands beside a text.
  expect(table.columnWidths[0]).toBe(6);
});
