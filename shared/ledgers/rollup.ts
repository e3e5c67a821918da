// Declared roll-ups as pure functions over rows: which rows count for a period, and the number by unit. The store counts the same
// in SQL (core/store/ledger-rollup.ts); a property test holds the two together. Not here: comparing with submitted values.

import { conversionPower, scaleOf } from '../indicators/measures.js';
import { addMonths, yearOf, type Basis, type Period } from '../model/period.js';
import { addDays } from '../tasks/working-days.js';
import {
  statusFieldOf,
  unitFieldOf,
  type DateRule,
  type EnterpriseRef,
  type Ledger,
  type LedgerRow,
  type LineValue,
  type Rollup,
  type RowFilter,
} from './define.js';
import { keepsUnits, unitAt, type FormerUnit } from './former-units.js';
import { stagesFrom } from './stages.js';

/** First and last day that count: the year so far, or the month alone. */
export function daysOfPeriod(period: Period, basis: Basis): { from: string; to: string } {
  const to = addDays(`${addMonths(period, 1)}-01`, -1);
  if (basis === 'month') return { from: `${period}-01`, to };
  if (basis === 'quarter') return { from: `${addMonths(period, -2)}-01`, to };
  return { from: `${yearOf(period)}-01-01`, to };
}

/** Bases that a roll-up can serve: a year or a batch knows no month, validity is a matter of a day. */
export function basesOf(rollup: Rollup): readonly Basis[] {
  switch (rollup.when.kind) {
    case 'dateIn':
    case 'lineIn':
      return ['ytd', 'month', 'quarter'];
    case 'validAt':
      return ['asof'];
    case 'yearIs':
    case 'newestBatch':
      return ['ytd'];
  }
}

/** The basis in which it stands beside submitted values. */
export function usualBasis(rollup: Rollup): Basis {
  return basesOf(rollup)[0]!;
}

/** Whether what a roll-up gives is money: then it is in 分, else it is a count. */
export function isMoney(ledger: Ledger, { measure, when }: Pick<Rollup, 'measure' | 'when'>): boolean {
  if (typeof measure !== 'object') return false;
  if ('sum' in measure) return ledger.fields[measure.sum]?.kind === 'amount';
  const lines = when.kind === 'lineIn' ? ledger.fields[when.lines] : undefined;
  return 'sumOfLines' in measure && lines?.kind === 'lines' && lines.fields[measure.sumOfLines]?.kind === 'amount';
}

/** Whether money, or a count, is a number of an indicator in this 计量单位: 5件 are no 5分 of 万元. */
export function fitsMeasure(isOfMoney: boolean, measure: string): boolean {
  return isOfMoney ? conversionPower(measure, '元') !== null : scaleOf(measure) === 0;
}

/** `reached` written out as the stages it stands for. */
export type PlainFilter = Exclude<RowFilter, { reached: string }>;
export function plainFilter(ledger: Ledger, filter: RowFilter): PlainFilter {
  if (!('reached' in filter)) return filter;
  return { field: filter.field, in: ledger.stages ? stagesFrom(ledger.stages, filter.reached) : [] };
}

/** Tags of an enterprise in the register; outside the store nobody knows them. */
export type TagsOf = (enterpriseId: number) => readonly string[];
const NO_TAGS: TagsOf = () => [];

/** Whether a row passes a filter of a roll-up or of a check against another ledger. */
export function passesFilter(ledger: Ledger, row: LedgerRow, filter: RowFilter, tagsOf: TagsOf = NO_TAGS): boolean {
  const plain = plainFilter(ledger, filter);
  const value = row[plain.field] ?? null;
  if ('isKnown' in plain) return (value !== null) === plain.isKnown;
  if ('tag' in plain) {
    const id = value !== null && typeof value === 'object' && 'id' in value ? (value as EnterpriseRef).id : null;
    return id !== null && tagsOf(id).includes(plain.tag);
  }
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if ('in' in plain) return isScalar && plain.in.includes(value);
  return !(isScalar && plain.notIn.includes(value));
}

/** Starts of validity, the one that counts first. */
export function startsOf(when: Extract<DateRule, { kind: 'validAt' }>): readonly string[] {
  return typeof when.from === 'string' ? [when.from] : when.from;
}

/** After every day. */
const NEVER = '9999-12-31';

/** The unit that a row counts for: that of the day of the event, for whatever lasts that of the last day of the period. */
export function unitThenOf(
  ledger: Ledger,
  rollup: Rollup,
  row: LedgerRow,
  { period, basis, former }: { period: Period; basis: Basis; former: readonly FormerUnit[] },
): number | null {
  const field = unitFieldOf(ledger);
  const now = field === null ? null : ((row[field] ?? null) as number | null);
  if (former.length === 0) return now;
  const days = rollup.when.kind === 'dateIn' ? rollup.when.fields.map((name) => row[name] ?? null) : [];
  const day = days.find((one) => one !== null);
  return unitAt(now, former, typeof day === 'string' ? day : daysOfPeriod(period, basis).to);
}

/**
 * The units between which a changed row moves (null: none), where a number of a month before `since` counts it; else another unit
 * changes nothing.
 */
export function unitMove(
  ledger: Ledger,
  before: LedgerRow,
  after: LedgerRow,
  since: Period,
): { now: number | null; to: number | null } | null {
  const field = keepsUnits(ledger) ? unitFieldOf(ledger) : null;
  if (field === null) return null;
  const [now, to] = [before, after].map((row) => (row[field] ?? null) as number | null) as [
    number | null,
    number | null,
  ];
  if (now === to) return null;
  return countsBefore(ledger, after, since) ? { now, to } : null;
}

function countsBefore(ledger: Ledger, row: LedgerRow, month: Period): boolean {
  return ledger.rollups.some(({ when }) => {
    const days = when.kind === 'validAt' ? startsOf(when) : when.kind === 'dateIn' ? when.fields : [];
    const first = days.map((name) => row[name] ?? null).find((day) => day !== null);
    return typeof first === 'string' && first < month;
  });
}

/** Rows that a roll-up counts for a period. */
export function rowsBehind(
  ledger: Ledger,
  rollup: Rollup,
  rows: readonly LedgerRow[],
  period: Period,
  basis: Basis = usualBasis(rollup),
  tagsOf: TagsOf = NO_TAGS,
): LedgerRow[] {
  if (!basesOf(rollup).includes(basis)) return [];
  const { when } = rollup;
  const { from, to } = daysOfPeriod(period, basis);
  const text = (row: LedgerRow, field: string): string | null => (row[field] ?? null) as string | null;
  let isIn: (row: LedgerRow) => boolean;
  switch (when.kind) {
    case 'dateIn':
      isIn = (row) => {
        const day = when.fields.map((field) => text(row, field)).find((one) => one !== null);
        const isBy = when.by === undefined || (text(row, when.by) ?? to) <= to;
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
      isIn = (row) => row[when.field] === yearOf(period);
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
export function numberOf(rollup: Rollup, rows: readonly LedgerRow[], days: { from: string; to: string }): number {
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
export type FormerOf = (row: LedgerRow) => readonly FormerUnit[];

/** Number by reporting unit; null stands for rows without one. Units without rows are absent. */
export function rollUp(
  ledger: Ledger,
  rollup: Rollup,
  rows: readonly LedgerRow[],
  period: Period,
  basis: Basis = usualBasis(rollup),
  { tagsOf = NO_TAGS, formerOf = () => [] }: { tagsOf?: TagsOf; formerOf?: FormerOf } = {},
): Map<number | null, number> {
  const byUnit = new Map<number | null, LedgerRow[]>();
  for (const row of rowsBehind(ledger, rollup, rows, period, basis, tagsOf)) {
    const id = unitThenOf(ledger, rollup, row, { period, basis, former: formerOf(row) });
    byUnit.set(id, [...(byUnit.get(id) ?? []), row]);
  }
  return new Map([...byUnit].map(([id, group]) => [id, numberOf(rollup, group, daysOfPeriod(period, basis))]));
}

/** Mistakes of a declaration that types cannot see; for the registry test. */
export function declarationProblems(ledger: Ledger): string[] {
  const problems: string[] = [];
  const has = (name: string): boolean => Object.hasOwn(ledger.fields, name);
  const status = statusFieldOf(ledger);
  if ((status === null) !== (ledger.stages === undefined)) problems.push('a status field and stages belong together');
  for (const rollup of ledger.rollups) {
    for (const filter of rollup.where ?? [])
      if (
        'reached' in filter &&
        (filter.field !== status ||
          plainFilter(ledger, filter).field === '' ||
          stagesFrom(ledger.stages!, filter.reached).length === 0)
      )
        problems.push(`${rollup.code}: no stage ${filter.reached}`);
    if (typeof rollup.measure === 'object' && 'sum' in rollup.measure) {
      const kind = ledger.fields[rollup.measure.sum]?.kind;
      if (kind !== 'amount' && kind !== 'integer' && kind !== 'personCount')
        problems.push(`${rollup.code}: sum of ${kind}`);
    }
    const { when } = rollup;
    const lines = when.kind === 'lineIn' ? ledger.fields[when.lines] : undefined;
    if (when.kind === 'lineIn' && (lines?.kind !== 'lines' || lines.fields[when.on]?.kind !== 'date'))
      problems.push(`${rollup.code}: no list with ${when.on}`);
    if (typeof rollup.measure === 'object' && 'sumOfLines' in rollup.measure) {
      const kind = lines?.kind === 'lines' ? lines.fields[rollup.measure.sumOfLines]?.kind : undefined;
      if (kind !== 'amount' && kind !== 'integer') problems.push(`${rollup.code}: sum of ${kind} in a list`);
    }
    for (const filter of rollup.where ?? [])
      if ('tag' in filter && ledger.fields[filter.field]?.kind !== 'enterprise')
        problems.push(`${rollup.code}: tag of no enterprise`);
    if (
      typeof rollup.measure === 'object' &&
      'distinct' in rollup.measure &&
      ledger.fields[rollup.measure.distinct]?.kind !== 'enterprise'
    )
      problems.push(`${rollup.code}: distinct of no enterprise`);
  }
  for (const { from, days, to } of ledger.due ?? [])
    if (
      ledger.fields[from]?.kind !== 'date' ||
      ledger.fields[to]?.kind !== 'date' ||
      ledger.fields[days]?.kind !== 'integer'
    )
      problems.push(`due ${to}: needs dates and a number of days`);
  for (const reminder of ledger.reminders ?? []) {
    if (ledger.fields[reminder.on]?.kind !== 'date') problems.push(`${reminder.id}: no date ${reminder.on}`);
    const per = reminder.newestPer;
    if (per !== undefined && ledger.fields[per]?.kind !== 'enterprise')
      problems.push(`${reminder.id}: no enterprise ${per}`);
  }
  const closed = ledger.stages?.closed;
  if (
    closed !== undefined &&
    (ledger.fields[closed.on]?.kind !== 'date' || !ledger.stages!.paths.some((path) => path.steps.includes(closed.at)))
  )
    problems.push(`closed: no date ${closed.on} or no step ${closed.at}`);
  for (const { field, is, empty } of ledger.empties ?? []) {
    const known = ledger.fields[field];
    if (known?.kind !== 'choice' || !known.options.includes(is) || !empty.every(has))
      problems.push(`empties of ${field}: no such value or fields`);
  }
  const { leadsTo } = ledger;
  if (leadsTo !== undefined) {
    if (ledger.fields[leadsTo.by]?.kind !== 'text') problems.push(`leads to ${leadsTo.ledger}: no text ${leadsTo.by}`);
    const named = [
      ...leadsTo.where.map(({ field }) => field),
      ...Object.keys(leadsTo.sets),
      ...Object.values(leadsTo.takes),
    ];
    if (!named.every(has)) problems.push(`leads to ${leadsTo.ledger}: no such fields`);
  }
  const ids = (ledger.reminders ?? []).map((reminder) => reminder.id);
  if (new Set(ids).size !== ids.length) problems.push('two reminders of one id');
  for (const { title, on, columns } of ledger.papers ?? [])
    if (ledger.fields[on]?.kind !== 'date' || !columns.every(has)) problems.push(`paper ${title}: no such fields`);
  if (ledger.stages?.pathField !== undefined && !has(ledger.stages.pathField)) problems.push('no path field');
  for (const [alias, stage] of Object.entries(ledger.stages?.aliases ?? {}))
    if (!ledger.stages!.paths.some((path) => path.steps.includes(stage)) && !ledger.stages!.ends.includes(stage))
      problems.push(`alias ${alias} names no stage`);
  return problems;
}
