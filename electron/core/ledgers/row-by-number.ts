// The rows of a ledger that a row of another one names by a number: the case of a check.

import type { Ctx } from '../context.js';
import { columnOf } from '../store/ledger-columns.js';
import { getRow, hasRows, newestRows, type StoredRow } from '../store/ledger-store.js';
import type { LinkedRow } from '../../../shared/contract/calls/linked-rows.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { FieldValue, Ledger } from '../../../shared/ledgers/define.js';
import { numberForms } from '../../../shared/ledgers/number-forms.js';
import { rowName } from '../../../shared/ledgers/row-name.js';

/** More rows with one number are a mistake that the ledger's own checks point out. */
const MOST_ROWS = 10;

export const numberIn = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');

export function rowsWithNumber(ctx: Ctx, ledger: Ledger, field: string, number: FieldValue | undefined): StoredRow[] {
  const forms = numberForms(numberIn(number));
  if (forms.length === 0 || !hasRows(ctx.store, ledger)) return [];
  const where = { sql: `${columnOf(ledger, field)} IN (${forms.map(() => '?').join(', ')})`, values: forms };
  return newestRows(ctx.store, ledger, where, MOST_ROWS);
}

export function linkedRow(ledger: Ledger, { id, row }: StoredRow, number: string): LinkedRow {
  const names = new Set([numberIn(row[number]), rowName(ledger, row)].filter((one) => one !== ''));
  return { ledger: ledger.id, title: ledger.title, id, name: [...names].join(' ') };
}

export function storedRow(ctx: Ctx, ledger: Ledger, id: number): StoredRow {
  const found = getRow(ctx.store, ledger, id);
  if (found === null) throw new AppError('data.not-found', { what: `${ledger.title}的这一条` });
  return found;
}
