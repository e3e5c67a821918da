// XML Spreadsheet 2003 ("XML 电子表格", often named .xls) → RawBook, over the strict scanner.
// An own reader because SheetJS reads it by regular expression and follows no rule on DOCTYPE or prefixes.
// Not here: decoding to UTF-8 (text-decode.ts).

import type { ParseLimits, RawBook, RawCell, RawSheet } from './raw-book.js';
import { cellText } from './cell-text.js';
import { isoToSerial } from './iso-date.js';
import { type FormatMeaning, formatMeaning } from './number-format.js';
import { damaged, tooLarge } from './refuse.js';
import { attributes, localAttribute, scanXml, unescapeXml } from './xml-scan.js';

/** Named formats of the specification that are not codes. */
const NAMED: Record<string, FormatMeaning> = {
  Percent: { z: 'percent', zd: 2 },
  'General Date': { z: 'datetime' },
  'Long Date': { z: 'date' },
  'Medium Date': { z: 'date' },
  'Short Date': { z: 'date' },
  'Long Time': { z: 'time' },
  'Medium Time': { z: 'time' },
  'Short Time': { z: 'time' },
  Currency: {},
  'Euro Currency': {},
  Fixed: {},
  Standard: {},
  Scientific: {},
  'Yes/No': {},
  'True/False': {},
  'On/Off': {},
};
const MAX_COLUMN = 16_384;
const MAX_ROW = 1_048_576;

/** Reads the decoded text of an XML Spreadsheet 2003 file. */
export function readXml2003(text: string, limits: ParseLimits): RawBook {
  // The declared encoding no longer applies: these bytes are UTF-8 now.
  const b = Buffer.from(text, 'utf8');
  const book: RawBook = { kind: 'xml2003', date1904: false, sheets: [], remarks: [] };
  const styles = new Map<string, { format: string | undefined; parent: string | undefined }>();
  const meaning = (id: string | undefined, hops = 0): FormatMeaning => {
    const style = id === undefined ? undefined : styles.get(id);
    if (!style) return {};
    if (style.format === undefined) return hops < 10 ? meaning(style.parent, hops + 1) : {};
    return NAMED[style.format] ?? formatMeaning(style.format);
  };
  let styleId = '';
  let sheet: RawSheet | undefined;
  let isRead = false;
  let r = -1;
  let c = -1;
  let cell: { style: string | undefined; isFormula: boolean; hasData: boolean } | undefined;
  let rowStyle: string | undefined;
  let rowSpan = 0; // further rows that a <Row> with ss:Span stands for
  let dataType: string | undefined;
  let data = '';
  let dataDepth = 0;
  let isIn1904 = false;
  let count = 0;
  const path: string[] = [];

  const open = (name: string, attrs: ReadonlyMap<string, string>): void => {
    const get = (local: string) => localAttribute(attrs, local);
    switch (name) {
      case 'Style':
        styleId = get('ID') ?? '';
        styles.set(styleId, {
          format: undefined,
          parent: get('Parent') ?? (styleId === 'Default' ? undefined : 'Default'),
        });
        break;
      case 'NumberFormat': {
        const style = styles.get(styleId);
        if (style && path.includes('Style')) style.format = get('Format') ?? '';
        break;
      }
      case 'Date1904':
        isIn1904 = path.includes('ExcelWorkbook');
        if (isIn1904) book.date1904 = true;
        break;
      case 'Worksheet':
        sheet = { name: get('Name') ?? '', state: 'visible', cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
        book.sheets.push(sheet);
        isRead = false;
        break;
      case 'Table':
        isRead = sheet !== undefined && path.at(-2) === 'Worksheet';
        r = -1;
        c = -1;
        break;
      case 'Column': {
        if (!isRead || !sheet) break;
        c = position(get('Index'), c, MAX_COLUMN);
        const last = c + Math.min(Number(get('Span') ?? 0) || 0, MAX_COLUMN);
        if (get('Hidden') === '1') for (let n = c; n <= last; n++) sheet.hiddenCols.push(n);
        c = last;
        break;
      }
      case 'Row': {
        if (!isRead || !sheet) break;
        r = position(get('Index'), r, MAX_ROW);
        const last = r + Math.min(Number(get('Span') ?? 0) || 0, MAX_ROW);
        if (get('Hidden') === '1') for (let n = r; n <= last; n++) sheet.hiddenRows.push(n);
        rowStyle = get('StyleID');
        c = -1;
        rowSpan = last - r;
        break;
      }
      case 'Cell': {
        if (!isRead || !sheet) break;
        c = position(get('Index'), c, MAX_COLUMN);
        cell = { style: get('StyleID') ?? rowStyle, isFormula: get('Formula') !== undefined, hasData: false };
        const across = Number(get('MergeAcross') ?? 0) || 0;
        const down = Number(get('MergeDown') ?? 0) || 0;
        if (across > 0 || down > 0) sheet.merges.push([r, c, r + down, c + across]);
        break;
      }
      case 'Data':
        if (!cell || path.at(-2) !== 'Cell') break;
        dataType = get('Type') ?? 'String';
        data = '';
        dataDepth = path.length;
        break;
      case 'Visible':
        if (sheet && path.includes('WorksheetOptions')) data = '';
        break;
    }
  };

  const endCell = (): void => {
    if (!sheet || !cell) return;
    if (cell.isFormula && !cell.hasData) sheet.cells.push({ r, c, t: 'f', v: null, f: true });
    const columns = sheet.merges.at(-1);
    if (columns && columns[0] === r && columns[1] === c) c = columns[3];
    cell = undefined;
    if (++count > limits.maxCells) throw tooLarge(`超过 ${String(limits.maxCells)} 个单元格`, String(limits.maxCells));
  };

  const endData = (): void => {
    if (!sheet || !cell || dataType === undefined) return;
    const out = dataCell(dataType, data, meaning(cell.style), book.date1904);
    if (out) {
      cell.hasData = true;
      sheet.cells.push({ r, c, ...out, ...(cell.isFormula ? { f: true as const } : {}) });
    }
    dataType = undefined;
  };

  scanXml(b, 'XML 表格', {
    open(start, end, attrsEnd, isSelfClosing) {
      const name = b.toString('utf8', start, end);
      path.push(name);
      open(name, attributes(b, end, attrsEnd));
      if (isSelfClosing) {
        if (name === 'Data' && path.length === dataDepth) endData();
        if (name === 'Cell') endCell();
        if (name === 'Row') r += rowSpan;
        path.pop();
      }
    },
    close(start, end) {
      const name = b.toString('utf8', start, end);
      if (name === 'Data' && path.length === dataDepth) endData();
      if (name === 'Cell') endCell();
      if (name === 'Row') r += rowSpan;
      if (name === 'Visible' && sheet && path.includes('WorksheetOptions')) {
        if (data === 'SheetHidden') sheet.state = 'hidden';
        else if (data === 'SheetVeryHidden') sheet.state = 'veryHidden';
      }
      path.pop();
    },
    text(start, end) {
      if (dataType !== undefined || path.at(-1) === 'Visible') data += unescapeXml(b.toString('utf8', start, end));
    },
    cdata(start, end) {
      if (dataType !== undefined) data += b.toString('utf8', start, end);
    },
  });
  for (const one of book.sheets) {
    if (one.state !== 'visible') one.cells = [];
    one.cells.sort((x, y) => x.r - y.r || x.c - y.c);
    checkDoubles(one);
  }
  return book;
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
): Pick<RawCell, 't' | 'v' | 'z' | 'zd'> | undefined {
  switch (type) {
    case 'Number': {
      const value = Number(text.trim());
      if (text.trim() === '' || !Number.isFinite(value)) throw damaged('XML 表格中的数字有误', JSON.stringify(text));
      return { t: 'n', v: value, ...meaning };
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
      const value = cellText(text);
      return value === '' ? undefined : { t: 's', v: value };
    }
  }
}
