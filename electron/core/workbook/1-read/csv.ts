// Delimited text → cells, all of them text: numbers are read later by written rules, so 00123 and 1E5 stay what they are.
// Not here: decoding (text-decode.ts), the rules for numbers as text (4-validate).

import { cellText } from './cell-text.js';
import type { ParseLimits, RawCell, RawSheet } from './raw-book.js';
import { damaged, tooLarge } from './refuse.js';

const SEPARATORS = [',', '\t', ';'] as const;
type Separator = (typeof SEPARATORS)[number];

/** Whether a text has columns. A text ending such as .csv lowers the bar: a header line alone is enough. */
export function looksLikeTable(text: string, isTextEnding: boolean): boolean {
  const sample = text.slice(0, 64 * 1024);
  const separator = separatorOf(sample);
  const rows = fields(sample, separator)
    .slice(0, 200)
    .filter((row) => row.some((value) => value.trim() !== ''));
  if (rows.length === 0) return true; // nothing but blanks: "no content" says more than "plain text"
  const split = rows.filter((row) => row.length > 1);
  if (split.length === 0) return isTextEnding && rows.length > 1 && rows.every(([value = '']) => isShort(value));
  if (isTextEnding) return split.length * 2 >= rows.length;
  // Under another ending only a regular table counts, so that prose with commas is not taken for one.
  const widths = new Map<number, number>();
  for (const row of split) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  return rows.length >= 2 && Math.max(...widths.values()) * 2 > rows.length;
}

/** A value of a one-column list rather than a sentence. */
function isShort(value: string): boolean {
  return value.length <= 40 && !/[。；！？]/.test(value);
}

/** The longest text that a cell of Excel holds. */
const LONGEST_FIELD = 32_767;

/**
 * The sheet of a delimited text; blank fields give no cell. A quote that never closes would make one field of all lines after
 * it, and is refused like a field longer than any spreadsheet holds.
 */
export function readCsv(text: string, limits: ParseLimits): RawSheet {
  const rows = fields(text, separatorOf(text.slice(0, 64 * 1024)), (at) => {
    const line = text.slice(0, at).split(/\r\n|\r|\n/).length;
    throw damaged(`第${String(line)}行有引号没有结束，其后各行无法分列`);
  });
  const cells: RawCell[] = [];
  for (const [r, row] of rows.entries()) {
    for (const [c, value] of row.entries()) {
      if (value.length > LONGEST_FIELD)
        throw tooLarge(
          `第${String(r + 1)}行有一格长 ${String(value.length)} 个字`,
          `一格 ${String(LONGEST_FIELD)} 个字`,
        );
      if (value !== '') cells.push({ r, c, t: 's', v: value });
    }
    if (cells.length > limits.maxCells)
      throw tooLarge(`超过 ${String(limits.maxCells)} 个单元格`, String(limits.maxCells));
  }
  return { name: null, state: 'visible', cells, merges: [], hiddenRows: [], hiddenCols: [] };
}

/** "sep=;" wins; else the separator that splits the most lines, the comma on a tie. */
function separatorOf(sample: string): Separator {
  const stated = /^sep=([,;\t])\r?\n/i.exec(sample)?.[1];
  if (stated !== undefined) return stated as Separator;
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const rows = fields(sample, separator).slice(0, 100);
    const widths = new Map<number, number>();
    for (const row of rows) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    const score = Math.max(0, ...widths.values());
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}

/** Rows of fields; a quote open to the end takes the rest as one field, unless `openQuote` refuses it (given its position). */
function fields(text: string, separator: Separator, openQuote?: (at: number) => never): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = /^sep=[,;\t](?:\r\n|\r|\n)/i.exec(text)?.[0].length ?? 0;
  const end = text.length;
  while (at < end) {
    let value = '';
    if (text[at] === '"') {
      // Quoted: "" is a quote; what follows the closing quote up to the separator is kept, nothing is dropped.
      const opened = at;
      for (at++; at < end;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) {
          openQuote?.(opened);
          value += text.slice(at);
          at = end;
        } else if (text[quote + 1] === '"') {
          value += text.slice(at, quote + 1);
          at = quote + 2;
        } else {
          value += text.slice(at, quote);
          at = quote + 1;
          break;
        }
      }
    }
    const start = at;
    while (at < end && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
    value += text.slice(start, at);
    row.push(cellText(value));
    if (text[at] === separator) {
      at++;
      if (at === end) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
