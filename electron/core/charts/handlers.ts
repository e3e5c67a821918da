// Calls of charts: build, and as files.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { printPdf } from '../tables/print-pdf.js';
import { tableToHtml } from '../tables/to-html.js';
import { buildChart } from './build-chart.js';
import { chartToXlsx } from './chart-workbook.js';
import { plainSvg, pngBytes } from './picture.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';

export function build(ctx: Ctx, query: ParsedParams<'charts.build'>): Result<'charts.build'> {
  return buildChart(ctx, query);
}

export async function workbook(ctx: Ctx, query: ParsedParams<'charts.workbook'>): Promise<Result<'charts.workbook'>> {
  const chart = buildChart(ctx, query);
  const output = ctx.files.output(`${chart.title}.xlsx`);
  writeFileSync(output.path, await chartToXlsx(chart));
  return output.finish();
}

export function picture(
  ctx: Ctx,
  { name, format, content }: ParsedParams<'charts.picture'>,
): Promise<Result<'charts.picture'>> {
  const bytes = format === 'png' ? pngBytes(content) : plainSvg(content);
  const output = ctx.files.output(`${name}.${format}`);
  writeFileSync(output.path, bytes);
  return Promise.resolve(output.finish());
}

export async function page(
  ctx: Ctx,
  { query, svg, format }: ParsedParams<'charts.page'>,
): Promise<Result<'charts.page'>> {
  const chart = buildChart(ctx, query);
  const html = tableToHtml({ ...chart.table, orientation: 'portrait' }, plainSvg(svg));
  const output = ctx.files.output(`${chart.title}.${format}`);
  if (format === 'pdf') await printPdf(ctx, html, output.path);
  else writeFileSync(output.path, html);
  return output.finish();
}
