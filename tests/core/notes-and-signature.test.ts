// Notes and signature below a table, as a browser really breaks its pages: notes run on, and a signature block has rows above it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { findBrowser, printPdfWithBrowser } from '../../electron/bridge/chromium-pdf.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
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

function tableOf(rows: number, signature: string[]): PrintTable {
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
      cells: [cell(`行${index + 1}。`, 'label'), cell('1', 'number')],
    })),
    legend: '',
    notes: ['甲注', '乙注', '丙注', '丁注', '戊注', '己注', '庚注', '辛注'],
    signature,
    paper: 'A4',
    orientation: 'landscape',
    warnings: [],
  };
}

async function pagesOf(table: PrintTable): Promise<string[]> {
  const folder = temporaryFolder();
  const job = { htmlPath: join(folder, 'a.html'), pdfPath: join(folder, 'a.pdf') };
  writeFileSync(job.htmlPath, tableToHtml(table));
  await printPdfWithBrowser(job, { browser });
  return pdfPages(readFileSync(job.pdfPath)).map((page) => page.replaceAll(/\s/g, ''));
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
});
