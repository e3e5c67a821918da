// A table as a file in the outbox. The host saves it under the officer's name only when it is complete (reliability.md 49).

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { buildTable } from './build-table.js';
import { allLayouts, isEmptyTable, plainTitle } from './layout-list.js';
import { printPdf } from './print-pdf.js';
import { refuseUnseenTable } from './shown-table.js';
import { tableToCsv } from './to-csv.js';
import { tablesToHtml, tableToHtml } from './to-html.js';
import { tableToXlsx } from './to-xlsx.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ExportFormat, PrintTable } from '../../../shared/reports/print-table.js';

export async function exportTableFile(
  ctx: Ctx,
  { name, period, options, format, shown }: ParsedParams<'tables.export'>,
): Promise<FileRef> {
  ctx.job.step({ done: 0, total: 2, stage: '正在制表' });
  const table = buildTable(ctx, name, period, options);
  refuseUnseenTable(shown, table);
  return exportDrawnTable(ctx, table, format);
}

/** A table that is drawn already, such as a final copy. */
export async function exportDrawnTable(ctx: Ctx, table: PrintTable, format: ExportFormat): Promise<FileRef> {
  ctx.job.step({ done: 1, total: 2, stage: format === 'pdf' ? '正在生成 PDF' : '正在写入文件' });
  const output = ctx.files.output(`${fileStem(table)}.${format}`);
  if (format === 'pdf') await printPdf(ctx, tableToHtml(table), output.path);
  else writeFileSync(output.path, format === 'xlsx' ? await tableToXlsx(table) : textOf(table, format));
  ctx.job.step({ done: 2, total: 2, stage: '完成' });
  return output.finish();
}

/** All layouts of a period, one after the other, each on its own paper. Those without data stay out. */
export async function exportAllTables(
  ctx: Ctx,
  { period, format, options }: ParsedParams<'tables.export-all'>,
): Promise<Result<'tables.export-all'>> {
  const layouts = allLayouts(ctx);
  const total = layouts.length + 1;
  const tables = layouts.flatMap((layout, done): { title: string; table: PrintTable }[] => {
    ctx.job.step({ done, total, stage: `正在制表：${plainTitle(layout.title)}` });
    try {
      const table = buildTable(ctx, layout, period, options[layout.name] ?? {});
      return [{ title: plainTitle(layout.title), table }];
    } catch (error) {
      if (isEmptyTable(error)) return [];
      throw error;
    }
  });
  if (tables.length === 0) throw new AppError('data.no-values', { period: periodTitle(period, 'ytd') });
  ctx.job.step({ done: total - 1, total, stage: format === 'pdf' ? '正在生成 PDF' : '正在写入文件' });
  const output = ctx.files.output(`${periodTitle(period, 'ytd')}全部汇总表.${format}`);
  const html = tablesToHtml(tables.map(({ table }) => table));
  if (format === 'pdf') await printPdf(ctx, html, output.path);
  else writeFileSync(output.path, html);
  return { file: output.finish(), warnings: warningsOf(tables) };
}

/** What is said of every table is said once, what is said of some with their names. */
function warningsOf(tables: readonly { title: string; table: PrintTable }[]): string[] {
  const titles = new Map<string, string[]>();
  for (const { title, table } of tables)
    for (const warning of table.warnings) titles.set(warning, [...(titles.get(warning) ?? []), `“${title}”`]);
  return [...titles].map(([warning, of]) => (of.length === tables.length ? warning : `${of.join('、')}：${warning}`));
}

function textOf(table: PrintTable, format: 'html' | 'csv'): string {
  return format === 'html' ? tableToHtml(table) : tableToCsv(table);
}

/** 附件：2022年1—7月全市知识产权工作情况 */
export function fileStem(table: Pick<PrintTable, 'enclosure' | 'title'>): string {
  return table.enclosure === '' ? table.title : `${table.enclosure}：${table.title}`;
}
