// A printed table without a format: cells, spans, notes. Built once by core/tables/build-table.ts, then drawn alike by
// the HTML, xlsx, CSV and PDF printers and by the page preview. All numbers arrive as final text from the one formatter.

import { z } from 'zod';

import { basisSchema, periodSchema } from '../model/period-schema.js';

/** 栏目: what a column shows of an indicator. */
export const FIGURES = [
  'current', //      本期
  'last-year', //    上年同期
  'change', //       同比 (% or 百分点)
  'difference', //   增减量
  'month', //        当月
  'quarter', //      单季
  'target', //       年度目标
  'distance', //     与目标差额 (negative: still to do)
  'completion', //   完成率 (%)
  'pace-gap', //     与时间进度差 (百分点)
  'rank', //         排名
  'share', //        占比 (%)
  'month-change', // 环比 (% or 百分点): flows of the month, stocks, against the month before
  'per-capita', //   每万人: by the population at the end of the year before
] as const;
export type FigureKind = (typeof FIGURES)[number];
export const FIGURE_LABEL: Record<FigureKind, string> = {
  current: '本期',
  'last-year': '上年同期',
  change: '同比(%)',
  difference: '增减量',
  month: '当月',
  quarter: '单季',
  target: '年度目标',
  distance: '与目标差额',
  completion: '完成率(%)',
  'pace-gap': '超(欠)时间进度(百分点)',
  rank: '排名',
  share: '占比(%)',
  'month-change': '环比(%)',
  'per-capita': '每万人',
};

/** Names the fact behind a printed number; `unitId` null is the total row. Lets a click on the paper lead to the source. */
export const factRefSchema = z.object({
  unitId: z.number().int().nullable(),
  code: z.string(),
  period: periodSchema,
  basis: basisSchema,
  figure: z.enum(FIGURES),
  /** Sum of these units only (a group of the table); absent otherwise. */
  unitIds: z.array(z.number().int()).optional(),
  /** The period that the table reports on, where the number is of another year: its denominators hold (rules.md 6). */
  report: periodSchema.optional(),
});
export type FactRef = z.infer<typeof factRefSchema>;

/** Rows of a ledger behind a number of a table out of it: those of the period that hold all of these values. */
const ledgerRefSchema = z.object({
  ledger: z.string(),
  period: periodSchema,
  /** Field that is summed; null: rows are counted. */
  measured: z.string().nullable(),
  where: z.array(z.object({ field: z.string(), value: z.union([z.string(), z.number(), z.null()]) })),
});
export type LedgerRef = z.infer<typeof ledgerRefSchema>;

export const printCellSchema = z.object({
  text: z.string(),
  align: z.enum(['left', 'center', 'right']),
  /** head: column head; label: row name; number: a figure; sign: a missing state or dash. */
  kind: z.enum(['head', 'label', 'number', 'sign', 'empty']),
  rowSpan: z.number().int().min(1),
  colSpan: z.number().int().min(1),
  /** What it says in a block of columns where only the repeated first ones are left of it, too narrow for its text. */
  short: z.string().optional(),
  /** Plain decimal behind `text`, for the xlsx printer (a real number with `decimals`); absent for text. */
  number: z.string().optional(),
  decimals: z.number().int().optional(),
  /** Printed with a + where it is above 0. */
  plus: z.boolean().optional(),
  /** 舍位平衡 changed it: what plain rounding prints. Marked on screen. */
  unadjusted: z.string().optional(),
  ref: factRefSchema.optional(),
  rows: ledgerRefSchema.optional(),
});
export type PrintCell = z.infer<typeof printCellSchema>;

export const printRowSchema = z.object({
  kind: z.enum(['unit', 'total', 'group', 'sub']),
  cells: z.array(printCellSchema),
});
export type PrintRow = z.infer<typeof printRowSchema>;

export const printTableSchema = z.object({
  layout: z.string(),
  /** 附件1 and the like, or ''. */
  enclosure: z.string(),
  title: z.string(),
  lineLeft: z.string(), //    填报单位 …
  lineMiddle: z.string(), //  统计期间 …
  lineRight: z.string(), //   计量单位：万元
  /** 内部资料 mark; '' = none. */
  internalMark: z.string(),
  /** Relative widths in characters of the body font. */
  columnWidths: z.array(z.number()),
  /** Columns repeated at the left of each page when a table is wider than the paper. */
  frozenColumns: z.number().int(),
  /** Spanned cells appear once, at their first row and column. */
  headRows: z.array(z.array(printCellSchema)),
  bodyRows: z.array(printRowSchema),
  legend: z.string(), //      说明 of signs that occur
  notes: z.array(z.string()), // 注：1. …
  signature: z.array(z.string()),
  paper: z.enum(['A4', 'A3']),
  orientation: z.enum(['portrait', 'landscape']),
  /** compact: low rows, for a form that should fit on one page; normal where absent. */
  density: z.enum(['normal', 'compact']).optional(),
  /** centre where absent. outer: odd pages right, even pages left. */
  pageNumbers: z.enum(['centre', 'outer', 'none']).optional(),
  /** Problems to show before printing: 2个单位未报 … */
  warnings: z.array(z.string()),
});
export type PrintTable = z.infer<typeof printTableSchema>;

export const tableOptionsSchema = z.object({
  paper: z.enum(['A4', 'A3']).optional(),
  orientation: z.enum(['portrait', 'landscape']).optional(),
  figures: z.array(z.enum(FIGURES)).max(100).optional(), // measures per indicator; default of the layout otherwise
  codes: z.array(z.string().max(20)).max(500).optional(), // indicators; default of the layout otherwise
  totalFirst: z.boolean().optional(),
  internalMark: z.boolean().optional(), //         内部资料
  signature: z.boolean().optional(),
});
export type TableOptions = z.infer<typeof tableOptionsSchema>;

export const EXPORT_FORMATS = ['xlsx', 'pdf', 'html', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
