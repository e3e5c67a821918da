// Days as they are typed in a hurry. Pure.

import { readSpan, spanText } from './day-span.js';
import { readDay } from './read-day.js';

/** First and last day of a month; null where there is no such month. */
export function daysOfMonth(year: number, month: number): { from: string; to: string } | null {
  if (month < 1 || month > 12) return null;
  const start = `${year}-${String(month).padStart(2, '0')}`;
  for (const last of ['31', '30', '29', '28']) {
    const day = readDay(`${start}-${last}`);
    if (day !== null) return { from: `${start}-01`, to: day };
  }
  return null;
}

/**
 * A day typed without its year (7.15, 7-15, 7月15日) gets the year of the period at work, for the officer to see and correct, and so
 * does a span of days where the field takes one (7月上旬, 上半年); everything else stays as it was typed.
 */
export function withYear(
  text: string,
  year: number,
  field: { kind: string; maySpan?: boolean } = { kind: 'date' },
): string {
  const match = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim());
  if (match) return readDay(`${year}-${match[1]}-${match[2]}`) ?? text;
  if (field.maySpan !== true || /^\s*\d{4}/.test(text)) return text;
  const span = readSpan(`${year}年${text.trim()}`);
  return span === null ? text : spanText(span);
}
