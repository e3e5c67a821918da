// The rows of a view in their order: ids first, contents as they come into sight. An id list of 100 000 rows is asked for once;
// pages by OFFSET would sort again for each of them, and rows would change places under the officer's hands.

import { fieldOf, fieldsOf, type FieldValue, type Ledger } from '../../../shared/ledgers/define.js';
import type { GroupBy } from '../../../shared/contract/calls/ledger-grid.js';
import type { LedgerSort } from '../../../shared/contract/calls/ledgers.js';
import { allStages } from '../../../shared/ledgers/stages.js';
import { columnOf, tableOf, type SqlValue } from './ledger-columns.js';
import { theseRows, type Where } from './ledger-filter.js';
import { stored, summedFields, type RowGroup, type StoredRow } from './ledger-store.js';
import type { Store } from './store.js';

export interface RowOrder {
  ids: number[];
  sums: Record<string, number>;
  groups: RowGroup[];
}

interface OrderQuery {
  where: Where;
  sort: readonly LedgerSort[];
  groupBy: readonly GroupBy[];
}

type Key = string | number | null;

function keyOf(ledger: Ledger, { field, part }: GroupBy): string {
  const column = columnOf(ledger, field);
  return part === 'value' ? column : `substr(${column}, 1, ${part === 'month' ? 7 : 4})`;
}

/** Texts in the order of the dictionary; more different ones than this are ordered by their signs, which takes a tenth of the time. */
const MOST_COLLATED = 20_000;
/** Made on first use: most calls order nothing. */
let collator: Intl.Collator | undefined;

/** Rank of each value of a field: units as registered, stages as they follow each other, texts by pinyin, nothing first. */
function rankOf(store: Store, ledger: Ledger, field: string, values: readonly Key[]): (value: Key) => number {
  const kind = fieldOf(ledger, field)?.kind;
  const known = (order: ReadonlyMap<Key, number>) => (value: Key) => (value === null ? -1 : (order.get(value) ?? 1e9));
  if (kind === 'unit') {
    const units = store.db.prepare('SELECT id FROM reporting_unit ORDER BY sort, id').pluck().all() as number[];
    return known(new Map(units.map((id, index) => [id, index])));
  }
  if (kind === 'status' && ledger.stages)
    return known(new Map(allStages(ledger.stages).map((stage, index) => [stage, index])));
  const different = [...new Set(values)].filter((value) => value !== null);
  if (different.every((value) => typeof value === 'number'))
    return (value) => (value === null ? -Infinity : (value as number));
  const isDay = kind === 'date' || kind === 'period';
  const isCollated = !isDay && different.length <= MOST_COLLATED;
  const texts = different.map(String);
  if (isCollated) texts.sort((collator ??= new Intl.Collator('zh-u-co-pinyin', { numeric: true })).compare);
  else texts.sort();
  const order = new Map(texts.map((text, index) => [text, index]));
  return (value) => (value === null ? -1 : order.get(String(value))!);
}

/** A column of all rows as one JSON text: a tenth of the time that fetching row by row takes. */
function parsedColumn(json: unknown): Key[] {
  const values = JSON.parse(json as string) as unknown[];
  return values.map((value) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : (value as Key)));
}

/**
 * Ids of all rows of a view, grouped first and sorted then; the id makes the order complete. Groups stand in the same order.
 * One pass over the table: SQLite would sort the rows twice, once for the ids and once for the sums.
 */
export function orderRows(store: Store, ledger: Ledger, { where, sort, groupBy }: OrderQuery): RowOrder {
  const summed = summedFields(ledger);
  const isGrouped = groupBy.length > 0;
  const columns = [
    't.id',
    ...groupBy.map((by) => keyOf(ledger, by)),
    ...sort.map(({ field }) => columnOf(ledger, field)),
    ...(isGrouped ? summed.map((name) => columnOf(ledger, name)) : []),
  ].map((column) => `json_group_array(${column})`);
  const sums = isGrouped ? [] : summed.map((name) => `sum(${columnOf(ledger, name)})`);
  const row = store.db
    .prepare(`SELECT ${[...columns, ...sums].join(', ')} FROM ${tableOf(ledger)} t WHERE ${where.sql}`)
    .raw()
    .get(where.values) as unknown[];
  const ids = JSON.parse(row[0] as string) as number[];
  const keys = groupBy.map((_, index) => parsedColumn(row[1 + index]));
  const sortKeys = sort.map((_, index) => parsedColumn(row[1 + groupBy.length + index]));
  const order = sortedPositions(store, ledger, ids, sort, sortKeys);
  if (!isGrouped)
    return {
      ids: order.map((at) => ids[at]!),
      sums: known(summed, row.slice(columns.length) as (number | null)[]),
      groups: [],
    };
  const first = 1 + groupBy.length + sort.length;
  const summands = summed.map((_, index) => JSON.parse(row[first + index] as string) as (number | null)[]);
  return grouped(store, ledger, { ids, order, groupBy, keys, summed, summands });
}

/** Sums by field; a column without any value has none, which is not the same as 0. */
function known(names: readonly string[], sums: readonly (number | null)[]): Record<string, number> {
  return Object.fromEntries(names.flatMap((name, index) => (sums[index] === null ? [] : [[name, sums[index]!]])));
}

/** Positions of the rows in their order. */
function sortedPositions(
  store: Store,
  ledger: Ledger,
  ids: readonly number[],
  sort: readonly LedgerSort[],
  sortKeys: readonly Key[][],
): number[] {
  const positions = ids.map((_, index) => index);
  const ranks = sort.map(({ field, isDescending }, index) => {
    const rank = rankOf(store, ledger, field, sortKeys[index]!);
    const sign = isDescending ? -1 : 1;
    return Float64Array.from(sortKeys[index]!, (value) => sign * rank(value));
  });
  const idSign = sort.at(-1)?.isDescending === true ? -1 : 1;
  // Without a sort the table was walked by id, unless a filter went through an index.
  if (ranks.length === 0 && ids.every((id, index) => index === 0 || ids[index - 1]! < id)) return positions;
  return positions.sort((a, b) => {
    for (const rank of ranks) {
      const [x, y] = [rank[a]!, rank[b]!];
      if (x !== y) return x < y ? -1 : 1;
    }
    return idSign * (ids[a]! - ids[b]!);
  });
}

/** Number of the group of each row, 0 upwards: rows of one group have the same value in every column. Numbers instead of texts that join
 *  the values take half the time at 100 000 rows. */
function groupNumbers(columns: readonly (readonly Key[])[], count: number): Uint32Array {
  let numbers = new Uint32Array(count);
  for (const column of columns) {
    const values = new Map<string | null, number>();
    const groups = new Map<number, number>();
    const next = new Uint32Array(count);
    for (let at = 0; at < count; at += 1) {
      const key = column[at]!;
      const text = typeof key === 'number' ? String(key) : key;
      let value = values.get(text);
      if (value === undefined) values.set(text, (value = values.size));
      // Below the square of the count of rows, so exact.
      const pair = numbers[at]! * count + value;
      let group = groups.get(pair);
      if (group === undefined) groups.set(pair, (group = groups.size));
      next[at] = group;
    }
    numbers = next;
  }
  return numbers;
}

function grouped(
  store: Store,
  ledger: Ledger,
  rows: {
    ids: readonly number[];
    order: readonly number[];
    groupBy: readonly GroupBy[];
    keys: readonly Key[][];
    summed: readonly string[];
    summands: readonly (readonly (number | null)[])[];
  },
): RowOrder {
  const { ids, order, groupBy, keys, summed, summands } = rows;
  const found: { keys: Key[]; ids: number[]; sums: (number | null)[] }[] = [];
  const groupAt = groupNumbers(keys, ids.length);
  // Plain loops: this runs once per row.
  for (const at of order) {
    const group = (found[groupAt[at]!] ??= {
      keys: keys.map((column) => column[at]!),
      ids: [],
      sums: summed.map(() => null),
    });
    group.ids.push(ids[at]!);
    // 分 are integers well below 2^53, so adding them here is as exact as in the store.
    for (let index = 0; index < summands.length; index += 1) {
      const value = summands[index]![at]!;
      if (value !== null) group.sums[index] = (group.sums[index] ?? 0) + value;
    }
  }
  const ranks = groupBy.map(({ field }, index) =>
    rankOf(
      store,
      ledger,
      field,
      found.map((group) => group.keys[index]!),
    ),
  );
  const sorted = [...found].sort((a, b) => {
    for (const [index, rank] of ranks.entries()) {
      const [x, y] = [rank(a.keys[index]!), rank(b.keys[index]!)];
      if (x !== y) return x < y ? -1 : 1;
    }
    return JSON.stringify(a.keys) < JSON.stringify(b.keys) ? -1 : 1;
  });
  const total = summed.map((_, index) =>
    sorted.reduce<number | null>((sum, group) => {
      const value = group.sums[index]!;
      return value === null ? sum : (sum ?? 0) + value;
    }, null),
  );
  return {
    ids: sorted.flatMap((group) => group.ids),
    sums: known(summed, total),
    groups: sorted.map((group) => ({
      keys: group.keys.map((key, index): FieldValue => {
        const isYesNo = fieldOf(ledger, groupBy[index]!.field)?.kind === 'yesNo';
        return isYesNo && key !== null ? key === 1 : key;
      }),
      count: group.ids.length,
      sums: known(summed, group.sums),
    })),
  };
}

/** Rows by id in the order asked for; those that are gone are left out. */
export function readRows(store: Store, ledger: Ledger, ids: readonly number[]): StoredRow[] {
  const found = store.db
    .prepare(`SELECT t.* FROM ${tableOf(ledger)} t WHERE t.id IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(ids)) as Record<string, SqlValue>[];
  const byId = new Map(found.map((columns) => [columns['id'] as number, columns]));
  return ids.flatMap((id) => {
    const columns = byId.get(id);
    return columns ? [stored(ledger, columns)] : [];
  });
}

/** Fields that hold something in any of these rows, in the order of the declaration. */
export function filledFields(store: Store, ledger: Ledger, ids: readonly number[]): string[] {
  const names = fieldsOf(ledger).map(([name]) => name);
  const { sql, values } = theseRows(ids);
  const counts = store.db
    .prepare(
      `SELECT ${names.map((name) => `count(${columnOf(ledger, name)})`).join(', ')} FROM ${tableOf(ledger)} t WHERE ${sql}`,
    )
    .raw()
    .get(values) as number[];
  return names.filter((_, index) => counts[index]! > 0);
}

export interface ColumnFigures {
  filled: number;
  numbers: number;
  sum: number | null;
  max: number | null;
  min: number | null;
  isAmount: boolean;
}

/** Figures over the cells of chosen rows and columns. Amounts (分) and counts are never added to each other. */
export function figuresOf(
  store: Store,
  ledger: Ledger,
  ids: readonly number[],
  fields: readonly string[],
): ColumnFigures {
  const kinds = fields.map((field) => fieldOf(ledger, field)?.kind);
  const isAmount = (index: number): boolean => kinds[index] === 'amount';
  const summed = new Set(summedFields(ledger));
  const isNumber = (index: number): boolean => summed.has(fields[index]!);
  const columns = fields.map((field) => columnOf(ledger, field));
  const numeric = fields.map((_, index) => index).filter(isNumber);
  if (fields.length === 0) return { filled: 0, numbers: 0, sum: null, max: null, min: null, isAmount: false };
  const row = store.db
    .prepare(
      `SELECT ${columns.map((column, index) => `count(${column}) AS n${index}`).join(', ')}${numeric
        .map(
          (index) =>
            `, sum(${columns[index]}) AS s${index}, max(${columns[index]}) AS x${index}, min(${columns[index]}) AS m${index}`,
        )
        .join('')} FROM ${tableOf(ledger)} t WHERE t.id IN (SELECT value FROM json_each(?))`,
    )
    .get(JSON.stringify(ids)) as Record<string, number | null>;
  const filled = fields.reduce((total, _, index) => total + (row[`n${index}`] ?? 0), 0);
  const numbers = numeric.reduce((total, index) => total + (row[`n${index}`] ?? 0), 0);
  const used = numeric.filter((index) => (row[`n${index}`] ?? 0) > 0);
  const isMixed = new Set(used.map(isAmount)).size > 1;
  if (used.length === 0 || isMixed) return { filled, numbers, sum: null, max: null, min: null, isAmount: false };
  return {
    filled,
    numbers,
    sum: used.reduce((total, index) => total + row[`s${index}`]!, 0),
    max: Math.max(...used.map((index) => row[`x${index}`]!)),
    min: Math.min(...used.map((index) => row[`m${index}`]!)),
    isAmount: isAmount(used[0]!),
  };
}

/** Values that a field has, the most frequent first. Lists (several choices, several numbers) are counted as they are stored. */
export function valuesOfField(
  store: Store,
  ledger: Ledger,
  field: string,
  limit: number,
): { value: FieldValue; count: number }[] {
  const column = columnOf(ledger, field);
  const isYesNo = fieldOf(ledger, field)?.kind === 'yesNo';
  const rows = store.db
    .prepare(
      `SELECT ${column} AS value, count(*) AS "rows" FROM ${tableOf(ledger)} t WHERE ${column} IS NOT NULL
       GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT ?`,
    )
    .all(limit) as { value: SqlValue; rows: number }[];
  return rows.map(({ value, rows: count }) => ({ value: isYesNo ? value === 1 : value, count }));
}
