// The files of a plan that wait, opened where they are needed: what is decided about one of twelve hundred files concerns the few
// that speak of the same units, and opening all of them takes seconds.

import type { PlannedFile } from '../../../shared/import/plan.js';
import type { Store } from '../store/store.js';
import { CONFLICT, whoseOf, type Whose } from './5-preview/batch-conflicts.js';
import { contentOf } from './5-preview/file-pairs.js';
import { getPlan, planFileReader, whoseOfPlan, type StoredFile } from './plan-store.js';

export class WaitingFiles {
  /** In the order of the plan. */
  readonly headers: readonly PlannedFile[];
  readonly #open: (index: number) => StoredFile;
  readonly #opened = new Map<number, StoredFile>();
  readonly #whose: Map<number, readonly Whose[] | null>;
  readonly #indexesOf = new Map<string, Set<number>>();

  /** `isLight`: files are opened without the cells that serve checks alone. */
  constructor(store: Store, planId: string, options: { isLight?: boolean } = {}) {
    this.headers = getPlan(store, planId).files.filter((file) => file.status !== 'imported');
    this.#open = planFileReader(store, planId, options);
    this.#whose = whoseOfPlan(store, planId);
    for (const { index, sha256, questions } of this.headers) {
      for (const key of this.#whose.get(index)?.map(keyOf) ?? [ANYBODY]) this.#add(key, index);
      this.#add(contentKey(sha256), index);
      for (const { id, kind } of questions) if (kind === CONFLICT) this.#add(questionKey(id), index);
    }
  }

  #add(key: string, index: number): void {
    const indexes = this.#indexesOf.get(key);
    if (indexes) indexes.add(index);
    else this.#indexesOf.set(key, new Set([index]));
  }

  file(index: number): StoredFile {
    let file = this.#opened.get(index);
    if (!file) this.#opened.set(index, (file = this.#open(index)));
    return file;
  }

  /** A file planned anew, not stored yet: it concerns those whose values it gave, and those whose values it gives. */
  replace(file: StoredFile): void {
    const { index } = file.header;
    this.#opened.set(index, file);
    const whose = [...whoseOf(file)];
    for (const who of whose) this.#add(keyOf(who), index);
    const before = this.#whose.get(index);
    if (before) this.#whose.set(index, [...before, ...whose]);
  }

  /** Indexes of the files that give values of one unit, in the order of the plan. */
  ofUnit(unitId: number): number[] {
    return [...new Set([...this.#of(keyOf(unitId)), ...this.#of(ANYBODY)])].sort((a, b) => a - b);
  }

  /**
   * Indexes of the files that a change of these may concern, themselves among them: those that give values of the same units, and,
   * from file to file, those with the same content or in a question with one of them.
   */
  around(indexes: readonly number[]): number[] {
    const reached = new Set(indexes);
    const keys = new Set<string>();
    for (const index of indexes) {
      const own = this.#whose.get(index);
      if (own === null) for (const header of this.headers) reached.add(header.index);
      for (const who of own ?? []) keys.add(keyOf(who));
    }
    for (const key of [...keys, ANYBODY]) for (const index of this.#of(key)) reached.add(index);
    const headers = new Map(this.headers.map((header) => [header.index, header]));
    // A set goes on to what is added to it while it is walked through.
    const followed = new Set<string>();
    for (const index of reached) {
      const header = headers.get(index);
      const asked = header?.questions.filter(({ kind }) => kind === CONFLICT).map(({ id }) => questionKey(id)) ?? [];
      for (const key of header ? [contentKey(header.sha256), ...asked] : []) {
        if (followed.has(key)) continue;
        followed.add(key);
        for (const next of this.#of(key)) reached.add(next);
      }
    }
    return [...reached].filter((index) => headers.has(index)).sort((a, b) => a - b);
  }

  #of(key: string): ReadonlySet<number> {
    return this.#indexesOf.get(key) ?? NONE;
  }
}

const NONE: ReadonlySet<number> = new Set();

/** Key of the files of which it is not known whose values they give. */
const ANYBODY = 'anybody';

const keyOf = (who: Whose): string => `${typeof who}:${who}`;
const contentKey = (sha256: string): string => `content:${contentOf(sha256)}`;
const questionKey = (id: string): string => `question:${id}`;
