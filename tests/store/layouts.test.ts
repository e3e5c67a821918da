// Table layouts as data: every shipped one prints alike in every format, every axis and figure of the language is right, own
// layouts are saved, copied, removed with undo, and carried as a file.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read as readWorkbook } from 'xlsx';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { rows as ledgerRows } from '../../electron/core/ledgers/handlers.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { list } from '../../electron/core/tables/handlers.js';
import * as layouts from '../../electron/core/tables/layouts.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { tableToCsv } from '../../electron/core/tables/to-csv.js';
import { tableToHtml } from '../../electron/core/tables/to-html.js';
import { sheetOf, tableToXlsx } from '../../electron/core/tables/to-xlsx.js';
import { CALLS } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import { figure, indicator, layoutSchema, USUAL, type LayoutDraft } from '../../shared/reports/define.js';
import type { ReportingUnit } from '../../shared/model/unit.js';
import { LAYOUTS } from '../../shared/reports/layouts/index.js';
import { pageColumns, placeCells, tablePart } from '../../shared/reports/page-columns.js';
import { textWidth } from '../../shared/reports/text-width.js';
import { printTableSchema, type PrintTable } from '../../shared/reports/print-table.js';
import { dump } from '../helpers/dump.js';
import { htmlRows } from '../helpers/html-rows.js';
import {
  addValues,
  contextOf,
  openSampleStore,
  openTestStore,
  addSampleUnits,
  SAMPLE_PERIOD,
} from '../helpers/memory-store.js';
import * as units from '../../electron/core/units/handlers.js';
import { addSampleLedgers } from '../helpers/sample-ledgers.js';

let ctx: Ctx;
beforeAll(async () => {
  const store = await openSampleStore();
  addSampleLedgers(store);
  ctx = contextOf(store);
  tasks.save(ctx, { id: null, task: monthlyTask(listUnits(store).map((unit) => unit.id)) });
});
afterAll(() => ctx.store.db.close());

function draft(changes: Partial<LayoutDraft>): LayoutDraft {
  return {
    ...USUAL,
    title: '{period}{scope}试表',
    description: '',
    columns: { by: 'list', nodes: [indicator('C06', 'current')] },
    ...changes,
  };
}

function build(changes: Partial<LayoutDraft>, here = ctx, period = SAMPLE_PERIOD): PrintTable {
  const table = buildTable(here, { ...draft(changes), name: 'draft' }, period, {});
  expect(printTableSchema.parse(table)).toEqual(table);
  return table;
}

/** Texts of the body as a rectangle, merged labels repeated. */
function bodyTexts(table: PrintTable): string[][] {
  const grid = table.bodyRows.map(() => table.columnWidths.map(() => ''));
  for (const { row, column, cell } of placeCells(table.bodyRows.map((one) => one.cells)).flat())
    for (let r = row; r < row + cell.rowSpan; r += 1)
      for (let c = column; c < column + cell.colSpan; c += 1) grid[r]![c] = cell.text;
  return grid;
}

const texts = (table: PrintTable, row: string): string[] => bodyTexts(table).find((cells) => cells.includes(row))!;
const heads = (table: PrintTable): string[][] => table.headRows.map((row) => row.map((cell) => cell.text));

const htmlCells = (html: string): string[][] =>
  htmlRows(html).map((row) => row.map((text) => text.replaceAll('&amp;', '&')));

describe.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('the shipped layout %s', (name, layout) => {
  test('is data: it survives JSON and its own schema', () => {
    expect(layoutSchema.parse(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  });

  test('prints the same cells in HTML, Excel and CSV', async () => {
    const table = buildTable(ctx, name, SAMPLE_PERIOD, {});
    expect(printTableSchema.parse(table)).toEqual(table);
    expect(table.bodyRows.length).toBeGreaterThan(2);
    const grid = bodyTexts(table);
    for (const row of grid) expect(row.every((text) => text !== '')).toBe(true);

    const printed = htmlCells(tableToHtml(table));
    pageColumns(table).blocks.forEach((block, index) => {
      const part = tablePart(table, block);
      const rows = printed.slice(index * part.bodyRows.length, (index + 1) * part.bodyRows.length);
      expect(rows).toEqual(part.bodyRows.map((row) => row.cells.map((cell) => cell.text)));
    });

    const spec = sheetOf(table);
    const workbook = readWorkbook(await tableToXlsx(table), { cellNF: true });
    const sheet = workbook.Sheets[workbook.SheetNames[0]!]!;
    for (const { row, column, cell } of placeCells(table.bodyRows.map((one) => one.cells)).flat()) {
      const address = `${columnName(column)}${spec.freeze.rows + row + 1}`;
      const found = sheet[address] as { t: string; w?: string; v?: unknown; f?: string };
      expect(found.f).toBeUndefined();
      expect(found.w ?? String(found.v), address).toBe(cell.text);
      expect(found.t, address).toBe(cell.number === undefined ? 's' : 'n');
    }
    const csv = tableToCsv(table)
      .split('\r\n')
      .slice(2 + table.headRows.length, 2 + table.headRows.length + grid.length);
    expect(csv.map((line) => line.split(','))).toEqual(grid);
  });

  test('spreads the line above the table in Excel as on paper, on each page', () => {
    const table = buildTable(ctx, name, SAMPLE_PERIOD, {});
    const spec = sheetOf(table);
    const at = spec.page!.titleRows![0];
    const parts = spec.rows[at]!.flatMap((cell, column) => {
      const merge = spec.merges.find((one) => one.row === at && one.column === column);
      return cell === null ? [] : [{ ...cell, from: column, to: column + (merge?.columns ?? 1) }];
    });
    const { blocks } = pageColumns(table);
    const shown = [table.lineLeft, table.lineMiddle, table.lineRight]
      .map((text, index) => ({ text, align: ['left', 'center', 'right'][index] }))
      .filter(({ text }) => text !== '');
    expect(parts.map(({ text, align }) => ({ text, align }))).toEqual(blocks.flatMap(() => shown));
    if (table.lineRight !== '') expect(parts.at(-1)!.to).toBe(table.columnWidths.length);
    parts.forEach((part, index) => {
      if (index > 0) expect(part.from, part.text).toBeGreaterThanOrEqual(parts[index - 1]!.to);
      const width = spec.columnWidths.slice(part.from, part.to).reduce((sum, one) => sum + one, 0);
      expect(width, part.text).toBeGreaterThan(textWidth(part.text) * 0.95);
    });
  });
});

function columnName(column: number): string {
  const letter = (index: number): string => String.fromCodePoint(65 + index);
  return column < 26 ? letter(column) : `${letter(Math.floor(column / 26) - 1)}${letter(column % 26)}`;
}

describe('rows', () => {
  test('groups of units have their own sums, Σ/Σ for ratios, with their units indented below', () => {
    const table = build({
      rows: {
        axis: 'groups',
        groups: [
          { label: '东部', units: ['滕州市', '山亭区'] },
          { label: '西部', units: ['薛城区', '峄城区', '不存在的区'] },
        ],
        withUnits: true,
      },
      columns: {
        by: 'list',
        nodes: [indicator('C37', 'current', 'share'), indicator('C38', 'current'), indicator('C39', 'current')],
      },
    });
    expect(table.bodyRows.map((row) => [row.kind, row.cells[0]!.text.trim()])).toEqual([
      ['total', '全市'],
      ['group', '东部'],
      ['sub', '滕州市'],
      ['sub', '山亭区'],
      ['group', '西部'],
      ['sub', '薛城区'],
      ['sub', '峄城区'],
    ]);
    const number = (row: string, column: number): number => Number(texts(table, row)[column]);
    expect(number('东部', 1)).toBe(number('　　滕州市', 1) + number('　　山亭区', 1));
    expect(number('东部', 4)).toBeCloseTo((100 * number('东部', 3)) / number('东部', 1), 1);
    // A group has its share of the whole, not of itself.
    expect(number('东部', 2)).toBeCloseTo((100 * number('东部', 1)) / number('全市', 1), 1);
    expect(number('东部', 2)).toBeCloseTo(number('　　滕州市', 2) + number('　　山亭区', 2), 0);
    expect(number('全市', 2)).toBe(100);
    const ids = listUnits(ctx.store)
      .filter((unit) => ['滕州市', '山亭区'].includes(unit.name))
      .map((unit) => unit.id);
    expect(table.bodyRows[1]!.cells[1]!.ref).toMatchObject({ unitId: null, unitIds: ids });
  });

  describe('a group of units', () => {
    const rows = (...names: string[]) => ({
      axis: 'groups' as const,
      groups: [{ label: '东部', units: names }],
      withUnits: true,
    });
    const open = async () => {
      const store = await openSampleStore();
      const here = contextOf(store);
      const saveAs = (names: string[]) =>
        layouts.save(here, { name: null, layout: draft({ rows: rows(...names) }) }).name;
      const rename = (from: string, to: string) => {
        const { id, ...unit } = listUnits(store).find((one) => one.name === from)!;
        units.save(here, { id, unit: { ...unit, name: to } });
      };
      return { store, here, saveAs, rename };
    };
    const refused = (what: string) => expect.objectContaining({ params: { what: expect.stringContaining(what) } });
    const namesIn = (here: Ctx, name: string) =>
      bodyTexts(buildTable(here, name, SAMPLE_PERIOD, {})).map((row) => row[0]!.trim());

    test('keeps a unit that is called otherwise from now on, and undo of that brings both names back', async () => {
      const { store, here, saveAs, rename } = await open();
      const name = saveAs(['滕州市', '山亭区']);
      const before = buildTable(here, name, SAMPLE_PERIOD, {}).bodyRows[1]!.cells.map((cell) => cell.text);
      rename('山亭区', '新山亭区');
      const after = buildTable(here, name, SAMPLE_PERIOD, {});
      expect(namesIn(here, name)).toEqual(['全市', '东部', '滕州市', '新山亭区']);
      expect(after.bodyRows[1]!.cells.map((cell) => cell.text)).toEqual(before);
      history.undo(here, { id: history.list(here, { limit: 1 }).changes[0]!.id });
      expect(namesIn(here, name)).toEqual(['全市', '东部', '滕州市', '山亭区']);
      store.db.close();
    });

    test('with a name that is no unit is refused, and one that came with a file is said above the table', async () => {
      const { store, here, saveAs } = await open();
      expect(() => saveAs(['滕州市', '不存在的区'])).toThrow(refused('分组“东部”中的“不存在的区”不是填报单位'));
      expect(() => saveAs(['滕州市', '滕州市'])).toThrow(refused('会重复计算'));
      const table = build({ rows: rows('滕州市', '不存在的区') }, here);
      expect(table.warnings).toContain('表样分组中的“不存在的区”不是填报单位，没有计入小计');
      store.db.close();
    });

    test('that leaves units out, or holds one that another holds, is said not to add up to the total', async () => {
      const { store, here } = await open();
      const all = listUnits(store).map((unit) => unit.name);
      const warnings = (...groups: string[][]) =>
        build(
          {
            rows: { axis: 'groups', groups: groups.map((units, at) => ({ label: `${at}`, units })), withUnits: false },
          },
          here,
        ).warnings;
      expect(warnings(all.slice(0, 3), all.slice(3))).toEqual([]);
      expect(warnings(all.slice(0, 2), all.slice(3))).toEqual(['山亭区不在任何分组中，各小计之和不等于全市数']);
      expect(warnings(all.slice(0, 4), all.slice(3))).toEqual(['市中区在几个分组中，各小计之和不等于全市数']);
      store.db.close();
    });

    test('knows a unit by its other names', async () => {
      const { store, here, saveAs } = await open();
      const { id, ...unit } = listUnits(store).find((one) => one.name === '枣庄高新区')!;
      units.save(here, { id, unit: { ...unit, aliases: ['高新技术区'] } });
      expect(namesIn(here, saveAs(['高新技术区', '滕州市']))).toEqual(['全市', '东部', '滕州市', '枣庄高新区']);
      store.db.close();
    });
  });

  test('units are grouped by their kind where no groups are given', async () => {
    const store = await openSampleStore();
    const here = contextOf(store);
    const zone = listUnits(store).find((unit) => unit.name === '枣庄高新区')!;
    write(store, { kind: 'units', label: '功能区', operator: '', topics: ['units'] }, () =>
      saveUnit(store, zone.id, { ...zone, kind: 'zone' }),
    );
    const table = build({ rows: { axis: 'groups', groups: [], withUnits: false } }, here);
    expect(bodyTexts(table).map((row) => row[0])).toEqual(['全市', '区县', '功能区']);
    expect(texts(table, '功能区')[1]).toBe(texts(build({}, here), '枣庄高新区')[1]);
    store.db.close();
  });

  test('units × months show cumulative values, months and 环比; a month without a value before it says so', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-01', 'ytd', { C06: { 滕州市: 10, 薛城区: 4 } });
    addValues(store, '2022-02', 'ytd', { C06: { 滕州市: 25, 薛城区: 6 } });
    addValues(store, '2022-03', 'ytd', { C06: { 滕州市: 31, 薛城区: 9 } });
    const table = build(
      {
        rows: { axis: 'months', onlyTotal: false },
        totalRow: 'last',
        columns: { by: 'list', nodes: [indicator('C06', 'current', 'month', 'month-change')] },
      },
      contextOf(store),
      '2022-03',
    );
    const rows = bodyTexts(table);
    expect(rows.filter((row) => row[0] === '滕州市')).toEqual([
      ['滕州市', '1月', '10', '10', '—'],
      ['滕州市', '2月', '25', '15', '50.0'],
      ['滕州市', '3月', '31', '6', '-60.0'],
    ]);
    expect(rows.at(-1)!.slice(0, 5)).toEqual(['全市', '3月', '40', '9', '-47.1']);
    expect(table.frozenColumns).toBe(2);
    expect(table.headRows[0]!.slice(0, 2).map((cell) => cell.text)).toEqual(['填报单位', '月份']);
    store.db.close();
  });

  test('indicators stand in rows under their category, of the total or of one unit, with years beside each other', () => {
    const years = [figure('current', { yearsBack: 1 }), figure('current'), figure('change')];
    const columns: LayoutDraft['columns'] = { by: 'list', nodes: [{ kind: 'figures', figures: years }] };
    const city = build({ rows: { axis: 'indicators', codes: ['C06', 'C15', 'Y01'], unit: '' }, columns });
    expect(heads(city)).toEqual([['类别', '指标', '计量单位', '2021年', '2022年', '同比（%）']]);
    expect(bodyTexts(city)).toEqual(
      [
        ['创造', '发明专利授权量', '件', '369', '405', '9.8'],
        ['创造', '每万人口发明专利拥有量', '件/万人', '6.96', '7.96', '14.4'],
        ['运用', '质押融资额', '万元', expect.stringMatching(/^101/), '44830.18', '340.0'],
      ].map((row) => [row[0], expect.any(String), ...row.slice(2)]),
    );
    const one = build({ rows: { axis: 'indicators', codes: ['C06'], unit: '滕州市' }, columns });
    expect(bodyTexts(one)[0]![4]).toBe(texts(build({}), '滕州市')[1]);
    expect(() => build({ rows: { axis: 'indicators', codes: [], unit: '无此区' }, columns })).toThrowError(AppError);
  });

  test('rows of a ledger are grouped by any of its fields and add up to what the ledger holds', () => {
    const columns: LayoutDraft['columns'] = {
      by: 'list',
      nodes: [
        { kind: 'ledger', measure: 'rows', only: null, label: '笔数' },
        { kind: 'ledger', measure: 'amount', only: null, label: '金额（万元）' },
      ],
    };
    const byUnit = build({ rows: { axis: 'ledger', ledger: 'pledge', by: 'unit' }, columns });
    const byEnterprise = build({ rows: { axis: 'ledger', ledger: 'pledge', by: 'enterprise' }, columns });
    const city = texts(buildTable(ctx, 'pledge', SAMPLE_PERIOD, {}), '全市');
    expect(texts(byUnit, '全市').slice(1)).toEqual([city[1], city[4]]);
    expect(texts(byEnterprise, '合计').slice(1)).toEqual([city[1], city[4]]);
    expect(byEnterprise.bodyRows.length).toBeGreaterThan(10);
    // Each number leads to the very rows that make it up.
    const subsidy = buildTable(ctx, 'subsidy', SAMPLE_PERIOD, {});
    const cells = [byUnit, byEnterprise, subsidy].flatMap((one) => one.bodyRows.flatMap((row) => row.cells));
    const drills = cells.filter((cell) => cell.rows !== undefined);
    expect(drills.length).toBeGreaterThan(60);
    for (const { rows: behind, text } of drills) {
      const { ledger, period, measured, where } = behind!;
      const found = ledgerRows(
        ctx,
        CALLS['ledgers.rows'].params.parse({
          ledger,
          filter: {
            ofPeriod: period,
            conditions: where.map(({ field, value }) =>
              value === null ? { op: 'empty', field, isEmpty: true } : { op: 'in', field, values: [value] },
            ),
          },
        }),
      );
      const sum = measured === null ? found.total : found.sums[measured]! / 1_000_000;
      expect([JSON.stringify(where), measured === null ? String(sum) : sum.toFixed(2)]).toEqual([
        JSON.stringify(where),
        text.replaceAll(',', ''),
      ]);
    }
    expect(() => build({ rows: { axis: 'ledger', ledger: 'pledge', by: 'colour' }, columns })).toThrowError(AppError);
    expect(() => buildTable(ctx, 'subsidy', '2019-07', {})).toThrowError(/data.no-rows/);
  });
});

describe('columns', () => {
  test('make three head rows out of groups, indicators and figures', () => {
    const table = build({
      columns: {
        by: 'list',
        nodes: [
          { kind: 'group', label: '创造', nodes: [indicator('C06', 'current', 'change'), indicator('C14', 'current')] },
          indicator('Y01', 'current'),
        ],
      },
    });
    expect(table.headRows.map((row) => row.map((cell) => [cell.text, cell.rowSpan, cell.colSpan]))).toEqual([
      [
        ['填报单位', 3, 1],
        ['创造', 1, 3],
        ['质押融资额（万元）', 3, 1],
      ],
      [
        ['发明专利授权量（件）', 1, 2],
        ['有效发明专利量（件）', 2, 1],
      ].map((cell) => [expect.stringContaining('发明'), ...cell.slice(1)]),
      [
        ['本期', 1, 1],
        ['同比（%）', 1, 1],
      ],
    ]);
  });

  test('take their own precision and the figures 每万人 and 占比 from exact values', () => {
    const table = build({
      columns: {
        by: 'list',
        nodes: [
          indicator('C14', 'per-capita'),
          indicator('C15', 'current'),
          indicator('Y01', figure('current', { decimals: 0 })),
        ],
      },
    });
    for (const row of bodyTexts(table)) expect(row[1]).toBe(row[2]);
    expect(texts(table, '全市')[3]).toBe('44830');
    expect(table.notes.join()).toContain('每万人数按2021年末常住人口385.56万人计算');
  });

  test('每万人 divides a unit that is new this year as 每万人口 does, and the total says whom it lacks', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    const here = contextOf(store);
    const [first, second, third] = listUnits(store) as [ReportingUnit, ReportingUnit, ReportingUnit];
    write(store, { kind: 'units', label: '新区', operator: '', topics: ['units'] }, () => {
      saveUnit(store, second.id, { ...second, validFrom: '2023-01' });
      saveUnit(store, third.id, { ...third, validFrom: '2023-01' });
    });
    addValues(store, '2022-12', 'asof', { P01: { [first.name]: 100, [second.name]: 20 } });
    addValues(store, '2023-07', 'asof', { C14: { [first.name]: 500, [second.name]: 300, [third.name]: 7 } });
    const nodes = [indicator('C14', 'current', 'per-capita'), indicator('C15', 'current')];
    const table = build({ columns: { by: 'list', nodes } }, here, '2023-07');
    expect(texts(table, first.name)).toEqual([first.name, '500', '5.00', '5.00']);
    expect(texts(table, second.name)).toEqual([second.name, '300', '15.00', '15.00']);
    expect(texts(table, third.name)).toEqual([third.name, '7', '—', '—']);
    expect(texts(table, '全市')).toEqual(['全市', '807', '6.67', '6.67']);
    expect(table.notes).toContain('每万人数按2022年末常住人口120.00万人计算。');
    expect(table.notes).toContain(`有效发明专利的全市每万人数不含没有2022年末常住人口的${third.name}。`);
    const key = table.bodyRows[0]!.cells[2]!.ref!;
    expect(explain(here, { key })).toMatchObject({
      text: '6.67',
      note: `不含${third.name}：没有2022年末常住人口。`,
      parts: [{ text: '800' }, { text: '120.00' }],
    });
    store.db.close();
  });

  test('name indicators that are switched off or unknown as a warning and leave them out', () => {
    const table = build({ columns: { by: 'list', nodes: [indicator('C06', 'current'), indicator('Z99', 'current')] } });
    expect(table.columnWidths).toHaveLength(2);
    expect(table.warnings).toContain('1项指标已停用或不存在，没有列入：Z99');
  });
});

test('signs, + and notes are as the layout says; the legend explains what occurs', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 12, 薛城区: 3 } });
  addValues(store, '2021-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 4 } });
  const table = build(
    {
      columns: { by: 'list', nodes: [indicator('C06', 'current', 'change')] },
      signs: { notSubmitted: '…', plus: true, legend: true },
      notes: ['{scope}数据{asof}。'],
      pageNumbers: 'outer',
    },
    contextOf(store),
  );
  expect(texts(table, '滕州市').slice(1)).toEqual(['12', '+20.0']);
  expect(texts(table, '薛城区').slice(1)).toEqual(['3', '-25.0']);
  expect(texts(table, '山亭区')[1]).toBe('…');
  expect(table.legend).toContain('“…”表示填报单位未报送，不等于0');
  expect(table.notes.at(-1)).toBe('全市数据截至2022年7月底。');
  expect(tableToHtml(table)).toContain('@page :left { @bottom-left');
  const workbook = readWorkbook(await tableToXlsx(table), { cellNF: true });
  const sheet = workbook.Sheets[workbook.SheetNames[0]!]!;
  const cells = Object.values(sheet) as { v?: unknown; w?: string }[];
  expect(cells.find((cell) => cell.v === 20)?.w).toBe('+20.0');
  store.db.close();
});

test('舍位平衡 makes printed parts add up to the printed total, marks what it changed and says so', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  addValues(store, '2022-07', 'ytd', {
    Y01: { 滕州市: 13.451, 薛城区: 45.15, 山亭区: 2.25, 市中区: 0.004, 峄城区: 1, 台儿庄区: 1, 枣庄高新区: 1 },
  });
  const here = contextOf(store);
  const nodes = [indicator('Y01', figure('current', { decimals: 1 }))];
  const sum = (table: PrintTable): number =>
    table.bodyRows.slice(1).reduce((whole, row) => whole + Math.round(Number(row.cells[1]!.text) * 10), 0);
  const plain = build({ columns: { by: 'list', nodes } }, here);
  expect(plain.notes.join()).toContain('未作机械调整');
  const balanced = build({ columns: { by: 'list', nodes }, balancing: 'largest-remainder' }, here);
  const total = Math.round(Number(balanced.bodyRows[0]!.cells[1]!.text) * 10);
  expect(sum(plain)).not.toBe(total);
  expect(sum(balanced)).toBe(total);
  const marked = balanced.bodyRows.flatMap((row) => row.cells.filter((cell) => cell.unadjusted !== undefined));
  expect(marked.length).toBeGreaterThan(0);
  for (const cell of marked) expect(Math.abs(Number(cell.text) - Number(cell.unadjusted))).toBeLessThan(0.11);
  expect(balanced.notes.join()).toContain('按最大余数法作了舍位调整');
  store.db.close();
});

describe('own layouts', () => {
  test('are saved, listed, changed, removed, and every step is undone exactly', async () => {
    const store = await openSampleStore();
    const here = contextOf(store);
    const before = dump(store.db);
    const { name } = layouts.save(here, { name: null, layout: draft({ title: '{period}我的表' }) });
    expect(list(here, {}).tables.at(-1)).toEqual({ name, title: '我的表', description: '', isOwn: true });
    expect(buildTable(here, name, SAMPLE_PERIOD, {}).title).toBe('2022年1—7月我的表');
    layouts.save(here, { name, layout: draft({ title: '改名后的表' }) });
    expect(layouts.get(here, { name }).layout.title).toBe('改名后的表');
    layouts.remove(here, { name });
    expect(() => layouts.get(here, { name })).toThrowError(/data.not-found/);
    history.undo(here, { id: dataVersion(store) });
    expect(layouts.get(here, { name }).layout.title).toBe('改名后的表');
    const steps = history.list(here, { limit: 10 }).changes;
    expect(steps.map((step) => step.label)).toContain('删除表样“改名后的表”');
    history.undo(here, { id: steps.find((step) => step.label.startsWith('修改表样'))!.id });
    history.undo(here, { id: steps.find((step) => step.label.startsWith('新建表样'))!.id });
    expect(dump(store.db)).toEqual(before);
    // A removed name is never given to another layout: final copies and undo speak of it.
    expect(layouts.save(here, { name: null, layout: draft({}) }).name).not.toBe(name);
    store.db.close();
  });

  test('a copy of a shipped layout lists its columns and prints the same table; the shipped one cannot be changed', () => {
    const { name } = layouts.copy(ctx, { name: 'monthly-summary', title: null, period: SAMPLE_PERIOD });
    const { layout } = layouts.get(ctx, { name });
    expect(layout.columns.by).toBe('list');
    const original = buildTable(ctx, 'monthly-summary', SAMPLE_PERIOD, {});
    const copy = buildTable(ctx, name, SAMPLE_PERIOD, {});
    expect({ ...copy, layout: '', warnings: [] }).toEqual({ ...original, layout: '', warnings: [] });
    expect(() => layouts.save(ctx, { name: 'monthly-summary', layout: draft({}) })).toThrowError(/input.invalid/);
    expect(() => layouts.remove(ctx, { name: 'monthly-summary' })).toThrowError(/input.invalid/);
    layouts.remove(ctx, { name });
  });

  test('go to another computer as a file; any other file is refused with what was found', () => {
    const { name } = layouts.save(ctx, { name: null, layout: draft({ title: '带走的表', notes: ['说明一条'] }) });
    const file = layouts.exportLayout(ctx, { name });
    expect(file.name).toBe('带走的表.表样.json');
    const imported = layouts.importLayout(ctx, { file });
    expect(imported.name).not.toBe(name);
    const same = ({ layout }: ReturnType<typeof layouts.get>) => ({ ...layout, name: '' });
    expect(same(layouts.get(ctx, imported))).toEqual(same(layouts.get(ctx, { name })));
    const path = ctx.files.path(file.id);
    const refused = (content: string): unknown => {
      writeFileSync(join(path), content);
      try {
        layouts.importLayout(ctx, { file });
      } catch (error) {
        return error instanceof AppError ? error.params['what'] : error;
      }
      return 'taken';
    };
    expect(refused('PK\u0003\u0004')).toContain('内容不是表样格式');
    expect(refused('{"kind":"other"}')).toContain('没有表样标记');
    const broken = JSON.stringify({ kind: 'ip-ledger-table-layout', layout: { ...draft({}), paper: 'B5' } });
    expect(refused(broken)).toContain('paper');
    expect(readFileSync(path, 'utf8')).toBe(broken);
  });

  test('calls refuse a layout that is none', () => {
    const good = { name: null, layout: draft({}) };
    expect(CALLS['layouts.save'].params.safeParse(good).success).toBe(true);
    const bad = { name: null, layout: { ...draft({}), columns: { by: 'list', nodes: [] } } };
    expect(CALLS['layouts.save'].params.safeParse(bad).success).toBe(false);
  });
});
