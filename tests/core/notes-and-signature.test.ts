// Notes and signature below a table, as a browser really breaks its pages: notes run on, and a signature block has rows above it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { findBrowser, printPdfWithBrowser } from '../../electron/bridge/chromium-pdf.js';
import { tablesToHtml, tableToHtml } from '../../electron/core/tables/to-html.js';
import type { PrintCell, PrintTable } from '../../shared/reports/print-table.js';
import { pdfPages } from '../helpers/pdf-text.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const browser = findBrowser({ ...process.env, IP_LEDGER_BROWSER: process.env['CHROMIUM_PATH'] ?? '' });
const cell = (text: string, kind: PrintCell['kind']): PrintCell => ({
  text,
  align: 'center',
  kind,
  rowSpan: 1,
  colSpan: 1,
});

function tableOf(rows: number, signature: string[], name = ''): PrintTable {
  return {
    layout: 'x',
    enclosure: '附件',
    title: '试表',
    lineLeft: '左',
    lineMiddle: '中',
    lineRight: '右',
    internalMark: '',
    columnWidths: [10, 10],
    frozenColumns: 1,
    headRows: [[cell('单位', 'head'), cell('数', 'head')]],
    bodyRows: Array.from({ length: rows }, (_, index) => ({
      kind: 'unit',
      cells: [cell(`行${index + 1}。${name}`, 'label'), cell('1', 'number')],
    })),
    legend: '',
    notes: ['甲注', '乙注', '丙注', '丁注', '戊注', '己注', '庚注', '辛注'],
    signature,
    paper: 'A4',
    orientation: 'landscape',
    warnings: [],
  };
}

async function printed(html: string): Promise<Buffer> {
  const folder = temporaryFolder();
  const job = { htmlPath: join(folder, 'a.html'), pdfPath: join(folder, 'a.pdf') };
  writeFileSync(job.htmlPath, html);
  await printPdfWithBrowser(job, { browser });
  return readFileSync(job.pdfPath);
}

async function pagesOf(table: PrintTable): Promise<string[]> {
  return pdfPages(await printed(tableToHtml(table)));
}

/** One page is full at 18 rows; with 15 the notes do not fit whole. */
describe.skipIf(browser === null)('what stands below a printed table', () => {
  test('notes that do not fit run on, those that fit stay with the table', async () => {
    const [first, second, ...more] = await pagesOf(tableOf(15, []));
    expect(first).toContain('行15。');
    expect(first).toContain('甲注');
    expect(second).toContain('辛注');
    expect(second).not.toContain('甲注');
    expect(more).toEqual([]);
  });

  test.each([15, 18])(
    'nobody signs under nothing: the last three rows of %i go over with notes and signature',
    async (rows) => {
      const [first, second, ...more] = await pagesOf(tableOf(rows, ['单位负责人：', '填表人：']));
      expect(first).toContain(`行${rows - 3}。`);
      expect(first).not.toContain(`行${rows - 2}。`);
      expect(first).not.toContain('甲注');
      for (const text of [`行${rows - 2}。`, `行${rows}。`, '甲注', '辛注', '填表人']) expect(second).toContain(text);
      expect(more).toEqual([]);
    },
  );

  // 18 rows fill the first page and 21 each of the others.
  test.each([39, 60])('nor on a later page: of %i rows the last three go over with the signature', async (rows) => {
    const pages = await pagesOf({ ...tableOf(rows, ['单位负责人：', '填表人：']), notes: [] });
    expect(pages.at(-2)).toContain(`行${rows - 3}。`);
    expect(pages.at(-2)).not.toContain(`行${rows - 2}。`);
    for (const text of [`行${rows - 2}。`, `行${rows}。`, '填表人']) expect(pages.at(-1)).toContain(text);
  });

  test('of long texts the last one goes over with the signature, wherever the page ends', async () => {
    const sentence = '每个填报单位的说明。'.repeat(12);
    for (const rows of [11, 17]) {
      const table = tableOf(rows, ['单位负责人：', '填表人：'], sentence);
      // oxlint-disable-next-line no-await-in-loop -- one browser after the other
      const last = (await pagesOf({ ...table, columnWidths: [14, 20], notes: ['甲注', '乙注'] })).at(-1);
      expect(last, `${rows} rows`).toContain(`行${rows}。`);
      expect(last, `${rows} rows`).toContain('填表人');
    }
  });

  test('a cell over several rows is not parted from the last of them', async () => {
    const plain = tableOf(38, ['单位负责人：', '填表人：']);
    const bodyRows = plain.bodyRows.map((row, index) => {
      if (index < 32) return { ...row, cells: [cell('', 'label'), ...row.cells] };
      return index === 32 ? { ...row, cells: [{ ...cell('一组六行', 'label'), rowSpan: 6 }, ...row.cells] } : row;
    });
    const headRows = [[cell('组', 'head'), ...plain.headRows[0]!]];
    const last = (await pagesOf({ ...plain, headRows, bodyRows, columnWidths: [5, 10, 10], notes: [] })).at(-1);
    for (const text of ['一组六行', '行33。', '行38。', '填表人']) expect(last).toContain(text);
  });
});

test.skipIf(browser === null)(
  'each of several tables stands on its own paper, in its own size of letters',
  async () => {
    const wide: PrintTable = { ...tableOf(3, []), paper: 'A3' };
    const pdf = await printed(tablesToHtml([wide, { ...tableOf(3, []), orientation: 'portrait' }, tableOf(3, [])]));
    const sizes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((found) =>
      found.slice(1).map((points) => Math.round((Number(points) / 72) * 25.4)),
    );
    expect(sizes).toEqual([
      [420, 297],
      [210, 297],
      [297, 210],
    ]);
    const html = tablesToHtml([{ ...wide, paper: 'A4', columnWidths: [20, 70, 74] }, wide]);
    expect(html).toMatch(/article\.t0 \{[^}]*font-size: 9pt/);
    expect(html).toMatch(/article\.t1 \{[^}]*font-size: 10\.5pt/);
  },
);
