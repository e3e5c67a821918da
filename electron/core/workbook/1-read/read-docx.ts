// Tables inside a .docx → RawBook: each table of the text is a sheet of text cells, gridSpan and vMerge are merges. A table
// inside a cell is left out of it: its text belongs to no cell of the outer grid. The line above a table is its title.
// Not here: numbers (a Word cell is text; recognition reads it as such).

import type { ParseLimits, RawBook, RawSheet } from './raw-book.js';
import { cellText } from './cell-text.js';
import { xmlPart } from './ooxml-package.js';
import { notASheet, tooLarge } from './refuse.js';
import { shownText, type Run } from './rich-runs.js';
import { attributes, localAttribute, scanXml, unescapeXml } from './xml-scan.js';
import type { GuardedZip } from './zip-guard.js';

const MAIN_PART = 'word/document.xml';
/** No line above a table is a title beyond this many characters. */
const MAX_TITLE = 120;

interface Cell {
  runs: Run[];
  span: number;
  /** A cell below the first of a vertical merge. */
  isContinued: boolean;
  startsMerge: boolean;
}

/** Reads all tables of a Word document, or refuses one without any. */
export function readDocx(zip: GuardedZip, limits: ParseLimits): RawBook {
  const reader = new TableReader(xmlPart(zip, MAIN_PART), limits);
  const sheets = reader.read();
  if (sheets.length === 0) throw notASheet('Word 文档（.docx），其中没有表格');
  const remarks: RawBook['remarks'] = [];
  if (zip.names.some((name) => /vbaProject\.bin$/i.test(name))) remarks.push({ code: 'file.macros', params: {} });
  return { kind: 'docx', date1904: false, sheets, remarks };
}

class TableReader {
  readonly #b: Buffer;
  readonly #limits: ParseLimits;
  readonly #sheets: RawSheet[] = [];
  #tables = 0; // how deep in tables we are
  #rows: Cell[][] = [];
  #cell: Cell | undefined;
  #isText = false;
  /** Text of the paragraph outside tables that is being read, and the last ones that were not empty. */
  #paragraph: Run[] = [];
  /** The runs that are being read, a text box inside one another: properties come before the text. */
  readonly #runs: OpenRun[] = [];
  #above: string[] = [];
  #count = 0;
  /** How deep in what a run looked like before a tracked change. */
  #former = 0;
  /** Deleted text of tracked changes and field codes are not shown. */
  #unseen = 0;

  constructor(b: Buffer, limits: ParseLimits) {
    this.#b = b;
    this.#limits = limits;
  }

  read(): RawSheet[] {
    const b = this.#b;
    scanXml(b, MAIN_PART, {
      open: (start, end, attrsEnd, isSelfClosing) => {
        this.#open(b.toString('latin1', start, end), attributes(b, end, attrsEnd));
        if (isSelfClosing) this.#close(b.toString('latin1', start, end));
      },
      close: (start, end) => this.#close(b.toString('latin1', start, end)),
      text: (start, end) => {
        if (this.#isText && this.#unseen === 0) this.#add(unescapeXml(b.toString('utf8', start, end)));
      },
      cdata: (start, end) => {
        if (this.#isText && this.#unseen === 0) this.#add(b.toString('utf8', start, end));
      },
    });
    return this.#sheets;
  }

  #open(name: string, attrs: ReadonlyMap<string, string>): void {
    const run = this.#former === 0 ? this.#runs.at(-1) : undefined;
    switch (name) {
      case 'tbl':
        if (++this.#tables === 1) this.#rows = [];
        break;
      case 'tr':
        if (this.#tables === 1) this.#rows.push([]);
        break;
      case 'gridBefore':
        // Columns that a row leaves free at its beginning.
        if (this.#tables === 1) this.#rows.at(-1)?.push(blank(spanOf(attrs)));
        break;
      case 'tc':
        if (this.#tables === 1) this.#cell = blank(1);
        break;
      case 'gridSpan':
        if (this.#tables === 1 && this.#cell) this.#cell.span = spanOf(attrs);
        break;
      case 'vMerge':
        if (this.#tables === 1 && this.#cell) {
          const isStart = localAttribute(attrs, 'val') === 'restart';
          this.#cell.startsMerge = isStart;
          this.#cell.isContinued = !isStart;
        }
        break;
      case 'r':
        this.#runs.push({ ...plainRun(''), isHidden: false });
        break;
      case 'strike':
      case 'dstrike':
        // Only of a run: the same mark stands on the end of a paragraph.
        if (run) run.isStruck = isOn(attrs);
        break;
      case 'vertAlign':
        if (run) {
          run.isRaised = localAttribute(attrs, 'val') === 'superscript';
          run.isLowered = localAttribute(attrs, 'val') === 'subscript';
        }
        break;
      case 'vanish':
        if (run) run.isHidden = isOn(attrs);
        break;
      case 't':
        this.#isText = true;
        break;
      case 'tab':
        this.#add('\t');
        break;
      case 'br':
      case 'cr':
        this.#add('\n');
        break;
      case 'rPrChange':
        this.#former++;
        break;
      case 'delText':
      case 'del':
      case 'instrText':
      case 'Fallback': // the second copy of a drawing's text
        this.#unseen++;
        break;
    }
  }

  #close(name: string): void {
    switch (name) {
      case 'tbl':
        if (--this.#tables === 0) this.#finishTable();
        break;
      case 'tc':
        if (this.#tables === 1 && this.#cell) {
          this.#rows.at(-1)?.push(this.#cell);
          this.#cell = undefined;
        }
        break;
      case 'p':
        if (this.#tables === 0) {
          const text = shownText(this.#paragraph).trim();
          this.#paragraph = [];
          if (text !== '') this.#above = [...this.#above.slice(-2), text];
        } else this.#add('\n');
        break;
      case 'r':
        this.#endRun();
        break;
      case 't':
        this.#isText = false;
        break;
      case 'rPrChange':
        this.#former--;
        break;
      case 'delText':
      case 'del':
      case 'instrText':
      case 'Fallback':
        this.#unseen--;
        break;
    }
  }

  #add(text: string): void {
    if (this.#unseen > 0) return;
    const run = this.#runs.at(-1);
    if (run) run.text += text;
    else this.#keep(plainRun(text));
  }

  #endRun(): void {
    const run = this.#runs.pop();
    if (run && !run.isHidden) this.#keep(run);
  }

  #keep(run: Run): void {
    if (this.#tables === 0) this.#paragraph.push(run);
    else if (this.#tables === 1 && this.#cell) this.#cell.runs.push(run);
  }

  /** Titles above the table come first, each a row of its own, as they stand in the document. */
  #finishTable(): void {
    const titles = this.#above.filter((text) => text.length <= MAX_TITLE);
    this.#above = [];
    const sheet: RawSheet = {
      name: `表格${String(this.#sheets.length + 1)}`,
      state: 'visible',
      cells: [],
      merges: [],
      hiddenRows: [],
      hiddenCols: [],
    };
    titles.forEach((title, r) => this.#put(sheet, r, 0, title));
    /** Open vertical merges by their first column: [first row, last column]. */
    const open = new Map<number, [row: number, last: number]>();
    this.#rows.forEach((cells, index) => {
      const r = titles.length + index;
      let c = 0;
      for (const cell of cells) {
        const last = c + cell.span - 1;
        const above = open.get(c);
        const isBelow = cell.isContinued && above !== undefined && above[1] === last;
        if (!isBelow) {
          endMerge(sheet, open, c, r - 1);
          if (cell.startsMerge || cell.span > 1) open.set(c, [r, last]);
          if (!cell.startsMerge && cell.span > 1) endMerge(sheet, open, c, r);
          this.#put(sheet, r, c, shownText(cell.runs));
        }
        c = last + 1;
      }
      for (const first of open.keys()) if (first >= c) endMerge(sheet, open, first, r - 1);
    });
    const bottom = titles.length + this.#rows.length - 1;
    for (const first of open.keys()) endMerge(sheet, open, first, bottom);
    this.#sheets.push(sheet);
  }

  #put(sheet: RawSheet, r: number, c: number, written: string): void {
    const text = cellText(written).trim();
    if (text === '') return;
    if (++this.#count > this.#limits.maxCells)
      throw tooLarge(`超过 ${String(this.#limits.maxCells)} 个单元格`, `${String(this.#limits.maxCells)} 个单元格`);
    sheet.cells.push({ r, c, t: 's', v: text });
  }
}

interface OpenRun extends Run {
  isHidden: boolean;
}

function plainRun(text: string): Run {
  return { text, isStruck: false, isRaised: false };
}

/** <w:strike/> is on; val="0" and "false" take it away. */
function isOn(attrs: ReadonlyMap<string, string>): boolean {
  return !/^(0|false|none)$/.test(localAttribute(attrs, 'val') ?? '');
}

function blank(span: number): Cell {
  return { runs: [], span, isContinued: false, startsMerge: false };
}

/** Word allows 63 columns; what says more is not believed. */
function spanOf(attrs: ReadonlyMap<string, string>): number {
  const span = Number(localAttribute(attrs, 'val'));
  return Number.isInteger(span) && span >= 1 && span <= 1000 ? span : 1;
}

function endMerge(sheet: RawSheet, open: Map<number, [number, number]>, first: number, lastRow: number): void {
  const merge = open.get(first);
  open.delete(first);
  if (merge && (lastRow > merge[0] || merge[1] > first)) sheet.merges.push([merge[0], first, lastRow, merge[1]]);
}
