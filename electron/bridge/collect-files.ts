// Chosen files and folders → the files to import, sorted, each with the name that reports use (relative to what was chosen).

import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';

import { AppError } from '../../shared/errors/app-error.js';

export interface FoundFile {
  path: string;
  name: string;
}

/** Office's lock files and what systems leave in folders; none is ever a report. */
const LEFTOVER = /^(~\$|\.|Thumbs\.db$|desktop\.ini$)/i;

export function collectFiles(chosen: string[], cwd = '/'): FoundFile[] {
  const found: FoundFile[] = [];
  const seen = new Set<string>();
  for (const one of chosen) {
    const path = resolve(cwd, one);
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind === undefined) throw new AppError('file.not-found', { name: one });
    for (const file of kind.isDirectory() ? walk(path) : [path]) {
      if (seen.has(file)) continue;
      seen.add(file);
      found.push({
        path: file,
        name: kind.isDirectory() ? relative(path, file).split(sep).join('/') : basename(file),
      });
    }
  }
  return found;
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !LEFTOVER.test(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      // Links are not followed: a folder that contains itself would never end.
      return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : [];
    });
}
