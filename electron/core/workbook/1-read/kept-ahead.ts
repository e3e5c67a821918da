// Files that the parse process has read before anybody asked for them: while the core is still being loaded, the first files of a
// command can be. Not here: which files and when (bridge/parser-host.ts).

import { statSync } from 'node:fs';

import type { RawBook } from './raw-book.js';
import type { ParseRequest } from './wire.js';

/** A file as it was read: the book and the hash are of the same bytes. */
export interface ReadFile {
  book: RawBook;
  sha256: string;
  bytes: number;
}

export class KeptAhead {
  readonly #kept = new Map<string, ReadFile>();

  /** Reads a file and keeps it. One that cannot be read is left: whoever asks for it will be told why. */
  keep(request: ParseRequest, read: () => ReadFile): void {
    try {
      // Before the reading: what is written while it goes on is newer than what was read.
      const key = keyOf(request);
      this.#kept.set(key, read());
    } catch {
      // Nothing is kept.
    }
  }

  /**
   * What is asked for, once; undefined also where the file was written meanwhile. Who asks for something else is not the one they
   * were read for: the rest is dropped then.
   */
  take(request: ParseRequest): ReadFile | undefined {
    if (this.#kept.size === 0) return undefined;
    const key = keyOf(request);
    const found = this.#kept.get(key);
    if (found === undefined) this.#kept.clear();
    this.#kept.delete(key);
    return found;
  }
}

/** All that the result depends on. */
function keyOf({ path, entry, name, limits }: ParseRequest): string {
  const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return JSON.stringify([path, size, mtimeMs, entry, name, limits]);
}
