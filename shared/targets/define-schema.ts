// Targets as parameters and results of calls.

import { z } from 'zod';

import { cellSourceSchema } from '../model/observation-schema.js';
import { basisSchema, periodSchema } from '../model/period-schema.js';
import { TARGET_MODES } from '../statistics/target-progress.js';
import { TARGET_LEVELS } from './define.js';

export const targetModeSchema = z.enum(TARGET_MODES);

/** One target with what has come of it; texts come from the one formatter, '' where there is nothing. */
export const targetCellSchema = z.object({
  unitId: z.number().int().nullable(), //   null: the bureau's own
  level: z.enum(TARGET_LEVELS),
  target: z.string(), //                    formatted
  value: z.string().nullable(), //          plain decimal; null: none
  actual: z.string(),
  sign: z.string(), //                      未报, 免报: what stands in the place of `actual`; '' beside one
  mode: targetModeSchema.nullable(), //     null: the units of the sum are judged differently
  ownMode: z.boolean(), //                  the holder has its own mode
  status: z.enum(['ahead', 'on_time', 'behind', 'met', 'not_met', 'unknown']),
  completion: z.string(), //                完成率(%)
  gap: z.string(), //                       百分点 against the pace
  distance: z.string(), //                  actual − target
  perMonth: z.string(), //                  needed per remaining month
  forecast: z.string(), //                  预测
  enough: z.boolean().nullable(), //        the forecast reaches the target
  base: z.string(), //                      上年末值
  baseTyped: z.boolean(),
  words: z.string(), //                     of a 定性 task
  done: z.boolean().nullable(),
  document: z.string(),
  reason: z.string(),
  revision: z.number().int(), //            0: none
  source: cellSourceSchema.nullable(),
});

export const targetColumnSchema = z.object({
  code: z.string(),
  indicator: z.string(),
  measure: z.string(),
  kind: z.enum(['flow', 'stock', 'ratio']),
  basis: basisSchema,
  mode: targetModeSchema, //                of holders without their own
  modes: z.array(targetModeSchema), //      that fit the kind
  pace: z.string(), //                      planned completion at this date in %
  ownPace: z.array(z.string()).nullable(), // 12 cumulative percentages
  higher: targetCellSchema,
  own: targetCellSchema,
  sum: targetCellSchema, //                 Σ of the units that count
  /** Σ of units against 上级下达任务: what is not handed on (negative: handed on more). '' without both. */
  undistributed: z.string(),
  cells: z.array(targetCellSchema), //      in the order of `units`
});

export const targetMatrixSchema = z.object({
  year: z.number().int(),
  period: periodSchema,
  time: z.string(), //                      时间进度 in %
  rule: z.enum(['month', 'day']),
  totalLabel: z.string(),
  units: z.array(z.object({ id: z.number().int(), name: z.string(), kind: z.string() })),
  columns: z.array(targetColumnSchema), //  indicators with any target this year
  others: z.array(z.object({ code: z.string(), indicator: z.string(), measure: z.string() })),
});

export const targetSplitSchema = z.object({
  measure: z.string(),
  step: z.string(), //                      smallest part, plain decimal
  whole: z.string(),
  from: z.string(), //                      period of the weights, '' where there is none
  rows: z.array(
    z.object({
      unitId: z.number().int(),
      unit: z.string(),
      weight: z.string(), //                what the proportion comes from; '' = takes no part
      percent: z.string(), //               of all weights
      exact: z.string(), //                 exact part, with more decimals than can be handed out
      value: z.string().nullable(), //      the part
      fixed: z.boolean(),
      current: z.string(), //               target as it is stored now
    }),
  ),
  sum: z.string(),
  remainder: z.string(), //                 whole − Σ; 0 when it is balanced
  problem: z.string(), //                   Chinese, '' when it can be adopted
});
