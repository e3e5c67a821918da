// Arithmetic of calendar days and working days. Dates are texts `YYYY-MM-DD`; inside, days are counted from 1970-01-01 by
// pure arithmetic, so that no time zone can move one. Not here: which days are off (holidays.ts and the store), deadlines.

import { z } from 'zod';

/** A day of the calendar, `YYYY-MM-DD`, that exists. */
export const dateSchema = z
  .string()
  .regex(/^(19|20)\d{2}-\d{2}-\d{2}$/)
  .refine((text) => dateOfDays(daysOf(text)) === text);
export type DateText = string;

/** 放假 or 调休上班: the days that differ from the plain week. */
const CALENDAR_DAY_KINDS = ['holiday', 'workday'] as const;
export type CalendarDayKind = (typeof CALENDAR_DAY_KINDS)[number];
export const CALENDAR_DAY_LABEL: Record<CalendarDayKind, string> = { holiday: '放假', workday: '上班' };

export const calendarDaySchema = z.object({
  date: dateSchema,
  kind: z.enum(CALENDAR_DAY_KINDS),
  name: z.string().trim().max(20),
});
export type CalendarDay = z.infer<typeof calendarDaySchema>;

/** What is known of holidays. A year that is not known is a plain week of five days, and results say so. */
export interface WorkCalendar {
  isKnown(year: number): boolean;
  kindOf(date: DateText): CalendarDayKind | null;
}

export function calendarOf(days: readonly CalendarDay[], knownYears: Iterable<number>): WorkCalendar {
  const kinds = new Map(days.map((day) => [day.date, day.kind]));
  const years = new Set(knownYears);
  return { isKnown: (year) => years.has(year), kindOf: (date) => kinds.get(date) ?? null };
}

/** Days since 1970-01-01 in the Gregorian calendar (Hinnant's days_from_civil). */
export function daysOf(date: DateText): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

export function dateOfDays(days: number): DateText {
  const z0 = days + 719_468;
  const era = Math.floor(z0 / 146_097);
  const ofEra = z0 - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const mp = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp + (mp < 10 ? 3 : -9);
  const y = year + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(y).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function addDays(date: DateText, days: number): DateText {
  return dateOfDays(daysOf(date) + days);
}

/** 0 = 星期日 … 6 = 星期六. */
export function weekdayOf(date: DateText): number {
  return (((daysOf(date) + 4) % 7) + 7) % 7;
}

export function yearOfDate(date: DateText): number {
  return Number(date.slice(0, 4));
}

export function isWorkingDay(date: DateText, calendar: WorkCalendar): boolean {
  const kind = calendar.kindOf(date);
  if (kind !== null) return kind === 'workday';
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6;
}

/** The n-th working day after `date`, n ≥ 1; before it for n ≤ -1. `date` itself never counts. */
export function addWorkingDays(date: DateText, n: number, calendar: WorkCalendar): DateText {
  if (!Number.isInteger(n) || n === 0 || Math.abs(n) > 400) throw new RangeError(`working days ${n}`);
  const step = n > 0 ? 1 : -1;
  let day = date;
  for (let left = Math.abs(n); left > 0;) {
    day = addDays(day, step);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** Working days in (from, to]: how many are left, or how many it is late (negative). */
export function workingDaysBetween(from: DateText, to: DateText, calendar: WorkCalendar): number {
  if (to < from) return 0 - workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = daysOf(from) + 1, last = daysOf(to); day <= last; day += 1)
    if (isWorkingDay(dateOfDays(day), calendar)) count += 1;
  return count;
}

/** 8月5日（星期五）, with the year where `year` differs. */
export function dateText(date: DateText, year?: number): string {
  const [y, month, day] = date.split('-').map(Number) as [number, number, number];
  const weekday = '日一二三四五六'[weekdayOf(date)]!;
  return `${y === year ? '' : `${y}年`}${month}月${day}日（星期${weekday}）`;
}

/** The day in China at an instant (ISO, UTC). All of China keeps UTC+8, whatever the clock of the machine is set to. */
export function chinaDate(instant: string): DateText {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}
