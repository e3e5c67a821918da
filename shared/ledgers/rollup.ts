// What a declared roll-up means: its days, bases and money, which filters a row passes, which unit it counts for. The store counts in
// SQL (core/store: rollup-where.ts, ledger-rollup.ts). Not here: comparing with submitted values (reconcile.ts).

import { conversionPower, scaleOf } from '../indicators/measures.js';
import { addMonths, yearOf, type Basis, type Period } from '../model/period.js';
import { addDays } from '../tasks/working-days.js';
import {
  unitFieldOf,
  type DateRule,
  type EnterpriseRef,
  type Ledger,
  type LedgerRow,
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

/** A filter with `reached` written out as the stages it stands for: alternatives, each of filters that must all hold. */
export type PlainFilter = Exclude<RowFilter, { reached: string }>;
export function plainFilters(ledger: Ledger, filter: RowFilter): PlainFilter[][] {
  if (!('orEndedOn' in filter) || filter.orEndedOn === undefined) return [[withoutReached(ledger, filter)]];
  const { field, orEndedOn } = filter;
  const ends = 'reached' in filter ? (ledger.stages?.ends ?? []) : filter.notIn;
  return [
    [withoutReached(ledger, filter)],
    [
      { field, in: ends },
      { field: orEndedOn, isKnown: true },
    ],
  ];
}

function withoutReached({ stages }: Ledger, filter: RowFilter): PlainFilter {
  if (!('reached' in filter)) return filter;
  return { field: filter.field, in: stages ? stagesFrom(stages, filter.reached) : [] };
}

/** Tags of an enterprise in the register; outside the store nobody knows them. */
export type TagsOf = (enterpriseId: number) => readonly string[];
const NO_TAGS: TagsOf = () => [];

/** Whether a row passes a filter of a roll-up or of a check against another ledger. */
export function passesFilter(ledger: Ledger, row: LedgerRow, filter: RowFilter, tagsOf: TagsOf = NO_TAGS): boolean {
  return plainFilters(ledger, filter).some((all) => all.every((plain) => passesPlain(row, plain, tagsOf)));
}

function passesPlain(row: LedgerRow, plain: PlainFilter, tagsOf: TagsOf): boolean {
  const value = row[plain.field] ?? null;
  if ('isKnown' in plain) return (value !== null) === plain.isKnown;
  if ('says' in plain) return typeof value === 'string' && value.includes(plain.says);
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
