// Calls of 填报表: the blank workbook for districts.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { defineCall } from '../define.js';

export const formCalls = {
  /** Blank forms that come back without a question: one per unit, or one with a row per unit. */
  'forms.create': defineCall({
    kind: 'job',
    params: z.object({
      period: periodSchema,
      /** Indicators; absent: those of forms.usual, with the ratios that follow from them. */
      codes: z.array(z.string()).max(300).optional(),
      /** Ledgers with a sheet each, for rows of that unit; not in one table for all units. May stand without indicators. */
      ledgers: z.array(z.string()).max(30).optional(),
      /** Absent: all units valid at the period, enterprises left out. */
      unitIds: z.array(z.number().int()).min(1).max(1000).optional(),
      perUnit: z.boolean(),
      deadline: z.string().trim().max(60).optional(), //   as printed: 2022年8月5日17时前
      contact: z.string().trim().max(120).optional(), //   name and telephone of the office
      notes: z.string().trim().max(4000).optional(), //    further requirements, one per line
    }),
    result: z.object({ files: z.array(fileRefSchema) }),
  }),
  /**
   * Indicators that a form or a task of one's own starts from: those that units have reported for the period, the month before
   * or the year before; before the first report those of the usual monthly report. Enabled ones, without computed ratios.
   */
  'forms.usual': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({ codes: z.array(z.string()), from: z.enum(['reported', 'monthly-report']) }),
  }),
};
