// What tells tables with the same heads apart, for the answers that are remembered about them: their titles, and the names of their
// sheets where several of one file have the same title. Not here: which answers hang on it (3-map/answers.ts).

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { lastingWords, withoutPeriods } from './period-text.js';
import type { RecognisedSheet, RecognisedTable } from './recognise.js';

/** Sets `called` of the tables that are read. */
export function callTables(sheets: readonly RecognisedSheet[]): void {
  const tables = sheets.flatMap((sheet) => (sheet.state === 'used' ? sheet.tables : []));
  for (const table of tables)
    // Heads with an indicator each are those of one table only.
    table.called = table.found.orientation === 'indicator-rows' ? titlesOf(table) : '';
  for (const same of alike(tables)) for (const table of same) table.called = `${titlesOf(table)}/${sheetOf(table)}`;
  // Neither title nor sheet tells them apart: their order does.
  for (const same of alike(tables)) for (const [n, table] of same.entries()) table.called += `/${n + 1}/${same.length}`;
}

/** Groups of two and more that an answer could not tell apart. */
function alike(tables: readonly RecognisedTable[]): RecognisedTable[][] {
  const groups = Map.groupBy(tables, ({ fingerprint, called }) => `${fingerprint}|${called}`);
  return [...groups.values()].filter((group) => group.length > 1);
}

function titlesOf({ context }: RecognisedTable): string {
  return lastingWords(context.titles.map(({ text }) => text).join(''));
}

function sheetOf({ sheetName }: RecognisedTable): string {
  return normaliseName(withoutPeriods(sheetName ?? ''));
}
