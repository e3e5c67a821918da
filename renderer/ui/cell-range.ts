// A rectangle of cells: movement by keys, and its text for Excel and WPS. Pure.

export interface Cell {
  row: number;
  column: number;
}

export interface Selection {
  /** Where the selection began; the current cell. */
  anchor: Cell;
  /** Opposite corner. */
  head: Cell;
}

export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export function rangeOf({ anchor, head }: Selection): Range {
  return {
    top: Math.min(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    bottom: Math.max(anchor.row, head.row),
    right: Math.max(anchor.column, head.column),
  };
}

export function isInside(range: Range | null, row: number, column: number): boolean {
  return range !== null && row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

const PAGE = 10;

/** The cell that a key leads to; null for keys that do not move. */
export function moved(from: Cell, key: string, isControl: boolean, rows: number, columns: number): Cell | null {
  const clamp = (row: number, column: number): Cell => ({
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  });
  const far = isControl ? 1_000_000 : 1;
  switch (key) {
    case 'ArrowUp':
      return clamp(from.row - far, from.column);
    case 'ArrowDown':
      return clamp(from.row + far, from.column);
    case 'ArrowLeft':
      return clamp(from.row, from.column - far);
    case 'ArrowRight':
      return clamp(from.row, from.column + far);
    case 'PageUp':
      return clamp(from.row - PAGE, from.column);
    case 'PageDown':
      return clamp(from.row + PAGE, from.column);
    case 'Home':
      return clamp(isControl ? 0 : from.row, 0);
    case 'End':
      return clamp(isControl ? rows - 1 : from.row, columns - 1);
    default:
      return null;
  }
}

/** Tab-separated, lines ended by CRLF between rows and none after the last (a last one would blank the row below in Excel). */
export function toTsv(range: Range, textAt: (row: number, column: number) => string): string {
  const lines: string[] = [];
  for (let row = range.top; row <= range.bottom; row++) {
    const cells: string[] = [];
    for (let column = range.left; column <= range.right; column++) cells.push(quote(textAt(row, column)));
    lines.push(cells.join('\t'));
  }
  return lines.join('\r\n');
}

function quote(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
