// Roll-ups once more, row by row in memory: what the SQL of core/store (rollup-where.ts, ledger-rollup.ts) is held against. Shares the
// declarations with it and no arithmetic.

import type { EnterpriseRef, Ledger, LedgerRow, LineValue, Rollup } from '../../shared/ledgers/define.js';
import type { FormerUnit } from '../../shared/ledgers/former-units.js';
import {
  basesOf,
  daysOfPeriod,
  passesFilter,
  startsOf,
  unitThenOf,
  usualBasis,
  type TagsOf,
} from '../../shared/ledgers/rollup.js';
import { makePeriod, yearOf, type Basis, type Period } from '../../shared/model/period.js';

const NO_TAGS: TagsOf = () => [];

/** After every day. */
const NEVER = '9999-12-31';

/** Rows that a roll-up counts for a period. */
function rowsBehind(
  ledger: Ledger,
  rollup: Rollup,
  rows: readonly LedgerRow[],
  period: Period,
  basis: Basis = usualBasis(rollup),
  tagsOf: TagsOf = NO_TAGS,
): LedgerRow[] {
  if (!basesOf(rollup).includes(basis)) return [];
  if (basis === 'quarter' && !/-(?:03|06|09|12)$/.test(period)) return [];
  const { when } = rollup;
  const { from, to } = daysOfPeriod(period, basis);
  const text = (row: LedgerRow, field: string): string | null => (row[field] ?? null) as string | null;
  let isIn: (row: LedgerRow) => boolean;
  switch (when.kind) {
    case 'dateIn':
      isIn = (row) => {
        const day = when.fields.map((field) => text(row, field)).find((one) => one !== null);
        const isBy = when.by === undefined || (text(row, when.by) ?? to) <= to;
        if (when.orYear !== undefined && basis === 'ytd' && (day ?? null) === null)
          return isBy && row[when.orYear] === yearOf(period);
        return day !== undefined && day !== null && day >= from && day <= to && isBy;
      };
      break;
    case 'validAt':
      isIn = (row) => {
        const start = startsOf(when)
          .map((field) => text(row, field))
          .find((one) => one !== null);
        const isOver = when.to.some((field) => (text(row, field) ?? to) < to);
        const isGone = (when.gone ?? []).some((field) => (text(row, field) ?? NEVER) <= to);
        return start !== undefined && start !== null && start <= to && !isOver && !isGone;
      };
      break;
    case 'lineIn':
      isIn = (row) => linesIn(row, rollup, { from, to }).length > 0;
      break;
    case 'yearIs':
      isIn = (row) =>
        row[when.field] === yearOf(period) &&
        (when.by === undefined || to.endsWith('12-31') || (text(row, when.by) ?? to) <= to);
      break;
    case 'newestBatch': {
      const firstDays = new Map<number, string | null>();
      for (const row of rows) {
        const batch = (row[when.batch] ?? null) as number | null;
        if (row[when.year] !== yearOf(period) || batch === null) continue;
        const [first, day] = [firstDays.get(batch) ?? null, text(row, when.on)];
        firstDays.set(batch, first === null || (day !== null && day < first) ? day : first);
      }
      const begun = [...firstDays].filter(([, day]) => day === null || day <= to);
      const newest = Math.max(...begun.map(([batch]) => batch));
      isIn = (row) => row[when.year] === yearOf(period) && row[when.batch] === newest;
      break;
    }
  }
  return rows.filter(
    (row) => isIn(row) && (rollup.where ?? []).every((filter) => passesFilter(ledger, row, filter, tagsOf)),
  );
}

/** Entries of a list that count for a period. */
function linesIn(row: LedgerRow, { when }: Rollup, days: { from: string; to: string }): LineValue[] {
  if (when.kind !== 'lineIn') return [];
  const lines = (row[when.lines] ?? []) as readonly LineValue[];
  return lines.filter((line) => {
    const day = line[when.on];
    return typeof day === 'string' && day >= days.from && day <= days.to;
  });
}

/** What tells two enterprises apart: the register, else the name as written. */
function enterpriseKey(ref: EnterpriseRef): string {
  return ref.id === null ? ref.name : `#${ref.id}`;
}

/** Number of a set of rows, as the store integer of the indicator (分 for money). */
function numberOf(rollup: Rollup, rows: readonly LedgerRow[], days: { from: string; to: string }): number {
  const { measure } = rollup;
  if (measure === 'rows') return rows.length;
  if ('sumOfLines' in measure)
    return rows
      .flatMap((row) => linesIn(row, rollup, days))
      .reduce((sum, line) => sum + ((line[measure.sumOfLines] as number | null) ?? 0), 0);
  if ('sum' in measure) {
    const sumOf = (field: string): number => rows.reduce((sum, row) => sum + ((row[field] as number | null) ?? 0), 0);
    return sumOf(measure.sum) - (measure.less === undefined ? 0 : sumOf(measure.less));
  }
  const refs = rows.map((row) => row[measure.distinct] as EnterpriseRef | null).filter((ref) => ref !== null);
  return new Set(refs.map(enterpriseKey)).size;
}

/** Former units of rows that moved, in the order of their months. */
type FormerOf = (row: LedgerRow) => readonly FormerUnit[];

/**
 * Fields that decide what a row adds and that it may lack; `notIn` and 没有 are answered by a blank, and so is a mark that any row of
 * this year or the last has.
 */
function decidingFields(ledger: Ledger, rollup: Rollup, rows: readonly LedgerRow[], period: Period): string[] {
  const { measure, where = [] } = rollup;
  const ends = [period, makePeriod(yearOf(period) - 1, 12)];
  const lately = ends.flatMap((end) => rowsBehind(ledger, { ...rollup, where: [] }, rows, end));
  const asked = where.flatMap((one) => ('notIn' in one || ('isKnown' in one && !one.isKnown) ? [] : [one.field]));
  const measured = typeof measure !== 'object' ? [] : 'sum' in measure ? [measure.sum] : [];
  if (typeof measure === 'object' && 'distinct' in measure) measured.push(measure.distinct);
  const marks = where.flatMap((one) =>
    'isKnown' in one || ledger.fields[one.field]!.kind === 'yesNo' ? [one.field] : [],
  );
  const isAnswered = (name: string): boolean => {
    const field = ledger.fields[name]!;
    const isMark = marks.includes(name) || ('mayBeNone' in field && field.mayBeNone === true);
    return field.required === true || (isMark && lately.some((row) => (row[name] ?? null) !== null));
  };
  return [...new Set([...asked, ...measured])].filter((name) => !isAnswered(name));
}

/** A field that a stage asks for is written on entering it: it is lacking in rows that came so far. */
function isDue(ledger: Ledger, row: LedgerRow, name: string): boolean {
  const { stages } = ledger;
  const [stage] = Object.entries(stages?.asks ?? {}).find(([, fields]) => fields.includes(name)) ?? [];
  const at = Object.entries(ledger.fields).find(([, { kind }]) => kind === 'status')?.[0];
  if (stage === undefined || at === undefined) return true;
  return stages!.paths.some(
    ({ steps }) => steps.includes(stage) && steps.indexOf(row[at] as string) >= steps.indexOf(stage),
  );
}

/** Number by reporting unit; null stands for rows without one. Units without rows are absent, those of which nobody knows it are null. */
export function rollUp(
  ledger: Ledger,
  rollup: Rollup,
  rows: readonly LedgerRow[],
  period: Period,
  basis: Basis = usualBasis(rollup),
  { tagsOf = NO_TAGS, formerOf = () => [] }: { tagsOf?: TagsOf; formerOf?: FormerOf } = {},
): Map<number | null, number | null> {
  const inUnits = (of: Rollup): Map<number | null, LedgerRow[]> =>
    Map.groupBy(rowsBehind(ledger, of, rows, period, basis, tagsOf), (row) =>
      unitThenOf(ledger, rollup, row, { period, basis, former: formerOf(row) }),
    );
  const numbers = new Map<number | null, number | null>(
    [...inUnits(rollup)].map(([id, group]) => [id, numberOf(rollup, group, daysOfPeriod(period, basis))]),
  );
  const isBlank = (row: LedgerRow, field: string): boolean => (row[field] ?? null) === null;
  const deciding = decidingFields(ledger, rollup, rows, period);
  for (const field of deciding) {
    const strict = (rollup.where ?? []).filter((one) => !deciding.includes(one.field) || 'notIn' in one);
    const lenient = (rollup.where ?? []).filter((one) => one.field !== field && !strict.includes(one));
    for (const [id, group] of inUnits({ ...rollup, where: strict })) {
      const asked = group.filter(
        (row) =>
          (!isBlank(row, field) || isDue(ledger, row, field)) &&
          lenient.every((one) => isBlank(row, one.field) || passesFilter(ledger, row, one, tagsOf)),
      );
      if (asked.length > 0 && asked.every((row) => isBlank(row, field))) numbers.set(id, null);
    }
  }
  return numbers;
}
