// Columns of a table: the nodes of a layout, or its rule applied to what the period holds, as a tree of heads with one leaf per
// printed column. Before any number is read.

import type { StoredIndicator } from '../store/indicator-store.js';
import type { Fact, IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { addYears, yearOf, type Period } from '../../../shared/model/period.js';
import {
  REPORT_ITEM_LABEL,
  type ColumnRule,
  type LayoutFigure,
  type LayoutNode,
  type PlainNode,
  type ReportItem,
} from '../../../shared/reports/define.js';
import { FIGURE_LABEL, type FigureKind, type TableOptions } from '../../../shared/reports/print-table.js';
import { usableValue } from '../../../shared/statistics/figure.js';

/** An indicator with the figures that the table shows of it for its own period; what notes and warnings look at. */
export interface TableColumn {
  facts: IndicatorFacts;
  figures: readonly FigureKind[];
}

/** One printed column. */
export type Leaf =
  /** `code` null: of the indicator that the row names. */
  | { kind: 'fact'; code: string | null; figure: FigureKind; yearsBack: number; decimals: number | null }
  | { kind: 'report'; item: ReportItem }
  | { kind: 'ledger'; measure: string; only: { field: string; value: string } | null };

/** A head cell; `leaf` at the bottom, `nodes` above it. A group keeps to its own row, others reach down as far as needed. */
export interface HeadNode {
  text: string;
  isGroup: boolean;
  leaf: Leaf | null;
  nodes: HeadNode[];
}

export interface HeadContext {
  period: Period;
  indicatorOf(code: string): StoredIndicator | undefined;
  /** One measure for all stands above the table; several stand in the heads. */
  isMixed: boolean;
}

/** Head of a figure; values in % change in 百分点. */
function figureLabel(figure: LayoutFigure, measure: string, context: { period: Period; hasYears: boolean }): string {
  if (figure.label !== '') return figure.label;
  const { figure: kind, yearsBack } = figure;
  if (kind === 'current' && (context.hasYears || yearsBack > 0))
    return `${yearOf(addYears(context.period, -yearsBack))}年`;
  const isPoints = measure === '%' || measure === '百分点';
  const year = yearsBack === 0 ? '' : `${yearOf(addYears(context.period, -yearsBack))}年`;
  if (kind === 'change' && isPoints) return `${year}同比（百分点）`;
  if (kind === 'month-change' && isPoints) return `${year}环比（百分点）`;
  return `${year}${FIGURE_LABEL[kind].replaceAll('(', '（').replaceAll(')', '）')}`;
}

function factNodes(
  code: string | null,
  figures: readonly LayoutFigure[],
  measure: string,
  context: HeadContext,
): HeadNode[] {
  const hasYears = figures.some((figure) => figure.yearsBack > 0);
  return figures.map((figure) => ({
    text: figureLabel(figure, measure, { period: context.period, hasYears }),
    isGroup: false,
    leaf: { kind: 'fact', code, figure: figure.figure, yearsBack: figure.yearsBack, decimals: figure.decimals },
    nodes: [],
  }));
}

function plainHead(node: PlainNode, context: HeadContext): HeadNode[] {
  switch (node.kind) {
    case 'figures':
      return factNodes(null, node.figures, '', context);
    case 'report':
      return [
        {
          text: node.label || REPORT_ITEM_LABEL[node.item],
          isGroup: false,
          leaf: { kind: 'report', item: node.item },
          nodes: [],
        },
      ];
    case 'ledger':
      return [
        {
          text: node.label || '项数',
          isGroup: false,
          leaf: { kind: 'ledger', measure: node.measure, only: node.only },
          nodes: [],
        },
      ];
    case 'indicator': {
      const indicator = context.indicatorOf(node.code);
      if (!indicator) return [];
      const name = node.label || indicator.shortName || indicator.name;
      const text = context.isMixed ? `${name}（${indicator.measure}）` : name;
      const nodes = factNodes(node.code, node.figures, indicator.measure, context);
      const [first] = node.figures;
      const isPlain =
        nodes.length === 1 && first!.figure === 'current' && first!.yearsBack === 0 && first!.label === '';
      return [
        isPlain
          ? { text, isGroup: false, leaf: nodes[0]!.leaf, nodes: [] }
          : { text, isGroup: false, leaf: null, nodes },
      ];
    }
  }
}

export function headNodes(nodes: readonly LayoutNode[], context: HeadContext): HeadNode[] {
  return nodes.flatMap((node): HeadNode[] => {
    if (node.kind !== 'group') return plainHead(node, context);
    const inside = node.nodes.flatMap((one) => plainHead(one, context));
    return inside.length === 0 ? [] : [{ text: node.label, isGroup: true, leaf: null, nodes: inside }];
  });
}

export function leavesOf(nodes: readonly HeadNode[]): Leaf[] {
  return nodes.flatMap((node) => (node.leaf ? [node.leaf] : leavesOf(node.nodes)));
}

/** Chosen indicators written out as nodes, in groups by category. */
export function listedNodes(columns: readonly TableColumn[]): LayoutNode[] {
  const groups: { label: string; nodes: PlainNode[] }[] = [];
  let category = '';
  for (const { facts, figures } of columns) {
    const { indicator } = facts;
    if (indicator.category !== category) {
      groups.push({ label: CATEGORY_LABEL[indicator.category], nodes: [] });
      category = indicator.category;
    }
    groups.at(-1)!.nodes.push({
      kind: 'indicator',
      code: indicator.code,
      label: '',
      figures: figures.map((figure) => ({ figure, yearsBack: 0, label: '', decimals: null })),
    });
  }
  return groups.map(({ label, nodes }) => ({ kind: 'group', label, nodes }));
}

/** What a rule chooses, and the indicators of one unit alone that it leaves out. */
export function applyRule(
  rule: ColumnRule,
  facts: PeriodFacts,
  options: TableOptions,
  severalReport: boolean,
): { columns: TableColumn[]; ownRows: IndicatorFacts[] } {
  const ownRows: IndicatorFacts[] = [];
  const chosen = options.codes
    ? options.codes.flatMap((code) => facts.byCode.get(code) ?? [])
    : facts.indicators.filter((candidate) => {
        const figures = ruleFigures(rule, options, candidate);
        if (!belongs(rule, candidate, figures)) return false;
        const isOwnRow =
          severalReport && !candidate.isAsked && holders(candidate, figures) === 1 && rule.indicators === 'with-values';
        if (isOwnRow) ownRows.push(candidate);
        return !isOwnRow;
      });
  return {
    ownRows,
    columns: chosen
      .map((candidate) => ({ facts: candidate, figures: ruleFigures(rule, options, candidate) }))
      .filter((column) => column.figures.length > 0),
  };
}

/** A month or quarter that was handed in without any cumulative value, where the table shows it. */
export function holdsPart(fact: Fact, figures: readonly FigureKind[]): boolean {
  return figures.some((figure) => (figure === 'month' || figure === 'quarter') && usableValue(fact[figure]) !== null);
}

function holders(facts: IndicatorFacts, figures: readonly FigureKind[]): number {
  return [...facts.units.values()].filter((fact) => fact.exact !== null || holdsPart(fact, figures)).length;
}

function belongs(
  rule: ColumnRule,
  { indicator, hasValues, units, total }: IndicatorFacts,
  figures: readonly FigureKind[],
): boolean {
  if (indicator.category === 'base') return false;
  switch (rule.indicators) {
    case 'with-values':
      return hasValues || [...units.values()].some((fact) => holdsPart(fact, figures));
    case 'with-targets':
      return total.target !== null || [...units.values()].some((fact) => fact.target !== null);
    case 'ranked':
      return [...units.values()].some((fact) => fact.rank !== null);
  }
}

function ruleFigures(rule: ColumnRule, options: TableOptions, facts: IndicatorFacts): readonly FigureKind[] {
  if (options.figures && options.figures.length > 0) return options.figures;
  const { code, kind } = facts.indicator;
  const isMain = rule.main === 'all' || rule.main.includes(code);
  const figures = isMain ? rule.mainFigures[kind] : rule.minorFigures[kind];
  const hasTarget = facts.total.target !== null;
  return hasTarget ? [...figures, ...rule.targetFigures[kind].filter((one) => !figures.includes(one))] : figures;
}

/** Listed nodes under the options of the page: other figures for every indicator, or other indicators altogether. */
export function chosenNodes(nodes: readonly LayoutNode[], options: TableOptions): LayoutNode[] {
  const figures = options.figures && options.figures.length > 0 ? options.figures : null;
  const asFigures = (kinds: readonly FigureKind[]): LayoutFigure[] =>
    kinds.map((figure) => ({ figure, yearsBack: 0, label: '', decimals: null }));
  if (options.codes)
    return options.codes.map((code) => {
      const known = nodes
        .flatMap((node) => (node.kind === 'group' ? node.nodes : [node]))
        .find((node) => node.kind === 'indicator' && node.code === code);
      if (known && figures === null) return known;
      return { kind: 'indicator', code, label: '', figures: asFigures(figures ?? ['current']) };
    });
  if (figures === null) return [...nodes];
  const replaced = (node: PlainNode): PlainNode =>
    node.kind === 'indicator' || node.kind === 'figures' ? { ...node, figures: asFigures(figures) } : node;
  return nodes.map((node) => (node.kind === 'group' ? { ...node, nodes: node.nodes.map(replaced) } : replaced(node)));
}
