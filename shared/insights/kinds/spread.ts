// Units against each other: 差异较大 with the measure used, one unit's weight in the whole, below the ratio of the whole.

import { compareFractions } from '../../model/scaled-number.js';
import { formatResult } from '../../statistics/format.js';
import { divide, sign, subtract } from '../../statistics/fraction.js';
import type { InsightRule } from '../define.js';
import type { Draft } from '../templates.js';
import type { InsightInput } from '../input.js';
import {
  heldUnits,
  indicatorsOf,
  names,
  percentWords,
  pointsWords,
  respectively,
  rowOf,
  thresholdOf,
  valueWords,
  wordsApart,
  type Held,
} from '../words.js';

/**
 * Only of ratios: counts differ because units differ in size. Percentages by 百分点 between the highest and the lowest,
 * others by how many times; where the lowest is 0, only that is said.
 */
export function spread(input: InsightInput, rule: InsightRule): Draft[] {
  const times = thresholdOf(rule, 'times');
  const points = thresholdOf(rule, 'points');
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    if (of.indicator.kind !== 'ratio') return [];
    const held = heldUnits(input, of);
    if (held.length < 2) return [];
    const sorted = [...held].sort((a, b) => compareFractions(b.exact, a.exact));
    const highest = sorted[0]!;
    const lowest = sorted.at(-1)!;
    const alike = (end: Held): Held[] => held.filter((one) => compareFractions(one.exact, end.exact) === 0);
    const { direction } = of.indicator;
    const worst = direction === 'none' ? [] : alike(direction === 'down' ? highest : lowest);
    const print = (one: Held): string => valueWords(of, one.exact, input);
    const isPercent = of.indicator.measure === '%';
    let measured: string;
    let gap: string;
    if (isPercent) {
      const difference = subtract(highest.exact, lowest.exact);
      if (compareFractions(difference, points.value) < 0) return [];
      gap = `相差${pointsWords(difference, input)}`;
      measured = `最高与最低相差${points.text}个百分点以上`;
    } else {
      measured = `最高是最低的${times.text}倍以上`;
      const quotient = sign(lowest.exact) > 0 ? divide(highest.exact, lowest.exact)! : null;
      if (quotient !== null && compareFractions(quotient, times.value) < 0) return [];
      if (quotient === null && sign(highest.exact) <= 0) return [];
      gap =
        quotient === null
          ? '最低的为0'
          : `最高是最低的${formatResult(quotient, { decimals: 1, rounding: input.rounding })}倍`;
    }
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            指标: of.indicator.name,
            单位称呼: input.unitWord,
            最高单位: names(alike(highest)),
            最高值: print(highest),
            最低单位: names(alike(lowest)),
            最低值: print(lowest),
            差距: gap,
          },
        },
        measured,
        named: worst.map(({ unit }) => unit.id),
        rows: sorted.map((one) => rowOf(input, of, one.unit, print(one), '')),
      },
    ];
  });
}

/** One unit makes up more than a share of the total. */
export function concentration(input: InsightInput, rule: InsightRule): Draft[] {
  const { text, value: limit } = thresholdOf(rule, 'share');
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const held = heldUnits(input, of).filter(({ value }) => value.share !== null);
    const large = held.filter(({ value }) => compareFractions(value.share!, limit) >= 0);
    if (large.length === 0 || held.length < 3) return [];
    return [
      {
        code: of.indicator.code,
        tone: 'plain',
        say: {
          template: 'usual',
          words: {
            指标: of.indicator.name,
            单位: names(large),
            范围: input.scope,
            占比: large.map(({ value }) => percentWords(value.share!, input)).join('、'),
          },
        },
        measured: `一个单位占合计的${text}%以上`,
        named: [],
        rows: held.map((one) =>
          rowOf(input, of, one.unit, valueWords(of, one.exact, input), `占${percentWords(one.value.share!, input)}`),
        ),
      },
    ];
  });
}

/** Ratios below that of the whole. */
export function belowAverage(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const whole = of.total.exact;
    if (of.indicator.kind !== 'ratio' || of.indicator.direction !== 'up' || whole === null) return [];
    const held = heldUnits(input, of);
    const below = held.filter(({ exact }) => compareFractions(exact, whole) < 0);
    if (below.length === 0 || held.length < 2) return [];
    const texts = wordsApart(
      of,
      held.map(({ exact }) => exact),
      whole,
      input,
    );
    const print = (one: Held): string => texts.values[held.indexOf(one)]!;
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            指标: of.indicator.name,
            单位: names(below),
            范围: input.scope,
            范围数值: texts.line,
            数值: respectively('', below.map(print)),
          },
        },
        measured: `${input.scope}水平 = 分子之和 ÷ 分母之和，不是各单位的平均`,
        named: below.map(({ unit }) => unit.id),
        rows: held.map((one) =>
          rowOf(input, of, one.unit, print(one), compareFractions(one.exact, whole) < 0 ? '低于' : ''),
        ),
      },
    ];
  });
}
