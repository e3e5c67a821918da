// .ods → RawBook through SheetJS, after the content has been found well-formed and its repetitions bounded
// (a few bytes can stand for a thousand million cells). Not here: zip checks (zip-guard.ts).

import type { ParseLimits, RawBook, RawSheet } from './raw-book.js';
import { damaged, encrypted, tooLarge } from './refuse.js';
import { readParts, sheetJsCells, toRawCell } from './sheetjs.js';
import { attributes, scanXml, xmlToUtf8 } from './xml-scan.js';
import type { GuardedZip } from './zip-guard.js';

/** Reads an OpenDocument spreadsheet. */
export function readOds(zip: GuardedZip, limits: ParseLimits): RawBook {
  if (zip.has('META-INF/manifest.xml') && zip.read('META-INF/manifest.xml').includes('encryption-data'))
    throw encrypted('ODF manifest');
  const parts = new Map<string, Buffer>();
  for (const name of ['META-INF/manifest.xml', 'content.xml', 'styles.xml', 'meta.xml'])
    if (zip.has(name)) parts.set(name, xmlToUtf8(zip.read(name), name));
  const content = parts.get('content.xml');
  if (!content) throw damaged('缺少内容（content.xml）', 'no content.xml');
  if (!parts.has('META-INF/manifest.xml')) throw damaged('缺少目录（manifest.xml）', 'no manifest');
  checkContent(content, limits);
  const book = readParts(parts, { cellFormula: true, cellStyles: true });
  const sheets = book.sheetNames.map((name, index): RawSheet => {
    const state = (['visible', 'hidden', 'veryHidden'] as const)[book.hidden[index] ?? 0] ?? 'visible';
    const out: RawSheet = { name, state, cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
    const sheet = book.sheet(index);
    if (!sheet) throw damaged(`工作表“${name}”无法读取`, 'SheetJS gave no sheet');
    if (state !== 'visible') return out;
    for (const [r, c, cell] of sheetJsCells(sheet)) {
      const raw = toRawCell(r, c, cell);
      if (raw) out.cells.push(raw);
    }
    return { ...out, merges: sheet.merges, hiddenRows: sheet.hiddenRows, hiddenCols: sheet.hiddenCols };
  });
  return { kind: 'ods', date1904: false, sheets, remarks: [] };
}

function checkContent(b: Buffer, limits: ParseLimits): void {
  let rows = 1;
  let cells = 0;
  scanXml(
    b,
    'content.xml',
    {
      open(nameStart, nameEnd, attrsEnd, isSelfClosing) {
        const name = b.toString('latin1', nameStart, nameEnd);
        if (name === 'table-row') rows = repeat(attributes(b, nameEnd, attrsEnd).get('table:number-rows-repeated'));
        else if (name === 'table-cell' && !isSelfClosing)
          cells += rows * repeat(attributes(b, nameEnd, attrsEnd).get('table:number-columns-repeated'));
        if (cells > limits.maxCells)
          throw tooLarge(`超过 ${String(limits.maxCells)} 个单元格`, `${String(limits.maxCells)} 个单元格`);
      },
    },
    { blank: true },
  );
}

function repeat(value: string | undefined): number {
  const count = Number(value ?? 1);
  return Number.isFinite(count) && count > 0 ? count : 1;
}
