// .xls and .et (BIFF, in a compound file or bare) → RawBook. The fast way is the own BIFF8 reader (biff/read-biff8.ts).
// Where it meets what it does not know, and for older versions, SheetJS takes the values from the workbook stream after
// the walk of biff-guard.ts.
// Not here: the compound file (ole-file.ts).

import { DEFAULT_LIMITS, type ParseLimits, type RawBook, type RawCell, type RawSheet } from './raw-book.js';
import { readBiff8 } from './biff/read-biff8.js';
import { outlineOfBiff } from './biff-guard.js';
import { formulasOfBiff } from './formulas/biff-formulas.js';
import { staleFormulas } from './formulas/stale-formulas.js';
import { sheetMetadata } from './own-metadata.js';
import { damaged } from './refuse.js';
import { COLUMNS } from './sheet-scan.js';
import { readBiff, sheetJsCells, toRawCell } from './sheetjs.js';

/** Reads a workbook stream. */
export function readXls(
  stream: Buffer,
  options: {
    hasMacros: boolean;
    limits?: ParseLimits;
    onStep?: (done: number, total: number) => void;
    /** The slow way only: the oracle of the tests. */
    isSlow?: boolean;
  },
): RawBook {
  const fast = options.isSlow
    ? undefined
    : readBiff8(stream, options.limits ?? DEFAULT_LIMITS, options.onStep ?? (() => undefined));
  if (!fast) return readBySheetJs(stream, options);
  const { date1904, sheets } = fast;
  return {
    kind: 'xls',
    date1904,
    sheets,
    remarks: [...remarksOf(options.hasMacros, fast.hasExternalLinks), ...staleFormulas(sheets, formulasOfBiff(stream))],
    ...(fast.own ? { ownMetadata: sheetMetadata(fast.own) } : {}),
  };
}

function remarksOf(hasMacros: boolean, hasExternalLinks: boolean): RawBook['remarks'] {
  const remarks: RawBook['remarks'] = [];
  if (hasMacros) remarks.push({ code: 'file.macros', params: {} });
  if (hasExternalLinks) remarks.push({ code: 'file.external-links', params: {} });
  return remarks;
}

function readBySheetJs(stream: Buffer, options: { hasMacros: boolean }): RawBook {
  const outline = outlineOfBiff(stream);
  const book = readBiff(outline.trimmed, { cellFormula: outline.version < 5 });
  const sheets = outline.sheets.toSorted((a, b) => a.position - b.position);
  if (book.sheetNames.length !== sheets.length)
    throw damaged('工作表数目不符', `${String(book.sheetNames.length)} of ${String(sheets.length)}`);
  const isDouble = new Set(book.sheetNames).size !== book.sheetNames.length;
  if (isDouble) throw damaged('两个工作表同名', 'duplicate sheet name');
  const byPosition = new Map<number, RawSheet>();
  for (const [index, outlined] of sheets.entries()) {
    const name = book.sheetNames[index] ?? '';
    const { state, merges, hiddenRows, hiddenCols } = outlined;
    const out: RawSheet = { name, state, cells: [], merges: [], hiddenRows: [], hiddenCols: [] };
    byPosition.set(outlined.position, out);
    if (!outlined.isTable) out.notATable = true;
    if (outlined.state !== 'visible' || !outlined.isTable) continue;
    const sheet = book.sheet(index);
    if (!sheet) throw damaged(`工作表“${name}”无法读取`, 'SheetJS gave no sheet');
    let count = 0;
    for (const [r, c, cell] of sheetJsCells(sheet)) {
      if (cell.t !== 'z') count++;
      const raw: RawCell | undefined = toRawCell(r, c, cell, outlined.formulas.has(r * COLUMNS + c));
      if (raw) out.cells.push(raw);
    }
    if (count !== outlined.cellCount)
      throw damaged(
        `工作表“${name}”的单元格数目不符`,
        `${String(count)} read, ${String(outlined.cellCount)} in the file`,
      );
    Object.assign(out, { merges, hiddenRows, hiddenCols });
  }
  // Excel shows sheets in the order of the directory, not of their places in the stream.
  const shown = outline.sheets
    .filter((sheet) => !sheet.isModule)
    .map((sheet) => byPosition.get(sheet.position))
    .filter((sheet) => sheet !== undefined);
  return {
    kind: 'xls',
    date1904: outline.date1904,
    sheets: shown,
    remarks: [
      ...remarksOf(options.hasMacros, outline.hasExternalLinks),
      ...staleFormulas(shown, formulasOfBiff(stream)),
    ],
  };
}
