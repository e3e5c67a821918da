// Names of groups in grid and print: 薛城区 · 2022年7月. Pure.

import { fieldOf, type Field, type FieldValue, type Ledger } from './define.js';
import { fieldText, type TextEnv } from './field-text.js';

export interface Grouping {
  field: string;
  part: 'value' | 'month' | 'year';
}

const NO_VALUE = '未填写';

/** One key of a group in words; `part` says what of a date it is. Also as its column holds it: 1 for 是, a list as JSON. */
export function keyText(ledger: Ledger, { field, part }: Grouping, key: FieldValue, env: TextEnv): string {
  const declared = fieldOf(ledger, field);
  if (key === null || key === '' || declared === null) return NO_VALUE;
  if (part === 'value' || typeof key !== 'string') return fieldText(declared, heldKey(declared, key), env) || NO_VALUE;
  const [year, month] = key.split('-');
  return part === 'year' || month === undefined ? `${year}年` : `${year}年${Number(month)}月`;
}

function heldKey(field: Field, key: FieldValue): FieldValue {
  if (field.kind === 'yesNo' && typeof key === 'number') return key === 1;
  const isList =
    field.kind === 'multiChoice' ||
    field.kind === 'attachment' ||
    field.kind === 'lines' ||
    (field.kind === 'code' && field.many === true);
  return isList && typeof key === 'string' ? (JSON.parse(key) as FieldValue) : key;
}

export function groupTitle(ledger: Ledger, by: readonly Grouping[], keys: readonly FieldValue[], env: TextEnv): string {
  return by.map((one, index) => keyText(ledger, one, keys[index] ?? null, env)).join(' · ');
}
