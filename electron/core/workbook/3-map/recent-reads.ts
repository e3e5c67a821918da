// What the last cells of a column said, found by their numbers alone: a ledger repeats its years, stages and days on every row, and a
// look into a Map for each of them takes longer than all else that such a cell needs.

import type { ReadField } from '../../../../shared/ledgers/read-field.js';

/** What a cell says. */
export interface CellRead {
  text: string;
  read: ReadField;
}

/** A power of two: more than the different days of a year. */
const SLOTS = 512;

/** A few of the reads of a column, each in the one place that its number has: what came last stays. */
export class RecentReads {
  readonly #values = new Float64Array(SLOTS);
  readonly #formats = new Int16Array(SLOTS);
  readonly #reads: (CellRead | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

  /** `value`: the number of a cell, or of its text in the table of texts. */
  of(format: number, value: number): CellRead | undefined {
    const at = value & (SLOTS - 1);
    const read = this.#reads[at];
    return read !== undefined && this.#values[at] === value && this.#formats[at] === format ? read : undefined;
  }

  keep(format: number, value: number, read: CellRead): void {
    const at = value & (SLOTS - 1);
    this.#values[at] = value;
    this.#formats[at] = format;
    this.#reads[at] = read;
  }
}
