// Calls of 上报表: keeping the form of a higher authority with its map of cells, and filling it.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { SIGN_CHOICES, upwardCellSchema, upwardMapSchema } from '../../upward/define.js';
import { defineCall } from '../define.js';
import { drawnSheetSchema } from './import.js';

const formSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  fileName: z.string(),
  signs: z.enum(SIGN_CHOICES),
  mapped: z.number().int(),
});
const named = z.object({ id: z.number().int() });
const placeSchema = z.object({ sheet: z.string(), cell: z.string(), reason: z.string() });

export const upwardCalls = {
  'upward.list': defineCall({ kind: 'read', params: z.object({}), result: z.object({ forms: z.array(formSchema) }) }),
  /** Keeps the file and proposes its map; `open`: cells that can be filled and were left for the officer, `openAt` the first of them. */
  'upward.create': defineCall({
    kind: 'job',
    params: z.object({ file: fileRefSchema }),
    result: z.object({
      id: z.number().int(),
      proposed: z.number().int(),
      open: z.number().int(),
      openAt: z.array(z.string()),
    }),
  }),
  /** Reads the names in the form again, by the units and indicators of now; what the officer chose stays. */
  'upward.propose': defineCall({
    kind: 'job',
    params: named,
    result: z.object({
      added: z.number().int(),
      changed: z.number().int(),
      open: z.number().int(),
      openAt: z.array(z.string()),
    }),
  }),
  /** One sheet of the form with what the map says of it at a period. */
  'upward.open': defineCall({
    kind: 'job',
    params: z.object({ id: z.number().int(), period: periodSchema, sheet: z.string().max(100).nullable() }),
    result: z.object({
      form: formSchema,
      sheets: z.array(z.string()),
      sheet: z.string(),
      drawn: drawnSheetSchema,
      /** All of the form, those of other sheets too. `text`: what would be written; `problem`: why no number would be. */
      cells: z.array(upwardCellSchema.extend({ text: z.string(), problem: z.string() })),
      formulas: z.array(z.string()),
    }),
  }),
  'upward.save': defineCall({
    kind: 'write',
    params: z.object({
      id: z.number().int(),
      name: z.string().trim().min(1).max(80).optional(),
      signs: z.enum(SIGN_CHOICES).optional(),
      cells: upwardMapSchema.optional(),
    }),
    result: z.object({}),
  }),
  'upward.remove': defineCall({ kind: 'write', params: named, result: z.object({}) }),
  /** The filled form, read again and compared before it is handed out. */
  'upward.fill': defineCall({
    kind: 'job',
    params: z.object({ id: z.number().int(), period: periodSchema }),
    result: z.object({
      file: fileRefSchema,
      filled: z.number().int(),
      /** Mapped cells without a number, each with its reason. */
      without: z.array(placeSchema),
      formulas: z.number().int(),
      remarks: z.array(z.string()),
    }),
  }),
};
