// Printed tables from a real store: one formatter for screen, HTML, Excel and CSV, checked cell by cell.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';
import { read as readWorkbook, type WorkSheet } from 'xlsx';

import type { Ctx } from '../../electron/core/context.js';
import { FileTable } from '../../electron/core/files.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { build, exportTable, list, sources } from '../../electron/core/tables/handlers.js';
import { exportAllTables } from '../../electron/core/tables/export.js';
import { planTable } from '../../electron/core/tables/plan-table.js';
import { sourceLines } from '../../electron/core/tables/sources.js';
import { saveTargets } from '../../electron/core/targets/save.js';
import { tableToCsv } from '../../electron/core/tables/to-csv.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
import { sheetOf, tableToXlsx } from '../../electron/core/tables/to-xlsx.js';
import { lacksPopulation } from '../../renderer/features/tables/warning-words.js';
import { CALLS } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import { LAYOUTS } from '../../shared/reports/layouts/index.js';
import { pageColumns, tablePart } from '../../shared/reports/page-columns.js';
import { printTableSchema, type PrintCell } from '../../shared/reports/print-table.js';
import {
  addSampleUnits,
  addValueList,
  addValues,
  contextOf,
  openSampleStore,
  openTestStore,
  SAMPLE_PERIOD,
  unitDraft,
} from '../helpers/memory-store.js';
import { htmlRows } from '../helpers/html-rows.js';

let ctx: Ctx;
beforeAll(async () => {
  ctx = contextOf(await openSampleStore());
});

/** The ledgers are empty here, and there is no reporting task. */
const hasData = ({ name }: { name: string }): boolean => name !== 'subsidy' && name !== 'reporting';

const summary = () => buildTable(ctx, 'monthly-summary', SAMPLE_PERIOD, {});

/** Texts of an HTML table body, undone from escaping: a second reading, not the printer's own code. */
function sheetText(sheet: WorkSheet, row: number, column: number): string {
  const address = `${columnName(column)}${row + 1}`;
  const cell = sheet[address] as { w?: string; v?: unknown; f?: string } | undefined;
  expect(cell?.f, address).toBeUndefined();
  return cell === undefined ? '' : (cell.w ?? String(cell.v));
}

function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : `${String.fromCharCode(64 + Math.floor(column / 26))}${String.fromCharCode(65 + (column % 26))}`;
}

describe('the monthly summary', () => {
  test('has the title, the lines, the total row first and the units in registered order', () => {
    const table = summary();
    expect(printTableSchema.parse(table)).toEqual(table);
    expect(table.title).toBe('2022年1—7月全市知识产权工作情况');
    expect(table.enclosure).toBe('附件');
    expect(table.lineLeft).toBe('填报单位（盖章）：枣庄市市场监督管理局');
    expect(table.bodyRows.map((row) => row.cells[0]!.text)).toEqual([
      '全市',
      ...listUnits(ctx.store).map((unit) => unit.name),
    ]);
    expect(table.headRows[0]!.map((cell) => cell.text)).toEqual(['填报单位', '创造', '运用', '保护', '服务']);
    expect(table.warnings).toEqual([]);
    expect(table.signature).toHaveLength(5);
  });

  test('says which population was used and which signs occur', () => {
    const table = summary();
    expect(table.notes.join('\n')).toContain(
      '每万人口指标按2021年末常住人口385.56万人计算，上年同期按同一人口数计算。',
    );
    expect(table.notes.join('\n')).toContain('保险企业数的全市数为各单位合计');
    expect(table.legend).toContain('“—”');
    expect(table.legend).not.toContain('未报');
  });

  test('prints the same texts on the grid, in HTML, Excel and CSV, cell by cell', async () => {
    const table = summary();
    const grid = gridOf(ctx, SAMPLE_PERIOD, 'cumulative');
    const html = tableToHtml(table);
    const { blocks } = pageColumns(table);
    const printed = htmlRows(html);
    blocks.forEach((block, index) => {
      const part = tablePart(table, block);
      const rows = printed.slice(index * part.bodyRows.length, (index + 1) * part.bodyRows.length);
      expect(rows).toEqual(part.bodyRows.map((row) => row.cells.map((cell) => cell.text)));
    });

    const spec = sheetOf(table);
    const firstRow = spec.freeze.rows;
    const workbook = readWorkbook(await tableToXlsx(table), { cellNF: true });
    const sheet = workbook.Sheets[workbook.SheetNames[0]!]!;
    const csv = tableToCsv(table)
      .split('\r\n')
      .slice(2 + table.headRows.length);
    table.bodyRows.forEach((row, rowIndex) => {
      expect(csv[rowIndex]!.split(',')).toEqual(row.cells.map((cell) => cell.text));
      row.cells.forEach((cell, column) => {
        expect(sheetText(sheet, firstRow + rowIndex, column)).toBe(cell.text);
        if (cell.ref?.figure !== 'current' && cell.ref?.figure !== 'change') return;
        const gridRow = grid.rows.find((candidate) => candidate.unitId === cell.ref!.unitId)!;
        const value = gridRow.values[grid.columns.findIndex((candidate) => candidate.code === cell.ref!.code)]!;
        expect(cell.ref.figure === 'current' ? value.text : value.change).toBe(cell.text);
      });
    });
  });

  test('writes numbers to Excel as numbers with the precision of the column', () => {
    const spec = sheetOf(summary());
    const numbers = spec.rows
      .slice(spec.freeze.rows)
      .flat()
      .filter((cell) => cell?.number);
    expect(numbers.length).toBeGreaterThan(400);
    expect(numbers.find((cell) => cell!.text === '44830.18')!.number).toEqual({ plain: '44830.18', decimals: 2 });
  });

  test('is cut into column blocks between indicators, each with the column of units', () => {
    const table = summary();
    const { blocks } = pageColumns(table);
    expect(blocks.length).toBe(2);
    const parts = blocks.map((block) => tablePart(table, block));
    expect(parts.map((part) => part.groups)).toEqual([['创造'], ['运用', '保护', '服务']]);
    for (const part of parts) {
      expect(part.headRows[0]![0]!.text).toBe('填报单位');
      for (const row of part.bodyRows) expect(row.cells).toHaveLength(part.columnWidths.length);
    }
    const narrow = pageColumns({ ...table, paper: 'A4', orientation: 'portrait' });
    expect(narrow.blocks.length).toBeGreaterThan(3);
    expect(narrow.blocks[0]!.start).toBe(1);
    narrow.blocks.slice(1).forEach((block, index) => expect(block.start).toBe(narrow.blocks[index]!.end));
    expect(narrow.blocks.at(-1)!.end).toBe(table.columnWidths.length);
  });

  test('follows the options of the page', () => {
    const table = buildTable(ctx, 'monthly-summary', SAMPLE_PERIOD, {
      codes: ['C06', 'C15'],
      figures: ['current', 'last-year', 'difference', 'share'],
      totalFirst: false,
      paper: 'A4',
      internalMark: true,
      signature: false,
    });
    expect(table.bodyRows.at(-1)!.kind).toBe('total');
    expect(table.bodyRows.at(-1)!.cells.map((cell) => cell.text)).toEqual([
      '全市',
      '405',
      '369',
      '36',
      '100.0',
      '7.96',
      '6.96',
      '1.00',
      '—',
    ]);
    expect([table.paper, table.signature.length, table.internalMark]).toEqual(['A4', 0, '内部资料　注意保存']);
  });
});

test('every layout builds, prints a stock target as a distance and is listed', () => {
  for (const layout of LAYOUTS.filter(hasData))
    expect(
      CALLS['tables.build'].result.safeParse(build(ctx, { name: layout.name, period: SAMPLE_PERIOD, options: {} }))
        .success,
    ).toBe(true);
  expect(list(ctx, {}).tables.map((table) => table.title)).toContain('知识产权工作情况');
  const targets = buildTable(ctx, 'target-completion', SAMPLE_PERIOD, {});
  const stock = targets.bodyRows[0]!.cells.filter((cell) => cell.ref?.code === 'C14');
  expect(stock.map((cell) => [cell.ref!.figure, cell.text])).toEqual([
    ['target', '3325'],
    ['current', '3069'],
    ['distance', '-256'],
  ]);
});

describe('gaps', () => {
  test('a missing unit prints 未报, a note and a warning; an own row is left out and said', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 0, 山亭区: 3, 市中区: 4, 峄城区: 5 } });
    addValueList(store, [{ unit: '台儿庄区', code: 'C06', period: '2022-07', basis: 'ytd', value: null }]);
    addValues(store, '2022-07', 'ytd', { C11: { 滕州市: 1, 台儿庄区: 2 } });
    addValues(store, '2022-07', 'asof', { F02a: { 滕州市: 3 } });
    const table = buildTable(contextOf(store), 'monthly-summary', '2022-07', {});
    const text = (unit: string) => table.bodyRows.find((row) => row.cells[0]!.text === unit)!.cells[1]!.text;
    expect([text('全市'), text('薛城区'), text('台儿庄区'), text('枣庄高新区')]).toEqual(['22', '0', '未报', '未报']);
    expect(table.legend).toContain('“未报”表示填报单位未报送，不等于0');
    expect(table.notes.join('\n')).toContain('全市数不含枣庄高新区（未报）');
    expect(table.warnings[0]).toBe('1个填报单位未报：枣庄高新区');
    expect(table.warnings.join('\n')).toContain('1项只有一个填报单位报送的指标未列入');
    expect(table.headRows.flat().some((cell) => cell.text.includes('代理'))).toBe(false);
  });

  test('a table without the population says so in the words by which the page leads to it', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2023-07', 'asof', { C14: { 滕州市: 10, 薛城区: 20 } });
    const { warnings } = buildTable(contextOf(store), 'monthly-summary', '2023-07', { codes: ['C14', 'C15'] });
    expect(warnings.filter(lacksPopulation)).toEqual(['没有2022年末常住人口，每万人口指标未计算']);
  });

  test('a total that judges only the units with a target says whom it leaves out', async () => {
    const store = await openSampleStore();
    const here = contextOf(store);
    expect(buildTable(here, 'target-completion', SAMPLE_PERIOD, {}).notes.join()).not.toContain('没有下达目标');
    const unitId = listUnits(store).find((unit) => unit.name === '滕州市')!.id;
    const cells = [{ unitId, code: 'C06', level: 'assigned' as const, value: null }];
    saveTargets(here, { year: 2022, cells, document: '', reason: '合并' });
    const table = buildTable(here, 'target-completion', SAMPLE_PERIOD, {});
    expect(table.notes).toContain('发明授权的全市年度目标和完成情况不含没有下达目标的滕州市，与全市本期数口径不同。');
    store.db.close();
  });

  test('a month without values is refused with its name', () => {
    expect(() => buildTable(ctx, 'monthly-summary', '2030-01', {})).toThrowError(AppError);
    expect(() => buildTable(ctx, 'no-such-table', SAMPLE_PERIOD, {})).toThrowError(/data.not-found/);
  });
});

describe('text from data', () => {
  test('is text everywhere: no markup in HTML, no formula in Excel and CSV', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    const evil = ['=HYPERLINK("http://x")', '<img src=x onerror=alert(1)>', '@SUM(A1)', '＋1+1', '</style><script>'];
    write(store, { kind: 'units', label: '单位', operator: '', topics: ['units'] }, () =>
      listUnits(store)
        .slice(0, evil.length)
        .forEach((unit, index) => saveUnit(store, unit.id, unitDraft(evil[index]!, unit.order))),
    );
    const names = listUnits(store).map((unit) => unit.name);
    addValues(store, '2022-07', 'ytd', { C06: Object.fromEntries(names.map((name, index) => [name, index])) });
    addValues(store, '2021-07', 'ytd', { C06: Object.fromEntries(names.map((name) => [name, 9])) });
    const table = buildTable(contextOf(store), 'monthly-summary', '2022-07', {});
    const withEvilTitle = { ...table, title: '"</style><script>alert(1)</script>\n' };
    const html = tableToHtml(withEvilTitle);
    expect(html).not.toMatch(/<img|<script/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    const csv = tableToCsv(table);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")",`);
    expect(csv).toContain("'@SUM(A1),");
    expect(csv).toContain("'＋1+1,");
    expect(csv).toContain(',-100.0');
    const workbook = readWorkbook(await tableToXlsx(table));
    const sheet = workbook.Sheets[workbook.SheetNames[0]!]!;
    const cells = Object.entries(sheet).filter(([address]) => !address.startsWith('!'));
    expect(cells.some(([, cell]) => (cell as { f?: string }).f !== undefined)).toBe(false);
    expect(cells.some(([, cell]) => (cell as { v?: unknown }).v === evil[0])).toBe(true);
  });
});

describe('files', () => {
  const own = (changes: Partial<Ctx> = {}): Ctx => ({
    ...ctx,
    files: new FileTable(mkdtempSync(join(tmpdir(), 'ip-ledger-tables-'))),
    ...changes,
  });

  test('each format becomes a file in the outbox under the title of the table', async () => {
    const here = own({
      host: {
        spawnParser: ctx.host.spawnParser,
        printPdf: ({ htmlPath, pdfPath }) => {
          writeFileSync(pdfPath, `%PDF of ${readFileSync(htmlPath, 'utf8').length} characters`);
          return Promise.resolve();
        },
      },
    });
    for (const format of ['xlsx', 'pdf', 'html', 'csv'] as const) {
      const file = await exportTable(here, { name: 'monthly-summary', period: SAMPLE_PERIOD, options: {}, format });
      expect(file.name).toBe(`附件：2022年1—7月全市知识产权工作情况.${format}`);
      expect(readFileSync(here.files.path(file.id)).length).toBe(file.size);
    }
  });

  test('the table of sources has a line for each printed number, with its cell, formula or person', async () => {
    const here = own();
    const plan = planTable(here, 'monthly-summary', SAMPLE_PERIOD, {});
    const lines = sourceLines(here, plan);
    const printed = summary()
      .bodyRows.flatMap((row) => row.cells)
      .filter((cell: PrintCell) => cell.number !== undefined);
    expect(lines).toHaveLength(printed.length);
    expect(lines.every((line) => line.file !== '' || line.formula !== '' || line.text !== '')).toBe(true);
    expect(lines.find((line) => line.unit === '全市' && line.indicator === '每万人口发明专利拥有量')!.formula).toBe(
      'Σ 有效发明专利拥有量 ÷ Σ 常住人口（2021年末） = 3069 ÷ 385.56',
    );
    const file = await sources(here, { name: 'monthly-summary', period: SAMPLE_PERIOD, options: {} });
    expect(file.name).toBe('2022年1—7月全市知识产权工作情况数据来源表.xlsx');
    const workbook = readWorkbook(readFileSync(here.files.path(file.id)));
    expect(Object.keys(workbook.Sheets)).toEqual(['数据来源表']);
  });
});

test('all layouts of a period print in one file, each with its title', async () => {
  const store = await openSampleStore();
  const ctx = contextOf(store);
  const { file } = await exportAllTables(ctx, { period: SAMPLE_PERIOD, format: 'html', options: {} });
  const html = readFileSync(ctx.files.path(file.id), 'utf8');
  for (const { name } of LAYOUTS.filter(hasData))
    expect(html).toContain(buildTable(ctx, name, SAMPLE_PERIOD, {}).title);
  // No ledger row and no reporting task is here: their tables stay out, the others print.
  expect(html).not.toContain('资助资金情况');
  expect(html).not.toContain('报送情况');
  store.db.close();
});

test('all layouts print as each is set on its page, and say what stands above them', async () => {
  const store = await openSampleStore();
  const ctx = contextOf(store);
  store.db
    .prepare("DELETE FROM observation WHERE unit_id = (SELECT id FROM reporting_unit WHERE name = '峄城区')")
    .run();
  const options = { 'monthly-summary': { paper: 'A4' as const, signature: false } };
  const { file, warnings } = await exportAllTables(ctx, { period: SAMPLE_PERIOD, format: 'html', options });
  const html = readFileSync(ctx.files.path(file.id), 'utf8');
  const alone = buildTable(ctx, 'monthly-summary', SAMPLE_PERIOD, options['monthly-summary']);
  expect(html).toContain(`@page t0 { size: A4 ${alone.orientation}`);
  expect(html.split('</article>')[0]).not.toContain('填报人');
  expect(warnings).toContain('1个填报单位未报：峄城区');
  expect(warnings.filter((warning) => warning.includes('峄城区'))).toHaveLength(1);
  store.db.close();
});
