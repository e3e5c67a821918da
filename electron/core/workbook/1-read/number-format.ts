// What a number format code says about a number: percent, date, time, shown scaled, or nothing special.
// The first section decides; quoted text, escapes, colours and locale marks do not count.
// Not here: formatting a number; the value stays as stored.

import type { RawCell } from './raw-book.js';

export interface FormatMeaning {
  z?: NonNullable<RawCell['z']>;
  zd?: number;
}

const PLAIN: FormatMeaning = {};
const DATE: FormatMeaning = { z: 'date' };
const TIME: FormatMeaning = { z: 'time' };
const SCALED: FormatMeaning = { z: 'scaled' };
/** Of the font, not of the format; the code stands for it where a workbook is written anew for the slow reader. */
export const STRUCK: FormatMeaning = { z: 'struck' };
export const STRUCK_CODE = '0;[Struck]0';
export const UNSEEN_CODE = ';;;';
export const UNSEEN: FormatMeaning = { z: 'unseen' };
const TIMES_WAN: FormatMeaning = { z: 'times-wan' };
const TIMES_WAN_OF: Readonly<Record<string, FormatMeaning>> = {
  万人: { z: 'wan-people' },
  万户: { z: 'wan-households' },
};
const DATETIME: FormatMeaning = { z: 'datetime' };
const MONTH: FormatMeaning = { z: 'month' };
const MONEY: Readonly<Record<string, FormatMeaning>> = {
  元: { z: 'in-yuan' },
  万元: { z: 'in-wan' },
  亿元: { z: 'in-yi' },
};
const known = new Map<string, FormatMeaning>();

/** Meaning of a format code such as 0.0% or yyyy"年"m"月". */
export function formatMeaning(code: string | undefined): FormatMeaning {
  if (code === undefined || code === '' || code === 'General' || code === '@') return PLAIN;
  if (code === STRUCK_CODE) return STRUCK;
  const cached = known.get(code);
  if (cached) return cached;
  const meaning = read(code);
  if (known.size < 5000) known.set(code, meaning);
  return meaning;
}

function read(code: string): FormatMeaning {
  let isElapsed = false;
  const bare = code
    .replaceAll(/"[^"]*"?/g, '')
    .replaceAll(/\\./g, '')
    .replaceAll(/[_*]./g, '')
    .replaceAll(/\[(?:h+|m+|s+)\]/gi, () => {
      isElapsed = true;
      return '';
    })
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/general|G\/通用格式/gi, '')
    .replaceAll(/e[+-]/gi, '');
  const section = bare.split(';').find((part) => part.trim() !== '') ?? '';
  if (isElapsed) return TIME;
  if (section.includes('%')) {
    const decimals = /\.([0#?]+)/.exec(section)?.[1] ?? '';
    return { z: 'percent', zd: decimals.length };
  }
  const hasTime = /[hs]|am\/pm|a\/p|上午\/下午/i.test(section);
  const withoutMark = section.replaceAll(/am\/pm|a\/p|上午\/下午/gi, '');
  const hasDay = /[ydeb]|aaa|g/i.test(withoutMark);
  if (!hasTime && /[yeb]/i.test(withoutMark) && /m/i.test(withoutMark) && !/d|aaa/i.test(withoutMark)) return MONTH;
  if (hasDay) return hasTime ? DATETIME : DATE;
  if (hasTime) return TIME;
  if (/m/i.test(withoutMark)) return DATE;
  if (showsNoNumber(code, bare)) return UNSEEN;
  return isScaled(code, section) ? SCALED : writtenMeasure(code);
}

/** `0.00"亿元"`: what is written behind the number is part of what the officer sees; 万 or 百件 makes another number of it. */
function writtenMeasure(code: string): FormatMeaning {
  const section = code.split(';')[0]!.replaceAll(/\[[^\]]*\]|["\\]|_./g, '');
  const written = /(?:[0#?]|general|通用格式)\s*([十百千万亿]{0,2}[\p{Script=Han}]?)\s*$/iu.exec(section)?.[1] ?? '';
  if (/^万\p{Script=Han}?$/u.test(written)) return MONEY[written] ?? TIMES_WAN_OF[written] ?? TIMES_WAN;
  return MONEY[written] ?? (/^[十百千万亿]/u.test(written) ? SCALED : PLAIN);
}

/** ;;; and "—": whatever the number is, nothing of it is shown. */
function showsNoNumber(code: string, bare: string): boolean {
  // [=0]"";0 hides zeros only.
  const sections = bare.split(';');
  const shown = /\[[=<>]/.test(code) ? sections.join('') : sections[0]!;
  return !/[0#?@]/.test(shown) && !/general|通用格式/i.test(code);
}

/** `#,##0.0,` shows thousands; `0!.0,` and `0"."0000` write a point into the number, so that 万元 show over a number of 元. */
function isScaled(code: string, section: string): boolean {
  return /[0#?],+\s*(?:[^0#?,.\s]|$)/.test(section) || /[0#?](?:[\\!]\.|"\.")[0#?]/.test(code);
}

/** Meaning of the built-in format numbers, with those of Chinese Excel (27-36, 50-58) that no file spells out. */
export function builtinMeaning(id: number): FormatMeaning {
  if (id === 9) return { z: 'percent', zd: 0 };
  if (id === 10) return { z: 'percent', zd: 2 };
  if (id === 22) return DATETIME;
  if (id === 17 || id === 27 || id === 36 || id === 50 || id === 52 || id === 57) return MONTH;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36) return DATE;
  if ((id >= 50 && id <= 54) || id === 57 || id === 58) return DATE;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return TIME;
  return PLAIN;
}
