// Rows of a long ledger without making an object of each cell: what equal cells of a column say is looked at once. Only rows in which
// nothing is odd; every other one, and every line that may be a total, a note or a head, is left to ledger-rows.ts, which looks at
// its cells. Both read a cell in the same way.

import type { FieldInput, ReadField } from '../../../../shared/ledgers/read-field.js';
import { BOOLEAN, type CellBlock, type CellColumns, kindOf, NUMBER, TEXT } from '../1-read/cell-columns.js';
import { cellText } from '../2-recognise/grid.js';
import { beginsNumbers } from '../2-recognise/under-head.js';
import { inputOfColumn, STRUCK } from './ledger-cell-input.js';
import { isDitto } from '../../../../shared/ledgers/ditto.js';
import { IN_EXAMPLES, IN_TOTALS, isBlank, MOST_NOTE_CELLS, type RepeatedHeads } from './ledger-other-lines.js';
import { type CellRead, RecentReads } from './recent-reads.js';
import type { ReadColumn } from './ledger-record.js';

export interface PlainRow {
  /** By the fields of the columns, as in LedgerInputRow. */
  reads: (ReadField | undefined)[];
  texts: (string | null)[];
}

export interface PlainSheet {
  columns: CellColumns;
  is1904: boolean;
  /** Of amounts, by field. */
  measures: Readonly<Record<string, string>>;
  read(at: number, input: FieldInput): ReadField;
}

export class PlainRows {
  readonly #columns: CellColumns;
  /** By column of the sheet. */
  readonly #byColumn: (ColumnReads | undefined)[] = [];
  /** By column of the sheet: true where a repeated head may be told by it. */
  readonly #telling: (true | undefined)[] = [];
  readonly #noReads: readonly undefined[];
  readonly #noTexts: readonly null[];
  /** False: a head may be told by a cell that is not there. */
  readonly #isUsed: boolean;
  /** The next cell. */
  #block = 0;
  #at = 0;

  constructor(
    read: readonly ReadColumn[],
    readonly heads: RepeatedHeads,
    readonly sheet: PlainSheet,
  ) {
    this.#columns = sheet.columns;
    const width = Math.max(-1, ...read.map(({ at }) => at)) + 1;
    this.#noReads = Array.from({ length: width }, () => undefined);
    this.#noTexts = Array.from({ length: width }, () => null);
    const amounts = new Map<string, LastAmount>();
    for (const column of read)
      this.#byColumn[column.c] = new ColumnReads(column, sheet, lastOf(column, sheet, amounts));
    for (const c of heads.telling) this.#telling[c] = true;
    this.#isUsed = heads.telling.every((c) => !heads.mayBeHead(c, undefined));
  }

  /** Null: look at its cells. To be asked for one row after the other, downwards. */
  row(r: number): PlainRow | null {
    if (!this.#isUsed) return null;
    const { blocks, texts } = this.#columns;
    const row: PlainRow = { reads: this.#noReads.slice(), texts: this.#noTexts.slice() };
    let cells = 0;
    let named = 0;
    let hasField = false;
    for (let block = this.#to(r); block !== undefined && block.r[this.#at] === r; block = this.#next(blocks)) {
      const at = this.#at;
      const kind = kindOf(block, at);
      if (kind > BOOLEAN) return null;
      if (kind === TEXT) {
        named += 1;
        const text = texts[block.v[at]!];
        if (named <= 2 && text?.includes(IN_TOTALS) !== false) return null;
        if (cells === 0 && text !== undefined && (text.includes(IN_EXAMPLES) || beginsNumbers(text))) return null;
      } else if (cells === 1 && block.v[at] === 2) return null; // 1 | 2 | 3: perhaps the numbers of the columns
      const c = block.c[at]!;
      const column = this.#byColumn[c];
      const isTelling = this.#telling[c] === true;
      if (isTelling || column === undefined) {
        const cell = this.#columns.cellOf(block, at);
        if (isBlank(cell) || (isTelling && this.heads.mayBeHead(c, cell))) return null;
      }
      cells += 1;
      if (column === undefined) continue;
      const read = column.of(block, at, kind);
      // A text where a day or a number belongs may be the head of another table.
      if (read === null || (kind === TEXT && column.isOfNumbers && read.read.findings.length > 0)) return null;
      row.reads[column.at] = read.read;
      row.texts[column.at] = read.text;
      hasField = true;
    }
    return cells > MOST_NOTE_CELLS && hasField ? row : null;
  }

  /** The block with the first cell of this row or of one below it. */
  #to(r: number): CellBlock | undefined {
    const { blocks } = this.#columns;
    let block = blocks[this.#block];
    while (block !== undefined && (this.#at >= block.length || block.r[this.#at]! < r)) block = this.#next(blocks);
    return block;
  }

  #next(blocks: readonly CellBlock[]): CellBlock | undefined {
    this.#at += 1;
    const block = blocks[this.#block];
    if (block === undefined || this.#at < block.length) return block;
    this.#block += 1;
    this.#at = 0;
    return blocks[this.#block];
  }
}

/** An amount that was just read: what is applied for, approved and paid is often the same. */
interface LastAmount {
  v: number;
  format: number;
  read: CellRead | null;
}

function lastOf(
  { field, name }: ReadColumn,
  { measures }: PlainSheet,
  amounts: Map<string, LastAmount>,
): LastAmount | null {
  if (field.kind !== 'amount') return null;
  const measure = measures[name] ?? field.measure ?? '';
  let last = amounts.get(measure);
  if (last === undefined) amounts.set(measure, (last = { v: 0, format: 0, read: null }));
  return last;
}

/** Cells that are kept to see whether they come again. */
const TRIED = 4000;
/** Of a hundred cells so many must have been there before. */
const WORTH = 5;

/** Texts are told apart by what they say alone; no number has this format. */
const ANY_FORMAT = -1;

/** What the cells of one column say, equal ones from before. */
class ColumnReads {
  readonly at: number;
  /** Days are numbers, too. */
  readonly isOfNumbers: boolean;
  readonly #recent = new RecentReads();
  readonly #texts = new Map<number, CellRead>();
  /** By the format of the cell. */
  readonly #numbers = new Map<number, Map<number, CellRead>>();
  #kept = 0;
  #hits = 0;
  #isOff = false;
  /** True where a text without a format means what it says, whatever stands elsewhere. */
  readonly #isLiteral: boolean;

  constructor(
    readonly column: ReadColumn,
    readonly sheet: PlainSheet,
    readonly last: LastAmount | null,
  ) {
    this.at = column.at;
    this.isOfNumbers = column.isCount || column.field.kind === 'date';
    this.#isLiteral = column.days === null && column.words === null;
  }

  /** Null: the cell is blank, crossed out, a month, or says what is above it. `kind`: a text, a number or a boolean. */
  of(block: CellBlock, at: number, kind: number): CellRead | null {
    const v = block.v[at]!;
    const format = block.format[at]!;
    const { last } = this;
    if (last !== null && kind === NUMBER && last.read !== null && last.v === v && last.format === format)
      return last.read;
    if (this.#isOff || kind === BOOLEAN) return this.#read(block, at, kind);
    const key = kind === TEXT ? ANY_FORMAT : format;
    const recent = this.#recent.of(key, v);
    if (recent !== undefined) {
      this.#hits += 1;
      return recent;
    }
    const all = kind === TEXT ? this.#texts : this.#ofFormat(format);
    const known = all.get(v);
    if (known !== undefined) {
      this.#hits += 1;
      this.#recent.keep(key, v, known);
      return known;
    }
    const read = this.#read(block, at, kind);
    if (read === null) return read;
    all.set(v, read);
    this.#recent.keep(key, v, read);
    this.#kept += 1;
    // Numbers of patents and of applications never come again.
    if (this.#kept % TRIED === 0 && this.#hits * 100 < this.#kept * WORTH) {
      this.#isOff = true;
      this.#texts.clear();
      this.#numbers.clear();
    }
    return read;
  }

  #ofFormat(format: number): Map<number, CellRead> {
    let numbers = this.#numbers.get(format);
    if (numbers === undefined) this.#numbers.set(format, (numbers = new Map()));
    return numbers;
  }

  #read(block: CellBlock, at: number, kind: number): CellRead | null {
    const { columns, is1904, read } = this.sheet;
    if (kind === TEXT && this.#isLiteral && block.format[at] === 0) return this.#readText(columns.text(block.v[at]!));
    const cell = columns.cellOf(block, at);
    if (isBlank(cell) || cell.z === 'month' || cell.z === 'month-alone') return null;
    const text = cellText(cell, is1904).trim();
    if (text === '' || text.startsWith(STRUCK)) return null;
    if (kind === TEXT && !this.column.isCount && isDitto(text)) return null;
    const found = { text, read: read(this.at, inputOfColumn(this.column, cell, text, is1904)) };
    const { last } = this;
    if (last !== null && kind === NUMBER && found.read.findings.length === 0) {
      last.v = block.v[at]!;
      last.format = block.format[at]!;
      last.read = found;
    }
    return found;
  }

  /** As below a cell is, without one: of the long texts of a ledger nearly every one is another. */
  #readText(written: string): CellRead | null {
    const text = written.trim();
    if (text === '' || text.startsWith(STRUCK) || (!this.column.isCount && isDitto(text))) return null;
    return { text, read: this.sheet.read(this.at, written) };
  }
}
