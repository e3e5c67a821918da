// Declared fields ↔ columns of a ledger's table. The only place that knows how a value is kept. Not here: SQL (ledger-store.ts).

import {
  fieldOf,
  fieldsOf,
  type AttachmentRef,
  type Field,
  type FieldValue,
  type Ledger,
  type LedgerRow,
} from '../../../shared/ledgers/define.js';
import { AppError } from '../../../shared/errors/app-error.js';

export type SqlValue = string | number | null;

/** registeredOn → registered_on. */
export function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Columns of one field, the one that filters and sorts look at first. */
export function columnsOfField(name: string, field: Field): { name: string; type: 'TEXT' | 'INTEGER' }[] {
  const column = snake(name);
  switch (field.kind) {
    case 'unit':
      return [{ name: `${column}_id`, type: 'INTEGER' }];
    case 'enterprise':
      return [
        { name: `${column}_name`, type: 'TEXT' },
        { name: `${column}_id`, type: 'INTEGER' },
      ];
    case 'integer':
    case 'personCount':
    case 'amount':
    case 'yesNo':
      return [{ name: column, type: 'INTEGER' }];
    case 'text':
    case 'longText':
    case 'date':
    case 'period':
    case 'choice':
    case 'multiChoice':
    case 'code':
    case 'attachment':
    case 'status':
      return [{ name: column, type: 'TEXT' }];
  }
}

/** Column of a declared field as SQL writes it (a field may be called from or order); an undeclared name is refused, so that no
 *  SQL is ever made of what a caller sends. */
export function columnOf(ledger: Ledger, name: string): string {
  const field = fieldOf(ledger, name);
  if (field === null) throw new AppError('input.invalid', { what: `${ledger.title}没有“${name}”这一项` });
  return quoted(columnsOfField(name, field)[0]!.name);
}

export function quoted(column: string): string {
  return `"${column}"`;
}

/** All columns that the declaration asks for, `id` and `extra` included. */
export function declaredColumns(ledger: Ledger): { name: string; type: 'TEXT' | 'INTEGER' }[] {
  return [
    { name: 'id', type: 'INTEGER' },
    ...fieldsOf(ledger).flatMap(([name, field]) => columnsOfField(name, field)),
    { name: 'extra', type: 'TEXT' },
  ];
}

/** True where words are looked for by the filter of the whole row. */
export function isSearched(field: Field): boolean {
  return ['text', 'longText', 'choice', 'multiChoice', 'code', 'enterprise', 'status'].includes(field.kind);
}

/** One scalar as a column holds it. */
export function toSql(value: string | number | boolean | null): SqlValue {
  return typeof value === 'boolean' ? Number(value) : value;
}

export function toColumns(
  ledger: Ledger,
  row: LedgerRow,
  extra: Readonly<Record<string, unknown>>,
): Record<string, SqlValue> {
  const columns: Record<string, SqlValue> = {};
  for (const [name, field] of fieldsOf(ledger)) {
    const value = row[name] ?? null;
    if (field.kind === 'enterprise') {
      const ref = value !== null && typeof value === 'object' && 'name' in value ? value : null;
      columns[`${snake(name)}_id`] = ref?.id ?? null;
      columns[`${snake(name)}_name`] = ref?.name ?? null;
    } else
      columns[columnsOfField(name, field)[0]!.name] =
        value !== null && typeof value === 'object' ? JSON.stringify(value) : toSql(value);
  }
  columns['extra'] = JSON.stringify(extra);
  return columns;
}

export function fromColumns(ledger: Ledger, columns: Readonly<Record<string, SqlValue>>): LedgerRow {
  return Object.fromEntries(fieldsOf(ledger).map(([name, field]) => [name, valueOf(name, field, columns)]));
}

function valueOf(name: string, field: Field, columns: Readonly<Record<string, SqlValue>>): FieldValue {
  const value = columns[columnsOfField(name, field)[0]!.name] ?? null;
  if (value === null) return null;
  switch (field.kind) {
    case 'enterprise':
      return { id: columns[`${snake(name)}_id`] as number | null, name: String(value) };
    case 'yesNo':
      return value === 1;
    case 'multiChoice':
      return JSON.parse(String(value)) as string[];
    case 'attachment':
      return JSON.parse(String(value)) as AttachmentRef[];
    case 'code':
      return field.many === true ? (JSON.parse(String(value)) as string[]) : value;
    default:
      return value;
  }
}
