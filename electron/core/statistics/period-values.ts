// Stored values of the periods that a fact needs, read once per period and looked up by indicator, basis and unit.

import type { Store } from '../store/store.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { comparableBases, type ComparableBase } from '../store/comparable-store.js';
import { valuesOfPeriod, type StoredValue } from '../store/value-store.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { BASES, type Basis, type Period } from '../../../shared/model/period.js';
import type { Figure } from '../../../shared/statistics/figure.js';

export class PeriodValues {
  readonly #store: Store;
  readonly #periods = new Map<Period, Map<number, Map<number, StoredValue>>>();
  readonly #comparable = new Map<Period, Map<string, ComparableBase>>();

  constructor(store: Store) {
    this.#store = store;
  }

  get(period: Period, indicatorId: number, basis: Basis, unitId: number): StoredValue | null {
    return this.#of(period).get(slot(indicatorId, basis))?.get(unitId) ?? null;
  }

  figure(period: Period, indicator: StoredIndicator, basis: Basis, unitId: number): Figure | null {
    const stored = this.get(period, indicator.id, basis, unitId);
    return stored === null ? null : figureOf(stored, indicator);
  }

  /** 同口径调整 of a last year's value, where the office decided one. */
  comparable(period: Period, indicatorId: number, basis: Basis, unitId: number): ComparableBase | null {
    let bases = this.#comparable.get(period);
    if (bases === undefined) {
      bases = new Map(
        comparableBases(this.#store, period).map((base) => [
          `${slot(base.indicatorId, base.basis)}/${base.unitId}`,
          base,
        ]),
      );
      this.#comparable.set(period, bases);
    }
    return bases.get(`${slot(indicatorId, basis)}/${unitId}`) ?? null;
  }

  /** What this year is compared with: the comparable base where there is one, else what is stored. */
  baseFigure(period: Period, indicator: StoredIndicator, basis: Basis, unitId: number): Figure | null {
    const base = this.comparable(period, indicator.id, basis, unitId);
    return base?.state
      ? figureOf({ state: base.state, value: base.value }, indicator)
      : this.figure(period, indicator, basis, unitId);
  }

  /** Whether any unit has a row for the indicator on this basis. */
  has(period: Period, indicatorId: number, basis: Basis): boolean {
    return this.#of(period).has(slot(indicatorId, basis));
  }

  #of(period: Period): Map<number, Map<number, StoredValue>> {
    let index = this.#periods.get(period);
    if (index === undefined) {
      index = new Map();
      for (const value of valuesOfPeriod(this.#store, period)) {
        const key = slot(value.indicatorId, value.basis);
        let units = index.get(key);
        if (units === undefined) index.set(key, (units = new Map()));
        units.set(value.unitId, value);
      }
      this.#periods.set(period, index);
    }
    return index;
  }
}

/** A stored value as statistics take it. */
export function figureOf(stored: Pick<StoredValue, 'state' | 'value'>, indicator: StoredIndicator): Figure {
  const value = stored.value === null ? null : BigInt(stored.value);
  return { state: stored.state, value, scale: scaleOf(indicator.measure) };
}

function slot(indicatorId: number, basis: Basis): number {
  return indicatorId * BASES.length + BASES.indexOf(basis);
}
