// A Parser that reads in this process: for tests of what comes after reading. The real one is in tests/workbook and tests/e2e.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { entriesOf, entryOf } from '../../electron/core/workbook/1-read/archive.js';
import { splitEntry } from '../../electron/core/workbook/1-read/archive-path.js';
import type { Parser, ReadResult } from '../../electron/core/workbook/1-read/parser-client.js';
import { DEFAULT_LIMITS } from '../../electron/core/workbook/1-read/raw-book.js';
import { readInProcess } from './read-in-process.js';
import { understandHere } from '../../electron/core/workbook/understand-here.js';

async function read({ path: given, name }: { path: string; name: string }): Promise<ReadResult> {
  const { path, entry } = splitEntry(given);
  const file = readFileSync(path);
  const bytes = entry === undefined ? file : entryOf(file, entry, DEFAULT_LIMITS);
  return {
    book: readInProcess(bytes, name),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  };
}

/** The words that were sent last, and under which number. */
let known: { id: number; words: object } = { id: 0, words: {} };

export const inProcessParser: Parser = {
  read,
  // As the parse process does, the wire included: the same words are sent once.
  understand: async (file, { words, answers, period }) => {
    const { book, sha256, size } = await read(file);
    const isNew = known.words !== words;
    if (isNew) known = { id: known.id + 1, words };
    const request = { wordsId: known.id, file: file.name, answers, period, ...(isNew ? { words } : {}) };
    const packed = understandHere(structuredClone(request), book, sha256, size);
    return packed ? { packed: structuredClone(packed), sha256, size } : { book, sha256, size };
  },
  list: async ({ path }) => entriesOf(readFileSync(path), DEFAULT_LIMITS),
  close: () => undefined,
};
