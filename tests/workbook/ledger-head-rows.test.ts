// Which row of a sheet holds the heads of a ledger: rows of numbers are passed over, but not where numbers are heads.

import { expect, test } from 'vitest';

import type { RawCell, RawSheet } from '../../electron/core/workbook/1-read/raw-book.js';
import { Grid } from '../../electron/core/workbook/2-recognise/grid.js';
import { findLedgerTable, headsOfLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import type { Ledger } from '../../shared/ledgers/define.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';

const BASE = ledgerOf('subsidy')!;
const headed = (...labels: string[]): readonly Ledger[] => [
  { ...BASE, fields: Object.fromEntries(labels.map((label, n) => [`f${n}`, { kind: 'integer', label }])) },
];

function headRow(ledgers: readonly Ledger[], rows: readonly (readonly (string | number)[])[]): unknown {
  const cells = rows.flatMap((row, r) =>
    row.map((v, c): RawCell => ({ r, c, t: typeof v === 'string' ? 's' : 'n', v })),
  );
  const sheet: RawSheet = { name: '表', state: 'visible', cells, merges: [], hiddenRows: [], hiddenCols: [] };
  const heads = headsOfLedgers(ledgers);
  return findLedgerTable({
    grid: new Grid(sheet, false),
    sheetIndex: 0,
    sheetName: '表',
    fileName: '表.xlsx',
    heads,
    meta: null,
  })?.head;
}

test('a row of numbers behind two names is no head', () => {
  const rows = [
    ['登记表', ''],
    ['园区', '场次', '人数'],
    ['薛城', '滕州', 2024, 2025],
  ];
  expect(headRow(headed('场次', '人数'), rows)).toEqual([1, 1]);
});

test('numbers are heads where a ledger calls its fields so', () => {
  const rows = [
    ['登记表', ''],
    ['园区', '镇街', 2024, 2025],
    ['薛城', '滕州', 1, 2],
  ];
  expect(headRow(headed('2024', '2025'), rows)).toEqual([1, 1]);
  expect(headRow(headed('场次', '人数'), rows)).toBeUndefined();
});

test('heads of a list of ledgers are made once', () => {
  const ledgers = headed('场次');
  expect(headsOfLedgers(ledgers)).toBe(headsOfLedgers(ledgers));
});
