// A small strict CSV reader for files that this program's own commands ask for (set-up lists). District files go
// through core/workbook, which expects the worst; here a wrong file is simply refused with its line.

import { AppError } from '../../shared/errors/app-error.js';

/** Rows as objects by header name, with their line number for messages. RFC 4180 quotes; blank lines are skipped. */
export function parseCsv(bytes: Uint8Array, fileName: string): { line: number; fields: Map<string, string> }[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError(
      'input.invalid',
      { what: `${fileName}不是 UTF-8 编码，请另存为 UTF-8 的 CSV` },
      { cause: error },
    );
  }
  const rows = splitRows(text, fileName);
  const head = rows.shift();
  if (head === undefined) throw new AppError('file.empty', { name: fileName });
  const names = head.cells.map((name) => name.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new AppError('input.invalid', { what: `${fileName}的列“${twice}”出现了两次` });
  return rows.map(({ line, cells }) => {
    if (cells.length > names.length)
      throw new AppError('input.invalid', {
        what: `${fileName}第${line}行有${cells.length}列，表头只有${names.length}列`,
      });
    return { line, fields: new Map(names.map((name, at) => [name, (cells[at] ?? '').trim()])) };
  });
}

function splitRows(text: string, fileName: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let line = 1;
  let startLine = 1;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: startLine, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\n') line++;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === ',') {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endRow();
      startLine = line;
    } else if (sign !== '\r') cell += sign;
  }
  if (isQuoted) throw new AppError('input.invalid', { what: `${fileName}第${startLine}行的引号没有结束` });
  endRow();
  return rows;
}
