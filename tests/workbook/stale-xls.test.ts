// Formulas of .xls: tokens written back as text, shared ones moved, sheets named; an old result is told as in .xlsx.

import { describe, expect, test } from 'vitest';

import { formulaOfTokens } from '../../electron/core/workbook/1-read/formulas/biff-tokens.js';
import { readXls } from '../../electron/core/workbook/1-read/read-xls.js';
import { biffBytes, type BiffRecord } from '../helpers/biff-bytes.js';

const u16 = (...values: number[]): Buffer => {
  const data = Buffer.alloc(values.length * 2);
  values.forEach((value, n) => data.writeUInt16LE(value, n * 2));
  return data;
};
const f64 = (value: number): Buffer => {
  const data = Buffer.alloc(8);
  data.writeDoubleLE(value);
  return data;
};
const bytes = (...parts: (number | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)));

/** Tokens: a cell, a range, one of another sheet; relative to where they stand. */
const cell = (row: number, column: number): Buffer => bytes(0x44, u16(row, 0xc000 | column));
const range = (top: number, left: number, bottom: number, right: number): Buffer =>
  bytes(0x25, u16(top, bottom, 0xc000 | left, 0xc000 | right));
const int = (value: number): Buffer => bytes(0x1e, u16(value));
const call = (count: number, id: number): Buffer => bytes(0x42, count, u16(id));

describe('tokens', () => {
  const written = (tokens: Buffer, isShared = false): string | null =>
    formulaOfTokens({
      b: tokens,
      start: 0,
      end: tokens.length,
      row: 4,
      column: 2,
      isShared,
      sheetAt: (index) => (index === 0 ? "It's" : null),
    });

  test.each([
    ['A1+B2*3', bytes(cell(0, 0), cell(1, 1), int(3), 0x05, 0x03)],
    ['(A1+B2)*3', bytes(cell(0, 0), cell(1, 1), 0x03, 0x15, int(3), 0x05)],
    // A program that leaves the brackets out means them all the same.
    ['(A1+B2)*3', bytes(cell(0, 0), cell(1, 1), 0x03, int(3), 0x05)],
    ['A1-(B2-3)', bytes(cell(0, 0), cell(1, 1), int(3), 0x04, 0x04)],
    ['SUM(A1:B3)', bytes(range(0, 0, 2, 1), 0x19, 0x10, u16(0))],
    ['SUM(A1:B3,7)', bytes(range(0, 0, 2, 1), int(7), call(2, 4))],
    ['IF(A1=0,0,B1/A1)', bytes(cell(0, 0), int(0), 0x0b, 0x19, 0x02, u16(9), int(0), 0x19, 0x08, u16(9), cell(0, 1), cell(0, 0), 0x06, 0x19, 0x08, u16(3), call(3, 1))], // prettier-ignore
    ['ROUND(A1,2)', bytes(cell(0, 0), int(2), 0x41, u16(27))],
    ['-A1%', bytes(cell(0, 0), 0x14, 0x13)],
    ['A1*1.5', bytes(cell(0, 0), 0x1f, f64(1.5), 0x05)],
    ['IF(A1="",1,2)', bytes(cell(0, 0), 0x17, 0, 0, 0x0b, int(1), int(2), call(3, 1))],
    ["'It''s'!B3", bytes(0x5a, u16(0, 2, 0xc001))],
    ["SUM('It''s'!A1:B2)", bytes(0x3b, u16(0, 0, 1, 0xc000, 0xc001), call(1, 4))],
  ])('%s', (formula, tokens) => expect(written(tokens)).toBe(formula));

  test('of a shared formula count from its cell, and not where they are fixed', () => {
    expect(written(bytes(0x4c, u16(0xfffe, 0xc0ff), 0x4c, u16(1, 1), 0x03), true)).toBe('B3+B2');
    expect(written(bytes(0x4c, u16(0xfffe, 0xc0ff)))).toBeNull();
  });

  test.each([
    ['a name', bytes(0x43, u16(1, 0))],
    ['an unknown function', bytes(cell(0, 0), call(1, 345))],
    ['a sheet of another file', bytes(0x5a, u16(1, 2, 0xc001))],
    ['an operator without its operands', bytes(cell(0, 0), 0x03)],
    ['two results', bytes(cell(0, 0), cell(0, 1))],
    ['a cut token', bytes(0x44, 0)],
    ['an error', bytes(0x1c, 0x07)],
    ['nothing', Buffer.alloc(0)],
  ])('%s is nothing that is computed', (_name, tokens) => expect(written(tokens)).toBeNull());
});

describe('a file', () => {
  const bof = (kind: number): BiffRecord => [0x0809, u16(0x0600, kind, 0, 0)];
  const EOF: BiffRecord = [0x0a, Buffer.alloc(0)];
  const number = (row: number, column: number, value: number): BiffRecord => [
    0x0203,
    bytes(u16(row, column, 0), f64(value)),
  ];
  const formula = (row: number, column: number, value: number, tokens: Buffer): BiffRecord => [
    0x0006,
    bytes(u16(row, column, 0), f64(value), u16(0, 0, 0, tokens.length), tokens),
  ];
  const elsewhere = (row: number, column: number): Buffer => bytes(0x01, u16(row, column));

  const workbook = (first: BiffRecord[], isAsShown = false): Buffer => {
    const name = (text: string): Buffer => bytes(text.length, 0, Buffer.from(text, 'latin1'));
    const sheets = [
      [bof(0x10), ...first, EOF],
      [bof(0x10), number(0, 0, 40), EOF],
    ] satisfies BiffRecord[][];
    const globals = (positions: number[]): Buffer =>
      biffBytes([
        bof(0x05),
        ...(isAsShown ? [[0x0e, u16(0)] satisfies BiffRecord] : []),
        ...['One', 'Two'].map((text, n): BiffRecord => {
          const head = Buffer.alloc(6);
          head.writeUInt32LE(positions[n]!);
          return [0x85, bytes(head, name(text))];
        }),
        [0x01ae, u16(2, 0x0401)],
        [0x17, u16(1, 0, 1, 1)],
        EOF,
      ]);
    const bodies = sheets.map((records) => biffBytes(records));
    const start = globals([0, 0]).length;
    return Buffer.concat([globals([start, start + bodies[0]!.length]), ...bodies]);
  };
  const staleOf = (stream: Buffer) =>
    readXls(stream, { hasMacros: false }).remarks.map(({ code, params }) => [
      code,
      params['cell'],
      params['formula'],
      params['stored'],
      params['value'],
    ]);
  const shared = bytes(u16(0, 2), 2, 2, 0, 3, u16(12), 0x4c, u16(0, 0xc0fe), 0x4c, u16(0, 0xc0ff), 0x03, 0x15);
  const records = (sum: number, second: number): BiffRecord[] => [
    number(0, 0, 3),
    number(0, 1, 4),
    formula(0, 2, sum, elsewhere(0, 2)),
    [0x04bc, shared],
    formula(0, 3, 44, bytes(0x5a, u16(0, 0, 0xc000), cell(0, 1), 0x03)),
    number(1, 0, 5),
    number(1, 1, 6),
    formula(1, 2, second, elsewhere(0, 2)),
  ];

  test('whose results are right says nothing', () => expect(staleOf(workbook(records(7, 11)))).toEqual([]));

  test('with old results, of a shared formula too', () => {
    expect(staleOf(workbook(records(70, 12)))).toEqual([
      ['file.formula-stale', 'C1', '(A1+B1)', '70', '7'],
      ['file.formula-stale', 'C2', '(A2+B2)', '12', '11'],
    ]);
  });

  test('whose results are rounded to what is shown is not computed anew', () => {
    expect(staleOf(workbook(records(70, 12), true))).toEqual([]);
  });
});
