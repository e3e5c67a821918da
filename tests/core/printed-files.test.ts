// Every call that gives a table as a file, in each of its formats: what the page, the printer's page and the workbook hold.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { beforeAll, describe, expect, test } from 'vitest';

import * as charts from '../../electron/core/charts/handlers.js';
import type { Ctx } from '../../electron/core/context.js';
import { exportInsights } from '../../electron/core/insights/export.js';
import { exportList } from '../../electron/core/ledgers/list-sheets.js';
import { exportReconciliation } from '../../electron/core/ledgers/reconcile-table.js';
import * as tables from '../../electron/core/tables/handlers.js';
import { exportScheme, exportTargets, schemeSave } from '../../electron/core/targets/handlers.js';
import { exportCheckSheets } from '../../electron/core/tasks/check-sheets.js';
import type { ChartQuery } from '../../shared/charts/chart.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { contextOf, openSampleStore } from '../helpers/memory-store.js';
import { MONTHLY_SUMMARY } from '../../shared/reports/layouts/monthly-summary.js';
import { read, valuesOf } from '../helpers/read-cells.js';
import { partsOf } from '../helpers/return-copies.js';
import { addSampleLedgers } from '../helpers/sample-ledgers.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';

const PERIOD = '2022-07';
const QUERY: ChartQuery = {
  kind: 'ranking',
  period: PERIOD,
  codes: ['C06'],
  unitId: null,
  years: 2,
  view: 'cumulative',
  figure: 'completion',
  axes: 'time',
};
/** A drawing as the page sends it. */
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>405件</text></svg>';
let ctx: Ctx;
/** Pages that were sent to the printer. */
const printed: { html: string; htmlPath: string }[] = [];
let scheme = 0;

beforeAll(async () => {
  const store = await openSampleStore();
  addSampleLedgers(store);
  ctx = contextOf(store, {
    host: {
      spawnParser: () => {
        throw new Error('no parser in this test');
      },
      printPdf: ({ htmlPath, pdfPath }) => {
        printed.push({ html: readFileSync(htmlPath, 'utf8'), htmlPath });
        writeFileSync(pdfPath, '%PDF-');
        return Promise.resolve();
      },
    },
  });
  scheme = schemeSave(ctx, { id: null, scheme: unitScheme([schemeItem('a', '发明', 'C06', '10')]) }).id;
});

type Format = 'xlsx' | 'pdf' | 'html';
const FILES: Record<string, { name: string; holds: string; make: (ctx: Ctx, format: Format) => Promise<FileRef> }> = {
  'insights.export': {
    name: '2022年1—7月分析提示',
    holds: '全市专利授权量4132件',
    make: (at, format) => exportInsights(at, { period: PERIOD, what: 'all', format }),
  },
  'ledgers.reconcile-export': {
    name: '2022年1—7月报送数与台账核对表',
    holds: '44830.18',
    make: (at, format) => exportReconciliation(at, { period: PERIOD, choice: 'all', format }),
  },
  'ledgers.list-export': {
    name: '2022年知识产权资助预算执行情况',
    holds: '预算',
    make: (at, format) => exportList(at, { what: { kind: 'balances', year: 2022 }, format }),
  },
  'schemes.export': {
    name: '考核得分表',
    holds: '滕州市',
    make: (at, format) => exportScheme(at, { id: scheme, period: PERIOD, format }),
  },
  'targets.export': {
    name: '2022年全市知识产权目标任务分解表',
    holds: '320',
    make: (at, format) => exportTargets(at, { period: PERIOD, what: 'table', document: '', date: '', format }),
  },
  'tasks.check-sheets': {
    name: '2022年1—7月数据核对单',
    holds: '168',
    make: (at, format) => exportCheckSheets(at, { period: PERIOD, format }),
  },
  'tables.export': {
    name: '附件：2022年1—7月全市知识产权工作情况',
    holds: '4132',
    make: (at, format) => tables.exportTable(at, { name: 'monthly-summary', period: PERIOD, options: {}, format }),
  },
};

describe.each(Object.entries(FILES))('%s', (_call, { name, holds, make }) => {
  test('holds the same in a page, in the page that is printed, and in a workbook', async () => {
    const html = await make(ctx, 'html');
    const page = readFileSync(ctx.files.path(html.id), 'utf8');
    expect(html.name).toBe(`${name}.html`);
    expect(page).toContain(holds);
    const before = printed.length;
    const pdf = await make(ctx, 'pdf');
    expect(pdf.name).toBe(`${name}.pdf`);
    expect(printed.slice(before).map((one) => one.html)).toEqual([page]);
    expect(existsSync(printed.at(-1)!.htmlPath)).toBe(false);
    expect(readFileSync(ctx.files.path(pdf.id), 'utf8')).toBe('%PDF-');
    const xlsx = await make(ctx, 'xlsx');
    expect(xlsx.name).toBe(`${name}.xlsx`);
    const book = read(readFileSync(ctx.files.path(xlsx.id)));
    expect(book.sheets.map((_sheet, index) => Object.values(valuesOf(book, index)).join('\n')).join('\n')).toContain(
      holds,
    );
  });

  test('leaves no page behind where printing fails', async () => {
    let path = '';
    const broken: Ctx = {
      ...ctx,
      host: {
        ...ctx.host,
        printPdf: ({ htmlPath }) => {
          path = htmlPath;
          return Promise.reject(new Error('no printer'));
        },
      },
    };
    await expect(make(broken, 'pdf')).rejects.toThrow('no printer');
    expect(path).not.toBe('');
    expect(existsSync(path)).toBe(false);
  });
});

describe('a chart', () => {
  test('is built with the numbers that it draws', () => {
    const chart = charts.build(ctx, QUERY);
    expect(chart.series.flatMap((series) => series.points.map((point) => point.text))).toContain('168');
  });

  test('as a workbook holds numbers and a chart of its own', async () => {
    const file = await charts.workbook(ctx, { query: QUERY });
    const parts = partsOf(readFileSync(ctx.files.path(file.id)));
    expect(Object.keys(parts)).toContain('xl/charts/chart1.xml');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<v>168</v>');
  });

  test('as a page, printed or not, holds the drawing and its numbers', async () => {
    const html = await charts.page(ctx, { query: QUERY, svg: SVG, format: 'html' });
    const page = readFileSync(ctx.files.path(html.id), 'utf8');
    expect(page).toContain('405件</text>');
    expect(page).toContain('滕州市');
    await charts.page(ctx, { query: QUERY, svg: SVG, format: 'pdf' });
    expect(printed.at(-1)!.html).toBe(page);
  });

  test('as a picture is exactly what the page drew', async () => {
    const svg = await charts.picture(ctx, { name: '图', format: 'svg', content: SVG });
    expect(svg.name).toBe('图.svg');
    expect(readFileSync(ctx.files.path(svg.id), 'utf8')).toContain('405件');
    const script = SVG.replace('<text>', '<script>alert(1)</script><text>');
    await expect((async () => charts.picture(ctx, { name: '图', format: 'svg', content: script }))()).rejects.toThrow();
    await expect((async () => charts.picture(ctx, { name: '图', format: 'png', content: 'x' }))()).rejects.toThrow();
  });
});

test('all layouts with data are one paper, those without stay out', async () => {
  const options = {};
  const { file: html } = await tables.exportAll(ctx, { period: PERIOD, format: 'html', options });
  expect(html.name).toBe('2022年1—7月全部汇总表.html');
  const page = readFileSync(ctx.files.path(html.id), 'utf8');
  expect(page.match(/<article/g)!.length).toBeGreaterThan(5);
  await tables.exportAll(ctx, { period: PERIOD, format: 'pdf', options });
  expect(printed.at(-1)!.html).toBe(page);
  await expect(tables.exportAll(ctx, { period: '2031-01', format: 'pdf', options })).rejects.toThrow('data.no-values');
});

test('a layout that is not saved yet shows what it would print', () => {
  const own = { ...MONTHLY_SUMMARY, title: '{period}试排' };
  expect(tables.preview(ctx, { layout: own, period: PERIOD })).toMatchObject({ layout: 'preview' });
  expect(JSON.stringify(tables.preview(ctx, { layout: own, period: PERIOD }).bodyRows)).toContain('4132');
});
