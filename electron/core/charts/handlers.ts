// Calls of charts: build, and as files.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { refuseUnseen } from '../store/content-mark.js';
import { printPdf } from '../tables/print-pdf.js';
import { tableToHtml } from '../tables/to-html.js';
import { buildChart } from './build-chart.js';
import { chartToXlsx } from './chart-workbook.js';
import { plainSvg, pngBytes } from './picture.js';
import type { Chart, ChartQuery } from '../../../shared/charts/chart.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';

export function build(ctx: Ctx, query: ParsedParams<'charts.build'>): Result<'charts.build'> {
  return buildChart(ctx, query);
}

/** The chart that the officer sees, or a refusal: a picture must not stand beside numbers of another moment. */
function shownChart(ctx: Ctx, { query, shown }: { query: ChartQuery; shown?: string | undefined }): Chart {
  const chart = buildChart(ctx, query);
  refuseUnseen(shown, chart.mark, '图表');
  return chart;
}

export async function workbook(ctx: Ctx, params: ParsedParams<'charts.workbook'>): Promise<Result<'charts.workbook'>> {
  const chart = shownChart(ctx, params);
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
  { svg, format, ...of }: ParsedParams<'charts.page'>,
): Promise<Result<'charts.page'>> {
  const chart = shownChart(ctx, of);
  const html = tableToHtml({ ...chart.table, orientation: 'portrait' }, plainSvg(svg));
  const output = ctx.files.output(`${chart.title}.${format}`);
  if (format === 'pdf') await printPdf(ctx, html, output.path);
  else writeFileSync(output.path, html);
  return output.finish();
}
