// How a table wider than the paper is cut into column blocks: between indicators, rather between their groups, with the first
// columns repeated. Printers and the page preview use the same cut. Pure: no DOM, no measuring of fonts.

import type { PrintCell, PrintRow, PrintTable } from './print-table.js';

/** Columns [start, end) of a table, without the repeated first columns. */
export interface ColumnBlock {
  start: number;
  end: number;
}

export interface PageColumns {
  /** Size of the body font in points: from 五号 down to 小五, the largest that needs the fewest blocks. */
  fontPt: number;
  blocks: ColumnBlock[];
}

/** Margins on all four sides; @page of the HTML printer and the page set-up of Excel agree with it. */
export const MARGIN_MM = { top: 18, right: 15, bottom: 16, left: 15 } as const;
/** A form of some forty rows is to stand on one page. */
const COMPACT_MARGIN_MM = { ...MARGIN_MM, top: 12, bottom: 14 };

/** Margins of a table's paper, whichever printer draws it. */
export function marginsOf({ density }: Pick<PrintTable, 'density'>): {
  top: number;
  right: number;
  bottom: number;
  left: number;
} {
  return density === 'compact' ? COMPACT_MARGIN_MM : MARGIN_MM;
}

const PAPER_MM = { A4: { short: 210, long: 297 }, A3: { short: 297, long: 420 } } as const;
export const LEAST_FONT_PT = 9;
const FONT_SIZES = [10.5, 10, 9.5, LEAST_FONT_PT] as const;
/** Cost of cutting inside a group of indicators, in characters of unevenness. */
const GROUP_CUT_COST = 40;

/** Width that can be printed on, in mm. */
export function printableWidth(paper: PrintTable['paper'], orientation: PrintTable['orientation']): number {
  const { short, long } = PAPER_MM[paper];
  return (orientation === 'landscape' ? long : short) - MARGIN_MM.left - MARGIN_MM.right;
}

/** Height that can be printed on, in mm. */
export function pageHeight(table: Pick<PrintTable, 'paper' | 'orientation' | 'density'>): number {
  const { short, long } = PAPER_MM[table.paper];
  const { top, bottom } = marginsOf(table);
  return (table.orientation === 'landscape' ? short : long) - top - bottom;
}

/** Font size and column blocks of a table on its paper. */
export function pageColumns(
  table: Pick<PrintTable, 'columnWidths' | 'frozenColumns' | 'headRows' | 'paper' | 'orientation'>,
): PageColumns {
  const millimetres = printableWidth(table.paper, table.orientation);
  let best: PageColumns | null = null;
  for (const fontPt of [...FONT_SIZES].reverse()) {
    const blocks = cut(table, Math.floor((millimetres * 72) / 25.4 / (fontPt / 2)));
    if (best === null || blocks.length <= best.blocks.length) best = { fontPt, blocks };
  }
  return best!;
}

/** Fewest blocks first, then even ones cut between groups: shortest path over the admitted cuts. */
function cut(table: Pick<PrintTable, 'columnWidths' | 'frozenColumns' | 'headRows'>, capacity: number): ColumnBlock[] {
  const { columnWidths, frozenColumns } = table;
  const frozenWidth = sum(columnWidths.slice(0, frozenColumns));
  const room = Math.max(1, capacity - frozenWidth);
  const total = sum(columnWidths.slice(frozenColumns));
  if (columnWidths.length <= frozenColumns || total <= room)
    return [{ start: frozenColumns, end: columnWidths.length }];
  const cuts = [...admittedCuts(table)];
  const best = new Map<number, { blocks: number; cost: number; from: number }>([
    [frozenColumns, { blocks: 0, cost: 0, from: -1 }],
  ]);
  for (const [next, from] of [frozenColumns, ...cuts.map(([position]) => position)].entries()) {
    const before = best.get(from);
    if (before === undefined) continue;
    let width = 0;
    let column = from;
    for (const [index, [position, { isGroupEnd }]] of cuts.slice(next).entries()) {
      for (; column < position; column += 1) width += columnWidths[column]!;
      // A single indicator wider than the paper still gets its block; the printers scale it down.
      if (width > room && index > 0) break;
      const blocks = before.blocks + 1;
      const spare = (room - width) / 10;
      const cost = before.cost + spare * spare + (isGroupEnd ? 0 : GROUP_CUT_COST);
      const known = best.get(position);
      if (!known || blocks < known.blocks || (blocks === known.blocks && cost < known.cost))
        best.set(position, { blocks, cost, from });
    }
  }
  const result: ColumnBlock[] = [];
  for (let end = columnWidths.length; end > frozenColumns;) {
    const start = best.get(end)!.from;
    result.unshift({ start, end });
    end = start;
  }
  return result;
}

/** Positions where a cut splits no head cell below the first head row; `isGroupEnd` where it splits none at all. */
function admittedCuts(
  table: Pick<PrintTable, 'columnWidths' | 'frozenColumns' | 'headRows'>,
): Map<number, { isGroupEnd: boolean }> {
  const crossed = new Map<number, 'group' | 'indicator'>();
  placeCells(table.headRows).forEach((row, rowIndex) => {
    for (const { column, cell } of row)
      for (let inside = column + 1; inside < column + cell.colSpan; inside += 1)
        crossed.set(inside, rowIndex === 0 ? (crossed.get(inside) ?? 'group') : 'indicator');
  });
  const result = new Map<number, { isGroupEnd: boolean }>();
  for (let position = table.frozenColumns + 1; position <= table.columnWidths.length; position += 1)
    if (crossed.get(position) !== 'indicator') result.set(position, { isGroupEnd: !crossed.has(position) });
  return result;
}

export interface PlacedCell {
  row: number;
  column: number;
  cell: PrintCell;
}

/** Gives each cell its column, with row and column spans resolved: cells appear once, at their first row and column. */
export function placeCells(rows: readonly (readonly PrintCell[])[]): PlacedCell[][] {
  if (rows.every((cells) => cells.every((cell) => cell.rowSpan === 1 && cell.colSpan === 1)))
    return rows.map((cells, row) => cells.map((cell, column) => ({ row, column, cell })));
  const taken = new Set<string>();
  return rows.map((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while (taken.has(`${row}/${column}`)) column += 1;
      const placed = { row, column, cell };
      for (let r = row; r < row + cell.rowSpan; r += 1)
        for (let c = column; c < column + cell.colSpan; c += 1) taken.add(`${r}/${c}`);
      column += cell.colSpan;
      return placed;
    });
  });
}

export interface TablePart {
  columnWidths: number[];
  headRows: PrintCell[][];
  bodyRows: PrintRow[];
  /** Labels of the first head row in this part, for 续表：运用、保护. */
  groups: string[];
}

/** One block of a table with its repeated first columns; head cells that reach beyond it are clipped. */
export function tablePart(table: PrintTable, block: ColumnBlock): TablePart {
  const isInside = (column: number): boolean =>
    column < table.frozenColumns || (column >= block.start && column < block.end);
  const clip = (rows: readonly (readonly PrintCell[])[]): PrintCell[][] =>
    placeCells(rows).map((row) =>
      row.flatMap(({ column, cell }) => {
        let colSpan = 0;
        for (let c = column; c < column + cell.colSpan; c += 1) if (isInside(c)) colSpan += 1;
        if (colSpan === 0) return [];
        if (colSpan === cell.colSpan) return [cell];
        const isLeft = cell.short !== undefined && column + colSpan <= table.frozenColumns;
        return [{ ...cell, colSpan, text: isLeft ? cell.short! : cell.text }];
      }),
    );
  const headRows = clip(table.headRows);
  const bodies = clip(table.bodyRows.map((row) => row.cells));
  return {
    columnWidths: table.columnWidths.filter((_, column) => isInside(column)),
    headRows,
    bodyRows: table.bodyRows.map((row, index) => ({ kind: row.kind, cells: bodies[index]! })),
    groups: (headRows[0] ?? []).slice(table.frozenColumns).map((cell) => cell.text),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}

/** A column head in its name and its measure, 商标申请 and （件）: a line break belongs between them, never inside. */
export function headParts(text: string): [string, string] {
  const match = /^(.+?)(（[^（）]*）)$/.exec(text);
  return match ? [match[1]!, match[2]!] : [text, ''];
}
