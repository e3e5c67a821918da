// What a target is, in the words of the office: who holds it, how it is judged (考核方式), at which level it was set. Shapes that
// cross the bridge; arithmetic is in shared/statistics, storing in electron/core/store.

import type { z } from 'zod';

import type { targetCellSchema, targetColumnSchema, targetMatrixSchema, targetSplitSchema } from './define-schema.js';

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

export type TargetCell = z.infer<typeof targetCellSchema>;

export type TargetColumn = z.infer<typeof targetColumnSchema>;

export type TargetMatrix = z.infer<typeof targetMatrixSchema>;

export const SPLIT_BASES = ['last-year', 'last-target', 'share', 'equal'] as const;
export type SplitBasis = (typeof SPLIT_BASES)[number];
export const SPLIT_BASIS_LABEL: Record<SplitBasis, string> = {
  'last-year': '按上年完成数',
  'last-target': '按上年任务数',
  share: '按填写的比例',
  equal: '平均分配',
};

export type TargetSplit = z.infer<typeof targetSplitSchema>;
