// Files that the page knows only by FileRef: those of the host, and those that the core produces in its outbox.

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '../../shared/errors/app-error.js';
import type { FileRef } from '../../shared/model/file-ref.js';

/** Bytes of UTF-8. Linux admits 255 for a whole name; some is left for what is added to it: (2), .pdf */
const LONGEST_STEM = 210;
const LONGEST_ENDING = 12;

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
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replaceAll(/[\\/:*?"<>|]/g, '_')
    .replace(/[. ]+$/, '')
    .trim();
  const dot = cleaned.lastIndexOf('.');
  const stem = dot > 0 ? cleaned.slice(0, dot) : cleaned;
  const ending = dot > 0 ? cleaned.slice(dot) : '';
  const kept = withinBytes(stem, LONGEST_STEM).trimEnd() || '未命名';
  // Windows looks at what stands before the first dot.
  const reserved = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i.test(kept);
  return `${reserved ? '_' : ''}${kept}${withinBytes(ending, LONGEST_ENDING)}`;
}

/** Cleaned like any name made from data, and told apart from those that lie beside it (`used`, in lower case) and now include it. */
export function fileNameAmong(name: string, ending: string, used: Set<string>): string {
  const whole = safeFileName(name + ending);
  let result = whole;
  for (let n = 2; used.has(result.toLowerCase()); n += 1) result = `${whole.slice(0, -ending.length)}(${n})${ending}`;
  used.add(result.toLowerCase());
  return result;
}

function withinBytes(text: string, most: number): string {
  let kept = text;
  while (Buffer.byteLength(kept) > most) kept = kept.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '');
  return kept;
}
