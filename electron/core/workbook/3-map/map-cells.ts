// Stage 3: a recognised table → one entry per number cell, saying what it would be. Questions where that cannot be known;
// a part with an open question yields cells without a destination, never a guess.

import type { CellRole, CheckIssue } from '../../../../shared/import/plan.js';
import type { ValueState } from '../../../../shared/model/observation.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import { cellAddress, type RawCell } from '../1-read/raw-book.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { combineFigures, isDone, saysMonth, type ColumnFigure } from '../2-recognise/figure-words.js';
import { isNumberLike } from '../2-recognise/lines.js';
import { findPeriods } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import { askColumns } from './ask-columns.js';
import { decideDerived } from './ask-derived.js';
import { askHeads } from './ask-heads.js';
import { askIndicators } from './ask-indicators.js';
import { askInside, leaveParts, noteOthersOnly, takeTotal } from './ask-inside.js';
import { decideLayout } from './ask-layout.js';
import { askMonths } from './ask-months.js';
import { askMovedRows } from './ask-moved-rows.js';
import { askNumberColumn, NOT_CHOSEN } from './ask-number-column.js';
import { askPartOrCount } from './ask-part-or-count.js';
import { askList } from './ask-list.js';
import { askLines, decideSection } from './ask-section.js';
import { askSerial } from './ask-serial.js';
import { askSingleThings } from './ask-single-things.js';
import { withColumnUnits } from './ask-unit-columns.js';
import { isNameLeft, isRowAnswered, lookupOf, namesKnownNow, unknownNames, unknownReason } from './cell-indicator.js';
import { settleWho } from './cell-unit.js';
import { asIssued, decideIssuer } from './decide-issuer.js';
import { noteUnknownModes, statedModes, type StatedMode } from './decide-targets.js';
import { askBasis } from './decide-basis.js';
import { resolveTable } from './decide.js';
import { destination } from './destination.js';
import type { MapEnv } from './env.js';
import { askMonthsToCome } from './months-to-come.js';
import { headOf, namelessColumn } from './other-columns.js';
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
  /** It may be a list: none of its cells was looked at. */
  isLeft?: true;
}

/** Maps one table. */
export function mapTable(recognised: RecognisedTable, env: MapEnv): MappedTable {
  const asking = new TableAsking(recognised, env);
  const { decisions, issues } = asking;
  // Before all else: nothing of a list is asked or said as of statistics.
  if (!askList(asking)) return { table: recognised, decisions, cells: [], issues, asking, modes: [], isLeft: true };
  resolveTable(asking);
  const table = (asking.table = withColumnUnits(asking));
  const isRead = decideLayout(asking) && decideDerived(asking);
  const serial = askSerial(asking);
  const isWhole = decidePart(asking);
  const isOwn = decideSection(asking);
  const issuer = decideIssuer(asking);
  askMonths(asking);
  let cells = mapAll(asking);
  const open = unknownNames(table, cells, env);
  if (askIndicators(asking, [...namesKnownNow(asking, cells, open), ...open])) cells = mapAll(asking);
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
  askPartOrCount(asking, cells);
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
  if (isNameLeft(row, column, table, decisions)) return { ...base, role: 'check', undecided: '按您以前的选择不采用' };
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
