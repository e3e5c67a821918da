// 登记簿 and 签收单 as they are printed, and the way back from what was entered.

import { expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as grid from '../../electron/core/ledgers/grid.js';
import { CALLS } from '../../shared/contract/index.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { dump } from '../helpers/dump.js';
import { ledgerDesk } from '../helpers/ledger-desk.js';

const desk = ledgerDesk();
const { put } = desk;
const holder = { enterprise: '枣庄甲有限公司', unit: '滕州市' };

test('everything here can be undone to the very state before', () => {
  const before = dump(desk.ctx.store.db);
  put('subsidy', {
    ...holder,
    level: '市级',
    category: '贯标',
    payments: [{ paidOn: '2022-03-31', amount: 3 }] as never,
  });
  put('complaint', { unit: '滕州市', receivedOn: '2022-07-01', source: '信访', matter: '甲', limit: 15 });
  const steps = history.list(desk.ctx, { limit: 2 }).changes.map((one) => one.id);
  for (const id of steps) history.undo(desk.ctx, { id });
  expect(dump(desk.ctx.store.db)).toEqual(before);
});

test('登记簿 of a day and 签收单 with a column to sign in', async () => {
  const taken = { unit: '滕州市', applicant: '某公司', kind: '商标续展', fee: '500' };
  put(
    'window',
    {
      ...taken,
      receivedOn: '2022-07-05',
      acceptNo: 'S1',
      status: '领证',
      collectedOn: '2022-07-20',
      collector: '王某',
    },
    { ...taken, receivedOn: '2022-07-06', acceptNo: 'S2' },
  );
  const [register_, signing] = ledgerOf('window')!.papers!;
  const print = async (paper: typeof register_, from: string, to: string) => {
    const params = CALLS['ledgers.print'].params.parse({
      ledger: 'window',
      filter: { text: '', conditions: [{ op: 'between', field: paper!.on, from, to }] },
      columns: [...paper!.columns],
      blanks: [...(paper!.blanks ?? [])],
      title: paper!.title,
    });
    return (await grid.print(desk.ctx, params)).table;
  };
  const day = await print(register_, '2022-07-05', '2022-07-05');
  expect(day.title).toBe('窗口业务登记簿');
  expect(day.headRows[0]!.map((one) => one.text)).toContain('收费（元）');
  expect(day.bodyRows.map((row) => row.cells[1]?.text)).toEqual(['S1', '1']);
  // Numbers stay in one line, their sum too: text, padding and line of a cell have room.
  put('window', { ...taken, receivedOn: '2022-07-07', acceptNo: 'CK2022-100100', fee: '9999999', markNo: '50000000' });
  const month = await print(register_, '2022-07-01', '2022-07-31');
  const widthAt = (head: string): number =>
    month.columnWidths[month.headRows[0]!.findIndex((one) => one.text === head)]!;
  for (const [head, text] of [
    ['受理号', 'CK2022-100100'],
    ['收费（元）', '10000999.00'],
    ['受理日期', '2022-07-07'],
    ['商标号或专利号', '50000000'],
  ] as const)
    expect(widthAt(head), head).toBeGreaterThanOrEqual(text.length * 1.1 + 2);
  const signed = await print(signing, '2022-07-01', '2022-07-31');
  expect(signed.headRows[0]!.at(-1)!.text).toBe('签收');
  for (const row of [...signed.headRows.map((cells) => ({ cells })), ...signed.bodyRows])
    expect(row.cells.reduce((sum, one) => sum + one.colSpan, 0)).toBe(signed.columnWidths.length);
  expect(signed.bodyRows[0]!.cells.map((one) => one.text)).toContain('王某');
});
