// PrintTable → CSV for spreadsheets: UTF-8 with BOM, CRLF, merged head cells repeated so that each column says what it is.
// Texts that a spreadsheet would run as a formula are neutralised; real negative numbers stay numbers (reliability.md 47).

import { toldAsText } from '../../../shared/model/formula-text.js';
import { placeCells } from '../../../shared/reports/page-columns.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';

/** A text cell: neutralised and quoted where needed. */
export function csvText(text: string): string {
  return quote(toldAsText(text));
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvCell(cell: PrintCell): string {
  return cell.kind === 'number' && cell.number !== undefined ? cell.number : csvText(cell.text);
}

export function tableToCsv(table: PrintTable): string {
  const columns = table.columnWidths.length;
  const lines: string[] = [csvText(table.title)];
  const info = [table.lineLeft, table.lineMiddle, table.lineRight].filter((text) => text !== '');
  if (info.length > 0) lines.push(info.map(csvText).join(','));
  lines.push(...gridLines(table.headRows, columns, (cell) => csvText(cell.text)));
  lines.push(
    ...gridLines(
      table.bodyRows.map((row) => row.cells),
      columns,
      csvCell,
    ),
  );
  if (table.legend !== '') lines.push(csvText(table.legend));
  table.notes.forEach((note, index) => lines.push(csvText(`注${index + 1}：${note}`)));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Rows with each merged text in every column and row that it covers, so that each line can be read alone. */
function gridLines(
  rows: readonly (readonly PrintCell[])[],
  columns: number,
  textOf: (cell: PrintCell) => string,
): string[] {
  const grid = rows.map(() => Array.from({ length: columns }, () => ''));
  for (const placed of placeCells(rows).flat())
    for (let row = placed.row; row < placed.row + placed.cell.rowSpan; row += 1)
      for (let column = placed.column; column < placed.column + placed.cell.colSpan; column += 1)
        grid[row]![column] = textOf(placed.cell);
  return grid.map((row) => row.join(','));
}
