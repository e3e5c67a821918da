// SQL of confirmations as an import keeps them: all that it confirms of one table and one year or month in one packed entry, as only
// an undo ever asks for them. An entry is written once; which of its rows have taken a place since is noted in confirmation_taken.
// What a confirmation means: confirmation-store.ts.

import { journalInsert } from './journal.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

export type ConfirmedTable = 'observation_revision' | 'target' | 'own_target' | 'benchmark' | 'issued_value';
/** A row of such a table without its running number, by the names of its columns. */
export type ConfirmedRow = Record<string, string | number | null>;

/** Columns that identify a value, before its running number; the first is its year or month. */
export const KEY_COLUMNS: Readonly<Record<ConfirmedTable, readonly string[]>> = {
  observation_revision: ['period', 'indicator_id', 'basis', 'unit_id'],
  target: ['year', 'indicator_id', 'unit_id'],
  own_target: ['year', 'indicator_id', 'level'],
  benchmark: ['period', 'indicator_id', 'basis', 'place'],
  issued_value: ['period', 'indicator_id', 'basis', 'unit_id'],
};

export function keyOf(table: ConfirmedTable, row: ConfirmedRow): string {
  return KEY_COLUMNS[table].map((column) => row[column]).join('|');
}

function spanOf(table: ConfirmedTable, row: ConfirmedRow): number {
  return Number(row[KEY_COLUMNS[table][0]!]);
}

/** 0 where the table knows no units. */
function unitOf(row: ConfirmedRow): number {
  return typeof row['unit_id'] === 'number' ? row['unit_id'] : 0;
}

/** Rows of one entry: what all have in common once, the rest as lists. */
interface Packed {
  same: ConfirmedRow;
  columns: string[];
  rows: (string | number | null)[][];
}

/** Rows have the same columns. */
function pack(rows: readonly ConfirmedRow[]): string {
  const first = rows[0]!;
  const same: ConfirmedRow = {};
  const columns: string[] = [];
  for (const name of Object.keys(first)) {
    const value = first[name]!;
    if (rows.every((row) => row[name] === value)) same[name] = value;
    else columns.push(name);
  }
  return JSON.stringify({
    same,
    columns,
    rows: rows.map((row) => columns.map((name) => row[name]!)),
  } satisfies Packed);
}

/** Keeps what one import confirms of one table; call inside write(), once per table. */
export function addBlocks(
  store: Store,
  changeSetId: number,
  table: ConfirmedTable,
  rows: readonly ConfirmedRow[],
): void {
  const spans = new Map<number, ConfirmedRow[]>();
  for (const row of rows) {
    const span = spanOf(table, row);
    const known = spans.get(span);
    if (known) known.push(row);
    else spans.set(span, [row]);
  }
  for (const [span, ofSpan] of spans) {
    let [firstUnit, lastUnit] = [Infinity, 0];
    for (const row of ofSpan) {
      firstUnit = Math.min(firstUnit, unitOf(row));
      lastUnit = Math.max(lastUnit, unitOf(row));
    }
    prepared(
      store,
      `INSERT INTO confirmation_block (change_set_id, table_name, span, first_unit, last_unit, packed) VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(changeSetId, table, span, firstUnit, lastUnit, pack(ofSpan));
  }
}

/** A row of an entry, with where it stands there. */
export interface BlockRow {
  changeSetId: number;
  table: ConfirmedTable;
  span: number;
  place: number;
  row: ConfirmedRow;
}

/** Notes that a row of an entry took a place: it confirms nothing any more. `undoId` is the change set that does it. */
export function takeFromBlock(
  store: Store,
  undoId: number,
  { changeSetId, table, span, place }: Omit<BlockRow, 'row'>,
): void {
  const values = [changeSetId, table, span, place];
  prepared(store, 'INSERT INTO confirmation_taken (change_set_id, table_name, span, place) VALUES (?, ?, ?, ?)').run(
    ...values,
  );
  journalInsert(store.db, undoId, 'confirmation_taken', {
    sql: 'change_set_id = ? AND table_name = ? AND span = ? AND place = ?',
    values,
  });
}

interface BlockOf {
  changeSetId: number;
  span: number;
  packed: string;
  /** JSON: places of its rows that confirm nothing any more. */
  taken: string;
}

/** Packed confirmations of the keys under which a change set stored something, as other change sets gave them; oldest first. */
export class ConfirmedElsewhere {
  readonly #rows = new Map<string, BlockRow[]>();

  constructor(
    readonly store: Store,
    readonly table: ConfirmedTable,
    changeSetId: number,
  ) {
    const [span] = KEY_COLUMNS[table];
    const unit = KEY_COLUMNS[table].includes('unit_id') ? 'unit_id' : '0';
    const blocks = store.db
      .prepare(
        // CROSS JOIN: a change set has few years and months, and of those the units tell most entries apart.
        `SELECT b.change_set_id AS changeSetId, b.span, b.packed,
           (SELECT json_group_array(t.place) FROM confirmation_taken t
            WHERE t.change_set_id = b.change_set_id AND t.table_name = b.table_name AND t.span = b.span) AS taken
         FROM (SELECT ${span} AS span, min(${unit}) AS firstUnit, max(${unit}) AS lastUnit FROM ${table}
               WHERE change_set_id = :change GROUP BY ${span}) s
         CROSS JOIN confirmation_block b ON b.table_name = :table AND b.span = s.span
           AND b.first_unit <= s.lastUnit AND b.last_unit >= s.firstUnit
         WHERE b.change_set_id <> :change ORDER BY b.change_set_id`,
      )
      .all({ change: changeSetId, table }) as BlockOf[];
    if (blocks.length === 0) return;
    const stored = store.db
      .prepare(`SELECT ${KEY_COLUMNS[table].join(" || '|' || ")} FROM ${table} WHERE change_set_id = ?`)
      .pluck()
      .all(changeSetId) as string[];
    const keys = new Set(stored);
    for (const block of blocks) this.#open(block, keys);
  }

  #open({ changeSetId, span, packed, taken }: BlockOf, keys: ReadonlySet<string>): void {
    const { table } = this;
    const { same, columns, rows } = JSON.parse(packed) as Packed;
    const gone = new Set(JSON.parse(taken) as number[]);
    for (const [place, values] of rows.entries()) {
      const row: ConfirmedRow = { ...same };
      for (const [n, name] of columns.entries()) row[name] = values[n]!;
      const key = keyOf(table, row);
      if (gone.has(place) || !keys.has(key)) continue;
      const entry: BlockRow = { changeSetId, table, span, place, row };
      const known = this.#rows.get(key);
      if (known) known.push(entry);
      else this.#rows.set(key, [entry]);
    }
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  /** Those of change sets after one and before another. */
  between(key: string, after: number, before: number): BlockRow[] {
    return (this.#rows.get(key) ?? []).filter(({ changeSetId }) => changeSetId > after && changeSetId < before);
  }

  /** Forgets one that took a place. */
  forget(key: string, entry: BlockRow): void {
    const rest = (this.#rows.get(key) ?? []).filter((one) => one !== entry);
    this.#rows.set(key, rest);
  }
}
