// Days of a ledger that are not written in full: 7月5日 under the year of the title, 2022年7月 without a day, the number that a
// spreadsheet holds for a day. How a column is to be read is decided once for all its cells; here is what they say then.

import { fieldsOf, type Field, type Ledger } from '../../../../shared/ledgers/define.js';
import { readDay } from '../../../../shared/ledgers/read-day.js';
import { cellAddress } from '../1-read/raw-book.js';
import { serialToText } from '../1-read/iso-date.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';

/** How the days of one column are read; null: such a cell stays as it is written, and is refused. */
export interface DayRule {
  /** Of days that say none. */
  year: number | null;
  /** The day of months that say none. */
  day: 'first' | 'last' | null;
}

const YEARLESS = /^(\d{1,2})(?:月(\d{1,2})[日号]?|[./-](\d{1,2}))$/;
const MONTH = /^(?:(\d{4})[年./-](\d{1,2})月?份?|(\d{1,2})月份?)$/;
const SERIAL = /^\d{5}$/;
/** 1980 to 2100: a number of five digits in a column of days is one. */
const [FIRST_SERIAL, LAST_SERIAL] = [29_221, 73_415];
/** A longer list comes from a program, which writes its days in full. */
const KEPT_BY_HAND = 3000;

export interface OddDays {
  c: number;
  field: string;
  head: string;
  cell: string;
  text: string;
  count: number;
  /** The latest month that days without a year name. */
  latest: number;
}

export interface OddDayCells {
  yearless: OddDays[];
  months: OddDays[];
  serials: OddDays[];
}

const plainOf = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

/** 2022.10 as a number is 2022.1. */
const isNumberOfMonth = (text: string): boolean => /^\d{4}\.(?:[2-9]|11|12)$/.test(text);

/** Of a day or month without a year; 0 for any other text. */
function monthOf(plain: string): number {
  return Number(YEARLESS.exec(plain)?.[1] ?? MONTH.exec(plain)?.[3] ?? 0);
}

/** The columns of days in which some are not written in full, with the first such cell. */
export function oddDays(
  { grid, head }: LedgerTable,
  ledger: Ledger,
  columns: readonly { c: number; head: string; field: string | null }[],
): OddDayCells {
  const found: OddDayCells = { yearless: [], months: [], serials: [] };
  for (const column of columns) {
    const field = column.field === null ? undefined : ledger.fields[column.field];
    if (field?.kind !== 'date') continue;
    const add = (list: OddDays[], r: number, text: string): void => {
      const known = list.find((one) => one.c === column.c);
      const latest = monthOf(text);
      if (known) {
        known.count += 1;
        known.latest = Math.max(known.latest, latest);
      } else list.push({ ...column, field: column.field!, cell: cellAddress(r, column.c), text, count: 1, latest });
    };
    for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + KEPT_BY_HAND); r += 1) {
      const cell = grid.cell(r, column.c);
      if (cell === undefined || (cell.t !== 's' && cell.t !== 'n') || cell.z !== undefined) continue;
      const text = plainOf(grid.textOf(cell));
      if (isSerial(text)) add(found.serials, r, text);
      else if (cell.t === 'n' && !isNumberOfMonth(text)) continue;
      else if (YEARLESS.test(text) && withYear(text, 2020) !== null) add(found.yearless, r, text);
      else if (MONTH.test(text) && field.maySpan !== true) {
        add(found.months, r, text);
        if (!/^\d{4}/.test(text)) add(found.yearless, r, text);
      }
    }
  }
  return found;
}

/** Fields by whose days rows count: what a title says of the year of a ledger it says of these. */
export function countingDays(ledger: Ledger): ReadonlySet<string> {
  const names = fieldsOf(ledger).flatMap(([name, field]) => (field.kind === 'date' && field.required ? [name] : []));
  for (const { when } of ledger.rollups) if (when.kind === 'dateIn') names.push(when.fields[0]!);
  return new Set(names);
}

/** The day that a cell says under the rule of its column; null: what is written. `isNumber`: without a format of days. */
export function dayInput(text: string, rule: DayRule, field: Field, is1904: boolean, isNumber: boolean): string | null {
  const plain = plainOf(text);
  if (isSerial(plain)) return serialToText(Number(plain), is1904);
  if (isNumber && !isNumberOfMonth(plain)) return null;
  if (rule.year !== null && YEARLESS.test(plain)) return withYear(plain, rule.year);
  const match = rule.day === null ? null : MONTH.exec(plain);
  if (match === null || (field.kind === 'date' && field.maySpan === true)) return null;
  const year = match[1] ?? rule.year;
  return year === null ? null : dayOfMonth(Number(year), Number(match[2] ?? match[3]), rule.day!);
}

function isSerial(plain: string): boolean {
  return SERIAL.test(plain) && Number(plain) >= FIRST_SERIAL && Number(plain) <= LAST_SERIAL;
}

function withYear(plain: string, year: number): string | null {
  const match = YEARLESS.exec(plain)!;
  return readDay(`${year}-${match[1]!}-${match[2] ?? match[3]!}`);
}

function dayOfMonth(year: number, month: number, which: 'first' | 'last'): string | null {
  const days = which === 'first' ? [1] : [31, 30, 29, 28];
  for (const day of days) {
    const found = readDay(`${year}-${month}-${day}`);
    if (found !== null) return found;
  }
  return null;
}
