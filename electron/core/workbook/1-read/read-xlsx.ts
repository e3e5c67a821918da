// .xlsx and .xlsm → RawBook. The fast way is the own byte scanner (xlsx/read-canonical.ts). Where it meets a form that it
// does not know, the slow way: the parts are checked and trimmed to what carries values, SheetJS takes the values, and its
// cells are compared with the counts of the scan. Hidden sheets are named, never opened (rules.md 10), but for the metadata
// sheet of our own forms (own-metadata.ts).

import type { ParseLimits, RawBook, RawCell, RawSheet } from './raw-book.js';
import { isoToSerial } from './iso-date.js';
import {
  builtinMeaning,
  type FormatMeaning,
  formatMeaning,
  INDENTED_CODE,
  STRUCK,
  STRUCK_CODE,
  styleMeaning,
  UNSEEN_CODE,
} from './number-format.js';
import { type PackageSheet, type WorkbookParts, workbookParts, xmlPart } from './ooxml-package.js';
import { MAX_OWN_CELLS, OWN_SHEET, ownMetadata } from './own-metadata.js';
import { damaged, tooLarge } from './refuse.js';
import { readParts, sheetJsCells, toRawCell } from './sheetjs.js';
import { COLUMNS, scanSheet, type SheetScan } from './sheet-scan.js';
import { readCanonical } from './xlsx/read-canonical.js';
import { staleInXlsx } from './xlsx/sheet-formulas.js';
import { scanXml, scanSmallXml } from './xml-scan.js';
import type { GuardedZip } from './zip-guard.js';

interface OpenSheet {
  of: PackageSheet;
  scan: SheetScan;
  data: Buffer;
}

/** Marks an ISO date on its way through SheetJS as text; SheetJS would parse it through local time. */
const ISO_MARK = '\uE000iso:';
/** The longest string of V8 is 2^29 - 24 characters; a part beyond that cannot be handed over. */
const MAX_PART = 500 * 1024 * 1024;

/** Reads a package whose workbook part is XML. */
export function readXlsx(
  zip: GuardedZip,
  workbook: string,
  limits: ParseLimits,
  onStep: (done: number, total: number) => void,
  /** The slow way only: the oracle of the tests. */
  options: { isSlow?: boolean } = {},
): RawBook {
  const parts = workbookParts(zip, workbook);
  const styles = parts.styles === undefined ? [] : stylesOf(zip, parts.styles);
  const readSheets = (of: WorkbookParts, within: ParseLimits, step: typeof onStep): RawSheet[] =>
    (options.isSlow ? undefined : readCanonical({ zip, parts: of, formats: styles, limits: within, onStep: step })) ??
    readBySheetJs(zip, of, styles, within, step);
  const sheets = readSheets(parts, limits, onStep);
  const remarks: RawBook['remarks'] = [];
  if (parts.hasMacros) remarks.push({ code: 'file.macros', params: {} });
  if (parts.hasExternalLinks) remarks.push({ code: 'file.external-links', params: {} });
  remarks.push(...staleInXlsx(zip, workbook, parts, sheets));
  const own = parts.sheets.find((sheet) => sheet.name === OWN_SHEET && sheet.type === 'worksheet');
  const metadata = ownMetadata(zip, workbook, own !== undefined, () => {
    const within = { ...limits, maxCells: Math.min(limits.maxCells, MAX_OWN_CELLS) };
    return readSheets({ ...parts, sheets: [{ ...own!, state: 'visible' }] }, within, () => undefined)[0];
  });
  return {
    kind: 'xlsx',
    date1904: parts.date1904,
    sheets,
    remarks,
    ...(metadata ? { ownMetadata: metadata } : {}),
  };
}

function readBySheetJs(
  zip: GuardedZip,
  parts: WorkbookParts,
  styles: readonly FormatMeaning[],
  limits: ParseLimits,
  onStep: (done: number, total: number) => void,
): RawSheet[] {
  const open: OpenSheet[] = [];
  const total = parts.sheets.length * 2 + 1;
  let count = 0;
  for (const [index, sheet] of parts.sheets.entries()) {
    onStep(index, total);
    if (sheet.state !== 'visible' || sheet.type !== 'worksheet') continue;
    const b = xmlPart(zip, sheet.part);
    if (b.length > MAX_PART) throw tooLarge(`工作表“${sheet.name}”过大`, '500 MB');
    const scan = scanSheet(b, sheet.part, limits);
    if (scan.root !== 'worksheet')
      throw damaged(`工作表“${sheet.name}”的内容不是表格`, `${sheet.part} is <${scan.root}>`);
    count += scan.cellCount;
    if (count > limits.maxCells * 3)
      throw tooLarge(`超过 ${String(limits.maxCells * 3)} 个单元格（含空白）`, `${String(limits.maxCells)} 个单元格`);
    open.push({ of: sheet, scan, data: sheetData(b, scan) });
  }
  const maxShared = Math.max(-1, ...open.map(({ scan }) => scan.maxShared));
  if (maxShared >= 0 && parts.sharedStrings === undefined)
    throw damaged('缺少文字内容（sharedStrings）', 'no sharedStrings part');
  const strings =
    maxShared >= 0 && parts.sharedStrings !== undefined ? sharedStrings(zip, parts.sharedStrings) : undefined;
  if (strings && maxShared >= strings.count)
    throw damaged('文字内容不完整（sharedStrings）', `index ${String(maxShared)} of ${String(strings.count)}`);

  const values = readValues(open, strings?.b, styles, parts.date1904, (done) =>
    onStep(parts.sheets.length + done, total),
  );
  const filled = new Map(open.map(({ of }, index) => [of, values[index] ?? []]));
  return parts.sheets.map((sheet) => {
    const scan = open.find(({ of }) => of === sheet)?.scan;
    const out: RawSheet = {
      name: sheet.name,
      state: sheet.state,
      cells: filled.get(sheet) ?? [],
      merges: scan?.merges ?? [],
      hiddenRows: scan?.hiddenRows ?? [],
      hiddenCols: scan?.hiddenCols ?? [],
    };
    if (sheet.type !== 'worksheet') out.notATable = true;
    return out;
  });
}

/** The seam: cell values of the open sheets, sorted. */
function readValues(
  open: readonly OpenSheet[],
  strings: Buffer | undefined,
  styles: readonly FormatMeaning[],
  is1904: boolean,
  onSheet: (done: number) => void,
): RawCell[][] {
  if (open.length === 0) return [];
  const parts = canonicalPackage(open, strings, styles);
  const book = readParts(parts, { cellFormula: false });
  return open.map(({ of, scan }, index) => {
    const sheet = book.sheet(index);
    if (!sheet) throw damaged(`工作表“${of.name}”无法读取`, 'SheetJS gave no sheet');
    const cells: RawCell[] = [];
    let count = 0;
    for (const [r, c, cell] of sheetJsCells(sheet)) {
      count++;
      const stored = scan.formulas.get(r * COLUMNS + c);
      if (stored === false) {
        cells.push({ r, c, t: 'f', v: null, f: true });
        continue;
      }
      const out = toRawCell(r, c, cell, stored === true);
      if (out) cells.push(scan.hasIsoDates ? isoCell(out, is1904) : out);
    }
    if (count !== scan.cellCount)
      throw damaged(
        `工作表“${of.name}”的单元格数目不符`,
        `${String(count)} read, ${String(scan.cellCount)} in the file`,
      );
    onSheet(index + 1);
    return cells;
  });
}

function isoCell(cell: RawCell, is1904: boolean): RawCell {
  if (typeof cell.v !== 'string' || !cell.v.startsWith(ISO_MARK)) return cell;
  const text = cell.v.slice(ISO_MARK.length);
  const serial = isoToSerial(text, is1904);
  if (serial === undefined) return { ...cell, v: text };
  return { ...cell, t: 'n', v: serial, z: Number.isInteger(serial) ? 'date' : 'datetime' };
}

/** sheetData alone: no hyperlinks, comments or drawings reach the parser. */
function sheetData(b: Buffer, scan: SheetScan): Buffer {
  let data: Buffer = b.subarray(scan.dataStart, scan.dataEnd);
  if (scan.hasCdata) data = Buffer.from(withoutCdata(data.toString('utf8')), 'utf8');
  if (scan.hasIsoDates) {
    const text = data
      .toString('utf8')
      .replaceAll(
        /(<(?:\w+:)?c\s(?:[^<>]*\s)?t\s*=\s*)(["'])d\2([^<>]*>[\s\S]*?<(?:\w+:)?v[^<>]*>)/g,
        `$1$2str$2$3${ISO_MARK}`,
      );
    data = Buffer.from(text, 'utf8');
  }
  return Buffer.concat([Buffer.from('<worksheet>'), data, Buffer.from('</worksheet>')]);
}

function withoutCdata(text: string): string {
  return text.replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) =>
    inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
}

/** Shared strings, checked; forms that SheetJS would count wrongly (<si/>, <si a="b">, CDATA) are rewritten. */
function sharedStrings(zip: GuardedZip, part: string): { b: Buffer; count: number } {
  let b = xmlPart(zip, part);
  if (b.length > MAX_PART) throw tooLarge('文字内容过大', '500 MB');
  let count = 0;
  let isOdd = false;
  scanXml(
    b,
    part,
    {
      open(nameStart, nameEnd, attrsEnd, isSelfClosing, depth) {
        if (depth !== 2 || nameEnd - nameStart !== 2 || b[nameStart] !== 0x73 || b[nameStart + 1] !== 0x69) return;
        count++;
        if (isSelfClosing || attrsEnd !== nameEnd) isOdd = true;
      },
      cdata() {
        isOdd = true;
      },
    },
    { blank: true },
  );
  if (isOdd) {
    const text = withoutCdata(b.toString('utf8'))
      .replaceAll(/<((?:\w+:)?)si(?:\s[^<>]*)?\/>/g, '<$1si></$1si>')
      .replaceAll(/<((?:\w+:)?)si\s[^<>]*>/g, '<$1si>');
    b = Buffer.from(text, 'utf8');
  }
  return { b, count };
}

/** Meaning of each cell format (index of s="…"). */
function stylesOf(zip: GuardedZip, part: string): FormatMeaning[] {
  const codes = new Map<number, string>();
  const formats: { id: number; font: number; isIndented: boolean }[] = [];
  const struckFonts = new Set<number>();
  let fonts = 0;
  let section = '';
  scanSmallXml(xmlPart(zip, part), part, ({ name, attrs, depth }) => {
    if (depth === 2) section = name;
    if (section === 'fonts' && depth === 4 && name === 'strike' && !/^(0|false)$/.test(attrs.get('val') ?? ''))
      struckFonts.add(fonts - 1);
    if (section === 'cellXfs' && depth === 4 && name === 'alignment' && Number(attrs.get('indent') ?? 0) > 0)
      formats.at(-1)!.isIndented = true;
    if (depth !== 3) return;
    if (section === 'fonts' && name === 'font') fonts += 1;
    if (section === 'numFmts' && name === 'numFmt')
      codes.set(Number(attrs.get('numFmtId')), attrs.get('formatCode') ?? '');
    if (section === 'cellXfs' && name === 'xf')
      formats.push({
        id: Number(attrs.get('numFmtId') ?? 0),
        font: Number(attrs.get('fontId') ?? 0),
        isIndented: false,
      });
  });
  return formats.map(({ id, font, isIndented }) => {
    if (struckFonts.has(font)) return STRUCK;
    return styleMeaning(codes.has(id) ? formatMeaning(codes.get(id)) : builtinMeaning(id), isIndented);
  });
}

/** A package of only the parts that carry values, under the names that every reader expects. */
function canonicalPackage(
  open: readonly OpenSheet[],
  strings: Buffer | undefined,
  styles: readonly FormatMeaning[],
): Map<string, Buffer> {
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${main}.${type}+xml"/>`;
  const sheets = open.map((_, index) => `xl/worksheets/sheet${String(index + 1)}.xml`);
  const types = [
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    ...(strings ? [override('xl/sharedStrings.xml', 'sharedStrings')] : []),
    ...sheets.map((name) => override(name, 'worksheet')),
  ];
  const xml = (text: string) => Buffer.from(text, 'utf8');
  const parts = new Map<string, Buffer>([
    [
      '[Content_Types].xml',
      xml(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join('')}</Types>`),
    ],
    [
      'xl/workbook.xml',
      xml(
        `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${rel}"><sheets>${open
          .map(
            (_, index) =>
              `<sheet name="S${String(index + 1)}" sheetId="${String(index + 1)}" r:id="rId${String(index + 1)}"/>`,
          )
          .join('')}</sheets></workbook>`,
      ),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      xml(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${open
          .map(
            (_, index) =>
              `<Relationship Id="rId${String(index + 1)}" Type="${rel}/worksheet" Target="worksheets/sheet${String(index + 1)}.xml"/>`,
          )
          .join('')}</Relationships>`,
      ),
    ],
    ['xl/styles.xml', xml(canonicalStyles(styles))],
  ]);
  if (strings) parts.set('xl/sharedStrings.xml', strings);
  for (const [index, name] of sheets.entries()) parts.set(name, open[index]?.data ?? Buffer.alloc(0));
  return parts;
}

function canonicalStyles(styles: readonly FormatMeaning[]): string {
  const ids = new Map<string, number>();
  const xfs = styles.map((meaning) => {
    const code = codeOf(meaning);
    if (code === '') return 0;
    const id = ids.get(code) ?? 164 + ids.size;
    ids.set(code, id);
    return id;
  });
  const formats = [...ids].map(([code, id]) => `<numFmt numFmtId="${String(id)}" formatCode="${code}"/>`).join('');
  return (
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${formats}</numFmts>` +
    `<cellXfs>${xfs.map((id) => `<xf numFmtId="${String(id)}"/>`).join('')}</cellXfs></styleSheet>`
  );
}

function codeOf(meaning: FormatMeaning): string {
  switch (meaning.z) {
    case 'percent':
      return meaning.zd ? `0.${'0'.repeat(Math.min(meaning.zd, 30))}%` : '0%';
    case 'date':
      return 'yyyy/m/d';
    case 'datetime':
      return 'yyyy/m/d h:mm';
    case 'time':
      return 'h:mm:ss';
    case 'month':
      return 'yyyy/m';
    case 'month-alone':
      return 'm';
    case 'in-yuan':
      return '0&quot;元&quot;';
    case 'in-wan':
      return '0&quot;万元&quot;';
    case 'in-yi':
      return '0&quot;亿元&quot;';
    case 'in-sign':
      return '¥0';
    case 'times-wan':
      return '0&quot;万&quot;';
    case 'wan-people':
      return '0&quot;万人&quot;';
    case 'wan-households':
      return '0&quot;万户&quot;';
    case 'scaled':
      return '0,';
    case 'struck':
      return STRUCK_CODE;
    case 'unseen':
      return UNSEEN_CODE;
    default:
      return meaning.isIndented === true ? INDENTED_CODE : '';
  }
}
