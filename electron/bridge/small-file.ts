// Small files that must be whole or not there: written beside, flushed, then renamed over.

import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function writeSmallFile(path: string, content: string): void {
  replaceFile(path, (temporary) => {
    const file = openSync(temporary, 'w', 0o600);
    try {
      // Not writeSync: on a disk that fills it writes a part and says how much.
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/** Copies so that the target is either its old self or the whole new file, also when the disk fills half-way. */
export function copyWhole(from: string, to: string): void {
  replaceFile(to, (temporary) => {
    copyFileSync(from, temporary);
    const file = openSync(temporary, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

function replaceFile(path: string, write: (temporary: string) => void): void {
  mkdirSync(dirname(path), { recursive: true });
  // Not from node:crypto, which would be loaded at every start: there is rarely a file to write.
  const temporary = join(dirname(path), `.${crypto.randomUUID()}.tmp`);
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
