// A day as officers and spreadsheets write it. Pure.

import { hanDigits, hanNumber } from '../model/han-number.js';
import { dateSchema } from '../tasks/working-days.js';

/**
 * 2022-07-31, 2022.7.31, 2022年7月31日, 20220731, 二〇二二年七月三十一日, 22.7.31, 31-Jul-22 → ISO day that exists, else null. A time or a
 * day of the week behind it is left out. 7/31/2022 and 5.7.22 are nobody's: what stands first may be the day or the month.
 */
export function readDay(text: string): string | null {
  let day = DAYS.get(text);
  if (day === undefined) {
    day = dayOf(text);
    if (DAYS.size === DAYS_KEPT) DAYS.clear();
    DAYS.set(text, day);
  }
  return day;
}

/** Texts of days that were asked for: a ledger has the same few hundred again and again. */
const DAYS = new Map<string, string | null>();
const DAYS_KEPT = 5000;

const BEHIND = /[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$|\(?(?:星期|周|礼拜)[一二三四五六日天]\)?$|(?<=\d)\.$/g;
const USUAL = /^(\d{4})[-./年,、](\d{1,2})[-./月,、](\d{1,2})[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** The year is told from month and day by being none of them: 22.7.5, '22年7月5日. */
const SHORT = /^['‘’]?(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?$/;
const ENGLISH = /^(\d{1,2})[- ]?([a-z]{3})[a-z]*[-, ]*(\d{4}|\d{2})$/i;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** 二〇二二年七月三十一日; 二0二二 and 二O二二 are how keyboards write it. */
const HAN_DAY =
  /^([〇○零0O一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$/;

function dayOf(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(BEHIND, '');
  const match = USUAL.exec(plain) ?? COMPACT.exec(plain);
  if (match) return isoDay(match[1]!, match[2]!, match[3]!);
  const tight = plain.replaceAll(/\s/g, '');
  if (tight !== plain) {
    const spaced = USUAL.exec(tight);
    if (spaced) return isoDay(spaced[1]!, spaced[2]!, spaced[3]!);
  }
  const short = SHORT.exec(tight);
  if (short && Number(short[1]) > 12 && Number(short[1]) < 50) return isoDay(`20${short[1]!}`, short[2]!, short[3]!);
  return englishDay(plain) ?? hanDay(tight);
}

function isoDay(year: string, month: string, dayOfMonth: string): string | null {
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return dateSchema.safeParse(day).success ? day : null;
}

/** 5-Jul-22 and 5 July 2022, as a spreadsheet shows days in English. */
function englishDay(plain: string): string | null {
  const match = ENGLISH.exec(plain.trim());
  if (!match) return null;
  const month = MONTHS.indexOf(match[2]!.toLowerCase());
  if (month < 0 || month % 3 !== 0) return null;
  // 98 is 1998 or 2098.
  if (match[3]!.length === 2 && Number(match[3]) >= 50) return null;
  return isoDay(match[3]!.length === 2 ? `20${match[3]!}` : match[3]!, String(month / 3 + 1), match[1]!);
}

function hanDay(tight: string): string | null {
  const match = HAN_DAY.exec(tight);
  if (!match) return null;
  const [month, day] = [hanNumber(match[2]!), hanNumber(match[3]!)];
  return month === null || day === null ? null : isoDay(hanDigits(match[1]!), String(month), String(day));
}
