// One row of a ledger sheet as a plan keeps it, and as it is worked on while the plan is made.

import type { Fate } from '../../../../shared/import/fates.js';
import type { FieldValue, Finding, LedgerRow } from '../../../../shared/ledgers/define.js';
import type { FormerUnit } from '../../../../shared/ledgers/former-units.js';
import { columnFields } from '../3-map/ledger-rows.js';

/**
 * Original texts of a row by the fields of its sheet's columns (columnFields), null where the cell is empty. Drafts and sources of
 * before have them by field.
 */
export type RowTexts = readonly (string | null)[] | Readonly<Record<string, string>>;

/** Original texts by field, of cells that are not empty. `columns`: those of the sheet's summary. */
export function textsByField(texts: RowTexts, columns: readonly { field: string | null }[]): Record<string, string> {
  if (!isByColumn(texts)) return { ...texts };
  const entries = columnFields(columns).map((field, at) => [field, texts[at] ?? null] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

function isByColumn(texts: RowTexts): texts is readonly (string | null)[] {
  return Array.isArray(texts);
}

/** One row as the plan keeps it. */
export interface LedgerPlanRow {
  /** From 0. */
  r: number;
  fate: Fate;
  reason: string;
  /** The stored row that it is. */
  id: number | null;
  /** As it would be stored; of a rejected row, as far as it was read. */
  row: LedgerRow;
  /** Stored values that would change. */
  before: Record<string, FieldValue> | null;
  texts: RowTexts;
  findings: Finding[];
  /** 填报单位 that a new row was of before, where the file says so. */
  former?: FormerUnit[];
  /** Stored rows with its key that it is not; absent where there are none. */
  known?: number[];
  /** What it was by itself, where the same record on another sheet or in another file changed that (ledger-repeats.ts). */
  alone?: { fate: Fate; reason: string };
}

/** A row while its plan is made. */
export interface Entry {
  /** Its best key as text, with the fields of it. */
  key: string;
  keyFields: readonly string[];
  /** Stored rows that it may be, oldest first. */
  stored: readonly number[];
  /** The stored row that it is, where that was looked at already. */
  before: LedgerRow | null;
  /** `row` and `findings` as of a new row until it is laid over a stored one. */
  plan: LedgerPlanRow;
}

export function reject(entry: Entry, rule: string, field: string | null, message: string): void {
  entry.plan.fate = 'rejected';
  entry.plan.reason = message;
  entry.plan.findings.push({ severity: 'block', rule, field, message });
}
