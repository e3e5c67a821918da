// 结果反馈 as files: a .zip with one workbook per unit and the whole print run, or the print run alone.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { zipSync } from 'fflate';

import type { Ctx } from '../context.js';
import { fileNameAmong } from '../files.js';
import { printPdf } from '../tables/print-pdf.js';
import { tablesToHtml } from '../tables/to-html.js';
import { tableToXlsx } from '../tables/to-xlsx.js';
import { feedbackSheets } from './feedback-sheets.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle } from '../../../shared/model/period.js';

export async function exportFeedback(
  ctx: Ctx,
  { period, format }: ParsedParams<'feedback.export'>,
): Promise<Result<'feedback.export'>> {
  const sheets = feedbackSheets(ctx, period);
  const stem = `${periodTitle(period, 'ytd')}结果反馈`;
  const total = sheets.length + 1;
  const html = tablesToHtml(sheets.map((sheet) => sheet.table));
  if (format === 'html') {
    const output = ctx.files.output(`${stem}.html`);
    writeFileSync(output.path, html);
    return output.finish();
  }
  const entries: Record<string, Uint8Array> = {};
  const used = new Set<string>();
  for (const [done, { unit, table }] of sheets.entries()) {
    ctx.job.step({ done, total, stage: `正在制作：${unit.name}` });
    entries[fileNameAmong(unit.name, '.xlsx', used)] = await tableToXlsx(table);
  }
  ctx.job.step({ done: sheets.length, total, stage: '正在生成打印文件' });
  const output = ctx.files.output(`${stem}.zip`);
  const pdfPath = `${output.path}.pdf`;
  try {
    await printPdf(ctx, html, pdfPath);
    entries['全部（打印）.pdf'] = readFileSync(pdfPath);
  } catch (error) {
    // Without a browser to make a PDF the same pages go along as a web page, which prints alike.
    if (!(error instanceof AppError) || error.code !== 'host.no-browser') throw error;
    entries['全部（打印）.html'] = Buffer.from(html);
  } finally {
    rmSync(pdfPath, { force: true });
  }
  writeFileSync(output.path, zipSync(entries));
  ctx.job.step({ done: total, total, stage: '完成' });
  return output.finish();
}
