import { realpathSync } from 'node:fs';

/** Where links and drive letters lead; the path itself where the system cannot say (no such file, some virtual drives). */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
