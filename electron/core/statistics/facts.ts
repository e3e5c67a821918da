// What is known about one indicator of one unit (or of the total) at one period: the shape that grids, tables and texts read.
// All numbers are exact; rounding happens in fact-text.ts, once. Not here: how facts come about (service.ts).

import type { StoredIndicator } from '../store/indicator-store.js';
import type { Basis, Period } from '../../../shared/model/period.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { ValueSource } from '../../../shared/model/value-source.js';
import type { Figure } from '../../../shared/statistics/figure.js';
import type { TargetMode, TargetProgress } from '../../../shared/statistics/target-progress.js';
import type { Change } from '../../../shared/statistics/year-on-year.js';
import type { Duty } from '../../../shared/tasks/duty.js';

/** Numerator or denominator of a ratio, with the key that it was read from. */
export interface RatioPart {
  indicator: StoredIndicator;
  period: Period;
  basis: Basis;
  figure: Figure | null;
}

/** Of a unit some of it is worked out when asked for: copy a fact with factWith() (unit-fact.ts), never by spreading. */
export interface Fact {
  /** Null: the total row. */
  unitId: number | null;
  indicator: StoredIndicator;
  period: Period;
  basis: Basis;
  /** State and number; of a ratio rounded once at the indicator's precision (rules.md 4). */
  figure: Figure;
  /** The exact number in the indicator's measure, null where there is none. */
  exact: Fraction | null;
  /** 来源：本年报表同期栏 (rules.md 14). */
  isClaim: boolean;
  /** Where the number is taken from; of a total `issued` where it is no sum. Null: computed, or nothing is known. */
  from: ValueSource | null;
  lastYearFrom: ValueSource | null;
  /** What the reporting tasks ask of the unit; null: no task asks for this indicator (and for the total). */
  duty: Duty | null;
  /** False for a total that is not printed: of one unit's own row, or of an indicator without a total. */
  isPrinted: boolean;
  ratio: { numerator: RatioPart; denominator: RatioPart } | null;
  lastYear: Figure;
  lastYearExact: Fraction | null;
  lastYearIsClaim: boolean;
  /** Note of 同口径调整 where last year's value is a comparable base and not the stored one; null otherwise. */
  lastYearComparable: string | null;
  change: Change;
  /** 当月: difference of cumulative values; a stock has none. */
  month: Figure | null;
  /** 单季: the same over a quarter; null where none ends with the period. */
  quarter: Figure | null;
  rank: number | null;
  target: Fraction | null;
  /** 考核方式; null for a total whose units are judged differently. */
  mode: TargetMode | null;
  /** Planned completion at this date in %: the indicator's own pace, else 时间进度. */
  pace: Fraction;
  /** Value at the end of last year: stored, or typed with the target. Stocks only. */
  lastYearEnd: Fraction | null;
  progress: TargetProgress;
  /** 占比 of the total in %. */
  share: Fraction | null;
  /** Total only: units that count and gave no number. */
  missing: readonly number[];
  /** Total only: units that count and gave none last year. */
  missingLastYear: readonly number[];
}

/** All facts of one indicator. */
export interface IndicatorFacts {
  indicator: StoredIndicator;
  basis: Basis;
  /** True where any unit has a stored value, or a ratio has its numerator. */
  hasValues: boolean;
  /** True where a reporting task of the period asks for it: then it is nobody's own row. */
  isAsked: boolean;
  units: ReadonlyMap<number, Fact>;
  total: Fact;
  /** 上年末值 of the whole total, whoever has a target (that of the holders is in `total`). Stocks only. */
  wholeLastYearEnd: Fraction | null;
  /** 市直及未划分: what an issued value of the whole area is more than its units; null where the total is their sum. */
  residual: Residual | null;
}

/** A figure is null where it cannot be told: a unit has given nothing, or that year's total is a sum. */
export interface Residual {
  current: Figure | null;
  lastYear: Figure | null;
}

export interface PeriodFacts {
  period: Period;
  /** Units valid at the end of the period, in registered order. */
  units: ReportingUnit[];
  /** Those of them that make up the total. */
  counting: ReadonlySet<number>;
  /** Units that a reporting task asks for something in this period; null where no task falls due. */
  due: ReadonlySet<number> | null;
  /** Units that submitted anything, whatever is printed of it. */
  submitters: ReadonlySet<number>;
  /** 全市, 全省, 全县 or the office's own word. */
  totalLabel: string;
  /** The same without the office's own word: for titles. */
  scope: string;
  /** 枣庄市 */
  place: string;
  bureau: string;
  /** 时间进度 in %. */
  time: Fraction;
  indicators: IndicatorFacts[];
  byCode: ReadonlyMap<string, IndicatorFacts>;
}
