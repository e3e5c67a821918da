// Asks, where a ledger does not write its days in full, which year or which day of the month is meant.

import type { Ledger } from '../../../../shared/ledgers/define.js';
import { monthOf, yearOf, type Period } from '../../../../shared/model/period.js';
import { findPeriods } from '../2-recognise/period-text.js';
import { statedYear, withoutDays } from '../2-recognise/stated-year.js';
import { type LedgerAsking } from './ledger-asking.js';
import { shorten } from './shorten.js';
import {
  countingDays,
  type DayRule,
  lineMonths,
  type LineMonth,
  oddDays,
  type OddDays,
  orderOf,
} from './ledger-days.js';

const NOTHING: DayRule = { year: null, day: null };

/** By field; null while the officer has not said it. `titles`: rows of the titles of further tables below each other. */
export function dayRules(
  asking: LedgerAsking,
  ledger: Ledger,
  columns: readonly { c: number; head: string; field: string | null }[],
  titles: ReadonlyMap<number, string>,
): Record<string, DayRule> | null {
  const { yearless, months, serials, dayOnly, unordered } = oddDays(asking.table, ledger, columns);
  for (const { head, text } of serials)
    asking.reasons.push(`“${head}”的数（例如${text}）是表格软件存的日期，按日期读取`);
  const years = yearsOf(asking, ledger, yearless);
  const days = daysOf(asking, ledger, months);
  const orders = ordersOf(asking, unordered);
  const below = monthsAbove(asking, dayOnly, titles);
  if (years === null || days === null || orders === null || below === 'open') return null;
  return Object.fromEntries(
    columns.flatMap(({ field, c }) =>
      field !== null && ledger.fields[field]?.kind === 'date'
        ? [
            [
              field,
              {
                ...NOTHING,
                year: years.get(c) ?? null,
                day: days.get(c) ?? null,
                ...(orders.has(c) ? { order: orders.get(c) ?? null } : {}),
                ...(below !== null && dayOnly.some((one) => one.c === c) ? { months: below } : {}),
              },
            ],
          ]
        : [],
    ),
  );
}

const named = (columns: readonly OddDays[]): string => columns.map(({ head }) => `“${head}”`).join('、');
const countOf = (columns: readonly OddDays[]): number => columns.reduce((sum, { count }) => sum + count, 0);

/**
 * Years by column. That of the title is the year of the days by which rows count; of other days it may be another one, and so it may
 * of a 12月28日 under 2023年1月.
 */
function yearsOf(asking: LedgerAsking, ledger: Ledger, found: readonly OddDays[]): Map<number, number> | null {
  const years = new Map<number, number>();
  if (found.length === 0) return years;
  const { env, table } = asking;
  const titled = statedYear(table.title);
  const stated = titled ?? (env.periodHint === null ? null : yearOf(env.periodHint));
  const from = titled === null ? '所选的报表期' : '标题';
  const counting = countingDays(ledger);
  const last = Math.min(lastMonthIn(table.titleLines), titled === null ? monthOfHint(env.periodHint) : 12);
  const sure = stated === null ? [] : found.filter(({ field, latest }) => counting.has(field) && latest <= last);
  for (const column of sure) {
    years.set(column.c, stated!);
    asking.reasons.push(
      `“${column.head}”有${column.count}个日期没有写年份（例如${column.cell}“${column.text}”），按${from}取${stated!}年`,
    );
  }
  const open = found.filter((column) => !sure.includes(column));
  if (open.length === 0) return years;
  const isLate = open.some(({ latest }) => latest > last);
  const around = stated ?? newestIn(table.title) ?? env.planYear ?? env.newestYear;
  const first = open[0]!;
  const answer = asking.ask('day-year', {
    kind: 'ledger-day-year',
    cell: first.cell,
    text: `${named(open)}有${countOf(open)}个日期没有写年份（例如${first.cell}“${shorten(first.text)}”），是哪一年的？`,
    options: [
      ...[around, around - 1, around + 1].map((year) => ({ value: String(year), label: `${year}年` })),
      { value: 'none', label: '不是同一年，不按年份补全' },
    ],
    default: isLate ? null : String(around),
    remembered: false,
  });
  if (answer === undefined) return null;
  if (answer === 'none') return years;
  asking.reasons.push(`${named(open)}没有写年份的日期按您的选择取${answer}年`);
  for (const { c } of open) years.set(c, Number(answer));
  return years;
}

/** What stands first in 3/4/2022, by column: asked, since other cells of the column are no proof. */
function ordersOf(asking: LedgerAsking, found: readonly OddDays[]): Map<number, 'month' | 'day' | null> | null {
  const orders = new Map<number, 'month' | 'day' | null>();
  for (const column of found) {
    const answer = asking.ask(`day-order-${column.c}`, {
      kind: 'ledger-day-order',
      cell: column.cell,
      text: `“${column.head}”有${column.count}个日期分不清月和日（例如${column.cell}“${shorten(column.text)}”），前面的数是月还是日？`,
      options: [
        { value: 'month', label: '月在前，日在后' },
        { value: 'day', label: '日在前，月在后' },
        { value: 'none', label: '不能确定，改成年月日后再导入' },
      ],
      default: orderOf(asking.table, column.c),
      // It is the way of the program that wrote the file, not of the heads.
      remembered: false,
    });
    if (answer === undefined) return null;
    orders.set(column.c, answer === 'month' || answer === 'day' ? answer : null);
    if (answer !== 'none')
      asking.reasons.push(`“${column.head}”中分不清月和日的日期，按您的选择${answer === 'month' ? '月' : '日'}在前`);
  }
  return orders;
}

/** The months of 5日, as lines between the rows or the title name them. Null: they are refused. */
function monthsAbove(
  asking: LedgerAsking,
  found: readonly OddDays[],
  titles: ReadonlyMap<number, string>,
): readonly LineMonth[] | 'open' | null {
  const [first] = found;
  const months = first === undefined ? null : lineMonths(asking.table, titles);
  const line = months?.find(({ month }) => month !== null);
  if (first === undefined || months === null || line === undefined) return null;
  const answer = asking.ask('day-month', {
    kind: 'ledger-day-month',
    cell: first.cell,
    text: `${named(found)}有${countOf(found)}个只写了日（例如${first.cell}“${shorten(first.text)}”），年月按各行上面写的读取吗（例如“${shorten(line.text)}”）？`,
    options: [
      { value: 'same', label: '是，按上面写的年月' },
      { value: 'none', label: '不是，写全日期后再导入' },
    ],
    default: 'same',
    remembered: true,
  });
  if (answer === undefined) return 'open';
  if (answer === 'none') return null;
  asking.reasons.push(`${named(found)}只写了日的，年月按您的选择取各行上面写的（例如“${line.text}”）`);
  return months;
}

function monthOfHint(hint: Period | null): number {
  return hint === null ? 12 : monthOf(hint);
}

/** The last month that the lines above the table name; 12 where they name none. */
function lastMonthIn(lines: readonly string[]): number {
  const months = lines.flatMap((line) =>
    findPeriods(withoutDays(line)).flatMap(({ shape, month }) => (shape === 'year' || month === null ? [] : [month])),
  );
  return months.length === 0 ? 12 : Math.max(...months);
}

/** Of the years that stand anywhere above the table, such as the day on which it was made: offered, never taken. */
function newestIn(title: string): number | null {
  const years = [...title.matchAll(/(?<!\d)20\d{2}(?!\d)/g)].map(([year]) => Number(year));
  return years.length === 0 ? null : Math.max(...years);
}

/** First or last days by column. A term that ends in a month ends on its last day. */
function daysOf(asking: LedgerAsking, ledger: Ledger, found: readonly OddDays[]): Map<number, 'first' | 'last'> | null {
  const days = new Map<number, 'first' | 'last'>();
  const isEnd = ({ field }: OddDays): boolean => {
    const declared = ledger.fields[field];
    return declared?.kind === 'date' && declared.isEnd === true;
  };
  for (const column of found.filter(isEnd)) {
    days.set(column.c, 'last');
    asking.reasons.push(
      `“${column.head}”有${column.count}个只写了年月（例如${column.cell}“${column.text}”），按当月最后一日登记`,
    );
  }
  const open = found.filter((column) => !isEnd(column));
  if (open.length === 0) return days;
  const first = open[0]!;
  const answer = asking.ask('day-of-month', {
    kind: 'ledger-day-of-month',
    cell: first.cell,
    text: `${named(open)}有${countOf(open)}个只写了年月，没有写哪一天（例如${first.cell}“${shorten(first.text)}”），怎样登记？`,
    options: [
      { value: 'first', label: '按当月1日登记' },
      { value: 'last', label: '按当月最后一日登记' },
      { value: 'none', label: '不登记，补上日期后再导入' },
    ],
    default: null,
    remembered: true,
  });
  if (answer === undefined) return null;
  if (answer === 'none') return days;
  asking.reasons.push(`${named(open)}只写了年月的，按您的选择取当月${answer === 'first' ? '1日' : '最后一日'}`);
  for (const { c } of open) days.set(c, answer === 'first' ? 'first' : 'last');
  return days;
}
