// Days of a reminder: the deadline that follows from a date, and the dates that can be of interest today. Pure.

import { addDays, addWorkingDays, type WorkCalendar } from '../tasks/working-days.js';
import type { Reminder } from './define.js';

/** Days after the deadline for which a reminder is shown. */
export const DEFAULT_KEEP = 60;

/** The same day some months later; the last of the month where there is none (11-30 + 3 = 02-28). */
export function addMonthsToDay(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const index = year * 12 + month - 1 + months;
  const first = (at: number): string => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  const last = addDays(first(index + 1), -1);
  const wanted = `${first(index).slice(0, 8)}${String(date).padStart(2, '0')}`;
  return wanted > last ? last : wanted;
}

/** A weekend or holiday moves no deadline: it is what the law or the certificate says. */
export function deadlineOf(reminder: Pick<Reminder, 'after'>, day: string, calendar: WorkCalendar): string {
  const { after } = reminder;
  if (after === undefined) return day;
  if ('months' in after) return addMonthsToDay(day, after.months);
  return 'days' in after ? addDays(day, after.days) : addWorkingDays(day, after.workingDays, calendar);
}

/** Dates from which a deadline of interest can follow, wide enough for any holidays; the exact days are counted row by row. */
export function windowOf(reminder: Reminder, today: string): { from: string; to: string } {
  const span = (workingDays: number): number => Math.ceil((workingDays * 7) / 5) + 20;
  const { after } = reminder;
  let [least, most] = [0, 0];
  if (after !== undefined) {
    if ('months' in after) [least, most] = [after.months * 28, after.months * 31 + 3];
    else if ('days' in after) [least, most] = [after.days, after.days];
    else [least, most] = [after.workingDays, span(after.workingDays)];
  }
  return {
    from: addDays(today, -(reminder.keep ?? DEFAULT_KEEP) - most),
    to: addDays(today, span(reminder.ahead) - least),
  };
}

/** How a deadline stands to today. A weekend may lie between them without any working day: that is neither today nor far away. */
export function dueText(deadline: string, today: string, workingDaysLeft: number): { isPast: boolean; text: string } {
  if (deadline < today)
    return { isPast: true, text: workingDaysLeft < 0 ? `已过${-workingDaysLeft}个工作日` : '已过期' };
  if (deadline === today) return { isPast: false, text: '今天到期' };
  return { isPast: false, text: workingDaysLeft > 0 ? `还有${workingDaysLeft}个工作日` : '到期前没有工作日' };
}
