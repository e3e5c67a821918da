// 计量单位 as lines and notes around a table say it: 单位：件、万元 alone or behind a title, 金额单位为元 in a running text.
// Not here: the measure in a head or a name (axes.ts), of which indicators it holds (3-map/stated-measure.ts).

import { measuresIn, measureWordsIn, normaliseMeasure, otherMeasure } from '../../../../shared/indicators/normalise.js';
import type { IndicatorLookup } from '../../../../shared/indicators/lookup.js';
import type { TableContext } from './context.js';
import { flatten } from './lines.js';

/** 单位：元 alone, in brackets, as 金额单位, behind a title or behind 填报单位：江北区; `before`: the text without it. */
function measureLine(text: string): { measures: string[]; unknown: string[]; before: string } | null {
  // Step by step: one pattern for all of it tries every split of a run of blanks, and a cell may hold thirty thousand of them.
  const mark = [...text.matchAll(/(?:单\s*位|金\s*额|计\s*量)\s*[:：]/gu)].at(-1);
  if (mark === undefined) return null;
  const said = text.slice(mark.index + mark[0].length).trim();
  if (/[:：]/u.test(said)) return null;
  let before = text.slice(0, mark.index).trimEnd();
  if (/(?:金额|计量|数量|货币|数据|度量)$/u.test(before)) before = before.slice(0, -2).trimEnd();
  if (/[(（]$/u.test(before)) before = before.slice(0, -1);
  const parts = measuresApart(said);
  if (parts === null) return null;
  const measures = parts.flatMap((part) => normaliseMeasure(part) ?? []);
  return { measures, unknown: parts.filter((part) => normaliseMeasure(part) === null), before: before.trim() };
}

/** 件、亿元, 件（亿元）。, 件 亿元, 亿 元: measures and nothing else; null for any other text. */
function measuresApart(said: string): string[] | null {
  const plain = said.normalize('NFKC');
  for (const text of [plain.replaceAll(/\s/g, ''), plain]) {
    const parts = text.split(/[、,/和及;。.()\s]+/u).filter((part) => part !== '');
    const isMeasure = (part: string): boolean => normaliseMeasure(part) !== null || otherMeasure(part) !== null;
    if (parts.length > 0 && parts.every(isMeasure)) return parts;
  }
  return null;
}

/** Measures of a line that says nothing else, as （以下单位：亿元）; empty for any other text. */
export function measuresOfLine(text: string): readonly string[] {
  return text.length > 40 ? [] : (measureLine(text)?.measures ?? []);
}

/** 金额单位：亿元；数量单位：件 says two measures, one behind the other. */
export function measureLines(text: string): ReturnType<typeof measureLine> {
  const last = measureLine(text);
  if (last === null || last.before === '') return last;
  const first = measureLines(last.before.replace(/[;；,，、。\s]+$/u, ''));
  if (first === null) return last;
  return {
    measures: [...first.measures, ...last.measures],
    unknown: [...first.unknown, ...last.unknown],
    before: first.before,
  };
}

/** 金额单位为元, 以万元为单位, 按元填报 in a running text. */
const MEASURE_SAID =
  /单位(?:均|都|统一|一律)?(?:为|是|系)[“"]?([^，,。;；、“”"()]{1,4})|(?:以|按)[“"]?([^，,。;；、“”"()]{1,4}?)[”"]?(?:为(?:计量)?单位|填报|填列|计算|计(?=$|[，,。;；、()]))/g;

/** Before the words: nothing, or what stands for all numbers of a kind. */
const OF_ALL =
  /(?:^|[:：、，,。;；.(]|\d)(?:本表|表中|表内|以上|上表|各项|所有|全部|其中)*(?:金额|资金|货币|数据|数值|数额|计量|金额类)?(?:指标|数据|数)?(?:均|都|统一|一律)?$/;

/** Measures of a running text into those of the table, of some of its numbers, or none that we know. */
export function readSaidMeasures(
  text: string,
  context: Pick<TableContext, 'measures' | 'partMeasures' | 'unknownMeasures'>,
): void {
  const flat = flatten(text);
  for (const match of flat.matchAll(MEASURE_SAID)) {
    const said = match[1] ?? match[2]!;
    const measure = normaliseMeasure(said);
    if (measure !== null)
      (OF_ALL.test(flat.slice(0, match.index)) ? context.measures : context.partMeasures).push(measure);
    else if (otherMeasure(said) !== null) context.unknownMeasures.push(said);
  }
}

/** 地区生产总值（亿元）来自统计局: the measure of what it stands behind. Bounded: a cell may hold thirty thousand signs. */
const BEHIND_NAME = /([\p{Script=Han}A-Za-z&]{1,20})\s?[(（]([^()（）]{1,6})[)）]/gu;
/** 带动数亿元投资, 发放亿元贷款: about how much, and of what else; 金额为亿元贷款金额 says the measure. */
const TALK =
  /[数几上近]\s*[十百千万亿]+元|(?<=[^以按为是位用均计:：(（，,。；;、\s])[万亿]元(?:级|大关)?(?:贷款|投资|融资|资金|产业|合同)/gu;
/** 专利、商标质押融资金额（亿元）, 专利和商标…: of more than the name in front of the measure. */
const OF_MORE = /[、和及与或/]\s*$/u;

/** 亿元 in a line around the table that says it in other words: of which numbers, only they tell. */
export function noteMeasureWords(
  text: string,
  {
    measures,
    partMeasures,
    unknownMeasures,
    namedMeasures,
  }: Pick<TableContext, 'measures' | 'partMeasures' | 'unknownMeasures' | 'namedMeasures'>,
): void {
  const rest = text.replace(BEHIND_NAME, (whole, name: string, inner: string, at: number) => {
    const measure = normaliseMeasure(inner);
    if (measure === null || OF_MORE.test(text.slice(0, at))) return whole;
    namedMeasures.push({ name, measure });
    return name;
  });
  for (const word of [...measuresIn(rest), ...measureWordsIn(rest.replace(TALK, ''))]) {
    const measure = normaliseMeasure(word);
    if (measure === null) unknownMeasures.push(word);
    else if (!measures.includes(measure) && !partMeasures.includes(measure)) partMeasures.push(measure);
  }
}

/** A measure behind a name that stands for an indicator is said of that one, any other of who knows which numbers. */
export function settleNamedMeasures(context: TableContext, indicators: IndicatorLookup): void {
  const { measures, partMeasures, codeMeasures } = context;
  for (const { name, measure } of context.namedMeasures) {
    if (measures.includes(measure) || partMeasures.includes(measure)) continue;
    const tails = Array.from({ length: name.length - 1 }, (_, from) => name.slice(from));
    const tail = tails.find((one) => indicators.find([one]).kind === 'found') ?? '';
    const found = indicators.find([tail]);
    const isAlone = !OF_MORE.test(name.slice(0, name.length - tail.length));
    if (found.kind === 'found' && isAlone) codeMeasures.push({ code: found.code, name: tail, measure });
    else partMeasures.push(measure);
  }
}
