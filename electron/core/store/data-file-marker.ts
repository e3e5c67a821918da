// Remembers beside the data file that there was one: a data file that used to be there and is not is asked about, never
// replaced by an empty one (style.md §6). The marker holds nothing else; a broken marker never blocks the data.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MARKER = 'data-file.present';

/** True where a data file was here before: by the marker, or by backups that lie beside it. */
export function fileMissingMarker(dataDir: string): boolean {
  if (existsSync(join(dataDir, MARKER))) return true;
  const backups = join(dataDir, 'backups');
  return existsSync(backups) && readdirSync(backups).some((name) => name.endsWith('.sqlite'));
}

export function rememberDataFile(dataDir: string): void {
  const path = join(dataDir, MARKER);
  try {
    if (!existsSync(path)) writeFileSync(path, '');
  } catch {
    // A full disk: the data are open, and the marker is tried again at the next start.
  }
}
