// 考核方案: how one item is scored from a completion or a shortfall. All points are exact; rounding happens when they are shown.
// Sources: indicators.md B.4 (deduction scoring: each patent short of the task costs 0.1 point), usual 比例/分档/封顶 clauses.

import { compareFractions, type Fraction } from '../model/scaled-number.js';
import { divide, sign, subtract, times } from './fraction.js';

export type ScoreMethod =
  /** weight × completion, at most `capPercent` of the weight (100 = 封顶为满分, 120 allows a bonus). */
  | { kind: 'proportional'; capPercent: number }
  /**
   * Full weight, minus `points` for each `per` that is missing (both in ten-thousandths); not below 0. `part`: what is less than one `per`.
   */
  | { kind: 'deduct'; per: number; points: number; part: 'exact' | 'started' | 'complete' }
  /** First step from the top that is reached. Both in ten-thousandths; `atLeast` in % of completion, or in the measure for ratios. */
  | { kind: 'tiers'; by: 'completion' | 'value'; steps: { atLeast: number; points: number }[] }
  /** Typed by the officer. */
  | { kind: 'manual' };

export interface ScoreInput {
  method: ScoreMethod;
  /** Full points of the item, in ten-thousandths. */
  weight: number;
  actual: Fraction | null;
  target: Fraction | null;
  /** 完成率 in %; of the mode that the target has. Null where it has none. */
  completion: Fraction | null;
  /** Lower is better (不高于): a shortfall is what exceeds the target. */
  isLowerBetter: boolean;
  /** Points typed, in ten-thousandths. */
  typed: number | null;
}

export interface Score {
  /** Exact points, null where the item cannot be scored (a value or target is missing). */
  points: Fraction | null;
  /** Weight − points; never negative. */
  lost: Fraction | null;
  /** Target − actual where something is missing, in the measure. */
  short: Fraction | null;
}

const SCALE = 10_000n;
const ZERO: Fraction = { n: 0n, d: 1n };

function points(tenThousandths: number): Fraction {
  return { n: BigInt(tenThousandths), d: SCALE };
}

export function scoreItem(input: ScoreInput): Score {
  const weight = points(input.weight);
  const short = shortfall(input);
  const result = pointsOf(input, weight, short);
  if (result === null) return { points: null, lost: null, short };
  const lost = subtract(weight, result);
  return { points: result, lost: sign(lost) > 0 ? lost : ZERO, short };
}

function shortfall({ actual, target, isLowerBetter }: ScoreInput): Fraction | null {
  if (actual === null || target === null) return null;
  const difference = isLowerBetter ? subtract(actual, target) : subtract(target, actual);
  return sign(difference) > 0 ? difference : ZERO;
}

function pointsOf(input: ScoreInput, weight: Fraction, short: Fraction | null): Fraction | null {
  const { method } = input;
  switch (method.kind) {
    case 'manual':
      return input.typed === null ? null : points(input.typed);
    case 'proportional': {
      const completion = input.completion ?? plainCompletion(input);
      if (completion === null) return null;
      const cap: Fraction = { n: BigInt(method.capPercent), d: 1n };
      const counted = sign(completion) < 0 ? ZERO : compareFractions(completion, cap) > 0 ? cap : completion;
      return { n: weight.n * counted.n, d: weight.d * counted.d * 100n };
    }
    case 'deduct': {
      if (short === null) return null;
      const steps = stepsOf(divide(short, points(method.per)), method.part);
      if (steps === null) return null;
      const cost: Fraction = { n: steps.n * BigInt(method.points), d: steps.d * SCALE };
      const left = subtract(weight, cost);
      return sign(left) > 0 ? left : ZERO;
    }
    case 'tiers': {
      const value = method.by === 'value' ? input.actual : (input.completion ?? plainCompletion(input));
      if (value === null) return null;
      const sorted = [...method.steps].sort((a, b) =>
        input.isLowerBetter && method.by === 'value' ? a.atLeast - b.atLeast : b.atLeast - a.atLeast,
      );
      const reached = sorted.find((step) => {
        const order = compareFractions(value, points(step.atLeast));
        return input.isLowerBetter && method.by === 'value' ? order <= 0 : order >= 0;
      });
      return reached ? points(reached.points) : ZERO;
    }
  }
}

/** actual / target in % where the target's mode has no 完成率 (期末达到, 不低于). */
function plainCompletion({ actual, target, isLowerBetter }: ScoreInput): Fraction | null {
  if (actual === null || target === null) return null;
  return isLowerBetter
    ? sign(actual) <= 0
      ? { n: 100n, d: 1n }
      : divide(times(target, 100n), actual)
    : divide(times(actual, 100n), target);
}

/** How many deductions a shortfall costs: 3.4 missing at 每少1 are 3.4 (exact), 4 (started) or 3 (complete). */
function stepsOf(count: Fraction | null, part: 'exact' | 'started' | 'complete'): Fraction | null {
  if (count === null || part === 'exact') return count;
  const whole = count.n / count.d;
  return { n: part === 'started' && count.n % count.d > 0n ? whole + 1n : whole, d: 1n };
}
