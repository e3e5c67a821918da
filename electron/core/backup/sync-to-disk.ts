// What was written is on the disk, and not only on its way there: for files that take the place of others.

import { closeSync, fsyncSync, openSync } from 'node:fs';

export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Names too: without it a power cut may bring an old name back. Windows does that by itself and opens no folder. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  try {
    const handle = openSync(path, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // File systems that cannot (some network ones): the file itself is synced.
  }
}
