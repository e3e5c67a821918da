// Where a table ends on its paper: one that misses its page by a few rows is printed with lower ones, and of a longer one no total and
// no single unit stands alone on the last page, in the PDF as in Excel and on screen.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findBrowser, printPdfWithBrowser } from '../../electron/bridge/chromium-pdf.js';
import type { Ctx } from '../../electron/core/context.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { fillPages, USUAL_ROW } from '../../electron/core/tables/fill-pages.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
import { rowBlocks } from '../../renderer/features/tables/paginate.js';
import { LOW_ROWS, rowLook, rowsAtEnd, USUAL_ROWS } from '../../shared/reports/page-rows.js';
import type { PrintTable } from '../../shared/reports/print-table.js';
import { contextOf, openSampleStore, SAMPLE_PERIOD } from '../helpers/memory-store.js';
import { pdfPages } from '../helpers/pdf-text.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const browser = findBrowser({ ...process.env, IP_LEDGER_BROWSER: process.env['CHROMIUM_PATH'] ?? '' });
let ctx: Ctx;
let pledge: PrintTable;
beforeAll(async () => {
  ctx = contextOf(await openSampleStore());
  pledge = buildTable(ctx, 'pledge', SAMPLE_PERIOD, {});
});
afterAll(() => ctx.store.db.close());

/** 质押融资情况 of so many units, named 甲1区, 甲2区 … */
function ofUnits(count: number): PrintTable {
  const [total, unit] = pledge.bodyRows as [PrintTable['bodyRows'][number], PrintTable['bodyRows'][number]];
  const rows = Array.from({ length: count }, (_, index) => ({
    ...unit,
    cells: unit.cells.map((cell, column) => (column === 0 ? { ...cell, text: `甲${index + 1}区` } : cell)),
  }));
  return { ...pledge, bodyRows: [total, ...rows] };
}

/** How many units stand on each page. */
async function unitsOnPages(table: PrintTable): Promise<number[]> {
  const folder = temporaryFolder();
  const job = { htmlPath: join(folder, 'a.html'), pdfPath: join(folder, 'a.pdf') };
  writeFileSync(job.htmlPath, tableToHtml(table));
  await printPdfWithBrowser(job, { browser });
  return pdfPages(readFileSync(job.pdfPath)).map((page) => page.replaceAll(/\s/g, '').match(/甲\d+区/g)?.length ?? 0);
}

describe.skipIf(browser === null)('the end of a table in a PDF', () => {
  test('a table that misses one page by a row has lower rows', async () => {
    const table = ofUnits(14);
    expect(rowLook(table)).toBe(LOW_ROWS);
    expect(await unitsOnPages(table)).toEqual([14]);
  });

  test('of a longer one three rows stand on the last page at least', async () => {
    const table = ofUnits(16);
    expect(rowLook(table)).toBe(USUAL_ROWS);
    expect((await unitsOnPages(table)).at(-1)).toBe(3);
  });
});

test('a table with room to spare has the usual rows, one of two pages as well, a compact form those of its own', () => {
  expect([9, 40].map((count) => rowLook(ofUnits(count)))).toEqual([USUAL_ROWS, USUAL_ROWS]);
  expect(rowLook({ ...ofUnits(14), density: 'compact' })).toBe(USUAL_ROWS);
});

test('on screen the last rows are one block, sentences are not', () => {
  const table = ofUnits(16);
  expect(rowBlocks(table).slice(-2)).toEqual([
    [13, 14],
    [14, 17],
  ]);
  const long = '每个填报单位的说明。'.repeat(20);
  const bodyRows = table.bodyRows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, column) => (column === 0 ? { ...cell, text: long } : cell)),
  }));
  expect(rowsAtEnd({ ...table, bodyRows })).toBe(1);
  expect(rowBlocks({ ...table, bodyRows }).at(-1)).toEqual([16, 17]);
  expect(rowBlocks({ ...table, bodyRows: [] })).toEqual([]);
});

describe('rows of a sheet', () => {
  const usual = Math.round(10 * USUAL_ROW);
  /** Heights of the body rows of a sheet with a head of 100 pt, so many rows and a foot of 60 pt, on pages of 500 pt. */
  function heights(count: number): Set<number> {
    const all = new Map([
      [0, 100],
      ...Array.from({ length: count }, (_, row) => [row + 1, usual] as const),
      [count + 1, 60],
    ]);
    const sheet = {
      fontPt: 10,
      rows: count + 2,
      repeated: { first: 0, end: 1 },
      body: { first: 1, end: count + 1 },
      room: 500,
    };
    fillPages(all, sheet);
    return new Set(Array.from({ length: count }, (_, row) => all.get(row + 1)!));
  }

  test('are as high as usual where they fill their pages well', () => {
    expect([...heights(13)]).toEqual([usual]); // 100 + 13 × 26 + 60 = 498
    expect([...heights(24)]).toEqual([usual]);
  });
  test('are lower where the table misses its page by a few, as little as is needed', () => {
    expect([...heights(14)]).toEqual([24]); // 100 + 14 × 24 + 60 = 496
    expect([...heights(17)]).toEqual([20]);
    expect([...heights(20)]).toEqual([17]);
  });
  test('leave no single row, and no foot, alone on the last page', () => {
    for (let count = 21; count < 60; count += 1) {
      const [height] = heights(count) as unknown as [number];
      const [onFirst, onNext] = [Math.floor(400 / height), Math.floor(400 / height)];
      const rest = (count - onFirst) % onNext || onNext;
      expect(rest, `${count} rows of ${height}`).toBeGreaterThanOrEqual(3);
    }
  });
});
