// Days of a ledger that are not written in full: 7月5日 under the year of the title, 2022年7月 without a day, the number that a
// spreadsheet holds for a day. How a column is to be read is decided once for all its cells; here is what they say then.

import { fieldsOf, type Field, type Ledger } from '../../../../shared/ledgers/define.js';
import { endsOfSpan, readDays, readSpan } from '../../../../shared/ledgers/day-span.js';
import { readDay } from '../../../../shared/ledgers/read-day.js';
import { cellAddress } from '../1-read/raw-book.js';
import { serialToText } from '../1-read/iso-date.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';
import { findPeriods } from '../2-recognise/period-text.js';
import { statedYear, withoutDays } from '../2-recognise/stated-year.js';
import { timeOfLine } from './ledger-lines.js';
import { loneText } from './ledger-other-lines.js';

/** How the days of one column are read; null: such a cell stays as it is written, and is refused. */
export interface DayRule {
  /** Of days that say none. */
  year: number | null;
  /** The day of months that say none. */
  day: 'first' | 'last' | null;
  /** Which stands first in 3/4/2022; null: such a day is refused. Absent: there is none. */
  order?: 'month' | 'day' | null;
  /** The months that lines and titles above name, for days that say none: each holds from its row on. */
  months?: readonly LineMonth[];
}

/** A month that stands above rows. */
export interface LineMonth {
  /** Row of the line, from 0; -1: the title of the table. */
  r: number;
  text: string;
  year: number;
  /** Null: from here on none is named. */
  month: number | null;
}

const YEARLESS = /^(\d{1,2})(?:月(\d{1,2})[日号]?|[./-](\d{1,2}))$/;
/** 7月5日至6日, 7.5-7.6 */
const YEARLESS_SPAN = /^(\d{1,2})(?:月\d{1,2}日?|\.\d{1,2})(?:至|到|~|—+|–|-)(?:\d{1,2}[.月])?\d{1,2}日?$/;
const MONTH = /^(?:(\d{4})[年./-](\d{1,2})月?份?|(\d{1,2})月份?)$/;
/** 7/31/2022 and 31.7.2022. */
const YEAR_LAST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
/** 31/7: no month and day. */
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})$/;
const DAY_ONLY = /^(\d{1,2})[日号]$/;
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
  /** 5日 */
  dayOnly: OddDays[];
  /** 3/4/2022, and 3/4 beside 31/7: month and day, or day and month. */
  unordered: OddDays[];
}

const plainOf = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

/** 2022.10 as a number is 2022.1. */
const isNumberOfMonth = (text: string): boolean => /^\d{4}\.(?:[2-9]|11|12)$/.test(text);

/** Of a day or month without a year; 0 for any other text. Of 5/7 and 31/7 in a column of such days the later of what may be one. */
function monthOf(plain: string, isDayFirst: boolean): number {
  const pair = isDayFirst ? DAY_FIRST.exec(plain) : null;
  if (pair !== null) return Math.max(0, ...[Number(pair[1]), Number(pair[2])].filter((one) => one <= 12));
  return Number(
    (YEARLESS.exec(plain) ?? YEARLESS_SPAN.exec(plain) ?? /^(\d{1,2})月/.exec(plain))?.[1] ??
      MONTH.exec(plain)?.[3] ??
      0,
  );
}

/** The columns of days in which some are not written in full, with the first such cell. */
export function oddDays(
  { grid, head }: LedgerTable,
  ledger: Ledger,
  columns: readonly { c: number; head: string; field: string | null }[],
): OddDayCells {
  const found: OddDayCells = { yearless: [], months: [], serials: [], dayOnly: [], unordered: [] };
  for (const column of columns) {
    const field = column.field === null ? undefined : ledger.fields[column.field];
    if (field?.kind !== 'date') continue;
    const isDayFirst = hasDayFirst(grid, head[1], column.c);
    const add = (list: OddDays[], r: number, text: string): void => {
      const known = list.find((one) => one.c === column.c);
      const latest = monthOf(text, isDayFirst);
      if (known) {
        known.count += 1;
        known.latest = Math.max(known.latest, latest);
      } else list.push({ ...column, field: column.field!, cell: cellAddress(r, column.c), text, count: 1, latest });
    };
    for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + KEPT_BY_HAND); r += 1) {
      const cell = grid.cell(r, column.c);
      if (cell === undefined || (cell.t !== 's' && cell.t !== 'n') || cell.z !== undefined) continue;
      const text = plainOf(grid.textOf(cell));
      if (cell.t === 's' && (isUnordered(text) || (isDayFirst && DAY_FIRST.test(text) && isEitherWay(text))))
        add(found.unordered, r, text);
      if (DAY_ONLY.test(text) && isDay(Number.parseInt(text, 10))) add(found.dayOnly, r, text);
      else if (isDayFirst && DAY_FIRST.test(text) && dayAndMonth(text, 'day') !== null) add(found.yearless, r, text);
      else if (isSerial(text)) add(found.serials, r, text);
      else if (cell.t === 'n' && !isNumberOfMonth(text)) continue;
      else if (YEARLESS.test(text) && withYear(text, 2020) !== null) add(found.yearless, r, text);
      else if (maySpan(field) && spanWithYear(text, field, 2020) !== null) add(found.yearless, r, text);
      else if (MONTH.test(text) && field.maySpan !== true) {
        add(found.months, r, text);
        if (!/^\d{4}/.test(text)) add(found.yearless, r, text);
      }
    }
  }
  return found;
}

const isDay = (day: number): boolean => day >= 1 && day <= 31;

/** 3 and 4 of 3/4/2022 and 3/4: month and day by the order, or by being none of them; null where they are not. */
function dayAndMonth(plain: string, order: 'month' | 'day' | null): { month: number; day: number } | null {
  const match = YEAR_LAST.exec(plain) ?? DAY_FIRST.exec(plain);
  if (match === null) return null;
  const [a, b] = [Number(match[1]), Number(match[2])];
  if (!isDay(a) || !isDay(b) || (a > 12 && b > 12)) return null;
  const first = a > 12 ? 'day' : b > 12 || a === b ? 'month' : order;
  if (first === null) return null;
  return first === 'day' ? { month: b, day: a } : { month: a, day: b };
}

function isEitherWay(plain: string): boolean {
  return dayAndMonth(plain, null) === null && dayAndMonth(plain, 'month') !== null;
}

function isUnordered(plain: string): boolean {
  return YEAR_LAST.test(plain) && isEitherWay(plain);
}

/** 31/7 stands in the column. */
function hasDayFirst(grid: LedgerTable['grid'], head: number, c: number): boolean {
  for (let r = head + 1; r < Math.min(grid.rowCount, head + KEPT_BY_HAND); r += 1) {
    const match = DAY_FIRST.exec(plainOf(grid.text(r, c)));
    if (
      match !== null &&
      grid.cell(r, c)?.t === 's' &&
      Number(match[1]) > 12 &&
      Number(match[1]) <= 31 &&
      Number(match[2]) <= 12
    )
      return true;
  }
  return false;
}

/** Which stands first in the column, by its own cells: 31/7/2022 the day, 7/31/2022 the month; null: nothing or both. */
export function orderOf({ grid, head }: LedgerTable, c: number): 'month' | 'day' | null {
  const seen = new Set<'month' | 'day'>();
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + KEPT_BY_HAND); r += 1) {
    const plain = plainOf(grid.text(r, c));
    const match = YEAR_LAST.exec(plain) ?? DAY_FIRST.exec(plain);
    if (match === null || grid.cell(r, c)?.t !== 's') continue;
    if (Number(match[1]) > 12) seen.add('day');
    else if (Number(match[2]) > 12) seen.add('month');
  }
  return seen.size === 1 ? [...seen][0]! : null;
}

/**
 * The months that the title and lines between the rows name, each with its year; null where one of them lacks it. `titles`: rows of
 * the titles of further tables below each other.
 */
export function lineMonths(
  { grid, head, titleLines, title }: LedgerTable,
  titles: ReadonlyMap<number, string>,
): LineMonth[] | null {
  const stated = statedYear(title);
  const months: LineMonth[] = [];
  const end = (r: number, text: string): void => void months.push({ r, text, year: 0, month: null });
  const add = (r: number, text: string): boolean => {
    const found = monthIn(text);
    if (found === null) {
      // 第二季度 ends the month above it.
      if (r >= 0 && findPeriods(withoutDays(text)).some(({ shape }) => shape !== 'year')) end(r, text);
      return true;
    }
    const year = found.year ?? stated;
    if (year !== null) months.push({ r, text, year, month: found.month });
    return year !== null;
  };
  for (const line of titleLines) if (!add(-1, line)) return null;
  if (new Set(months.map(({ year, month }) => `${year}-${month}`)).size > 1) return null;
  for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
    if (beginsTitle(grid, r, titles)) end(r, titles.get(r)!);
    const line = loneText(grid, r);
    if (line !== null && !add(r, line.text)) return null;
  }
  return months;
}

/** The first line of the title of another table: a month above it is none of its rows'. */
function beginsTitle(grid: LedgerTable['grid'], r: number, titles: ReadonlyMap<number, string>): boolean {
  if (!titles.has(r)) return false;
  let above = r - 1;
  while (above >= 0 && grid.rowCells(above).length === 0) above -= 1;
  return !titles.has(above);
}

/** The one month that a line is about; a span of months names none. */
function monthIn(text: string): { year: number | null; month: number } | null {
  const time = timeOfLine(text);
  if (time !== null) return time.from === time.to ? { year: time.year, month: time.from } : null;
  const [only, ...others] = findPeriods(withoutDays(text)).filter(({ shape }) => shape !== 'year');
  if (only === undefined || others.length > 0 || only.shape !== 'single' || only.month === null) return null;
  return only.isCumulative || only.problem !== undefined ? null : { year: only.year, month: only.month };
}

/** 5日 in a row below 7月; null: what is written. */
export function dayBelow(text: string, r: number, months: readonly LineMonth[]): string | null {
  const match = DAY_ONLY.exec(plainOf(text));
  const line = match === null ? undefined : months.findLast((one) => one.r < r);
  return line === undefined || line.month === null ? null : readDay(`${line.year}-${line.month}-${match![1]!}`);
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
  const ordered = isNumber ? null : dayAndMonth(plain, rule.order ?? null);
  if (YEAR_LAST.test(plain))
    return ordered === null ? null : readDay(`${plain.slice(-4)}-${ordered.month}-${ordered.day}`);
  if (rule.order !== undefined && DAY_FIRST.test(plain))
    return ordered === null || rule.year === null ? null : readDay(`${rule.year}-${ordered.month}-${ordered.day}`);
  if (rule.year !== null && YEARLESS.test(plain)) return withYear(plain, rule.year);
  if (rule.year !== null && maySpan(field)) {
    const span = spanWithYear(plain, field, rule.year);
    if (span !== null) return span;
  }
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

function maySpan(field: Field): boolean {
  return field.kind === 'date' && (field.maySpan === true || field.to !== undefined);
}

/** 2022-07-05至2022-07-06 of 7月5日至6日, as every field of days reads it. */
function spanWithYear(plain: string, field: Field, year: number): string | null {
  if (field.kind !== 'date') return null;
  // 3月上旬, 一季度: where any span may stand.
  const span = field.maySpan === true && /[月度半]/.test(plain) && !YEARLESS.test(plain) ? `${year}年${plain}` : '';
  if (span !== '' && readSpan(span) !== null) return span;
  if (!YEARLESS_SPAN.test(plain)) return null;
  const days = readDays(`${year}${plain.includes('月') ? '年' : '.'}${plain}`);
  if (days === null) return null;
  const { from, to } = endsOfSpan(days);
  return `${from}至${to}`;
}

function dayOfMonth(year: number, month: number, which: 'first' | 'last'): string | null {
  const days = which === 'first' ? [1] : [31, 30, 29, 28];
  for (const day of days) {
    const found = readDay(`${year}-${month}-${day}`);
    if (found !== null) return found;
  }
  return null;
}
