// FILE and FOLDER arguments → the files to import, sorted, with the name that reports use (relative to the argument).

import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';

import { AppError } from '../../shared/errors/app-error.js';

export interface FoundFile {
  path: string;
  name: string;
}

/** Office's lock files and what systems leave in folders; none is ever a report. */
const LEFTOVER = /^(~\$|\.|Thumbs\.db$|desktop\.ini$)/i;

export function collectFiles(args: string[], cwd: string): FoundFile[] {
  const found: FoundFile[] = [];
  const seen = new Set<string>();
  for (const argument of args) {
    const path = resolve(cwd, argument);
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind === undefined) throw new AppError('file.not-found', { name: argument });
    const files = kind.isDirectory() ? walk(path) : [path];
    for (const file of files) {
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
