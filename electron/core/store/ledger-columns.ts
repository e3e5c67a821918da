// Declared fields ↔ columns of a ledger's table. The only place that knows how a value is kept. Not here: SQL (ledger-store.ts).

import {
  fieldOf,
  fieldsOf,
  type AttachmentRef,
  type Field,
  type FieldValue,
  type Ledger,
  type LedgerRow,
  type LineValue,
} from '../../../shared/ledgers/define.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { isOwnId } from '../../../shared/ledgers/own.js';
import { isValueOf } from '../../../shared/ledgers/value-kind.js';

export type SqlValue = string | number | null;

/** registeredOn → registered_on. */
export function snake(name: string): string {
  let column = SNAKE.get(name);
  if (column === undefined)
    SNAKE.set(name, (column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)));
  return column;
}

/** Names of declared fields: few, and asked for with every row. */
const SNAKE = new Map<string, string>();

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
    case 'lines':
    case 'status':
      return [{ name: column, type: 'TEXT' }];
  }
}

/** Name of the first of columnsOfField(). */
function firstColumnOf(name: string, field: Field): string {
  const column = snake(name);
  return field.kind === 'unit' ? `${column}_id` : field.kind === 'enterprise' ? `${column}_name` : column;
}

/** True where the value lies in the JSON column: all fields of officer-made ledgers, and those added to shipped ones. */
export function isInJson(ledger: Ledger, field: Field): boolean {
  return ledger.isOwn === true || field.isExtra === true;
}

/** Fields of officer-made ledgers that the table computes as columns, for its indexes and references. */
const COMPUTED = new Set(['unit', 'enterprise']);

/** Value of a declared field as SQL writes it over the alias of the table (a field may be called from or order); an undeclared
 *  name is refused, so that no SQL is ever made of what a caller sends. */
export function columnOf(ledger: Ledger, name: string, alias = 't'): string {
  const field = fieldOf(ledger, name);
  if (field === null) throw new AppError('input.invalid', { what: `${ledger.title}没有“${name}”这一项` });
  if (isInJson(ledger, field) && !(ledger.isOwn === true && COMPUTED.has(name))) return jsonOf(name, alias);
  return `${alias}.${quoted(columnsOfField(name, field)[0]!.name)}`;
}

/** Id of an enterprise field in the register. */
export function enterpriseIdOf(ledger: Ledger, name: string, alias = 't'): string {
  if (fieldOf(ledger, name)?.kind !== 'enterprise')
    throw new AppError('input.invalid', { what: `${ledger.title}的“${name}”不是企业` });
  return `${alias}.${quoted(`${snake(name)}_id`)}`;
}

/** Names of added fields are x1, x2 …: checked here once more, as they stand in the SQL text. */
function jsonOf(name: string, alias: string): string {
  if (!/^[a-z]+\d*$/.test(name)) throw new AppError('input.invalid', { what: `“${name}”` });
  return `json_extract(${alias}.extra, '$.${name}')`;
}

/** What a query reads from: its table, or its rows in the table of all officer-made ledgers. */
export function tableOf(ledger: Ledger): string {
  if (ledger.isOwn !== true) return ledger.table;
  if (!isOwnId(ledger.id)) throw new AppError('input.invalid', { what: `台账“${ledger.id}”` });
  return `(SELECT * FROM ${ledger.table} WHERE ledger = '${ledger.id}')`;
}

export function quoted(column: string): string {
  return `"${column}"`;
}

/** All columns that the declaration asks for, `id` and `extra` included. */
export function declaredColumns(ledger: Ledger): { name: string; type: 'TEXT' | 'INTEGER' }[] {
  return [
    { name: 'id', type: 'INTEGER' },
    ...fieldsOf(ledger)
      .filter(([, field]) => !isInJson(ledger, field))
      .flatMap(([name, field]) => columnsOfField(name, field)),
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

/** A value of any field but an enterprise as its column holds it. */
export function writtenValue(value: FieldValue): SqlValue {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : toSql(value);
}

/** Columns that a row is written to, in the order of writtenValues(). */
export function writtenColumns(ledger: Ledger): string[] {
  return [
    ...(ledger.isOwn === true ? ['ledger'] : []),
    ...fieldsOf(ledger)
      .filter(([, field]) => !isInJson(ledger, field))
      .flatMap(([name, field]) => columnsOfField(name, field).map((column) => column.name)),
    'extra',
  ];
}

/** A row as its columns hold it. */
export function writtenValues(ledger: Ledger, row: LedgerRow, extra: Readonly<Record<string, unknown>>): SqlValue[] {
  const values: SqlValue[] = ledger.isOwn === true ? [ledger.id] : [];
  let json: Record<string, unknown> | null = null;
  for (const [name, field] of fieldsOf(ledger)) {
    const value = row[name] ?? null;
    if (isInJson(ledger, field)) {
      json ??= { ...extra };
      if (value === null) delete json[name];
      else json[name] = value;
    } else if (field.kind === 'enterprise') {
      const ref = value !== null && typeof value === 'object' && 'name' in value ? value : null;
      values.push(ref?.name ?? null, ref?.id ?? null);
    } else values.push(writtenValue(value));
  }
  values.push(JSON.stringify(json ?? extra));
  return values;
}

/** Row of the declared fields. A value in the JSON column that its field could not hold (its kind was changed) reads as none. */
export function fromColumns(ledger: Ledger, columns: Readonly<Record<string, SqlValue>>): LedgerRow {
  const extra = columns['extra'] ?? '{}';
  const json = extra === '{}' ? NO_EXTRA : (JSON.parse(String(extra)) as Record<string, unknown>);
  const row = noValues(ledger);
  for (const [name, field] of fieldsOf(ledger))
    row[name] = isInJson(ledger, field) ? jsonValueOf(field, json[name]) : valueOf(name, field, columns);
  return row;
}

/** A row of nothing, copied: one that is filled name by name keeps its fields in a hash table, which takes ten times as long. */
function noValues(ledger: Ledger): Record<string, FieldValue> {
  let row = NO_VALUES.get(ledger.fields);
  if (row === undefined) {
    row = Object.fromEntries(fieldsOf(ledger).map(([name]) => [name, null]));
    NO_VALUES.set(ledger.fields, row);
  }
  return { ...row };
}

const NO_VALUES = new WeakMap<Ledger['fields'], Readonly<Record<string, FieldValue>>>();

const NO_EXTRA: Readonly<Record<string, unknown>> = {};

function jsonValueOf(field: Field, value: unknown): FieldValue {
  return isValueOf(field, value) ? value : null;
}

function valueOf(name: string, field: Field, columns: Readonly<Record<string, SqlValue>>): FieldValue {
  const id = field.kind === 'enterprise' ? (columns[`${snake(name)}_id`] ?? null) : null;
  return heldValue(field, columns[firstColumnOf(name, field)] ?? null, id);
}

/** A value as its column holds it; `id`: of an enterprise, in the second one. */
function heldValue(field: Field, value: SqlValue, id: SqlValue): FieldValue {
  if (value === null) return null;
  switch (field.kind) {
    case 'enterprise':
      return { id: id as number | null, name: String(value) };
    case 'yesNo':
      return value === 1;
    case 'multiChoice':
      return JSON.parse(String(value)) as string[];
    case 'attachment':
      return JSON.parse(String(value)) as AttachmentRef[];
    case 'lines':
      return JSON.parse(String(value)) as LineValue[];
    case 'code':
      return field.many === true ? (JSON.parse(String(value)) as string[]) : value;
    default:
      return value;
  }
}

/** All columns of a row over alias t, in the order of fromList(): naming them row by row takes half the time of reading many. */
export function listedColumns(ledger: Ledger): string {
  return declaredColumns(ledger)
    .map(({ name }) => `t.${quoted(name)}`)
    .join(', ');
}

/** A row of listedColumns(). */
export function fromList(
  ledger: Ledger,
  values: readonly SqlValue[],
): { id: number; row: LedgerRow; extra: Readonly<Record<string, unknown>> } {
  const written = values.at(-1) ?? '{}';
  const extra = written === '{}' ? NO_EXTRA : (JSON.parse(String(written)) as Record<string, unknown>);
  const row = noValues(ledger);
  let at = 1;
  for (const [name, field] of fieldsOf(ledger)) {
    if (isInJson(ledger, field)) row[name] = jsonValueOf(field, extra[name]);
    else if (field.kind === 'enterprise') {
      row[name] = heldValue(field, values[at]!, values[at + 1]!);
      at += 2;
    } else row[name] = heldValue(field, values[at++]!, null);
  }
  return { id: values[0] as number, row, extra };
}
