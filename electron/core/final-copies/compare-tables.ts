// What differs between two drawings of one table: cells by the names of their row and column, so that a row that came in between
// moves nothing; and the lines around the table. Pure.

import { placeCells } from '../../../shared/reports/page-columns.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';

export interface TableDifference {
  /** 滕州市, or 标题, 注, … */
  row: string;
  /** 发明专利授权量 › 同比, '' outside of the table. */
  column: string;
  /** '' where it was not there. */
  was: string;
  now: string;
}

interface NamedCell {
  row: string;
  column: string;
  text: string;
}

/** Joins names from top to bottom or left to right, each once. */
function joined(names: readonly string[]): string {
  return names.filter((name, index) => name !== '' && name !== names[index - 1]).join(' › ');
}

/** Every body cell under the names of its row and column; a name that occurs twice gets a number. */
function namedCells(table: PrintTable): Map<string, NamedCell> {
  const width = table.columnWidths.length;
  const fill = (rows: Parameters<typeof placeCells>[0]): string[][] => {
    const grid = rows.map(() => Array.from({ length: width }, () => ''));
    for (const { row, column, cell } of placeCells(rows).flat())
      for (let r = row; r < row + cell.rowSpan; r += 1)
        for (let c = column; c < column + cell.colSpan; c += 1) grid[r]![c] = cell.text;
    return grid;
  };
  const head = fill(table.headRows);
  const body = fill(table.bodyRows.map((row) => row.cells));
  const columns = Array.from({ length: width }, (_, column) => joined(head.map((row) => row[column]!)));
  const seen = new Map<string, number>();
  const cells = new Map<string, NamedCell>();
  for (const row of body) {
    const name = joined(row.slice(0, table.frozenColumns).map((text) => text.trim()));
    for (let column = table.frozenColumns; column < width; column += 1) {
      const plain = `${name}|${columns[column]}`;
      const count = (seen.get(plain) ?? 0) + 1;
      seen.set(plain, count);
      cells.set(count === 1 ? plain : `${plain}|${count}`, { row: name, column: columns[column]!, text: row[column]! });
    }
  }
  return cells;
}

export function tableDifferences(was: PrintTable, now: PrintTable): TableDifference[] {
  const differences: TableDifference[] = [];
  const before = namedCells(was);
  const after = namedCells(now);
  for (const [key, cell] of before) {
    const text = after.get(key)?.text ?? '';
    if (text !== cell.text) differences.push({ row: cell.row, column: cell.column, was: cell.text, now: text });
  }
  for (const [key, cell] of after)
    if (!before.has(key)) differences.push({ row: cell.row, column: cell.column, was: '', now: cell.text });
  const around = (row: string, old: string, fresh: string): void => {
    if (old !== fresh) differences.push({ row, column: '', was: old, now: fresh });
  };
  around('标题', was.title, now.title);
  around('表头左侧', was.lineLeft, now.lineLeft);
  around('表头右侧', was.lineRight, now.lineRight);
  around('说明', was.legend, now.legend);
  around('注', was.notes.join(''), now.notes.join(''));
  return differences;
}
