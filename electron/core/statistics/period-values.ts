// Printed values of the periods that a fact needs (chosen-values.ts), read once per period and looked up by indicator, basis and unit.

import type { Ctx } from '../context.js';
import type { Store } from '../store/store.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { comparableBases, type ComparableBase } from '../store/comparable-store.js';
import type { StoredValue } from '../store/value-store.js';
import { chosenValues, submitted, type ChosenValue, type ChosenValues } from './chosen-values.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { BASES, type Basis, type Period } from '../../../shared/model/period.js';
import type { Figure } from '../../../shared/statistics/figure.js';

const NO_VALUES: ReadonlyMap<number, ChosenValue> = new Map();

export class PeriodValues {
  readonly #store: Store;
  readonly #read: (period: Period) => ChosenValues;
  readonly #periods = new Map<Period, { chosen: ChosenValues; units: Map<number, Map<number, ChosenValue>> }>();
  readonly #comparable = new Map<Period, Map<string, ComparableBase>>();

  /** Use printedValues() or submittedValues(). */
  constructor(store: Store, read: (period: Period) => ChosenValues) {
    this.#store = store;
    this.#read = read;
  }

  get(period: Period, indicatorId: number, basis: Basis, unitId: number): ChosenValue | null {
    return this.#of(period).units.get(slot(indicatorId, basis))?.get(unitId) ?? null;
  }

  /** What the units have of one indicator, by unit id. */
  ofIndicator(period: Period, indicatorId: number, basis: Basis): ReadonlyMap<number, ChosenValue> {
    return this.#of(period).units.get(slot(indicatorId, basis)) ?? NO_VALUES;
  }

  /** Units that submitted anything. */
  submitters(period: Period): ReadonlySet<number> {
    return this.#of(period).chosen.submitters;
  }

  /** What was issued for the whole area, where that is what is printed. */
  whole(period: Period, indicator: StoredIndicator, basis: Basis): Figure | null {
    const found = this.#of(period).chosen.whole.find((one) => one.indicatorId === indicator.id && one.basis === basis);
    return found ? figureOf({ state: found.value === 0 ? 'zero' : 'value', value: found.value }, indicator) : null;
  }

  figure(period: Period, indicator: StoredIndicator, basis: Basis, unitId: number): Figure | null {
    const stored = this.get(period, indicator.id, basis, unitId);
    return stored === null ? null : figureOf(stored, indicator);
  }

  /** 同口径调整 of a last year's value, where the office decided one. */
  comparable(period: Period, indicatorId: number, basis: Basis, unitId: number): ComparableBase | null {
    if (!this.hasComparable(period)) return null;
    return this.#comparableOf(period).get(`${slot(indicatorId, basis)}/${unitId}`) ?? null;
  }

  /** Whether the office decided any comparable base of the period. */
  hasComparable(period: Period): boolean {
    return this.#comparableOf(period).size > 0;
  }

  #comparableOf(period: Period): ReadonlyMap<string, ComparableBase> {
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
    return bases;
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
    return this.#of(period).units.has(slot(indicatorId, basis));
  }

  #of(period: Period): { chosen: ChosenValues; units: Map<number, Map<number, ChosenValue>> } {
    let found = this.#periods.get(period);
    if (found === undefined) {
      const chosen = this.#read(period);
      const index = new Map<number, Map<number, ChosenValue>>();
      for (const value of chosen.values) {
        const key = slot(value.indicatorId, value.basis);
        let units = index.get(key);
        if (units === undefined) index.set(key, (units = new Map()));
        units.set(value.unitId, value);
      }
      this.#periods.set(period, (found = { chosen, units: index }));
    }
    return found;
  }
}

/** Values as they are printed: by the source that the office chose per indicator. */
export function printedValues(ctx: Pick<Ctx, 'store' | 'settings'>): PeriodValues {
  return new PeriodValues(ctx.store, (period) => chosenValues(ctx, period));
}

/** Values as the units submitted them, whatever is printed: what a form gives back to its unit. */
export function submittedValues(store: Store): PeriodValues {
  return new PeriodValues(store, (period) => submitted(store, period));
}

/** A stored value as statistics take it. */
export function figureOf(stored: Pick<StoredValue, 'state' | 'value'>, indicator: StoredIndicator): Figure {
  const value = stored.value === null ? null : BigInt(stored.value);
  return { state: stored.state, value, scale: scaleOf(indicator.measure) };
}

function slot(indicatorId: number, basis: Basis): number {
  return indicatorId * BASES.length + BASES.indexOf(basis);
}
