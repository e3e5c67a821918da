// A row that is counted at the end of every month (a patent, a mark, a certificate) may move to another 填报单位. Months before the move
// count it for the unit of then: validity by the last day of the month, an event (授权) by its own day, so that no cumulative number
// falls. Rows of other ledgers are events alone; another unit there is a correction. Pure; stored by
// core/store/former-unit-store.ts.

import { addMonths, periodTitle, type Period } from '../model/period.js';
import { unitFieldOf, type Ledger } from './define.js';

/** Head of the column in which exports say them. */
export const FORMER_UNITS_HEAD = '曾属填报单位';

/** The unit that a row belonged to up to the month before `until`. */
export interface FormerUnit {
  until: Period;
  unitId: number;
}

/** True for ledgers whose rows are counted for as long as they are valid, by unit. */
export function keepsUnits(ledger: Ledger): boolean {
  return unitFieldOf(ledger) !== null && ledger.rollups.some(({ when }) => when.kind === 'validAt');
}

/** The unit on a day (or in a month), of former ones in the order of their months. */
export function unitAt<T extends number | null>(now: T, former: readonly FormerUnit[], day: string): T | number {
  return former.find(({ until }) => until > day)?.unitId ?? now;
}

/** Former units of a row that is of unit `to` from a month on, and was of `now`; null: of none. Months of none are filled by `to`. */
export function movedUnits(
  former: readonly FormerUnit[],
  { now, to, since }: { now: number | null; to: number | null; since: Period },
): FormerUnit[] {
  const earlier = former.filter(({ until }) => until < since);
  const last = unitAt(now, former, addMonths(since, -1));
  return last === to || last === null ? earlier : [...earlier, { until: since, unitId: last }];
}

/**
 * Former units with the move of one month put on another month; null: it never was a move, the row was of the later unit before too.
 * Returns null where there is no such move, or the month is not between the moves before and after.
 */
export function changedMove(
  former: readonly FormerUnit[],
  { now, since, to }: { now: number | null; since: Period; to: Period | null },
): FormerUnit[] | null {
  const at = former.findIndex(({ until }) => until === since);
  if (at < 0) return null;
  const before = former[at - 1]?.until;
  const after = former[at + 1]?.until;
  if (to !== null) {
    if ((before !== undefined && to <= before) || (after !== undefined && to >= after)) return null;
    return former.with(at, { until: to, unitId: former[at]!.unitId });
  }
  // The unit before and the one after may be the same now: then the earlier move went nowhere either.
  const rest = former.toSpliced(at, 1);
  const next = rest[at]?.unitId ?? now;
  return at > 0 && rest[at - 1]!.unitId === next ? rest.toSpliced(at - 1, 1) : rest;
}

/** 滕州市（至2022年6月）；… */
export function formerUnitsText(former: readonly FormerUnit[], unitName: (id: number) => string): string {
  return former
    .map(({ until, unitId }) => `${unitName(unitId)}（至${periodTitle(addMonths(until, -1), 'month')}）`)
    .join('；');
}

/** What formerUnitsText() wrote; null where a unit is not known, or the months do not follow each other. */
export function readFormerUnits(text: string, unitId: (name: string) => number | null): FormerUnit[] | null {
  const former: FormerUnit[] = [];
  for (const one of text.split('；')) {
    const [, name, year, month] = /^(.+)（至(\d{4})年(1[0-2]|[1-9])月）$/.exec(one.trim()) ?? [];
    const id = name === undefined ? null : unitId(name);
    // The month after it must be a period too, and those end with 2099.
    if (id === null || year! < '1900' || year! > '2098') return null;
    const until = addMonths(`${year}-${month!.padStart(2, '0')}`, 1);
    if (until <= (former.at(-1)?.until ?? '')) return null;
    former.push({ until, unitId: id });
  }
  return former;
}
