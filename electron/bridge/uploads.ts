// Where a host keeps what a browser sends it. Plans of imports name these files and outlive the program, so a host removes none of
// them: the core does, at the next start, where no plan that waits needs them (CoreOptions.leftUploads).

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export function uploadFolder(dataDir: string): string {
  return join(dataDir, 'inbox');
}

/** Paths of what lies there; none where there is no such folder. */
export function uploadsIn(dataDir: string): string[] {
  const folder = uploadFolder(dataDir);
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
