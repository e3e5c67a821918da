// A Parser that reads in this process: for tests of what comes after reading. The real one is in tests/workbook and tests/e2e.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Parser } from '../../electron/core/workbook/1-read/parser-client.js';
import { readInProcess } from '../../electron/core/workbook/1-read/read-book.js';

export const inProcessParser: Parser = {
  read: async ({ path, name }) => {
    const bytes = readFileSync(path);
    return {
      book: readInProcess(bytes, name),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
    };
  },
  close: () => undefined,
};
