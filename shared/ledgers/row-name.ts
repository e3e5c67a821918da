// What a row is called in a sentence or a list: its enterprise or its first text, whichever is filled in first.

import { fieldsOf, type FieldValue, type Ledger, type LedgerRow } from './define.js';

function nameIn(value: FieldValue | undefined): string {
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' && 'name' in value ? value.name : '';
}

/** '' where the row has neither. */
export function rowName(ledger: Ledger, row: LedgerRow): string {
  for (const [name, field] of fieldsOf(ledger))
    if (field.kind === 'enterprise' || field.kind === 'text') {
      const found = nameIn(row[name]);
      if (found !== '') return found;
    }
  return '';
}
