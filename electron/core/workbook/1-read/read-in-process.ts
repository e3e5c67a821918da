// Reading in this process: for unit tests; the program goes through parser-client.ts.

import { DEFAULT_LIMITS, type ParseLimits, type RawBook } from './raw-book.js';
import { loadFile, readBook } from './read-book.js';
import './sheetjs-engine.js';

export function readInProcess(file: string | Buffer, name: string, limits: Partial<ParseLimits> = {}): RawBook {
  const all = { ...DEFAULT_LIMITS, ...limits };
  return readBook(typeof file === 'string' ? loadFile(file, name, all) : file, name, all);
}
