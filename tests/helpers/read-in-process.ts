// A file read in the process of the test; the program reads in one of its own (1-read/parser-client.ts).

import { DEFAULT_LIMITS, type ParseLimits, type RawBook } from '../../electron/core/workbook/1-read/raw-book.js';
import { loadFile, readBook } from '../../electron/core/workbook/1-read/read-book.js';
import '../../electron/core/workbook/1-read/sheetjs-engine.js';

export function readInProcess(file: string | Buffer, name: string, limits: Partial<ParseLimits> = {}): RawBook {
  const all = { ...DEFAULT_LIMITS, ...limits };
  return readBook(typeof file === 'string' ? loadFile(file, name, all) : file, name, all);
}
