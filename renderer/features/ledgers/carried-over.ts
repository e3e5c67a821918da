// What a row that is typed at the counter begins with: day, counter and clerk of the row typed before it, the first one today. Only
// typing begins so; what is pasted or imported says its own day. Pure.

import type { Ledger } from '../../../shared/ledgers/define.js';
import type { FieldInput } from '../../../shared/ledgers/read-field.js';

export type TypedValues = Readonly<Record<string, FieldInput>>;

/** Texts by field; `last`: the new row that was typed and left before, null where this is the first one. */
export function carriedOver(
  ledger: Pick<Ledger, 'carries' | 'fields'>,
  last: TypedValues | null,
  today: string,
): Record<string, string> {
  const begun: Record<string, string> = {};
  for (const name of ledger.carries ?? []) {
    const before = last?.[name];
    if (typeof before === 'string' && before !== '') begun[name] = before;
    else if (last === null && ledger.fields[name]?.kind === 'date') begun[name] = today;
  }
  return begun;
}

/** True where a new row holds nothing but what it began with, apart from the field that is being emptied: a day that was typed stays. */
export function isOnlyBegun(begun: Readonly<Record<string, string>>, values: TypedValues, emptied: string): boolean {
  return Object.entries(values).every(([name, value]) => name === emptied || value === begun[name]);
}
