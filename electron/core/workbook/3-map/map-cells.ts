// Stage 3: a recognised table → one entry per number cell, saying what it would be. Questions where that cannot be known;
// a part with an open question yields cells without a destination, never a guess.

import type { CellRole, CheckIssue } from '../../../../shared/import/plan.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import type { ValueState } from '../../../../shared/model/observation.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import { findTogether } from '../2-recognise/category-names.js';
import { cellAddress, type RawCell } from '../1-read/raw-book.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { combineFigures, isDone, saysMonth, type ColumnFigure } from '../2-recognise/figure-words.js';
import { isNumberLike } from '../2-recognise/lines.js';
import { findPeriods } from '../2-recognise/period-text.js';
import { totalWord } from '../2-recognise/names.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import { askColumns } from './ask-columns.js';
import { withColumnUnits } from './ask-unit-columns.js';
import { askHeads } from './ask-heads.js';
import { askIndicators, nameKey, type UnknownName } from './ask-indicators.js';
import { decideDerived } from './ask-derived.js';
import { decideLayout } from './ask-layout.js';
import { askNumberColumn, NOT_CHOSEN } from './ask-number-column.js';
import { askMonths } from './ask-months.js';
import { askInside, leaveParts, noteOthersOnly, takeTotal } from './ask-inside.js';
import { askMovedRows } from './ask-moved-rows.js';
import { askLines, decideSection } from './ask-section.js';
import { askSerial } from './ask-serial.js';
import { askSingleThings } from './ask-single-things.js';
import { levelOfAxes, noteUnknownModes, statedModes, type StatedMode } from './decide-targets.js';
import { asIssued, decideIssuer } from './decide-issuer.js';
import { askBasis, resolveTable } from './decide.js';
import { destination } from './destination.js';
import type { MapEnv } from './env.js';
import { askMonthsToCome } from './months-to-come.js';
import { headOf, namelessColumn } from './other-columns.js';
import { rowKey } from './row-key.js';
import { remarkIssues } from './row-remarks.js';
import { shortName } from './shorten.js';
import { measureOf, measureProblem } from './stated-measure.js';
import { decidePart } from './stated-scope.js';
import { TableAsking } from './table-asking.js';
import * as undecided from './undecided.js';

export interface MappedCell {
  sheetIndex: number;
  sheet: string | null;
  r: number;
  c: number;
  cell: string;
  raw: RawCell | undefined;
  text: string;
  /** Names of its row and of its column; together labelOf() of cell-label.ts. */
  rowLabel: string;
  columnLabel: string;
  /** What the head of its column says beside the indicator's name (去年全年). */
  head: string;
  role: CellRole;
  figure: ColumnFigure;
  indicator: StoredIndicator | null;
  /** null for total rows and for other places. */
  unit: ReportingUnit | null;
  isTotal: boolean;
  place: string | null;
  /** Of a target that the bureau itself holds; null for all others. */
  level: 'higher' | 'own' | null;
  period: Period | null;
  basis: Basis | null;
  /** Measure that the file states for the cell, null where it states none. */
  measure: string | null;
  /** Chinese reason why it has no destination. */
  undecided: string;
  // What its number is, filled by read-values.ts: one object per cell from here to its value, copies were most of the work.
  state: ValueState | null;
  /** Integer at the indicator's store scale; null without a number. */
  value: bigint | null;
  /** Plain decimal in the indicator's measure (checks of other figures: as written). */
  decimal: string | null;
  /** The measure it was converted from; '' where it is the indicator's own. */
  sourceMeasure: string;
  /** Chinese reason why it is rejected; '' where it is fine. */
  rejected: string;
}

export interface MappedTable {
  table: RecognisedTable;
  /** 考核方式 that a table of targets writes. */
  modes: StatedMode[];
  decisions: TableDecisions;
  cells: MappedCell[];
  issues: CheckIssue[];
  /** What was asked of it; reading its values may ask more. */
  asking: TableAsking;
}

/** Maps one table. */
export function mapTable(recognised: RecognisedTable, env: MapEnv): MappedTable {
  const asking = new TableAsking(recognised, env);
  const { decisions, issues } = asking;
  resolveTable(asking);
  const table = (asking.table = withColumnUnits(asking));
  const isRead = decideLayout(asking) && decideDerived(asking);
  const serial = askSerial(asking);
  const isWhole = decidePart(asking);
  const isOwn = decideSection(asking);
  const issuer = decideIssuer(asking);
  askMonths(asking);
  let cells = mapAll(asking);
  if (askIndicators(asking, unknownNames(table, cells, env))) cells = mapAll(asking);
  if (cells.some((cell) => cell.undecided === undecided.NO_BASIS && cell.raw !== undefined)) {
    askBasis(asking);
    if (decisions.flowBasis !== null) cells = mapAll(asking);
  }
  if (askNumberColumn(asking, cells)) cells = mapAll(asking);
  if (askColumns(asking, cells)) cells = mapAll(asking);
  if (askMonthsToCome(asking, cells)) cells = mapAll(asking);
  const inside = askInside(asking, cells);
  if (takeTotal(asking, inside, cells)) cells = mapAll(asking);
  leaveParts(inside, cells);
  noteOthersOnly(asking, cells);
  askMovedRows(asking, cells);
  askHeads(asking, cells);
  askLines(asking, cells);
  askSingleThings(asking, cells);
  if (issuer === 'issued') asIssued(cells);
  if (issuer === 'open') for (const cell of cells) cell.undecided ||= '这张表是上级下发的数还是报送数待回答';
  if (!isOwn) for (const cell of cells) cell.undecided ||= '是不是填报单位本期的数待回答';
  if (!isWhole) for (const cell of cells) cell.undecided ||= '是不是整月的数待回答';
  if (!isRead) for (const cell of cells) cell.undecided ||= '这张表怎样读取待回答';
  if (decisions.isLeftOut) for (const cell of cells) undecided.leaveOut(cell, '按您的选择不导入这张表');
  if (serial === 'serial') for (const cell of cells) undecided.leaveOut(cell, '按您的选择是序号，没有采用');
  if (serial === 'open') for (const cell of cells) cell.undecided ||= '是序号还是填报的数待回答';
  undecided.noteUnusablePeriods(table, cells, issues);
  for (const start of [undecided.BAD_MEASURE, undecided.UNKNOWN_MEASURE])
    undecided.noteUndecided(table, cells, issues, start, 'block', 'measure-mismatch');
  undecided.noteUndecided(table, cells, issues, undecided.NO_COLUMN, 'warn', 'numbers-not-read');
  undecided.noteUndecided(table, cells, issues, undecided.MANY_COLUMNS, 'block', 'columns-unclear');
  undecided.noteUnitless(table, cells, issues);
  undecided.noteOutside(table, issues);
  undecided.noteApplicants(table, issues);
  undecided.noteMeasureLines(table, issues);
  issues.push(...remarkIssues(asking, cells));
  undecided.noteLeft(table, cells, issues);
  noteUnknownModes(table, issues);
  notePrevious(cells, decisions);
  return { table, decisions, cells, issues, asking, modes: statedModes(asking, cells) };
}

/** Said among what was understood: these columns are compared, and nothing of them is kept. */
function notePrevious(cells: readonly MappedCell[], decisions: TableDecisions): void {
  const heads = new Map<string, number>();
  for (const cell of cells)
    if (cell.figure === 'previous' && cell.raw !== undefined && cell.undecided === '')
      heads.set(cell.head, (heads.get(cell.head) ?? 0) + 1);
  for (const [head, count] of heads) decisions.reasons.push(`“${head}”栏${count}个数：用来与已存的上月数核对，不入库`);
}

/** Names with numbers that stand for no indicator, each with a cell. */
function unknownNames(table: RecognisedTable, cells: MappedCell[], env: MapEnv): UnknownName[] {
  const unknown = cells.filter((cell) => cell.role === 'unknown' && cell.indicator === null);
  if (unknown.length === 0) return [];
  const rows = new Map(table.rows.map((row) => [rowKey(row), row]));
  return unknown.flatMap((cell) => {
    const column = table.columns.find((axis) => axis.c === cell.c);
    const row = column && rows.get(rowKey({ r: cell.r, labelColumn: column.labelColumn }));
    if (!row || !column || NAMELESS.has(cell.figure)) return [];
    // 1200万元、5件 under two names can be given to neither.
    if (!isNumberLike(table.grid, cell.r, cell.c) && namesSeveral(nameOf(row, column, table), env)) return [];
    // One answer for a title of two indicators would give all of its numbers to one of them.
    if (isOfTitle(row, column, table) && namesSeveral(table.titleName, env)) return [];
    const lookup = lookupOf(row, column, table, decisionsFree, env);
    const candidates = lookup?.kind === 'ambiguous' || lookup?.kind === 'contradicted' ? lookup.candidates : [];
    return [{ name: nameOf(row, column, table), cell: cell.cell, candidates }];
  });
}

/** What is compared at most: its name is not worth a question. */
const NAMELESS: ReadonlySet<ColumnFigure> = new Set(['change', 'last-month', 'previous']);

const decisionsFree: Pick<TableDecisions, 'indicators'> = { indicators: new Map() };

/** What stands for the indicator: the row's name, the column's, the title's where neither has one. */
function nameOf(row: RowAxis, column: ColumnAxis, table: RecognisedTable): string {
  if (isOfTitle(row, column, table)) return table.titleName;
  if (row.indicator || row.category !== null) return row.label;
  return column.namePath.length > 0 ? column.namePath.join('/') : column.label;
}

/** Figures that are numbers of the indicator, and none about it. */
const NUMBERS: ReadonlySet<ColumnFigure> = new Set(['current', 'ytd', 'month', 'last-year', 'year-end', 'target']);

function isOfTitle(row: RowAxis, column: ColumnAxis, table: RecognisedTable): boolean {
  if (row.indicator !== null || row.category !== null || column.indicator !== null) return false;
  if (table.found.isOfTitle === true) return true;
  return NUMBERS.has(column.figure) && (column.hasFigureWord || column.period !== null);
}

function mapAll({ table, decisions, env }: TableAsking): MappedCell[] {
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
    rowLabel: row.label,
    columnLabel: column.label,
    head: table.found.orientation === 'figure-rows' ? row.label : headOf(column),
    role: 'unknown',
    figure: figureOfCell(row, column),
    indicator,
    unit: null,
    isTotal: false,
    place: null,
    level: null,
    period: null,
    basis: null,
    measure: measureOf(table, row, column, indicator),
    undecided: '',
    state: null,
    value: null,
    decimal: null,
    sourceMeasure: '',
    rejected: '',
  };
  if (!indicator)
    return (text !== '' || raw?.t === 'f') && (isNumberLike(table.grid, row.r, column.c) || holdsNumber(text))
      ? { ...base, undecided: unknownReason(lookup, row, column, table, env) }
      : null;
  const skip = settleWho(base, table, row, column, decisions, env);
  if (skip !== '') return text === '' ? null : Object.assign(base, { role: 'check' as const, undecided: skip });
  const isChosen = decisions.numberColumns.get(column.c);
  if (isChosen === false) return { ...base, role: 'check', undecided: NOT_CHOSEN };
  const sense =
    isChosen === true
      ? 'number'
      : namelessColumn(table, row, column, indicator, isRowAnswered(row, column, table, env), base.unit);
  const isAsked = decisions.numberColumns.has(column.c) && !isChosen;
  if (sense === 'other' && !isAsked)
    return {
      ...base,
      role: 'check',
      figure: 'last-month',
      undecided: `${undecided.NO_COLUMN}（${column.label === '' ? '没有表头' : shortName(column.label)}）`,
    };
  const cell = destination(base, table, row, column, decisions);
  if (isAsked) return { ...cell, undecided: '采用哪一栏待回答' };
  if (sense === 'many') return { ...cell, undecided: undecided.MANY_COLUMNS };
  const problem = measureProblem(table, row, column, indicator);
  return problem === '' ? cell : { ...cell, undecided: problem };
}

/** 专利授权量年度目标 under 数量 is the target; under 完成数 the number itself. */
function figureOfCell(row: RowAxis, column: ColumnAxis): ColumnFigure {
  if (row.figure === null) return column.figure;
  const isOfNow = column.figure === 'current' || column.figure === 'ytd';
  if (row.figure === 'target' && isOfNow && !isDone(headOf(column))) return 'target';
  // 上年专利授权量 under 1—7月累计 may as well be the whole year.
  const isSpanStated = column.figure === 'ytd' || (column.period?.month ?? null) !== null;
  if (row.isBareYear && row.indicator !== null && row.figure === 'last-year' && isSpanStated) return 'last-month';
  // 全年任务 or 上年末 in a column 去年同期: of a year that nothing is kept of.
  const figures = new Set([row.figure, column.figure]);
  if (figures.has('last-year') && (figures.has('target') || figures.has('year-end'))) return 'last-month';
  if (row.figure === 'target' && column.figure === 'year-end') return 'last-month';
  const isMonthSaid =
    (row.figure === 'month' && (row.period === null || saysMonth(row.label))) ||
    (column.figure === 'month' && (column.period === null || column.figureHeads.some(saysMonth)));
  return combineFigures([row.figure, column.figure], isMonthSaid);
}

/** 1200万元、5件 or 1200/5: numbers that no single indicator can be given. */
function holdsNumber(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  return /^[约共计近]?\d/.test(plain) && plain.length <= 30 && findPeriods(plain).length === 0;
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
  const key = nameKey(nameOf(row, column, table));
  const code = decisions.indicators.get(key);
  return code === undefined ? found : { kind: 'found', code, key };
}

/** The officer said what the row's name stands for: as good as a name that is known, its columns are looked at in the same way. */
function isRowAnswered(row: RowAxis, column: ColumnAxis, table: RecognisedTable, env: MapEnv): boolean {
  if (row.indicator === null || row.indicator.kind === 'found' || row.category !== null) return false;
  return exactLookup(row, column, table, env)?.kind !== 'found';
}

function exactLookup(row: RowAxis, column: ColumnAxis, table: RecognisedTable, env: MapEnv): RowAxis['indicator'] {
  // A category beside the unit (发明) is part of the name; without it the number would pass for the whole.
  if (row.category !== null) {
    const inside = env.words.indicators.find([...column.namePath, row.category]);
    if (inside.kind !== 'unknown' || column.namePath.length !== 1) return inside;
    return findTogether(row.category, column.namePath[0]!, env.words.indicators);
  }
  if (row.indicator !== null && column.indicator !== null) {
    // Row and column both name something: only together, or where one of them names nothing of its own.
    const both = env.words.indicators.find([...column.namePath, row.label]);
    if (both.kind === 'found' && row.indicator.kind !== 'found') return both;
    if (row.indicator.kind !== 'found' && column.namePath.length === 1) {
      const together = findTogether(row.label, column.namePath[0]!, env.words.indicators);
      if (together.kind !== 'unknown') return together;
    }
    if (row.indicator.kind !== 'found') return row.indicator;
  }
  if (row.indicator?.kind === 'found' && column.indicator?.kind === 'found')
    return row.indicator.code === column.indicator.code ? row.indicator : namedByBoth(row, column, env);
  if (row.indicator?.kind === 'found') return row.indicator;
  if (column.indicator?.kind === 'found') return column.indicator;
  if (row.indicator === null && column.indicator === null) return table.titleIndicator;
  return row.indicator ?? column.indicator;
}

/** Row and column each name an indicator of its own: only what they name together, 专利导航项目数 under 立项数 is neither. */
function namedByBoth(row: RowAxis, column: ColumnAxis, env: MapEnv): RowAxis['indicator'] {
  const found = findTogether(row.label, column.namePath.at(-1) ?? '', env.words.indicators);
  if (found.kind !== 'unknown') return found;
  const codes = [row.indicator, column.indicator].flatMap((one) => (one?.kind === 'found' ? [one.code] : []));
  return { kind: 'contradicted', candidates: codes, key: row.label };
}

/** 专利权质押融资金额、件数: an indicator and more in one name. */
function namesSeveral(name: string, env: MapEnv): boolean {
  const leaf = name.split('/').at(-1)!;
  const parts = leaf.split(/[、,，;；／]|及|和|与/u).filter((part) => part.trim() !== '');
  return parts.length > 1 && parts.some((part) => env.words.indicators.find([part]).kind === 'found');
}

function unknownReason(
  lookup: RowAxis['indicator'],
  row: RowAxis,
  column: ColumnAxis,
  table: RecognisedTable,
  env: MapEnv,
): string {
  const whole = nameOf(row, column, table);
  const name = shortName(whole);
  if (isOfTitle(row, column, table) && name === '') return '各行各栏和标题都没有写明是哪个指标的数，没有采用';
  if (lookup?.kind === 'ambiguous') return `“${name}”可能指${lookup.candidates.length}个指标，没有采用`;
  if (lookup?.kind === 'contradicted') return `“${name}”与上级栏目或代码不一致，没有采用`;
  if (namesSeveral(whole, env)) return `“${name}”把几个指标写在了一处，分不开，没有采用，请该单位分行（列）填报`;
  return name === '' ? '没有指标名称，没有采用' : `指标库中没有“${name}”，没有采用`;
}

function openColumn(name: string): string {
  return name === '' ? '这一列的填报单位未确定' : `填报单位“${shortName(name)}”未确定`;
}

function hasUnits(table: RecognisedTable): boolean {
  return table.columns.some((axis) => axis.unit !== null) || table.rows.some((row) => row.unit !== null);
}

/** By column: asked for every row. */
const AVERAGES = new WeakMap<ColumnAxis, boolean>();

function isAverage(column: ColumnAxis): boolean {
  let answer = AVERAGES.get(column);
  if (answer === undefined) AVERAGES.set(column, (answer = totalWord(column.label, '') === 'average'));
  return answer;
}

/** Says of a cell whose it is; returns why nobody's number is taken from it, '' where it is somebody's. */
function settleWho(
  cell: MappedCell,
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  decisions: TableDecisions,
  env: MapEnv,
): string {
  // In a province table our own city is one of the places, not the total of our units.
  if (table.form === 'benchmark' && row.total === 'total' && row.label.includes(env.words.place)) {
    cell.place = row.label;
    return '';
  }
  if (row.total === 'comparison') {
    cell.figure = 'last-month';
    return '对比或其中数的行，不入库';
  }
  if (row.total === 'total' && decisions.totalRowUnit !== null) {
    cell.unit = decisions.totalRowUnit;
    return '';
  }
  if (row.total === 'subtotal' || row.total === 'average')
    return row.total === 'average' ? '平均行，不入库' : '小计行，不入库';
  if (column.unit === null && isAverage(column)) return '平均栏，不入库';
  // Held by the bureau itself: no unit is named because none has it.
  const isOwnTarget =
    levelOfAxes(table, row, column) !== null || (decisions.level !== null && row.unit === null && !hasUnits(table));
  if (
    (isOwnTarget && column.unit === null && row.unit?.kind !== 'found') ||
    row.total === 'total' ||
    (column.total && !decisions.isTotalOwn)
  ) {
    cell.isTotal = true;
    return '';
  }
  if (column.unit) {
    cell.unit = column.unit;
    return '';
  }
  const asked = decisions.columnUnits.get(column.c);
  if (asked) return asked.isSkipped ? '按您的选择不导入这一列' : openColumn(asked.name);
  if (table.found.orientation === 'unit-rows' || row.unit !== null) {
    if (table.form === 'benchmark') {
      cell.place = row.label;
      return '';
    }
    cell.unit = decisions.rowUnits.get(rowKey(row)) ?? null;
    if (cell.unit !== null) return '';
    return decisions.skippedRows.has(rowKey(row))
      ? '按您的选择不导入这一行'
      : `填报单位“${shortName(row.unitLabel)}”未确定`;
  }
  cell.unit = decisions.unit;
  return cell.unit === null ? undecided.NO_UNIT : '';
}
