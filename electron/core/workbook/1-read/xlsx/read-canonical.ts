// A workbook in the form that spreadsheet programs write → RawSheets, by scanning bytes: one pass over the rows and no
// object per cell. Measured against SheetJS in tests/bench. Anything unusual throws NotCanonical before anything is
// believed, and read-xlsx.ts reads the file by SheetJS behind its guards.
// Not here: zip (zip-guard.ts), the list of sheets (ooxml-package.ts).

import { AppError } from '../../../../../shared/errors/app-error.js';
import { CellColumns, formatByte, sheetOverColumns } from '../cell-columns.js';
import type { FormatMeaning } from '../number-format.js';
import { xmlPart, type WorkbookParts } from '../ooxml-package.js';
import type { ParseLimits, RawSheet } from '../raw-book.js';
import { scanSheet, type SheetScan } from '../sheet-scan.js';
import type { GuardedZip } from '../zip-guard.js';
import { GT, isSpace, SLASH, skipAttributes } from './markup.js';
import { NotCanonical } from '../not-canonical.js';
import { scanRows } from './scan-rows.js';
import { scanStrings } from './scan-strings.js';

export interface CanonicalInput {
  zip: GuardedZip;
  parts: WorkbookParts;
  formats: readonly FormatMeaning[];
  limits: ParseLimits;
  /** Bytes done and bytes of all parts that are scanned. */
  onStep(done: number, total: number): void;
}

/** All sheets of the workbook, or undefined where it is not in the canonical form. */
export function readCanonical(input: CanonicalInput): RawSheet[] | undefined {
  try {
    return readSheets(input);
  } catch (error) {
    // A refusal of the guards below may be about the form, too: the slow way decides and words it.
    if (error instanceof NotCanonical || error instanceof AppError) return undefined;
    throw error;
  }
}

function readSheets({ zip, parts, formats, limits, onStep }: CanonicalInput): RawSheet[] {
  const isOpen = (sheet: WorkbookParts['sheets'][number]): boolean =>
    sheet.state === 'visible' && sheet.type === 'worksheet';
  const scanned = [
    ...(parts.sharedStrings === undefined ? [] : [parts.sharedStrings]),
    ...parts.sheets.filter(isOpen).map((sheet) => sheet.part),
  ];
  const total = scanned.reduce((sum, part) => sum + zip.sizeOf(part), 1);
  let done = 0;
  const next = (part: string): Buffer => {
    onStep(done, total);
    const b = xmlPart(zip, part);
    done += zip.sizeOf(part);
    return b;
  };

  const texts = parts.sharedStrings === undefined ? [] : scanStrings(next(parts.sharedStrings));
  const sharedCount = texts.length;
  const bytes = Uint8Array.from(formats, formatByte);
  let filled = 0;
  return parts.sheets.map((sheet): RawSheet => {
    const empty = { name: sheet.name, state: sheet.state, merges: [], hiddenRows: [], hiddenCols: [] };
    if (sheet.type !== 'worksheet') return { ...empty, cells: [], notATable: true };
    if (!isOpen(sheet)) return { ...empty, cells: [] };
    const before = done;
    const b = next(sheet.part);
    const columns = new CellColumns(texts);
    const data = sheetDataOf(b);
    const around = scanAround(b, data, sheet.part, limits);
    let hiddenRows: number[] = [];
    if (data.to > data.from)
      ({ hiddenRows } = scanRows({
        b,
        from: data.from,
        to: data.to,
        columns,
        sharedCount,
        formats: bytes,
        maxFilled: limits.maxCells - filled,
        maxCells: limits.maxCells * 3,
        onBytes: (at) => onStep(before + at, total),
      }));
    filled += columns.count;
    const { merges, hiddenCols } = around;
    return sheetOverColumns({ name: sheet.name, state: sheet.state, merges, hiddenRows, hiddenCols }, columns);
  });
}

interface DataRange {
  /** Position of <sheetData. */
  start: number;
  /** Content; empty for <sheetData/>. */
  from: number;
  to: number;
  /** Behind the element. */
  end: number;
}

function sheetDataOf(b: Buffer): DataRange {
  const start = b.indexOf('<sheetData', 0, 'latin1');
  if (start < 0) throw new NotCanonical('no sheetData', 0);
  const name = start + '<sheetData'.length;
  if (b[name] !== GT && b[name] !== SLASH && !isSpace(b[name])) throw new NotCanonical('sheetData', start);
  const tag = skipAttributes(b, name);
  if (b[tag] === SLASH) return { start, from: tag, to: tag, end: tag + 2 };
  const to = b.indexOf('</sheetData>', tag, 'latin1');
  if (to < 0) throw new NotCanonical('sheetData is open', tag);
  return { start, from: tag + 1, to, end: to + '</sheetData>'.length };
}

const EMPTY_DATA = Buffer.from('<sheetData/>');

/** Merges and hidden columns, from the part without its rows; that it is well-formed is checked on the way. */
function scanAround(b: Buffer, data: DataRange, part: string, limits: ParseLimits): SheetScan {
  const head = b.subarray(0, data.start);
  // A comment or CDATA could hold a <sheetData> that is none.
  if (head.includes('<!', 0, 'latin1')) throw new NotCanonical('declaration', 0);
  const scan = scanSheet(Buffer.concat([head, EMPTY_DATA, b.subarray(data.end)]), part, limits);
  if (scan.root !== 'worksheet' || scan.dataStart !== head.length || scan.dataEnd !== head.length + EMPTY_DATA.length)
    throw new NotCanonical('sheetData is elsewhere', data.start);
  return scan;
}
