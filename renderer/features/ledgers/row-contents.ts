// Contents of rows as they were read. Answers may come in another order than they were asked for, and after word of a change that they
// do not hold yet: an older one never takes the place of a newer one, and never passes for new. Pure; use-rows.ts asks.

import type { LedgerRow } from '../../../shared/ledgers/define.js';

export interface CachedRow {
  values: LedgerRow;
  files: number;
  /** 填报单位 that it was of before it moved, as text. */
  formerUnits?: string | undefined;
}

export interface ReadRow extends Omit<CachedRow, 'values'> {
  id: number;
  values: Readonly<Record<string, unknown>>;
}

/** What was asked, and how often changes had been told of by then. */
export interface ContentsQuestion {
  ids: readonly number[];
  round: number;
}

interface Kept {
  row: CachedRow;
  /** Round that it is of; an earlier one than now: to be read again. */
  round: number;
  /** Version of the data that it was read from, within its round. */
  version: number;
}

export class RowContents {
  readonly #kept = new Map<number, Kept>();
  /** Being read, and since which round. */
  readonly #asked = new Map<number, number>();
  /** Asked for and not there: not asked for again before something changes. */
  readonly #gone = new Set<number>();
  #round = 0;

  get round(): number {
    return this.#round;
  }

  of(id: number): CachedRow | undefined {
    return this.#kept.get(id)?.row;
  }

  /** A change was told of: what is kept is shown until it is read again, and so is what was asked for before. */
  changed(): void {
    this.#round += 1;
    this.#gone.clear();
  }

  /** Those of the rows that are to be read; rows that are not stored yet have negative ids. */
  lacking(ids: readonly number[]): number[] {
    return ids.filter((id) => id > 0 && !this.#gone.has(id) && this.#kept.get(id)?.round !== this.#round);
  }

  isAsked(id: number): boolean {
    return this.#asked.get(id) === this.#round;
  }

  ask(ids: readonly number[]): ContentsQuestion {
    for (const id of ids) this.#asked.set(id, this.#round);
    return { ids, round: this.#round };
  }

  /** Answered or failed: what is still lacking may be asked for again. */
  settled({ ids, round }: ContentsQuestion): void {
    for (const id of ids) if (this.#asked.get(id) === round) this.#asked.delete(id);
  }

  /** `version`: of the data that the answer was made of. */
  answered({ ids, round }: ContentsQuestion, rows: readonly ReadRow[], version: number): void {
    const found = new Set(rows.map(({ id }) => id));
    for (const { id, values, ...rest } of rows) {
      const known = this.#kept.get(id);
      if (this.#gone.has(id)) continue;
      if (known && (known.round > round || (known.round === round && known.version > version))) continue;
      this.#kept.set(id, { row: { values: values as LedgerRow, ...rest }, round, version });
    }
    if (round !== this.#round) return;
    for (const id of ids) {
      if (found.has(id)) continue;
      this.#kept.delete(id);
      this.#gone.add(id);
    }
  }

  /** Rows that came along with another answer. What was read for itself meanwhile stays. */
  takeIn(round: number, rows: readonly ReadRow[], version: number): void {
    const lacking = new Set(this.lacking(rows.map(({ id }) => id)));
    const taken = rows.filter(({ id }) => lacking.has(id) || this.#gone.has(id));
    for (const { id } of taken) this.#gone.delete(id);
    this.answered({ ids: taken.map(({ id }) => id), round }, taken, version);
  }
}
