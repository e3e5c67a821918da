// Text of one cell in several fonts → what it says. A number that was crossed out with the new one written behind it (12 → 15) is
// not 1215, and a raised note mark behind a number is no digit of it.

import { unescapeXml } from './xml-scan.js';

export interface Run {
  text: string;
  isStruck: boolean;
  isRaised: boolean;
  /** Below the line: 2 of CO₂ is a part of the name, 1 behind a number a mark for a note. */
  isLowered?: boolean;
}

/** ¹, ², *, (1) behind a name or a number. */
const NOTE_MARK = /^[\s\d()（）[\]〔〕①-⑳*＊※注,，、]+$/u;

/** What a number of the statistics may be written with. */
const NUMBER = /^[\s\d,，.．+\-%％\p{Script=Han}]+$/u;

type Marks = Pick<Run, 'isStruck' | 'isRaised' | 'isLowered'>;

/** Marked in a way that may change what the text says. */
export function isMarked(run: Marks): boolean {
  return run.isStruck || run.isRaised || run.isLowered === true;
}

/** Text of which parts have fonts of their own: `start` of each and its font. What stands before the first has that of its cell. */
export function textInFonts(text: string, parts: readonly { start: number; font: Marks | undefined }[]): string {
  const runs: Run[] = [];
  const add = (from: number, to: number, font: Marks | undefined): void => {
    if (to > from)
      runs.push({
        text: text.slice(from, to),
        isStruck: font?.isStruck ?? false,
        isRaised: font?.isRaised ?? false,
        isLowered: font?.isLowered ?? false,
      });
  };
  let from = 0;
  let font: Marks | undefined;
  for (const part of parts) {
    add(from, part.start, font);
    from = Math.max(from, part.start);
    font = part.font;
  }
  add(from, text.length, font);
  return runs.some(isMarked) ? shownText(runs) : text;
}

/** The text of rich text of a sheet as XML where some of it is struck or raised; null where it is not: then the plain text holds. */
export function markedText(xml: string): string | null {
  if (!/strike|superscript|subscript/.test(xml)) return null;
  const runs = [...xml.matchAll(/<(?:\w+:)?r(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?r>/g)].map(([, run = '']): Run => {
    const text = /<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/.exec(run)?.[1] ?? '';
    return {
      text: unescapeXml(text),
      isStruck: /<(?:\w+:)?strike(?![^>]*val="(?:0|false)")/.test(run),
      isRaised: /vertAlign[^>]*superscript/.test(run),
      isLowered: /vertAlign[^>]*subscript/.test(run),
    };
  });
  return runs.length === 0 ? null : shownText(runs);
}

/** Struck text stays in sight as （划去：12）: it is neither lost nor taken for a digit. Raised note marks are left out. */
export function shownText(runs: readonly Run[]): string {
  let text = '';
  let struck = '';
  const hasPlain = runs.some((run) => !run.isRaised && run.text.trim() !== '');
  const plain = runs.flatMap((run) => (run.isRaised || run.isLowered === true ? [] : [run.text])).join('');
  const isNumber = /\d/.test(plain) && NUMBER.test(plain);
  const flush = (): void => {
    if (struck.trim() !== '') text += `（划去：${struck.trim()}）`;
    struck = '';
  };
  for (const run of runs) {
    const isMark = (run.isRaised && hasPlain) || (run.isLowered === true && isNumber);
    if (isMark && NOTE_MARK.test(run.text)) continue;
    if (run.isStruck) struck += run.text;
    else {
      flush();
      text += run.text;
    }
  }
  flush();
  return text;
}

/** Text of a cell whose font is struck: a number typed as text, the name of an enterprise or a unit is none any more. */
export function struckText(text: string): string {
  return text.length <= LONGEST_NAME && !text.includes('（划去：')
    ? shownText([{ text, isStruck: true, isRaised: false }])
    : text;
}

/** A longer one is a remark. */
const LONGEST_NAME = 40;
