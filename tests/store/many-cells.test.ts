// A sheet of many cells is written past the library, cell by cell in the styles that the library gave to a few of them: it must be
// the very sheet that the library would have written.

import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';

import { writeWorkbook, type SheetCell, type SheetSpec } from '../../electron/core/tables/xlsx-writer.js';
import { readInProcess } from '../helpers/read-in-process.js';

const TEXTS = ['', '—', '=1+1', '<a> & "b"', ' 前后 ', '_x0041_', '一\n二', '𠮷野家', '甲\u0001乙', '12.5'];
const COLUMNS = 30;

/** Cells in dozens of styles, some empty, some with formulas, some to be filled in. */
function cellAt(r: number, c: number): SheetCell | null {
  const n = r * 37 + c * 11;
  if (n % 29 === 0) return null;
  const font = {
    name: n % 2 === 0 ? '宋体' : '黑体',
    size: n % 3 === 0 ? 9 : 10.5,
    ...(n % 5 === 0 ? { bold: true } : {}),
    ...(n % 7 === 0 ? { colour: 'FF0000' } : {}),
  };
  const cell: SheetCell = {
    text: TEXTS[n % TEXTS.length]!,
    font,
    align: (['left', 'center', 'right'] as const)[n % 3]!,
    ...(n % 4 === 0 ? { wrap: true } : {}),
    ...(n % 11 === 0 ? { vertical: 'top' as const } : {}),
    ...(n % 13 === 0 ? { fill: 'DCE6F1' } : {}),
    ...(n % 17 === 0 ? { isOpen: true } : {}),
    ...(n % 3 === 1
      ? { border: { top: 'thin', bottom: n % 2 === 0 ? 'medium' : 'none', left: 'thin', right: 'none' } as const }
      : {}),
  };
  if (n % 19 === 0) return { ...cell, formula: 'SUM(A1:A2)', text: '3', number: { plain: '3', decimals: 0 } };
  if (n % 23 === 0) return { ...cell, blank: n % 2 === 0 ? 'number' : 'text' };
  if (n % 2 === 0)
    return {
      ...cell,
      number: { plain: `${n - 400}.${n % 9}`, decimals: n % 4, ...(n % 8 === 0 ? { plus: true } : {}) },
    };
  return cell;
}

function sheetOf(name: string, firstRow: number, count: number): SheetSpec {
  return {
    name,
    columnWidths: Array.from({ length: COLUMNS }, (_, c) => 8 + c),
    rows: Array.from({ length: count }, (_, r) => Array.from({ length: COLUMNS }, (__, c) => cellAt(firstRow + r, c))),
    rowHeights: new Map(Array.from({ length: count }, (_, r) => [r, 15 + ((firstRow + r) % 7)])),
    merges: [],
    freeze: { rows: 1, columns: 1 },
    page: {
      paper: 'A4',
      orientation: 'landscape',
      marginsMm: { top: 10, right: 10, bottom: 10, left: 10 },
      titleRows: [1, 1],
      titleColumns: 1,
      breaksBefore: [],
    },
    footer: '&C&P',
  };
}

interface Drawn {
  cells: Map<string, string>;
  rows: string[];
}

/** Each cell with its style spelled out, and the rows with their attributes. */
function drawn(bytes: Uint8Array, sheet: number): Drawn {
  const parts = unzipSync(bytes);
  const text = (name: string): string => strFromU8(parts[name]!);
  const styles = text('xl/styles.xml');
  const listOf = (tag: string, child: string): string[] =>
    [
      ...new RegExp(`<${tag}[ >].*?</${tag}>`, 's')
        .exec(styles)![0]
        .slice(tag.length + 1)
        .matchAll(new RegExp(`<${child}(?: [^>]*?)?(?:/>|>.*?</${child}>)`, 'gs')),
    ].map(([one]) => one);
  const [fonts, fills, borders] = [listOf('fonts', 'font'), listOf('fills', 'fill'), listOf('borders', 'border')];
  const formats = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  );
  const spelled = listOf('cellXfs', 'xf').map((xf) => {
    const id = (name: string): string => new RegExp(`${name}="(\\d+)"`).exec(xf)?.[1] ?? '';
    const rest = xf.replaceAll(/(?:numFmt|font|fill|border)Id="\d+"/g, '');
    return [
      rest,
      formats.get(id('numFmtId')) ?? id('numFmtId'),
      fonts[Number(id('fontId'))],
      fills[Number(id('fillId'))],
      borders[Number(id('borderId'))],
    ].join(' ');
  });
  const xml = text(`xl/worksheets/sheet${sheet + 1}.xml`);
  return {
    cells: new Map(
      [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>/g)].map(([, address, attributes]) => [
        address!,
        spelled[Number(/ s="(\d+)"/.exec(attributes!)?.[1] ?? 0)]!,
      ]),
    ),
    rows: [...xml.matchAll(/<row r="\d+"([^>]*)>/g)].map(([, attributes]) => attributes!),
  };
}

test('a sheet of many cells has the values, formulas, styles and rows of the same sheet in small parts', async () => {
  const PART = 60; // 60 rows of 30 cells are left to the library
  const whole = await writeWorkbook([sheetOf('全', 0, PART * 3)], '全');
  const parts = await writeWorkbook(
    [0, 1, 2].map((part) => sheetOf(`第${part}部分`, part * PART, PART)),
    '分',
  );
  const [all, books] = [readInProcess(Buffer.from(whole), 'a.xlsx'), readInProcess(Buffer.from(parts), 'b.xlsx')];
  const plain = (cells: Iterable<{ r: number; c: number; v: unknown; t: string }>, from: number): string[] =>
    [...cells].filter(({ v }) => v !== '').map(({ r, c, v, t }) => JSON.stringify([r + from, c, t, v]));
  expect(plain(all.sheets[0]!.cells, 0)).toEqual(
    books.sheets.flatMap((sheet, part) => plain(sheet.cells, part * PART)),
  );
  const drawnWhole = drawn(whole, 0);
  expect(drawnWhole.cells.size).toBeGreaterThan(5000);
  for (const part of [0, 1, 2]) {
    const small = drawn(parts, part);
    for (const [address, style] of small.cells) {
      const [, letters, r] = /^([A-Z]+)(\d+)$/.exec(address)!;
      expect([address, drawnWhole.cells.get(`${letters}${Number(r) + part * PART}`)]).toEqual([address, style]);
    }
    expect(drawnWhole.rows.slice(part * PART, (part + 1) * PART)).toEqual(small.rows);
  }
  // The library writes a few of them only.
  expect(strFromU8(unzipSync(whole)['xl/worksheets/sheet1.xml']!).match(/t="inlineStr"/g)!.length).toBeGreaterThan(
    1000,
  );
});
