// 分析提示: rules over the facts of a period that give sentences about units, with the values and the margin behind them.
// Rules are data with thresholds the office can change; what a kind of rule means is in kinds/. Pure: no store, no screen.

import { z } from 'zod';

import { basisSchema, periodSchema } from '../model/period-schema.js';

export const INSIGHT_KINDS = [
  'headline', //         value and change of the total
  'pace', //             units against 时间进度
  'target-met', //       年度目标 reached already
  'target-distance', //  期末达到: how far the total is, never a pace
  'forecast-short', //   预测: at this pace the target is missed
  'lagging', //          list of the total's indicators behind the pace or below the line
  'zero', //             units with 0
  'coverage', //         every unit has at least one
  'line', //             units below (above) a line
  'small-part', //       a part makes up less than a share of its whole
  'slow-growth', //      growth below a rate
  'decline', //          units that fell
  'all-grow', //         every unit grew
  'large-change', //     units that changed by more than a rate
  'trend', //            fell several years in a row
  'spread', //           highest against lowest unit
  'concentration', //    one unit makes up more than a share
  'below-average', //    units below the ratio of the whole
  'place', //            place in a table or as published
  'place-band', //       place in the rear part
  'below-benchmark', //  below the value of the country or the province
  'peers', //            above and below chosen places
  'missing', //          units that have not reported
] as const;
export type InsightKind = (typeof INSIGHT_KINDS)[number];

const thresholdSchema = z.object({
  id: z.string(),
  label: z.string(),
  value: z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/),
  measure: z.string(), // %, 倍, 个, 年
});

const templateSchema = z.object({
  id: z.string(),
  when: z.string(), //                 where a kind has several wordings
  text: z.string(),
  shipped: z.string(),
  slots: z.array(z.object({ name: z.string(), explain: z.string(), must: z.boolean() })),
});

export const insightRuleSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(INSIGHT_KINDS),
  explain: z.string(),
  /** Indicators it looks at; empty: all that it makes sense for. */
  codes: z.array(z.string()),
  /** Places of peers and benchmarks it looks at. */
  places: z.array(z.string()),
  thresholds: z.array(thresholdSchema),
  /** Wordings with named places; `shipped` is what they were. */
  templates: z.array(templateSchema),
  enabled: z.boolean(),
  changed: z.boolean(), // by the office
});
export type InsightRule = z.infer<typeof insightRuleSchema>;

/** What the office may change of a rule. */
export const insightRuleChangeSchema = z.object({
  enabled: z.boolean().optional(),
  codes: z.array(z.string().max(20)).max(100).optional(),
  places: z.array(z.string().trim().min(1).max(30)).max(50).optional(),
  thresholds: z.record(z.string().max(30), z.string().max(20)).optional(),
  /** By id of the wording; '' goes back to the shipped one. */
  templates: z.record(z.string().max(30), z.string().trim().max(300)).optional(),
});

/** One number behind a sentence. */
const insightRowSchema = z.object({
  unitId: z.number().int().nullable(), // null: the total, or another place
  unit: z.string(),
  value: z.string(), //                   as printed, with measure
  detail: z.string(), //                  margin or what it is compared with
  /** Leads to the source panel; null for numbers of other places. */
  ref: z
    .object({ unitId: z.number().int().nullable(), code: z.string(), period: periodSchema, basis: basisSchema })
    .nullable(),
});
export type InsightRow = z.infer<typeof insightRowSchema>;

const insightDraftSchema = z.object({
  key: z.string(), //              rule|code, stable for a period
  rule: z.string(),
  kind: z.enum(INSIGHT_KINDS),
  code: z.string(),
  tone: z.enum(['good', 'bad', 'plain']),
  sentence: z.string(),
  /** How it was measured, in one line. */
  measured: z.string(),
  /** Units that it names unfavourably: 内部参考 until the officer says otherwise. */
  named: z.array(z.number().int()),
  rows: z.array(insightRowSchema),
});
export type InsightDraft = z.infer<typeof insightDraftSchema>;

/** circulate: 用于通报; internal: 内部参考; hidden: 不采用; '': not decided. */
export const INSIGHT_STATUS = ['', 'circulate', 'internal', 'hidden'] as const;
export type InsightStatus = (typeof INSIGHT_STATUS)[number];

export const insightSchema = insightDraftSchema.extend({
  ruleName: z.string(),
  indicator: z.string(),
  /** What may be done with it now: an unfavourable one is internal until it is marked. */
  use: z.enum(['circulate', 'internal', 'hidden']),
  status: z.enum(INSIGHT_STATUS), //   as decided
  words: z.string(), //                the officer's wording, '' = the sentence
  /** The facts have changed since the decision: the wording may no longer be true, and a release has lapsed. */
  stale: z.boolean(),
  factsThen: z.array(z.string()), //   what the decision was made on, where it is stale
  namedUnits: z.array(z.string()),
  decidedAt: z.string(),
  decidedBy: z.string(),
});
export type Insight = z.infer<typeof insightSchema>;

/** The facts of a sentence in words; equal facts give equal lines. Decisions are kept with them. */
export function factLines(insight: Pick<InsightDraft, 'rows' | 'named' | 'sentence'>): string[] {
  return insight.rows.map((row) => [row.unit, row.value, row.detail].filter((part) => part !== '').join(' '));
}
