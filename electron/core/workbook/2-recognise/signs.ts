// Signs that stand for a number (—, /, 无), and what a note of the sheet says that they mean (rules.md 11).

import type { ValueState } from '../../../../shared/model/observation.js';
import { flatten } from './lines.js';

/** Signs that a note can define, in one spelling each. */
export const SIGNS = ['无', '—', '/', '不涉及', '…'] as const;

/** A sign cell → its one spelling, or null where the text is no sign. */
export function signOf(text: string): (typeof SIGNS)[number] | null {
  const key = text.normalize('NFKC').trim();
  if (key === '无' || key === '没有') return '无';
  if (/^[-‐‑‒–—―－−─一]{1,3}$/.test(key) && key !== '一') return '—';
  if (/^[/／\\]{1,2}$/.test(key)) return '/';
  if (/^(不涉及|不适用|无此项|N\/?A)$/i.test(key)) return '不涉及';
  if (/^(…+|\.{3,}|⋯+)$/.test(key)) return '…';
  return null;
}

/** Key of a blank cell among the signs that a note defines. */
export const BLANK = '空白';

/** 空白表示0, 未填的一律视为零: what a blank cell stands for. */
const BLANK_MEANS =
  /^(?:\d{1,2}[.、)])?(?:以上|[本上]?表[中内]?|各)?(?:空白|空格|空[项栏着缺]|(?:未|没有?|不)填[写报]?)(?:的|处|项|格|栏|单元格|部分|数据|指标|地方)*(?:[均都]|一律)?(?:[视计作]|当)?(?:表示|代表|是指|指|为|即|作|同|按|以)(.+?)(?:处理|统计|计算?)?$/u;

/**
 * What a note says of signs: “—”表示未发生，“/”为不适用; and of blank cells. Into `unclear`: words that leave open what the number is,
 * as “—”表示本月未发生 does of the months before.
 */
export function readSigns(note: string, into: Map<string, ValueState>, unclear: Map<string, string>): void {
  const text = flatten(note).replace(/^\((.*)\)$/u, '$1');
  for (const clause of text.split(/[。;；]/).flatMap(definitionsOf)) {
    const ofBlank = BLANK_MEANS.exec(clause)?.[1];
    const blank = ofBlank === undefined ? null : meaningOf(ofBlank.replaceAll(/[“”"'「」『』]/gu, ''));
    if (blank !== null) into.set(BLANK, blank);
    const match = /^(.*?)(?:均|都|一律)?(?:表示|代表|是指|指|为|即)(.+)$/.exec(clause);
    if (!match) continue;
    const words = match[2]!;
    const state = meaningOf(words);
    const named = match[1]!.match(/[“"'「『]([^”"'」』]{1,4})[”"'」』]/g) ?? [];
    for (const quoted of named) {
      const sign = signOf(quoted.slice(1, -1));
      if (sign && state) into.set(sign, state);
      else if (sign) unclear.set(sign, words);
    }
  }
}

/** A line right below the rows that explains signs, without 注 in front of it. */
export function explainsSigns(line: string): boolean {
  if (!/表示|代表|空[白格项栏]|未填/u.test(line)) return false;
  const signs = new Map<string, ValueState>();
  readSigns(line, signs, new Map());
  return signs.size > 0;
}

const BARE_SIGN = /^[“"'「『][^”"'」』]{1,4}[”"'」』]$/u;
const EXPLAINS = /表示|代表|是指|^[^”"'」』]*[“"'「『][^”"'」』]{1,4}[”"'」』](?:均|都|一律)?[指为即]/u;

/** “—”表示未发生，“/”、“无”表示不适用: one part for each meaning, with the signs before it. */
function definitionsOf(clause: string): string[] {
  const parts: string[] = [];
  let isExplained = true;
  for (const part of clause.split(/[,、]/)) {
    const explains = EXPLAINS.test(part);
    const isNext: boolean = isExplained && (parts.length === 0 || explains || BARE_SIGN.test(part));
    if (isNext) parts.push(part);
    else parts[parts.length - 1] += `,${part}`;
    isExplained = explains || (isExplained && !isNext);
  }
  return parts;
}

const MEANINGS: readonly (readonly [ValueState, RegExp])[] = [
  [
    'zero',
    /未发生|无发生|未开展|未产生|为零|为0|零|^0$|^无$|没有(?!数|统计|填|报|上报|[此该这]项|要求|任务|变[化动]|调整|新增|增[减加长])/,
  ],
  ['not_applicable', /不适用|不涉及|(?:无|没有)[此该这]项|不统计/],
  ['not_submitted', /未报|未填报|缺失|暂缺|不详|未统计|(?:暂无|没有)数据|没有(?:统计|填|报|上报)/],
];
/** What a sign stands for in a column of comparisons says nothing of the numbers themselves; nor does 本月未发生 of those since January. */
const OF_OTHER_NUMBERS = /上年|去年|上[月季期]|同期|同比|环比|基数|增[长速幅减]|[本当]月/;
/** 不是未报 behind what it does stand for. */
const NOT_MEANT = /^[而并]?(?:不是|非|不等于|不代表|不含|不包括)/;

/** 不适用，或上年同期为0而不能计算: what a sign stands for; null where that is nothing we know, or several things. */
function meaningOf(text: string): ValueState | null {
  const parts = text.split(/[,、()]|或者?/).filter((part) => !OF_OTHER_NUMBERS.test(part) && !NOT_MEANT.test(part));
  const states = MEANINGS.filter(([, words]) => parts.some((part) => words.test(part))).map(([state]) => state);
  return states.length === 1 ? states[0]! : null;
}
