// A Parser that reads in this process: for tests of what comes after reading. The real one is in tests/workbook and tests/e2e.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { entriesOf, entryOf } from '../../electron/core/workbook/1-read/archive.js';
import { splitEntry } from '../../electron/core/workbook/1-read/archive-path.js';
import type { Parser } from '../../electron/core/workbook/1-read/parser-client.js';
import { DEFAULT_LIMITS } from '../../electron/core/workbook/1-read/raw-book.js';
import { readInProcess } from '../../electron/core/workbook/1-read/read-book.js';

export const inProcessParser: Parser = {
  read: async ({ path: given, name }) => {
    const { path, entry } = splitEntry(given);
    const file = readFileSync(path);
    const bytes = entry === undefined ? file : entryOf(file, entry, DEFAULT_LIMITS);
    return {
      book: readInProcess(bytes, name),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
    };
  },
  list: async ({ path }) => entriesOf(readFileSync(path), DEFAULT_LIMITS),
  close: () => undefined,
};
