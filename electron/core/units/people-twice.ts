// 人口分母 counted twice: asks before a population is stored that may hold the people of a unit that ended since, or that other
// numbers may already hold. Nothing is guessed: the answer is a param of the call.

import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { endedSince, mayHoldOthers } from '../../../shared/statistics/people-twice.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';

export interface PopulationWanted {
  unit: ReportingUnit;
  year: number;
  /** Store integer. */
  value: number;
  /** Store integers of that year by unit. */
  stored: ReadonlyMap<number, number>;
}

/** `ask`: nothing said yet; `separate`: both numbers count; ids: the new number holds the people of these units, theirs are taken out. */
export type Besides = 'ask' | 'separate' | readonly number[];

function endText(unit: ReportingUnit): string {
  return `“${unit.name}”${periodTitle(unit.validTo!, 'asof').replace('截至', '')}后不再报送`;
}

/** Populations of one year that come together: a version, a file. */
export interface PeopleOfYear {
  units: readonly ReportingUnit[];
  year: number;
  /** Store integers by unit. */
  values: ReadonlyMap<number, number>;
  /** What is stored of that year, by unit. */
  stored: ReadonlyMap<number, number>;
}

export interface PeopleInDoubt {
  /** Units whose new number may hold the people of others. */
  mayHold: ReportingUnit[];
  /** Those others: ended since, and counted by themselves. */
  ended: ReportingUnit[];
  /** Both in words, without a full stop. */
  text: string;
}

/** Whose people may be counted twice; null: nobody's. What the new numbers say of a unit that ended is its own answer. */
export function peopleInDoubt(store: Store, { units, year, values, stored }: PeopleOfYear): PeopleInDoubt | null {
  const now = chinaDate(store.now()).slice(0, 7);
  const ended = endedSince(units, year, now, (id) => stored.has(id) && !values.has(id));
  const mayHold = units.filter((unit) => {
    const value = values.get(unit.id);
    return value !== undefined && mayHoldOthers(unit, year, value, stored.get(unit.id) ?? null);
  });
  if (ended.length === 0 || mayHold.length === 0) return null;
  const names = mayHold.slice(0, 3).map((unit) => `“${unit.name}”`);
  const whose = names.join('、') + (mayHold.length > names.length ? `等${mayHold.length}个填报单位` : '');
  const text = `${ended.map(endText).join('，')}，${year}年末的人口仍单独计入合计。${whose}的新数若已含它们，就会重复`;
  return { mayHold, ended, text };
}

/** Asks once for all populations of a version that is taken into use. Throws AppError data.people-twice. */
export function askOfVersion(
  store: Store,
  year: number,
  values: ReadonlyMap<number, number>,
  stored: ReadonlyMap<number, number>,
): void {
  const doubt = peopleInDoubt(store, { units: listUnits(store), year, values, stored });
  if (doubt === null) return;
  throw new AppError('data.people-twice', {
    what: doubt.text,
    ended: doubt.ended.map((one) => one.name).join('、'),
  });
}

/** Units whose population of that year is to be taken out. Throws AppError data.people-twice where the officer must say. */
export function unitsToTakeOut(store: Store, wanted: PopulationWanted, besides: Besides): ReportingUnit[] {
  const { unit, year, value, stored } = wanted;
  const now = chinaDate(store.now()).slice(0, 7);
  const units = listUnits(store);
  const isEnded = endedSince([unit], year, now, () => true).length > 0;
  if (isEnded) {
    if (besides === 'ask' && stored.get(unit.id) !== value)
      throw new AppError('data.people-twice', {
        what: `${endText(unit)}，它${year}年末的人口单独计入合计。并入后的单位填的人口若已含它，就会重复`,
        ended: '',
      });
    return [];
  }
  const others = endedSince(units, year, now, (id) => id !== unit.id && stored.has(id));
  if (others.length === 0 || !mayHoldOthers(unit, year, value, stored.get(unit.id) ?? null)) return [];
  if (besides === 'ask')
    throw new AppError('data.people-twice', {
      what: `${others.map(endText).join('，')}，${year}年末的人口仍单独计入合计。“${unit.name}”的新数若已含${others.length > 1 ? '它们' : '它'}，就会重复`,
      ended: others.map((one) => one.name).join('、'),
    });
  if (besides === 'separate') return [];
  const held = others.filter((one) => besides.includes(one.id));
  if (held.length < new Set(besides).size)
    throw new AppError('data.not-found', { what: `${year}年末以后停止报送、有人口数的填报单位` });
  return held;
}
