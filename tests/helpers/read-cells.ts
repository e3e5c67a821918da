// Short looks into a RawBook for tests: cells by address as text.

import { cellAddress, type RawBook, type RawCell } from '../../electron/core/workbook/1-read/raw-book.js';
import { readInProcess } from './read-in-process.js';
import { AppError } from '../../shared/errors/app-error.js';

/** Cells of one sheet by address. */
export function cellsOf(book: RawBook, sheet = 0): Map<string, RawCell> {
  return new Map((book.sheets[sheet]?.cells ?? []).map((cell) => [cellAddress(cell.r, cell.c), cell]));
}

/** Values of one sheet by address. */
export function valuesOf(book: RawBook, sheet = 0): Record<string, RawCell['v']> {
  return Object.fromEntries([...cellsOf(book, sheet)].map(([address, cell]) => [address, cell.v]));
}

/** Reads bytes in process. */
export function read(bytes: Buffer, name = '表.xlsx'): RawBook {
  return readInProcess(bytes, name);
}

/** The refusal of a reading, which has to come. */
export function refusal(bytes: Buffer, name = '表.xlsx'): AppError {
  try {
    readInProcess(bytes, name);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was read, should have been refused');
}
