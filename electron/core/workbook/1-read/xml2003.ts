// XML Spreadsheet 2003 ("XML 电子表格", often named .xls) → RawBook, over the strict scanner.
// An own reader because SheetJS reads it by regular expression and follows no rule on DOCTYPE or prefixes.
// Not here: decoding to UTF-8 (text-decode.ts).

import type { ParseLimits, RawBook, RawCell, RawSheet } from './raw-book.js';
import { cellText } from './cell-text.js';
import { isoToSerial } from './iso-date.js';
import { namedMeaning } from './named-formats.js';
import { type FormatMeaning, ofNumber, ofText, STRUCK, styleMeaning } from './number-format.js';
import { damaged, tooLarge } from './refuse.js';
import { isMarked, shownText, struckText, type Run } from './rich-runs.js';
import { attributes, localAttribute, scanXml, unescapeXml } from './xml-scan.js';

const MAX_COLUMN = 16_384;
const MAX_ROW = 1_048_576;
/** Parts of rich text, by the elements of HTML that the format takes for them. */
const STRUCK_PART = 'S';
const RAISED_PART = 'Sup';
const LOWERED_PART = 'Sub';

/** What a style says itself; undefined: as the one it is made from. */
interface Style {
  parent: string | undefined;
  format?: string;
  isStruck?: boolean;
  isIndented?: boolean;
}

interface OpenCell {
  style: string | undefined;
  isFormula: boolean;
  hasData: boolean;
  /** The last column that it covers. */
  until: number;
}

/** A <Data> that is open: its type, how deep it stands, its text in parts. */
interface OpenData {
  type: string;
  depth: number;
  runs: Run[];
}

/** Reads the decoded text of an XML Spreadsheet 2003 file. */
export function readXml2003(text: string, limits: ParseLimits): RawBook {
  // The declared encoding no longer applies: these bytes are UTF-8 now.
  return new Xml2003Reader(Buffer.from(text, 'utf8'), limits).read();
}

/** One pass over the file. What stands here is where the pass is: the style, sheet, row and cell that are open. */
class Xml2003Reader {
  readonly #b: Buffer;
  readonly #limits: ParseLimits;
  readonly #book: RawBook = { kind: 'xml2003', date1904: false, sheets: [], remarks: [] };
  readonly #styles = new Map<string, Style>();
  readonly #path: string[] = [];
  #style: Style | undefined;
  #sheet: RawSheet | undefined;
  /** The sheet whose own table is open. */
  #table: RawSheet | undefined;
  #row = -1;
  #column = -1;
  #rowStyle: string | undefined;
  /** Further rows that a <Row> with ss:Span stands for. */
  #rowSpan = 0;
  #cell: OpenCell | undefined;
  #data: OpenData | undefined;
  #visibility = '';
  #count = 0;

  constructor(b: Buffer, limits: ParseLimits) {
    this.#b = b;
    this.#limits = limits;
  }

  read(): RawBook {
    const b = this.#b;
    scanXml(b, 'XML 表格', {
      open: (start, end, attrsEnd, isSelfClosing) => {
        const name = b.toString('utf8', start, end);
        this.#path.push(name);
        this.#open(name, attributes(b, end, attrsEnd));
        if (isSelfClosing) this.#close(name);
      },
      close: (start, end) => this.#close(b.toString('utf8', start, end)),
      text: (start, end) => this.#text(unescapeXml(b.toString('utf8', start, end))),
      cdata: (start, end) => this.#text(b.toString('utf8', start, end)),
    });
    for (const sheet of this.#book.sheets) {
      if (sheet.state !== 'visible') sheet.cells = [];
      sheet.cells.sort((one, two) => one.r - two.r || one.c - two.c);
      checkDoubles(sheet);
    }
    return this.#book;
  }

  #open(name: string, attrs: ReadonlyMap<string, string>): void {
    const get = (local: string): string | undefined => localAttribute(attrs, local);
    switch (name) {
      case 'Style': {
        const id = get('ID') ?? '';
        this.#style = { parent: get('Parent') ?? (id === 'Default' ? undefined : 'Default') };
        this.#styles.set(id, this.#style);
        break;
      }
      case 'NumberFormat':
        if (this.#style) this.#style.format = get('Format') ?? '';
        break;
      case 'Font':
        // <Font> stands inside the rich text of a cell, too.
        if (this.#style && get('StrikeThrough') !== undefined) this.#style.isStruck = get('StrikeThrough') === '1';
        break;
      case 'Alignment':
        if (this.#style && get('Indent') !== undefined) this.#style.isIndented = Number(get('Indent')) > 0;
        break;
      case 'Date1904':
        if (this.#path.includes('ExcelWorkbook')) this.#book.date1904 = true;
        break;
      case 'Worksheet':
        this.#sheet = {
          name: get('Name') ?? '',
          state: 'visible',
          cells: [],
          merges: [],
          hiddenRows: [],
          hiddenCols: [],
        };
        this.#book.sheets.push(this.#sheet);
        this.#table = undefined;
        break;
      case 'Table':
        this.#table = this.#path.at(-2) === 'Worksheet' ? this.#sheet : undefined;
        this.#row = -1;
        this.#column = -1;
        break;
      case 'Column':
        if (this.#table) this.#openColumn(this.#table, get);
        break;
      case 'Row':
        if (this.#table) this.#openRow(this.#table, get);
        break;
      case 'Cell':
        if (this.#table) this.#openCell(this.#table, get);
        break;
      case 'Data':
        if (this.#cell && this.#path.at(-2) === 'Cell')
          this.#data = { type: get('Type') ?? 'String', depth: this.#path.length, runs: [] };
        break;
      case 'Visible':
        this.#visibility = '';
        break;
    }
  }

  #close(name: string): void {
    if (this.#data && this.#path.length === this.#data.depth) this.#endData(this.#data);
    if (name === 'Style') this.#style = undefined;
    if (name === 'Cell' && this.#cell) this.#endCell(this.#cell);
    if (name === 'Row') this.#row += this.#rowSpan;
    if (name === 'Visible' && this.#sheet && this.#path.includes('WorksheetOptions')) {
      if (this.#visibility === 'SheetHidden') this.#sheet.state = 'hidden';
      else if (this.#visibility === 'SheetVeryHidden') this.#sheet.state = 'veryHidden';
    }
    this.#path.pop();
  }

  #text(text: string): void {
    if (this.#path.at(-1) === 'Visible') this.#visibility += text;
    const parts = this.#data && this.#path.slice(this.#data.depth);
    this.#data?.runs.push({
      text,
      isStruck: parts?.includes(STRUCK_PART) ?? false,
      isRaised: parts?.includes(RAISED_PART) ?? false,
      isLowered: parts?.includes(LOWERED_PART) ?? false,
    });
  }

  #openColumn(sheet: RawSheet, get: Attribute): void {
    const first = position(get('Index'), this.#column, MAX_COLUMN);
    const last = first + more(get('Span'), MAX_COLUMN);
    if (get('Hidden') === '1') for (let n = first; n <= last; n++) sheet.hiddenCols.push(n);
    this.#column = last;
  }

  #openRow(sheet: RawSheet, get: Attribute): void {
    this.#row = position(get('Index'), this.#row, MAX_ROW);
    this.#rowSpan = more(get('Span'), MAX_ROW);
    if (get('Hidden') === '1') for (let n = this.#row; n <= this.#row + this.#rowSpan; n++) sheet.hiddenRows.push(n);
    this.#rowStyle = get('StyleID');
    this.#column = -1;
  }

  #openCell(sheet: RawSheet, get: Attribute): void {
    const c = position(get('Index'), this.#column, MAX_COLUMN);
    const [across, down] = [more(get('MergeAcross'), MAX_COLUMN), more(get('MergeDown'), MAX_ROW)];
    this.#column = c;
    this.#cell = {
      style: get('StyleID') ?? this.#rowStyle,
      isFormula: get('Formula') !== undefined,
      hasData: false,
      until: c + across,
    };
    if (across > 0 || down > 0) sheet.merges.push([this.#row, c, this.#row + down, c + across]);
  }

  #endCell(cell: OpenCell): void {
    if (cell.isFormula && !cell.hasData)
      this.#sheet?.cells.push({ r: this.#row, c: this.#column, t: 'f', v: null, f: true });
    this.#column = cell.until;
    this.#cell = undefined;
    const { maxCells } = this.#limits;
    if (++this.#count > maxCells) throw tooLarge(`超过 ${String(maxCells)} 个单元格`, String(maxCells));
  }

  #endData({ type, runs }: OpenData): void {
    this.#data = undefined;
    const cell = this.#cell;
    if (!cell) return;
    const text = runs.some(isMarked) ? shownText(runs) : runs.map((run) => run.text).join('');
    const out = dataCell(type, text, this.#meaning(cell.style), this.#book.date1904);
    if (!out) return;
    cell.hasData = true;
    const f = cell.isFormula ? ({ f: true } as const) : {};
    this.#sheet?.cells.push({ r: this.#row, c: this.#column, ...out, ...f });
  }

  #meaning(id: string | undefined): FormatMeaning {
    if (this.#said(id, 'isStruck')) return STRUCK;
    const format = this.#said(id, 'format');
    const meaning = format === undefined ? {} : namedMeaning(format);
    return styleMeaning(meaning, this.#said(id, 'isIndented') ?? false);
  }

  /** What a style says of itself, or the nearest one that it is made from. */
  #said<K extends 'format' | 'isStruck' | 'isIndented'>(
    id: string | undefined,
    key: K,
    hops = 0,
  ): Style[K] | undefined {
    const style = id === undefined || hops > 10 ? undefined : this.#styles.get(id);
    return style && (style[key] ?? this.#said(style.parent, key, hops + 1));
  }
}

/** An attribute by its local name. */
type Attribute = (local: string) => string | undefined;

/** How many more columns or rows than itself an element stands for. */
function more(stated: string | undefined, limit: number): number {
  return Math.min(Number(stated ?? 0) || 0, limit);
}

function position(stated: string | undefined, before: number, limit: number): number {
  const at = stated === undefined ? before + 1 : Number(stated) - 1;
  if (!Number.isInteger(at) || at <= before || at >= limit)
    throw damaged('XML 表格的行列位置有误', `index ${String(stated)}`);
  return at;
}

function checkDoubles(sheet: RawSheet): void {
  for (let n = 1; n < sheet.cells.length; n++) {
    const [one, two] = [sheet.cells[n - 1], sheet.cells[n]];
    if (one && two && one.r === two.r && one.c === two.c) throw damaged('同一单元格出现两次', `row ${String(one.r)}`);
  }
}

function dataCell(
  type: string,
  text: string,
  meaning: FormatMeaning,
  is1904: boolean,
): Pick<RawCell, 't' | 'v' | 'z' | 'zd' | 'indent'> | undefined {
  switch (type) {
    case 'Number': {
      const value = Number(text.trim());
      if (text.trim() === '' || !Number.isFinite(value)) throw damaged('XML 表格中的数字有误', JSON.stringify(text));
      return { t: 'n', v: value, ...ofNumber(meaning) };
    }
    case 'DateTime': {
      const serial = isoToSerial(text, is1904);
      if (serial === undefined) throw damaged('XML 表格中的日期有误', JSON.stringify(text));
      return {
        t: 'n',
        v: serial,
        z: meaning.z && meaning.z !== 'percent' ? meaning.z : Number.isInteger(serial) ? 'date' : 'datetime',
      };
    }
    case 'Boolean':
      return { t: 'b', v: text.trim() === '1' };
    case 'Error':
      return { t: 'e', v: text.trim() };
    default: {
      const written = cellText(text);
      const value = meaning.z === 'struck' ? struckText(written) : written;
      return value === '' ? undefined : { t: 's', v: value, ...ofText(meaning) };
    }
  }
}
