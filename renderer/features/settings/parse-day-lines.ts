// Lines of days as they are pasted from the yearly notice or from Excel: 2027-01-01 放假 元旦, or 2027年1月1日至3日 放假 元旦. Pure.

import { addDays, yearOfDate, type CalendarDay, type DateText } from '../../../shared/tasks/working-days.js';
import { readDay } from '../../ui/date-text.js';

export interface ParsedDays {
  days: CalendarDay[];
  /** What could not be read, with its line number. */
  problems: string[];
}

const KIND = /放假|休息|休|调休上班|补班|上班/;
/** 2月14日(星期日) */
const WEEKDAY = /\(.{1,4}\)/g;
const MOST_DAYS = 31;

/** First and last day of `2027年1月1日至3日`, `2027-01-01—2027-01-03`, or of a single day. */
function rangeOf(text: string, year: number): [DateText, DateText] | null {
  const single = readDay(text, year);
  if (single !== null) return [single, single];
  const parts = /^(.+?[日\d])(?:至|到|—|–|~)(.+)$/.exec(text);
  if (!parts) return null;
  const first = readDay(parts[1] ?? '', year);
  if (first === null) return null;
  const end = parts[2] ?? '';
  const sameMonth = /^(\d{1,2})日?$/.exec(end);
  const last = sameMonth
    ? readDay(`${first.slice(0, 8)}${(sameMonth[1] ?? '').padStart(2, '0')}`)
    : readDay(end, yearOfDate(first));
  return last !== null && last >= first && last <= addDays(first, MOST_DAYS) ? [first, last] : null;
}

export function parseDayLines(text: string, year: number): ParsedDays {
  const days = new Map<DateText, CalendarDay>();
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.normalize('NFKC').trim();
    if (line === '' || /^日期/.test(line)) return;
    const [when = '', ...rest] = line.split(/[\s,，、;；]+/).filter((part) => part !== '');
    const range = rangeOf(when.replaceAll(WEEKDAY, ''), year);
    const words = rest.join(' ');
    const kind = KIND.exec(words)?.[0];
    if (range === null) problems.push(`第${index + 1}行“${raw.trim()}”：没有看出日期`);
    else if (kind === undefined) problems.push(`第${index + 1}行“${raw.trim()}”：请写明“放假”或“上班”`);
    else {
      const name = words.replace(KIND, '').trim().slice(0, 20);
      for (let date = range[0]; date <= range[1]; date = addDays(date, 1))
        days.set(date, { date, kind: /班/.test(kind) ? 'workday' : 'holiday', name });
    }
  });
  return { days: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)), problems };
}
