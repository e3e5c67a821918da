// Inserts many rows with few statements: a statement per row costs more than the row.

import { prepared } from './prepared.js';
import type { Store } from './store.js';

export type Row = readonly (string | number | null)[];

/** Measured best among 8 … 128 for rows of 6 to 15 columns. */
const ROWS_AT_ONCE = 32;

/** Rows in the order of their first five columns, all integers: that of the key of observations, revisions and claims. */
export function byKey(a: Row, b: Row): number {
  for (let n = 0; n < 5; n += 1) {
    const difference = Number(a[n]) - Number(b[n]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** An insert of rows of `width` values: `head` ends with VALUES, `tail` is what follows the rows. */
export function manyRows(head: string, width: number, tail = ''): (store: Store, rows: readonly Row[]) => void {
  const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
  const sql = (count: number): string => `${head} ${Array.from({ length: count }, () => row).join(', ')} ${tail}`;
  const [many, one] = [sql(ROWS_AT_ONCE), sql(1)];
  return (store, rows) => {
    let from = 0;
    for (; from + ROWS_AT_ONCE <= rows.length; from += ROWS_AT_ONCE)
      prepared(store, many).run(...rows.slice(from, from + ROWS_AT_ONCE).flat());
    for (; from < rows.length; from += 1) prepared(store, one).run(...rows[from]!);
  };
}
