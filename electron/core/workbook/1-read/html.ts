// Tables of a web page that was saved as .xls → cells. Text stays text; only x:num (Excel's own mark) gives a number.
// All tables stand below each other in one sheet, as Excel shows them. Scripts are skipped, nothing is fetched.
// Not here: decoding (text-decode.ts), what styles say (html-style.ts).

import type { ParseLimits, RawCell, RawSheet } from './raw-book.js';
import { cellText } from './cell-text.js';
import { cellMeaning, type Declarations, HtmlClasses, isHiddenBy, isStruckBy } from './html-style.js';
import { ofNumber, ofText, type FormatMeaning } from './number-format.js';
import { tooLarge } from './refuse.js';
import { shownText, struckText, type Run } from './rich-runs.js';
import { unescapeXml } from './xml-scan.js';

interface OpenCell {
  r: number;
  c: number;
  /** Of the run that is open; the ones before it are in `runs`. */
  text: string;
  runs: Run[];
  /** The elements inside the cell that mark their text, by name the innermost last. */
  marks: Map<string, (keyof Marks | 'isPlain')[]>;
  /** How many of them mark it so. */
  open: Record<keyof Marks | 'isPlain', number>;
  number: number | undefined;
  meaning: FormatMeaning;
}

interface OpenTable {
  /** The next column of the row that is open. */
  column: number;
  /** The next column that a <col> speaks of. */
  stated: number;
  cell: OpenCell | undefined;
}

type Marks = Pick<Run, 'isStruck' | 'isRaised' | 'isLowered'>;

interface Tag {
  name: string;
  attrs: string;
  isClosing: boolean;
  end: number;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['nbsp', '\u00A0'],
  ['ensp', '\u2002'],
  ['emsp', '\u2003'],
  ['yen', '¥'],
  ['middot', '·'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['times', '×'],
  ['copy', '©'],
  ['hellip', '…'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['deg', '°'],
  ['permil', '‰'],
]);
/** Elements inside a cell that mark their text. */
const MARKS: ReadonlyMap<string, keyof Marks> = new Map([
  ['s', 'isStruck'],
  ['strike', 'isStruck'],
  ['del', 'isStruck'],
  ['sup', 'isRaised'],
  ['sub', 'isLowered'],
]);
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'title']);
const NOTHING_SAID: Declarations = new Map();
const MAX_COLUMNS = 16_384;
const MAX_ROWS = 1_048_576;

function hasText({ runs, text }: OpenCell): boolean {
  return text.trim() !== '' || runs.some((run) => run.text.trim() !== '');
}

function closeRun(cell: OpenCell): void {
  const { text, open } = cell;
  if (text !== '')
    cell.runs.push({ text, isStruck: open.isStruck > 0, isRaised: open.isRaised > 0, isLowered: open.isLowered > 0 });
  cell.text = '';
}

/** One sheet with the tables of a page. */
export function readHtml(text: string, limits: ParseLimits): RawSheet {
  return new HtmlReader(text, limits).read();
}

/** One pass over a page. What stands here is where the pass is: the tables that are open, the row, what a rowspan covers. */
class HtmlReader {
  readonly #text: string;
  readonly #limits: ParseLimits;
  readonly #classes = new HtmlClasses();
  readonly #sheet: RawSheet = { name: null, state: 'visible', cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
  /** Column → first row that is free again below a rowspan. */
  #taken = new Map<number, number>();
  readonly #hiddenRows = new Set<number>();
  /** 1 at each column that is not shown. */
  readonly #hiddenCols = new Uint8Array(MAX_COLUMNS);
  readonly #tables: OpenTable[] = [];
  #nextRow = 0;
  #row = -1;

  constructor(text: string, limits: ParseLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  read(): RawSheet {
    const text = this.#text;
    for (let at = 0; at < text.length;) {
      if (text[at] !== '<') at = this.#takeText(at);
      else if (text.startsWith('<!--', at)) {
        const stop = text.indexOf('-->', at + 4);
        at = stop < 0 ? text.length : stop + 3;
      } else {
        const tag = tagAt(text, at);
        at = !tag.isClosing && UNSEEN.has(tag.name) ? this.#skip(tag) : tag.end;
        this.#take(tag);
      }
    }
    while (this.#tables.length > 0) {
      this.#endCell();
      this.#tables.pop();
    }
    this.#sheet.cells.sort((a, b) => a.r - b.r || a.c - b.c);
    this.#tellHidden(this.#sheet);
    return this.#sheet;
  }

  /** Excel ends each page with a row not shown that holds nothing but widths. */
  #tellHidden(sheet: RawSheet): void {
    const { cells } = sheet;
    sheet.hiddenRows = [...new Set(cells.map(({ r }) => r).filter((r) => this.#hiddenRows.has(r)))];
    const columns = new Set(cells.map(({ c }) => c).filter((c) => this.#hiddenCols[c] === 1));
    sheet.hiddenCols = [...columns].sort((a, b) => a - b);
  }

  /** Text up to the next tag; gives where that begins. */
  #takeText(at: number): number {
    const found = this.#text.indexOf('<', at);
    const stop = found < 0 ? this.#text.length : found;
    const cell = this.#tables.at(-1)?.cell;
    if (cell)
      cell.text += this.#text
        .slice(at, stop)
        .replaceAll(/[ \t\r\n\f]+/g, ' ')
        .replaceAll(/&([a-z]+);?/gi, (whole, name: string) => ENTITIES.get(name.toLowerCase()) ?? whole);
    return stop;
  }

  /** Over the contents of an element that shows nothing; styles are heard. Gives where its end tag begins. */
  #skip(tag: Tag): number {
    const end = new RegExp(`</${tag.name}`, 'gi');
    end.lastIndex = tag.end;
    const stop = end.exec(this.#text)?.index ?? this.#text.length;
    if (tag.name === 'style') this.#classes.add(this.#text.slice(tag.end, stop));
    return stop;
  }

  #take(tag: Tag): void {
    const table = this.#tables.at(-1);
    if (tag.name === 'table') this.#takeTable(tag, table);
    else if (!table) return;
    else if (tag.name === 'tr') {
      if (tag.isClosing) this.#endCell();
      else this.#startRow(table, tag.attrs);
    } else if (tag.name === 'td' || tag.name === 'th') {
      if (tag.isClosing) this.#endCell();
      else this.#startCell(table, tag);
    } else if (tag.name === 'col') this.#takeColumn(table, tag.attrs);
    else if (table.cell) this.#takeInCell(table.cell, tag);
  }

  #takeTable(tag: Tag, outer: OpenTable | undefined): void {
    if (tag.isClosing) {
      this.#endCell();
      this.#tables.pop();
      // Rows of an outer table continue below the inner one.
      this.#row = this.#tables.length > 0 ? this.#nextRow - 1 : -1;
    } else {
      if (outer) this.#endCell();
      this.#tables.push({ column: 0, stated: 0, cell: undefined });
      this.#row = -1;
    }
    this.#taken = new Map();
  }

  #takeColumn(table: OpenTable, attrs: string): void {
    const until = Math.min(table.stated + span(attrs, 'span', MAX_COLUMNS), MAX_COLUMNS);
    if (isHiddenBy(this.#styleOf('col', attrs))) this.#hiddenCols.fill(1, table.stated, until);
    table.stated = until;
  }

  #takeInCell(cell: OpenCell, tag: Tag): void {
    if (tag.name === 'br' || ((tag.name === 'p' || tag.name === 'div') && hasText(cell))) cell.text += '\n';
    else if (tag.isClosing) {
      const opened = cell.marks.get(tag.name)?.at(-1);
      if (opened === undefined) return;
      closeRun(cell);
      cell.marks.get(tag.name)!.pop();
      cell.open[opened] -= 1;
    } else {
      const marks = MARKS.get(tag.name) ?? (isStruckBy(this.#styleOf(tag.name, tag.attrs)) ? 'isStruck' : undefined);
      const same = cell.marks.get(tag.name);
      if (marks === undefined && (same === undefined || same.length === 0)) return;
      closeRun(cell);
      if (same === undefined) cell.marks.set(tag.name, [marks ?? 'isPlain']);
      else same.push(marks ?? 'isPlain');
      cell.open[marks ?? 'isPlain'] += 1;
    }
  }

  #startRow(table: OpenTable, attrs = ''): void {
    this.#endCell();
    this.#row = this.#nextRow++;
    if (this.#row >= MAX_ROWS) throw tooLarge(`超过 ${String(MAX_ROWS)} 行`, String(MAX_ROWS));
    if (isHiddenBy(this.#styleOf('tr', attrs))) this.#hiddenRows.add(this.#row);
    table.column = 0;
  }

  #startCell(table: OpenTable, { name, attrs }: Tag): void {
    this.#endCell();
    if (this.#row < 0) this.#startRow(table);
    const row = this.#row;
    while ((this.#taken.get(table.column) ?? 0) > row) table.column++;
    const columns = span(attrs, 'colspan', MAX_COLUMNS);
    const rows = span(attrs, 'rowspan', MAX_ROWS);
    const c = table.column;
    if (c + columns > MAX_COLUMNS) throw tooLarge(`超过 ${String(MAX_COLUMNS)} 列`, String(MAX_COLUMNS));
    if (rows > 1) for (let n = c; n < c + columns; n++) this.#taken.set(n, row + rows);
    if (rows > 1 || columns > 1) this.#sheet.merges.push([row, c, row + rows - 1, c + columns - 1]);
    table.column = c + columns;
    const stated = attribute(attrs, 'x:num') ?? (attribute(attrs, 't') === 'n' ? attribute(attrs, 'v') : undefined);
    const number = stated === undefined || stated.trim() === '' ? undefined : Number(stated);
    table.cell = {
      r: row,
      c,
      text: '',
      runs: [],
      marks: new Map(),
      open: { isStruck: 0, isRaised: 0, isLowered: 0, isPlain: 0 },
      number: number !== undefined && Number.isFinite(number) ? number : undefined,
      meaning: cellMeaning(this.#styleOf(name, attrs)),
    };
  }

  #endCell(): void {
    const table = this.#tables.at(-1);
    if (!table?.cell) return;
    const { cells } = this.#sheet;
    const out = valueOf(table.cell);
    if (out) cells.push({ r: table.cell.r, c: table.cell.c, ...out });
    table.cell = undefined;
    const { maxCells } = this.#limits;
    if (cells.length > maxCells) throw tooLarge(`超过 ${String(maxCells)} 个单元格`, String(maxCells));
  }

  #styleOf(element: string, attrs: string): Declarations {
    return /class|style/i.test(attrs)
      ? this.#classes.of(element, attribute(attrs, 'class'), attribute(attrs, 'style'))
      : NOTHING_SAID;
  }
}

/** What a cell holds. Only Excel's own mark makes a number of it, and a part that is struck makes it a text again. */
function valueOf(cell: OpenCell): Pick<RawCell, 't' | 'v' | 'z' | 'zd' | 'indent'> | undefined {
  closeRun(cell);
  const { number, meaning, runs } = cell;
  const written = shownText(runs);
  const shown = cellText(tidy(written));
  const isStruck = runs.some((run) => run.isStruck && run.text.trim() !== '');
  if (number !== undefined && !isStruck && (shown !== '' || written === ''))
    return { t: 'n', v: number, ...ofNumber(meaning) };
  const text = meaning.z === 'struck' ? struckText(shown) : shown;
  return text === '' ? undefined : { t: 's', v: text, ...ofText(meaning) };
}

function tagAt(text: string, at: number): Tag {
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
