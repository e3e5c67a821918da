// Which entries of the enterprise register have a code or a name, for one row or for many: asked of SQLite row by row, 100 000 rows
// take several seconds. Matching is the same either way (enterprise-store.ts).

import { spellingsOf, type Enterprise } from '../../../shared/model/enterprise.js';
import { enterpriseByCode, enterprisesByName, getEnterprise } from './enterprise-store.js';
import type { Store } from './store.js';

export interface EnterpriseLookup {
  /** Id of the entry that has this code, else of the one that had it. */
  byCode(uscc: string): number | null;
  /** Ids with exactly this present, former or short name, ascending; where none has it, those of its first spelling that one has. */
  byName(name: string): readonly number[];
  get(id: number): Enterprise;
  /** To be told of every entry that is added or gets a code while the look-up is in use. */
  saved(id: number, entry: { uscc: string | null; name: string }): void;
}

/** From so many rows on the register is read once instead. */
const MANY_ROWS = 300;

/** The look-up for work on so many rows, during which nobody else writes the register. */
export function enterpriseLookup(store: Store, rows: number): EnterpriseLookup {
  return rows > MANY_ROWS ? new ReadEnterprises(store) : storedEnterprises(store);
}

/** Every question to the store. */
export function storedEnterprises(store: Store): EnterpriseLookup {
  return {
    byCode: (uscc) => enterpriseByCode(store, uscc),
    byName: (name) => enterprisesByName(store, name),
    get: (id) => getEnterprise(store, id)!,
    saved: () => undefined,
  };
}

const NONE: readonly number[] = [];

class ReadEnterprises implements EnterpriseLookup {
  readonly #codes = new Map<string, number>();
  readonly #names = new Map<string, number[]>();

  constructor(readonly store: Store) {
    const entries = store.db.prepare('SELECT id, uscc, name FROM enterprise').all() as {
      id: number;
      uscc: string | null;
      name: string;
    }[];
    for (const { id, uscc, name } of entries) this.saved(id, { uscc, name });
    const former = store.db
      .prepare(
        `SELECT e.id, c.value AS code FROM enterprise e, json_each(e.former_codes) c WHERE e.former_codes <> '[]' ORDER BY e.id`,
      )
      .all() as { id: number; code: string }[];
    for (const { id, code } of former) if (!this.#codes.has(code)) this.#codes.set(code, id);
    const others = store.db.prepare('SELECT enterprise_id AS id, name FROM enterprise_name').all() as {
      id: number;
      name: string;
    }[];
    for (const { id, name } of others) this.#named(id, name);
  }

  byCode(uscc: string): number | null {
    return this.#codes.get(uscc) ?? null;
  }

  byName(name: string): readonly number[] {
    for (const spelling of spellingsOf(name)) {
      const ids = this.#names.get(spelling);
      if (ids !== undefined) return ids;
    }
    return NONE;
  }

  get(id: number): Enterprise {
    return getEnterprise(this.store, id)!;
  }

  saved(id: number, { uscc, name }: { uscc: string | null; name: string }): void {
    if (uscc !== null) this.#codes.set(uscc, id);
    this.#named(id, name);
  }

  #named(id: number, name: string): void {
    const ids = this.#names.get(name);
    if (ids === undefined) this.#names.set(name, [id]);
    else if (!ids.includes(id)) {
      ids.push(id);
      ids.sort((a, b) => a - b);
    }
  }
}
