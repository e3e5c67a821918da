// 填报单位 and bureau as parameters and results of calls.

import { z } from 'zod';

import { oneLine } from './one-line.js';
import { periodSchema } from './period-schema.js';
import { BUREAU_LEVELS, UNIT_KINDS } from './unit.js';

export const unitDraftSchema = z.object({
  name: oneLine.trim().min(1).max(60),
  aliases: z.array(oneLine.trim().min(1)),
  kind: z.enum(UNIT_KINDS),
  order: z.number().int().min(0),
  countsInTotal: z.boolean(),
  ranked: z.boolean(),
  parentId: z.number().int().nullable(),
  gbCode: z
    .string()
    .regex(/^\d{6}(\d{6})?$/)
    .nullable(),
  validFrom: periodSchema.nullable(),
  validTo: periodSchema.nullable(),
  contact: z.string(),
  phone: z.string(),
});

export const unitSchema = unitDraftSchema.extend({ id: z.number().int() });

export const bureauSchema = z.object({
  name: oneLine.trim().min(2).max(60),
  /** Name of the place that the bureau stands for, such as 枣庄市; matched in province tables. */
  place: oneLine.trim().min(2).max(30),
  level: z.enum(BUREAU_LEVELS),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
});
