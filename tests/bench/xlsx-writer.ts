// Writes large .xlsx files fast enough for workloads: strings of XML, shared strings, a few styles. Bytes depend only on
// what is written. Not for products of the program (core/tables/xlsx-writer.ts).

import { crc32, deflateRawSync } from 'node:zlib';

export type CellValue =
  | string
  | number
  | null
  /** A number with the style index, or a formula with its stored value. */
  | { n: number; s?: number; f?: string }
  /** A text with the style index; an empty one is a cell that has a style and no value. */
  | { t: string; s: number };

export interface SheetInput {
  name: string;
  rows: Iterable<readonly CellValue[]>;
  /** A1 ranges. */
  merges?: readonly string[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Styles by index: 0 general, 1 #,##0.00, 2 a date; the rest as a district's workbook looks. */
export const AMOUNT = 1;
export const DATE = 2;
export const PERCENT = 3;
export const TEXT_STYLE = 4;
export const TITLE_STYLE = 5;
export const HEAD_STYLE = 6;
export const TOTAL = 7;
const BORDERED = 'borderId="1" applyBorder="1"';
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="18"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0"/><xf numFmtId="4" applyNumberFormat="1" ${BORDERED}/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="2" applyNumberFormat="1" ${BORDERED}/><xf numFmtId="0" ${BORDERED}/><xf numFmtId="0" fontId="1" applyFont="1"/><xf numFmtId="0" fontId="2" fillId="2" applyFont="1" applyFill="1" ${BORDERED}/><xf numFmtId="4" fontId="2" applyNumberFormat="1" applyFont="1" ${BORDERED}/></cellXfs></styleSheet>`;

export function columnName(column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

export function writeXlsx({ name, rows, merges = [] }: SheetInput): Buffer {
  const ids = new Map<string, number>();
  const parts: string[] = [];
  const pieces: Buffer[] = [];
  let uses = 0;
  const shared = (text: string): number => {
    uses++;
    let id = ids.get(text);
    if (id === undefined) ids.set(text, (id = ids.size));
    return id;
  };
  const names: string[] = [];
  let r = 0;
  let row = '';
  for (const cells of rows) {
    r++;
    row = `<row r="${r}" spans="1:${cells.length}">`;
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]!;
      if (cell === null) continue;
      const at = (names[c] ??= columnName(c)) + String(r);
      if (typeof cell === 'number') row += `<c r="${at}"><v>${cell}</v></c>`;
      else if (typeof cell === 'string') row += `<c r="${at}" t="s"><v>${shared(cell)}</v></c>`;
      else if ('t' in cell)
        row +=
          cell.t === ''
            ? `<c r="${at}" s="${cell.s}"/>`
            : `<c r="${at}" s="${cell.s}" t="s"><v>${shared(cell.t)}</v></c>`;
      else
        row += `<c r="${at}" s="${cell.s ?? 0}">${cell.f === undefined ? '' : `<f>${cell.f}</f>`}<v>${cell.n}</v></c>`;
    }
    parts.push(`${row}</row>`);
    if (parts.length >= 2000) pieces.push(Buffer.from(parts.splice(0).join('')));
  }
  pieces.push(Buffer.from(parts.join('')));
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const sheet = Buffer.concat([
    Buffer.from(`${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${REL}"><sheetFormatPr defaultRowHeight="15"/><sheetData>`),
    ...pieces,
    Buffer.from(
      `</sheetData>${merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`}</worksheet>`,
    ),
  ]);
  const strings = [...ids.keys()].map((text) => `<si><t>${escaped(text)}</t></si>`).join('');
  return zip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ['xl/sharedStrings.xml', `${HEAD}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${ids.size}">${strings}</sst>`],
    ['xl/worksheets/sheet1.xml', sheet],
  ]);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function zip(parts: readonly [name: string, data: string | Buffer][]): Buffer {
  const out: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const data = typeof content === 'string' ? Buffer.from(content) : content;
    const body = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    local.copy(entry, 6, 4, 28);
    entry.writeUInt32LE(at, 42);
    central.push(entry, Buffer.from(name));
    out.push(local, Buffer.from(name), body);
    at += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...out, directory, end]);
}
