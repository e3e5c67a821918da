// What the rules look at: the facts of a period in the shape that core/statistics has them, without anything of the store.

import type { Basis, Period } from '../model/period.js';
import type { Fraction, Rounding } from '../model/scaled-number.js';
import type { Figure } from '../statistics/figure.js';
import type { TargetMode, TargetProgress } from '../statistics/target-progress.js';
import type { Change } from '../statistics/year-on-year.js';

export interface InsightUnit {
  id: number;
  name: string;
}

export interface InsightValue {
  figure: Figure;
  exact: Fraction | null;
  lastYearExact: Fraction | null;
  change: Change;
  target: Fraction | null;
  mode: TargetMode | null;
  pace: Fraction;
  lastYearEnd: Fraction | null;
  progress: TargetProgress;
  share: Fraction | null;
  /** Units of the total that gave no number. */
  missing: readonly number[];
  /** Null: no task asks for it. */
  duty: string | null;
  ratio: { numerator: { figure: Figure | null }; denominator: { figure: Figure | null } } | null;
}

export interface InsightIndicator {
  indicator: {
    code: string;
    name: string;
    measure: string;
    precision: number;
    kind: 'flow' | 'stock' | 'ratio';
    category: string;
    direction: 'up' | 'down' | 'none';
    numerator: string | null;
    denominator: string | null;
  };
  basis: Basis;
  isAsked: boolean;
  units: ReadonlyMap<number, InsightValue>;
  total: InsightValue;
}

/** One place of a table of other places, exact. */
export interface PlaceValue {
  place: string;
  value: Fraction | null;
  rank: number | null;
  lastRank: number | null;
  isOwn: boolean;
  /** A whole (全国, 全省) and no place among others. */
  isWhole: boolean;
}

export interface PlaceTable {
  code: string;
  /** Name of the table, '' where it was typed. */
  source: string;
  places: readonly PlaceValue[];
}

/** A place as a higher authority published it. */
export interface PublishedPlace {
  code: string;
  figure: 'value' | 'growth';
  scope: string;
  placeNo: number;
  places: number | null;
  source: string;
}

/** What a higher authority asks of the whole place (上级下达任务), and how far the whole is. */
export interface HigherTask {
  /** Formatted, with its completion and its gap to the pace; these are '' where the mode has none. */
  target: string;
  completion: string;
  gap: string;
  /** Behind the pace, or against a line that it must keep. */
  isBehind: boolean;
}

export interface InsightInput {
  period: Period;
  rounding: Rounding;
  /** Units that are compared with each other (参与排名), in registered order. */
  units: readonly InsightUnit[];
  /** Units that count in the total. */
  counting: ReadonlySet<number>;
  /** 区（市） */
  unitWord: string;
  /** 全市 */
  scope: string;
  /** 枣庄市 */
  place: string;
  monthsLeft: number;
  smallBase: bigint;
  timesAbovePercent: bigint;
  indicators: readonly InsightIndicator[];
  /** By code of the indicator. */
  tasks: ReadonlyMap<string, HigherTask>;
  tables: readonly PlaceTable[];
  published: readonly PublishedPlace[];
  /** Names of all units, also of those that are not compared. */
  unitNames: ReadonlyMap<number, string>;
  /** The number and that of last year are taken from different sources; null: of the total, or of a unit that is in it. */
  hasOtherSourceLastYear: (code: string, unitId: number | null) => boolean;
  /**
   * Total of the same month so many years before with the units that it lacks; null where it is not stored or taken from another
   * source than this year's, and beyond the years that are looked at.
   */
  history: (code: string, yearsBack: number) => { total: Fraction; missing: readonly number[] } | null;
}
