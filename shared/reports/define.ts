// The layout language of printed tables: a layout is data that survives JSON, checked by the schema below and read by
// core/tables/plan-table.ts. The shipped ones are in layouts/, the officer's own in the data file; both have this shape.
// Extend this file before special-casing one table. Not here: what a drawn table is (print-table.ts).

import { z } from 'zod';

import { INDICATOR_KINDS, type IndicatorKind } from '../indicators/define.js';
import { FIGURES, type FigureKind } from './print-table.js';

const figures = z.array(z.enum(FIGURES));
const byKind = z.object({ flow: figures, stock: figures, ratio: figures } satisfies Record<IndicatorKind, unknown>);
/** Figures of an indicator by its kind. */
export type FiguresByKind = Readonly<Record<(typeof INDICATOR_KINDS)[number], FigureKind[]>>;

const label = z.string().trim().max(40);
const MAX_YEARS_BACK = 20;

/** One printed column. */
const layoutFigureSchema = z.object({
  figure: z.enum(FIGURES),
  yearsBack: z.number().int().min(0).max(MAX_YEARS_BACK).default(0), // 1: the same interval of the year before
  label: label.default(''), //                                          '' = the usual word
  decimals: z.number().int().min(0).max(6).nullable().default(null), // null = precision of the indicator, 1 for %
});
export type LayoutFigure = z.output<typeof layoutFigureSchema>;

/** What a column tells of the reporting itself, from the board of the period. */
export const REPORT_ITEMS = [
  'state',
  'submitted-on',
  'on-time',
  'revision',
  'required',
  'given',
  'missing',
  'blocks',
  'warnings',
] as const;
export type ReportItem = (typeof REPORT_ITEMS)[number];
export const REPORT_ITEM_LABEL: Record<ReportItem, string> = {
  state: '报送状态',
  'submitted-on': '报送日期',
  'on-time': '是否按时',
  revision: '报送次数',
  required: '应报指标（项）',
  given: '已报指标（项）',
  missing: '未报指标（项）',
  blocks: '必改问题（处）',
  warnings: '需核实问题（处）',
};

const indicatorNode = z.object({
  kind: z.literal('indicator'),
  code: z.string().min(1).max(10),
  label: label.default(''), //                                  '' = short name of the indicator
  figures: z.array(layoutFigureSchema).min(1).max(30),
});
/** For rows that are indicators: columns without an indicator of their own. */
const figuresNode = z.object({ kind: z.literal('figures'), figures: z.array(layoutFigureSchema).min(1).max(30) });
const reportNode = z.object({ kind: z.literal('report'), item: z.enum(REPORT_ITEMS), label: label.default('') });
/** For rows out of a ledger: how many rows, or the sum of an amount or count. */
const ledgerNode = z.object({
  kind: z.literal('ledger'),
  measure: z.string().min(1).max(60), //                        'rows', or a field
  only: z.object({ field: z.string(), value: z.string() }).nullable().default(null), // 其中: rows with this value
  label: label.default(''),
});
const plainNode = z.discriminatedUnion('kind', [indicatorNode, figuresNode, reportNode, ledgerNode]);
const groupNode = z.object({
  kind: z.literal('group'),
  label: label.min(1),
  nodes: z.array(plainNode).min(1).max(100),
});
/** A group above indicators above figures: three head rows at most. */
const layoutNodeSchema = z.discriminatedUnion('kind', [groupNode, indicatorNode, figuresNode, reportNode, ledgerNode]);
export type PlainNode = z.output<typeof plainNode>;
export type LayoutNode = z.output<typeof layoutNodeSchema>;
export type IndicatorNode = z.output<typeof indicatorNode>;

/** Columns that follow from what the period holds. */
const columnRule = z.object({
  by: z.literal('rule'),
  /** Those with values, with targets, or with a rank order; base data never are. */
  indicators: z.enum(['with-values', 'with-targets', 'ranked']),
  /** Codes that get `mainFigures`; 'all' for every one. The others get `minorFigures`. */
  main: z.union([z.literal('all'), z.array(z.string())]),
  mainFigures: byKind,
  minorFigures: byKind,
  /** Added for indicators that have targets this year. */
  targetFigures: byKind,
});
const columnList = z.object({ by: z.literal('list'), nodes: z.array(layoutNodeSchema).min(1).max(100) });

const unitNames = z.array(z.string().min(1).max(60)).max(300);

const layoutRowsSchema = z.discriminatedUnion('axis', [
  /** Reporting units in registered order; those contained in another follow it indented (其中) and are not added again. */
  z.object({ axis: z.literal('units') }),
  /** Groups of units with their sums; none given: by kind (区县, 功能区 …). */
  z.object({
    axis: z.literal('groups'),
    groups: z.array(z.object({ label: label.min(1), units: unitNames })).max(50),
    withUnits: z.boolean(), //                                  the units of each group below its sum
  }),
  /** The months of the year up to the period, for each unit, or for the total only. */
  z.object({ axis: z.literal('months'), onlyTotal: z.boolean() }),
  /** Indicators by category, of one unit or ('') of the total; no codes: all that have values. */
  z.object({ axis: z.literal('indicators'), codes: z.array(z.string()).max(300), unit: z.string().max(60) }),
  /** Rows of a ledger grouped by one of its fields: unit, enterprise, category … */
  z.object({ axis: z.literal('ledger'), ledger: z.string().min(1).max(60), by: z.string().min(1).max(60) }),
]);
export type LayoutRows = z.output<typeof layoutRowsSchema>;
export type RowAxis = LayoutRows['axis'];
export const ROW_AXIS_LABEL: Record<RowAxis, string> = {
  units: '填报单位',
  groups: '填报单位分组',
  months: '填报单位 × 月份',
  indicators: '指标（按类别）',
  ledger: '台账分类（企业、类别等）',
};

export const layoutDraftSchema = z.object({
  title: z.string().trim().min(1).max(80), //  {period} 2022年1—7月, {asof} 截至2022年7月底, {year} 2022年, {scope} 全市
  description: z.string().trim().max(100), //  one line for the list of tables
  enclosure: z.string().trim().max(20), //     附件, or ''
  rows: layoutRowsSchema,
  columns: z.discriminatedUnion('by', [columnRule, columnList]),
  totalRow: z.enum(['first', 'last', 'none']),
  paper: z.enum(['A4', 'A3']),
  orientation: z.enum(['portrait', 'landscape']),
  signature: z.boolean(), //                   the signature block of the office settings
  notes: z.array(z.string().trim().min(1).max(200)).max(20), // own notes, after those that follow from the data
  signs: z.object({
    notSubmitted: z.enum(['未报', '—', '…']), // in the place of a value that was not submitted
    plus: z.boolean(), //                      + before growth
    legend: z.boolean(), //                    explains the signs that occur
  }),
  /** declare: parts that do not add up by rounding are declared. largest-remainder: 舍位平衡 (formats.md D.2.4 B). */
  balancing: z.enum(['declare', 'largest-remainder']),
  /** centre: bottom centre. outer: odd pages right, even pages left, as in documents. */
  pageNumbers: z.enum(['centre', 'outer', 'none']),
});
export type LayoutDraft = z.output<typeof layoutDraftSchema>;

/** `name` is the token of tables.build and of the batch command. */
export const layoutSchema = layoutDraftSchema.extend({ name: z.string().regex(/^[a-z0-9-]{1,40}$/) });
export type TableLayout = z.output<typeof layoutSchema>;
export type ColumnRule = z.output<typeof columnRule>;

/** The same figures whatever the kind. */
export function sameFigures(...list: FigureKind[]): FiguresByKind {
  return { flow: list, stock: list, ratio: list };
}

/** A figure of this period with its usual word and precision. */
export function figure(kind: FigureKind, changes: Partial<LayoutFigure> = {}): LayoutFigure {
  return { figure: kind, yearsBack: 0, label: '', decimals: null, ...changes };
}

/** An indicator with these figures. */
export function indicator(code: string, ...kinds: (FigureKind | LayoutFigure)[]): IndicatorNode {
  return {
    kind: 'indicator',
    code,
    label: '',
    figures: kinds.map((one) => (typeof one === 'string' ? figure(one) : one)),
  };
}

/** What most tables have in common. */
export const USUAL = {
  enclosure: '附件',
  rows: { axis: 'units' },
  totalRow: 'first',
  paper: 'A3',
  orientation: 'landscape',
  signature: false,
  notes: [] as string[],
  signs: { notSubmitted: '未报', plus: false, legend: true },
  balancing: 'declare',
  pageNumbers: 'centre',
} satisfies Partial<LayoutDraft>;

/** Every indicator that a list of nodes names. */
export function codesOf(nodes: readonly LayoutNode[]): string[] {
  return nodes.flatMap((node) =>
    node.kind === 'group' ? codesOf(node.nodes) : node.kind === 'indicator' ? [node.code] : [],
  );
}
