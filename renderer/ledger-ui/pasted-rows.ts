// Rows that were pasted with the heads of a new ledger → its first records. What is refused waits in the grid with its reason, like
// any row that was typed there. Which texts belong to which field is decided in definition-fields.ts.

import { call } from '../api/client.js';

/** As many as one step takes. */
export const MOST_ROWS = 5000;

/** Stores the rows as one step; those that are refused are kept with the ledger, to be put right in its grid. */
export async function takeRows(
  ledger: string,
  rows: readonly Record<string, string>[],
): Promise<{ stored: number; refused: number }> {
  const answer = await call('ledgers.save', {
    ledger,
    partial: true,
    rows: rows.map((values) => ({ id: null, values })),
  });
  const refused = rows.filter((_, index) => !answer.rows[index]!.saved);
  if (refused.length > 0)
    await call('ledgers.keep-unsaved', {
      ledger,
      rows: refused.map((values, index) => ({ id: -1 - index, values })),
    });
  return { stored: rows.length - refused.length, refused: refused.length };
}
