// 分解: a whole is split to units in proportion to weights (last year's values, shares) so that the parts add up to it exactly.
// Largest remainder (formats.md D.2.4, B), ties to the earlier registered unit; typed parts stay as they are. Pure and exact.

export interface SplitPart {
  /** Proportion, ≥ 0; at any one scale. Null: the unit takes no part. */
  weight: bigint | null;
  /** Typed by the officer: kept, and only the rest is split. At the target's store scale. */
  fixed: bigint | null;
}

export type SplitProblem =
  /** Typed parts already exceed the whole. */
  | 'too-much'
  /** Nobody has a weight above 0 to take the rest. */
  | 'no-weight'
  /** The whole or the rest is no multiple of the step. */
  | 'step';

export type Split =
  | {
      ok: true;
      values: (bigint | null)[];
      /** Difference of each part from its exact proportion, in 1/weights. */ sum: bigint;
    }
  | { ok: false; problem: SplitProblem; /** What is left after the typed parts. */ rest: bigint };

/**
 * Splits `whole` (store scale) in multiples of `step` (1 for counts; 10^6 for whole 万元 in 分). Parts without weight and without
 * a typed value stay null. The values always sum to `whole`.
 */
export function splitTarget(whole: bigint, parts: readonly SplitPart[], step: bigint): Split {
  const fixed = parts.reduce((sum, part) => sum + (part.fixed ?? 0n), 0n);
  const rest = whole - fixed;
  if (rest < 0n) return { ok: false, problem: 'too-much', rest };
  const open = parts
    .map((part, index) => ({ ...part, index }))
    .filter((part) => part.fixed === null && part.weight !== null);
  const weights = open.reduce((sum, part) => sum + part.weight!, 0n);
  if (rest > 0n && weights <= 0n) return { ok: false, problem: 'no-weight', rest };
  if (rest % step !== 0n) return { ok: false, problem: 'step', rest };
  const values: (bigint | null)[] = parts.map((part) => part.fixed);
  const units = rest / step;
  const shares = open.map((part) => {
    const product = weights > 0n ? units * part.weight! : 0n;
    const floor = weights > 0n ? product / weights : 0n;
    return { index: part.index, floor, remainder: weights > 0n ? product % weights : 0n };
  });
  const spare = Number(units - shares.reduce((sum, share) => sum + share.floor, 0n));
  const winners = new Set(
    [...shares]
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, spare)
      .map((share) => share.index),
  );
  for (const share of shares) values[share.index] = (share.floor + (winners.has(share.index) ? 1n : 0n)) * step;
  return { ok: true, values, sum: values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n) };
}
