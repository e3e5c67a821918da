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

/**
 * A file in a sentence: its name alone, as the officer knows it. `beside`: the file that the sentence stands at; one of the same
 * name in another folder is told apart by its folder.
 */
export function fileInWords(file: string, beside = ''): string {
  const name = lastPart(file);
  return file !== beside && name === lastPart(beside) ? file : name;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
