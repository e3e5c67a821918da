// Against last year and the years before: growth, decline, trend. Wording of changes follows shared/statistics/year-on-year.ts.

import { addYears, type Period } from '../../model/period.js';
import { compareFractions, type Fraction } from '../../model/scaled-number.js';
import { absolute, sign } from '../../statistics/fraction.js';
import { changeSentence, DEFAULT_WORDING } from '../../statistics/year-on-year.js';
import type { InsightRule } from '../define.js';
import type { Draft } from '../templates.js';
import type { InsightIndicator, InsightInput, InsightValue } from '../input.js';
import {
  heldUnits,
  indicatorsOf,
  names,
  percentAgainst,
  percentWords,
  respectively,
  rowOf,
  subject,
  thresholdOf,
  valueWords,
} from '../words.js';

function changeWords(of: InsightIndicator, value: Pick<InsightValue, 'change'>, input: InsightInput): string {
  return changeSentence(value.change, {
    ...DEFAULT_WORDING,
    measure: of.indicator.measure,
    rounding: input.rounding,
    valueDecimals: of.indicator.precision,
    smallBase: input.smallBase,
    timesAbovePercent: input.timesAbovePercent,
  });
}

/** Which way it went. A change that prints as 0.0 is 持平 (indicators.md B.5): neither growth nor decline. */
function directionOf(of: InsightIndicator, value: InsightValue, input: InsightInput): -1 | 0 | 1 {
  const { difference } = value.change;
  return difference === null || changeWords(of, value, input).endsWith('持平') ? 0 : sign(difference);
}

function detailOf(of: InsightIndicator, value: InsightValue, input: InsightInput): string {
  return [
    changeWords(of, value, input),
    value.lastYearExact === null ? '' : `上年同期${valueWords(of, value.lastYearExact, input)}`,
  ]
    .filter((part) => part !== '')
    .join('，');
}

/** 全市专利授权量4132件，同比下降2.6%. */
export function headline(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const { total } = of;
    const words = changeWords(of, total, input);
    if (total.exact === null || words === '') return [];
    const direction = directionOf(of, total, input);
    const better = of.indicator.direction === 'down' ? -direction : direction;
    return [
      {
        code: of.indicator.code,
        tone: of.indicator.direction === 'none' || better === 0 ? 'plain' : better > 0 ? 'good' : 'bad',
        say: {
          template: 'usual',
          words: { 范围: input.scope, 指标: of.indicator.name, 数值: valueWords(of, total.exact, input), 变化: words },
        },
        measured: '与上年同期比较，按未取舍的数值计算',
        named: [],
        rows: [rowOf(input, of, null, valueWords(of, total.exact, input), detailOf(of, total, input))],
      },
    ];
  });
}

function growing(input: InsightInput, of: InsightIndicator) {
  return heldUnits(input, of).filter(({ value }) => value.change.difference !== null);
}

function rows(input: InsightInput, of: InsightIndicator, some: ReturnType<typeof growing>) {
  return some.map((one) =>
    rowOf(input, of, one.unit, valueWords(of, one.exact, input), detailOf(of, one.value, input)),
  );
}

/** 有效发明专利增长较慢: the whole below the rate, or the units that are. */
export function slowGrowth(input: InsightInput, rule: InsightRule): Draft[] {
  const { text, value: limit } = thresholdOf(rule, 'rate');
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const compared = growing(input, of).filter(({ value }) => value.change.kind === 'percent');
    const slow = compared.filter(({ value }) => compareFractions(value.change.fraction!, limit) < 0);
    if (slow.length === 0 || compared.length < 2) return [];
    const print = (one: (typeof slow)[number]): string => percentAgainst(one.value.change.fraction!, limit, input);
    // A fall is no slow growth.
    const verb = slow.some(({ value }) => directionOf(of, value, input) < 0) ? '增速偏低' : '增长较慢';
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            指标: of.indicator.name,
            单位: subject(slow, input),
            增长较慢: verb,
            界限: `${text}%`,
            增速: respectively('', slow.map(print)),
          },
        },
        measured: `同比增速低于${text}%；${input.scope}${of.total.change.kind === 'percent' ? percentWords(of.total.change.fraction, input) : '—'}`,
        named: slow.map(({ unit }) => unit.id),
        rows: rows(input, of, compared),
      },
    ];
  });
}

/** 下降0.5% for one, 分别下降0.5%、24.5% for several: the verb is said once where it is that of all. */
function together(texts: readonly string[], verb: string): string {
  if (texts.length === 1) return texts[0]!;
  const isSame = texts.every((text) => text.startsWith(verb));
  return `分别${isSame ? verb + texts.map((text) => text.slice(verb.length)).join('、') : texts.join('、')}`;
}

/** A、B同比下降. */
export function decline(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    if (of.indicator.direction !== 'up') return [];
    const compared = growing(input, of);
    const fell = compared.filter(({ value }) => directionOf(of, value, input) < 0);
    if (fell.length === 0 || compared.length < 2) return [];
    const texts = fell.map((one) => changeWords(of, one.value, input).replace(/^同比/, ''));
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            指标: of.indicator.name,
            单位: subject(fell, input),
            变化: together(texts, '下降'),
          },
        },
        measured: '本期数小于上年同期数，持平的不算',
        named: fell.map(({ unit }) => unit.id),
        rows: rows(input, of, compared),
      },
    ];
  });
}

/** 各区（市）均同比增长. */
export function allGrow(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    if (of.indicator.direction !== 'up') return [];
    const compared = growing(input, of);
    if (compared.length < 2 || compared.length !== input.units.length) return [];
    if (compared.some(({ value }) => directionOf(of, value, input) <= 0)) return [];
    const whole = changeWords(of, of.total, input);
    return [
      {
        code: of.indicator.code,
        tone: 'good',
        say: {
          template: whole === '' ? 'units-alone' : 'usual',
          words: {
            指标: of.indicator.name,
            单位: `各${input.unitWord}均`,
            ...(whole === '' ? {} : { 范围: input.scope, 变化: whole }),
          },
        },
        measured: '每个单位的本期数都大于上年同期数，持平的不算',
        named: [],
        rows: rows(input, of, compared),
      },
    ];
  });
}

/** Changes beyond a rate: worth a second look before they are praised or blamed. */
export function largeChange(input: InsightInput, rule: InsightRule): Draft[] {
  const { text, value: limit } = thresholdOf(rule, 'rate');
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const large = growing(input, of).filter(
      ({ value }) =>
        value.change.kind === 'percent' &&
        compareFractions(value.change.base, { n: input.smallBase, d: 1n }) >= 0 &&
        compareFractions(absolute(value.change.fraction), limit) > 0,
    );
    if (large.length === 0) return [];
    return [
      {
        code: of.indicator.code,
        tone: 'plain',
        say: {
          template: 'usual',
          words: {
            指标: of.indicator.name,
            单位: names(large),
            变化: respectively(
              '',
              large.map((one) => changeWords(of, one.value, input)),
            ),
          },
        },
        measured: `同比变化超过${text}%，上年同期不小于${input.smallBase}`,
        named: large
          .filter(({ value }) => sign(value.change.difference!) === (of.indicator.direction === 'down' ? 1 : -1))
          .map(({ unit }) => unit.id),
        rows: rows(input, of, large),
      },
    ];
  });
}

/** A total that lacks other units than this year's, or is from another source, is none to compare with. */
function comparableLastYear(input: InsightInput, { indicator, total }: InsightIndicator): Fraction | null {
  const isOther = total.change.kind === 'none' || input.hasOtherSourceLastYear(indicator.code, null);
  return isOther ? null : total.lastYearExact;
}

function comparableHistory(input: InsightInput, { indicator, total }: InsightIndicator, back: number): Fraction | null {
  const then = input.history(indicator.code, back);
  const isSame =
    then !== null &&
    then.missing.length === total.missing.length &&
    then.missing.every((id) => total.missing.includes(id));
  return isSame ? then.total : null;
}

/** 连续3年下降: totals of the same month, year by year, as long as they are of the same units. */
export function trend(input: InsightInput, rule: InsightRule): Draft[] {
  const years = Number(thresholdOf(rule, 'years').text);
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    if (of.total.exact === null || of.indicator.direction !== 'up') return [];
    const series: { period: Period; total: Fraction }[] = [{ period: input.period, total: of.total.exact }];
    // Year by year, and only while it falls: an older year is a whole period to compute.
    for (;;) {
      const back = series.length;
      const period = addYears(input.period, -back);
      const total = back === 1 ? comparableLastYear(input, of) : comparableHistory(input, of, back);
      if (total === null || compareFractions(series[back - 1]!.total, total) >= 0) break;
      series.push({ period, total });
    }
    const falls = series.length - 1;
    if (falls < years) return [];
    const shown = series.reverse();
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            范围: input.scope,
            指标: of.indicator.name,
            年数: `${falls}年`,
            历年: shown.map(({ period, total }) => `${period.slice(0, 4)}年${valueWords(of, total, input)}`).join('、'),
          },
        },
        measured: `同月数连续${years}年以上比上年减少`,
        named: [],
        rows: shown.map(({ period, total }) => ({
          unitId: null,
          unit: `${period.slice(0, 4)}年`,
          value: valueWords(of, total, input),
          detail: '',
          ref: { unitId: null, code: of.indicator.code, period, basis: of.basis },
        })),
      },
    ];
  });
}
