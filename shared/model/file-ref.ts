// Files never cross the boundary as paths: a FileRef stands for one that the host knows (rules.md 24).

import { z } from 'zod';

export const fileRefSchema = z.object({
  /** Opaque id given by the host or the core; meaningless outside the running program. */
  id: z.string().min(1),
  /** Name relative to what the officer chose, with `/`: `districts/峄城区.xlsx`. */
  name: z.string().min(1),
  size: z.number().int().min(0),
});
export type FileRef = z.infer<typeof fileRefSchema>;
