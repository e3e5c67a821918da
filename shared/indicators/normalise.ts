// Lookup keys of names, and 计量单位 taken out of headings (rules.md 9). Exact after normalising: no likeness, no guessing.
// Not here: which key means which indicator (lookup.ts), roles of columns such as 本月 or 同期 (core/workbook/2-recognise).

import { remembered } from '../model/remembered.js';
import { conversionPower, MEASURES } from './measures.js';

/** White space, zero-width, BOM, bidi and other invisible characters; variation selectors. */
const INVISIBLE = /[\s\p{Cf}\p{Cc}\u{FE00}-\u{FE0F}]/gu;
/** ① … ⑳ ❶ …: numbering. Must go before NFKC, which makes plain digits of them. */
const CIRCLED = /^[\u2460-\u2473\u24EA-\u24FF\u2776-\u2793\u3251-\u325F\u32B1-\u32BF]+[.、:：]?/u;
/** `1 专利授权量`, `Ⅱ 专利授权量`: a number parted from the name by white space only. Must go before white space does. */
const SPACED_NUMBER = /^\s*(?:\d{1,3}|[\u2160-\u216B\u2170-\u217B])\s+(?=\p{Script=Han})(?![年月日万亿件家])/u;
const BRACKETED_NUMBER = /^\((?:\d{1,3}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})\)[.、:]?/;
const DOTTED_NUMBER = /^\d{1,3}(?:\.\d{1,3})*[.、):](?!\d)/;
const LEVELLED_NUMBER = /^\d{1,2}(?:\.\d{1,2})+(?![\d%])/;
/** 一、 and Ⅱ. which NFKC has made II. of. */
const SPELLED_NUMBER = /^(?:[一二三四五六七八九十]{1,3}|[IVX]{1,4})[、.:)]/;
const MARKS = /^[#*※★☆▲△●○■□◆◇·•▪-]+/;
/** 求和项:专利授权量 of a pivot table. 计数项 and 平均值项 are other numbers. */
const PIVOT_SUM = /^求和项[:：]/;
/** 其中: only in front of something it is part of, or alone; 其中 inside a name stays. */
const OF_WHICH = /^其中[:,、-]?/;
const TRAILING = ':,、;。';
/** A longer text is no heading with a measure behind it. */
const LONGEST_HEADING = 1000;
/** 专利授权量①, 专利授权量¹: a mark for a note below the table. Must go before NFKC, like the numbering in front. */
const NOTE_SIGN = /(?<=.)[\u2460-\u2473\u24EA-\u24FF\u2776-\u2793\u00B9\u00B2\u00B3\u2070-\u2079]+\s*$/u;
/** 专利授权量*, 专利授权量[1], 专利授权量（注2）: the same, after unify(). */
const NOTE_MARK = /(?<=.)(?:[*※#★☆▲△†]+|\((?:\d{1,2}|注\d{0,2})\)|注\d{1,2})$/;

/** The text without what `mark` finds at its end; a page of text has no mark for a note behind its name. */
function withoutMark(text: string, mark: RegExp): string {
  return text.length > LONGEST_HEADING ? text : text.replace(mark, '');
}

/** 江北区¹ → 江北区: for a text that is made plain characters of before it is looked up, when ¹ would be a digit like others. */
export function withoutNoteSign(text: string): string {
  return withoutMark(text, NOTE_SIGN);
}

/** Characters that stay as they are and end nothing: most names are of these alone, and are asked for by the thousand at a start. */
const ONLY_HAN = /^[\u4E00-\u9FFF]+$/;

/** Characters unified, decoration still on: NFKC, nothing invisible, upper case, one kind of dash and bracket. */
function unify(text: string): string {
  if (ONLY_HAN.test(text)) return text;
  const plain = text.replace(SPACED_NUMBER, '').replace(INVISIBLE, '').replace(CIRCLED, '');
  return withoutMark(plain, NOTE_SIGN)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase())
    .replace(/[‐‑‒–—―−─━﹣~〜]/g, '-')
    .replace(/[[{【〔〖〈《「『]/g, '(')
    .replace(/[\]}】〕〗〉》」』]/g, ')');
}

/** By hand: a pattern looks at every run of such characters anew, and a cell may hold thirty thousand of them. */
function withoutTrailing(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

function undecorate(text: string): string {
  // Of all decoration only 其中 is of these characters alone.
  if (ONLY_HAN.test(text) && !text.startsWith('其中')) return text;
  let rest = text;
  for (;;) {
    const named = rest
      .replace(BRACKETED_NUMBER, '')
      .replace(DOTTED_NUMBER, '')
      .replace(LEVELLED_NUMBER, '')
      .replace(SPELLED_NUMBER, '')
      .replace(MARKS, '')
      .replace(PIVOT_SUM, '')
      .replace(OF_WHICH, '');
    const next = withoutMark(named, NOTE_MARK);
    if (next === rest) return withoutTrailing(rest);
    rest = next;
  }
}

/** Spellings of measures that are not in MEASURES themselves, after unify(). */
const MEASURE_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['人民币元', '元'],
  ['人民币:元', '元'],
  ['人民币:万元', '万元'],
  ['元人民币', '元'],
  ['万元人民币', '万元'],
  ['人民币万元', '万元'],
  ['亿元人民币', '亿元'],
  ['人民币亿元', '亿元'],
  ['W元', '万元'],
  ['w元', '万元'],
  ['W', '万元'],
  ['w', '万元'],
  ['百分比', '%'],
  ['个百分点', '百分点'],
  ['件每万人', '件/万人'],
  ['件/每万人', '件/万人'],
  ['件/万人口', '件/万人'],
  ['起', '件'],
  ['宗', '件'],
  ['名', '人'],
  ['班次', '期'],
  ['场次', '场'],
  ['篇', '条'],
  ['人/次', '人次'],
]);

/** 计量单位 as a cell or heading writes it → the name in MEASURES; null where it is none of them. */
export const normaliseMeasure: (text: string) => string | null = remembered((text) => {
  const unified = unify(text)
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^(?:计量)?单位:?/, '');
  if (Object.hasOwn(MEASURES, unified)) return unified;
  return MEASURE_SPELLINGS.get(unified) ?? null;
});

/** 千件, 百家, 十万元, 亿, 万美元: read as 件, 家 and 万元 they would be wrong by powers of ten. */
const OTHER_STEP =
  /^[十百千万亿]{1,3}元$|^[十百千]?[万亿]$|^[十百千万亿]{1,2}[件项笔个家次期场条份户人块]$|^[十百千万亿]?(美元|美金|欧元|港元|港币|日元|英镑)(千元|万元|亿元)?$/;

/**
 * A measure that steps or converts otherwise than any of ours, in a text that is one, ends with one in brackets, or has one as
 * a segment: 百件, 数量（百件）, 专利授权量/百件. Null where there is none.
 */
export const otherMeasure: (text: string) => string | null = remembered((text) => {
  const unified = unify(text);
  const parts = [...unified.split('/'), ...[...unified.matchAll(/\(([^()]{1,6})\)/g)].map((match) => match[1]!)];
  return parts.find((part) => normaliseMeasure(part) === null && OTHER_STEP.test(part)) ?? null;
});

const OPEN = '(（[［{｛【〔〖〈《「『';
const CLOSE = ')）\\]］}｝】〕〗〉》」』';
/** Without one of these no measure stands in brackets. */
const CLOSES = new RegExp(`[${CLOSE}]`, 'u');
const BRACKETED = new RegExp(`[${OPEN}]([^${OPEN}${CLOSE}]*)[${CLOSE}]`, 'gu');
/** A name with brackets at its end, and marks for notes behind them: 质押金额（亿元）①, 质押金额（万元）*, 质押金额（万元）[1]. */
const ENDS_IN_BRACKETS = new RegExp(
  `^(.*?)[${OPEN}]([^${OPEN}${CLOSE}]*)[${CLOSE}]\\s*[:：]?\\s*(?:${NOTE_SIGN.source}|[*＊※#★☆▲△†]+|[${OPEN}](?:\\d{1,2}|注\\d{0,2})[${CLOSE}]|注\\d{1,2})?$`,
  'su',
);

/** `质押金额（万元）` → name `质押金额`, measure `万元`. The name keeps its other decoration; measure null where none is written. */
export const splitMeasure: (text: string) => { readonly name: string; readonly measure: string | null } = remembered(
  (text) => {
    if (text.length > LONGEST_HEADING || !CLOSES.test(text)) return { name: text.trim(), measure: null };
    const match = ENDS_IN_BRACKETS.exec(text.replace(/[\p{Cf}\p{Cc}]/gu, ''));
    const measure = match ? normaliseMeasure(match[2]!) : null;
    if (!match || measure === null || match[1]!.trim() === '') return { name: text.trim(), measure: null };
    return { name: match[1]!.trim(), measure };
  },
);

/** All measures that stand in brackets in a text: 专利质押金额（亿元）统计表, 质押金额（亿元，含续贷）. */
export const measuresIn: (text: string) => readonly string[] = remembered((text) => {
  if (text.length > LONGEST_HEADING || !CLOSES.test(text)) return [];
  return [...text.matchAll(BRACKETED)].flatMap((match) =>
    match[1]!.split(/[,，、;；]|(?<=[:：])/u).flatMap((part) => normaliseMeasure(part) ?? []),
  );
});

/** 万元 and 亿元 without a number in front or 以上, 企业 behind; 元 only where nothing goes on with it: 多元, 元宇宙, 元、角. */
const STEPPED =
  /(?<![\d.〇一二三四五六七八九十百千万亿每过超近上满达])(?:[十百千万亿]{1,3}元|[万亿][人户])(?!以[上下内]|[级大]|企业|项目|产值|工程|产业|园区)|(?<=^|[\s按以为:、,(-])元(?=$|[\s计为)、,。;])(?!、角)/gu;

/**
 * Measures that count in steps, in a text that has them in no brackets of their own: 质押金额 亿元, 金额（按亿元计）. Each as it is written.
 */
export const measureWordsIn: (text: string) => readonly string[] = remembered((text) => {
  if (text.length > LONGEST_HEADING || !/[元人户]/u.test(text)) return [];
  const bare = text.replace(BRACKETED, (whole, inner: string) => (measuresIn(whole).length > 0 ? '' : `(${inner})`));
  const plain = bare.normalize('NFKC').replace(/[—–－]/gu, '-');
  return plain.replace(/(?<=[十百千万亿])\s+(?=元)/gu, '').match(STEPPED) ?? [];
});

/** Splits at `/` outside brackets: `每万人口发明专利（件/万人）` is one segment. */
function segments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (char === '/' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function normaliseSegment(segment: string): string {
  const plain = undecorate(segment);
  return splitMeasure(plain).name || plain;
}

/**
 * Lookup key of a name, a short name, an alias or a header path. `/` between path segments stays.
 * Empty for a text that is all decoration (`其中`, `1.`).
 */
export const normaliseName: (text: string) => string = remembered((text) =>
  segments(unify(text))
    .map(normaliseSegment)
    .filter((part) => part !== '')
    .join('/'),
);

/** Count words that offices use for the same thing; a number never changes between them. */
// 人次 is never 人 or 次, 家次 never 家: events against distinct subjects (indicators.md B.5).
const SAME_COUNT: readonly (readonly string[])[] = [
  ['件', '笔', '项', '个', '次', '条'],
  ['次', '期', '场'],
  ['家', '户', '个'],
  ['件', '份'],
];

/** Per-capita values are usually written with the bare count word (rules.md 9: C15 accepts 件). */
const PER_CAPITA: ReadonlyMap<string, string> = new Map([
  ['件/万人', '件'],
  ['件/万户', '件'],
]);

/**
 * How a number written in `found` reads as one in `expected`: `power` = power of ten to multiply by (元 read as 万元: -4),
 * `exact` false where another count word was written (worth a hint). Null: the measures do not agree, ask.
 */
export function readMeasure(expected: string, found: string): { power: number; exact: boolean } | null {
  const power = conversionPower(found, expected);
  if (power !== null) return { power, exact: true };
  if (PER_CAPITA.get(expected) === found) return { power: 0, exact: true };
  const same = SAME_COUNT.some((group) => group.includes(expected) && group.includes(found));
  return same ? { power: 0, exact: false } : null;
}
