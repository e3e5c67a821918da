// .xlsb → RawBook: the binary workbook directory is walked here, SheetJS takes the values, and the number of cell
// records of each sheet is compared with what it returned. Not here: zip checks (zip-guard.ts).

import type { ParseLimits, RawBook, RawSheet } from './raw-book.js';
import { assemble, relationsOf, type WorkbookParts } from './ooxml-package.js';
import { damaged, tooLarge } from './refuse.js';
import { readParts, sheetJsCells, toRawCell } from './sheetjs.js';
import type { GuardedZip } from './zip-guard.js';

/** Reads a package whose workbook part is binary. */
export function readXlsb(zip: GuardedZip, workbook: string, limits: ParseLimits): RawBook {
  const relations = relationsOf(zip, workbook);
  const directory = directoryOf(zip.read(workbook), workbook);
  const parts = assemble(zip, relations, directory.sheets);
  const counts = parts.sheets.map((sheet) =>
    sheet.state === 'visible' && sheet.type === 'worksheet' ? cellCount(zip.read(sheet.part), sheet.part) : 0,
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > limits.maxCells)
    throw tooLarge(`超过 ${String(limits.maxCells)} 个单元格`, `${String(limits.maxCells)} 个单元格`);

  const given = givenParts(zip, workbook, parts);
  const book = readParts(given, { cellFormula: true, cellStyles: true, cellText: true });
  if (book.sheetNames.length !== parts.sheets.length) throw damaged('工作表数目不符', 'xlsb sheets');
  const sheets = parts.sheets.map((sheet, index): RawSheet => {
    const out: RawSheet = {
      name: sheet.name,
      state: sheet.state,
      cells: [],
      merges: [],
      hiddenRows: [],
      hiddenCols: [],
    };
    if (sheet.type !== 'worksheet') return { ...out, notATable: true };
    if (sheet.state !== 'visible') return out;
    const read = book.sheet(index);
    if (!read) throw damaged(`工作表“${sheet.name}”无法读取`, 'SheetJS gave no sheet');
    let count = 0;
    for (const [r, c, cell] of sheetJsCells(read)) {
      if (cell.t !== 'z' || cell.f !== undefined) count++;
      const raw = toRawCell(r, c, cell);
      if (raw) out.cells.push(raw);
    }
    if (count !== counts[index])
      throw damaged(
        `工作表“${sheet.name}”的单元格数目不符`,
        `${String(count)} read, ${String(counts[index])} in the file`,
      );
    return { ...out, merges: read.merges, hiddenRows: read.hiddenRows, hiddenCols: read.hiddenCols };
  });
  const remarks: RawBook['remarks'] = [];
  if (parts.hasMacros) remarks.push({ code: 'file.macros', params: {} });
  if (parts.hasExternalLinks) remarks.push({ code: 'file.external-links', params: {} });
  return { kind: 'xlsb', date1904: directory.date1904, sheets, remarks };
}

/** Only what carries values, under a list of content types that names nothing else. */
function givenParts(zip: GuardedZip, workbook: string, parts: Omit<WorkbookParts, 'date1904'>): Map<string, Buffer> {
  const type = (part: string | undefined, name: string): string =>
    part === undefined ? '' : `<Override PartName="/${part}" ContentType="application/vnd.ms-excel.${name}"/>`;
  const types =
    type(workbook, 'sheet.binary.macroEnabled.main') +
    type(parts.sharedStrings, 'sharedStrings') +
    type(parts.styles, 'styles');
  const given = new Map<string, Buffer>([
    [
      '[Content_Types].xml',
      Buffer.from(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types}</Types>`),
    ],
  ]);
  const slash = workbook.lastIndexOf('/') + 1;
  const names = [
    workbook,
    `${workbook.slice(0, slash)}_rels/${workbook.slice(slash)}.rels`,
    parts.sharedStrings,
    parts.styles,
    ...parts.sheets.map((sheet) => sheet.part),
  ];
  for (const name of names) if (name !== undefined && zip.has(name)) given.set(name, zip.read(name));
  return given;
}

function directoryOf(
  b: Buffer,
  part: string,
): { date1904: boolean; sheets: { name: string; state: RawSheet['state']; id: string }[] } {
  const sheets: { name: string; state: RawSheet['state']; id: string }[] = [];
  let date1904 = false;
  for (const { type, start, length } of records(b, part)) {
    if (type === 0x99 && length >= 4) date1904 = (b.readUInt32LE(start) & 1) !== 0; // BrtWbProp
    if (type !== 0x9c) continue; // BrtBundleSh
    const hidden = b.readUInt32LE(start);
    const id = wideString(b, start + 8);
    const name = wideString(b, id.end);
    sheets.push({
      name: name.text,
      id: id.text,
      state: hidden === 0 ? 'visible' : hidden === 1 ? 'hidden' : 'veryHidden',
    });
  }
  return { date1904, sheets };
}

/** Records 2-11 are cells with a value, 12-18 their short forms, 62 rich text in the cell. */
function cellCount(b: Buffer, part: string): number {
  let count = 0;
  let isEnded = false;
  for (const { type } of records(b, part)) {
    if ((type >= 2 && type <= 11) || (type >= 13 && type <= 18) || type === 62) count++;
    if (type === 0x82) isEnded = true;
  }
  if (!isEnded) throw damaged(`内部文件 ${part} 内容不完整`, `${part}: no end of sheet`);
  return count;
}

function* records(b: Buffer, part: string): Generator<{ type: number; start: number; length: number }> {
  for (let at = 0; at < b.length;) {
    let type = b[at++] ?? 0;
    if (type & 0x80) type = (type & 0x7f) | (((b[at++] ?? 0) & 0x7f) << 7);
    let length = 0;
    for (let n = 0; n < 4; n++) {
      const byte = b[at++] ?? 0;
      length |= (byte & 0x7f) << (7 * n);
      if ((byte & 0x80) === 0) break;
    }
    if (at + length > b.length) throw damaged(`内部文件 ${part} 内容不完整`, `${part}: record at ${String(at)}`);
    yield { type, start: at, length };
    at += length;
  }
}

function wideString(b: Buffer, at: number): { text: string; end: number } {
  const length = b.readUInt32LE(at);
  if (length > 0xffff || at + 4 + length * 2 > b.length) throw damaged('工作簿目录损坏', 'XLWideString');
  return { text: b.toString('utf16le', at + 4, at + 4 + length * 2), end: at + 4 + length * 2 };
}
