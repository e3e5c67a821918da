// What a row is called in a sentence or a list: its enterprise, else its first text.

import { fieldsOf, type Ledger, type LedgerRow } from './define.js';

/** '' where the row has neither. */
export function rowName(ledger: Ledger, row: LedgerRow): string {
  const found = fieldsOf(ledger).find(([, field]) => field.kind === 'enterprise' || field.kind === 'text')?.[0];
  const value = found === undefined ? null : row[found];
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' && 'name' in value ? value.name : '';
}
