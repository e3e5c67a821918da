// Stage 3: a recognised table → one entry per number cell, saying what it would be. Questions where that cannot be known;
// a part with an open question yields cells without a destination, never a guess.

import type { CellRole, CheckIssue, Question } from '../../../../shared/import/plan.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import { addYears, makePeriod } from '../../../../shared/model/period.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { readMeasure } from '../../../../shared/indicators/normalise.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import { cellAddress, type RawCell } from '../1-read/raw-book.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { isNumberLike } from '../2-recognise/lines.js';
import { combineFigures, type ColumnFigure } from '../2-recognise/figure-words.js';
import type { PeriodMention } from '../2-recognise/period-text.js';
import { askIndicators, nameKey, type UnknownName } from './ask-indicators.js';
import { decideLayout } from './ask-layout.js';
import type { TableDecisions } from './answers.js';
import { askBasis, resolveTable, rowKey } from './decide.js';
import type { MapEnv } from './env.js';

export interface MappedCell {
  sheetIndex: number;
  sheet: string | null;
  r: number;
  c: number;
  cell: string;
  raw: RawCell | undefined;
  text: string;
  label: string;
  role: CellRole;
  figure: ColumnFigure;
  indicator: StoredIndicator | null;
  /** null for total rows and for other places. */
  unit: ReportingUnit | null;
  isTotal: boolean;
  place: string | null;
  period: Period | null;
  basis: Basis | null;
  /** Measure that the file states for the cell, null where it states none. */
  measure: string | null;
  /** Chinese reason why it has no destination. */
  undecided: string;
}

export interface MappedTable {
  table: RecognisedTable;
  decisions: TableDecisions;
  cells: MappedCell[];
  issues: CheckIssue[];
  questions: Question[];
}

/** Maps one table. */
export function mapTable(table: RecognisedTable, env: MapEnv): MappedTable {
  const issues: CheckIssue[] = [];
  const questions: Question[] = [];
  const decisions = resolveTable(table, env, issues, questions);
  const isRead = decideLayout(table, env, questions, decisions);
  let cells = mapAll(table, decisions, env);
  if (askIndicators(table, env, unknownNames(table, cells, env), questions, decisions))
    cells = mapAll(table, decisions, env);
  if (cells.some((cell) => cell.undecided === NO_BASIS && cell.raw !== undefined)) {
    askBasis(table, env, questions, decisions);
    if (decisions.flowBasis !== null) cells = mapAll(table, decisions, env);
  }
  if (!isRead) for (const cell of cells) cell.undecided ||= '这张表怎样读取待回答';
  noteUnusablePeriods(table, cells, issues);
  noteUndecided(table, cells, issues, BAD_MEASURE, 'block', 'measure-mismatch');
  noteUndecided(table, cells, issues, NO_COLUMN, 'warn', 'numbers-not-read');
  keepNewest(table, cells, issues);
  noteUnitless(table, cells, issues);
  noteOutside(table, issues);
  return { table, decisions, cells, issues, questions };
}

/** Names with numbers that stand for no indicator, each with a cell. */
function unknownNames(table: RecognisedTable, cells: MappedCell[], env: MapEnv): UnknownName[] {
  const rows = new Map(table.rows.map((row) => [rowKey(row), row]));
  return cells.flatMap((cell) => {
    if (cell.role !== 'unknown' || cell.indicator !== null) return [];
    const column = table.columns.find((axis) => axis.c === cell.c);
    const row = column && rows.get(rowKey({ r: cell.r, labelColumn: column.labelColumn }));
    if (!row || !column || cell.figure === 'change' || cell.figure === 'last-month') return [];
    const lookup = lookupOf(row, column, table, decisionsFree, env);
    const candidates = lookup?.kind === 'ambiguous' || lookup?.kind === 'contradicted' ? lookup.candidates : [];
    return [{ name: nameOf(row, column), cell: cell.cell, candidates }];
  });
}

const decisionsFree: Pick<TableDecisions, 'indicators'> = { indicators: new Map() };

function nameOf(row: RowAxis, column: ColumnAxis): string {
  if (row.indicator || row.category !== null) return row.label;
  return column.namePath.length > 0 ? column.namePath.join('/') : column.label;
}

const NO_BASIS = '累计还是当月未确定';

function mapAll(table: RecognisedTable, decisions: TableDecisions, env: MapEnv): MappedCell[] {
  const cells: MappedCell[] = [];
  for (const row of table.rows) {
    for (const column of table.columns) {
      if (column.role !== null || column.labelColumn !== row.labelColumn) continue;
      const cell = mapCell(table, row, column, decisions, env);
      if (cell) cells.push(cell);
    }
  }
  return cells;
}

/** A head or row such as 2—3月 that is no period of the statistics: its numbers are refused and said, never moved elsewhere. */
function noteUnusablePeriods(table: RecognisedTable, cells: MappedCell[], issues: CheckIssue[]): void {
  const said = new Set<string>();
  for (const cell of cells) {
    if (!cell.undecided.startsWith(BAD_PERIOD) || cell.raw === undefined || said.has(cell.undecided)) continue;
    said.add(cell.undecided);
    issues.push({
      severity: cell.role === 'value' ? 'block' : 'warn',
      rule: 'period-unusable',
      sheet: table.sheetName,
      cell: cell.cell,
      message: `${cell.cell}“${cell.label}”${cell.undecided}，没有采用。`,
    });
  }
}

/** Each such cell with a number once by its reason. */
function noteUndecided(
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
      message: `${cell.cell}“${cell.label}”${cell.undecided}，没有采用。`,
    });
  }
}

/** Among columns of units one without: its numbers belong to nobody, and that is said. */
function noteUnitless(table: RecognisedTable, cells: MappedCell[], issues: CheckIssue[]): void {
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

function noteOutside(table: RecognisedTable, issues: CheckIssue[]): void {
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

const NO_UNIT = '填报单位未确定';
const BAD_PERIOD = '所写的期间不能用';
const BAD_MEASURE = '的计量单位互相矛盾';
const NO_COLUMN = '所在的栏目没有认出';

/** Of several months of one value in a table the newest is taken (rules.md 13); the others are only compared. */
function keepNewest(table: RecognisedTable, cells: MappedCell[], issues: CheckIssue[]): void {
  const newest = new Map<string, Period>();
  const keyOf = (cell: MappedCell): string => `${cell.unit?.id}|${cell.indicator?.code}`;
  const counts = (cell: MappedCell): boolean =>
    cell.role === 'value' && cell.unit !== null && cell.period !== null && cell.undecided === '';
  for (const cell of cells) {
    if (!counts(cell) || cell.raw === undefined) continue;
    const known = newest.get(keyOf(cell));
    if (known === undefined || cell.period! > known) newest.set(keyOf(cell), cell.period!);
  }
  const older = cells.filter((cell) => counts(cell) && cell.period! < (newest.get(keyOf(cell)) ?? cell.period!));
  for (const cell of older) {
    cell.role = 'check';
    cell.undecided = `是${cell.period!}的数据，本表最新为${newest.get(keyOf(cell))!}，没有采用`;
  }
  const first = older.find((cell) => cell.raw !== undefined);
  if (first)
    issues.push({
      severity: 'hint',
      rule: 'older-period',
      sheet: table.sheetName,
      cell: first.cell,
      message: `表中有多个月份的数据，只采用最新一期；${first.cell}等${older.filter((cell) => cell.raw !== undefined).length}个较早月份的数没有采用。`,
    });
}

function mapCell(
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  decisions: TableDecisions,
  env: MapEnv,
): MappedCell | null {
  const raw = table.grid.cell(row.r, column.c);
  const merge = table.grid.mergeOf(row.r, column.c);
  const isCovered = table.grid.isCovered(row.r, column.c);
  if (isCovered && raw === undefined && merge && merge[0] === row.r) return null; // right part of a row's own merged cell
  const lookup = lookupOf(row, column, table, decisions, env);
  const indicator = lookup?.kind === 'found' ? (env.indicators.get(lookup.code) ?? null) : null;
  const text = raw ? table.grid.textOf(raw) : '';
  const base: MappedCell = {
    sheetIndex: table.sheetIndex,
    sheet: table.sheetName,
    r: row.r,
    c: column.c,
    cell: cellAddress(row.r, column.c),
    raw,
    text,
    label: [row.label, column.label].filter((part) => part !== '').join(' · '),
    role: 'unknown',
    figure: row.figure === null ? column.figure : combineFigures([row.figure, column.figure]),
    indicator,
    unit: null,
    isTotal: false,
    place: null,
    period: null,
    basis: null,
    measure: measureOf(table, row, column, indicator),
    undecided: '',
  };
  if (!indicator)
    return (text !== '' || raw?.t === 'f') && isNumberLike(table.grid, row.r, column.c)
      ? { ...base, undecided: unknownReason(lookup, row, column) }
      : null;
  const who = whoOf(table, row, column, decisions, env);
  const withWho = { ...base, unit: who.unit, isTotal: who.isTotal, place: who.place };
  if (who.skip) return text === '' ? null : { ...withWho, role: 'check', undecided: who.skip };
  if (isOtherColumn(table, row, column))
    return { ...withWho, role: 'check', figure: 'last-month', undecided: `${NO_COLUMN}（${column.label}）` };
  const cell = destination(withWho, table, row, column, decisions);
  const measures = contradicting(table, row, column, indicator);
  return measures === '' ? cell : { ...cell, undecided: `${BAD_MEASURE}（${measures}）` };
}

function lookupOf(
  row: RowAxis,
  column: ColumnAxis,
  table: RecognisedTable,
  decisions: Pick<TableDecisions, 'indicators'>,
  env: MapEnv,
): RowAxis['indicator'] {
  const found = exactLookup(row, column, table, env);
  if (found?.kind === 'found' || decisions.indicators.size === 0) return found;
  const key = nameKey(nameOf(row, column));
  const code = decisions.indicators.get(key);
  return code === undefined ? found : { kind: 'found', code, key };
}

function exactLookup(row: RowAxis, column: ColumnAxis, table: RecognisedTable, env: MapEnv): RowAxis['indicator'] {
  // A category beside the unit (发明) is part of the name; without it the number would pass for the whole.
  if (row.category !== null) return env.words.indicators.find([...column.namePath, row.category]);
  if (row.indicator !== null && column.indicator !== null) {
    // Row and column both name something: only together, or where one of them names nothing of its own.
    const both = env.words.indicators.find([...column.namePath, row.label]);
    if (both.kind === 'found' && row.indicator.kind !== 'found') return both;
    if (row.indicator.kind !== 'found') return row.indicator;
  }
  if (row.indicator?.kind === 'found') return row.indicator;
  if (column.indicator?.kind === 'found') return column.indicator;
  if (row.indicator === null && column.indicator === null) return table.titleIndicator;
  return row.indicator ?? column.indicator;
}

function unknownReason(lookup: RowAxis['indicator'], row: RowAxis, column: ColumnAxis): string {
  const name = nameOf(row, column);
  if (lookup?.kind === 'ambiguous') return `“${name}”可能指${lookup.candidates.length}个指标，没有采用`;
  if (lookup?.kind === 'contradicted') return `“${name}”与上级栏目不一致，没有采用`;
  return name === '' ? '没有指标名称，没有采用' : `指标库中没有“${name}”，没有采用`;
}

function measureOf(
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  indicator: StoredIndicator | null,
): string | null {
  const stated =
    row.measure ?? column.measure ?? (row.indicator === null && column.indicator === null ? table.titleMeasure : null);
  if (stated !== null) return stated;
  return indicator === null ? null : (lineMeasures(table, indicator).at(0) ?? null);
}

/** A line 单位：件、万元 above the table speaks for an indicator only where it can be its measure; more than one: they contradict. */
function lineMeasures(table: RecognisedTable, indicator: StoredIndicator): string[] {
  const readings = table.context.measures.flatMap((measure) => {
    const reading = readMeasure(indicator.measure, measure);
    return reading === null ? [] : [{ measure, ...reading }];
  });
  const ordered = [...readings.filter((one) => one.exact), ...readings.filter((one) => !one.exact)];
  return ordered
    .filter((one, index) => ordered.findIndex((other) => other.power === one.power) === index)
    .map((one) => one.measure);
}

/** 万元 in the name and 元 in the 计量单位 column: which of them holds is not ours to say. Empty where they agree. */
function contradicting(table: RecognisedTable, row: RowAxis, column: ColumnAxis, indicator: StoredIndicator): string {
  const own = [row.namedMeasure, row.measure, column.measure];
  const stated = own.some((measure) => measure !== null) ? own : lineMeasures(table, indicator);
  const powers = new Map<number, string>();
  for (const measure of stated) {
    const reading = measure === null ? null : readMeasure(indicator.measure, measure);
    if (reading !== null && !powers.has(reading.power)) powers.set(reading.power, measure!);
  }
  return powers.size > 1 ? [...powers.values()].join('、') : '';
}

const COMPARES =
  /[较比增减升降±率%占排名差]|位次|上月|上季|上期|年初|年末|年底|去年|上年|前年|预计|预测|剩余|缺口|计划|目标|任务|平均|人均/;

function isComparing(column: ColumnAxis): boolean {
  return (
    column.indicator?.kind === 'unknown' &&
    !column.hasFigureWord &&
    column.period === null &&
    column.unit === null &&
    !column.total &&
    COMPARES.test(column.namePath.join('').replaceAll('新增', ''))
  );
}

/** A head of no known word that compares (较年初, 预计全年) beside a column of the number itself: never the number. */
function isOtherColumn(table: RecognisedTable, row: RowAxis, column: ColumnAxis): boolean {
  if (row.indicator?.kind !== 'found' || !isComparing(column)) return false;
  return table.columns.some(
    (axis) =>
      axis !== column &&
      axis.role === null &&
      axis.labelColumn === column.labelColumn &&
      isOwnNumber(axis.figure) &&
      !isComparing(axis),
  );
}

function isOwnNumber(figure: ColumnFigure): boolean {
  return figure === 'current' || figure === 'ytd' || figure === 'month';
}

/** Which of the columns of its indicator a 去年同期 compares: the single month's, 累计, or undecided by the columns. */
function comparedFigure(table: RecognisedTable, row: RowAxis, column: ColumnAxis): 'month' | 'ytd' | null {
  if (column.isYtd) return 'ytd';
  if (row.figure !== null)
    return table.found.orientation === 'figure-rows'
      ? comparedAmong(
          table.rows.flatMap((one) =>
            one.labelColumn === row.labelColumn && one.figure !== null ? [{ at: one.r, figure: one.figure }] : [],
          ),
          row.r,
        )
      : null;
  const own = table.columns.filter(
    (axis) =>
      axis.role === null &&
      axis.labelColumn === column.labelColumn &&
      axis.unit === column.unit &&
      (row.indicator?.kind === 'found' || axis.namePath.join('/') === column.namePath.join('/')) &&
      !isComparing(axis),
  );
  return comparedAmong(
    own.map((axis) => ({ at: axis.c, figure: axis.figure })),
    column.c,
  );
}

function comparedAmong(all: { at: number; figure: ColumnFigure }[], at: number): 'month' | 'ytd' | null {
  const own = all.filter((one) => isOwnNumber(one.figure));
  const before = own.filter((one) => one.at < at);
  // 本月 | 去年同期 | 累计, or 本月 | 去年同期 alone.
  const deciding = before.length > 0 ? before : own;
  if (deciding.length > 0 && deciding.every((axis) => axis.figure === 'month')) {
    const isFirst = before.length === 0 && own.length > 0;
    return isFirst && own.some((axis) => axis.figure !== 'month') ? null : 'month';
  }
  return before.at(-1)?.figure === 'ytd' ? 'ytd' : null;
}

interface Who {
  unit: ReportingUnit | null;
  isTotal: boolean;
  place: string | null;
  skip: string;
}

function whoOf(table: RecognisedTable, row: RowAxis, column: ColumnAxis, decisions: TableDecisions, env: MapEnv): Who {
  const none: Who = { unit: null, isTotal: false, place: null, skip: '' };
  // In a province table our own city is one of the places, not the total of our units.
  if (table.form === 'benchmark' && row.total === 'total' && row.label.includes(env.words.place))
    return { ...none, place: row.label };
  if (row.total === 'subtotal' || row.total === 'average')
    return { ...none, skip: row.total === 'average' ? '平均行，不入库' : '小计行，不入库' };
  if (row.total === 'total' || column.total) return { ...none, isTotal: true };
  if (column.unit) return { ...none, unit: column.unit };
  if (table.found.orientation === 'unit-rows' || row.unit !== null) {
    if (table.form === 'benchmark') return { ...none, place: row.label };
    const unit = decisions.rowUnits.get(rowKey(row)) ?? null;
    return unit
      ? { ...none, unit }
      : {
          ...none,
          skip: decisions.skippedRows.has(rowKey(row)) ? '按您的选择不导入这一行' : `填报单位“${row.unitLabel}”未确定`,
        };
  }
  return decisions.unit ? { ...none, unit: decisions.unit } : { ...none, skip: NO_UNIT };
}

/** Role, period and basis from figure, kind of indicator and the table's period. */
function destination(
  cell: MappedCell,
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  decisions: TableDecisions,
): MappedCell {
  const indicator = cell.indicator!;
  const { figure } = cell;
  if (table.form === 'targets' || figure === 'target') {
    if (figure !== 'target' && figure !== 'current') return { ...cell, role: 'check' };
    const year = decisions.year;
    const role: CellRole = cell.isTotal ? 'check' : 'target';
    return year === null
      ? { ...cell, role, undecided: '年份未确定' }
      : { ...cell, role, period: makePeriod(year, 12), basis: 'ytd', figure: 'target' };
  }
  if (decisions.period === null) return { ...cell, role: 'value', undecided: '报表期未确定' };
  const isComputed = indicator.kind === 'ratio' && indicator.numerator !== null;
  const own = row.period ?? column.period;
  if (own?.problem !== undefined) {
    const role: CellRole = figure === 'current' || figure === 'ytd' || figure === 'month' ? 'value' : 'check';
    return { ...cell, role, undecided: `${BAD_PERIOD}（${own.problem}）` };
  }
  const period = own?.month === decisions.replacedMonth ? decisions.period : ownPeriod(own, figure, decisions.period);
  const basis = basisOf(indicator, figure, own, column.isYtd || row.figure === 'ytd', decisions);
  if (table.form === 'benchmark') {
    const role: CellRole =
      cell.isTotal || (figure !== 'current' && figure !== 'ytd' && figure !== 'last-year') ? 'check' : 'benchmark';
    return { ...cell, role, period: figure === 'last-year' ? addYears(period, -1) : period, basis };
  }
  switch (figure) {
    case 'current':
    case 'ytd':
      // A 合计 is only compared: not worth a question.
      if (basis === null && !cell.isTotal) return { ...cell, role: 'value', period, undecided: NO_BASIS };
      return { ...cell, role: cell.isTotal || isComputed ? 'check' : 'value', period, basis };
    case 'month':
      return {
        ...cell,
        role: indicator.kind === 'flow' && !cell.isTotal ? 'value' : 'check',
        period,
        basis: indicator.kind === 'flow' ? 'month' : basis,
      };
    case 'last-year': {
      // 2023年全年 or 2021年末 beside 1—7月 is no 同期; the same month alone is none of 累计.
      const isOther = own?.month != null && own.month !== Number(period.slice(5));
      const isMonth =
        basis !== 'asof' &&
        ((own?.shape === 'single' && !own.isCumulative && !column.isYtd) ||
          comparedFigure(table, row, column) === 'month');
      if (isOther || isMonth)
        return { ...cell, role: 'check', figure: 'last-month', period: addYears(period, -1), basis };
      if (basis === null && !cell.isTotal && !isComputed)
        return { ...cell, role: 'claim', period: addYears(period, -1), undecided: NO_BASIS };
      return {
        ...cell,
        role: cell.isTotal || isComputed ? 'check' : 'claim',
        period: addYears(period, -1),
        basis: basis === 'quarter' && comparedFigure(table, row, column) === 'ytd' ? 'ytd' : basis,
      };
    }
    default:
      return { ...cell, role: 'check', period, basis };
  }
}

function ownPeriod(own: PeriodMention | null, figure: ColumnFigure, period: Period): Period {
  if (!own || own.month === null || figure === 'last-year') return period;
  return makePeriod(own.year ?? Number(period.slice(0, 4)), own.month);
}

function basisOf(
  indicator: StoredIndicator,
  figure: ColumnFigure,
  own: PeriodMention | null,
  isYtd: boolean,
  decisions: TableDecisions,
): Basis | null {
  if (indicator.kind === 'stock') return 'asof';
  if (indicator.kind === 'ratio') return decisions.ratioBasis.get(indicator.code) ?? 'asof';
  if (figure === 'month') return 'month';
  if (figure === 'ytd' || isYtd) return 'ytd';
  if (own?.shape === 'range' || own?.isCumulative === true) return 'ytd';
  if (own?.shape === 'quarter') return 'quarter';
  return decisions.flowBasis;
}
