// Declared roll-ups in SQL, by reporting unit. The same rules as shared/ledgers/rollup.ts, which says what they mean.

import {
  statusFieldOf,
  unitFieldOf,
  type Ledger,
  type Rollup,
  type RowFilter,
} from '../../../shared/ledgers/define.js';
import {
  basesOf,
  daysOfPeriod,
  plainFilters,
  startsOf,
  usualBasis,
  type PlainFilter,
} from '../../../shared/ledgers/rollup.js';
import { stageAsking } from '../../../shared/ledgers/stages.js';
import { makePeriod, yearOf, type Basis, type Period } from '../../../shared/model/period.js';
import { columnOf, enterpriseIdOf, tableOf, toSql, type SqlValue } from './ledger-columns.js';
import { hasFormerUnits, unitThen } from './former-unit-store.js';
import { both, type Where } from './ledger-filter.js';
import type { Store } from './store.js';

/** Rows of alias t that a roll-up counts for a period; matches nothing where the roll-up does not serve the basis. */
export function rollupWhere(ledger: Ledger, rollup: Rollup, period: Period, basis: Basis = usualBasis(rollup)): Where {
  if (!basesOf(rollup).includes(basis)) return { sql: '0', values: [] };
  const column = (name: string): string => columnOf(ledger, name);
  const { from, to } = daysOfPeriod(period, basis);
  const { when } = rollup;
  const parts: string[] = [];
  const values: SqlValue[] = [];
  switch (when.kind) {
    case 'dateIn': {
      const days = when.fields.map(column);
      parts.push(`${firstKnown(days)} BETWEEN ? AND ?`);
      values.push(from, to);
      if (when.by !== undefined) {
        parts.push(`(${column(when.by)} IS NULL OR ${column(when.by)} <= ?)`);
        values.push(to);
      }
      break;
    }
    case 'validAt':
      parts.push(
        `${firstKnown(startsOf(when).map(column))} <= ?`,
        ...when.to.map((end) => `(${column(end)} IS NULL OR ${column(end)} >= ?)`),
        ...(when.gone ?? []).map((day) => `(${column(day)} IS NULL OR ${column(day)} > ?)`),
      );
      values.push(to, ...when.to.map(() => to), ...(when.gone ?? []).map(() => to));
      break;
    case 'lineIn':
      // The newest date first: it has an index, the entries have none.
      parts.push(
        `${column(when.last)} BETWEEN ? AND '9999-12-31'`,
        `EXISTS (${linesSql('1', column(when.lines), when.on)})`,
      );
      values.push(from, from, to);
      break;
    case 'yearIs':
      parts.push(`${column(when.field)} = ?`);
      values.push(yearOf(period));
      break;
    case 'newestBatch': {
      const { year, batch, on } = when;
      const other = (name: string): string => columnOf(ledger, name, 'n');
      parts.push(
        `${column(year)} = ?`,
        `${column(batch)} = (SELECT max(of.batch) FROM (
          SELECT ${other(batch)} AS batch, min(${other(on)}) AS day FROM ${tableOf(ledger)} n
          WHERE ${other(year)} = ? GROUP BY ${other(batch)}) of WHERE of.day IS NULL OR of.day <= ?)`,
      );
      values.push(yearOf(period), yearOf(period), to);
      break;
    }
  }
  for (const filter of rollup.where ?? []) {
    const one = filterWhere(ledger, filter);
    parts.push(one.sql);
    values.push(...one.values);
  }
  return { sql: parts.join(' AND '), values };
}

function firstKnown(columns: readonly string[]): string {
  return columns.length === 1 ? columns[0]! : `coalesce(${columns.join(', ')})`;
}

/** Entries of a list column whose date lies between two days that are bound. */
function linesSql(what: string, lines: string, on: string): string {
  return `SELECT ${what} FROM json_each(${lines}) line WHERE json_extract(line.value, '$.${on}') BETWEEN ? AND ?`;
}

/** The same of one unit, or of all. */
export function unitRollupWhere(
  ledger: Ledger,
  rollup: Rollup,
  { period, basis, unitId }: { period: Period; basis?: Basis | undefined; unitId: number | null },
): Where {
  const all = rollupWhere(ledger, rollup, period, basis);
  const unit = unitId === null ? null : unitThen(ledger, rollup, period, basis);
  return unit === null ? all : both(all, { sql: `${unit} = ?`, values: [unitId] });
}

/** A filter of a declaration over a row. */
export function filterWhere(ledger: Ledger, filter: RowFilter, alias = 't'): Where {
  const alternatives = plainFilters(ledger, filter).map((all) => all.map((one) => plainWhere(ledger, one, alias)));
  return {
    sql: `(${alternatives.map((all) => all.map(({ sql }) => sql).join(' AND ')).join(' OR ')})`,
    values: alternatives.flat().flatMap(({ values }) => values),
  };
}

function plainWhere(ledger: Ledger, plain: PlainFilter, alias: string): Where {
  if ('tag' in plain)
    return {
      sql: `${enterpriseIdOf(ledger, plain.field, alias)} IN
        (SELECT e.id FROM enterprise e, json_each(e.tags) tag WHERE tag.value = ?)`,
      values: [plain.tag],
    };
  const at = columnOf(ledger, plain.field, alias);
  if ('says' in plain) return { sql: `instr(coalesce(${at}, ''), ?) > 0`, values: [plain.says] };
  if ('isKnown' in plain) return { sql: `${at} IS ${plain.isKnown ? 'NOT ' : ''}NULL`, values: [] };
  const list = 'in' in plain ? plain.in : plain.notIn;
  const marks = list.map(() => '?').join(', ');
  return {
    sql: 'in' in plain ? `${at} IN (${marks})` : `(${at} IS NULL OR ${at} NOT IN (${marks}))`,
    values: list.map(toSql),
  };
}

function measureSql(ledger: Ledger, rollup: Rollup, days: { from: string; to: string }): Where {
  const { measure } = rollup;
  const plain = (sql: string): Where => ({ sql, values: [] });
  if (measure === 'rows') return plain('count(*)');
  if ('sum' in measure) {
    const sumOf = (field: string): string => `coalesce(sum(${columnOf(ledger, field)}), 0)`;
    return plain(measure.less === undefined ? sumOf(measure.sum) : `${sumOf(measure.sum)} - ${sumOf(measure.less)}`);
  }
  if ('sumOfLines' in measure) {
    if (rollup.when.kind !== 'lineIn') throw new Error(`${rollup.code}: sumOfLines without lineIn`);
    const amount = `coalesce(sum(json_extract(line.value, '$.${measure.sumOfLines}')), 0)`;
    const sum = linesSql(amount, columnOf(ledger, rollup.when.lines), rollup.when.on);
    return { sql: `coalesce(sum((${sum})), 0)`, values: [days.from, days.to] };
  }
  const { distinct } = measure;
  return plain(`count(DISTINCT coalesce('#' || ${enterpriseIdOf(ledger, distinct)}, ${columnOf(ledger, distinct)}))`);
}

/** Unit of a row of alias t that a roll-up counts it for, as SQL; NULL where the ledger has none. */
function unitSql(store: Store, ledger: Ledger, rollup: Rollup, period: Period, basis: Basis): string {
  const unit = unitFieldOf(ledger);
  const now = unit === null ? null : columnOf(ledger, unit);
  return (hasFormerUnits(store, ledger) ? unitThen(ledger, rollup, period, basis) : now) ?? 'NULL';
}

/**
 * Number by reporting unit of then, the key null for rows without one; units without rows are absent. A number is null where every row
 * of the unit lacks what decides it: unknown, and no 0.
 */
export function rollUpStored(
  store: Store,
  ledger: Ledger,
  rollup: Rollup,
  period: Period,
  basis: Basis = usualBasis(rollup),
  blanks: readonly Blanks[] = blanksBehind(store, ledger, rollup, period, basis),
): Map<number | null, number | null> {
  const where = rollupWhere(ledger, rollup, period, basis);
  const measure = measureSql(ledger, rollup, daysOfPeriod(period, basis));
  const by = unitSql(store, ledger, rollup, period, basis);
  const rows = store.db
    .prepare(
      `SELECT ${by} AS unit, ${measure.sql} AS value FROM ${tableOf(ledger)} t WHERE ${where.sql} GROUP BY ${by}`,
    )
    .all([...measure.values, ...where.values]) as { unit: number | null; value: number }[];
  const found = new Map<number | null, number | null>(rows.map((row) => [row.unit, row.value]));
  for (const { unknown } of blanks) for (const unit of unknown) found.set(unit, null);
  return found;
}

/** Number of a unit: 0 without a row, null where it is unknown. */
export function numberOf(byUnit: ReadonlyMap<number | null, number | null>, unitId: number | null): number | null {
  return byUnit.has(unitId) ? byUnit.get(unitId)! : 0;
}

/** Sum of the numbers that are known; null where some are asked and none is. */
export function sumOf(numbers: Iterable<number | null>): number | null {
  const all = [...numbers];
  const known = all.filter((one) => one !== null);
  return all.length > 0 && known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}

/** A field that decides what a row adds to a roll-up, and the rows it is asked of. */
export interface Blanks {
  /** Of the field. */
  label: string;
  /** By unit; only units with a row that lacks it. */
  byUnit: ReadonlyMap<number | null, { rows: number; blank: number }>;
  /** Of all units. */
  rows: number;
  blank: number;
  /** Units whose every row lacks it. */
  unknown: readonly (number | null)[];
}

/**
 * What a row must say to be counted: a blank there is neither yes nor no. Blank means something to `notIn`; and 移送司法 or 高价值类别 is
 * filled in where it holds and left blank elsewhere, so where `isKept`, a blank is a no.
 */
function isAsked(ledger: Ledger, filter: RowFilter, isKept: (name: string) => boolean): boolean {
  if ('notIn' in filter || ledger.fields[filter.field]!.required === true) return false;
  const isMark = 'isKnown' in filter ? filter.isKnown : ledger.fields[filter.field]!.kind === 'yesNo';
  return isMark ? !isKept(filter.field) : !('isKnown' in filter);
}

/** The same of the field that a row is counted by; null where a blank there says none. */
function askedMeasure(ledger: Ledger, { measure }: Rollup, isKept: (name: string) => boolean): string | null {
  if (typeof measure !== 'object' || 'sumOfLines' in measure) return null;
  const name = 'sum' in measure ? measure.sum : measure.distinct;
  const field = ledger.fields[name]!;
  if (field.required === true) return null;
  return 'mayBeNone' in field && field.mayBeNone === true && isKept(name) ? null : name;
}

/** Rows of which a field can be expected: a fine is written when a case is closed, and an open one has none yet. */
function mayHave(ledger: Ledger, name: string): Where[] {
  const status = statusFieldOf(ledger);
  const stage = stageAsking(ledger, name);
  if (status === null || stage === null) return [];
  const { sql, values } = filterWhere(ledger, { field: status, reached: stage });
  return [{ sql: `(${columnOf(ledger, name)} IS NOT NULL OR ${sql})`, values }];
}

/** Whether any row of this year so far, or of the one before, has the field: the whole of a large ledger is not walked for it. */
function isKeptLately(store: Store, ledger: Ledger, rollup: Rollup, period: Period, name: string): boolean {
  return [period, makePeriod(yearOf(period) - 1, 12)].some((end) => {
    const { sql, values } = rollupWhere(ledger, { ...rollup, where: [] }, end);
    return store.db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM ${tableOf(ledger)} t WHERE ${sql} AND ${columnOf(ledger, name)} IS NOT NULL)`,
      )
      .pluck()
      .get(values);
  });
}

/** Of each field that decides a roll-up and need not be filled in, the rows that lack it; empty where none does. */
export function blanksBehind(
  store: Store,
  ledger: Ledger,
  rollup: Rollup,
  period: Period,
  basis: Basis = usualBasis(rollup),
): Blanks[] {
  const filters = rollup.where ?? [];
  const isKept = (name: string): boolean => isKeptLately(store, ledger, rollup, period, name);
  const asking = filters.filter((filter) => isAsked(ledger, filter, isKept));
  const measured = askedMeasure(ledger, rollup, isKept);
  const fields = new Set(asking.map(({ field }) => field));
  if (measured !== null) fields.add(measured);
  if (fields.size === 0) return [];
  // Who asks for one field takes a row that says nothing to another one along: it may be counted.
  const columns = [...fields].map((name, at): Where => {
    const others = asking
      .filter(({ field }) => field !== name)
      .map((filter): Where => {
        const { sql, values } = filterWhere(ledger, filter);
        return { sql: `(${columnOf(ledger, filter.field)} IS NULL OR ${sql})`, values };
      })
      .concat(mayHave(ledger, name));
    const isOne = others.length === 0 ? '1' : others.map(({ sql }) => sql).join(' AND ');
    const values = others.flatMap((one) => one.values);
    const isFilled = `${columnOf(ledger, name)} IS NOT NULL`;
    return {
      sql: `total(${isOne}) AS rows${at}, total(${isOne} AND ${isFilled}) AS filled${at}`,
      values: [...values, ...values],
    };
  });
  const strict = { ...rollup, where: filters.filter((filter) => !asking.includes(filter)) };
  const where = rollupWhere(ledger, strict, period, basis);
  const by = unitSql(store, ledger, rollup, period, basis);
  const units = store.db
    .prepare(
      `SELECT ${by} AS unit, ${columns.map(({ sql }) => sql).join(', ')}
       FROM ${tableOf(ledger)} t WHERE ${where.sql} GROUP BY ${by}`,
    )
    .all([...columns.flatMap(({ values }) => values), ...where.values]) as Record<string, number | null>[];
  return [...fields].flatMap((name, at): Blanks[] => {
    const all = units.map((unit) => {
      const rows = unit[`rows${at}`]!;
      return { unit: unit['unit']!, rows, blank: rows - unit[`filled${at}`]! };
    });
    const blanks = all.filter(({ blank }) => blank > 0);
    if (blanks.length === 0) return [];
    return [
      {
        label: ledger.fields[name]!.label,
        byUnit: new Map(blanks.map(({ unit, rows, blank }) => [unit, { rows, blank }])),
        rows: all.reduce((sum, { rows }) => sum + rows, 0),
        blank: blanks.reduce((sum, { blank }) => sum + blank, 0),
        unknown: blanks.filter(({ rows, blank }) => rows === blank).map(({ unit }) => unit),
      },
    ];
  });
}

/** How a roll-up counts, with the rows that it could not count because nobody wrote it down. `unitId` null: of all units. */
export function ruleWithBlanks({ rule }: Rollup, blanks: readonly Blanks[], unitId: number | null): string {
  const lacking = blanks.flatMap((one) => {
    const of = unitId === null ? one : one.byUnit.get(unitId);
    if (of === undefined) return [];
    const { rows, blank } = of;
    return blank === rows
      ? [`${rows}条都没有填写“${one.label}”`]
      : [`${rows}条中有${blank}条没有填写“${one.label}”，未计入`];
  });
  return [rule, ...lacking].join('；');
}
