// 分解 and 考核方案 arithmetic: balanced exactly, ties by registered order, points exact.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { divideRounded, type Fraction } from '../../../shared/model/scaled-number.js';
import { rank } from '../../../shared/statistics/rank.js';
import { totalRatio } from '../../../shared/statistics/ratio.js';
import { scoreItem, type ScoreInput } from '../../../shared/statistics/scheme-score.js';
import { splitTarget } from '../../../shared/statistics/split-target.js';
import { targetOutlook } from '../../../shared/statistics/target-outlook.js';
import { paceAt, paceProblem } from '../../../shared/statistics/target-pace.js';

const whole = (n: number) => ({ n: BigInt(n), d: 1n });

describe('分解', () => {
  test('the sample: 755 件 by last year gives parts that sum to 755', () => {
    const weights = [150, 45, 24, 50, 30, 20, 50].map(BigInt);
    const split = splitTarget(
      755n,
      weights.map((weight) => ({ weight, fixed: null })),
      1n,
    );
    // 755 × 150/369 = 306.91…, 92.07, 49.10, 102.30, 61.38, 40.92, 102.30: floors 751, four largest remainders go up.
    expect(split.ok && split.values).toEqual([307n, 92n, 49n, 102n, 62n, 41n, 102n]);
  });

  test('parts sum to the whole, each less than one step from its exact proportion; typed ones stay', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.array(
          fc.record({
            weight: fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n })),
            typed: fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n })),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        (steps, entries) => {
          const step = 1000n;
          const parts = entries.map((entry) => ({
            weight: entry.weight,
            fixed: entry.typed === null ? null : entry.typed * step,
          }));
          const result = splitTarget(steps * step, parts, step);
          const fixed = parts.reduce((sum, part) => sum + (part.fixed ?? 0n), 0n);
          const rest = steps * step - fixed;
          const open = parts.filter((part) => part.fixed === null && part.weight !== null);
          const weights = open.reduce((sum, part) => sum + part.weight!, 0n);
          if (!result.ok) {
            expect(rest < 0n || weights === 0n).toBe(true);
            return;
          }
          expect(result.values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n)).toBe(steps * step);
          parts.forEach((part, index) => {
            const value = result.values[index]!;
            if (part.fixed !== null) expect(value).toBe(part.fixed);
            else if (part.weight === null) expect(value).toBeNull();
            else if (weights > 0n) {
              const distance = value! * weights - rest * part.weight;
              expect(distance < step * weights && distance > -step * weights).toBe(true);
              expect(value! % step).toBe(0n);
            }
          });
        },
      ),
    );
  });

  test('ties go to the earlier unit, and the sum is told', () => {
    const even = { weight: 1n, fixed: null };
    expect(splitTarget(2n, [even, even, even], 1n)).toEqual({ ok: true, values: [1n, 1n, 0n], sum: 2n });
    expect(splitTarget(5n, [even], 1n)).toMatchObject({ ok: true, values: [5n] });
    expect(splitTarget(5n, [even, { weight: 2n, fixed: null }], 5n)).toEqual({ ok: true, values: [0n, 5n], sum: 5n });
  });

  test('where nothing is left for the others they get 0, and who takes no part gets nothing', () => {
    const other = { weight: 3n, fixed: null };
    expect(splitTarget(5n, [{ weight: 1n, fixed: 5n }, other], 1n)).toMatchObject({ ok: true, values: [5n, 0n] });
    const nobody = { weight: 0n, fixed: null };
    const without = { weight: null, fixed: null };
    expect(splitTarget(0n, [nobody, without], 1n)).toEqual({ ok: true, values: [0n, null], sum: 0n });
  });

  test('says why it cannot split', () => {
    const none = { weight: 0n, fixed: null };
    expect(splitTarget(1n, [none], 1n)).toMatchObject({ ok: false, problem: 'no-weight', rest: 1n });
    expect(splitTarget(5n, [none, none], 1n)).toMatchObject({ ok: false, problem: 'no-weight', rest: 5n });
    expect(splitTarget(5n, [{ weight: 1n, fixed: 6n }], 1n)).toMatchObject({
      ok: false,
      problem: 'too-much',
      rest: -1n,
    });
    expect(splitTarget(15n, [{ weight: 1n, fixed: null }], 10n)).toMatchObject({ ok: false, problem: 'step' });
  });
});

describe('年底预测和月均', () => {
  const july = { n: 700n, d: 12n };
  test('a flow goes on at its pace: 405 of 755 by July → 694.3, 70 a month to do', () => {
    const outlook = targetOutlook({
      mode: 'cumulative',
      actual: whole(405),
      target: whole(755),
      lastYearEnd: null,
      time: july,
      monthsLeft: 5,
    });
    expect(divideRounded(outlook.forecast!.n * 10n, outlook.forecast!.d, 'half-up')).toBe(6943n);
    expect(outlook.perMonth).toEqual({ n: 350n, d: 5n });
    expect(outlook.isEnough).toBe(false);
  });
  test('a stock grows from last year’s end; without it there is no forecast', () => {
    const input = { mode: 'year_end' as const, actual: whole(3069), target: whole(3325), time: july, monthsLeft: 5 };
    expect(targetOutlook({ ...input, lastYearEnd: null }).forecast).toBeNull();
    const outlook = targetOutlook({ ...input, lastYearEnd: whole(2830) });
    expect(divideRounded(outlook.forecast!.n * 10n, outlook.forecast!.d, 'half-up')).toBe(32397n);
  });
  test('nothing is left to do after December, and a ratio has no forecast', () => {
    expect(
      targetOutlook({
        mode: 'cumulative',
        actual: whole(1),
        target: whole(2),
        lastYearEnd: null,
        time: whole(100),
        monthsLeft: 0,
      }).perMonth,
    ).toBeNull();
    expect(
      targetOutlook({
        mode: 'at_least',
        actual: whole(1),
        target: whole(2),
        lastYearEnd: null,
        time: july,
        monthsLeft: 5,
      }),
    ).toEqual({ perMonth: null, forecast: null, isEnough: null });
  });
  test('a target that is reached leaves nothing to do, and a forecast that just reaches it is enough', () => {
    const input = { mode: 'cumulative' as const, lastYearEnd: null, time: whole(50), monthsLeft: 6 };
    expect(targetOutlook({ ...input, actual: whole(100), target: whole(100) }).perMonth).toEqual({ n: 0n, d: 6n });
    expect(targetOutlook({ ...input, actual: whole(120), target: whole(100) }).perMonth?.n).toBe(0n);
    expect(targetOutlook({ ...input, actual: whole(50), target: whole(100) }).isEnough).toBe(true);
    const november = { ...input, actual: whole(50), target: whole(100), monthsLeft: 1 };
    expect(targetOutlook(november).perMonth).toEqual({ n: 50n, d: 1n });
    expect(targetOutlook({ ...input, actual: whole(49), target: whole(100) }).isEnough).toBe(false);
    expect(targetOutlook({ ...input, actual: null, target: whole(100) }).perMonth).toBeNull();
    expect(targetOutlook({ ...input, actual: whole(50), target: null }).forecast).toBeNull();
  });
  test('own pace', () => {
    const points = [0, 0, 1000, 2000, 3000, 4000, 5050, 6000, 7000, 8000, 9000, 10_000];
    expect(paceProblem(points)).toBe('');
    expect(paceAt(points, '2022-07')).toEqual({ n: 5050n, d: 100n });
    expect(paceProblem(points.with(11, 9000))).toBe('12月的累计进度应为100%');
    expect(paceProblem(points.with(3, 500))).toBe('累计进度不能比上月小');
    expect(paceProblem(points.with(0, 100))).toBe('累计进度不能比上月小');
    expect(paceProblem(points.slice(1))).toBe('应填12个月的累计进度');
    for (const wrong of [0.5, -1, 10_001])
      expect(paceProblem(points.with(11, wrong)), String(wrong)).toBe('每月进度应在0到100%之间，最多两位小数');
  });
});

describe('考核计分', () => {
  const base: ScoreInput = {
    method: { kind: 'manual' },
    weight: 50_000,
    actual: whole(95),
    target: whole(100),
    completion: { n: 95n, d: 1n },
    isLowerBetter: false,
    typed: null,
  };
  const print = (value: Fraction | null): string | null =>
    value === null ? null : String(Number((value.n * 10_000n) / value.d) / 10_000);
  const points = (input: Partial<ScoreInput>): string | null => print(scoreItem({ ...base, ...input }).points);
  test('每少1件扣0.1分: 5 short cost 0.5, 2 short 0.2 (a published county score sheet)', () => {
    const method = { kind: 'deduct', per: 10_000, points: 1000, part: 'exact' } as const;
    expect(points({ method })).toBe('4.5');
    expect(points({ method, actual: whole(98) })).toBe('4.8');
    expect(points({ method, actual: whole(120) })).toBe('5');
    expect(points({ method, actual: whole(10) })).toBe('0');
  });
  test('不足一个单位: exact, started, complete', () => {
    const actual = { n: 866n, d: 10n }; // 86.6 against 90: 3.4 short
    const method = (part: 'exact' | 'started' | 'complete') => ({
      kind: 'deduct' as const,
      per: 10_000,
      points: 5000,
      part,
    });
    expect(points({ method: method('exact'), actual, target: whole(90) })).toBe('3.3');
    expect(points({ method: method('started'), actual, target: whole(90) })).toBe('3');
    expect(points({ method: method('complete'), actual, target: whole(90) })).toBe('3.5');
  });
  test('比例封顶', () => {
    const completion = { n: 130n, d: 1n };
    expect(points({ method: { kind: 'proportional', capPercent: 100 } })).toBe('4.75');
    expect(points({ method: { kind: 'proportional', capPercent: 100 }, completion })).toBe('5');
    expect(points({ method: { kind: 'proportional', capPercent: 120 }, completion })).toBe('6');
  });
  test('what is missing and what is lost: never below 0', () => {
    const method = { kind: 'deduct', per: 10_000, points: 1000, part: 'exact' } as const;
    const score = (input: Partial<ScoreInput>) => scoreItem({ ...base, method, ...input });
    const lost = (input: Partial<ScoreInput>) => print(score(input).lost);
    expect(score({}).short).toEqual(whole(5));
    expect(lost({})).toBe('0.5');
    expect(score({ actual: whole(120) }).short).toEqual(whole(0));
    expect(lost({ actual: whole(120) })).toBe('0');
    expect(score({ actual: whole(120), isLowerBetter: true }).short).toEqual(whole(20));
    expect(score({ isLowerBetter: true }).short).toEqual(whole(0));
    expect(score({ target: null })).toEqual({ points: null, lost: null, short: null });
    expect(score({ actual: null }).points).toBeNull();
    expect(score({ method: { ...method, per: 0 } }).points).toBeNull();
    expect(points({ method: { ...method, part: 'started' }, actual: whole(97) })).toBe('4.7');
    // One short at 0.3333 each: three and a little more.
    expect(points({ method: { ...method, part: 'started', per: 3333 }, actual: whole(99) })).toBe('4.6');
    expect(lost({ method: { kind: 'proportional', capPercent: 120 }, completion: whole(110) })).toBe('0');
  });
  test('比例 without a 完成率: of value and target, or of target and value where lower is better', () => {
    const method = { kind: 'proportional', capPercent: 120 } as const;
    const of = (actual: number, isLowerBetter: boolean) =>
      points({ method, completion: null, actual: whole(actual), isLowerBetter });
    expect(of(95, false)).toBe('4.75');
    expect(of(125, true)).toBe('4');
    expect(of(0, true)).toBe('5');
    expect(of(-1, true)).toBe('5');
    expect(of(0, false)).toBe('0');
    expect(points({ method, completion: null, actual: null })).toBeNull();
    expect(points({ method, completion: whole(-10) })).toBe('0');
  });
  test('分档, also where lower is better', () => {
    const steps = [
      { atLeast: 600_000, points: 20_000 },
      { atLeast: 900_000, points: 50_000 },
    ];
    expect(points({ method: { kind: 'tiers', by: 'completion', steps } })).toBe('5');
    expect(points({ method: { kind: 'tiers', by: 'completion', steps }, completion: { n: 8999n, d: 100n } })).toBe('2');
    expect(points({ method: { kind: 'tiers', by: 'completion', steps }, completion: whole(10) })).toBe('0');
    const days = [
      { atLeast: 100_000, points: 50_000 },
      { atLeast: 200_000, points: 20_000 },
    ];
    expect(
      points({ method: { kind: 'tiers', by: 'value', steps: days }, isLowerBetter: true, actual: whole(12) }),
    ).toBe('2');
    expect(
      points({ method: { kind: 'tiers', by: 'value', steps: days }, isLowerBetter: true, actual: whole(10) }),
    ).toBe('5');
    expect(
      points({ method: { kind: 'tiers', by: 'value', steps: days }, isLowerBetter: true, actual: whole(21) }),
    ).toBe('0');
    const turned = { kind: 'tiers' as const, by: 'value' as const, steps: days.toReversed() };
    expect(points({ method: turned, isLowerBetter: true, actual: whole(9) })).toBe('5');
    expect(points({ method: { kind: 'tiers', by: 'value', steps: days }, actual: null })).toBeNull();
    // Of a 完成率 more is better, whatever is better of the value.
    expect(points({ method: { kind: 'tiers', by: 'completion', steps }, isLowerBetter: true })).toBe('5');
    expect(points({ method: { kind: 'tiers', by: 'completion', steps }, completion: whole(60) })).toBe('2');
    expect(points({ method: { kind: 'tiers', by: 'completion', steps }, completion: null })).toBe('5');
    expect(points({ method: { kind: 'tiers', by: 'value', steps: days }, isLowerBetter: true, actual: whole(9) })).toBe(
      '5',
    );
  });
  test('what is missing gives no points, not 0', () => {
    expect(points({ method: { kind: 'proportional', capPercent: 100 }, completion: null, target: null })).toBeNull();
    expect(points({ method: { kind: 'manual' } })).toBeNull();
  });
});

test('ranks: better is never behind, equal is equal, the next after a tie skips', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ n: fc.bigInt({ min: -50n, max: 50n }), d: fc.bigInt({ min: 1n, max: 9n }), ranked: fc.boolean() }),
        { maxLength: 20 },
      ),
      fc.constantFrom('up' as const, 'down' as const),
      (values, direction) => {
        const ranks = rank(
          values.map((value, id) => ({ id, value, ranked: value.ranked })),
          direction,
        );
        for (const [id, place] of ranks) {
          const mine = values[id]!;
          const better = [...ranks.keys()].filter((other) => {
            const difference = values[other]!.n * mine.d - mine.n * values[other]!.d;
            return direction === 'up' ? difference > 0n : difference < 0n;
          });
          expect(place).toBe(better.length + 1);
        }
        expect(ranks.size).toBe(values.filter((value) => value.ranked).length);
      },
    ),
  );
});

test('Σ/Σ lies between the smallest and the largest unit and is no mean of ratios', () => {
  const figure = (value: bigint) => ({ state: value === 0n ? ('zero' as const) : ('value' as const), value, scale: 0 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ n: fc.bigInt({ min: 0n, max: 1000n }), d: fc.bigInt({ min: 1n, max: 1000n }) }), {
        minLength: 1,
        maxLength: 12,
      }),
      (units) => {
        const { ratio } = totalRatio(
          units.map((unit, id) => ({ id, numerator: figure(unit.n), denominator: figure(unit.d), counts: true })),
          100,
        );
        const above = units.some((unit) => unit.n * 100n * ratio!.d >= ratio!.n * unit.d);
        const below = units.some((unit) => unit.n * 100n * ratio!.d <= ratio!.n * unit.d);
        expect(above && below).toBe(true);
        const sum = units.reduce((all, unit) => ({ n: all.n + unit.n, d: all.d + unit.d }), { n: 0n, d: 0n });
        expect(ratio!.n * sum.d).toBe(sum.n * 100n * ratio!.d);
      },
    ),
  );
});

test('rounding once: within half a unit, the same for negatives, and both rules differ only at an exact half', () => {
  const value = fc.record({
    n: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    d: fc.bigInt({ min: 1n, max: 10n ** 6n }),
  });
  fc.assert(
    fc.property(value, ({ n, d }) => {
      const up = divideRounded(n, d, 'half-up');
      const even = divideRounded(n, d, 'half-even');
      for (const result of [up, even]) {
        const off = 2n * (n - result * d);
        expect(off <= d && off >= -d).toBe(true);
      }
      expect(divideRounded(-n, d, 'half-up')).toBe(-up);
      expect(divideRounded(-n, d, 'half-even')).toBe(-even);
      if (up !== even) expect((2n * n) % d === 0n && ((2n * n) / d) % 2n !== 0n).toBe(true);
    }),
  );
});
