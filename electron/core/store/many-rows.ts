// Inserts many rows with few statements: a statement per row costs more than the row.

import { prepared } from './prepared.js';
import type { Store } from './store.js';

/** Text of a statement over many keys, made once for each number of them: `rows` stands for ROWS in it. */
export function sqlForMany(sql: string, row: (index: number) => string): (count: number) => string {
  const known = new Map<number, string>();
  return (count) => {
    let text = known.get(count);
    if (text === undefined)
      known.set(
        count,
        (text = sql.replace('ROWS', Array.from({ length: count }, (_, index) => row(index)).join(', '))),
      );
    return text;
  };
}

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

/** An insert of rows of `width` values; `head` ends with VALUES. */
export function manyRows(head: string, width: number): (store: Store, rows: readonly Row[]) => void {
  const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
  const sql = (count: number): string => `${head} ${Array.from({ length: count }, () => row).join(', ')}`;
  const [many, one] = [sql(ROWS_AT_ONCE), sql(1)];
  return (store, rows) => {
    let from = 0;
    const values: Row[number][] = Array.from({ length: ROWS_AT_ONCE * width });
    for (; from + ROWS_AT_ONCE <= rows.length; from += ROWS_AT_ONCE) {
      for (let n = 0; n < ROWS_AT_ONCE; n += 1) {
        const given = rows[from + n]!;
        for (let column = 0; column < width; column += 1) values[n * width + column] = given[column]!;
      }
      // One by one: the binding fetches the elements of a list by themselves, which takes longer.
      prepared(store, many).run(...values);
    }
    for (; from < rows.length; from += 1) prepared(store, one).run(...rows[from]!);
  };
}
