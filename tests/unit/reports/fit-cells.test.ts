// Nothing is cut in print: numbers wider than the columns that a sheet was laid out with, sentences higher than a row can be,
// titles and lines wider than a narrow table.

import { describe, expect, test } from 'vitest';

import { sentenceLines, withoutTallRows, withRoomForNumbers } from '../../../electron/core/tables/fit-cells.js';
import { tableToHtml } from '../../../electron/core/tables/to-html.js';
import { sheetOf } from '../../../electron/core/tables/to-xlsx.js';
import { pageColumns } from '../../../shared/reports/page-columns.js';
import { printTableSchema, type PrintCell, type PrintTable } from '../../../shared/reports/print-table.js';

const word = (text: string): PrintCell => ({ text, align: 'left', kind: 'label', rowSpan: 1, colSpan: 1 });
const number = (plain: string): PrintCell => ({
  text: plain,
  align: 'right',
  kind: 'number',
  rowSpan: 1,
  colSpan: 1,
  number: plain,
  decimals: plain.split('.')[1]?.length ?? 0,
});

function table(columnWidths: number[], rows: PrintCell[][], changes: Partial<PrintTable> = {}): PrintTable {
  return printTableSchema.parse({
    layout: 'test',
    enclosure: '',
    title: '数据核对单',
    lineLeft: '填报单位：甲区',
    lineMiddle: '',
    lineRight: '单位：万元',
    internalMark: '',
    columnWidths,
    frozenColumns: 1,
    headRows: [columnWidths.map((_, n) => ({ ...word(`栏${String(n)}`), kind: 'head' }))],
    bodyRows: rows.map((cells) => ({ kind: 'unit', cells })),
    legend: '',
    notes: [],
    signature: [],
    paper: 'A4',
    orientation: 'portrait',
    warnings: [],
    ...changes,
  });
}
const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

describe('numbers', () => {
  test('have room in columns that were laid out for smaller ones, in files and in print', () => {
    const wide = table([20, 9, 30], [[word('质押金额'), number('138767418.40'), word('')]]);
    const { columnWidths } = sheetOf(wide);
    // Digits of the file's default font at 11 points; the cell's own is 10.5.
    expect(columnWidths[1]).toBeGreaterThanOrEqual((12 * 10.5) / 11 + 0.7);
    const share = (of: PrintTable): number =>
      Number(/<col style="width:[\d.]+%"><col style="width:([\d.]+)%"/.exec(tableToHtml(of))![1]);
    expect(share(wide)).toBeCloseTo((13 / 63) * 100, 1);
    const small = table([20, 9, 30], [[word('质押金额'), number('12.40'), word('')]]);
    expect(withRoomForNumbers(small)).toBe(small);
  });

  test('get it from columns of words before a table that fits the page is cut in two', () => {
    const full = table([30, 9, 9, 60], [[word('质押金额'), number('138767418.40'), number('747468678.66'), word('')]]);
    expect(pageColumns(full).blocks).toHaveLength(1);
    const roomy = withRoomForNumbers(full);
    expect(roomy.columnWidths.slice(1, 3)).toEqual([13, 13]);
    expect(sum(roomy.columnWidths)).toBeCloseTo(sum(full.columnWidths));
    expect(pageColumns(roomy).blocks).toHaveLength(1);
  });
});

describe('sentences', () => {
  const clauses = Array.from({ length: 120 }, (_, n) => `第${String(n + 1)}个单位完成率低于时间进度二十个百分点；`);
  const long = `${clauses.join('')}共120个单位。`;
  const row = [word('1'), number('5'), word(long)];

  test('higher than a row can be go on in rows below, whole and each number once', () => {
    const { rows, rowHeights } = sheetOf(table([5, 9, 48], [row]));
    const body = rows.slice(3);
    expect(body.length).toBeGreaterThan(2);
    expect(body.map((cells) => cells[2]?.text ?? '').join('')).toBe(long);
    expect(body.map((cells) => cells[1]?.number?.plain)).toEqual(['5', ...body.slice(1).map(() => undefined)]);
    for (const cells of body) expect(cells[2]!.text).toMatch(/[；。]$/);
    body.forEach((cells, n) => {
      const height = rowHeights.get(n + 3)!;
      expect(height).toBeLessThanOrEqual(409);
      expect(height).toBeGreaterThanOrEqual(sentenceLines(cells[2]!.text, 48) * 10.5 * 1.3);
    });
  });

  test('without any stop are cut where the row is full; what fits stays one row', () => {
    const text = '无'.repeat(3000);
    const pieces = withoutTallRows(table([5, 48], [[word('1'), word(text)]]), 27).bodyRows;
    expect(pieces.map(({ cells }) => cells[1]!.text).join('')).toBe(text);
    for (const { cells } of pieces) expect(sentenceLines(cells[1]!.text, 48)).toBeLessThanOrEqual(27);
    const short = table([5, 48], [[word('1'), word('一句话。')]]);
    expect(withoutTallRows(short, 27)).toBe(short);
  });
});

test('titles become smaller and the line below them takes two lines where a narrow table has no room', () => {
  const unit = '示例市滨海国家级经济技术开发区暨综合保税区知识产权综合管理服务中心';
  const rows = [[word('甲区'), number('5')]];
  const narrow = sheetOf(
    table([22, 14], rows, { title: '2022年1—7月全市目标任务完成情况', lineLeft: '', lineRight: '' }),
  );
  const { size } = narrow.rows[0]![0]!.font!;
  expect(size).toBeLessThan(20);
  expect((33 * size) / 11).toBeLessThanOrEqual(sum(narrow.columnWidths));
  const named = sheetOf(table([22, 14], rows, { lineLeft: `填报单位：${unit}${unit}` }));
  expect(named.rows[1]![0]).toMatchObject({ wrap: true });
  expect(named.rowHeights.get(1)).toBeGreaterThan(30);
});
