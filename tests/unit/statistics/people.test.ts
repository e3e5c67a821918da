// Whose people a value of a total is divided by, where units were merged or founded since the year end.

import { describe, expect, test } from 'vitest';

import { headEntries, type HeadCount } from '../../../electron/core/statistics/people.js';
import { known, NOT_SUBMITTED, type Figure } from '../../../shared/statistics/figure.js';
import { endedSince, mayHoldOthers } from '../../../shared/statistics/people-twice.js';

const NOTHING = known(0n, 0);

describe('人口分母 of a total', () => {
  /** Numerators are the ids; populations by id, in 万人. */
  const entries = (of: {
    counting: number[];
    valid?: number[];
    atYearEnd: number[];
    reported?: number[];
    people: Record<number, Figure>;
  }): [number, Figure | null, Figure | null][] => {
    const head: HeadCount = {
      counting: new Set(of.counting),
      valid: new Set(of.valid ?? of.counting),
      atYearEnd: new Set(of.atYearEnd),
      reported: new Set(of.reported ?? of.counting),
      numeratorOf: (id) => known(BigInt(id), 0),
      populationOf: (id) => of.people[id] ?? null,
    };
    return headEntries(head).map(({ id, numerator, denominator, counts }) => {
      expect(counts).toBe(true);
      return [id, numerator, denominator];
    });
  };
  const [ten, twenty, thirty] = [known(10n, 0), known(20n, 0), known(30n, 0)];

  test('is that of each unit where none has changed', () => {
    expect(entries({ counting: [1, 2], atYearEnd: [1, 2], people: { 1: ten, 2: twenty } })).toEqual([
      [1, known(1n, 0), ten],
      [2, known(2n, 0), twenty],
    ]);
    expect(entries({ counting: [1], atYearEnd: [1], people: {} })).toEqual([[1, known(1n, 0), null]]);
  });

  test('keeps the people of a unit that ended since, without a value of its own', () => {
    const merged = { counting: [1], atYearEnd: [1, 3] };
    expect(entries({ ...merged, people: { 1: ten, 3: thirty } })).toEqual([
      [1, known(1n, 0), ten],
      [3, NOTHING, thirty],
    ]);
    // None was ever entered, or it was taken out again.
    expect(entries({ ...merged, people: { 1: ten } })).toHaveLength(1);
    expect(entries({ ...merged, people: { 1: ten, 3: NOT_SUBMITTED } })).toHaveLength(1);
  });

  test('leaves out a unit that is there and not asked', () => {
    expect(entries({ counting: [1], valid: [1, 4], atYearEnd: [1, 4], people: { 1: ten, 4: thirty } })).toHaveLength(1);
  });

  test('of a unit that was founded since is its own where entered, else with the units it was founded of', () => {
    const founded = { counting: [1, 5], atYearEnd: [1, 3] };
    expect(entries({ ...founded, people: { 1: ten, 3: thirty, 5: twenty } })[1]).toEqual([5, known(5n, 0), twenty]);
    expect(entries({ ...founded, people: { 1: ten, 3: thirty } })[1]).toEqual([5, known(5n, 0), NOTHING]);
    // Nobody has its people: it lacks them.
    expect(entries({ ...founded, people: { 1: ten } })[1]).toEqual([5, known(5n, 0), null]);
    // A unit that was there all along lacks its own, whoever ended.
    expect(entries({ ...founded, people: { 3: thirty } })[0]).toEqual([1, known(1n, 0), null]);
  });

  test('of last year, of a unit that is no longer reported, are with the unit that took it over', () => {
    const lastYear = { counting: [1, 3], atYearEnd: [1], reported: [1] };
    expect(entries({ ...lastYear, people: { 1: ten, 3: thirty } })[1]).toEqual([3, known(3n, 0), NOTHING]);
    expect(entries({ ...lastYear, atYearEnd: [1, 3], people: { 1: ten } })[1]).toEqual([3, known(3n, 0), NOTHING]);
    expect(entries({ ...lastYear, atYearEnd: [1, 3], people: { 3: thirty } })).toEqual([
      [1, known(1n, 0), null],
      [3, known(3n, 0), thirty],
    ]);
  });
});

describe('people who may be counted twice', () => {
  const unit = { id: 1, name: '甲镇', validFrom: null, validTo: null, countsInTotal: true };

  test('are of units of the total that ended between the year end and now and have a number of it', () => {
    const ended = (
      changes: Partial<Omit<typeof unit, 'validFrom' | 'validTo'>> & { validFrom?: string; validTo?: string },
    ) => endedSince([{ ...unit, ...changes }], 2021, '2022-08', () => true).length;
    expect(ended({ validTo: '2022-07' })).toBe(1);
    expect(ended({ validTo: '2021-12' })).toBe(1);
    expect(ended({ validTo: '2022-08' })).toBe(0);
    expect(ended({ validTo: '2021-11' })).toBe(0);
    expect(ended({ validFrom: '2022-01', validTo: '2022-07' })).toBe(0);
    expect(ended({ validTo: '2022-07', countsInTotal: false })).toBe(0);
    expect(ended({})).toBe(0);
    expect(endedSince([{ ...unit, validTo: '2022-07' }], 2021, '2022-08', () => false)).toEqual([]);
  });

  test('are asked about where a number grows, or is new of a unit that was founded since', () => {
    expect(mayHoldOthers(unit, 2021, 130, 100)).toBe(true);
    expect(mayHoldOthers(unit, 2021, 100, 100)).toBe(false);
    expect(mayHoldOthers(unit, 2021, 90, 100)).toBe(false);
    expect(mayHoldOthers(unit, 2021, 130, null)).toBe(false);
    expect(mayHoldOthers({ ...unit, countsInTotal: false }, 2021, 130, 100)).toBe(false);
    const founded = { ...unit, validFrom: '2022-01' };
    expect(mayHoldOthers(founded, 2021, 70, null)).toBe(true);
    expect(mayHoldOthers(founded, 2021, 60, 70)).toBe(true);
    expect(mayHoldOthers(founded, 2021, 70, 70)).toBe(false);
    expect(mayHoldOthers({ ...unit, validFrom: '2021-12' }, 2021, 70, null)).toBe(false);
  });
});
