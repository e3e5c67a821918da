// Gives each mapped cell its exact value and state, or the finding why it has none. Units are converted by powers of ten,
// signs by the sheet's own note or by an answer; nothing is rounded and nothing is guessed.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import {
  measureWordsIn,
  normaliseMeasure,
  normaliseName,
  readMeasure,
} from '../../../../shared/indicators/normalise.js';
import { conversionPower, MEASURES, scaleOf } from '../../../../shared/indicators/measures.js';
import { STATE_LABEL, type ValueState } from '../../../../shared/model/observation.js';
import { parseScaled, shiftDecimal } from '../../../../shared/model/scaled-number.js';
import { cellAddress } from '../1-read/raw-book.js';
import { readBlanks } from './blank-cells.js';
import { labelOf } from './cell-label.js';
import type { MappedCell, MappedTable } from './map-cells.js';
import { mergedOver } from './merged-numbers.js';
import { parseBound, parseCell, parseText, type ParsedCell } from './parse-number.js';
import { shortName } from './shorten.js';

/** A mapped cell whose number was read. */
export interface ReadCell extends MappedCell {
  /** A 净增 target that was written as the increase: how the kept value came about. */
  increase?: string;
}

const FIGURE_MEASURE: Partial<Record<MappedCell['figure'], string>> = {
  change: '%',
  completion: '%',
  share: '%',
  rank: '位',
};

/** 50（45）, 50/45, 50（其中发明20）: which of them is the number only who wrote them knows. */
const TWO_NUMBERS = /^\s*\d[\d,.]*\s*[(/]\D{0,12}\d[\d,.]*[^\d()]{0,3}\)?[^\d()]{0,3}$/u;

const PROBLEM_TEXT: Record<Extract<ParsedCell, { kind: 'problem' }>['rule'], (found: string) => string> = {
  'text-in-number': (found) =>
    TWO_NUMBERS.test(found.normalize('NFKC'))
      ? `填的是“${found}”，一格里写了两个数，应只填本期数，上年同期数、其中数等另设一栏填写`
      : `填的是“${found}”，应填数字`,
  'error-cell': (found) => `是公式错误值${found}，应填数字`,
  'formula-without-value': () => '是没有保存结果的公式，请用 Excel 或 WPS 打开后保存再报',
  'boolean-cell': (found) => `是逻辑值${found}，应填数字`,
  'date-cell': () => '是日期格式，应填数字',
  'scaled-format': (found) =>
    `实际存的是${found}，单元格格式让它显示成别的数（缩小，或带“万”“亿”“约”等字样），分不清以哪个为准，请改为常规格式并直接填数`,
  'struck-number': (found) => `的数${found}上画着删除线，分不清是否作废，请改正后重报`,
  'unseen-number': (found) => `存着${found}，单元格格式却让它不显示，请改为常规格式，或清空`,
};

const SIGN_OPTIONS: { value: ValueState; label: string }[] = [
  { value: 'zero', label: '数值为0' },
  { value: 'not_applicable', label: '不适用' },
  { value: 'not_submitted', label: '未报' },
];

/** True for cells whose number would be stored. */
export function isStored(role: MappedCell['role']): boolean {
  return role === 'value' || role === 'claim' || role === 'target' || role === 'benchmark' || role === 'issued';
}

export function readValues(mapped: MappedTable): ReadCell[] {
  const cells = mapped.cells.map((cell) => readCell(cell, mapped));
  readBlanks(mapped, cells);
  return cells;
}

function readCell(cell: MappedCell, mapped: MappedTable): ReadCell {
  const result: ReadCell = cell;
  const { grid } = mapped.table;
  if (cell.raw !== undefined && grid.isCovered(cell.r, cell.c)) {
    const merge = grid.mergeOf(cell.r, cell.c)!;
    return reject(
      result,
      mapped,
      isStored(cell.role) ? 'block' : 'warn',
      'covered-by-merge',
      `在合并单元格（${cellAddress(merge[0], merge[1])}起）的下面，看不见的数不能采用，请取消合并后重报`,
    );
  }
  const parsed = parseCell(cell.raw, cell.text);
  switch (parsed.kind) {
    case 'empty':
      if (cell.role === 'value' && cell.figure !== 'month' && grid.mergeOf(cell.r, cell.c) === undefined)
        result.state = 'not_submitted';
      return result;
    case 'sign':
      return readSign(result, parsed.sign, mapped);
    case 'problem': {
      // Said once with its name: no indicator, or several in one cell.
      if (cell.role === 'unknown') return result;
      const written = parsed.rule === 'text-in-number' ? numberInWords(parsed.found, result) : null;
      if (written) return readNumber(result, written, mapped);
      // 持平 in a column 环比, 第9 in one of ranks: neither kept nor compared, so nothing is missing.
      if ((result.figure === 'last-month' || result.figure === 'rank') && !isStored(result.role)) return result;
      return reject(result, mapped, severityFor(cell), parsed.rule, PROBLEM_TEXT[parsed.rule](shortName(parsed.found)));
    }
    case 'number': {
      const over = isStored(cell.role) ? mergedOver(cell, mapped) : null;
      if (over !== null)
        return reject(result, mapped, over.hidesNumber ? 'block' : severityFor(cell), 'covered-by-merge', over.what);
      return readNumber(result, parsed, mapped);
    }
  }
}

type ParsedNumber = Extract<ParsedCell, { kind: 'number' }>;

/** What 万 and 亿 count where the measure is left out behind them. */
const COUNTED: Readonly<Record<string, string>> = { money: '元', people: '人', households: '户' };

/** ≥90 of a target, 持平 of a comparison, 5600万 of an amount; null where the text is none of them. */
function numberInWords(found: string, { role, figure, indicator, measure }: ReadCell): ParsedNumber | null {
  if (role === 'target') return parseBound(found)?.parsed ?? null;
  const counted = COUNTED[MEASURES[indicator?.measure ?? '']?.family ?? ''];
  const compared = figure === 'change' || figure === 'difference' ? changeInWords(found) : null;
  const amount = counted !== undefined && /[万亿]\s*$/u.test(found) ? `${found.trim()}${counted}` : found;
  const text = compared ?? amount;
  const parsed = text === found ? null : parseText(text);
  if (parsed?.kind !== 'number') return null;
  // 1.2万 below 亿元: nobody can tell whether 万元 are meant, or 万 of what the head says.
  const powerOf = (of: string | null): number => MEASURES[of ?? '']?.power ?? 0;
  return compared === null && powerOf(measure) > powerOf(parsed.measure) ? null : parsed;
}

/** 增长12.3%, ↓5, 持平 as numbers; null where the text is none of them. ▲ is as often a fall. */
function changeInWords(found: string): string | null {
  const said = found.normalize('NFKC').replaceAll(/\s/g, '');
  if (said === '持平') return '0';
  const match = /^(?:同比|环比)?(?:(增长|增加|上升|提高|提升|上涨|↑)|(?:下降|减少|降低|下滑|回落|↓|▼))(\d.*)$/u.exec(
    said,
  );
  return match === null ? null : `${match[1] === undefined ? '-' : ''}${match[2]!}`;
}

/** 本月 and comparison columns give 需核实 at most (rules.md 13). */
function severityFor(cell: MappedCell): 'block' | 'warn' {
  return isStored(cell.role) && cell.figure !== 'month' && cell.role !== 'claim' ? 'block' : 'warn';
}

function reject(
  result: ReadCell,
  mapped: MappedTable,
  severity: CheckIssue['severity'],
  rule: string,
  what: string,
): ReadCell {
  // 同比 of an indicator is not the indicator: “商标注册量 · 增减%”.
  const isOfIndicator = FIGURE_MEASURE[result.figure] === undefined;
  const name = (isOfIndicator ? result.indicator?.name : undefined) ?? labelOf(result);
  if (isStored(result.role) || severity === 'warn')
    mapped.issues.push({
      severity,
      rule,
      sheet: result.sheet,
      cell: result.cell,
      message: `${result.cell}“${name}”${what}。`,
    });
  return { ...result, rejected: what };
}

function readSign(result: ReadCell, sign: string, mapped: MappedTable): ReadCell {
  if (!isStored(result.role)) return result;
  const { table } = mapped;
  const defined = table.context.signs.get(sign);
  const settle = (state: ValueState, why: string): ReadCell => {
    if (result.role === 'value')
      mapped.issues.push({
        severity: 'hint',
        rule: 'sign-read',
        sheet: result.sheet,
        cell: result.cell,
        message: `${result.cell}“${result.indicator!.name}”填的是“${result.text}”，${why}按“${STATE_LABEL[state]}”处理。`,
      });
    return withState(result, state);
  };
  if (defined !== undefined) return settle(defined, '依据表中的说明');
  if (sign === '无') return settle('zero', '');
  // A sign in last year's column or in a target: not worth a question; the cell is left out and said.
  if (result.role !== 'value' || result.figure === 'month')
    return { ...result, rejected: `填的是“${result.text}”，没有说明含义` };
  const said = table.context.unclearSigns.get(sign);
  const note = said === undefined ? '没有说明' : `说明是“${shortName(said)}”，看不出本期的数是多少`;
  const state = mapped.asking.ask({
    id: `sign:${table.id}:${sign}`,
    kind: 'sign',
    cell: result.cell,
    text: `表中用“${result.text}”表示什么？（${result.cell}“${result.indicator!.name}”等处，表中${note}）`,
    options: SIGN_OPTIONS,
    memory: {
      topic: mapped.asking.topicOf(`sign:${sign}`),
      unitId: mapped.asking.reporterId,
      asks: `表中的“${sign}”表示什么`,
    },
  });
  return state ? withState(result, state) : { ...result, rejected: `“${result.text}”的含义待回答` };
}

function withState(result: ReadCell, state: ValueState): ReadCell {
  return state === 'zero' ? { ...result, state, value: 0n, decimal: '0' } : { ...result, state };
}

function readNumber(result: ReadCell, parsed: ParsedNumber, mapped: MappedTable): ReadCell {
  const indicator = result.indicator;
  // 增加0.05亿元 below 同比 is no rate.
  if (result.figure === 'change' && parsed.measure !== null && !/^(?:%|百分点)$/.test(parsed.measure))
    result.figure = 'difference';
  const figureMeasure = FIGURE_MEASURE[result.figure];
  if (!indicator || figureMeasure !== undefined || result.figure === 'last-month')
    return Object.assign(result, { decimal: parsed.decimal });
  const written = parsed.isInSign === true ? askSign(result, parsed, mapped) : parsed.measure;
  if (written === undefined) return { ...result, rejected: '数是元还是万元待回答' };
  const stated = written ?? askWord(result, mapped);
  if (stated === undefined) return { ...result, rejected: '计量单位待回答' };
  let decimal = parsed.decimal;
  let sourceMeasure = '';
  if (stated !== null && stated !== indicator.measure) {
    const reading = readMeasure(indicator.measure, stated);
    if (reading === null)
      return reject(
        result,
        mapped,
        severityFor(result),
        'measure-mismatch',
        `的计量单位是“${stated}”，应为“${indicator.measure}”`,
      );
    if (reading.power !== 0) decimal = shiftDecimal(decimal, reading.power);
    sourceMeasure = stated;
  }
  const counted = COUNTED_ONE_BY_ONE[indicator.measure];
  if (counted !== undefined && isStored(result.role) && isOneByOne(decimal, result.role))
    return reject(
      result,
      mapped,
      severityFor(result),
      'measure-mismatch',
      `填的是${result.text}，像是以“${counted}”计的数，应为“${indicator.measure}”。${stated === null ? '请在表头写明计量单位' : `表中写的是“${stated}”，请核实后改正`}`,
    );
  // Only the cell's own % settles it: a head or a 计量单位 of % says nothing about 0.875 (rules.md 12).
  if (indicator.measure === '%' && parsed.measure !== '%' && isStored(result.role) && isFractionLike(decimal))
    return askPercent(result, decimal, mapped);
  return finish(result, decimal, sourceMeasure, mapped);
}

/**
 * ¥5,000 or 5,000元 below 金额（万元）: the sign says 元, and as often stands in a format that nobody chose for 万元. The measure of the
 * number, null where nothing speaks against that of its head, undefined while it is asked.
 */
function askSign(result: ReadCell, parsed: ParsedNumber, { asking }: MappedTable): string | null | undefined {
  const { measure: own, name } = result.indicator!;
  const head = result.measure ?? own;
  // ¥5 as 专利授权量 is no count; the format of a column may stand at counts, too.
  if (MEASURES[own]?.family !== 'money') return parsed.wasText ? '元' : parsed.measure;
  const isMoney = MEASURES[head]?.family === 'money';
  // A total is compared with the units' numbers in the measure that they have.
  const isTaken = isStored(result.role) || result.role === 'check';
  const isSaidAlone = parsed.measure !== null && result.measure === null;
  if (!isMoney || head === '元' || isSaidAlone || !isTaken || !/[1-9]/.test(parsed.decimal)) return parsed.measure;
  const sign = parsed.measure ?? '¥';
  const topic = `${parsed.measure === null ? 'sign' : 'format'}-measure`;
  const answer = asking.ask({
    id: `${topic}:${asking.table.id}:${head}`,
    kind: 'measure',
    cell: result.cell,
    text: `${result.cell}“${name}”等处的数带有“${sign}”，${result.measure === null ? `指标的计量单位是${head}` : `表中写的计量单位是${head}`}。${result.cell}的${parsed.decimal}是${head}，还是元？`,
    options: [
      { value: 'head', label: head, kept: head },
      { value: 'yuan', label: '元' },
    ],
    memory: {
      topic: asking.topicOf(`${topic}:${head}`),
      unitId: asking.reporterId,
      asks: `计量单位是${head}、数却带“${sign}”时`,
    },
  });
  if (answer === undefined) return undefined;
  return answer === 'yuan' ? '元' : null;
}

/**
 * 质押金额 亿元, 质押金额（按亿元计）: a name that the officer has explained holds a measure, which is no part of the indicator's name.
 * The measure of the number, null where nothing states one, undefined while it is asked.
 */
function askWord(result: ReadCell, { asking }: MappedTable): string | null | undefined {
  const { indicator, measure, rowLabel, columnLabel } = result;
  const own = indicator!.measure;
  const isTaken = isStored(result.role) || result.role === 'check';
  const name = [rowLabel, columnLabel].find((label) => measureWordsIn(label).length > 0);
  if (!isTaken || name === undefined || (MEASURES[own]?.family ?? '') === '') return measure;
  const word = normaliseMeasure(measureWordsIn(name)[0]!);
  const head = measure ?? own;
  if (word === null || word === head || conversionPower(word, own) === null) return measure;
  return asking.ask({
    id: `word-measure:${asking.table.id}:${normaliseName(name)}`,
    kind: 'measure',
    cell: result.cell,
    text: `“${shortName(name)}”中写有“${word}”，${measure === null ? '指标' : '表中写'}的计量单位是${head}。${result.cell}的${result.text}是${word}，还是${head}？`,
    options: [
      { value: word, label: word },
      { value: head, label: head },
    ],
    memory: {
      topic: asking.topicOf(`word-measure:${normaliseName(name)}`),
      unitId: asking.reporterId,
      asks: `“${shortName(name)}”的计量单位`,
    },
  });
}

/** Measures of the statistics that count in 万, and what a larger number than they can hold was counted in. */
const COUNTED_ONE_BY_ONE: Readonly<Record<string, string>> = { 万人: '人', 万户: '户' };

/** More 万人 or 万户 than any place has: one of our units, or a province of a benchmark table. */
function isOneByOne(decimal: string, role: MappedCell['role']): boolean {
  return Number(decimal) > (role === 'benchmark' ? 20_000 : 4000);
}

function isFractionLike(decimal: string): boolean {
  return /^0\.\d*[1-9]\d*$/.test(decimal) || decimal === '1';
}

/** As they are kept: without the number of one file. */
const PERCENT_OPTIONS = [
  { value: 'fraction', label: '乘以100' },
  { value: 'percent', label: '就是百分数' },
];

function askPercent(result: ReadCell, decimal: string, mapped: MappedTable): ReadCell {
  const { asking } = mapped;
  const { code, name } = result.indicator!;
  const answer = asking.ask({
    id: `percent:${asking.table.id}:${code}`,
    kind: 'percent',
    cell: result.cell,
    text: `${result.cell}“${name}”填的是${result.text}，单位是%。它表示${shiftDecimal(decimal, 2)}%，还是${decimal}%？`,
    options: [
      { value: 'fraction', label: `${shiftDecimal(decimal, 2)}%` },
      { value: 'percent', label: `${decimal}%` },
    ],
    memory: {
      topic: asking.topicOf(`percent:${code}`),
      unitId: asking.reporterId,
      asks: `“${name}”填小数时`,
      options: PERCENT_OPTIONS,
    },
  });
  if (answer === undefined) return { ...result, rejected: '是百分数还是小数待回答' };
  return finish(result, answer === 'fraction' ? shiftDecimal(decimal, 2) : decimal, '', mapped);
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

function finish(result: ReadCell, decimal: string, sourceMeasure: string, mapped: MappedTable): ReadCell {
  const indicator = result.indicator!;
  const value = parseScaled(decimal, scaleOf(indicator.measure));
  if (value === null || value > MOST || value < -MOST) {
    // A computed ratio in a formula cell has a long tail; it is only compared, so it is kept as written.
    if (!isStored(result.role)) return { ...result, decimal, sourceMeasure };
    const decimals = decimal.split('.')[1]?.length ?? 0;
    return reject(
      result,
      mapped,
      severityFor(result),
      'too-many-decimals',
      `填的是${result.text}，有${decimals}位小数，“${indicator.measure}”最多保留${scaleOf(indicator.measure)}位，请核实后改正`,
    );
  }
  result.state = value === 0n ? 'zero' : 'value';
  result.value = value;
  result.decimal = decimal;
  result.sourceMeasure = sourceMeasure;
  return result;
}
