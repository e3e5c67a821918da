// What reading gives to recognising: cells with addresses, nothing interpreted. One shape for every file format.
// Not here: which table a sheet holds (2-recognise). Producers: the parse process beside this file.

import { columnLetters } from '../../../../shared/model/cell-address.js';
import type { CellColumns } from './cell-columns.js';
import type { OwnMetadata } from './own-metadata.js';

/** Content kinds that are read; decided by content, never by ending (rules.md 10). */
const BOOK_KINDS = ['xlsx', 'xls', 'xlsb', 'ods', 'csv', 'html', 'xml2003', 'docx'] as const;
export type BookKind = (typeof BOOK_KINDS)[number];

/**
 * One non-empty cell. `v` is text for `s`, the number for `n`, the boolean for `b`, the error sign (#DIV/0!) for `e`.
 * `z`: the number format where it says percent or date, else absent. `f`: true for a formula cell;
 * a formula without a stored value has t = 'f' and v = null: unknown, never a blank and never 0.
 */
export interface RawCell {
  r: number; // row, from 0
  c: number; // column, from 0
  t: 's' | 'n' | 'b' | 'e' | 'f';
  v: string | number | boolean | null;
  /**
   * month: a date of which year and month are shown, month-alone: its month and no year; in-yuan, in-wan, in-yi: its format writes 元, 万元, 亿元 behind the number;
   * in-sign: its format writes ¥ before it, and no measure;
   * scaled: shown as another number, by powers of ten (0.0, or 0!.0, or 0"百件"); times-wan: 万 stands behind
   * the number, wan-people: 万人, wan-households: 万户; struck: crossed out; unseen: its format shows no number.
   */
  z?:
    | 'percent'
    | 'date'
    | 'datetime'
    | 'time'
    | 'month'
    | 'month-alone'
    | 'in-yuan'
    | 'in-wan'
    | 'in-yi'
    | 'in-sign'
    | 'times-wan'
    | 'wan-people'
    | 'wan-households'
    | 'scaled'
    | 'struck'
    | 'unseen';
  f?: true;
  /** A text that its cell indents: as spaces in front of it would. */
  indent?: true;
  /** Decimals that a percent format shows (0.0% = 1), where z = 'percent'. */
  zd?: number;
}

const DAYS: ReadonlySet<RawCell['z']> = new Set<RawCell['z']>(['date', 'datetime', 'month', 'month-alone']);

/** The number is a day, whatever of it is shown. */
export function isDay({ z }: Pick<RawCell, 'z'>): boolean {
  return DAYS.has(z);
}

export interface RawSheet {
  name: string | null; // null where the format has no sheet names (CSV, HTML)
  state: 'visible' | 'hidden' | 'veryHidden';
  /** Row-major, sorted by r then c. Hidden sheets are not read: no cells. */
  cells: RawCell[];
  /** The same cells as typed arrays, where the reader made them so; large tables are walked by eachCell(), never by `cells`. */
  columns?: CellColumns;
  /** [first row, first column, last row, last column], from 0, inclusive. */
  merges: [number, number, number, number][];
  hiddenRows: number[];
  hiddenCols: number[];
  /** Chart, dialog or macro sheet: nothing to read. */
  notATable?: true;
}

export interface RawBook {
  kind: BookKind;
  date1904: boolean;
  sheets: RawSheet[];
  /** Things the officer is told about the file itself: error codes of shared/errors with their params, severity hint or warn. */
  remarks: { code: string; params: Record<string, string | number> }[];
  /** Encoding that was used for text formats, such as `gb18030`. */
  encoding?: string;
  /** Traces of a form of our own (core/forms), where the file has any. */
  ownMetadata?: OwnMetadata;
}

/** Limits of one parse (reliability.md C); a file beyond them is refused, never cut. */
export interface ParseLimits {
  maxBytes: number; //            size of the file on disk
  maxInflatedBytes: number; //    of all parts together, counted while inflating
  maxRatio: number; //            inflated : compressed of one part, beyond 1 MB
  maxEntries: number; //          of the archive
  maxCells: number; //            non-empty cells of the workbook
  timeoutMs: number;
  heapMb: number; //              of the parse process
}

export const DEFAULT_LIMITS: ParseLimits = {
  maxBytes: 100 * 1024 * 1024,
  maxInflatedBytes: 600 * 1024 * 1024,
  maxRatio: 200,
  maxEntries: 30_000,
  maxCells: 6_000_000,
  timeoutMs: 60_000,
  heapMb: 2048,
};

/** A1 address of a cell from zero-based row and column. */
export function cellAddress(row: number, column: number): string {
  const letters = (LETTERS[column] ??= columnLetters(column));
  if (row >= KEPT_ROWS || column >= KEPT_COLUMNS) return letters + String(row + 1);
  return (ADDRESSES[row * KEPT_COLUMNS + column] ??= letters + String(row + 1));
}

/** By column, made on first use: a table asks for the same few for every row. */
const LETTERS: string[] = [];
/** Addresses of small tables, made on first use: the same thousand in every file of a month. */
const ADDRESSES: string[] = [];
const KEPT_ROWS = 200;
const KEPT_COLUMNS = 100;
