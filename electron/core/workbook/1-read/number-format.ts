// What a number format code says about a number: percent, date, time, shown scaled, or nothing special.
// The first section decides; quoted text, escapes, colours and locale marks do not count.
// Not here: formatting a number; the value stays as stored.

import type { RawCell } from './raw-book.js';

export interface FormatMeaning {
  z?: NonNullable<RawCell['z']>;
  zd?: number;
  /** Of the cell, not of the format: the text is indented. Told only where the format says nothing else. */
  isIndented?: true;
}

const PLAIN: FormatMeaning = {};
const DATE: FormatMeaning = { z: 'date' };
const TIME: FormatMeaning = { z: 'time' };
const SCALED: FormatMeaning = { z: 'scaled' };
/** Of the font, not of the format; the code stands for it where a workbook is written anew for the slow reader. */
export const STRUCK: FormatMeaning = { z: 'struck' };
export const STRUCK_CODE = '0;[Struck]0';
const INDENTED: FormatMeaning = { isIndented: true };
export const INDENTED_CODE = 'General;[Indented]General';
export const UNSEEN_CODE = ';;;';
export const UNSEEN: FormatMeaning = { z: 'unseen' };
const TIMES_WAN: FormatMeaning = { z: 'times-wan' };
const TIMES_WAN_OF: Readonly<Record<string, FormatMeaning>> = {
  万人: { z: 'wan-people' },
  万户: { z: 'wan-households' },
};
const DATETIME: FormatMeaning = { z: 'datetime' };
const MONTH: FormatMeaning = { z: 'month' };
const MONTH_ALONE: FormatMeaning = { z: 'month-alone' };
const MONEY: Readonly<Record<string, FormatMeaning>> = {
  元: { z: 'in-yuan' },
  万元: { z: 'in-wan' },
  亿元: { z: 'in-yi' },
};
/** ¥ beside a number; the brackets hold what a locale writes ([$¥-804]). */
const YUAN_SIGN = /[¥￥]|RMB|CNY|人民币/;
const IN_SIGN: FormatMeaning = { z: 'in-sign' };
const known = new Map<string, FormatMeaning>();
/** Excel takes 255 characters. What a longer one shows nobody tells; patterns take minutes over a hundred thousand brackets. */
const LONGEST_CODE = 1000;

/** Meaning of a format code such as 0.0% or yyyy"年"m"月". */
export function formatMeaning(code: string | undefined): FormatMeaning {
  if (code === undefined || code === '' || code === 'General' || code === '@') return PLAIN;
  if (code === STRUCK_CODE) return STRUCK;
  if (code === INDENTED_CODE) return INDENTED;
  if (code.length > LONGEST_CODE) return SCALED;
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
  if (/m/i.test(withoutMark)) return MONTH_ALONE;
  if (showsNoNumber(code, bare)) return UNSEEN;
  const isOther = isScaled(code, section) || numberSections(code).some((one) => showsAnother(one));
  return isOther ? SCALED : writtenMeasure(code);
}

/** A piece of a section: what stands for digits of the number, or what is written beside them. */
interface Piece {
  isNumber: boolean;
  text: string;
}

/**
 * The sections that show a positive number, each as its pieces: the first alone where no condition parts them, as the second is for
 * negative numbers and the third for 0. [>0] and [<0] part them as no condition does.
 */
function numberSections(code: string): { pieces: Piece[]; isConditional: boolean }[] {
  const parts = code.match(/(?:"[^"]*"?|\\.|!.|_.|\*.|\[[^\]]*\]|[^;"\\!_*[])+|;/g) ?? [];
  const sections: string[] = [''];
  for (const part of parts)
    if (part === ';') sections.push('');
    else sections[sections.length - 1] += part;
  const conditionOf = (section: string): string => /\[([=<>][^\]]*)\]/.exec(section)?.[1] ?? '';
  const isParted = sections.some((section) => conditionOf(section) !== '');
  const upTo = sections.findIndex((section) => OF_POSITIVE.test(conditionOf(section)));
  return sections
    .slice(0, upTo >= 0 ? upTo + 1 : isParted ? 3 : 1)
    .filter((section) => !OF_OTHERS.test(conditionOf(section)))
    .map((section) => ({ pieces: piecesOf(section), isConditional: isParted }));
}

/** The condition of a section that all positive numbers stand in, where none before it has taken some. */
const OF_POSITIVE = /^(?:>=?|<>)-?0*(?:\.0*)?$/;
/** Of one that none stands in. */
const OF_OTHERS = /^(?:<=?|=)-?0*(?:\.0*)?$/;

/** Digits, points, commas and what stands for them together; everything else as it is written. */
function piecesOf(section: string): Piece[] {
  const tokens = section
    .replaceAll(/\[[^\]]*\]|[_*]./g, '')
    .replaceAll(/general|G\/通用格式/gi, '0')
    .match(/"[^"]*"?|[\\!].|[eE][+-]|./gsu);
  const pieces: Piece[] = [];
  const add = (isNumber: boolean, text: string): void => {
    const last = pieces.at(-1);
    if (last?.isNumber === isNumber) last.text += text;
    else if (text !== '') pieces.push({ isNumber, text });
  };
  for (const token of tokens ?? [])
    if (token.startsWith('"')) add(false, token.replaceAll('"', ''));
    else if (/^[\\!]/.test(token)) add(false, token.slice(1));
    else add(/^(?:[0#?@.,/ ]|[eE][+-])$/.test(token), token);
  return pieces;
}

/** Before the number: what makes another one of it. */
const ABOUT = /约|近|超|逾|不足|不到|[少多大小低高]于|至少|最多|不超|预计|估|负|[<>＜＞≤≥≈~～]|[-−－]\s*$|\d\.?$|^\.$/u;
/** Behind it. */
const OR_SO = /^\s*(?:余|多|几|左右|上下|以[上下内]|\+|＋|\.?\d)/u;

/**
 * "约"0, 0"余", "1"0, 0"0", [>100]0;"<100": what the officer sees is another number than the one in the cell, or none. Digits parted
 * by what is written between them (0000"年"00"月") are another number too.
 */
function showsAnother({ pieces, isConditional }: ReturnType<typeof numberSections>[number]): boolean {
  const numbers = pieces.flatMap(({ isNumber, text }, at) => (isNumber && /[0#?@]/.test(text) ? [at] : []));
  const first = numbers[0];
  if (first === undefined) return isConditional;
  const inside = pieces.slice(first, numbers.at(-1)! + 1);
  if (inside.some(({ isNumber, text }) => (isNumber ? /[0#?],+\s*$/.test(text) : text.trim() !== ''))) return true;
  const [before, behind] = [pieces[first - 1]?.text ?? '', pieces[numbers.at(-1)! + 1]?.text ?? ''];
  return ABOUT.test(before) || OR_SO.test(behind);
}

/** `0.00"亿元"`: what is written behind the number is part of what the officer sees; 万 or 百件 makes another number of it. */
function writtenMeasure(code: string): FormatMeaning {
  const section = code.split(';')[0]!.replaceAll(/\[[^\]]*\]|["\\]|_./g, '');
  const written = /(?:[0#?]|general|通用格式)\s*([十百千万亿]{0,2}[\p{Script=Han}]?)\s*$/iu.exec(section)?.[1] ?? '';
  if (/^万\p{Script=Han}?$/u.test(written)) return MONEY[written] ?? TIMES_WAN_OF[written] ?? TIMES_WAN;
  if (/^[十百千万亿]/u.test(written)) return MONEY[written] ?? SCALED;
  return MONEY[written] ?? (YUAN_SIGN.test(code.split(';')[0]!) ? IN_SIGN : PLAIN);
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

/** The meaning of a cell style: a format that says something goes before the indent of the cell. */
export function styleMeaning(format: FormatMeaning, isIndented: boolean): FormatMeaning {
  return isIndented && format.z === undefined ? INDENTED : format;
}

/** What the meaning of a cell style says of a number in it; an indent says nothing of numbers. */
export function ofNumber(meaning: FormatMeaning): FormatMeaning {
  return meaning.isIndented ? PLAIN : meaning;
}

/** What the meaning of a cell style says of a text in it, beside that it is struck. */
export function ofText(meaning: FormatMeaning): { indent?: true } {
  return meaning.isIndented ? { indent: true } : {};
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
