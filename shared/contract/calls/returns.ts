// Calls of the return copy (退回修改件): the district's own file with marked cells, or a separate remark workbook.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { defineCall } from '../define.js';

const dateSchema = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .optional();
const noteSchema = z.string().max(500).optional();

const copySchema = z.object({
  file: fileRefSchema,
  /** annotated: the district's own file, marked; remark: 审核意见 as a workbook of its own. */
  kind: z.enum(['annotated', 'remark']),
  marks: z.number().int(), //         cells marked in the file
  issues: z.number().int(), //        必改 and 需核实 on its list that are not explained yet
});

export const returnCalls = {
  /** Of a file of a plan, or of one already received (from the kept original). */
  'returns.create': defineCall({
    kind: 'job',
    params: z.union([
      z.object({ planId: z.string(), index: z.number().int(), deadline: dateSchema, note: noteSchema }),
      z.object({ importFileId: z.number().int(), deadline: dateSchema, note: noteSchema }),
    ]),
    result: copySchema,
  }),
  /** Of every file of the plan that has 必改 or 需核实 issues. */
  'returns.create-all': defineCall({
    kind: 'job',
    params: z.object({ planId: z.string(), deadline: dateSchema, note: noteSchema }),
    result: z.object({
      files: z.array(copySchema.extend({ index: z.number().int(), units: z.array(z.string()) })),
      failed: z.array(z.object({ index: z.number().int(), name: z.string(), reason: z.string() })),
    }),
  }),
};
