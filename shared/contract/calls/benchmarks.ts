// Calls of 位次与对比: values and places as a higher authority published them, and versions of a 人口分母 side by side. Tables of
// other places come in by import; their places are computed (benchmarks.list).

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { defineCall } from '../define.js';
import { listImportSchema } from './units.js';

export const publishedDraftSchema = z.object({
  period: periodSchema,
  code: z.string().max(20),
  figure: z.enum(['value', 'growth']), // 数值, 增速
  scope: z.string().trim().min(1).max(20), //     全省, 全国
  place: z.string().trim().min(1).max(30), //     枣庄市; 全国 for the country's own value
  value: z.string().max(60).nullable(), //        plain decimal in the measure; of a growth in %
  placeNo: z.number().int().min(1).max(10_000).nullable(),
  places: z.number().int().min(1).max(10_000).nullable(),
  source: z.string().trim().min(1).max(100), //   省局2022年7月通报
  document: z.string().trim().max(60),
  asOf: z.string().trim().max(30), //             截至2022年7月底
  note: z.string().trim().max(200),
});
export type PublishedDraft = z.infer<typeof publishedDraftSchema>;

const denominatorVersionSchema = z.object({
  id: z.number().int().nullable(), //             null: the one in use
  name: z.string(),
  source: z.string(),
  /** unit id → plain decimal in 万人. */
  values: z.record(z.string(), z.string()),
});

export const benchmarkCalls = {
  'published.list': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({
      published: z.array(
        publishedDraftSchema.extend({
          id: z.number().int(),
          indicator: z.string(),
          measure: z.string(),
          text: z.string(), //                    居全省第10位
          /** Own stored value for comparison, '' where there is none. */
          own: z.string(),
        }),
      ),
    }),
  }),
  /** Records what was published, as given; id null adds. */
  'published.save': defineCall({
    kind: 'write',
    params: z.object({ id: z.number().int().nullable(), published: publishedDraftSchema }),
    result: z.object({ id: z.number().int() }),
  }),
  'published.export': defineCall({ kind: 'job', params: z.object({}), result: fileRefSchema }),
  /** Checks a list, and stores it where `apply` is set and nothing blocks. */
  'published.import': defineCall({
    kind: 'job',
    params: z.object({ file: fileRefSchema, apply: z.boolean() }),
    result: listImportSchema,
  }),
  'published.remove': defineCall({ kind: 'write', params: z.object({ id: z.number().int() }), result: z.object({}) }),

  /** Versions of the population that divides a period's figures, and the figures by each of them. */
  'denominators.compare': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({
      yearEnd: z.number().int(),
      /** The first is the one in use. */
      versions: z.array(denominatorVersionSchema),
      units: z.array(z.object({ id: z.number().int(), name: z.string() })),
      totalLabel: z.string(),
      indicators: z.array(
        z.object({
          code: z.string(),
          indicator: z.string(),
          measure: z.string(),
          /** Per version: the total first, then the units; '' where a part is missing. */
          columns: z.array(z.object({ name: z.string(), note: z.string(), values: z.array(z.string()) })),
        }),
      ),
    }),
  }),
  /** Keeps another version beside the one in use; an existing name is replaced. */
  'denominators.save': defineCall({
    kind: 'write',
    params: z.object({
      yearEnd: z.number().int().min(1950).max(2099),
      name: z.string().trim().min(1).max(30),
      source: z.string().trim().min(1).max(100),
      values: z.record(z.string().regex(/^\d{1,10}$/), z.string().max(60)),
    }),
    result: z.object({ id: z.number().int() }),
  }),
  'denominators.remove': defineCall({
    kind: 'write',
    params: z.object({ id: z.number().int() }),
    result: z.object({}),
  }),
  /** Uses a kept version from now on: its values become new revisions of the population, with their source. */
  'denominators.use': defineCall({
    kind: 'write',
    params: z.object({
      id: z.number().int(),
      /** Answer to data.people-twice: its people count besides those of units that ended since. */
      besides: z.enum(['ask', 'separate']).default('ask'),
    }),
    result: z.object({ changed: z.number().int() }),
  }),
};
