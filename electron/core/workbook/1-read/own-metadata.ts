// What a form of our own (填报表) carries for its return: the sheet `_ipledger` with its cells whatever its state, the
// defined names IPL_… and a document property. Only these texts are taken; no other hidden sheet is ever read (rules.md 10).
// Not here: what they mean (core/forms).

import { AppError } from '../../../../shared/errors/app-error.js';
import { OWN_SHEET } from '../../../../shared/import/plan.js';
import { xmlPart } from './ooxml-package.js';
import type { RawSheet } from './raw-book.js';
import { unescapeXml } from './xml-scan.js';
import type { GuardedZip } from './zip-guard.js';

export { OWN_SHEET };
export const OWN_NAME_PREFIX = 'IPL_';
export const OWN_PROPERTY = 'IPLedgerForm';

export interface OwnMetadata {
  /** Cells of the sheet as texts, row by row; empty where the sheet is gone. */
  rows: string[][];
  /** Defined names: IPL_C05 → 填报表!$F$8. */
  names: { name: string; target: string }[];
  property: string | null;
}

/** A form has a few thousand cells; beyond this the sheet is none of ours. */
export const MAX_OWN_CELLS = 60_000;
const MAX_OWN_ROWS = 20_000;
const MAX_OWN_COLUMNS = 50;
/** Bytes of a part in which names or properties are looked for. */
const MAX_PART = 32 * 1024 * 1024;
const CUSTOM = 'docProps/custom.xml';

/** The traces in a package; undefined where there are none. `readSheet` reads that one sheet. */
export function ownMetadata(
  zip: GuardedZip,
  workbook: string,
  hasSheet: boolean,
  readSheet: () => RawSheet | undefined,
): OwnMetadata | undefined {
  try {
    const names = ownNames(textWith(zip, workbook, OWN_NAME_PREFIX));
    const property = zip.has(CUSTOM) ? ownProperty(textWith(zip, CUSTOM, OWN_PROPERTY)) : null;
    const sheet = hasSheet ? readSheet() : undefined;
    if (names.length === 0 && property === null && !sheet) return undefined;
    return { rows: sheet ? textRows(sheet) : [], names, property };
  } catch (error) {
    // Traces that cannot be read are no traces: the visible sheets are still a workbook like any other.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Text of a part, '' where it does not hold the mark: most workbooks are none of ours and should cost nothing. */
function textWith(zip: GuardedZip, part: string, mark: string): string {
  const b = xmlPart(zip, part);
  return b.length <= MAX_PART && b.includes(mark) ? b.toString('utf8') : '';
}

/** The traces of a format without names that can be read (.xls, .ods): the sheet alone. */
export function sheetMetadata(sheet: RawSheet): OwnMetadata {
  return { rows: textRows(sheet), names: [], property: null };
}

function ownNames(xml: string): OwnMetadata['names'] {
  const names: OwnMetadata['names'] = [];
  for (const match of xml.matchAll(/<(?:\w+:)?definedName\s([^<>]*)>([^<>]*)</g)) {
    const name = /(?:^|\s)name\s*=\s*["']([^"']*)["']/.exec(match[1]!)?.[1] ?? '';
    if (name.startsWith(OWN_NAME_PREFIX) && names.length < MAX_OWN_ROWS)
      names.push({ name, target: unescapeXml(match[2]!) });
  }
  return names;
}

function ownProperty(xml: string): string | null {
  for (const match of xml.matchAll(/<(?:\w+:)?property\s([^<>]*)>\s*<(?:\w+:)?lpwstr>([^<>]*)</g))
    if (new RegExp(`\\sname\\s*=\\s*["']${OWN_PROPERTY}["']`).test(` ${match[1]!}`)) return unescapeXml(match[2]!);
  return null;
}

/** Texts by position, trailing blanks dropped. A program that saves the sheet anew may turn a text of digits into a number. */
function textRows(sheet: RawSheet): string[][] {
  const rows: string[][] = [];
  for (const cell of sheet.cells) {
    if (cell.r >= MAX_OWN_ROWS || cell.c >= MAX_OWN_COLUMNS) continue;
    while (rows.length <= cell.r) rows.push([]);
    const row = rows[cell.r]!;
    while (row.length < cell.c) row.push('');
    row[cell.c] = cell.v === null ? '' : String(cell.v);
  }
  return rows;
}
