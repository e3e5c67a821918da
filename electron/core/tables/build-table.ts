// Plan → PrintTable: every text final, by the one formatter of statistics/table-figures.ts.
// Not here: which rows and columns (plan-table.ts), what stands below the table (table-notes.ts), how it is drawn (to-html.ts,
// to-xlsx.ts, to-csv.ts).

import type { Ctx } from '../context.js';
import { benchmarkTables } from '../statistics/benchmarks.js';
import type { FactText } from '../statistics/fact-text.js';
import type { FactsReader } from '../statistics/facts-reader.js';
import type { PeriodFacts } from '../statistics/facts.js';
import { figureText } from '../statistics/table-figures.js';
import { balanceColumns } from './balance-columns.js';
import type { HeadNode, Leaf } from './plan-columns.js';
import type { RowLabel, TableRow } from './plan-rows.js';
import { factAt, planTable, type TablePlan } from './plan-table.js';
import { legendOf } from './legend.js';
import { notesOf } from './table-notes.js';
import { warningsOf } from './table-warnings.js';
import { periodTitle, yearOf, type Period } from '../../../shared/model/period.js';
import { formatScaled } from '../../../shared/model/scaled-number.js';
import type { ReportItem, TableLayout } from '../../../shared/reports/define.js';
import type { FigureKind, PrintCell, PrintRow, PrintTable, TableOptions } from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import { MISSING_SIGNS, NO_RESULT } from '../../../shared/statistics/format.js';
import type { BoardLine } from '../../../shared/tasks/board.js';

const SIGNED: ReadonlySet<FigureKind> = new Set(['change', 'difference', 'distance', 'pace-gap', 'month-change']);

export function buildTable(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  nameOrLayout: string | TableLayout,
  period: Period,
  options: TableOptions,
  reader?: FactsReader,
): PrintTable {
  return drawTable(ctx, planTable(ctx, nameOrLayout, period, options, reader));
}

export function drawTable(ctx: Pick<Ctx, 'store' | 'settings'>, plan: TablePlan): PrintTable {
  const { layout, options, facts, columns } = plan;
  const { rounding, signature } = ctx.settings;
  const measures = new Set(columns.map((column) => column.facts.indicator.measure));
  const lines = new Map((plan.task?.lines ?? []).map((line) => [line.unitId, line]));
  const bodyRows = plan.rows.rows.map((row): PrintRow => ({
    kind: row.kind,
    cells: [...row.labels.map(labelCell), ...plan.leaves.map((leaf) => cellOf(plan, row, leaf, lines, rounding))],
  }));
  const balancing = balanceColumns(plan, bodyRows, rounding);
  const shownSigns = layout.signs.notSubmitted;
  if (shownSigns !== MISSING_SIGNS.not_submitted)
    for (const row of bodyRows)
      for (const cell of row.cells)
        if (cell.kind === 'sign' && cell.text === MISSING_SIGNS.not_submitted) cell.text = shownSigns;

  const first = plan.rows.heads.length;
  return {
    layout: layout.name,
    enclosure: layout.enclosure,
    title: titleOf(layout, facts),
    lineLeft: facts.bureau === '' ? '' : `填报单位（盖章）：${facts.bureau}`,
    lineMiddle:
      plan.ledger === null ? `统计期间：${periodTitle(facts.period, 'ytd')}` : `统计年度：${yearOf(facts.period)}年`,
    lineRight: measureLine(plan, measures),
    internalMark: options.internalMark ? '内部资料　注意保存' : '',
    columnWidths: [...labelWidths(plan, bodyRows), ...leafWidths(plan, bodyRows, first)],
    frozenColumns: first,
    headRows: headRows(plan.head, plan.rows.heads),
    bodyRows,
    legend: layout.signs.legend ? legendOf(bodyRows, shownSigns) : '',
    notes: [
      ...notesOf(plan, rounding, balancing),
      ...placeNotes(ctx, plan),
      ...layout.notes.map((note) => filled(note, facts)),
    ],
    signature: (options.signature ?? layout.signature) ? signature.filter((line) => line !== '') : [],
    paper: options.paper ?? layout.paper,
    orientation: options.orientation ?? layout.orientation,
    pageNumbers: layout.pageNumbers,
    warnings: warningsOf(plan),
  };
}

function measureLine(plan: TablePlan, measures: ReadonlySet<string>): string {
  if (plan.layout.rows.axis === 'indicators') return '';
  if (measures.size === 0) return '';
  return measures.size > 1 ? '计量单位：见表头' : `计量单位：${[...measures][0]!}`;
}

/** Our place among others, cited from the imported table (rules.md 7), where the table shows that indicator. */
function placeNotes(ctx: Pick<Ctx, 'store' | 'settings'>, { facts, columns }: TablePlan): string[] {
  const shown = new Set(columns.map((column) => column.facts.indicator.code));
  if (shown.size === 0) return [];
  return benchmarkTables(ctx, facts.period)
    .filter((table) => shown.has(table.code) && table.statement !== '')
    .map((table) => `${table.statement}。`);
}

/** {period} {asof} {year} {scope} of a title or note. */
function filled(text: string, facts: PeriodFacts): string {
  const values: Record<string, string> = {
    period: periodTitle(facts.period, 'ytd'),
    asof: periodTitle(facts.period, 'asof'),
    year: `${facts.period.slice(0, 4)}年`,
    scope: facts.scope,
  };
  return text.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

function titleOf(layout: TableLayout, facts: PeriodFacts): string {
  return filled(layout.title, facts);
}

function labelCell({ text, align, rowSpan, colSpan }: RowLabel): PrintCell {
  return { text, align, kind: 'label', rowSpan, colSpan };
}

function headCell(text: string, rowSpan: number, colSpan: number): PrintCell {
  return { text, align: 'center', kind: 'head', rowSpan, colSpan };
}

function heightOf(node: HeadNode): number {
  return 1 + Math.max(0, ...node.nodes.map(heightOf));
}

function widthOf(node: HeadNode): number {
  return node.nodes.length === 0 ? 1 : node.nodes.reduce((sum, one) => sum + widthOf(one), 0);
}

/** Head rows of the tree: groups keep to one row, indicators and single figures reach down to the body. */
function headRows(nodes: readonly HeadNode[], labels: readonly string[]): PrintCell[][] {
  const depth = Math.max(1, ...nodes.map(heightOf));
  const rows: PrintCell[][] = Array.from({ length: depth }, () => []);
  for (const text of labels) rows[0]!.push(headCell(text, depth, 1));
  const place = (node: HeadNode, level: number): void => {
    const spare = depth - level - heightOf(node);
    const rowSpan = node.isGroup ? 1 : 1 + spare;
    rows[level]!.push(headCell(node.text, rowSpan, widthOf(node)));
    for (const one of node.nodes) place(one, level + rowSpan);
  };
  for (const node of nodes) place(node, 0);
  return rows;
}

const PLAIN = { rowSpan: 1, colSpan: 1 } as const;

function sign(text: string): PrintCell {
  return { text, align: 'center', kind: 'sign', ...PLAIN };
}

function numberCell({ text, number, decimals }: FactText): PrintCell {
  if (number === null) return sign(text);
  return { text, align: 'right', kind: 'number', ...PLAIN, number, decimals };
}

function cellOf(
  plan: TablePlan,
  row: TableRow,
  leaf: Leaf,
  lines: ReadonlyMap<number, BoardLine>,
  rounding: Ctx['settings']['rounding'],
): PrintCell {
  if (leaf.kind === 'report') {
    const line = row.whose.unitId === null ? undefined : lines.get(row.whose.unitId);
    return line ? reportCell(line, leaf.item) : sign(NO_RESULT);
  }
  if (leaf.kind === 'ledger') {
    if (!plan.ledger) return sign(NO_RESULT);
    const { value, scale, decimals } = plan.ledger.number(leaf, row.ledgerGroup);
    const text = formatScaled(value, scale, decimals, rounding);
    const behind = value === 0n ? null : plan.ledger.rowsBehind(leaf, row.ledgerGroup);
    return { ...numberCell({ text, number: text, decimals }), ...(behind === null ? {} : { rows: behind }) };
  }
  const fact = factAt(plan, row, leaf);
  if (fact === null) return sign(NO_RESULT);
  const { figure } = leaf;
  const text = figureText(plan.reader, {
    whose: row.whose,
    fact,
    figure,
    decimals: leaf.decimals,
    reportPeriod: plan.facts.period,
  });
  const cell = numberCell(text);
  if (figure === 'rank') cell.align = 'center';
  if (plan.layout.signs.plus && SIGNED.has(figure) && cell.number !== undefined && Number(cell.number) > 0) {
    cell.plus = true;
    cell.text = `+${cell.text}`;
  }
  if (row.whose.isResidual) return cell;
  cell.ref = {
    unitId: row.whose.unitId,
    code: fact.indicator.code,
    period: fact.period,
    basis: fact.basis,
    figure,
    ...(row.whose.unitIds === null ? {} : { unitIds: [...row.whose.unitIds] }),
    ...(yearOf(fact.period) === yearOf(plan.facts.period) ? {} : { report: plan.facts.period }),
  };
  return cell;
}

function reportCell(line: BoardLine, item: ReportItem): PrintCell {
  const count = (value: number): PrintCell => numberCell({ text: String(value), number: String(value), decimals: 0 });
  const isExempt = line.state === 'exempt';
  switch (item) {
    case 'state':
      return sign(line.stateLabel);
    case 'submitted-on':
      return sign(line.submittedOn ?? NO_RESULT);
    case 'on-time':
      return sign(line.onTime === null ? NO_RESULT : line.onTime ? '按时' : '逾期');
    case 'revision':
      return count(line.revision);
    case 'required':
      return isExempt ? sign(NO_RESULT) : count(line.required);
    case 'given':
      return isExempt ? sign(NO_RESULT) : count(line.required - line.missingCodes.length);
    case 'missing':
      return isExempt ? sign(NO_RESULT) : count(line.missingCodes.length);
    case 'blocks':
      return count(line.blocks);
    case 'warnings':
      return count(line.warnings);
  }
}

function columnTexts(rows: readonly PrintRow[], fromRight: number): number {
  return Math.max(0, ...rows.map((row) => textWidth(row.cells.at(-fromRight)?.text ?? '')));
}

function labelWidths(plan: TablePlan, rows: readonly PrintRow[]): number[] {
  const { heads } = plan.rows;
  const leaves = plan.leaves.length;
  return heads.map((head, index) => {
    const texts = rows.flatMap(({ cells }) => {
      const labels = cells.slice(0, cells.length - leaves);
      // Labels that reach down are absent in later rows: those that are there stand at the right.
      const label = labels[index - (heads.length - labels.length)];
      return label === undefined || label.colSpan > 1 ? [] : [textWidth(label.text)];
    });
    const least = heads.length === 1 ? 10 : 6;
    return Math.min(Math.max(least, textWidth(head) + 2, ...texts.map((width) => width + 2)), 28);
  });
}

/** Widths in characters: numbers on one line, heads on up to four, a measure never broken. */
function leafWidths(plan: TablePlan, rows: readonly PrintRow[], first: number): number[] {
  const widths: number[] = [];
  const count = plan.leaves.length;
  const visit = (node: HeadNode, inherited: number): void => {
    // What an upper head needs is shared out among its columns, on two lines.
    const own = node.isGroup ? 0 : textWidth(node.text);
    if (node.nodes.length > 0) {
      const share = node.isGroup ? inherited : Math.max(inherited, Math.ceil(own / (2 * widthOf(node))));
      for (const one of node.nodes) visit(one, share);
      return;
    }
    const body = columnTexts(rows, count - widths.length);
    const measure = /（[^（）]*）$/.exec(node.text)?.[0];
    const isPace = node.leaf?.kind === 'fact' && node.leaf.figure === 'pace-gap';
    const lines = inherited === 0 && plan.head.some((one) => heightOf(one) > 1) ? 4 : isPace ? 3 : 2;
    // Four characters, such as 上年同期 or 2018年, are not broken.
    const head = own <= 8 ? own + 1 : Math.ceil(own / lines) + 1;
    widths.push(Math.max(body + 2, head, inherited + 1, inherited === 0 && measure ? textWidth(measure) : 0, 6));
  };
  for (const node of plan.head) visit(node, 0);
  return first >= 0 ? widths : [];
}
