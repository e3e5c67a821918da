// Calls of 目标任务: targets with progress, typing and revising them, 分解, 下达通知, and 考核方案.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { schemeDraftSchema, schemeResultSchema, schemeSchema } from '../../targets/scheme.js';
import { SPLIT_BASES, TARGET_LEVELS } from '../../targets/define.js';
import { targetMatrixSchema, targetModeSchema, targetSplitSchema } from '../../targets/define-schema.js';
import { defineCall } from '../define.js';
import { touchedCopySchema } from './final-copies.js';

const year = z.number().int().min(1990).max(2099);
const code = z.string().max(20);
/** A typed number: the widest one with decimals, sign and measure is far below. */
const numberText = z.string().max(60);
const unitKey = z.string().regex(/^\d{1,10}$/);
const holder = { unitId: z.number().int().nullable(), code };

export const targetCalls = {
  /** Targets of a year with their progress at a period of that year. */
  'targets.matrix': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: targetMatrixSchema,
  }),
  /**
   * Types targets. Replacing or withdrawing (value null) one that stands needs a document number or a reason.
   * Values are plain decimals in the indicator's measure.
   */
  'targets.save': defineCall({
    kind: 'write',
    params: z.object({
      year,
      cells: z
        .array(z.object({ ...holder, level: z.enum(TARGET_LEVELS), value: numberText.nullable() }))
        .min(1)
        .max(20_000),
      document: z.string().trim().max(60),
      reason: z.string().trim().max(200),
    }),
    result: z.object({
      saved: z.number().int(),
      same: z.number().int(),
      /** Locked months of the year, whose 完成率 are counted by the new targets from now on; what is 定稿 stays. */
      locked: z.array(periodSchema),
    }),
  }),
  /** Which final copies (定稿) saving these targets would make differ from the data; stores nothing. */
  'targets.effect': defineCall({
    kind: 'read',
    params: z.object({
      year,
      cells: z
        .array(z.object({ ...holder, level: z.enum(TARGET_LEVELS), value: numberText.nullable() }))
        .min(1)
        .max(20_000),
    }),
    result: z.object({ finalCopies: z.array(touchedCopySchema) }),
  }),
  /** 考核方式 of an indicator (unitId null: of all holders) or of one holder; mode null goes back to the default. */
  'targets.basis': defineCall({
    kind: 'write',
    params: z.object({
      year,
      ...holder,
      mode: targetModeSchema.nullable(),
      base: numberText.nullable(), //   上年末值 where none is stored
      words: z.string().trim().max(500),
      done: z.boolean().nullable(),
    }),
    result: z.object({}),
  }),
  /** Own pace of an indicator: 12 cumulative percentages, or null for the office's rule. */
  'targets.pace': defineCall({
    kind: 'write',
    params: z.object({ year, code, points: z.array(numberText).length(12).nullable() }),
    result: z.object({}),
  }),
  /** Revisions of one target, newest first. */
  'targets.history': defineCall({
    kind: 'read',
    params: z.object({ year, ...holder, level: z.enum(TARGET_LEVELS) }),
    result: z.object({
      revisions: z.array(
        z.object({
          no: z.number().int(),
          text: z.string(),
          at: z.string(),
          operator: z.string(),
          document: z.string(),
          reason: z.string(),
          source: z.string(), //        file › sheet › cell, '' for a typed one
        }),
      ),
    }),
  }),
  /** Proposes a split of the whole to the units; stores nothing. */
  'targets.split': defineCall({
    kind: 'read',
    params: z.object({
      year,
      code,
      whole: numberText,
      by: z.enum(SPLIT_BASES),
      shares: z.record(unitKey, numberText), // unit id → proportion, for by = share
      fixed: z.record(unitKey, numberText), //  unit id → typed part
      step: numberText, //                         '' = 1 in the measure's usual step
    }),
    result: targetSplitSchema,
  }),
  /** 目标任务分解表 (table) or 下达通知 with one sheet per unit (notice). */
  'targets.export': defineCall({
    kind: 'job',
    params: z.object({
      period: periodSchema,
      what: z.enum(['table', 'notice']),
      format: z.enum(['xlsx', 'html', 'pdf']),
      document: z.string().trim().max(60), // 文号
      date: z.string().max(20), //            成文日期, '' = left open
    }),
    result: fileRefSchema,
  }),

  'schemes.list': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({ schemes: z.array(schemeSchema) }),
  }),
  'schemes.save': defineCall({
    kind: 'write',
    params: z.object({ id: z.number().int().nullable(), scheme: schemeDraftSchema }),
    result: z.object({ id: z.number().int() }),
  }),
  'schemes.remove': defineCall({ kind: 'write', params: z.object({ id: z.number().int() }), result: z.object({}) }),
  /** Types the points of an item that no stored value decides; points null takes them back. */
  'schemes.score': defineCall({
    kind: 'write',
    params: z.object({
      id: z.number().int(),
      key: z.string().max(60),
      unitId: z.number().int().nullable(),
      points: numberText.nullable(),
      note: z.string().trim().max(500),
    }),
    result: z.object({}),
  }),
  'schemes.result': defineCall({
    kind: 'read',
    params: z.object({ id: z.number().int(), period: periodSchema }),
    result: schemeResultSchema,
  }),
  'schemes.export': defineCall({
    kind: 'job',
    params: z.object({ id: z.number().int(), period: periodSchema, format: z.enum(['xlsx', 'html', 'pdf']) }),
    result: fileRefSchema,
  }),
};
