// .ods → RawBook over the strict scanner. An own reader, because SheetJS drops the percent of a percentage cell and
// expands repetitions without a bound: a few bytes can stand for a thousand million cells.
// Not here: zip checks (zip-guard.ts), what one cell says (ods-cell.ts), formats of cells (ods-styles.ts).

import { plainOds } from './formulas/ods-formula.js';
import { staleFormulas, type WrittenFormula } from './formulas/stale-formulas.js';
import { addText, beginSpan, odsValue, openCell, type OdsCell } from './ods-cell.js';
import { readOdsStyles, type OdsStyles } from './ods-styles.js';
import { OWN_SHEET, sheetMetadata } from './own-metadata.js';
import { cellAddress, type ParseLimits, type RawBook, type RawCell, type RawSheet } from './raw-book.js';
import { damaged, encrypted, tooLarge } from './refuse.js';
import { attributes, scanXml, unescapeXml, xmlToUtf8 } from './xml-scan.js';
import type { GuardedZip } from './zip-guard.js';

const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_384;

/** Reads an OpenDocument spreadsheet. */
export function readOds(zip: GuardedZip, limits: ParseLimits): RawBook {
  if (zip.has('META-INF/manifest.xml') && zip.read('META-INF/manifest.xml').includes('encryption-data'))
    throw encrypted('ODF manifest');
  if (!zip.has('content.xml')) throw damaged('缺少内容（content.xml）', 'no content.xml');
  const b = xmlToUtf8(zip.read('content.xml'), 'content.xml');
  const styles = readOdsStyles(zip.has('styles.xml') ? [xmlToUtf8(zip.read('styles.xml'), 'styles.xml'), b] : [b]);
  return new ContentReader(b, styles, limits).read();
}

/** One pass over content.xml. What stands here is where the pass is: the sheet, row and cell that are open. */
class ContentReader {
  readonly #b: Buffer;
  readonly #styles: OdsStyles;
  readonly #limits: ParseLimits;
  readonly #book: RawBook = { kind: 'ods', date1904: false, sheets: [], remarks: [] };
  readonly #formulas = new Map<RawSheet, WrittenFormula[]>();
  readonly #path: string[] = [];
  #hasSheets = false;
  #isAsShown = false;
  #count = 0;
  #sheet: RawSheet | undefined;
  #columnStyles: [until: number, style: string | undefined][] = [];
  #columns = 0;
  #nextRow = 0;
  #nextColumn = 0;
  #rowRepeat = 1;
  #rowCells: RawCell[] = [];
  #cell: OdsCell | undefined;
  #cellDepth = 0;
  /** Inside a note or a drawing of a cell. */
  #skipDepth = 0;

  constructor(b: Buffer, styles: OdsStyles, limits: ParseLimits) {
    this.#b = b;
    this.#styles = styles;
    this.#limits = limits;
  }

  read(): RawBook {
    const b = this.#b;
    scanXml(b, 'content.xml', {
      open: (start, end, attrsEnd, isSelfClosing, depth) => {
        const name = b.toString('utf8', start, end);
        this.#path.push(name);
        const attrs = attributes(b, end, attrsEnd);
        if (this.#cell) this.#openInCell(this.#cell, name, attrs, depth);
        else this.#open(name, attrs, depth);
        if (!isSelfClosing) return;
        this.#close(name, depth);
        this.#path.pop();
      },
      close: (start, end, depth) => {
        this.#close(b.toString('utf8', start, end), depth);
        this.#path.pop();
      },
      text: (start, end) => {
        // Text outside a paragraph is layout; inside, ODF folds white space.
        if (this.#cell && this.#skipDepth === 0 && this.#cell.paragraphs > 0 && this.#path.includes('p'))
          addText(this.#cell, unescapeXml(b.toString('utf8', start, end)).replaceAll(/[ \t\r\n]+/g, ' '));
      },
    });
    const book = this.#book;
    if (!this.#hasSheets || book.sheets.length === 0)
      throw damaged('文件中没有工作表', 'content.xml has no spreadsheet');
    const own = book.sheets.find((one) => one.name === OWN_SHEET);
    if (own) book.ownMetadata = sheetMetadata(own);
    for (const one of book.sheets) if (one.state !== 'visible') one.cells = [];
    if (!this.#isAsShown)
      book.remarks.push(...staleFormulas(book.sheets, (index) => this.#formulas.get(book.sheets[index]!) ?? []));
    return book;
  }

  #open(name: string, attrs: ReadonlyMap<string, string>, depth: number): void {
    switch (name) {
      case 'spreadsheet':
        this.#hasSheets = true;
        break;
      case 'calculation-settings':
        // 以显示精度为准: every result is rounded before it is used.
        this.#isAsShown = attrs.get('table:precision-as-shown') === 'true';
        break;
      case 'null-date':
        this.#book.date1904 = attrs.get('table:date-value') === '1904-01-01';
        break;
      case 'table':
        if (this.#path.at(-2) === 'spreadsheet') this.#openSheet(attrs);
        break;
      case 'table-source': // the cached copy of another workbook, not a sheet of this one
        if (this.#sheet && this.#book.sheets.at(-1) === this.#sheet) this.#book.sheets.pop();
        this.#book.remarks = [{ code: 'file.external-links', params: {} }];
        break;
      case 'table-column':
        if (this.#sheet) this.#openColumns(this.#sheet, attrs);
        break;
      case 'table-row':
        if (this.#sheet) this.#openRow(this.#sheet, attrs);
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#cell = openCell(attrs, repeatOf(attrs, 'table:number-columns-repeated', MAX_COLUMN));
        this.#cellDepth = depth;
        break;
    }
  }

  #openInCell(cell: OdsCell, name: string, attrs: ReadonlyMap<string, string>, depth: number): void {
    if (this.#skipDepth > 0) return;
    switch (name) {
      case 'annotation':
      case 'frame':
      case 'shapes':
      case 'table':
        this.#skipDepth = depth;
        break;
      case 'span':
        beginSpan(cell, this.#styles.texts.get(attrs.get('text:style-name') ?? ''));
        break;
      case 'p':
        if (cell.paragraphs++ > 0) addText(cell, '\n');
        break;
      case 's':
        addText(cell, ' '.repeat(repeatOf(attrs, 'text:c', 1000)));
        break;
      case 'tab':
        addText(cell, '\t');
        break;
      case 'line-break':
        addText(cell, '\n');
        break;
    }
  }

  #close(name: string, depth: number): void {
    const cell = this.#cell;
    if (this.#skipDepth === depth) this.#skipDepth = 0;
    else if (cell && depth === this.#cellDepth) this.#endCell(cell);
    else if (cell && this.#skipDepth === 0 && name === 'span') cell.spans.pop();
    else if (!cell && name === 'table-row') this.#endRow();
    else if (!cell && name === 'table' && this.#path.at(-2) === 'spreadsheet') this.#sheet = undefined;
  }

  #openSheet(attrs: ReadonlyMap<string, string>): void {
    const state = this.#styles.hiddenTables.has(attrs.get('table:style-name') ?? '') ? 'hidden' : 'visible';
    const name = attrs.get('table:name') ?? '';
    this.#sheet = { name, state, cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
    this.#book.sheets.push(this.#sheet);
    this.#nextRow = 0;
    this.#columns = 0;
    this.#columnStyles = [];
  }

  #openColumns(sheet: RawSheet, attrs: ReadonlyMap<string, string>): void {
    const until = this.#columns + repeatOf(attrs, 'table:number-columns-repeated', MAX_COLUMN);
    if (isHidden(attrs)) for (let n = this.#columns; n < Math.min(until, MAX_COLUMN); n++) sheet.hiddenCols.push(n);
    this.#columns = until;
    this.#columnStyles.push([until, attrs.get('table:default-cell-style-name')]);
  }

  #openRow(sheet: RawSheet, attrs: ReadonlyMap<string, string>): void {
    const first = this.#nextRow;
    this.#rowRepeat = repeatOf(attrs, 'table:number-rows-repeated', MAX_ROW);
    if (isHidden(attrs))
      for (let n = first; n < Math.min(first + this.#rowRepeat, MAX_ROW); n++) sheet.hiddenRows.push(n);
    this.#rowCells = [];
    this.#nextColumn = 0;
  }

  #endRow(): void {
    if (!this.#sheet) return;
    const first = this.#nextRow;
    if (this.#rowCells.length > 0) {
      if (first + this.#rowRepeat > MAX_ROW)
        throw damaged('单元格位置超出工作表范围', `content.xml: row ${String(first)}`);
      for (let n = 0; n < this.#rowRepeat; n++)
        for (const one of this.#rowCells) this.#sheet.cells.push({ ...one, r: first + n });
    }
    this.#nextRow += this.#rowRepeat;
  }

  #endCell(cell: OdsCell): void {
    this.#cell = undefined;
    const sheet = this.#sheet;
    if (!sheet) return;
    const { attrs, repeat } = cell;
    const [r, c] = [this.#nextRow, this.#nextColumn];
    const styleAt = this.#columnStyles.find(([until]) => c < until)?.[1];
    const style = attrs.get('table:style-name') ?? styleAt;
    const out = odsValue(cell, this.#styles.cells.get(style ?? '') ?? {}, this.#book.date1904);
    const across = repeatOf(attrs, 'table:number-columns-spanned', MAX_COLUMN);
    const down = repeatOf(attrs, 'table:number-rows-spanned', MAX_ROW);
    if (across > 1 || down > 1) sheet.merges.push([r, c, r + down - 1, c + across - 1]);
    if (out) {
      this.#count += repeat * this.#rowRepeat;
      const { maxCells } = this.#limits;
      if (this.#count > maxCells) throw tooLarge(`超过 ${String(maxCells)} 个单元格`, `${String(maxCells)} 个单元格`);
      if (c + repeat > MAX_COLUMN) throw damaged('单元格位置超出工作表范围', `content.xml: column ${String(c)}`);
      for (let n = 0; n < repeat; n++) this.#rowCells.push({ r, c: c + n, ...out });
    }
    this.#noteFormula(sheet, cell);
    this.#nextColumn += repeat;
  }

  /** What is written for one cell alone; a matrix is computed as a whole. */
  #noteFormula(sheet: RawSheet, { attrs, repeat }: OdsCell): void {
    const written = attrs.get('table:formula');
    const [r, c] = [this.#nextRow, this.#nextColumn];
    if (written === undefined || repeat > 1 || this.#rowRepeat > 1 || c >= MAX_COLUMN) return;
    const formula = attrs.has('table:number-matrix-columns-spanned') ? null : plainOds(written);
    const ofSheet = this.#formulas.get(sheet) ?? [];
    ofSheet.push({ at: cellAddress(r, c), formula, shift: { rows: 0, columns: 0 } });
    this.#formulas.set(sheet, ofSheet);
  }
}

function isHidden(attrs: ReadonlyMap<string, string>): boolean {
  const visibility = attrs.get('table:visibility');
  return visibility === 'collapse' || visibility === 'filter';
}

/** How often an element stands for itself; what is no count is once. */
function repeatOf(attrs: ReadonlyMap<string, string>, name: string, limit: number): number {
  const value = Number(attrs.get(name) ?? 1);
  return Number.isInteger(value) && value > 0 ? Math.min(value, limit) : 1;
}
