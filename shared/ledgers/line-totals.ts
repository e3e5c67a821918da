// What the dated entries of a list came to on a day: 拨付金额 of a past month is without what was paid after it. The row itself holds
// the sum of all; entries without a day are in every sum. Pure; the store adds up the same in SQL (core/store/ledger-store.ts).

import {
  fieldsOf,
  type FieldValue,
  type Finding,
  type Ledger,
  type LedgerRow,
  type LinesField,
  type LineValue,
} from './define.js';

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

/**
 * A list of an office says how much is paid in all and when the last time: more than before on a later day is one entry more, and what
 * was paid before stays in its month. `given`: fields that are told anew. Changes `row`; the findings say what was made of it.
 */
export function growLines(
  ledger: Ledger,
  row: Record<string, FieldValue>,
  before: LedgerRow,
  given: (name: string) => boolean,
): Finding[] {
  const findings: Finding[] = [];
  for (const { field, lines, sum, on } of lineTotals(ledger)) {
    const [total, was, day, last] = [row[field], before[field], row[on], before[on]];
    const known = before[lines] as readonly LineValue[] | null;
    if (known === null || given(lines) || !given(field) || !given(on)) continue;
    if (typeof total !== 'number' || typeof was !== 'number' || total <= was) continue;
    if (typeof day !== 'string' || typeof last !== 'string' || day <= last) continue;
    const declared = ledger.fields[lines] as LinesField;
    const added = Object.keys(declared.fields).map((name) => [name, given(name) ? (row[name] ?? null) : null]);
    row[lines] = [...known, { ...Object.fromEntries(added), [sum]: total - was, [on]: day }];
    const message = `${declared.label}：比原来的多，日期也更晚，记为${day}又一笔，原来的各笔不变；如果是更正，请在${declared.label}中修改`;
    findings.push({ severity: 'warn', rule: 'one-more', field, message });
  }
  return findings;
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
