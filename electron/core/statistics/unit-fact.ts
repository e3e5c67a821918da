// The fact of one unit. Tables of 100 units × 80 indicators print a few figures of each: change, rank, share and progress are
// worked out when somebody asks, from what the fact holds already and never from the store.

import type { StoredIndicator } from '../store/indicator-store.js';
import type { Fact, RatioPart } from './facts.js';
import type { Basis, Period } from '../../../shared/model/period.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import type { ValueSource } from '../../../shared/model/value-source.js';
import type { Figure } from '../../../shared/statistics/figure.js';
import { share } from '../../../shared/statistics/share.js';
import { targetProgress, type TargetMode, type TargetProgress } from '../../../shared/statistics/target-progress.js';
import { change, type Change } from '../../../shared/statistics/year-on-year.js';
import type { Duty } from '../../../shared/tasks/duty.js';

/** What the facts of all units of one indicator have in common. */
export interface CommonFact {
  indicator: StoredIndicator;
  period: Period;
  basis: Basis;
  pace: Fraction;
  /** Rank by unit id. */
  ranks: () => ReadonlyMap<number, number>;
  /** The total that units have a share in; null where there is none. */
  whole: Figure | null;
  /** Units of the total. */
  counting: ReadonlySet<number>;
}

/** What a unit has of its own. */
export interface OwnFact {
  unitId: number;
  figure: Figure;
  exact: Fraction | null;
  isClaim: boolean;
  from: ValueSource | null;
  lastYearFrom: ValueSource | null;
  duty: Duty | null;
  ratio: { numerator: RatioPart; denominator: RatioPart } | null;
  lastYear: Figure;
  lastYearExact: Fraction | null;
  lastYearIsClaim: boolean;
  lastYearComparable: string | null;
  month: Figure | null;
  quarter: Figure | null;
  target: Fraction | null;
  mode: TargetMode;
  lastYearEnd: Fraction | null;
}

const NONE: readonly number[] = [];

export class UnitFact implements Fact {
  readonly unitId: number;
  readonly figure: Figure;
  readonly exact: Fraction | null;
  readonly isClaim: boolean;
  readonly from: ValueSource | null;
  readonly lastYearFrom: ValueSource | null;
  readonly duty: Duty | null;
  readonly ratio: { numerator: RatioPart; denominator: RatioPart } | null;
  readonly lastYear: Figure;
  readonly lastYearExact: Fraction | null;
  readonly lastYearIsClaim: boolean;
  readonly lastYearComparable: string | null;
  readonly month: Figure | null;
  readonly quarter: Figure | null;
  readonly target: Fraction | null;
  readonly mode: TargetMode;
  readonly lastYearEnd: Fraction | null;
  readonly #common: CommonFact;
  #change: Change | undefined;
  #progress: TargetProgress | undefined;

  constructor(common: CommonFact, own: OwnFact) {
    this.#common = common;
    this.unitId = own.unitId;
    this.figure = own.figure;
    this.exact = own.exact;
    this.isClaim = own.isClaim;
    this.from = own.from;
    this.lastYearFrom = own.lastYearFrom;
    this.duty = own.duty;
    this.ratio = own.ratio;
    this.lastYear = own.lastYear;
    this.lastYearExact = own.lastYearExact;
    this.lastYearIsClaim = own.lastYearIsClaim;
    this.lastYearComparable = own.lastYearComparable;
    this.month = own.month;
    this.quarter = own.quarter;
    this.target = own.target;
    this.mode = own.mode;
    this.lastYearEnd = own.lastYearEnd;
  }

  get indicator(): StoredIndicator {
    return this.#common.indicator;
  }

  get period(): Period {
    return this.#common.period;
  }

  get basis(): Basis {
    return this.#common.basis;
  }

  get pace(): Fraction {
    return this.#common.pace;
  }

  get isPrinted(): boolean {
    return true;
  }

  get missing(): readonly number[] {
    return NONE;
  }

  get missingLastYear(): readonly number[] {
    return NONE;
  }

  get change(): Change {
    return (this.#change ??= change(this.exact, this.lastYearExact, this.indicator.measure));
  }

  get rank(): number | null {
    return this.#common.ranks().get(this.unitId) ?? null;
  }

  get progress(): TargetProgress {
    return (this.#progress ??= targetProgress({
      mode: this.mode,
      actual: this.exact,
      target: this.target,
      lastYearEnd: this.lastYearEnd,
      time: this.pace,
    }));
  }

  get share(): Fraction | null {
    const { whole, counting } = this.#common;
    return whole !== null && counting.has(this.unitId) ? share(this.figure, whole) : null;
  }
}

/** A fact with other figures in it. Getters are no properties: a copy by spreading would be without them. */
export function factWith(fact: Fact, changes: Partial<Fact>): Fact {
  return {
    unitId: fact.unitId,
    indicator: fact.indicator,
    period: fact.period,
    basis: fact.basis,
    figure: fact.figure,
    exact: fact.exact,
    isClaim: fact.isClaim,
    from: fact.from,
    lastYearFrom: fact.lastYearFrom,
    duty: fact.duty,
    isPrinted: fact.isPrinted,
    ratio: fact.ratio,
    lastYear: fact.lastYear,
    lastYearExact: fact.lastYearExact,
    lastYearIsClaim: fact.lastYearIsClaim,
    lastYearComparable: fact.lastYearComparable,
    change: fact.change,
    month: fact.month,
    quarter: fact.quarter,
    rank: fact.rank,
    target: fact.target,
    mode: fact.mode,
    pace: fact.pace,
    lastYearEnd: fact.lastYearEnd,
    progress: fact.progress,
    share: fact.share,
    missing: fact.missing,
    missingLastYear: fact.missingLastYear,
    ...changes,
  };
}
