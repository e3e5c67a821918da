// What a table consists of: layout + options + facts → rows and columns. Before any text is made.
// Columns by rule or list: plan-columns.ts. Rows by axis: plan-rows.ts. Texts: build-table.ts.

import type { Ctx } from '../context.js';
import { FactsReader } from '../statistics/facts-reader.js';
import type { Fact, IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import { hasResidual } from '../statistics/residual.js';
import { listUnits } from '../store/unit-store.js';
import { boardOf } from '../tasks/board.js';
import { layoutNamed } from './layout-list.js';
import { unknownMembers } from './layout-units.js';
import { readLedgerRows, type LedgerRows } from './ledger-rows.js';
import {
  applyRule,
  chosenNodes,
  headNodes,
  leavesOf,
  listedNodes,
  type HeadNode,
  type Leaf,
  holdsPart,
  type TableColumn,
} from './plan-columns.js';
import { planRows, type RowPlan, type TableRow } from './plan-rows.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { addYears, periodTitle, yearOf, type Period } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { LayoutNode, PlainNode, TableLayout } from '../../../shared/reports/define.js';
import type { FigureKind, TableOptions } from '../../../shared/reports/print-table.js';
import type { BoardTask } from '../../../shared/tasks/board.js';

export type { TableColumn } from './plan-columns.js';
export type { TableRow } from './plan-rows.js';

/** What a table is made of, before it becomes cells: also read by the table of sources. */
export interface TablePlan {
  layout: TableLayout;
  options: TableOptions;
  facts: PeriodFacts;
  reader: FactsReader;
  /** Indicators of rows and columns with the figures shown of this period. */
  columns: TableColumn[];
  /** Indicators that only one unit has: left out unless asked for. */
  ownRows: IndicatorFacts[];
  /** Codes that the layout names and that are switched off or unknown here. */
  absentCodes: string[];
  /** Years that the layout asks for and that hold no value at all: left out. */
  emptyYears: number[];
  /** Names in the groups of the layout that are no unit: in no sum. */
  unknownMembers: string[];
  head: HeadNode[];
  leaves: Leaf[];
  rows: RowPlan;
  ledger: LedgerRows | null;
  /** The reporting task that the table tells of; null where none falls due or none is asked for. */
  task: BoardTask | null;
  denominatorRule: Ctx['settings']['denominator'];
}

/**
 * Chooses rows and columns of a table, by the name of its layout or by a layout that is not saved yet. Throws data.not-found for
 * an unknown layout, data.no-values and data.no-rows where there is nothing to print.
 */
export function planTable(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  nameOrLayout: string | TableLayout,
  period: Period,
  options: TableOptions,
  reader = new FactsReader(ctx, { report: period }),
): TablePlan {
  const layout = typeof nameOrLayout === 'string' ? layoutNamed(ctx, nameOrLayout) : nameOrLayout;
  const noValues = (): AppError => new AppError('data.no-values', { period: periodTitle(period, 'ytd') });
  const facts = reader.of(period);
  const severalReport = reportingUnits(facts).length > 1;
  const byRule = layout.columns.by === 'rule' ? applyRule(layout.columns, facts, options, severalReport) : null;
  const chosen =
    layout.columns.by === 'list' ? chosenNodes(layout.columns.nodes, options) : listedNodes(byRule!.columns);
  const { kept: nodes, emptyYears } = withoutEmptyYears(chosen, reader, period);
  const indicatorOf = (code: string) => facts.byCode.get(code)?.indicator;
  const bare = headNodes(nodes, { period, indicatorOf, isMixed: false });
  const leaves = leavesOf(bare);
  const named = nodes.flatMap((node) => (node.kind === 'group' ? node.nodes : [node]));
  const absentCodes = named.flatMap((node) =>
    node.kind === 'indicator' && !facts.byCode.has(node.code) ? [node.code] : [],
  );
  const ledger = layout.rows.axis === 'ledger' ? readLedgerRows(ctx, layout.rows, period, leaves) : null;
  const totalPlace =
    options.totalFirst === undefined || layout.totalRow === 'none'
      ? layout.totalRow
      : options.totalFirst
        ? 'first'
        : 'last';
  if (ledger?.groups.length === 0)
    throw new AppError('data.no-rows', { ledger: ledger.ledger.title, period: `${yearOf(period)}年` });
  const hasResidualRow = leaves.some((leaf) => {
    const of = leaf.kind === 'fact' && leaf.code !== null ? facts.byCode.get(leaf.code) : undefined;
    return of !== undefined && hasResidual(of);
  });
  const allUnits = listUnits(ctx.store);
  const rows = planRows(layout, facts, { total: totalPlace, ledger, hasResidual: hasResidualRow, allUnits });
  const columns = byRule?.columns ?? shownColumns(facts, leaves, rows.rows);
  const measures = new Set(columns.map((column) => column.facts.indicator.measure));
  const hasReport = leaves.some((leaf) => leaf.kind === 'report');
  const plan: TablePlan = {
    layout,
    options,
    facts,
    reader,
    columns,
    ownRows: byRule?.ownRows ?? [],
    absentCodes,
    emptyYears,
    unknownMembers: unknownMembers(layout.rows, allUnits).map(({ name }) => name),
    head: headNodes(nodes, { period, indicatorOf, isMixed: measures.size > 1 && layout.rows.axis !== 'indicators' }),
    leaves,
    rows,
    ledger,
    task: hasReport ? largestTask(boardOf(ctx, period)) : null,
    denominatorRule: ctx.settings.denominator,
  };
  if (hasReport && plan.task === null) throw new AppError('data.no-task', { period: periodTitle(period, 'ytd') });
  if (leaves.length === 0 || rows.rows.length === 0 || !holdsAnything(plan)) throw noValues();
  return plan;
}

/** Units of the table that have submitted anything for the period. */
export function reportingUnits(facts: PeriodFacts): ReportingUnit[] {
  return facts.units.filter((unit) => facts.submitters.has(unit.id));
}

/** The fact that stands where a row and a column meet, or null where there is none. */
export function factAt(plan: TablePlan, row: TableRow, leaf: Leaf): Fact | null {
  if (leaf.kind !== 'fact') return null;
  const code = leaf.code ?? row.code;
  if (code === null) return null;
  return plan.reader.fact(row.whose, code, addYears(row.period, -leaf.yearsBack));
}

/** Columns of years long past without any value would be dashes from top to bottom. Last year stays: its gaps are to be seen. */
function withoutEmptyYears(
  nodes: readonly LayoutNode[],
  reader: FactsReader,
  period: Period,
): { kept: LayoutNode[]; emptyYears: number[] } {
  const empty = new Map<number, boolean>();
  const isEmpty = (yearsBack: number): boolean => {
    let known = empty.get(yearsBack);
    if (known === undefined) {
      known = !reader.of(addYears(period, -yearsBack)).indicators.some((one) => one.hasValues);
      empty.set(yearsBack, known);
    }
    return known;
  };
  const keep = (node: PlainNode): PlainNode[] => {
    if (node.kind !== 'indicator' && node.kind !== 'figures') return [node];
    const figures = node.figures.filter(({ yearsBack }) => yearsBack < 2 || !isEmpty(yearsBack));
    return figures.length === 0 ? [] : [{ ...node, figures }];
  };
  const kept = nodes.flatMap((node): LayoutNode[] => {
    if (node.kind !== 'group') return keep(node);
    const inside = node.nodes.flatMap(keep);
    return inside.length === 0 ? [] : [{ ...node, nodes: inside }];
  });
  const emptyYears = [...empty].filter(([, isWithout]) => isWithout).map(([yearsBack]) => yearOf(period) - yearsBack);
  return { kept, emptyYears: emptyYears.sort() };
}

function shownColumns(facts: PeriodFacts, leaves: readonly Leaf[], rows: readonly TableRow[]): TableColumn[] {
  const figures = new Map<string, Set<FigureKind>>();
  const add = (code: string, leaf: Extract<Leaf, { kind: 'fact' }>): void => {
    const known = figures.get(code) ?? new Set<FigureKind>();
    figures.set(code, known);
    if (leaf.yearsBack === 0) known.add(leaf.figure);
  };
  for (const leaf of leaves) {
    if (leaf.kind !== 'fact') continue;
    if (leaf.code !== null) add(leaf.code, leaf);
    else for (const row of rows) if (row.code !== null) add(row.code, leaf);
  }
  return [...figures].flatMap(([code, shown]) => {
    const ofCode = facts.byCode.get(code);
    return ofCode ? [{ facts: ofCode, figures: [...shown] }] : [];
  });
}

/** A table of nothing but 未报 is no table: the officer is told that the month is empty. */
function holdsAnything(plan: TablePlan): boolean {
  if (plan.ledger) return true;
  if (plan.leaves.some((leaf) => leaf.kind === 'report')) return true;
  if (plan.layout.columns.by === 'rule') return plan.columns.length > 0;
  return plan.columns.some(
    ({ facts, figures }) =>
      facts.hasValues ||
      facts.total.target !== null ||
      [...facts.units.values()].some((fact) => fact.target !== null || holdsPart(fact, figures)),
  );
}

function largestTask(tasks: readonly BoardTask[]): BoardTask | null {
  return tasks.reduce<BoardTask | null>(
    (largest, task) => (largest === null || task.lines.length > largest.lines.length ? task : largest),
    null,
  );
}
