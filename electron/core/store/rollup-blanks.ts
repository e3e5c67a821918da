// What decides a declared roll-up and was written down by nobody: rows that are neither counted nor told from those that are not to be.

import { statusFieldOf, type Ledger, type Rollup, type RowFilter } from '../../../shared/ledgers/define.js';
import { usualBasis } from '../../../shared/ledgers/rollup.js';
import { stageAsking } from '../../../shared/ledgers/stages.js';
import { makePeriod, yearOf, type Basis, type Period } from '../../../shared/model/period.js';
import { columnOf, tableOf } from './ledger-columns.js';
import type { Where } from './ledger-filter.js';
import { filterWhere, rollupWhere, unitSql } from './rollup-where.js';
import type { Store } from './store.js';

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

/** The fields that decide a roll-up and need not be filled in, and those of its filters that ask for one of them. */
function deciding(
  store: Store,
  ledger: Ledger,
  rollup: Rollup,
  period: Period,
): { fields: readonly string[]; asking: readonly RowFilter[] } {
  const isKept = (name: string): boolean => isKeptLately(store, ledger, rollup, period, name);
  const asking = (rollup.where ?? []).filter((filter) => isAsked(ledger, filter, isKept));
  const measured = askedMeasure(ledger, rollup, isKept);
  const fields = new Set(asking.map(({ field }) => field));
  if (measured !== null) fields.add(measured);
  return { fields: [...fields], asking };
}

/**
 * Columns rowsN and filledN of a field: the rows it is asked of, and those of them that have it. A row that says nothing to another field
 * is taken along: it may be counted.
 */
function countsSql(ledger: Ledger, name: string, at: number, asking: readonly RowFilter[]): Where {
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
}

/** Of each field that decides a roll-up and need not be filled in, the rows that lack it; empty where none does. */
export function blanksBehind(
  store: Store,
  ledger: Ledger,
  rollup: Rollup,
  period: Period,
  basis: Basis = usualBasis(rollup),
): Blanks[] {
  const { fields, asking } = deciding(store, ledger, rollup, period);
  if (fields.length === 0) return [];
  const columns = fields.map((name, at) => countsSql(ledger, name, at, asking));
  const strict = { ...rollup, where: (rollup.where ?? []).filter((filter) => !asking.includes(filter)) };
  const where = rollupWhere(ledger, strict, period, basis);
  const by = unitSql(store, ledger, rollup, period, basis);
  const units = store.db
    .prepare(
      `SELECT ${by} AS unit, ${columns.map(({ sql }) => sql).join(', ')}
       FROM ${tableOf(ledger)} t WHERE ${where.sql} GROUP BY ${by}`,
    )
    .all([...columns.flatMap(({ values }) => values), ...where.values]) as Record<string, number | null>[];
  return fields.flatMap((name, at): Blanks[] => {
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
