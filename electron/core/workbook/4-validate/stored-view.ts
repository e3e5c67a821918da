// Stored numbers as planning sees them: what is in the store, and what earlier files of the same plan would put there.

import { ORIGINS, type ValueState } from '../../../../shared/model/observation.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import { BASES, periodToInt, yearOf } from '../../../../shared/model/period.js';
import { issuedDirectly } from '../../store/issued-store.js';
import { prepared } from '../../store/prepared.js';
import type { Store } from '../../store/store.js';
import { ownTargetsOfYear } from '../../store/target-basis-store.js';
import { benchmarksOfPeriod, targetsOfYear } from '../../store/target-store.js';
import { valuesOfPeriod } from '../../store/value-store.js';
import { spansOfYear, type YearSpan } from '../../store/year-parts-store.js';

export interface Known {
  state: ValueState;
  value: bigint | null;
  /** Only a claim of a later year's report. */
  isClaim: boolean;
  /** From a file of this plan that is not received yet. */
  pendingFile: string | null;
  /** Form that it came from, where that matters; null for the store (ask formOf). */
  form: string | null;
}

export function observationKey(unitId: number, indicatorId: number, period: Period, basis: Basis): string {
  return `${unitId}|${indicatorId}|${period}|${basis}`;
}

function spanKey(indicatorId: number, year: number): number {
  return indicatorId * 10_000 + year;
}

/** What is known of one end month, by indicator and basis, then by unit: asked several times per cell, so without text keys. */
class PeriodValues {
  readonly #known = new Map<number, Map<number, Known>>();

  readonly #reported = new Set<number>();

  /** Something is stored of the unit that is more than a claim of a later year's report. */
  isReported(unitId: number): boolean {
    return this.#reported.has(unitId);
  }

  get(unitId: number, indicatorId: number, basis: Basis): Known | null {
    return this.#known.get(indicatorId * BASES.length + BASES.indexOf(basis))?.get(unitId) ?? null;
  }

  set(unitId: number, indicatorId: number, basis: Basis, known: Known): void {
    const key = indicatorId * BASES.length + BASES.indexOf(basis);
    let units = this.#known.get(key);
    if (!units) this.#known.set(key, (units = new Map<number, Known>()));
    units.set(unitId, known);
    if (!known.isClaim) this.#reported.add(unitId);
  }
}

export class StoredView {
  readonly #periods = new Map<Period, PeriodValues>();
  readonly #pending = new Map<Period, PeriodValues>();
  readonly #targets = new Map<number, Map<string, bigint | null>>();
  readonly #issued = new Map<Period, Map<string, bigint>>();
  readonly #benchmarks = new Map<Period, Map<string, bigint | null>>();
  readonly #spans = new Map<number, YearSpan[]>();
  readonly #pendingSpans = new Map<number, YearSpan[]>();

  /** What other files of the plan would put in the place of stored values. */
  readonly #corrections = new Map<Period, PeriodValues>();

  /** Units whose values of other files are known already. */
  readonly #fetched = new Set<number>();
  #fetch: ((unitId: number) => void) | null = null;

  constructor(readonly store: Store) {}

  /**
   * What other files of the plan would store is known from now on by `fetch` alone: it adds that of one unit, and is called once for
   * each unit that is asked for.
   */
  fetchPending(fetch: (unitId: number) => void): void {
    this.#pending.clear();
    this.#pendingSpans.clear();
    this.#corrections.clear();
    this.#fetched.clear();
    this.#fetch = fetch;
  }

  #period(period: Period): PeriodValues {
    const known = this.#periods.get(period);
    if (known) return known;
    const values = new PeriodValues();
    for (const row of valuesOfPeriod(this.store, period))
      values.set(row.unitId, row.indicatorId, row.basis, {
        state: row.state,
        value: row.value === null ? null : BigInt(row.value),
        isClaim: row.isClaim,
        pendingFile: null,
        form: null,
      });
    this.#periods.set(period, values);
    return values;
  }

  /** What is stored (or only claimed). */
  stored(unitId: number, indicatorId: number, period: Period, basis: Basis): Known | null {
    return this.#period(period).get(unitId, indicatorId, basis);
  }

  /** Anything of the unit and month is stored (not only claimed). */
  isReported(unitId: number, period: Period): boolean {
    return this.#period(period).isReported(unitId);
  }

  /** What another file of the plan would store. */
  pending(unitId: number, indicatorId: number, period: Period, basis: Basis): Known | null {
    this.#fetchOf(unitId);
    return this.#pending.get(period)?.get(unitId, indicatorId, basis) ?? null;
  }

  #fetchOf(unitId: number): void {
    if (this.#fetch === null || this.#fetched.has(unitId)) return;
    this.#fetched.add(unitId);
    this.#fetch(unitId);
  }

  /** Stored and no claim, else pending, else a claim: for checks that compare. */
  best(unitId: number, indicatorId: number, period: Period, basis: Basis): Known | null {
    const stored = this.stored(unitId, indicatorId, period, basis);
    if (stored && !stored.isClaim) return stored;
    return this.pending(unitId, indicatorId, period, basis) ?? stored;
  }

  /** The first file of a plan that gives a value speaks for it. */
  addPending(unitId: number, indicatorId: number, period: Period, basis: Basis, known: Known): void {
    let values = this.#pending.get(period);
    if (!values) this.#pending.set(period, (values = new PeriodValues()));
    if (values.get(unitId, indicatorId, basis) !== null) return;
    values.set(unitId, indicatorId, basis, known);
    if (basis !== 'asof') this.#addPendingSpan(indicatorId, { period, basis });
  }

  /** The first file of a plan that corrects a stored value speaks for it. */
  addCorrection(unitId: number, indicatorId: number, period: Period, basis: Basis, known: Known): void {
    let values = this.#corrections.get(period);
    if (!values) this.#corrections.set(period, (values = new PeriodValues()));
    if (values.get(unitId, indicatorId, basis) === null) values.set(unitId, indicatorId, basis, known);
  }

  /** What another file of the plan would put in the place of a stored value; null where none does. */
  correction(unitId: number, indicatorId: number, period: Period, basis: Basis): Known | null {
    this.#fetchOf(unitId);
    return this.#corrections.get(period)?.get(unitId, indicatorId, basis) ?? null;
  }

  #addPendingSpan(indicatorId: number, { period, basis }: YearSpan): void {
    const key = spanKey(indicatorId, yearOf(period));
    const spans = this.#pendingSpans.get(key);
    if (!spans) this.#pendingSpans.set(key, [{ period, basis }]);
    else if (!spans.some((known) => known.period === period && known.basis === basis)) {
      spans.push({ period, basis });
      spans.sort(
        (a, b) => periodToInt(a.period) - periodToInt(b.period) || BASES.indexOf(a.basis) - BASES.indexOf(b.basis),
      );
    }
  }

  /**
   * Under which months and bases of a year anything is stored of an indicator, of any unit: asked before a unit's numbers are looked
   * for one by one.
   */
  spans(indicatorId: number, year: number): readonly YearSpan[] {
    const key = spanKey(indicatorId, year);
    let spans = this.#spans.get(key);
    if (!spans) this.#spans.set(key, (spans = spansOfYear(this.store, indicatorId, year)));
    return spans;
  }

  /** The same of what other files of the plan would store; known of this unit at least. */
  pendingSpans(unitId: number, indicatorId: number, year: number): readonly YearSpan[] {
    this.#fetchOf(unitId);
    return this.#pendingSpans.get(spanKey(indicatorId, year)) ?? [];
  }

  /** Form of the file behind the current stored value: a city table never overrides a unit's own submission (rules.md 15). */
  formOf(unitId: number, indicatorId: number, period: Period, basis: Basis): string | null {
    const row = prepared(
      this.store,
      `SELECT f.form FROM observation_revision r JOIN submission s ON s.id = r.submission_id JOIN import_file f ON f.id = s.import_file_id
         WHERE r.period = ? AND r.indicator_id = ? AND r.basis = ? AND r.unit_id = ? ORDER BY r.no DESC LIMIT 1`,
    ).get(periodToInt(period), indicatorId, BASES.indexOf(basis), unitId) as { form: string } | undefined;
    return row?.form ?? null;
  }

  /** The current value was typed by the officer, not received in a file. */
  isTyped(unitId: number, indicatorId: number, period: Period, basis: Basis): boolean {
    const row = prepared(
      this.store,
      `SELECT origin FROM observation_revision
         WHERE period = ? AND indicator_id = ? AND basis = ? AND unit_id = ? ORDER BY no DESC LIMIT 1`,
    ).get(periodToInt(period), indicatorId, BASES.indexOf(basis), unitId) as { origin: number } | undefined;
    return row !== undefined && ORIGINS[row.origin] === 'manual';
  }

  /** Target of a unit, or of the bureau itself by its level. */
  target(year: number, indicatorId: number, holder: number | 'higher' | 'own'): bigint | null | undefined {
    let map = this.#targets.get(year);
    if (!map) {
      map = new Map(
        targetsOfYear(this.store, year).map((row) => [
          `${row.indicatorId}|${row.unitId}`,
          row.value === null ? null : BigInt(row.value),
        ]),
      );
      for (const row of ownTargetsOfYear(this.store, year))
        map.set(`${row.indicatorId}|${row.level}`, row.value === null ? null : BigInt(row.value));
      this.#targets.set(year, map);
    }
    return map.get(`${indicatorId}|${holder}`);
  }

  benchmark(period: Period, indicatorId: number, basis: Basis, place: string): bigint | null | undefined {
    let map = this.#benchmarks.get(period);
    if (!map) {
      map = new Map(
        benchmarksOfPeriod(this.store, period).map((row) => [
          `${row.indicatorId}|${row.basis}|${row.place}`,
          row.value === null ? null : BigInt(row.value),
        ]),
      );
      this.#benchmarks.set(period, map);
    }
    return map.get(`${indicatorId}|${basis}|${place}`);
  }

  /** Issued directly; undefined where nothing is. */
  issued(period: Period, indicatorId: number, basis: Basis, unitId: number | null): bigint | undefined {
    let map = this.#issued.get(period);
    if (!map) {
      map = new Map(
        issuedDirectly(this.store, period).map((row) => [
          `${row.indicatorId}|${row.basis}|${row.unitId ?? 0}`,
          BigInt(row.value),
        ]),
      );
      this.#issued.set(period, map);
    }
    return map.get(`${indicatorId}|${basis}|${unitId ?? 0}`);
  }
}
