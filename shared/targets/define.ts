// What a target is, in the words of the office: who holds it, how it is judged (考核方式), at which level it was set. Shapes that
// cross the bridge; arithmetic is in shared/statistics, storing in electron/core/store.

import { z } from 'zod';

import { cellSourceSchema } from '../model/observation.js';
import { basisSchema, periodSchema } from '../model/period.js';
import { TARGET_MODES } from '../statistics/target-progress.js';

export const targetModeSchema = z.enum(TARGET_MODES);

/** assigned: 下达给各单位的任务; higher: 上级下达给本地区的任务; own: 本单位自定目标. The last two are held by the bureau. */
export const TARGET_LEVELS = ['assigned', 'higher', 'own'] as const;
export type TargetLevel = (typeof TARGET_LEVELS)[number];
export const TARGET_LEVEL_LABEL: Record<TargetLevel, string> = {
  assigned: '下达任务',
  higher: '上级下达任务',
  own: '自定目标',
};

export const TARGET_STATUS_LABEL = {
  ahead: '超过时间进度',
  on_time: '与时间进度持平',
  behind: '未达时间进度',
  met: '已达到',
  not_met: '未达到',
  unknown: '—',
} as const;

/** One target with what has come of it; texts come from the one formatter, '' where there is nothing. */
export const targetCellSchema = z.object({
  unitId: z.number().int().nullable(), //   null: the bureau's own
  level: z.enum(TARGET_LEVELS),
  target: z.string(), //                    formatted
  value: z.string().nullable(), //          plain decimal; null: none
  actual: z.string(),
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
export type TargetCell = z.infer<typeof targetCellSchema>;

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
export type TargetColumn = z.infer<typeof targetColumnSchema>;

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
export type TargetMatrix = z.infer<typeof targetMatrixSchema>;

export const SPLIT_BASES = ['last-year', 'last-target', 'share', 'equal'] as const;
export type SplitBasis = (typeof SPLIT_BASES)[number];
export const SPLIT_BASIS_LABEL: Record<SplitBasis, string> = {
  'last-year': '按上年完成数',
  'last-target': '按上年任务数',
  share: '按填写的比例',
  equal: '平均分配',
};

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
export type TargetSplit = z.infer<typeof targetSplitSchema>;
