// Calls that change stored numbers by hand, and notes on single cells.

import { z } from 'zod';

import { observationKeySchema } from '../../model/observation-schema.js';
import { basisSchema, periodSchema } from '../../model/period-schema.js';
import { valueSourceSchema } from '../../model/value-source.js';
import { dateSchema } from '../../tasks/working-days.js';
import { defineCall } from '../define.js';
import { touchedCopySchema } from './final-copies.js';

/** Cells of one paste: a whole year of a large city is far below. */
const MAX_CELLS = 20_000;

export const valueEntryCalls = {
  /**
   * Stores typed or pasted values as one step. With any problem nothing is stored, and the problems tell which entries to
   * change. A value that stands is replaced only with a reason.
   */
  'values.save': defineCall({
    kind: 'write',
    params: z.object({
      period: periodSchema,
      reason: z.string().trim().max(300),
      cells: z
        .array(observationKeySchema.omit({ period: true }).extend({ text: z.string().max(60) }))
        .min(1)
        .max(MAX_CELLS),
    }),
    result: z.object({
      saved: z.number().int(),
      unchanged: z.number().int(),
      /** `index` in `cells`. */
      problems: z.array(z.object({ index: z.number().int(), message: z.string() })),
    }),
  }),
  /** 上级下发 values of an indicator as they stand, the whole area first. */
  'values.issued': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema, code: z.string() }),
    result: z.object({
      measure: z.string(),
      basis: basisSchema,
      source: valueSourceSchema, //             which source of this indicator is printed
      cells: z.array(
        z.object({
          unitId: z.number().int().nullable(), // null: the whole area
          unit: z.string(),
          text: z.string(), //                  '' where nothing was issued
          origin: z.string(), //                of a typed one: where it was read, and its day
        }),
      ),
    }),
  }),
  /** Numbers of the province or CNIPA that were typed; an empty text takes one back. With any problem nothing is stored. */
  'values.save-issued': defineCall({
    kind: 'write',
    params: z.object({
      period: periodSchema,
      code: z.string().max(20),
      origin: z.string().trim().min(1).max(200),
      asOf: dateSchema.nullable(),
      cells: z
        .array(z.object({ unitId: z.number().int().nullable(), text: z.string().max(60) }))
        .min(1)
        .max(2000),
    }),
    result: z.object({
      saved: z.number().int(),
      unchanged: z.number().int(),
      problems: z.array(z.object({ index: z.number().int(), message: z.string() })),
    }),
  }),
  /** What saving these values would do: final copies (定稿) that differ from the data then, rules of 审核 that do not hold; stores nothing. */
  'values.effect': defineCall({
    kind: 'read',
    params: z.object({
      period: periodSchema,
      reason: z.string().trim().max(300).default(''),
      cells: z
        .array(observationKeySchema.omit({ period: true }).extend({ text: z.string().max(60) }))
        .min(1)
        .max(MAX_CELLS),
    }),
    result: z.object({
      finalCopies: z.array(touchedCopySchema),
      findings: z.array(z.object({ unit: z.string(), severity: z.enum(['block', 'warn']), message: z.string() })),
    }),
  }),
  /** Comment and follow-up mark of one cell; both empty takes the note away. */
  'values.note': defineCall({
    kind: 'write',
    params: z.object({ key: observationKeySchema, comment: z.string().trim().max(500), isFollowed: z.boolean() }),
    result: z.object({}),
  }),
  /** All notes, newest first: what the officer marked to come back to. */
  'values.notes': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema.nullable() }),
    result: z.object({
      notes: z.array(
        z.object({
          key: observationKeySchema,
          unit: z.string(),
          indicator: z.string(),
          comment: z.string(),
          isFollowed: z.boolean(),
          at: z.string(),
          operator: z.string(),
        }),
      ),
    }),
  }),
};
