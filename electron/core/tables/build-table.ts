// Layout + facts → PrintTable: every text final, by the one formatter of statistics/fact-text.ts.
// Not here: what stands below the table (table-notes.ts), how it is drawn (to-html.ts, to-xlsx.ts, to-csv.ts).

import type { Ctx } from '../context.js';
import type { Fact, PeriodFacts } from '../statistics/facts.js';
import { benchmarkTables } from '../statistics/benchmarks.js';
import { factText } from '../statistics/fact-text.js';
import { planTable, type TableColumn, type TablePlan } from './plan-table.js';
import { legendOf, notesOf, warningsOf } from './table-notes.js';
import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import type { TableLayout } from '../../../shared/reports/define.js';
import {
  FIGURE_LABEL,
  type FigureKind,
  type PrintCell,
  type PrintRow,
  type PrintTable,
  type TableOptions,
} from '../../../shared/reports/print-table.js';
import { textWidth } from '../../../shared/reports/text-width.js';

export function buildTable(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  name: string,
  period: Period,
  options: TableOptions,
): PrintTable {
  return drawTable(ctx, planTable(ctx, name, period, options));
}

export function drawTable(ctx: Pick<Ctx, 'store' | 'settings'>, plan: TablePlan): PrintTable {
  const { layout, options, facts, columns } = plan;
  const { rounding, signature } = ctx.settings;
  const measures = new Set(columns.map((column) => column.facts.indicator.measure));
  const isMixed = measures.size > 1;
  const totalFirst = options.totalFirst ?? layout.totalRow === 'first';

  const unitRows = facts.units
    .filter((unit) => unit.kind !== 'member' && unit.kind !== 'enterprise')
    .map((unit): PrintRow => {
      const isContained = unit.parentId !== null && facts.units.some((parent) => parent.id === unit.parentId);
      return {
        kind: isContained ? 'sub' : 'unit',
        cells: [
          label(isContained ? `　　${unit.name}` : unit.name, isContained ? 'left' : 'center'),
          ...bodyCells(columns, (column) => column.facts.units.get(unit.id)!, rounding),
        ],
      };
    });
  const totalRow: PrintRow = {
    kind: 'total',
    cells: [label(facts.totalLabel, 'center'), ...bodyCells(columns, (column) => column.facts.total, rounding)],
  };
  const bodyRows =
    layout.totalRow === 'none' ? unitRows : totalFirst ? [totalRow, ...unitRows] : [...unitRows, totalRow];

  return {
    layout: layout.name,
    enclosure: layout.enclosure,
    title: titleOf(layout, facts),
    lineLeft: facts.bureau === '' ? '' : `填报单位（盖章）：${facts.bureau}`,
    lineMiddle: `统计期间：${periodTitle(facts.period, 'ytd')}`,
    lineRight: isMixed ? '计量单位：见表头' : `单位：${[...measures][0]!}`,
    internalMark: options.internalMark ? '内部资料　注意保存' : '',
    columnWidths: widthsOf(columns, bodyRows),
    frozenColumns: 1,
    headRows: headOf(columns, isMixed),
    bodyRows,
    legend: legendOf(bodyRows),
    notes: [...notesOf(plan, rounding), ...placeNotes(ctx, plan)],
    signature: (options.signature ?? layout.signature) ? signature.filter((line) => line !== '') : [],
    paper: options.paper ?? layout.paper,
    orientation: options.orientation ?? layout.orientation,
    warnings: warningsOf(plan),
  };
}

/** Our place among others, cited from the imported table (rules.md 7), where the table shows that indicator. */
function placeNotes(ctx: Pick<Ctx, 'store' | 'settings'>, { facts, columns }: TablePlan): string[] {
  const shown = new Set(columns.map((column) => column.facts.indicator.code));
  return benchmarkTables(ctx, facts.period)
    .filter((table) => shown.has(table.code) && table.statement !== '')
    .map((table) => `${table.statement}。`);
}

function titleOf(layout: TableLayout, facts: PeriodFacts): string {
  const values: Record<string, string> = {
    period: periodTitle(facts.period, 'ytd'),
    asof: periodTitle(facts.period, 'asof'),
    year: `${facts.period.slice(0, 4)}年`,
    scope: facts.scope,
  };
  return layout.title.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

function headCell(text: string, rowSpan: number, colSpan: number): PrintCell {
  return { text, align: 'center', kind: 'head', rowSpan, colSpan };
}

function label(text: string, align: 'left' | 'center'): PrintCell {
  return { text, align, kind: 'label', rowSpan: 1, colSpan: 1 };
}

/** Head of a figure; values in % change in 百分点. */
function figureLabel(figure: FigureKind, measure: string): string {
  if (figure === 'change' && (measure === '%' || measure === '百分点')) return '同比（百分点）';
  return FIGURE_LABEL[figure].replace('(%)', '（%）').replace('(欠)', '（欠）').replace('(百分点)', '（百分点）');
}

/** Category above indicators above figures; the last row only where an indicator shows more than one figure. */
function headOf(columns: readonly TableColumn[], isMixed: boolean): PrintCell[][] {
  const hasFigures = columns.some((column) => column.figures.length > 1 || column.figures[0] !== 'current');
  const groups: PrintCell[] = [];
  const indicators: PrintCell[] = [];
  const figures: PrintCell[] = [];
  let category = '';
  for (const { facts, figures: shown } of columns) {
    const { indicator } = facts;
    if (indicator.category !== category) {
      groups.push(headCell(CATEGORY_LABEL[indicator.category], 1, 0));
      category = indicator.category;
    }
    groups.at(-1)!.colSpan += shown.length;
    const name = indicator.shortName || indicator.name;
    const text = isMixed ? `${name}（${indicator.measure}）` : name;
    const isPlain = shown.length === 1 && shown[0] === 'current';
    indicators.push(headCell(text, hasFigures && isPlain ? 2 : 1, shown.length));
    if (!isPlain) for (const figure of shown) figures.push(headCell(figureLabel(figure, indicator.measure), 1, 1));
  }
  const rows = hasFigures ? [groups, indicators, figures] : [groups, indicators];
  rows[0]!.unshift(headCell('单位', rows.length, 1));
  return rows;
}

function bodyCells(
  columns: readonly TableColumn[],
  factOf: (column: TableColumn) => Fact,
  rounding: Ctx['settings']['rounding'],
): PrintCell[] {
  return columns.flatMap((column) => {
    const fact = factOf(column);
    return column.figures.map((figure): PrintCell => {
      const { text, number, decimals } = factText(fact, figure, rounding);
      const ref = { unitId: fact.unitId, code: fact.indicator.code, period: fact.period, basis: fact.basis, figure };
      const span = { rowSpan: 1, colSpan: 1 };
      if (number === null) return { text, align: 'center', kind: 'sign', ...span, ref };
      const align = figure === 'rank' ? 'center' : 'right';
      return { text, align, kind: 'number', ...span, number, decimals, ref };
    });
  });
}

/** Widths in characters: numbers on one line, heads on up to four, a measure never broken. */
function widthsOf(columns: readonly TableColumn[], rows: readonly PrintRow[]): number[] {
  const first = Math.max(10, ...rows.map((row) => textWidth(row.cells[0]!.text) + 2));
  const widths = [Math.min(first, 28)];
  let index = 1;
  for (const { facts, figures } of columns) {
    const headWidth =
      textWidth(facts.indicator.shortName || facts.indicator.name) + textWidth(facts.indicator.measure) + 4;
    for (const figure of figures) {
      const column = index;
      index += 1;
      const body = Math.max(...rows.map((row) => textWidth(row.cells[column]!.text)));
      const share = Math.ceil(headWidth / (figures.length === 1 ? 4 : 2 * figures.length));
      const ownHead = Math.ceil(
        textWidth(figureLabel(figure, facts.indicator.measure)) / (figure === 'pace-gap' ? 3 : 2),
      );
      const measure = textWidth(facts.indicator.measure) + 4;
      const head = figures.length === 1 ? Math.max(share + 1, measure) : Math.max(share, ownHead) + 1;
      widths.push(Math.max(body + 2, head, 6));
    }
  }
  return widths;
}
