// What stands around a table: title, 填报单位 line, 计量单位 line, 填报人, notes that define signs, and the period.

import {
  normaliseMeasure,
  normaliseName,
  otherMeasure,
  splitMeasure,
  withoutNoteSign,
} from '../../../../shared/indicators/normalise.js';
import type { ValueState } from '../../../../shared/model/observation.js';
import { makePeriod, type Period } from '../../../../shared/model/period.js';
import type { FoundTable } from './find-table.js';
import { isFooterText, isMetaText, unitOfLine } from './lines.js';
import { isSignatureLabel, readSignatures } from './signatures.js';
import type { Grid } from './grid.js';
import { monthOfFirstDay, statedLine } from './period-cells.js';
import { findPeriods, type PeriodMention } from './period-text.js';

export interface Located {
  text: string;
  row: number;
  column: number;
}

export interface TableContext {
  titles: Located[];
  /** Text after 填报单位：, null where there is none. */
  unitLine: Located | null;
  /** 填报单位：江北区 | 填报单位：江南区 side by side: one for each block of the table, from left to right. */
  blockUnits: Located[];
  /** 统计期间：2024年1-3月. */
  periodLines: Located[];
  /** Measures of a 单位：件、万元 line; each holds for the indicators that it can measure. */
  measures: string[];
  /** What such a line names beside them that is no measure we know and counts in other steps (千件, 万美元). */
  unknownMeasures: string[];
  /** What a note says of some of the numbers only (案值单位为元): of which ones is not ours to say. */
  partMeasures: string[];
  meta: Record<string, string>;
  notes: Located[];
  /** Sign → state as a note of the sheet defines it (rules.md 11). */
  signs: Map<string, ValueState>;
}

/** A label with its value in the next cell: 填报单位： | 江北区. */
const LABEL_ONLY =
  /^(?:(?:填报|报送|编报|上报|填表|编制|制表|报表|金额|计量|数量|货币)?单位(?:\((?:盖章|公章)\))?|(?:填报|报送|填表|制表|编制)?(?:日期|时间)|(?:填报|填表|制表|经办|统计|审核|复核)(?:人|者|员)?|(?:单位|分管|部门)?(?:负责人|领导)(?:签字)?|(?:联系)?(?:电话|手机|方式)|(?:统计|报表|报告|所属|填报|报送|数据)?(?:期间|时期|月份|年月)|统计(?:期|时间)|报表期|报告期|所属期):$/;
const PERIOD_LINE =
  /^(?:统计(?:期间|时间|范围|时期|月份|年月|期)|(?:报表|报告|所属|填报|报送|数据)?(?:期间|时期|月份|年月)|报表期|报告期|所属期|(?:统计|数据)截[至止](?:日期|时间)?):?(.+)$/;

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

function readSigns(note: string, into: Map<string, ValueState>): void {
  const text = note.normalize('NFKC').replaceAll(/\s/g, '');
  for (const clause of text.split(/[。;；]/)) {
    const match = /^(.*?)(?:均|都|一律)?(?:表示|代表|是指|指|为|即)(.+)$/.exec(clause);
    if (!match) continue;
    const state = meaningOf(match[2]!);
    if (!state) continue;
    const named = match[1]!.match(/[“"'「『]([^”"'」』]{1,4})[”"'」』]/g) ?? [];
    for (const quoted of named) {
      const sign = signOf(quoted.slice(1, -1));
      if (sign) into.set(sign, state);
    }
  }
}

const MEANINGS: readonly (readonly [ValueState, RegExp])[] = [
  ['zero', /未发生|无发生|未开展|未产生|为零|为0|零|^0$|^无$|没有(?!数|统计|填|报|上报|[此该这]项|要求|任务)/],
  ['not_applicable', /不适用|不涉及|(?:无|没有)[此该这]项|不统计/],
  ['not_submitted', /未报|未填报|缺失|暂缺|不详|未统计|(?:暂无|没有)数据|没有(?:统计|填|报|上报)/],
];
/** What a sign stands for in a column of comparisons says nothing of the numbers themselves. */
const OF_COMPARISONS = /上年|去年|同期|同比|环比|基数|增[长速幅减]/;

/** 不适用，或上年同期为0而不能计算: what a sign stands for; null where that is nothing we know, or several things. */
function meaningOf(text: string): ValueState | null {
  const parts = text.split(/[,、]|或者?/).filter((part) => !OF_COMPARISONS.test(part));
  const states = MEANINGS.filter(([, words]) => parts.some((part) => words.test(part))).map(([state]) => state);
  return states.length === 1 ? states[0]! : null;
}

/** Reads the surroundings of a table; `until`: row where the next table begins. */
export function readContext(grid: Grid, table: FoundTable, until: number): TableContext {
  const context: TableContext = {
    titles: [],
    unitLine: null,
    blockUnits: [],
    periodLines: [],
    measures: [],
    unknownMeasures: [],
    partMeasures: [],
    meta: {},
    notes: [],
    signs: new Map(),
  };
  const headTop = table.head?.[0] ?? table.data[0];
  const isData = (r: number): boolean => r >= headTop && r <= table.data[1];
  const visit = (r: number): void => {
    const cells = grid.rowCells(r).filter((cell) => grid.textOf(cell).trim() !== '');
    const line = r < headTop ? statedLine(grid, r) : null;
    if (line !== null) {
      const place = { row: r, column: cells[0]!.c };
      if (line.period !== null) context.periodLines.push({ text: line.period, ...place });
      if (line.day !== null) context.meta['填报日期'] ??= line.day;
      if (line.unit !== null) context.unitLine ??= { text: line.unit, ...place };
      return;
    }
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at]!;
      // A date that is shown as 2022年7月 says it like a text.
      if (typeof cell.v !== 'string' && cell.z !== 'month') continue;
      let text = grid.textOf(cell).trim();
      const next = cells[at + 1];
      const isBareLabel = isSignatureLabel(text) && !isData(r);
      if ((LABEL_ONLY.test(flatten(text)) || isBareLabel) && next && isValueOf(grid.textOf(next))) {
        text = `${text}${isBareLabel ? '：' : ''}${grid.nameText(next.r, next.c).trim()}`;
        at += 1;
      }
      for (const part of r < headTop ? [text] : partsOf(text))
        readText(context, { text: part, row: r, column: cell.c }, r < headTop, grid.columnCount - 1);
    }
  };
  for (let r = table.from; r < headTop; r += 1) visit(r);
  // 填报单位：江北区 between the head and the first row.
  for (let r = (table.head?.[1] ?? headTop) + 1; r < table.data[0]; r += 1) visit(r);
  // Notes between rows of data belong to the table like those below it.
  for (let r = table.data[0]; r <= table.data[1]; r += 1)
    if (grid.rowCells(r).some((cell) => typeof cell.v === 'string' && isFooterText(cell.v))) visit(r);
  for (let r = table.data[1] + 1; r < until; r += 1) visit(r);
  return context;
}

/** 填表人：李四   注：“—”表示未发生 in one cell, or in lines of it: each is read as what it is. */
function partsOf(text: string): string[] {
  const parts = text.split(/\n|\s(?=(?:附?注|备注|说明)\s*\d*\s*[:：])/u).map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

/** What stands beside a label is its value, unless it is a label itself. */
function isValueOf(text: string): boolean {
  return !/[:：]/.test(text) && !isSignatureLabel(text);
}

function flatten(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/** 单位：元 alone, in brackets, as 金额单位, behind a title or behind 填报单位：江北区; `before`: the text without it. */
function measureLine(text: string): { measures: string[]; unknown: string[]; before: string } | null {
  // Step by step: one pattern for all of it tries every split of a run of blanks, and a cell may hold thirty thousand of them.
  const mark = [...text.matchAll(/(?:单\s*位|金\s*额)\s*[:：]/gu)].at(-1);
  if (mark === undefined) return null;
  const said = text
    .slice(mark.index + mark[0].length)
    .trim()
    .replace(/[)）]$/u, '');
  if (/[:：()（）]/u.test(said)) return null;
  let before = text.slice(0, mark.index).trimEnd();
  if (/(?:金额|计量|数量|货币|数据|度量)$/u.test(before)) before = before.slice(0, -2).trimEnd();
  if (/[(（]$/u.test(before)) before = before.slice(0, -1);
  const parts = flatten(said)
    .split(/[、,，/和及;；]/)
    .filter((part) => part !== '');
  const measures = parts.flatMap((part) => normaliseMeasure(part) ?? []);
  const unknown = parts.filter((part) => otherMeasure(part) !== null);
  const isLine = parts.length > 0 && measures.length + unknown.length === parts.length;
  return isLine ? { measures, unknown, before: before.trim() } : null;
}

/** 金额单位为元, 以万元为单位, 按元填报 in a running text. */
const MEASURE_SAID =
  /单位(?:均|都|统一|一律)?(?:为|是|系)[“"]?([^，,。;；、“”"()]{1,4})|(?:以|按)[“"]?([^，,。;；、“”"()]{1,4}?)[”"]?(?:为(?:计量)?单位|填报|填列|计算|计(?=$|[，,。;；、()]))/g;

/** Before the words: nothing, or what stands for all numbers of a kind. */
const OF_ALL =
  /(?:^|[:：、，,。;；.(]|\d)(?:本表|表中|表内|以上|上表|各项|所有|全部|其中)*(?:金额|资金|货币|数据|数值|数额|计量|金额类)?(?:指标|数据|数)?(?:均|都|统一|一律)?$/;

function readSaidMeasures(text: string, context: TableContext): void {
  const flat = flatten(text);
  for (const match of flat.matchAll(MEASURE_SAID)) {
    const said = match[1] ?? match[2]!;
    const measure = normaliseMeasure(said);
    if (measure !== null)
      (OF_ALL.test(flat.slice(0, match.index)) ? context.measures : context.partMeasures).push(measure);
    else if (otherMeasure(said) !== null) context.unknownMeasures.push(said);
  }
}

/** Measures of a line that says nothing else, as （以下单位：亿元）; empty for any other text. */
export function measuresOfLine(text: string): readonly string[] {
  return text.length > 40 ? [] : (measureLine(text)?.measures ?? []);
}

/** 金额单位：亿元；数量单位：件 says two measures, one behind the other. */
function measureLines(text: string): ReturnType<typeof measureLine> {
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

/** The first one counts, and others beside it are of other blocks. */
function addUnitLine(context: TableContext, line: Located): void {
  context.unitLine ??= line;
  if (line.row === context.unitLine.row) context.blockUnits.push(line);
}

function readText(context: TableContext, written: Located, isAbove: boolean, lastColumn: number): void {
  const line = measureLines(written.text);
  if (line !== null) {
    context.measures.push(...line.measures);
    context.unknownMeasures.push(...line.unknown);
  } else readSaidMeasures(written.text, context);
  if (line?.before === '') return;
  const bare = isAbove ? normaliseMeasure(written.text) : null;
  if (bare !== null) {
    // 元 above the last column is of the table; above another one it may be of that one alone.
    (written.column >= lastColumn ? context.measures : context.partMeasures).push(bare);
    return;
  }
  const located = line === null ? written : { ...written, text: line.before };
  const flat = flatten(located.text);
  const period = PERIOD_LINE.exec(flat);
  if (period) {
    context.periodLines.push({ ...located, text: monthOfLine(flat) ?? lastDayOf(period[1]!) ?? flat });
    return;
  }
  const unit = unitOfLine(withoutNoteSign(located.text));
  if (unit !== null) {
    if (unit !== '') addUnitLine(context, { ...located, text: unit });
    return;
  }
  if (/^(注|说明|备注|填报说明|附注)\d*[:.、]/.test(flat)) {
    context.notes.push(located);
    readSigns(flat.replace(/^(注|说明|备注|填报说明|附注)\d*[:.、]/, ''), context.signs);
    return;
  }
  if (/[^:]\((盖章|公章|签章)\)$/.test(flat) && !flat.includes(':')) {
    context.notes.push({ ...located, text: flat });
    return;
  }
  if (isMetaText(located.text) || isFooterText(located.text)) {
    readSignatures(located.text, context.meta);
    return;
  }
  if (!isAbove) {
    context.notes.push(located);
    readSigns(flat, context.signs);
    return;
  }
  // A bare date beside the unit line is the date of the form.
  if (/^\d{4}([-/.]\d{1,2}){2}$|^\d{4}年\d{1,2}月\d{1,2}日$/.test(flat)) context.meta['填报日期'] ??= flat;
  else {
    context.titles.push(located);
    // 2023年末常住人口数（人）
    const { measure } = splitMeasure(located.text);
    if (measure !== null) context.measures.push(measure);
    else {
      // 专利授权情况（万件）
      const other = otherMeasure(located.text);
      if (other !== null) context.unknownMeasures.push(other);
    }
  }
}

/** 统计月份：2024-02-01: a month kept as its first day, as spreadsheet programs keep one. 统计时间 may be a day. */
function monthOfLine(line: string): string | null {
  const match = /^(?:统计|报表|报告|所属|填报|报送|数据)?(?:月份|年月):?(.+)$/u.exec(line);
  return match === null ? null : monthOfFirstDay(match[1]!);
}

/** 统计截止日期：2024年7月31日 is the end of a month; another day of it is none. A bare 截止日期 may be the day to report by. */
function lastDayOf(text: string): string | null {
  const match = /^(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})日?$/u.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === day && month <= 12 ? `${year}年${month}月末` : null;
}

export interface PeriodEvidence {
  where: string; // 标题, 工作表名, 文件名, 表头
  mention: PeriodMention;
}

export interface ResolvedPeriod {
  period: Period;
  /** range 累计, quarter, asof; single: one month named without 累计. */
  shape: PeriodMention['shape'];
  isCumulative: boolean;
  /** Its first and last days are named: nothing before that month. */
  isWholeMonth: boolean;
  where: string;
  /** As it is written there, in one spelling. */
  text: string;
  /** Other places that say something else. */
  contradictions: PeriodEvidence[];
}

/**
 * The table's period from title, head, sheet name, file name, in this order. Year and month may come from different places
 * (1-7月 in the head, 2022 in the file name). Null where no month is stated anywhere; `problem` where what is stated cannot be used.
 */
export function resolvePeriod(evidence: PeriodEvidence[]): {
  resolved: ResolvedPeriod | null;
  year: number | null;
  /** A month without a year; null where the period is whole or no month is stated. */
  half: PeriodMention | null;
  problem: string | null;
} {
  const usable = evidence.filter((item) => item.mention.problem === undefined);
  const withMonth = usable.find((item) => item.mention.month !== null);
  // 2024年以来 where 2024年1—7月 is written, too: that year alone.
  const problem = evidence.find(
    ({ mention }) =>
      mention.problem !== undefined && !(mention.since === true && mention.year === withMonth?.mention.year),
  );
  const year =
    (withMonth?.mention.year ?? null) !== null
      ? withMonth!.mention.year
      : (usable.find((item) => item.mention.year !== null)?.mention.year ?? null);
  if (problem && (!withMonth || evidence.indexOf(problem) < evidence.indexOf(withMonth)))
    return {
      resolved: null,
      year,
      half: null,
      problem: `${problem.where}写的是“${problem.mention.text}”：${problem.mention.problem}`,
    };
  if (!withMonth || year === null) return { resolved: null, year, half: withMonth?.mention ?? null, problem: null };
  const month = withMonth.mention.month!;
  const contradictions = usable.filter(
    (item) =>
      (item.mention.month !== null && item.mention.month !== month) ||
      (item.mention.year !== null && item.mention.year !== year),
  );
  return {
    resolved: {
      period: makePeriod(year, month),
      shape: withMonth.mention.shape,
      isCumulative:
        withMonth.mention.isCumulative ||
        usable.some((item) => item.mention.shape === 'range' && item.mention.month === month),
      isWholeMonth: withMonth.mention.isWholeMonth === true,
      where: withMonth.where,
      text: withMonth.mention.text,
      contradictions,
    },
    year,
    half: null,
    problem: null,
  };
}

/** Period mentions of the table's surroundings in order of weight. */
export function periodEvidence(
  context: TableContext,
  heads: string[],
  inherited: Located[],
  sheetName: string | null,
  { fileName, cover }: { fileName: string; cover: { periods: readonly Located[] } | null },
): PeriodEvidence[] {
  const from = (where: string, text: string): PeriodEvidence[] =>
    findPeriods(text).map((mention) => ({ where, mention }));
  const own = [
    ...context.periodLines.flatMap((line) => from('统计期间', line.text)),
    ...context.titles.flatMap((title) => from('标题', title.text)),
    ...heads.flatMap((head) => from('表头', head)),
  ];
  const isWhole = own.some((item) => item.mention.month !== null) && own.some((item) => item.mention.year !== null);
  return [
    ...own,
    // The title over the first table of a sheet speaks for the tables below it that have none.
    ...(isWhole ? [] : inherited.flatMap((title) => from('上方标题', title.text))),
    ...from('工作表名', (sheetName ?? '').replace(/^\s*(20\d{2})\s*$/u, '$1年')),
    ...(isWhole ? [] : (cover?.periods ?? []).flatMap((line) => from('封面', line.text))),
    ...from('文件名', fileName),
  ];
}

/** The title's name of a single indicator: 2021年末常住人口（万人） → 常住人口. */
export function titleCore(title: string): string {
  return normaliseName(title)
    .replace(/^各地(?:区|市)?/u, '')
    .replace(/^\(?附?(?:表|件)(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:[-.]\d{1,2})?)\)?[:：、.]?/u, '')
    .replace(
      /^(全省|全国|全市|全县|全区)?(各|分)?(区\(市\)|县\(市、区\)|县市区|区县|市县|县区|旗县|地市|设区市|市州|市|县|区|州)?/,
      '',
    )
    .replace(/(情况)?(统计|汇总|明细)?(表|情况|一览)?$/, '')
    .replace(/[分按逐各](月|季)(份|度)?$/, '');
}
