// A table as a file in the outbox. The host saves it under the officer's name only when it is complete (reliability.md 49).

import { rmSync, writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { buildTable } from './build-table.js';
import { tableToCsv } from './to-csv.js';
import { tableToHtml } from './to-html.js';
import { tableToXlsx } from './to-xlsx.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { Period } from '../../../shared/model/period.js';
import type { ExportFormat, PrintTable, TableOptions } from '../../../shared/reports/print-table.js';

export async function exportTableFile(
  ctx: Ctx,
  name: string,
  period: Period,
  options: TableOptions,
  format: ExportFormat,
): Promise<FileRef> {
  ctx.job.step({ done: 0, total: 2, stage: '正在制表' });
  const table = buildTable(ctx, name, period, options);
  ctx.job.step({ done: 1, total: 2, stage: format === 'pdf' ? '正在生成 PDF' : '正在写入文件' });
  const output = ctx.files.output(`${fileStem(table)}.${format}`);
  if (format === 'pdf') await printPdf(ctx, table, output.path);
  else writeFileSync(output.path, format === 'xlsx' ? await tableToXlsx(table) : textOf(table, format));
  ctx.job.step({ done: 2, total: 2, stage: '完成' });
  return output.finish();
}

function textOf(table: PrintTable, format: 'html' | 'csv'): string {
  return format === 'html' ? tableToHtml(table) : tableToCsv(table);
}

async function printPdf(ctx: Ctx, table: PrintTable, pdfPath: string): Promise<void> {
  const htmlPath = `${pdfPath}.html`;
  writeFileSync(htmlPath, tableToHtml(table));
  try {
    await ctx.host.printPdf({ htmlPath, pdfPath });
  } finally {
    rmSync(htmlPath, { force: true });
  }
}

/** 附件：2022年1—7月全市知识产权工作情况 */
export function fileStem(table: Pick<PrintTable, 'enclosure' | 'title'>): string {
  return table.enclosure === '' ? table.title : `${table.enclosure}：${table.title}`;
}
