// Cutting a wide table into column blocks, by toy tables.

import { describe, expect, test } from 'vitest';

import { headParts, pageColumns, placeCells, tablePart } from '../../../shared/reports/page-columns.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';

const cell = (text: string, colSpan = 1, rowSpan = 1): PrintCell => ({
  text,
  align: 'center',
  kind: 'head',
  rowSpan,
  colSpan,
});

/** `groups` of indicators with two figures each, every column `width` wide. */
function table(groups: number[], width: number): PrintTable {
  const indicators = groups.reduce((sum, count) => sum + count, 0);
  return {
    layout: '',
    enclosure: '',
    title: '',
    lineLeft: '',
    lineMiddle: '',
    lineRight: '',
    internalMark: '',
    columnWidths: [10, ...Array.from({ length: indicators * 2 }, () => width)],
    frozenColumns: 1,
    headRows: [
      [cell('单位', 1, 3), ...groups.map((count, index) => cell(`组${index + 1}`, count * 2))],
      Array.from({ length: indicators }, (_, index) => cell(`指标${index + 1}`, 2)),
      Array.from({ length: indicators * 2 }, () => cell('本期')),
    ],
    bodyRows: [{ kind: 'unit', cells: Array.from({ length: indicators * 2 + 1 }, (_, index) => cell(`${index}`)) }],
    legend: '',
    notes: [],
    signature: [],
    paper: 'A3',
    orientation: 'landscape',
    warnings: [],
  };
}

describe('pageColumns', () => {
  test('a table that fits is one block in the larger font', () => {
    expect(pageColumns(table([2, 2], 8))).toEqual({ fontPt: 10.5, blocks: [{ start: 1, end: 9 }] });
  });

  test('takes the smaller font where it saves a block', () => {
    expect(pageColumns(table([14], 8))).toEqual({ fontPt: 9, blocks: [{ start: 1, end: 29 }] });
  });

  test('cuts between groups where that costs no block', () => {
    const { blocks } = pageColumns(table([10, 12], 8));
    expect(blocks).toEqual([
      { start: 1, end: 21 },
      { start: 21, end: 45 },
    ]);
  });

  test('never cuts an indicator from its figures, and covers every column once', () => {
    const { blocks } = pageColumns(table([40], 8));
    expect(blocks[0]!.start).toBe(1);
    expect(blocks.at(-1)!.end).toBe(81);
    for (const block of blocks) expect((block.end - 1) % 2).toBe(0);
    blocks.slice(1).forEach((block, index) => expect(block.start).toBe(blocks[index]!.end));
  });

  test('an indicator wider than the paper gets a block of its own', () => {
    expect(pageColumns(table([3], 150)).blocks).toHaveLength(3);
  });
});

test('a part repeats the first column and clips heads that reach beyond it', () => {
  const part = tablePart(table([2, 2], 8), { start: 3, end: 7 });
  expect(part.headRows.map((row) => row.map((one) => [one.text, one.colSpan]))).toEqual([
    [
      ['单位', 1],
      ['组1', 2],
      ['组2', 2],
    ],
    [
      ['指标2', 2],
      ['指标3', 2],
    ],
    [
      ['本期', 1],
      ['本期', 1],
      ['本期', 1],
      ['本期', 1],
    ],
  ]);
  expect(part.bodyRows[0]!.cells.map((one) => one.text)).toEqual(['0', '3', '4', '5', '6']);
  expect(part.groups).toEqual(['组1', '组2']);
});

test('placeCells gives a cell under a row span its own column', () => {
  const [, second] = placeCells([[cell('a', 1, 2), cell('b')], [cell('c')]]);
  expect(second![0]!.column).toBe(1);
});

test('a head breaks before its measure', () => {
  expect(headParts('商标申请（件）')).toEqual(['商标申请', '（件）']);
  expect(headParts('本期')).toEqual(['本期', '']);
  expect(textWidth('PCT申请（件）')).toBe(13);
});
