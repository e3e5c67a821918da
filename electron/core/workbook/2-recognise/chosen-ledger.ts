// A sheet that goes into a ledger whatever the words of statistics say: the officer said so for these heads, now or in an earlier
// import, or a ledger that the office made knows every one of them. Not here: what the columns are (3-map/ledger-map.ts).

import { hash } from 'node:crypto';

import type { Ledger } from '../../../../shared/ledgers/define.js';
import { headKey } from '../../../../shared/ledgers/heads.js';
import type { Grid } from './grid.js';
import { findLedgerTable, headsOfLedgers } from './ledger-table.js';
import type { UnitNames } from './names.js';
import { lastingWords } from './period-text.js';
import { withoutUnit } from './title-indicator.js';

/** Topic under which the choice is remembered, and what it is called among the answers of a file: ledger-as:0. */
export const LEDGER_AS = 'ledger-as';
/** Answer that leaves the sheet to the program, against a remembered choice. */
const LEDGER_AUTO = 'auto';

const HEAD_ROWS = 20;
/** Fewer heads than these any statistics may have by chance. */
const FEWEST_HEADS = 3;

export function ledgerChoice(sheetIndex: number): string {
  return `${LEDGER_AS}:${sheetIndex}`;
}

export function isLedgerChoice(id: string): boolean {
  return id.startsWith(`${LEDGER_AS}:`);
}

/** The first row that is nearly as full as the fullest: titles and notes above it have one or two cells. Null: no table. */
export function plainHead(grid: Grid): number | null {
  const counts = Array.from(
    { length: Math.min(grid.rowCount, HEAD_ROWS) },
    (_, r) => grid.rowCells(r).filter((cell) => grid.text(r, cell.c).trim() !== '').length,
  );
  const widest = Math.max(0, ...counts);
  if (widest < 2) return null;
  return counts.findIndex((count) => count >= Math.max(2, widest * 0.7));
}

/** Same heads and title, same list: 商标质押 has the heads of 专利质押. Null where the sheet has no table. */
export function listFingerprint(grid: Grid, units: UnitNames): string | null {
  const r = plainHead(grid);
  if (r === null) return null;
  const heads = grid.rowCells(r).map((cell) => headKey(grid.text(r, cell.c)));
  const title = Array.from({ length: r }, (_, above) => grid.distinctTexts(above)[0] ?? '').find((text) => text !== '');
  const core = title === undefined ? [] : [withoutUnit(lastingWords(title), units)];
  return hash('sha1', ['list', ...core, ...heads].join('|')).slice(0, 16);
}

/** What is known of such choices: answers of this run, remembered ones, and the ledgers that the office made. */
export interface LedgerChoices {
  answers: Readonly<Record<string, string>>;
  remembered(unitId: number | null, fingerprint: string, topic: string): string | undefined;
  /** False where no such answer is remembered for any heads: then the heads need not be told apart. */
  remembersLedgers?: boolean;
  ownLedgers?: readonly Ledger[];
  words: { units: UnitNames };
}

/**
 * Id of the ledger that the sheet goes into; null where nobody said so. `all`: every ledger, where they are known: heads that a
 * ledger of the program knows as well are no reason for one of the office's.
 */
export function chosenLedger(
  sheet: { grid: Grid; index: number; name: string | null; fileName: string },
  choices: LedgerChoices,
  all: readonly Ledger[] | null,
): string | null {
  const { grid, index } = sheet;
  const answer = choices.answers[ledgerChoice(index)];
  if (answer !== undefined) return answer === LEDGER_AUTO ? null : answer;
  if (choices.remembersLedgers !== false) {
    const fingerprint = listFingerprint(grid, choices.words.units);
    if (fingerprint === null) return null;
    const kept = choices.remembered(null, fingerprint, LEDGER_AS);
    if (kept !== undefined) return kept === LEDGER_AUTO ? null : kept;
  }
  const own = choices.ownLedgers ?? [];
  if (own.length === 0) return null;
  const known = knowsAll(sheet, own);
  // Asked last: of nearly all sheets no ledger knows every head, and this looks at all texts of twenty rows.
  if (known === null || plainHead(grid) === null) return null;
  if (all === null) return known;
  const shipped = all.filter((ledger) => !own.some((one) => one.id === ledger.id));
  return knowsAll(sheet, shipped) === null ? known : null;
}

/** The ledger that knows every head of the sheet, and more of them than chance would. */
function knowsAll(
  { grid, index, name, fileName }: Parameters<typeof chosenLedger>[0],
  ledgers: readonly Ledger[],
): string | null {
  const table = findLedgerTable({
    grid,
    sheetIndex: index,
    sheetName: name,
    fileName,
    heads: headsOfLedgers(ledgers),
    meta: null,
  });
  const known = table?.candidates.find(
    ({ heads }) =>
      heads.missing.length === 0 &&
      heads.unknown.length === 0 &&
      heads.fields.filter((field) => field !== null).length >= FEWEST_HEADS,
  );
  return known?.ledger.id ?? null;
}
