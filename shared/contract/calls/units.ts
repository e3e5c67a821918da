// Calls about reporting units, indicators and population: both are editable, importable and exportable as Excel.

import { z } from 'zod';

import { indicatorDraftSchema, indicatorSchema } from '../../indicators/define.js';
import { checkIssueSchema } from '../../import/plan-schema.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { unitDraftSchema, unitSchema } from '../../model/unit-schema.js';
import { defineCall } from '../define.js';

const empty = z.object({});

/** Result of reading an Excel list before it is applied: issues name cells; with a block nothing is applied. */
export const listImportSchema = z.object({
  /** Columns that were read, and how many rows have something there. */
  read: z.array(z.object({ head: z.string(), filled: z.number().int() })),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  same: z.number().int(),
  issues: z.array(checkIssueSchema),
  applied: z.boolean(),
});
export type ListImportResult = z.infer<typeof listImportSchema>;

const populationSchema = z.object({
  unitId: z.number().int(),
  unit: z.string(),
  year: z.number().int(), //     at the end of this year
  value: z.string(), //          万人
  source: z.string(),
  revision: z.number().int(),
});

/** 常住人口 of a unit at the end of a year, as it is entered. */
export const populationDraftSchema = z.object({
  unitId: z.number().int(),
  year: z.number().int().min(1950).max(2099),
  value: z.string().regex(/^\d+(\.\d{1,4})?$/), // 万人
  source: z.string().max(100),
});

export const unitCalls = {
  'units.list': defineCall({ kind: 'read', params: empty, result: z.object({ units: z.array(unitSchema) }) }),
  'units.save': defineCall({
    kind: 'write',
    params: z.object({ id: z.number().int().nullable(), unit: unitDraftSchema }),
    result: unitSchema,
  }),
  /** data.in-use where values exist: set validTo instead. */
  'units.remove': defineCall({ kind: 'write', params: z.object({ id: z.number().int() }), result: empty }),
  'units.reorder': defineCall({ kind: 'write', params: z.object({ ids: z.array(z.number().int()) }), result: empty }),
  'units.export': defineCall({ kind: 'job', params: empty, result: fileRefSchema }),
  'units.import': defineCall({
    kind: 'job',
    params: z.object({
      file: fileRefSchema,
      apply: z.boolean(),
      /** Year whose end a column 常住人口（万人） without a year means; such a column is not read without it. */
      populationYear: z.number().int().min(1950).max(2099).optional(),
    }),
    result: listImportSchema,
  }),
  'population.list': defineCall({
    kind: 'read',
    params: empty,
    result: z.object({ populations: z.array(populationSchema) }),
  }),
  'population.save': defineCall({
    kind: 'write',
    params: populationDraftSchema.extend({
      value: populationDraftSchema.shape.value.or(z.literal('')), // '': taken out, as if it had never been entered
      /** Answer to data.people-twice: the people count besides those of units that ended since, or the number holds those of these units. */
      besides: z.union([z.enum(['ask', 'separate']), z.array(z.number().int()).min(1)]).default('ask'),
    }),
    result: empty,
  }),
  'indicators.list': defineCall({
    kind: 'read',
    params: empty,
    result: z.object({ indicators: z.array(indicatorSchema) }),
  }),
  'indicators.save': defineCall({
    kind: 'write',
    params: z.object({ code: z.string(), isNew: z.boolean(), indicator: indicatorDraftSchema }),
    result: indicatorSchema,
  }),
  'indicators.enable': defineCall({
    kind: 'write',
    params: z.object({ codes: z.array(z.string()), enabled: z.boolean() }),
    result: empty,
  }),
  'indicators.export': defineCall({ kind: 'job', params: empty, result: fileRefSchema }),
  'indicators.import': defineCall({
    kind: 'job',
    params: z.object({ file: fileRefSchema, apply: z.boolean() }),
    result: listImportSchema,
  }),
};
