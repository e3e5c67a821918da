import { describe, expect, it } from 'vitest';

import type { Fraction } from '../../../shared/model/scaled-number.js';
import { figureFraction } from '../../../shared/statistics/figure.js';
import { formatResult } from '../../../shared/statistics/format.js';
import {
  defaultTargetMode,
  targetModesFor,
  targetProgress,
  timeProgress,
  type TargetMode,
} from '../../../shared/statistics/target-progress.js';
import { figureOf, figures, sample } from './sample.js';

const whole = (n: bigint): Fraction => ({ n, d: 1n });
const print = (value: Fraction | null, decimals = 2) => formatResult(value, { decimals, rounding: 'half-up' });
const time = timeProgress('2022-07', 'month');
const progress = (mode: TargetMode, actual: bigint | null, target: bigint, lastYearEnd: bigint | null = null) =>
  targetProgress({
    mode,
    actual: actual === null ? null : whole(actual),
    target: whole(target),
    lastYearEnd: lastYearEnd === null ? null : whole(lastYearEnd),
    time,
  });

describe('时间进度', () => {
  it('is 58.33 by months and 58.08 by days at the end of July', () => {
    expect(print(timeProgress('2022-07', 'month'))).toBe('58.33');
    expect(print(timeProgress('2022-07', 'day'))).toBe('58.08');
    expect(print(timeProgress('2024-02', 'day'))).toBe('16.39');
    expect(print(timeProgress('2000-02', 'day'))).toBe('16.39');
    expect(print(timeProgress('2100-02', 'day'))).toBe('16.16');
    expect(print(timeProgress('2022-12', 'day'))).toBe('100.00');
  });
});

describe('the sample', () => {
  const unitsWith = (code: string, status: string) => {
    const indicator = Object.values(sample.indicators).find((row) => row.code === code)!;
    return sample.units.filter((unit) => {
      const target = figureFraction(figureOf(indicator.target_by_unit![unit]!, indicator.unit));
      const actual = figureFraction(figures(code).get(unit)!);
      return targetProgress({ mode: 'cumulative', actual, target, lastYearEnd: null, time }).status === status;
    });
  };

  it('has one unit ahead on invention grants', () => {
    expect(unitsWith('C06', 'ahead')).toEqual(sample.insights['ahead_on_grant_invention']);
  });

  it('has three units behind on pledge amounts', () => {
    expect(unitsWith('Y01', 'behind').sort()).toEqual(
      [...(sample.insights['pledge_amount_behind'] as string[])].sort(),
    );
  });

  it('has the city at 53.6 % of its grants, 4.7 百分点 behind', () => {
    const result = progress('cumulative', 405n, 755n);
    expect([print(result.completion, 1), print(result.gap, 1), result.met]).toEqual(['53.6', '-4.7', false]);
  });
});

describe('考核方式', () => {
  it('that nobody decided on follows the kind of the indicator', () => {
    const mode = (kind: 'flow' | 'stock' | 'ratio', direction: 'up' | 'down' | 'none') =>
      defaultTargetMode({ kind, direction });
    expect(mode('flow', 'down')).toBe('cumulative');
    expect(mode('stock', 'up')).toBe('year_end');
    expect(mode('stock', 'down')).toBe('year_end');
    expect(mode('ratio', 'up')).toBe('at_least');
    expect(mode('ratio', 'none')).toBe('at_least');
    expect(mode('ratio', 'down')).toBe('at_most');
  });

  it('累计 may pass 100 %', () => {
    expect(progress('cumulative', 900n, 755n)).toMatchObject({ status: 'ahead', met: true });
    expect(progress('cumulative', 7n, 12n).status).toBe('on_time');
  });

  it('净增 counts from last year end', () => {
    const result = progress('net_increase', 3069n, 3325n, 2800n);
    expect([print(result.completion, 1), result.status]).toEqual(['51.2', 'behind']);
    expect(progress('net_increase', 3069n, 3325n, null)).toMatchObject({ status: 'unknown', completion: null });
    expect(progress('net_increase', 3325n, 3325n, null)).toMatchObject({ status: 'met', completion: null });
    expect(progress('net_increase', 30n, 28n, 29n)).toMatchObject({ status: 'met', completion: null });
    expect(progress('net_increase', 29n, 29n, 29n)).toMatchObject({ status: 'met', completion: null, gap: null });
  });

  it('期末达到 is never ahead of time: gap to the target only', () => {
    expect(progress('year_end', 3069n, 3325n)).toEqual({
      status: 'not_met',
      completion: null,
      gap: null,
      distance: whole(-256n),
      met: false,
    });
    expect(progress('year_end', 3325n, 3325n).status).toBe('met');
  });

  it('不低于 and 不高于 are met or not, on exact values', () => {
    const at = (mode: TargetMode, n: bigint) =>
      targetProgress({ mode, actual: { n, d: 100n }, target: whole(90n), lastYearEnd: null, time }).status;
    expect([at('at_least', 8996n), at('at_least', 9000n), at('at_most', 9000n), at('at_most', 9001n)]).toEqual([
      'not_met',
      'met',
      'met',
      'not_met',
    ]);
  });

  it('定性 and missing values say nothing', () => {
    expect(progress('qualitative', 1n, 1n).status).toBe('unknown');
    expect(progress('cumulative', null, 1n).status).toBe('unknown');
  });

  it('a stock or a ratio is never 累计', () => {
    expect(targetModesFor('stock')).not.toContain('cumulative');
    expect(targetModesFor('ratio')).not.toContain('cumulative');
    expect(targetModesFor('flow')[0]).toBe('cumulative');
  });
});
