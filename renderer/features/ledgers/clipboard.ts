// Tab-separated text as Excel and WPS put it on the clipboard, with quoted cells that hold tabs, quotes and line breaks. Pure.

/** Rows of cells. A line break after the last row is the end of it, not another row. */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  const endCell = (): void => {
    row.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const sign = text[at]!;
    // Only a quote that begins a cell opens one; 5"管 is plain text.
    if (sign === '"' && cell === '' && isClosed(text, at)) {
      at += 1;
      while (at < text.length) {
        if (text[at] === '"') {
          if (text[at + 1] !== '"') break;
          at += 1;
        }
        cell += text[at];
        at += 1;
      }
      at += 1;
    } else if (sign === '\t') {
      endCell();
      at += 1;
    } else if (sign === '\r' || sign === '\n') {
      endRow();
      at += sign === '\r' && text[at + 1] === '\n' ? 2 : 1;
    } else {
      cell += sign;
      at += 1;
    }
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** True where the quote at this place has its partner at the end of a cell. */
function isClosed(text: string, from: number): boolean {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1]!);
  }
  return false;
}
