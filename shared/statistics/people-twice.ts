// Where the same people may be counted twice in the 人口分母 of a total: a unit that ended since the year end keeps its number
// (rules.md 5, statistics/people.ts), and a number that was entered for the unit that took it over may hold its people too.
// Which of the two it is no figure tells: the officer is asked (core/units/people-twice.ts) and the table says it. Pure.

import type { Period } from '../model/period.js';
import { isValidAt, type ReportingUnit } from '../model/unit.js';

type Unit = Pick<ReportingUnit, 'id' | 'name' | 'validFrom' | 'validTo' | 'countsInTotal'>;

/** Units of the total at the end of the year that have ended before `now` and have a population of that year. */
export function endedSince<U extends Unit>(
  units: readonly U[],
  year: number,
  now: Period,
  has: (unitId: number) => boolean,
): U[] {
  return units.filter(
    (unit) =>
      unit.countsInTotal &&
      unit.validTo !== null &&
      unit.validTo < now &&
      isValidAt(unit, `${year}-12`) &&
      has(unit.id),
  );
}

/**
 * Whether a population is to be asked about before it is stored beside those of units that ended since: the number of a unit that
 * was founded later, and one that grows, may hold their people. A first number of a unit that was there all along may not.
 */
export function mayHoldOthers(unit: Unit, year: number, value: number, former: number | null): boolean {
  if (!unit.countsInTotal) return false;
  if (unit.validFrom !== null && unit.validFrom > `${year}-12`) return value !== former;
  return former !== null && value > former;
}
