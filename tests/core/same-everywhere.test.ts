// Screen, Excel and paper say the same: each shipped layout as a real PDF against its .xlsx, cell by cell; and what else leaves as
// Excel and as a printed page (结果反馈, 目标任务, 考核, 图表, 分析提示), row by row.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read as readWorkbook, utils, type WorkSheet } from 'xlsx';

import { findBrowser, printPdfWithBrowser } from '../../electron/bridge/chromium-pdf.js';
import { chartToXlsx } from '../../electron/core/charts/chart-workbook.js';
import { buildChart } from '../../electron/core/charts/build-chart.js';
import type { Ctx } from '../../electron/core/context.js';
import { feedbackSheets } from '../../electron/core/feedback/feedback-sheets.js';
import { exportFeedback } from '../../electron/core/feedback/handlers.js';
import { exportInsights } from '../../electron/core/insights/handlers.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
import { sheetOf, tableToXlsx } from '../../electron/core/tables/to-xlsx.js';
import { exportScheme, exportTargets, schemeSave } from '../../electron/core/targets/handlers.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { CHART_KINDS, chartQuerySchema } from '../../shared/charts/chart.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { LAYOUTS } from '../../shared/reports/layouts/index.js';
import { pageColumns } from '../../shared/reports/page-columns.js';
import { htmlRows } from '../helpers/html-rows.js';
import { contextOf, openSampleStore, SAMPLE_PERIOD } from '../helpers/memory-store.js';
import { pdfPages } from '../helpers/pdf-text.js';
import { addSampleLedgers } from '../helpers/sample-ledgers.js';
import { temporaryFolder } from '../helpers/temp-folder.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';

const browser = findBrowser({ ...process.env, IP_LEDGER_BROWSER: process.env['CHROMIUM_PATH'] ?? '' });
let ctx: Ctx;
beforeAll(async () => {
  const store = await openSampleStore();
  addSampleLedgers(store);
  ctx = contextOf(store, {
    host: {
      spawnParser: () => {
        throw new Error('no parser');
      },
      printPdf: () => Promise.reject(new AppError('host.no-browser')),
    },
  });
  tasks.save(ctx, { id: null, task: monthlyTask(listUnits(store).map((unit) => unit.id)) });
});
afterAll(() => ctx.store.db.close());

const plain = (text: string): string => text.replaceAll(/\s/g, '');
const fileBytes = (file: FileRef): Buffer => readFileSync(ctx.files.path(file.id));

/** Texts of the cells as Excel shows them, without white space. */
function shownCells(sheet: WorkSheet): string[][] {
  return utils
    .sheet_to_json<unknown[]>(sheet, { header: 1, raw: false, defval: '' })
    .map((row) => row.map((cell) => plain(String(cell))));
}

/** Place behind the row's cells one after the other, from `from` on; -1 where they do not stand so. */
function behind(printed: string, cells: readonly string[], from: number): number {
  const text = cells.join('');
  const at = printed.indexOf(text, from);
  return at < 0 ? -1 : at + text.length;
}

describe.skipIf(browser === null)('a shipped layout as PDF and as .xlsx', () => {
  test.each(LAYOUTS.map(({ name }) => name))('%s', async (name) => {
    const table = buildTable(ctx, name, SAMPLE_PERIOD, {});
    const folder = temporaryFolder();
    const job = { htmlPath: join(folder, 'a.html'), pdfPath: join(folder, 'a.pdf') };
    writeFileSync(job.htmlPath, tableToHtml(table));
    await printPdfWithBrowser(job, { browser });
    const printed = pdfPages(readFileSync(job.pdfPath)).join('');
    const book = readWorkbook(await tableToXlsx(table), { cellNF: true });
    const first = sheetOf(table).freeze.rows;
    const rows = shownCells(book.Sheets[book.SheetNames[0]!]!).slice(first, first + table.bodyRows.length);
    expect(rows).toHaveLength(table.bodyRows.length);
    expect(printed).toContain(plain(table.title));
    let at = 0;
    let compared = 0;
    for (const { start, end } of pageColumns(table).blocks)
      for (const row of rows) {
        const cells = [...row.slice(0, table.frozenColumns), ...row.slice(start, end)];
        const next = behind(printed, cells, at);
        expect(next, `${cells.join(' | ')} not in order in the PDF`).toBeGreaterThan(0);
        at = next;
        compared += cells.length;
      }
    expect(compared).toBeGreaterThan(20);
    // One digit changed would be seen.
    const number = rows.flat().find((text) => /^\d{2,}$/.test(text));
    if (number !== undefined) {
      const row = rows.find((cells) => cells.includes(number))!;
      const wrong = row.map((text) => (text === number ? `${text}7` : text));
      expect(behind(printed, wrong.slice(0, table.frozenColumns + 8), 0)).toBe(-1);
    }
  });
});

/** Body rows of a printed page. */
const pageRows = (html: string): string[][] =>
  htmlRows(html).map((row) =>
    row.map((text) =>
      plain(
        text
          .replaceAll(/<[^>]+>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&'),
      ),
    ),
  );

/** Every printed row stands in the workbook, in the same order, cell by cell; merged cells are blank in Excel. */
function expectSameRows(xlsx: Uint8Array, printed: readonly string[][]): void {
  const book = readWorkbook(xlsx, { cellNF: true });
  const sheets = book.SheetNames.flatMap((name) => shownCells(book.Sheets[name]!));
  expect(printed.length).toBeGreaterThan(0);
  let at = 0;
  for (const row of printed) {
    const wanted = row.filter((text) => text !== '').join('|');
    while (at < sheets.length && sheets[at]!.filter((text) => text !== '').join('|') !== wanted) at += 1;
    expect(at, `${wanted} is not in the workbook, or not in this order`).toBeLessThan(sheets.length);
    at += 1;
  }
}

describe('what leaves as Excel and as a page says the same', () => {
  test('结果反馈 of every unit', async () => {
    const zip = unzipSync(fileBytes(await exportFeedback(ctx, { period: SAMPLE_PERIOD, format: 'zip' })));
    const html = pageRows(Buffer.from(zip['全部（打印）.html']!).toString('utf8'));
    let from = 0;
    for (const { unit, table } of feedbackSheets(ctx, SAMPLE_PERIOD)) {
      const rows = html.slice(from, from + table.bodyRows.length);
      expectSameRows(zip[`${unit.name}.xlsx`]!, rows);
      from += table.bodyRows.length;
    }
    expect(from).toBe(html.length);
  });

  test.each(['table', 'notice'] as const)('目标任务: %s', async (what) => {
    const params = { period: SAMPLE_PERIOD, what, document: '', date: '' };
    const html = fileBytes(await exportTargets(ctx, { ...params, format: 'html' })).toString('utf8');
    expectSameRows(fileBytes(await exportTargets(ctx, { ...params, format: 'xlsx' })), pageRows(html));
  });

  test('考核得分', async () => {
    const { id } = schemeSave(ctx, { id: null, scheme: unitScheme([schemeItem('a', '发明', 'C06', '10')]) });
    const html = fileBytes(await exportScheme(ctx, { id, period: SAMPLE_PERIOD, format: 'html' })).toString('utf8');
    expectSameRows(fileBytes(await exportScheme(ctx, { id, period: SAMPLE_PERIOD, format: 'xlsx' })), pageRows(html));
  });

  test.each(CHART_KINDS)('numbers of the chart %s', async (kind) => {
    const query = {
      kind,
      period: SAMPLE_PERIOD,
      codes: [],
      unitId: null,
      years: 2,
      view: 'cumulative',
      figure: 'completion',
    };
    const chart = buildChart(ctx, chartQuerySchema.parse(query));
    expect(chart.reason).toBe('');
    const rows = chart.table.bodyRows.map((row) => row.cells.map((cell) => plain(cell.text)));
    expect(pageRows(tableToHtml({ ...chart.table, orientation: 'landscape', paper: 'A3' }))).toEqual(rows);
    expectSameRows(await chartToXlsx(chart), rows);
  });

  test.each(['named', 'circulate', 'all'] as const)('分析提示: %s', async (what) => {
    const html = fileBytes(await exportInsights(ctx, { period: SAMPLE_PERIOD, what, format: 'html' })).toString('utf8');
    expectSameRows(
      fileBytes(await exportInsights(ctx, { period: SAMPLE_PERIOD, what, format: 'xlsx' })),
      pageRows(html),
    );
  });
});
