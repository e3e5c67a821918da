// A number in the header of the data file (SQLite's application id), and what it proves of a -wal beside a file. Each mark that goes
// into a -wal carries a short print of the mark that the file had then. A -wal that was left by a killed program thus says which file
// it continues: beside an older copy of that file, SQLite would mix the two, and every page of the mixture could be sound.

import { randomInt } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

export const HEADER_BYTES = 100;
/** Offset of the application id in the header. */
const APPLICATION_ID = 68;

/** Marks that carry a print have the highest bit; those of earlier versions of the program, and of files without one, do not. */
const CARRIES_PRINT = 2 ** 31;
const PRINT_BITS = 15;
const OWN_BITS = 16;

/** `header`: the first bytes of the file, or of its first page in the -wal. */
export function markOf(header: Buffer): number {
  return header.readUInt32BE(APPLICATION_ID);
}

/** A mark for a file that has the mark `before`; not one that a copy of it has. */
export function markAfter(before: number): number {
  return CARRIES_PRINT + randomInt(2 ** OWN_BITS) * 2 ** PRINT_BITS + printOf(before);
}

function printOf(mark: number): number {
  return Math.imul(mark, 0x9e3779b1) >>> (32 - PRINT_BITS);
}

function follows(mark: number, before: number): boolean {
  return mark % 2 ** PRINT_BITS === printOf(before);
}

const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const WAL_MAGIC = 0x377f0682; // the last bit says in which order its checksums are made
const SALT_BYTES = 8;

/**
 * False where the -wal continues another state than that of the file: its first mark was made after another one, and no mark of it is
 * in the file, as a checkpoint would have put it there. True also where nothing can be told: a -wal without marks, or with one of an
 * earlier version. Takes another file for the right one once in 2^15.
 */
export function mayContinue(walPath: string, filePath: string): boolean {
  const has = markOf(readAt(filePath, 0, HEADER_BYTES));
  const handle = openSync(walPath, 'r');
  try {
    const head = readFrom(handle, 0, WAL_HEADER_BYTES);
    if ((head.readUInt32BE(0) & ~1) !== WAL_MAGIC) return true;
    const frameBytes = FRAME_HEADER_BYTES + head.readUInt32BE(8);
    const salt = head.subarray(16, 16 + SALT_BYTES);
    let isContinued = true;
    let marks = 0;
    for (let at = WAL_HEADER_BYTES; ; at += frameBytes) {
      const frame = readFrom(handle, at, FRAME_HEADER_BYTES + HEADER_BYTES);
      // What stands behind the last frame is of an earlier round of the same -wal, with another salt, or nothing.
      if (!frame.subarray(8, 8 + SALT_BYTES).equals(salt)) return isContinued;
      if (frame.readUInt32BE(0) !== 1) continue;
      const mark = markOf(frame.subarray(FRAME_HEADER_BYTES));
      marks += 1;
      if (marks === 1) isContinued = mark < CARRIES_PRINT || follows(mark, has);
      if (isContinued || mark === has) return true;
    }
  } finally {
    closeSync(handle);
  }
}

/** Zeros where the file ends. */
function readFrom(handle: number, at: number, bytes: number): Buffer {
  const read = Buffer.alloc(bytes);
  readSync(handle, read, 0, bytes, at);
  return read;
}

/** The same of a file that is not open. Windows has no locks on these bytes. */
export function readAt(path: string, at: number, bytes: number): Buffer {
  const handle = openSync(path, 'r');
  try {
    return readFrom(handle, at, bytes);
  } finally {
    closeSync(handle);
  }
}
