// .ods → RawBook over the strict scanner. An own reader, because SheetJS drops the percent of a percentage cell and
// expands repetitions without a bound: a few bytes can stand for a thousand million cells.
// Not here: zip checks (zip-guard.ts), formats of cells (ods-styles.ts).

import { cellText } from './cell-text.js';
import { plainOds } from './formulas/ods-formula.js';
import { staleFormulas, type WrittenFormula } from './formulas/stale-formulas.js';
import { cellAddress, type ParseLimits, type RawBook, type RawCell, type RawSheet } from './raw-book.js';
import { isoDurationToDays, isoToSerial } from './iso-date.js';
import type { FormatMeaning } from './number-format.js';
import { OWN_SHEET, sheetMetadata } from './own-metadata.js';
import { readOdsStyles, type OdsTextStyle } from './ods-styles.js';
import { damaged, encrypted, tooLarge } from './refuse.js';
import { isMarked, shownText, struckText, type Run } from './rich-runs.js';
import { attributes, scanXml, unescapeXml, xmlToUtf8 } from './xml-scan.js';
import type { GuardedZip } from './zip-guard.js';

interface OpenCell {
  attrs: ReadonlyMap<string, string>;
  repeat: number;
  text: string;
  paragraphs: number;
  /** The text in parts, as far as some of it may be marked. */
  runs: Run[];
  /** Styles of the parts that are open, the innermost last. */
  spans: (OdsTextStyle | undefined)[];
}

const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_384;

/** Reads an OpenDocument spreadsheet. */
export function readOds(zip: GuardedZip, limits: ParseLimits): RawBook {
  if (zip.has('META-INF/manifest.xml') && zip.read('META-INF/manifest.xml').includes('encryption-data'))
    throw encrypted('ODF manifest');
  if (!zip.has('content.xml')) throw damaged('缺少内容（content.xml）', 'no content.xml');
  const b = xmlToUtf8(zip.read('content.xml'), 'content.xml');
  const styles = readOdsStyles(zip.has('styles.xml') ? [xmlToUtf8(zip.read('styles.xml'), 'styles.xml'), b] : [b]);
  const book: RawBook = { kind: 'ods', date1904: false, sheets: [], remarks: [] };
  const path: string[] = [];
  let sheet: RawSheet | undefined;
  let hasSheets = false;
  let isAsShown = false;
  const formulas = new Map<RawSheet, WrittenFormula[]>();
  let r = 0; // next row
  let c = 0; // next column
  let rowRepeat = 1;
  let rowCells: RawCell[] = [];
  let columnStyles: [until: number, style: string | undefined][] = [];
  let columns = 0;
  let cell: OpenCell | undefined;
  let cellDepth = 0;
  let skipDepth = 0; // inside a note or a drawing of a cell
  let count = 0;

  const styleAt = (column: number): string | undefined => columnStyles.find(([until]) => column < until)?.[1];
  const repeatOf = (attrs: ReadonlyMap<string, string>, name: string, limit: number): number => {
    const value = Number(attrs.get(name) ?? 1);
    return Number.isInteger(value) && value > 0 ? Math.min(value, limit) : 1;
  };

  const add = (to: OpenCell, text: string): void => {
    to.text += text;
    const style = to.spans.findLast((span) => span !== undefined);
    if (style || to.runs.length > 0)
      to.runs.push({
        text,
        isStruck: style?.isStruck ?? false,
        isRaised: style?.isRaised ?? false,
        isLowered: style?.isLowered ?? false,
      });
  };

  const endCell = (): void => {
    if (!cell || !sheet) return;
    const style = cell.attrs.get('table:style-name') ?? styleAt(c);
    const out = valueOf(cell, styles.cells.get(style ?? '') ?? {}, book.date1904);
    const across = repeatOf(cell.attrs, 'table:number-columns-spanned', MAX_COLUMN);
    const down = repeatOf(cell.attrs, 'table:number-rows-spanned', MAX_ROW);
    if (across > 1 || down > 1) sheet.merges.push([r, c, r + down - 1, c + across - 1]);
    if (out) {
      count += cell.repeat * rowRepeat;
      if (count > limits.maxCells)
        throw tooLarge(`超过 ${String(limits.maxCells)} 个单元格`, `${String(limits.maxCells)} 个单元格`);
      if (c + cell.repeat > MAX_COLUMN) throw damaged('单元格位置超出工作表范围', `content.xml: column ${String(c)}`);
      for (let n = 0; n < cell.repeat; n++) rowCells.push({ r, c: c + n, ...out });
    }
    noteFormula(cell);
    c += cell.repeat;
    cell = undefined;
  };

  /** What is written for one cell alone; a matrix is computed as a whole. */
  const noteFormula = ({ attrs, repeat }: OpenCell): void => {
    const written = attrs.get('table:formula');
    if (written === undefined || !sheet || repeat > 1 || rowRepeat > 1 || c >= MAX_COLUMN) return;
    const formula = attrs.has('table:number-matrix-columns-spanned') ? null : plainOds(written);
    const ofSheet = formulas.get(sheet) ?? [];
    ofSheet.push({ at: cellAddress(r, c), formula, shift: { rows: 0, columns: 0 } });
    formulas.set(sheet, ofSheet);
  };

  const endRow = (): void => {
    if (!sheet) return;
    if (rowCells.length > 0) {
      if (r + rowRepeat > MAX_ROW) throw damaged('单元格位置超出工作表范围', `content.xml: row ${String(r)}`);
      for (let n = 0; n < rowRepeat; n++) for (const one of rowCells) sheet.cells.push({ ...one, r: r + n });
    }
    r += rowRepeat;
  };

  const open = (name: string, attrs: ReadonlyMap<string, string>, depth: number): void => {
    if (cell) {
      if (skipDepth > 0) return;
      if (name === 'annotation' || name === 'frame' || name === 'shapes' || name === 'table') skipDepth = depth;
      else if (name === 'span') {
        // What stands before the first marked part is a part of its own.
        if (cell.runs.length === 0 && cell.text !== '')
          cell.runs.push({ text: cell.text, isStruck: false, isRaised: false });
        cell.spans.push(styles.texts.get(attrs.get('text:style-name') ?? ''));
      } else if (name === 'p' && cell.paragraphs++ > 0) add(cell, '\n');
      else if (name === 's') add(cell, ' '.repeat(repeatOf(attrs, 'text:c', 1000)));
      else if (name === 'tab') add(cell, '\t');
      else if (name === 'line-break') add(cell, '\n');
      return;
    }
    switch (name) {
      case 'spreadsheet':
        hasSheets = true;
        break;
      case 'calculation-settings':
        // 以显示精度为准: every result is rounded before it is used.
        isAsShown = attrs.get('table:precision-as-shown') === 'true';
        break;
      case 'null-date':
        book.date1904 = attrs.get('table:date-value') === '1904-01-01';
        break;
      case 'table': {
        if (path.at(-2) !== 'spreadsheet') break;
        const state = styles.hiddenTables.has(attrs.get('table:style-name') ?? '') ? 'hidden' : 'visible';
        sheet = { name: attrs.get('table:name') ?? '', state, cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
        book.sheets.push(sheet);
        r = 0;
        columns = 0;
        columnStyles = [];
        break;
      }
      case 'table-source': // the cached copy of another workbook, not a sheet of this one
        if (sheet && book.sheets.at(-1) === sheet) book.sheets.pop();
        book.remarks = [{ code: 'file.external-links', params: {} }];
        break;
      case 'table-column': {
        if (!sheet) break;
        const repeat = repeatOf(attrs, 'table:number-columns-repeated', MAX_COLUMN);
        if (isHidden(attrs))
          for (let n = columns; n < Math.min(columns + repeat, MAX_COLUMN); n++) sheet.hiddenCols.push(n);
        columns += repeat;
        columnStyles.push([columns, attrs.get('table:default-cell-style-name')]);
        break;
      }
      case 'table-row':
        if (!sheet) break;
        rowRepeat = repeatOf(attrs, 'table:number-rows-repeated', MAX_ROW);
        if (isHidden(attrs)) for (let n = r; n < Math.min(r + rowRepeat, MAX_ROW); n++) sheet.hiddenRows.push(n);
        rowCells = [];
        c = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        cell = {
          attrs,
          repeat: repeatOf(attrs, 'table:number-columns-repeated', MAX_COLUMN),
          text: '',
          paragraphs: 0,
          runs: [],
          spans: [],
        };
        cellDepth = depth;
        break;
    }
  };

  const close = (name: string, depth: number): void => {
    if (skipDepth === depth) skipDepth = 0;
    else if (cell && depth === cellDepth) endCell();
    else if (cell && skipDepth === 0 && name === 'span') cell.spans.pop();
    else if (!cell && name === 'table-row') endRow();
    else if (!cell && name === 'table' && path.at(-2) === 'spreadsheet') sheet = undefined;
  };

  scanXml(b, 'content.xml', {
    open(start, end, attrsEnd, isSelfClosing, depth) {
      const name = b.toString('utf8', start, end);
      path.push(name);
      open(name, attributes(b, end, attrsEnd), depth);
      if (!isSelfClosing) return;
      close(name, depth);
      path.pop();
    },
    close(start, end, depth) {
      close(b.toString('utf8', start, end), depth);
      path.pop();
    },
    text(start, end) {
      // Text outside a paragraph is layout; inside, ODF folds white space.
      if (cell && skipDepth === 0 && cell.paragraphs > 0 && path.includes('p'))
        add(cell, unescapeXml(b.toString('utf8', start, end)).replaceAll(/[ \t\r\n]+/g, ' '));
    },
  });
  if (!hasSheets || book.sheets.length === 0) throw damaged('文件中没有工作表', 'content.xml has no spreadsheet');
  const own = book.sheets.find((one) => one.name === OWN_SHEET);
  if (own) book.ownMetadata = sheetMetadata(own);
  for (const one of book.sheets) if (one.state !== 'visible') one.cells = [];
  if (!isAsShown) book.remarks.push(...staleFormulas(book.sheets, (index) => formulas.get(book.sheets[index]!) ?? []));
  return book;
}

function isHidden(attrs: ReadonlyMap<string, string>): boolean {
  const visibility = attrs.get('table:visibility');
  return visibility === 'collapse' || visibility === 'filter';
}

/** A format without a number in it, over a cell that shows one: what the cell shows decides. */
function isInSight(cell: OpenCell, meaning: FormatMeaning): boolean {
  return meaning.z === 'unseen' && (cell.paragraphs === 0 || /\d/.test(cell.text.normalize('NFKC')));
}

const SHOWN_ERROR = /^(#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3})$/;

function valueOf(
  cell: OpenCell,
  meaning: FormatMeaning,
  is1904: boolean,
): Pick<RawCell, 't' | 'v' | 'z' | 'zd' | 'f'> | undefined {
  const { attrs } = cell;
  const f = attrs.has('table:formula') ? ({ f: true } as const) : {};
  const number = (name: string): number => {
    const value = Number(attrs.get(name));
    if (!attrs.has(name) || !Number.isFinite(value))
      throw damaged('单元格中的数字有误', `${name}=${String(attrs.get(name))}`);
    return value;
  };
  // Programs without the extension write an error as the number 0 that is shown as #DIV/0!.
  if (attrs.get('calcext:value-type') === 'error' || (f.f && SHOWN_ERROR.test(cell.text.trim())))
    return { t: 'e', v: cell.text || '#ERROR!', ...f };
  switch (attrs.get('office:value-type')) {
    case 'float':
    case 'currency':
      return { t: 'n', v: number('office:value'), ...(isInSight(cell, meaning) ? {} : meaning), ...f };
    case 'percentage': {
      const shown: FormatMeaning = meaning.z === 'struck' ? meaning : { z: 'percent', zd: meaning.zd ?? 0 };
      return { t: 'n', v: number('office:value'), ...shown, ...f };
    }
    case 'date': {
      const text = attrs.get('office:date-value') ?? '';
      const serial = isoToSerial(text, is1904);
      if (serial === undefined) return { t: 's', v: cell.text || text, ...f };
      const z = meaning.z === 'month' ? meaning.z : Number.isInteger(serial) ? 'date' : 'datetime';
      return { t: 'n', v: serial, z, ...f };
    }
    case 'time': {
      const days = isoDurationToDays(attrs.get('office:time-value') ?? '');
      return days === undefined ? { t: 's', v: cell.text, ...f } : { t: 'n', v: days, z: 'time', ...f };
    }
    case 'boolean':
      return { t: 'b', v: attrs.get('office:boolean-value') === 'true', ...f };
    case 'string': {
      const written = cellText(
        cell.runs.some(isMarked) ? shownText(cell.runs) : attrs.get('office:string-value') || cell.text,
      );
      const text = meaning.z === 'struck' ? struckText(written) : written;
      return text === '' ? undefined : { t: 's', v: text, ...f };
    }
    default:
      // LibreOffice gives the empty text no type, but a paragraph of its own: a result like any other.
      return f.f && !(cell.paragraphs > 0 && cell.text === '') ? { t: 'f', v: null, f: true } : undefined;
  }
}
