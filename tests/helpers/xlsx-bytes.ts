// Small .xlsx packages from raw sheet XML, so that a test can say exactly what is in the file.

import { zipBytes, type ZipPart } from './zip-bytes.js';

export interface SheetXml {
  name?: string;
  state?: 'hidden' | 'veryHidden';
  /** What stands inside <worksheet>, or the whole part where it begins with <? or a prefixed root. */
  xml: string;
  type?: 'worksheet' | 'chartsheet' | 'dialogsheet';
}

export interface BookXml {
  sheets: SheetXml[];
  strings?: string[] | string;
  /** Format codes by cell style, from s="1" on; s="0" is General. A number is a built-in format. */
  formats?: (string | number)[];
  date1904?: boolean;
  extra?: ZipPart[];
  /** Called with the parts before they are packed. */
  change?: (parts: ZipPart[]) => ZipPart[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function xlsxBytes(book: BookXml): Buffer {
  const sheets = book.sheets.map((sheet, index) => ({
    ...sheet,
    name: sheet.name ?? `Sheet${String(index + 1)}`,
    part: `worksheets/sheet${String(index + 1)}.xml`,
    id: `rId${String(index + 1)}`,
  }));
  const codes = book.formats ?? [];
  const custom = codes.map((code, index) => ({ id: typeof code === 'number' ? code : 164 + index, code }));
  const strings = Array.isArray(book.strings)
    ? book.strings.map((text) => `<si><t>${text}</t></si>`).join('')
    : book.strings;
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}">${book.date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${sheets
        .map(
          (sheet, index) =>
            `<sheet name="${sheet.name}" sheetId="${String(index + 1)}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="${sheet.id}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map(
          (sheet) =>
            `<Relationship Id="${sheet.id}" Type="${REL}/${sheet.type ?? 'worksheet'}" Target="${sheet.part}"/>`,
        )
        .join(
          '',
        )}${strings === undefined ? '' : `<Relationship Id="rIdS" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/>`}<Relationship Id="rIdF" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${custom
        .filter(({ id }) => id >= 164)
        .map(
          ({ id, code }) => `<numFmt numFmtId="${String(id)}" formatCode="${String(code).replaceAll('"', '&quot;')}"/>`,
        )
        .join(
          '',
        )}</numFmts><cellXfs><xf numFmtId="0"/>${custom.map(({ id }) => `<xf numFmtId="${String(id)}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', data: `${HEAD}<sst xmlns="${MAIN}">${strings}</sst>` }]),
    ...sheets.map((sheet) => ({
      name: `xl/${sheet.part}`,
      data: /^<(?:\?|\w+:)/.test(sheet.xml)
        ? sheet.xml
        : `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${REL}">${sheet.xml}</worksheet>`,
    })),
    ...(book.extra ?? []),
  ];
  return zipBytes(book.change ? book.change(parts) : parts);
}

/** A sheet of rows: numbers and texts in place, null for a blank. */
export function rowsXml(rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null, r: number, c: number): string => {
    if (value === null) return '';
    const at = `${String.fromCharCode(65 + c)}${String(r + 1)}`;
    return typeof value === 'number'
      ? `<c r="${at}"><v>${String(value)}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  return `<sheetData>${rows.map((row, r) => `<row r="${String(r + 1)}">${row.map((value, c) => cell(value, r, c)).join('')}</row>`).join('')}</sheetData>`;
}
