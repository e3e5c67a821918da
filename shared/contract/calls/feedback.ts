// Calls of 结果反馈: what goes back to the units after a month is closed.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { defineCall } from '../define.js';

export const feedbackCalls = {
  /** zip: one .xlsx per unit and the print run; html: the print run alone. */
  'feedback.export': defineCall({
    kind: 'job',
    params: z.object({ period: periodSchema, format: z.enum(['zip', 'html']) }),
    result: fileRefSchema,
  }),
};
