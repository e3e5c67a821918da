// Parameters of import.run, apart from the other calls of the import: a command line starts with it, and making the schemas of
// all calls takes longer than reading a small file.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';

export const importRunParamsSchema = z.object({
  files: z.array(fileRefSchema).min(1).max(5000),
  period: periodSchema.nullable(),
  answers: z.record(z.string(), z.string()).optional(),
  accept: z.boolean(),
});
