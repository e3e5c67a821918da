// What the dated entries of a list came to on a day: 拨付金额 of a past month is without what was paid after it. The row itself holds
// the sum of all; entries without a day are in every sum. Pure; the store adds up the same in SQL (core/store/ledger-store.ts).

import { fieldsOf, type Ledger, type LedgerRow, type LineValue } from './define.js';

/** A field that holds the sum of a list. */
export interface LineTotal {
  field: string;
  lines: string;
  /** Amount or count of an entry, and its day. */
  sum: string;
  on: string;
}

export function lineTotals(ledger: Ledger): LineTotal[] {
  return fieldsOf(ledger).flatMap(([lines, field]) =>
    field.kind === 'lines' && field.sum !== undefined && field.total !== undefined
      ? [{ ...field.total, lines, sum: field.sum }]
      : [],
  );
}

/** The row with such sums as they were at the end of a day. */
export function rowUntil(ledger: Ledger, row: LedgerRow, day: string): LedgerRow {
  const sums = lineTotals(ledger).flatMap(({ field, lines, sum, on }): [string, number][] => {
    const total = row[field] ?? null;
    if (typeof total !== 'number') return [];
    const later = ((row[lines] ?? []) as readonly LineValue[]).filter((line) => {
      const paidOn = line[on];
      return typeof paidOn === 'string' && paidOn > day;
    });
    return [[field, later.reduce((left, line) => left - ((line[sum] as number | null) ?? 0), total)]];
  });
  return sums.length === 0 ? row : { ...row, ...Object.fromEntries(sums) };
}
