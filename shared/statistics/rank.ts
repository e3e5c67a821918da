// 位次 of own units: standard competition ranking 1, 2, 2, 4 on exact values (rules.md 7; indicators.md B.5).
// Ranks that a higher authority published are stored as given and never come through here.

import { compareFractions, type Fraction } from '../model/scaled-number.js';

export interface RankEntry<Id> {
  id: Id;
  /** Exact value, null where there is none: not ranked, and never last. */
  value: Fraction | null;
  /** 参与排名. */
  ranked: boolean;
}

/** Rank of every participant with a value. `up`: the largest is first; `down`: the smallest; `none`: nobody is ranked. */
export function rank<Id>(entries: readonly RankEntry<Id>[], direction: 'up' | 'down' | 'none'): Map<Id, number> {
  const ranks = new Map<Id, number>();
  if (direction === 'none') return ranks;
  const order = direction === 'up' ? -1 : 1;
  const sorted = entries
    .flatMap(({ id, value, ranked }) => (ranked && value !== null ? [{ id, value }] : []))
    .sort((a, b) => order * compareFractions(a.value, b.value));
  let place = 0;
  sorted.forEach((entry, index) => {
    const before = sorted[index - 1];
    if (!before || compareFractions(before.value, entry.value) !== 0) place = index + 1;
    ranks.set(entry.id, place);
  });
  return ranks;
}
