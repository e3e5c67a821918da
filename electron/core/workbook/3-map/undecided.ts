// Why a cell has no destination, and how the officer is told: each reason once with its first cell, nothing left out in silence.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { cellAddress } from '../1-read/raw-book.js';
import { measuresOfLine } from '../2-recognise/measure-lines.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { labelOf } from './cell-label.js';
import type { MappedCell } from './map-cells.js';

export const NO_UNIT = '填报单位未确定';
export const NO_BASIS = '累计还是当月未确定';
export const BAD_PERIOD = '所写的期间不能用';
export const BAD_MEASURE = '的计量单位互相矛盾';
export const UNKNOWN_MEASURE = '的计量单位没有认出';
export const NO_COLUMN = '所在的栏目没有认出';
export const MANY_COLUMNS = '有几栏数字，分不清哪一栏是本期数';
/** 目标 without 年度: asked once. */
export const NO_TARGET_SPAN = '是全年目标还是本期目标待回答';
export const NO_SPAN = '是上年同期还是上年全年待回答';
export const NO_MONTHS = '各月的数是累计还是当月待回答';
/** Begins the reason of a figure that is neither kept nor checked. */
export const LEFT = '不采用：';
export const OTHER_SPAN = `${LEFT}不是报告期或上年同期的累计数`;

/** Only listed from now on, with why. */
export function leaveOut(cell: MappedCell, why: string): void {
  cell.role = 'check';
  cell.undecided = why;
}

/** A head or row such as 2—3月 that is no period of the statistics: its numbers are refused and said, never moved elsewhere. */
export function noteUnusablePeriods(table: RecognisedTable, cells: MappedCell[], issues: CheckIssue[]): void {
  const said = new Set<string>();
  for (const cell of cells) {
    if (!cell.undecided.startsWith(BAD_PERIOD) || cell.raw === undefined || said.has(cell.undecided)) continue;
    said.add(cell.undecided);
    issues.push({
      severity: cell.role === 'value' ? 'block' : 'warn',
      rule: 'period-unusable',
      sheet: table.sheetName,
      cell: cell.cell,
      message: `${cell.cell}“${labelOf(cell)}”${cell.undecided}，没有采用。`,
    });
  }
}

/** Each such cell with a number once by its reason. */
export function noteUndecided(
  table: RecognisedTable,
  cells: MappedCell[],
  issues: CheckIssue[],
  start: string,
  severity: 'block' | 'warn',
  rule: string,
): void {
  const said = new Set<string>();
  for (const cell of cells) {
    if (!cell.undecided.startsWith(start) || cell.raw === undefined || said.has(cell.undecided)) continue;
    said.add(cell.undecided);
    issues.push({
      severity: cell.role === 'claim' ? 'warn' : severity,
      rule,
      sheet: table.sheetName,
      cell: cell.cell,
      message: `${cell.cell}“${labelOf(cell)}”${cell.undecided}，没有采用。`,
    });
  }
}

/** Among columns of units one without: its numbers belong to nobody, and that is said. */
export function noteUnitless(table: RecognisedTable, cells: MappedCell[], issues: CheckIssue[]): void {
  if (!table.columns.some((axis) => axis.unit !== null)) return;
  const lost = cells.filter((cell) => cell.undecided === NO_UNIT && cell.raw !== undefined && cell.indicator !== null);
  if (lost.length === 0) return;
  issues.push({
    severity: 'warn',
    rule: 'numbers-not-read',
    sheet: table.sheetName,
    cell: lost[0]!.cell,
    message: `${lost[0]!.cell}等${lost.length}个数字没有写明是哪个填报单位的，没有采用。请核实表头。`,
  });
}

/** （以下单位：亿元） as a line among the data: the numbers above and below it are of different measures under one head. */
export function noteMeasureLines(
  { grid, found, context, columns, sheetName }: RecognisedTable,
  issues: CheckIssue[],
): void {
  const known = new Set([...context.measures, ...columns.flatMap((axis) => axis.measure ?? [])]);
  for (let r = found.data[0]; r <= found.data[1]; r += 1) {
    const cells = grid.rowCells(r);
    const text = cells.length === 1 && typeof cells[0]!.v === 'string' ? cells[0]!.v : '';
    if (measuresOfLine(text).every((measure) => known.has(measure))) continue;
    const cell = cellAddress(r, cells[0]!.c);
    issues.push({
      severity: 'block',
      rule: 'measure-mismatch',
      sheet: sheetName,
      cell,
      message: `${cell}写着“${text.trim()}”，它上面和下面的数不是一个计量单位，分不清各数的计量单位。请统一计量单位，或分成两张表后重报。`,
    });
    return;
  }
}

export function noteOutside(table: RecognisedTable, issues: CheckIssue[]): void {
  const first = table.outside.find((cell) => cell.isNamed) ?? table.outside[0];
  if (!first) return;
  issues.push({
    severity: first.isNamed ? 'warn' : 'hint',
    rule: 'numbers-not-read',
    sheet: table.sheetName,
    cell: first.address,
    message: `${first.address}等${table.outside.length}行的数字在表格之外，没有采用。${first.isNamed ? '请核实。' : ''}`,
  });
}

/** 高校, 企业 … of a table of kinds by applicants: their own numbers are of no indicator of the statistics. */
export function noteApplicants({ found, sheetName }: RecognisedTable, issues: CheckIssue[]): void {
  if (found.cross === undefined) return;
  const { left, isApplicantsDown } = found.cross;
  const [where, taken] = isApplicantsDown ? ['行', '合计行'] : ['栏', '合计栏'];
  issues.push({
    severity: 'hint',
    rule: 'numbers-not-read',
    sheet: sheetName,
    cell: null,
    message: `表中按申请人类型分的“${left.join('”“')}”各${where}没有对应的指标，没有采用，只采用了${taken}。`,
  });
}

/** Comparison columns that nothing is done with (去年全年, 上年末, 上月): said once for the table, with why. */
export function noteLeft(table: RecognisedTable, cells: MappedCell[], issues: CheckIssue[]): void {
  const left = new Map<string, { count: number; why: string; cell: string }>();
  for (const cell of cells) {
    if (cell.role !== 'check' || cell.raw === undefined || !cell.undecided.startsWith(LEFT)) continue;
    const head = cell.head === '' ? '没有表头的一栏' : `“${cell.head}”`;
    const known = left.get(head) ?? { count: 0, why: cell.undecided.slice(LEFT.length), cell: cell.cell };
    left.set(head, { ...known, count: known.count + 1 });
  }
  const [first] = left.values();
  if (first === undefined) return;
  const list = [...left].map(([head, { count, why }]) => `${head}${count}个数（${why}）`).join('、');
  issues.push({
    severity: 'hint',
    rule: 'columns-left',
    sheet: table.sheetName,
    cell: first.cell,
    message: `以下栏目只供参考，没有采用：${list}。`,
  });
}
