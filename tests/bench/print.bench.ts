// What printing costs: a styled workbook of 100 units × 80 indicators × 4 figures (beside exceljs where it is installed), and the PDF
// of an A3 table of 100 rows beside a blank page in the same browser. Prints figures; asserts only that the files are there.

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { printPdfWithBrowser } from '../../electron/bridge/chromium-pdf.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import type { Store } from '../../electron/core/store/store.js';
import { addTarget } from '../../electron/core/store/target-store.js';
import { saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
import { tableToXlsx } from '../../electron/core/tables/to-xlsx.js';
import { addYears, BASES, periodToInt } from '../../shared/model/period.js';
import { indicator, USUAL, type TableLayout } from '../../shared/reports/define.js';
import type { PrintTable } from '../../shared/reports/print-table.js';
import { openTestStore, unitDraft } from '../helpers/memory-store.js';
import { loadPeer, median, NOT_CHECKED } from './peers.js';

const UNITS = 100;
const INDICATORS = 80;
const PERIOD = '2022-12';
const ROUNDS = 5;
const PDF_ROUNDS = 11;

const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-bench-'));
let store: Store;
let codes: string[];

beforeAll(async () => {
  store = await openTestStore(join(folder, 'ledger.sqlite'));
  const indicators = listIndicators(store)
    .filter((one) => one.kind !== 'ratio' && one.category !== 'base')
    .slice(0, INDICATORS);
  codes = indicators.map((one) => one.code);
  write(store, { kind: 'setup', label: '建立单位', operator: '', topics: ['units'] }, (changeSetId) => {
    saveBureau(store, { name: '某省知识产权局', place: '某省', level: 'province', code: '370000' });
    const insert = store.db.prepare('INSERT INTO observation VALUES (?, ?, ?, ?, 0, ?)');
    const source = { importFileId: null, sheet: null, cell: null, text: null, sourceMeasure: null };
    for (let index = 0; index < UNITS; index += 1) {
      const unitId = saveUnit(store, null, unitDraft(`填报单位${String(index + 1).padStart(3, '0')}`, index + 1));
      for (const one of indicators) {
        const basis = BASES.indexOf(one.kind === 'flow' ? 'ytd' : 'asof');
        for (const period of [PERIOD, addYears(PERIOD, -1)])
          insert.run(periodToInt(period), one.id, basis, unitId, 1 + ((unitId * 7919 + one.id * 31) % 99_991));
        if (one.kind === 'flow')
          addTarget(store, changeSetId, { year: 2022, indicatorId: one.id, unitId, value: 50_000 }, source);
      }
    }
  });
});

afterAll(() => {
  store.db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Best wall time and processor time of a few rounds: other work on the machine shows in the first only. */
async function measure(what: string, work: () => unknown, rest = ''): Promise<number> {
  let wall = Infinity;
  let processor = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    await work();
    wall = Math.min(wall, performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    processor = Math.min(processor, (user + system) / 1000);
  }
  console.log(`${what}: ${wall.toFixed(0)} ms (processor ${processor.toFixed(0)} ms)${rest}`);
  return wall;
}

const layout = (figures: Parameters<typeof indicator>[1][], chosen: readonly string[]): TableLayout => ({
  ...USUAL,
  name: 'bench',
  title: '{period}{scope}试表',
  description: '',
  columns: { by: 'list', nodes: chosen.map((code) => indicator(code, ...figures)) },
});

test('styled workbook of 100 × 80 × 4', async () => {
  const ctx = { store, settings: DEFAULT_SETTINGS };
  const four = layout(['current', 'last-year', 'change', 'rank'], codes);
  const table = buildTable(ctx, four, PERIOD, {});
  expect(table.bodyRows[0]!.cells).toHaveLength(1 + INDICATORS * 4);
  let size = 0;
  const ours = await measure('styled .xlsx of 100 × 80 × 4', async () => {
    size = (await tableToXlsx(table)).length;
  });
  console.log(`  ${Math.round(size / 1000)} kB`);
  const other = await exceljsWriter();
  if (other === null) console.log(`  exceljs: ${NOT_CHECKED}`);
  else {
    const theirs = await measure('  the same cells and styles by exceljs', () => other(table));
    console.log(`  ${(ours / theirs).toFixed(2)} × exceljs`);
  }
  await measure('text of the table, facts cached', () => buildTable(ctx, four, PERIOD, {}));
  await measure('HTML of the table', () => tableToHtml(table));
});

/** The same cells with fonts, borders, alignment and number formats; null where the package is not there. */
async function exceljsWriter(): Promise<((table: PrintTable) => Promise<unknown>) | null> {
  interface Cell {
    value: unknown;
    font: unknown;
    alignment: unknown;
    border: unknown;
    numFmt: string;
  }
  interface Book {
    addWorksheet(name: string): { getCell(row: number, column: number): Cell };
    xlsx: { writeBuffer(): Promise<unknown> };
  }
  const loaded = await loadPeer<{ default: { Workbook: new () => Book } }>('exceljs');
  if (loaded === null) return null;
  return async (table) => {
    const book = new loaded.default.Workbook();
    const sheet = book.addWorksheet('汇总表');
    const side = { style: 'thin' };
    table.bodyRows.forEach((row, r) =>
      row.cells.forEach((cell, c) => {
        const target = sheet.getCell(r + 1, c + 1);
        target.value = cell.number === undefined ? cell.text : Number(cell.number);
        target.font = { name: '宋体', size: 10.5 };
        target.alignment = { horizontal: cell.align, vertical: 'middle' };
        target.border = { top: side, bottom: side, left: side, right: side };
        if (cell.number !== undefined) target.numFmt = cell.decimals ? `0.${'0'.repeat(cell.decimals)}` : '0';
      }),
    );
    return book.xlsx.writeBuffer();
  };
}

test('PDF of a 100-row A3 table beside a blank page', async () => {
  const ctx = { store, settings: DEFAULT_SETTINGS };
  const table = buildTable(ctx, layout(['current', 'change'], codes.slice(0, 12)), PERIOD, {});
  const print = async (name: string, html: string): Promise<void> => {
    const htmlPath = join(folder, `${name}.html`);
    const pdfPath = join(folder, `${name}.pdf`);
    writeFileSync(htmlPath, html);
    await printPdfWithBrowser({ htmlPath, pdfPath });
    expect(statSync(pdfPath).size).toBeGreaterThan(500);
  };
  const blank = '<!doctype html><html><head><style>@page{size:A3 landscape}</style></head><body></body></html>';
  // Turn and turn about, and medians: starting a browser takes half as long again whenever the machine does something else.
  const times = { blank: [] as number[], table: [] as number[] };
  const html = tableToHtml(table);
  for (let round = 0; round < PDF_ROUNDS; round += 1)
    for (const [name, content] of [
      ['blank', blank],
      ['table', html],
    ] as const) {
      const started = performance.now();
      await print(name, content);
      times[name].push(performance.now() - started);
    }
  const [none, full] = [median(times.blank), median(times.table)];
  const range = (all: readonly number[]): string => `${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)}`;
  console.log(`PDF of a blank A3 page: ${none.toFixed(0)} ms (${range(times.blank)})`);
  console.log(`PDF of ${table.bodyRows.length} rows on A3: ${full.toFixed(0)} ms (${range(times.table)})`);
  console.log(`  ${(full / none).toFixed(2)} × the blank page (medians of ${PDF_ROUNDS})`);
});
