// Facts of the periods and groups of units that a table is made of. `isFresh`: past the cache, for work inside a transaction
// that is rolled back (what a correction would change), where the data version does not move.

import type { Ctx } from '../context.js';
import type { Fact, PeriodFacts } from './facts.js';
import { printedValues, type PeriodValues } from './period-values.js';
import { residualFact } from './residual.js';
import { computeFacts, factsOf, type FactsView } from './service.js';
import { share } from '../../../shared/statistics/share.js';
import { yearOf, type Period } from '../../../shared/model/period.js';

/** Whose number: a unit, a sum of units, or (both null) the total. */
export interface Whose {
  unitId: number | null;
  unitIds: readonly number[] | null;
  /** 市直及未划分: what an issued total is more than its units. */
  isResidual?: true;
}
export const TOTAL: Whose = { unitId: null, unitIds: null };
export const RESIDUAL: Whose = { unitId: null, unitIds: null, isResidual: true };

export class FactsReader {
  readonly ctx: Pick<Ctx, 'store' | 'settings'>;
  readonly report: Period | null;
  readonly #isFresh: boolean;
  /** A table asks once per cell; asking the store each time whether anything has changed took longer than everything else. */
  readonly #known = new Map<string, PeriodFacts>();
  #values: PeriodValues | null = null;
  /** Every period that was asked for: what a final copy depends on. */
  readonly periods = new Set<Period>();

  constructor(ctx: Pick<Ctx, 'store' | 'settings'>, options: { isFresh?: boolean; report?: Period } = {}) {
    this.ctx = ctx;
    this.report = options.report ?? null;
    this.#isFresh = options.isFresh ?? false;
  }

  /** Values as they are printed, read once for all questions. */
  get values(): PeriodValues {
    return (this.#values ??= printedValues(this.ctx));
  }

  /** All facts of a period; the total is that of `unitIds` where given. */
  of(period: Period, unitIds?: readonly number[]): PeriodFacts {
    const key = unitIds === undefined ? period : `${period}/${unitIds.join(',')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.periods.add(period);
    const view: FactsView = {};
    if (unitIds !== undefined) view.only = unitIds;
    // Only where it makes a difference, so that other tables share what is computed.
    const isFixed = this.ctx.settings.denominator === 'fixed';
    if (isFixed && this.report !== null && yearOf(this.report) !== yearOf(period)) view.report = this.report;
    const facts = this.#isFresh ? computeFacts(this.ctx, period, view) : factsOf(this.ctx, period, view);
    this.#known.set(key, facts);
    return facts;
  }

  factsFor(whose: Whose, period: Period): PeriodFacts {
    return this.of(period, whose.unitIds ?? undefined);
  }

  /** Null where the unit or the indicator does not exist in that period. */
  fact(whose: Whose, code: string, period: Period): Fact | null {
    const ofIndicator = this.factsFor(whose, period).byCode.get(code);
    if (!ofIndicator) return null;
    if (whose.isResidual) return residualFact(ofIndicator);
    if (whose.unitId !== null) return ofIndicator.units.get(whose.unitId) ?? null;
    const { total } = ofIndicator;
    if (whose.unitIds === null || !total.isPrinted || total.indicator.total !== 'sum') return total;
    // The share of a group is of the whole, like that of the units below it, never of itself: 0 of something is 0 %.
    const whole = this.of(period).byCode.get(code)?.total;
    return { ...total, share: whole?.isPrinted ? share(total.figure, whole.figure) : null };
  }
}
