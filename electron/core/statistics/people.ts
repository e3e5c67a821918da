// Whose people a total per head is divided by: those of the units that existed at the year-end of the population, and those of the
// units that the table reports on. A unit that was merged since is no longer in the sum above, and its people are still there;
// last year's total is divided by the same people (rules.md 6), also where units were merged or founded in between.

import { known, type Figure } from '../../../shared/statistics/figure.js';
import type { RatioEntry } from '../../../shared/statistics/ratio.js';

const NOTHING = known(0n, 0);

export interface HeadCount {
  /** Units of the total of the period that is looked at, and all units that are valid at its end. */
  counting: ReadonlySet<number>;
  valid: ReadonlySet<number>;
  /** Units of the total at the year-end of the population, and at the period that the table reports on. */
  atYearEnd: ReadonlySet<number>;
  reported: ReadonlySet<number>;
  numeratorOf: (unitId: number) => Figure | null;
  populationOf: (unitId: number) => Figure | null;
}

/** What totalRatio() takes. */
export function headEntries(head: HeadCount): RatioEntry<number>[] {
  const people = new Set([...head.atYearEnd, ...head.reported]);
  // Taken out again is as if it had never been entered (core/units/people-twice.ts).
  const populationOf = (id: number): Figure | null => {
    const population = head.populationOf(id);
    return population?.state === 'not_submitted' ? null : population;
  };
  const elsewhere = [...people].flatMap((id): RatioEntry<number>[] => {
    // Valid and not in the total: nobody asked it, and its people are left out with it.
    const population = head.valid.has(id) ? null : populationOf(id);
    return population === null ? [] : [{ id, numerator: NOTHING, denominator: population, counts: true }];
  });
  const isNewHere = (id: number): boolean => elsewhere.length > 0 && !head.atYearEnd.has(id);
  const own = [...head.counting].map((id): RatioEntry<number> => {
    const population = people.has(id) ? populationOf(id) : NOTHING;
    // Merged since, and its people entered with the unit that took it over; or founded since, of units whose people are elsewhere.
    const isFolded = population === null && (!head.reported.has(id) || isNewHere(id));
    return { id, numerator: head.numeratorOf(id), denominator: isFolded ? NOTHING : population, counts: true };
  });
  return [...own, ...elsewhere];
}
