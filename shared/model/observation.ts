// One stored number: unit × indicator × period × basis, with its state (rules.md 1–3).

import type { z } from 'zod';

import type { cellSourceSchema, observationKeySchema } from './observation-schema.js';

/** The six states that are kept apart (rules.md 2). Order is the integer code in the store: never reorder. */
export const VALUE_STATES = ['value', 'zero', 'not_submitted', 'not_applicable', 'masked', 'forecast'] as const;
export type ValueState = (typeof VALUE_STATES)[number];

export const STATE_LABEL: Record<ValueState, string> = {
  value: '有数值',
  zero: '零',
  not_submitted: '未报',
  not_applicable: '不适用',
  masked: '已脱敏',
  forecast: '预计',
};

export type ObservationKey = z.infer<typeof observationKeySchema>;

/** Where a stored number came from. `claim`: the 去年同期 column of this year's submission (rules.md 14). */
export const ORIGINS = ['import', 'manual', 'setup', 'claim'] as const;
export type Origin = (typeof ORIGINS)[number];

export type CellSource = z.infer<typeof cellSourceSchema>;
