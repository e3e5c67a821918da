// Calls that build charts and save them as files.

import { z } from 'zod';

import { chartQuerySchema, chartSchema } from '../../charts/chart.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { defineCall } from '../define.js';
import { shownMarkSchema } from '../shown-mark.js';

/** A drawn chart as the page sends it: SVG text, or the bytes of a PNG in base64. */
const MAX_PICTURE = 8 * 1024 * 1024;

export const chartCalls = {
  'charts.build': defineCall({ kind: 'read', params: chartQuerySchema, result: chartSchema }),
  /** xlsx: data with a native chart beside it. */
  'charts.workbook': defineCall({
    kind: 'job',
    params: z.object({ query: chartQuerySchema, shown: shownMarkSchema }),
    result: fileRefSchema,
  }),
  /** The picture that the page drew, as a file. */
  'charts.picture': defineCall({
    kind: 'job',
    params: z.object({
      name: z.string().min(1).max(120),
      format: z.enum(['png', 'svg']),
      content: z.string().min(1).max(MAX_PICTURE),
    }),
    result: fileRefSchema,
  }),
  /** One page with the picture above its numbers, to print or as PDF. */
  'charts.page': defineCall({
    kind: 'job',
    params: z.object({
      query: chartQuerySchema,
      shown: shownMarkSchema,
      svg: z.string().min(1).max(MAX_PICTURE),
      format: z.enum(['pdf', 'html']),
    }),
    result: fileRefSchema,
  }),
};
