// Calls of the new-year assistant: what the next year takes over from the last.

import { z } from 'zod';

import { defineCall } from '../define.js';

export const NEW_YEAR_PARTS = ['tasks', 'targets', 'bases', 'population'] as const;
export type NewYearPart = (typeof NEW_YEAR_PARTS)[number];

const partSchema = z.enum(NEW_YEAR_PARTS);
const paramsSchema = z.object({
  year: z.number().int().min(2001).max(2099),
  /** Change of cumulative, net and year-end targets in %, such as 5 or -2.5. */
  growth: z
    .string()
    .trim()
    .regex(/^-?\d{1,3}(\.\d{1,2})?$/),
});

export const newYearCalls = {
  'new-year.preview': defineCall({
    kind: 'read',
    params: paramsSchema,
    result: z.object({
      parts: z.array(
        z.object({
          part: partSchema,
          title: z.string(),
          /** What would be written. */
          lines: z.array(z.object({ what: z.string(), from: z.string(), to: z.string() })),
          /** Already there for the new year, and therefore left alone. */
          kept: z.number().int(),
          note: z.string(),
        }),
      ),
      /** What the assistant cannot know: units that come or go, a missing calendar … */
      hints: z.array(z.string()),
    }),
  }),
  /** Writes the chosen parts as one step; what is already there stays. */
  'new-year.apply': defineCall({
    kind: 'write',
    params: paramsSchema.extend({ parts: z.array(partSchema).min(1).max(NEW_YEAR_PARTS.length) }),
    result: z.object({ written: z.number().int() }),
  }),
};
