// What stands around a table: title, 填报单位 line, 计量单位 line, lines of the period, 填报人, notes that define signs. Not here: what
// period all of it makes (table-period.ts).

import {
  measuresIn,
  normaliseMeasure,
  otherMeasure,
  withoutNoteSign,
} from '../../../../shared/indicators/normalise.js';
import type { ValueState } from '../../../../shared/model/observation.js';
import type { FoundTable } from './find-table.js';
import type { Grid } from './grid.js';
import {
  flatten,
  isFooterText,
  isLabelAlone,
  isMakerLine,
  isMetaText,
  numberCount,
  saidMonth,
  saidPeriod,
  unitOfLine,
} from './lines.js';
import { measureLines, noteMeasureWords, readSaidMeasures } from './measure-lines.js';
import { monthOfFirstDay, statedLine } from './period-cells.js';
import { isSignatureLabel, readSignatures } from './signatures.js';
import { explainsSigns, readSigns } from './signs.js';
import { statementsOf } from './statements.js';

export interface Located {
  text: string;
  row: number;
  column: number;
}

export interface TableContext {
  titles: Located[];
  /** Text after 填报单位：, null where there is none. */
  unitLine: (Located & { isOfMaker: boolean }) | null;
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
  /** 地区生产总值（亿元） in a line: what stands before the measure, and the indicators that are called so. */
  namedMeasures: { name: string; measure: string }[];
  codeMeasures: { code: string; name: string; measure: string }[];
  /** Measures of the lines above the tables before it, where it has none of its own: whether they hold for it, too, nobody says. */
  measuresBefore: string[];
  meta: Record<string, string>;
  notes: Located[];
  /** Sign → state as a note of the sheet defines it (rules.md 11). */
  signs: Map<string, ValueState>;
  /** Sign → words of such a note from which no state follows. */
  unclearSigns: Map<string, string>;
}

/** 注：…, 填报说明：… */
const NOTE = /^(?:注|说明|备注|填报说明|附注)\d*[:.、]/;

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
    namedMeasures: [],
    codeMeasures: [],
    measuresBefore: [],
    meta: {},
    notes: [],
    signs: new Map(),
    unclearSigns: new Map(),
  };
  const headTop = table.head?.[0] ?? table.data[0];
  const said: string[] = [];
  const isData = (r: number): boolean => r >= headTop && r <= table.data[1];
  const visit = (r: number): void => {
    const cells = grid.rowCells(r).filter((cell) => grid.textOf(cell).trim() !== '');
    const line = r < headTop ? statedLine(grid, r) : null;
    if (line !== null) {
      const place = { row: r, column: cells[0]!.c };
      for (const cell of cells) if (typeof cell.v === 'string') takeMeasureLine(context, cell.v);
      if (line.period !== null) context.periodLines.push({ text: line.period, ...place });
      if (line.day !== null) context.meta['填报日期'] ??= line.day;
      if (line.unit !== null) context.unitLine ??= { text: line.unit, isOfMaker: false, ...place };
      return;
    }
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at]!;
      // A date that is shown as 2022年7月 says it like a text.
      if (typeof cell.v !== 'string' && cell.z !== 'month' && cell.z !== 'month-alone') continue;
      let text = grid.textOf(cell).trim();
      const next = cells[at + 1];
      const isBareLabel = isSignatureLabel(text) && !isData(r);
      if ((isLabelAlone(text) || isBareLabel) && next && isValueOf(grid.textOf(next))) {
        text = `${text}${isBareLabel ? '：' : ''}${grid.nameText(next.r, next.c).trim()}`;
        at += 1;
      }
      for (const part of r < headTop ? statementsOf(text) : partsOf(text))
        readText(context, { text: part, row: r, column: cell.c }, r < headTop, grid.columnCount - 1);
      said.push(text);
    }
  };
  for (let r = table.from; r < headTop; r += 1) visit(r);
  // 填报单位：江北区 between the head and the first row.
  for (let r = (table.head?.[1] ?? headTop) + 1; r < table.data[0]; r += 1) visit(r);
  // Notes between rows of data belong to the table like those below it.
  for (let r = table.data[0]; r <= table.data[1]; r += 1)
    if (grid.rowCells(r).some(({ v }) => typeof v === 'string' && (isFooterText(v) || explainsSigns(v)))) visit(r);
  // 以上数据为1—6月 hangs together with the rows above it like a row that has no numbers.
  for (let r = lastNumberRow(grid, table.data) + 1; r <= table.data[1]; r += 1) if (isRemark(grid, r)) visit(r);
  for (let r = table.data[1] + 1; r < until; r += 1) visit(r);
  for (const text of said) noteMeasureWords(text, context);
  return context;
}

function lastNumberRow(grid: Grid, [first, last]: readonly [number, number]): number {
  for (let r = last; r > first; r -= 1) if (numberCount(grid, r) > 0) return r;
  return first;
}

const REMARK =
  /^[*※★#(（]*(?:以上|上述|本表|表中|表内|除|全部|所有|数据|统计(?:口径|时[间点]|期间)|(?:计量|金额|数量|货币)?单位|金额|计量|数量[:：])|^[(（].*[)）]$/u;

/** A line below the numbers that says something of them; 专利授权量 without a number says nothing. */
function isRemark(grid: Grid, r: number): boolean {
  const [text, ...others] = grid.distinctTexts(r);
  return text !== undefined && others.length === 0 && (REMARK.test(flatten(text)) || normaliseMeasure(text) !== null);
}

/** 单位：亿元 behind the period in one line. */
function takeMeasureLine(context: TableContext, text: string): void {
  for (const part of statementsOf(text)) {
    const line = measureLines(part);
    if (line === null) continue;
    context.measures.push(...line.measures);
    context.unknownMeasures.push(...line.unknown);
  }
}

/** What is said around a table holds for the one that goes on with it, too: 单位：亿元, “—”表示未发生. */
export function goOnWith(context: TableContext, before: TableContext): void {
  if (context.measures.length === 0 && context.unknownMeasures.length === 0) {
    context.measures.push(...before.measures);
    context.unknownMeasures.push(...before.unknownMeasures);
  }
  context.partMeasures.push(...before.partMeasures);
  for (const [sign, state] of before.signs) if (!context.signs.has(sign)) context.signs.set(sign, state);
  for (const [sign, words] of before.unclearSigns)
    if (!context.unclearSigns.has(sign)) context.unclearSigns.set(sign, words);
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

/** The first one counts, and others beside it are of other blocks; 编制单位 counts where no 填报单位 stands anywhere. */
function addUnitLine(context: TableContext, line: NonNullable<TableContext['unitLine']>): void {
  if (context.unitLine !== null && line.isOfMaker && !context.unitLine.isOfMaker) return;
  if (context.unitLine?.isOfMaker === true && !line.isOfMaker) {
    context.unitLine = null;
    context.blockUnits.length = 0;
  }
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
  const period = saidPeriod(flat);
  if (period) {
    context.periodLines.push({ ...located, text: monthOfLine(flat) ?? lastDayOf(period) ?? flat });
    return;
  }
  const unit = unitOfLine(withoutNoteSign(located.text));
  if (unit !== null) {
    if (unit !== '') addUnitLine(context, { ...located, text: unit, isOfMaker: isMakerLine(located.text) });
    return;
  }
  if (NOTE.test(flat)) {
    context.notes.push(located);
    readSigns(flat.replace(NOTE, ''), context.signs, context.unclearSigns);
    return;
  }
  if (/[^:]\((盖章|公章|签章)\)$/.test(flat) && !flat.includes(':')) {
    context.notes.push({ ...located, text: flat });
    return;
  }
  // 数据来源：国家知识产权局，截至6月底
  if (/^(?:数据|资料)?来源:/u.test(flat)) context.notes.push(located);
  if (isMetaText(located.text) || isFooterText(located.text)) {
    readSignatures(located.text, context.meta);
    return;
  }
  if (!isAbove) {
    context.notes.push(located);
    readSigns(flat, context.signs, context.unclearSigns);
    return;
  }
  // A bare date beside the unit line is the date of the form.
  if (/^\d{4}([-/.]\d{1,2}){2}$|^\d{4}年\d{1,2}月\d{1,2}日$/.test(flat)) context.meta['填报日期'] ??= flat;
  else {
    context.titles.push(located);
    // 2023年末常住人口数（人）, 专利质押金额（亿元）统计表; of 质押金额（亿元）及资助奖补情况表 only they know which numbers are 亿元.
    const measures = measuresIn(located.text);
    (namesMoreBehind(located.text) ? context.partMeasures : context.measures).push(...measures);
    if (measures.length === 0) {
      // 专利授权情况（万件）
      const other = otherMeasure(located.text);
      if (other !== null) context.unknownMeasures.push(other);
    }
  }
}

/** Another subject behind the last bracket of a title. */
function namesMoreBehind(title: string): boolean {
  const end = Math.max(...[...')）]】'].map((sign) => title.lastIndexOf(sign)));
  return /[及和与、暨]|以及|并/u.test(title.slice(end + 1));
}

/** 统计月份：2024-02-01: a month kept as its first day, as spreadsheet programs keep one. 统计时间 may be a day. */
function monthOfLine(line: string): string | null {
  const month = saidMonth(line);
  return month === null ? null : monthOfFirstDay(month);
}

/** 统计截止日期：2024年7月31日 is the end of a month; another day of it is none. A bare 截止日期 may be the day to report by. */
function lastDayOf(text: string): string | null {
  const match = /^(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})日?$/u.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === day && month <= 12 ? `${year}年${month}月末` : null;
}
