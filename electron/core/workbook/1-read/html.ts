// Tables of a web page that was saved as .xls → cells. Text stays text; only x:num (Excel's own mark) gives a number.
// All tables stand below each other in one sheet, as Excel shows them. Scripts and styles are skipped, nothing is fetched.
// Not here: decoding (text-decode.ts).

import type { ParseLimits, RawCell, RawSheet } from './raw-book.js';
import { cellText } from './cell-text.js';
import { formatMeaning } from './number-format.js';
import { tooLarge } from './refuse.js';
import { shownText, type Run } from './rich-runs.js';
import { unescapeXml } from './xml-scan.js';

interface OpenCell {
  r: number;
  c: number;
  /** Of the run that is open; the ones before it are in `runs`. */
  text: string;
  runs: Run[];
  /** How deep in <s>, <strike>, <del>, and in <sup>. */
  struck: number;
  raised: number;
  lowered: number;
  number: number | undefined;
  format: string | undefined;
}

interface OpenTable {
  column: number;
  cell: OpenCell | undefined;
}

const ENTITIES: Record<string, string> = {
  nbsp: '\u00A0',
  ensp: '\u2002',
  emsp: '\u2003',
  yen: '¥',
  middot: '·',
  mdash: '—',
  ndash: '–',
  times: '×',
  copy: '©',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  deg: '°',
  permil: '‰',
};
const STRUCK: ReadonlySet<string> = new Set(['s', 'strike', 'del']);
const MAX_SPAN_COLUMNS = 16_384;
const MAX_ROWS = 1_048_576;

function hasText({ runs, text }: OpenCell): boolean {
  return text.trim() !== '' || runs.some((run) => run.text.trim() !== '');
}

function closeRun(cell: OpenCell): void {
  if (cell.text !== '')
    cell.runs.push({
      text: cell.text,
      isStruck: cell.struck > 0,
      isRaised: cell.raised > 0,
      isLowered: cell.lowered > 0,
    });
  cell.text = '';
}

/** One sheet with the tables of a page. */
export function readHtml(text: string, limits: ParseLimits): RawSheet {
  const sheet: RawSheet = { name: null, state: 'visible', cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
  /** Column → first row that is free again below a rowspan. */
  let taken = new Map<number, number>();
  const tables: OpenTable[] = [];
  let nextRow = 0;
  let row = -1;

  const endCell = (): void => {
    const cell = tables.at(-1)?.cell;
    const table = tables.at(-1);
    if (!cell || !table) return;
    table.cell = undefined;
    closeRun(cell);
    const written = shownText(cell.runs);
    const shown = cellText(tidy(written));
    const isStruck = cell.runs.some((run) => run.isStruck && run.text.trim() !== '');
    const out: RawCell | undefined =
      cell.number !== undefined && !isStruck && (shown !== '' || written === '')
        ? { r: cell.r, c: cell.c, t: 'n', v: cell.number, ...formatMeaning(cell.format) }
        : shown === ''
          ? undefined
          : { r: cell.r, c: cell.c, t: 's', v: shown };
    if (out) sheet.cells.push(out);
    if (sheet.cells.length > limits.maxCells)
      throw tooLarge(`超过 ${String(limits.maxCells)} 个单元格`, String(limits.maxCells));
  };

  const startRow = (table: OpenTable): void => {
    endCell();
    row = nextRow++;
    if (row >= MAX_ROWS) throw tooLarge(`超过 ${String(MAX_ROWS)} 行`, String(MAX_ROWS));
    table.column = 0;
  };

  const startCell = (table: OpenTable, attrs: string): void => {
    endCell();
    if (row < 0) startRow(table);
    while ((taken.get(table.column) ?? 0) > row) table.column++;
    const columns = span(attrs, 'colspan', MAX_SPAN_COLUMNS);
    const rows = span(attrs, 'rowspan', MAX_ROWS);
    const c = table.column;
    if (c + columns > MAX_SPAN_COLUMNS) throw tooLarge(`超过 ${String(MAX_SPAN_COLUMNS)} 列`, String(MAX_SPAN_COLUMNS));
    if (rows > 1) for (let n = c; n < c + columns; n++) taken.set(n, row + rows);
    if (rows > 1 || columns > 1) sheet.merges.push([row, c, row + rows - 1, c + columns - 1]);
    table.column = c + columns;
    const stated = attribute(attrs, 'x:num') ?? (attribute(attrs, 't') === 'n' ? attribute(attrs, 'v') : undefined);
    const number = stated === undefined || stated.trim() === '' ? undefined : Number(stated);
    const style = attribute(attrs, 'style') ?? '';
    const format = /mso-number-format:\s*(?:"([^"]*)"|'([^']*)'|([^;]+))/i.exec(style);
    table.cell = {
      r: row,
      c,
      text: '',
      runs: [],
      struck: 0,
      raised: 0,
      lowered: 0,
      number: number !== undefined && Number.isFinite(number) ? number : undefined,
      format: (format?.[1] ?? format?.[2] ?? format?.[3])?.replaceAll('\\', ''),
    };
  };

  for (let at = 0; at < text.length;) {
    const cell = tables.at(-1)?.cell;
    if (text[at] !== '<') {
      let stop = text.indexOf('<', at);
      if (stop < 0) stop = text.length;
      if (cell)
        cell.text += text
          .slice(at, stop)
          .replaceAll(/[ \t\r\n\f]+/g, ' ')
          .replaceAll(/&([a-z]+);?/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
      at = stop;
      continue;
    }
    if (text.startsWith('<!--', at)) {
      const stop = text.indexOf('-->', at + 4);
      at = stop < 0 ? text.length : stop + 3;
      continue;
    }
    const tag = tagAt(text, at);
    at = tag.end;
    if (!tag.isClosing && (tag.name === 'script' || tag.name === 'style' || tag.name === 'title')) {
      const stop = text.toLowerCase().indexOf(`</${tag.name}`, at);
      at = stop < 0 ? text.length : stop;
      continue;
    }
    const table = tables.at(-1);
    if (tag.name === 'table') {
      if (tag.isClosing) {
        endCell();
        tables.pop();
        // Rows of an outer table continue below the inner one.
        row = tables.length > 0 ? nextRow - 1 : -1;
        taken = new Map();
      } else {
        if (table) endCell();
        tables.push({ column: 0, cell: undefined });
        row = -1;
        taken = new Map();
      }
    } else if (!table) {
      continue;
    } else if (tag.name === 'tr') {
      if (tag.isClosing) endCell();
      else startRow(table);
    } else if (tag.name === 'td' || tag.name === 'th') {
      if (tag.isClosing) endCell();
      else startCell(table, tag.attrs);
    } else if (cell && STRUCK.has(tag.name)) {
      closeRun(cell);
      cell.struck = Math.max(0, cell.struck + (tag.isClosing ? -1 : 1));
    } else if (cell && tag.name === 'sup') {
      closeRun(cell);
      cell.raised = Math.max(0, cell.raised + (tag.isClosing ? -1 : 1));
    } else if (cell && tag.name === 'sub') {
      closeRun(cell);
      cell.lowered = Math.max(0, cell.lowered + (tag.isClosing ? -1 : 1));
    } else if (cell && (tag.name === 'br' || ((tag.name === 'p' || tag.name === 'div') && hasText(cell)))) {
      cell.text += '\n';
    }
  }
  while (tables.length > 0) {
    endCell();
    tables.pop();
  }
  sheet.cells.sort((a, b) => a.r - b.r || a.c - b.c);
  return sheet;
}

function tagAt(text: string, at: number): { name: string; attrs: string; isClosing: boolean; end: number } {
  let stop = at + 1;
  let quote = '';
  for (; stop < text.length; stop++) {
    const char = text[stop];
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && text[stop - 1] === '=') quote = char;
    else if (char === '>') break;
  }
  const body = text.slice(at + 1, stop);
  const match = /^(\/?)([a-z][\w:.-]*)/i.exec(body);
  if (!match) return { name: '', attrs: '', isClosing: false, end: Math.min(stop + 1, text.length) };
  return {
    name: (match[2] ?? '').toLowerCase(),
    attrs: body.slice(match[0].length),
    isClosing: match[1] === '/',
    end: Math.min(stop + 1, text.length),
  };
}

function attribute(attrs: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attrs);
  return match ? unescapeXml(match[1] ?? match[2] ?? match[3] ?? '') : undefined;
}

function span(attrs: string, name: string, limit: number): number {
  const value = Number.parseInt(attribute(attrs, name) ?? '1', 10);
  return Number.isFinite(value) && value >= 1 ? Math.min(value, limit) : 1;
}

function tidy(text: string): string {
  return unescapeXml(text)
    .split('\n')
    .map((line) => line.replaceAll(/^[ \u00A0]+|[ \u00A0]+$/g, ''))
    .join('\n')
    .trim();
}
