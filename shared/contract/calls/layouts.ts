// Calls about table layouts: the officer's own ones are saved, copied, taken out, exported and imported; shipped ones only copied.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { layoutDraftSchema, layoutSchema } from '../../reports/define.js';
import { printTableSchema } from '../../reports/print-table.js';
import { defineCall } from '../define.js';

const saved = z.object({ name: z.string() });

export const layoutCalls = {
  'layouts.get': defineCall({
    kind: 'read',
    params: z.object({ name: z.string() }),
    result: z.object({ layout: layoutSchema, isOwn: z.boolean() }),
  }),
  /** `name` null: a new one. */
  'layouts.save': defineCall({
    kind: 'write',
    params: z.object({ name: z.string().nullable(), layout: layoutDraftSchema }),
    result: saved,
  }),
  /** Columns that follow from a rule are written out for what the period holds. */
  'layouts.copy': defineCall({
    kind: 'write',
    params: z.object({ name: z.string(), title: z.string().trim().min(1).max(80).nullable(), period: periodSchema }),
    result: saved,
  }),
  'layouts.remove': defineCall({ kind: 'write', params: saved, result: z.object({}) }),
  'layouts.export': defineCall({ kind: 'job', params: saved, result: fileRefSchema }),
  'layouts.import': defineCall({ kind: 'job', params: z.object({ file: fileRefSchema }), result: saved }),
  'layouts.preview': defineCall({
    kind: 'read',
    params: z.object({ layout: layoutDraftSchema, period: periodSchema }),
    result: printTableSchema,
  }),
};
