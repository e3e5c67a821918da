// Files that the page knows only by FileRef: those of the host, and those that the core produces in its outbox.

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '../../shared/errors/app-error.js';
import type { FileRef } from '../../shared/model/file-ref.js';

interface Entry {
  path: string;
  name: string;
}

export class FileTable {
  readonly #entries = new Map<string, Entry>();
  readonly #outbox: string;
  #count = 0;

  constructor(outbox: string) {
    this.#outbox = outbox;
  }

  /** Empties the outbox of an earlier run. Produced files are copies, never the only place of a number. */
  reset(): void {
    try {
      rmSync(this.#outbox, { recursive: true, force: true });
    } catch {
      // Windows keeps a file that is still open in Excel; output() goes around it.
    }
    mkdirSync(this.#outbox, { recursive: true });
  }

  register(path: string, name: string, size: number): FileRef {
    // Not a counter: after a crash of this thread a page's old id must name nothing, never another file.
    const id = randomUUID();
    this.#entries.set(id, { path, name });
    return { id, name, size };
  }

  /** Path to write a produced file to, and how to hand it out once it is complete. */
  output(name: string): { path: string; finish(): FileRef } {
    let folder: string;
    do {
      this.#count += 1;
      folder = join(this.#outbox, String(this.#count));
    } while (existsSync(folder));
    mkdirSync(folder, { recursive: true });
    const clean = safeFileName(name);
    const path = join(folder, clean);
    return { path, finish: () => this.register(path, clean, statSync(path).size) };
  }

  path(id: string): string {
    const entry = this.#entries.get(id);
    if (!entry) throw new AppError('data.not-found', { what: '文件' }, { detail: `file ref ${id}` });
    return entry.path;
  }

  name(id: string): string {
    return this.#entries.get(id)?.name ?? id;
  }
}

/** A file name made from data: separators, reserved names, control and bidi characters, trailing dots, length (reliability.md 50). */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replaceAll(/[\\/:*?"<>|]/g, '_')
    .replace(/[. ]+$/, '')
    .trim();
  const dot = cleaned.lastIndexOf('.');
  const stem = dot > 0 ? cleaned.slice(0, dot) : cleaned;
  const ending = dot > 0 ? cleaned.slice(dot) : '';
  const kept = [...stem].slice(0, 100).join('') || '未命名';
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(kept);
  return `${reserved ? '_' : ''}${kept}${ending.slice(0, 10)}`;
}
