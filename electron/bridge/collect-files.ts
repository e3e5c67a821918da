// Chosen files and folders → the files to import, sorted, each with the name that reports use (relative to what was chosen).
// Whether something is a file is asked of what a link leads to: Windows calls everything a link that its file systems keep in
// another way (deduplicated files of a server among them), and calls a junction a folder, also one that leads back into itself.

import { readdirSync, statSync, type Stats } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { AppError } from '../../shared/errors/app-error.js';

import { realPath } from './real-path.js';

export interface FoundFile {
  path: string;
  name: string;
  /** Bytes; 0 where it could not be asked: reading refuses that file by its name, and no other. */
  size: number;
}

/** Office's lock files and what systems leave in folders; none is ever a report. */
const LEFTOVER = /^(~\$|\.|Thumbs\.db$|desktop\.ini$)/i;

/** Throws AppError for what was chosen itself and is not there; what is wrong inside a folder is left to reading. */
export function collectFiles(chosen: string[], cwd = '/'): FoundFile[] {
  const found: FoundFile[] = [];
  const seen = new Set<string>();
  const isNew = (path: string): boolean => seen.size < seen.add(realPath(path)).size;

  const addFolder = (folder: string, prefix: string): void => {
    if (!isNew(folder)) return;
    let entries: string[];
    try {
      entries = readdirSync(folder);
    } catch {
      // Listed itself, so that it is refused by its name.
      found.push({ path: folder, name: prefix.slice(0, -1) || basename(folder), size: 0 });
      return;
    }
    for (const entry of entries.filter((name) => !LEFTOVER.test(name)).toSorted()) {
      const path = join(folder, entry);
      const kind = kindOf(path);
      if (kind?.isDirectory()) addFolder(path, `${prefix}${entry}/`);
      else if (kind === null || kind.isFile()) addFile(path, prefix + entry, kind?.size ?? 0);
    }
  };
  const addFile = (path: string, name: string, size: number): void => {
    if (isNew(path)) found.push({ path, name, size });
  };

  for (const one of chosen) {
    const path = resolve(cwd, one);
    const kind = kindOf(path);
    if (kind === null) throw new AppError('file.not-found', { name: one }, { detail: path });
    if (kind.isDirectory()) addFolder(path, '');
    else if (kind.isFile()) addFile(path, basename(path), kind.size);
    else throw new AppError('file.kind-unknown', { name: one, found: '设备或管道' }, { detail: path });
  }
  return found;
}

/** Null where nothing is there, a link leads nowhere or in a circle, or the system does not let us look. */
function kindOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
