// A chart without a drawing: categories, series, texts, and the same numbers as a table. Built by core/charts, drawn by the page
// (ECharts) and by Excel (a native chart beside its data). All texts come from the one formatter; `value` only places a mark.

import { z } from 'zod';

import { periodSchema } from '../model/period-schema.js';
import { factRefSchema, printTableSchema } from '../reports/print-table.js';

export const CHART_KINDS = ['trend', 'years', 'ranking', 'share', 'heat', 'pace', 'scatter'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];
export const CHART_LABEL: Record<ChartKind, string> = {
  trend: '逐月走势',
  years: '历年同期',
  ranking: '排名与目标',
  share: '占比',
  heat: '热力表',
  pace: '目标进度',
  scatter: '散点',
};

/** What a heat table is coloured by. */
const HEAT_FIGURES = ['completion', 'change', 'rank'] as const;
export type HeatFigure = (typeof HEAT_FIGURES)[number];

/** What a scatter puts on its two axes: completion over time, or what was done over the target. */
const SCATTER_AXES = ['time', 'target'] as const;

/** Years beside each other: more lines cannot be told apart in print. */
export const MAX_YEARS = 6;
export const MAX_HEAT_INDICATORS = 24;

export const chartQuerySchema = z.object({
  kind: z.enum(CHART_KINDS),
  period: periodSchema,
  /** One indicator, but several for a heat table. Empty: the first that has values (heat: all with targets or values). */
  codes: z.array(z.string().max(20)).max(MAX_HEAT_INDICATORS),
  /** Whose trend: a unit, or null for the total. */
  unitId: z.number().int().nullable(),
  /** trend, years: how many years back, this one included. */
  years: z.number().int().min(1).max(MAX_YEARS),
  /** trend: 当月 or 单季 instead of 累计; stocks and ratios know only their own. */
  view: z.enum(['cumulative', 'month', 'quarter']),
  /** heat only. */
  figure: z.enum(HEAT_FIGURES),
  /** scatter only. */
  axes: z.enum(SCATTER_AXES).default('time'),
});
export type ChartQuery = z.output<typeof chartQuerySchema>;

const chartPointSchema = z.object({
  /** Plain decimal, or null where there is none: then nothing is drawn. */
  value: z.string().nullable(),
  text: z.string(), //              as printed, or the sign of its state
  ref: factRefSchema.nullable(), // where a click leads
});
export type ChartPoint = z.infer<typeof chartPointSchema>;

export const chartSchema = z.object({
  kind: z.enum(CHART_KINDS),
  title: z.string(),
  /** Period and unit of measure, under the title. */
  subtitle: z.string(),
  /** 资料来源, under the picture. */
  source: z.string(),
  /** Unit of measure of the axis of values. */
  measure: z.string(),
  decimals: z.number().int(),
  /** Of a scatter; null for all others. */
  axes: z.enum(SCATTER_AXES).nullable(),
  categories: z.array(z.string()),
  series: z.array(
    z.object({
      name: z.string(),
      /** main: what the chart is about; earlier: to compare with; target, pace: marks; x: of a scatter where its points stand. */
      role: z.enum(['main', 'earlier', 'target', 'pace', 'x']),
      points: z.array(chartPointSchema), // one for each category
    }),
  ),
  /** Why nothing is drawn, '' where something is. */
  reason: z.string(),
  /** What a reader must know: units without a value, negative parts … */
  notes: z.array(z.string()),
  /** The same numbers, for screen readers, Excel and print. */
  table: printTableSchema,
  /** Indicators really shown. */
  codes: z.array(z.string()),
  /** The same as long as all of the above is. */
  mark: z.string(),
});
export type Chart = z.infer<typeof chartSchema>;
