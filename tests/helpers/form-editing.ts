// What a district and its spreadsheet program do to a form: figures typed in, rows and columns inserted, sheets renamed,
// metadata lost or touched. Works on the package, so that nothing but the named thing changes.

import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from 'fflate';

import { columnLetters, placeOfAddress } from '../../shared/model/cell-address.js';

const FORM = 'xl/worksheets/sheet1.xml';
const BOOK = 'xl/workbook.xml';

export class FormEditor {
  readonly #parts: Unzipped;

  constructor(bytes: Uint8Array) {
    this.#parts = unzipSync(bytes);
  }

  bytes(): Uint8Array {
    return zipSync(this.#parts);
  }

  edit(part: string, change: (xml: string) => string): this {
    this.#parts[part] = strToU8(change(strFromU8(this.#parts[part]!)));
    return this;
  }

  text(part: string): string {
    return strFromU8(this.#parts[part]!);
  }

  /** Cells of the form by address; a number is typed as a number. `part`: another sheet of it. */
  type(cells: Readonly<Record<string, string | number | null>>, part = FORM): this {
    return this.edit(part, (xml) => {
      let out = xml;
      for (const [at, value] of Object.entries(cells)) out = withCell(out, at, value);
      return out;
    });
  }

  insertRow(before: number): this {
    return this.#move((place) => (place.row >= before ? { ...place, row: place.row + 1 } : place));
  }

  insertColumn(before: number): this {
    return this.#move((place) => (place.column >= before ? { ...place, column: place.column + 1 } : place));
  }

  /** The form's sheet once more under another name, without names that point into it; `change` edits its copy. */
  copySheet(name: string, change: (xml: string) => string = (xml) => xml): this {
    const part = 'xl/worksheets/copy.xml';
    this.#parts[part] = strToU8(change(this.text(FORM)).replaceAll(/<legacyDrawing [^>]*>|<drawing [^>]*>/g, ''));
    this.edit('[Content_Types].xml', (xml) =>
      xml.replace(
        '</Types>',
        `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
      ),
    );
    this.edit('xl/_rels/workbook.xml.rels', (xml) =>
      xml.replace(
        '</Relationships>',
        '<Relationship Id="rIdCopy" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/copy.xml"/></Relationships>',
      ),
    );
    return this.edit(BOOK, (xml) =>
      xml.replace('</sheets>', `<sheet name="${name}" sheetId="99" r:id="rIdCopy"/></sheets>`),
    );
  }

  /** Sheets in the opposite order. */
  reverseSheets(): this {
    return this.edit(BOOK, (xml) =>
      xml.replace(/<sheets>(.*?)<\/sheets>/s, (_, inner: string) => {
        const sheets = inner.match(/<sheet [^>]*\/>/g) ?? [];
        return `<sheets>${sheets.toReversed().join('')}</sheets>`;
      }),
    );
  }

  renameSheet(name: string): this {
    return this.edit(BOOK, (xml) =>
      xml.replaceAll('name="填报表"', `name="${name}"`).replaceAll("'填报表'!", `'${name}'!`),
    );
  }

  withoutNames(): this {
    return this.edit(BOOK, (xml) => xml.replaceAll(/<definedName name="IPL_[^<]*<\/definedName>/g, ''));
  }

  withoutProperty(): this {
    delete this.#parts['docProps/custom.xml'];
    this.edit('[Content_Types].xml', (xml) => xml.replaceAll(/<Override [^>]*custom\.xml[^>]*>/g, ''));
    return this.edit('_rels/.rels', (xml) => xml.replaceAll(/<Relationship [^>]*custom\.xml[^>]*>/g, ''));
  }

  showHiddenSheet(): this {
    return this.edit(BOOK, (xml) => xml.replace(' state="veryHidden"', ''));
  }

  /** Moves cells, rows, merges and names of the form, as inserting does. */
  #move(moved: (place: { row: number; column: number }) => { row: number; column: number }): this {
    const address = (text: string): string => {
      const place = placeOfAddress(text);
      if (!place) return text;
      const to = moved(place);
      return `${columnLetters(to.column)}${to.row + 1}`;
    };
    this.edit(FORM, (xml) =>
      xml
        .replaceAll(
          /(<row r=")(\d+)"/g,
          (_, head: string, row: string) => `${head}${moved({ row: Number(row) - 1, column: 0 }).row + 1}"`,
        )
        .replaceAll(/(<c r=")([A-Z]+\d+)"/g, (_, head: string, at: string) => `${head}${address(at)}"`)
        .replaceAll(
          /(<mergeCell ref=")([A-Z]+\d+):([A-Z]+\d+)"/g,
          (_, head: string, from: string, to: string) => `${head}${address(from)}:${address(to)}"`,
        )
        .replaceAll(/<dataValidations.*<\/dataValidations>/gs, ''),
    );
    return this.edit(BOOK, (xml) =>
      xml.replaceAll(/(<definedName name="IPL_[^>]*>[^!<]*!)([^<]*)/g, (_, head: string, at: string) => {
        const place = placeOfAddress(at);
        if (!place) return head + at;
        const to = moved(place);
        return `${head}$${columnLetters(to.column)}$${to.row + 1}`;
      }),
    );
  }
}

function withCell(xml: string, at: string, value: string | number | null): string {
  const cell = new RegExp(`<c r="${at}"([^>]*?)(?:/>|>.*?</c>)`, 's');
  const attributes = (text: string): string => text.replace(/\s+t="\w+"/, '');
  if (!cell.test(xml)) throw new Error(`the form has no cell ${at}`);
  return xml.replace(cell, (_, own: string) => {
    if (value === null) return `<c r="${at}"${attributes(own)}/>`;
    if (typeof value === 'number') return `<c r="${at}"${attributes(own)}><v>${String(value)}</v></c>`;
    const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `<c r="${at}"${attributes(own)} t="inlineStr"><is><t>${text}</t></is></c>`;
  });
}
