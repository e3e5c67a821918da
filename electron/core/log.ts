// JSON lines for the maintainer: call name, milliseconds, code, reference. Never data of the office. Rotated at 1 MB.

import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  what: string;
  ms?: number;
  code?: string;
  reference?: string;
  detail?: string;
}

export interface Log {
  write(entry: LogEntry): void;
}

const MAX_BYTES = 1_000_000;

/** A log in `folder`; a log that cannot be written never stops the work. */
export function createLog(folder: string): Log {
  const path = join(folder, 'core.log');
  return {
    write(entry) {
      try {
        mkdirSync(folder, { recursive: true });
        if (existsSync(path) && statSync(path).size > MAX_BYTES) renameSync(path, join(folder, 'core.1.log'));
        appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
      } catch {
        // A full or read-only disk is reported by the write of the data itself.
      }
    },
  };
}
