// Counts of cells and rows by fate, as they cross the bridge.

import { z } from 'zod';

export const cellCountsSchema = z.object({
  new: z.number().int(),
  same: z.number().int(),
  changed: z.number().int(),
  conflict: z.number().int(),
  rejected: z.number().int(),
  ignored: z.number().int(),
});
