// A written count → a whole number: digits, 万, 第二批, 二十, terms in months. Not here: what a field makes of it (read-field.ts).

import { hanNumber } from '../model/han-number.js';
import { addDays } from '../tasks/working-days.js';
import { endsOfSpan, readDays } from './day-span.js';
import { addMonthsToDay } from './reminder-days.js';
import { unifyNumberText, withoutGroups } from '../model/number-text.js';
import { parseScaled } from '../model/scaled-number.js';

const BEFORE = /^(?:共计?|合计|总计|计)\s*(?=\d)/;
const BEHIND =
  /(?<=^\d{4})\s*年度?$|\s*(?:人次|人\(次\)|人|名|件|个|家|户|项|笔|份|条|次|场|期|张|月|册|本|篇|幅|套|块|处|所|台)$/;

/** 60余人, 约80人, 100人以上: how many, nobody says. */
export function isAbout(text: string): boolean {
  return (
    /^(?:大?约|近|超|逾|不足|将近)|[余多几]|左右|上下|以上|以内/.test(text) &&
    /[\d十百千万]/.test(unifyNumberText(text))
  );
}

/** 3, 3件, 共60人, 2022年, 二十, 第二批; 1年 of anything but a year of the calendar is no 1. */
export function readCount(text: string): number | null {
  const tens = /^(\d+(?:\.\d+)?)\s*万\s*(?:人次|人|件|个|家|户|份|条)?$/.exec(unifyNumberText(text));
  if (tens) {
    const whole = parseScaled(tens[1]!, 4);
    return whole === null || whole > 999_999_999_999n ? null : Number(whole);
  }
  const plain = withoutGroups(
    (/^第(.+)批$/.exec(text)?.[1] ?? unifyNumberText(text)).replace(BEFORE, '').replace(BEHIND, ''),
  );
  return /^\d{1,12}(\.0*)?$/.test(plain) ? Number(plain) : hanNumber(plain);
}

/** 12, 12个月, 1年, 两年 → months. `isYears`: what a bare number counts. */
export function readMonths(text: string, isYears: boolean): number | null {
  const plain = unifyNumberText(text).replaceAll(/\s/g, '').replace(/^两/, '二').replace(/期$/, '');
  if (plain === '半年') return 6;
  const days = readDays(text);
  if (days !== null) return wholeMonths(endsOfSpan(days));
  const match = /^(.+?)(个月|月|年)?$/.exec(plain);
  const count = match === null ? null : readCount(match[1]!);
  return count !== null && (match![2] === '年' || (isYears && match![2] === undefined)) ? count * 12 : count;
}

/** 2022.3.5-2025.3.4 is 36 months; null where the days are not whole ones. */
function wholeMonths({ from, to }: { from: string; to: string }): number | null {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  const ends = [to, addDays(to, 1)];
  return [months, months + 1].find((count) => count > 0 && ends.includes(addMonthsToDay(from, count))) ?? null;
}
