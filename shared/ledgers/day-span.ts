// A time that is not one day: a month, 上旬, a quarter, a year, the days of a meeting. It is stored as first and last day,
// `2022-03-01/2022-03-10`, so that it stands in order among days and is found by any day of it. Pure.

import { hanNumber } from '../model/han-number.js';
import { readDay } from './read-day.js';

const MARK = '/';
const HALVES = ['上半年', '下半年'] as const;
const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'] as const;
const PARTS = ['上旬', '中旬', '下旬'] as const;

const two = (n: number): string => String(n).padStart(2, '0');

function lastOfMonth(year: number, month: number): number {
  return [31, 30, 29, 28].find((day) => readDay(`${year}-${month}-${day}`) !== null)!;
}

/** First and last day of whole months; null where there are no such months. */
function months(year: number, from: number, to = from): string | null {
  if (from < 1 || to > 12 || from > to) return null;
  return `${year}-${two(from)}-01${MARK}${year}-${two(to)}-${lastOfMonth(year, to)}`;
}

function part(year: number, month: number, which: string): string | null {
  if (month < 1 || month > 12) return null;
  const at = PARTS.findIndex((one) => one === which);
  const last = at === 2 ? lastOfMonth(year, month) : at * 10 + 10;
  return `${year}-${two(month)}-${two(at * 10 + 1)}${MARK}${year}-${two(month)}-${two(last)}`;
}

/** Between days that are parted by points, 月 or strokes - can only mean 至. */
const DAYS = /^(.+?)(?:至|到|~|—+|–|(?<=日|^\d{4}[./]\d{1,2}[./]\d{1,2})-)(.+)$/;

/** The end of 3月5日至8日 or 2022-03-05至03-08 with what it leaves out. */
function lastDay(text: string, first: string): string | null {
  const full = readDay(text);
  if (full !== null) return full;
  const [year, month] = first.split('-');
  const match = /^(?:(\d{1,2})[-./月])?(\d{1,2})日?$/.exec(text);
  return match ? readDay(`${year}-${match[1] ?? month}-${match[2]}`) : null;
}

/** 2022年3月5日至8日, 2022.3.5-3.8 → first and last day; one day where both are the same. */
export function readDays(text: string): string | null {
  const match = DAYS.exec(text.normalize('NFKC').replaceAll(/\s/g, ''));
  if (!match) return null;
  const first = readDay(match[1]!);
  const last = first === null ? null : lastDay(match[2]!, first);
  if (first === null || last === null || last < first) return null;
  return last === first ? first : `${first}${MARK}${last}`;
}

/** 2022年3月, 2022-03, 2022年3月上旬, 2022年一季度, 2022年上半年, 2022年3月5日至8日 …, or a day → as it is stored; null for anything else. */
export function readSpan(text: string): string | null {
  const day = readDay(text);
  if (day !== null) return day;
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const whole = /^(\d{4})年(?:度|全年)?$/.exec(plain);
  if (whole) return months(Number(whole[1]), 1, 12);
  const half = /^(\d{4})年(上|下)半年$/.exec(plain);
  if (half) return half[2] === '上' ? months(Number(half[1]), 1, 6) : months(Number(half[1]), 7, 12);
  const quarter = /^(\d{4})年第?([一二三四1-4])季度$/.exec(plain);
  if (quarter) {
    const first = (hanNumber(quarter[2]!) ?? Number(quarter[2])) * 3 - 2;
    return months(Number(quarter[1]), first, first + 2);
  }
  const month = /^(\d{4})[-./年](\d{1,2})(?:月(?:份)?)?$/.exec(plain);
  if (month) return months(Number(month[1]), Number(month[2]));
  const inMonth = /^(\d{4})[-./年](\d{1,2})月(上旬|中旬|下旬)$/.exec(plain);
  if (inMonth) return part(Number(inMonth[1]), Number(inMonth[2]), inMonth[3]!);
  const several = /^(\d{4})年(\d{1,2})月?(?:至|到|~|-|—+|–)(\d{1,2})月(?:份)?$/.exec(plain);
  if (several) return months(Number(several[1]), Number(several[2]), Number(several[3]));
  return readDays(plain);
}

/** As an officer writes it; readSpan() reads it back to the same. */
export function spanText(stored: string): string {
  const [first, last] = stored.split(MARK) as [string, string?];
  if (last === undefined) return stored;
  const [year, month] = first.split('-').map(Number) as [number, number];
  const end = Number(last.slice(5, 7));
  for (const which of PARTS) if (part(year, month, which) === stored) return `${year}年${month}月${which}`;
  if (months(year, month, end) !== stored)
    return `${first}至${last.startsWith(first.slice(0, 5)) ? last.slice(5) : last}`;
  if (month === end) return `${year}年${month}月`;
  if (month === 1 && end === 12) return `${year}年`;
  if (end - month === 5 && month % 6 === 1) return `${year}年${HALVES[(month - 1) / 6]!}`;
  if (end - month === 2 && month % 3 === 1) return `${year}年${QUARTERS[(month - 1) / 3]!}`;
  return `${year}年${month}月至${end}月`;
}

/** First and last day of what is stored. */
export function endsOfSpan(stored: string): { from: string; to: string } {
  return { from: stored.slice(0, 10), to: stored.slice(-10) };
}
