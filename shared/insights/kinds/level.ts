// How much there is: nothing at all, everywhere, below a line, a small part of the whole, not reported.

import { compareFractions } from '../../model/scaled-number.js';
import { formatResult } from '../../statistics/format.js';
import { sign, subtract } from '../../statistics/fraction.js';
import type { InsightRule } from '../define.js';
import type { Draft } from '../templates.js';
import type { InsightInput } from '../input.js';
import {
  heldUnits,
  indicatorsOf,
  isEveryone,
  names,
  percentAgainst,
  pointsWords,
  respectively,
  rowOf,
  thresholdOf,
  valueAgainst,
  valueWords,
  type Held,
} from '../words.js';

/** 山亭区、台儿庄区有效贯标认证企业为0. Zero is what was reported as zero; 未报 is another rule. */
export function zero(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    if (rule.codes.length === 0 && (of.indicator.kind !== 'stock' || of.indicator.direction !== 'up')) return [];
    const held = heldUnits(input, of);
    const none = held.filter(({ exact }) => sign(exact) === 0);
    if (none.length === 0 || held.length < 2) return [];
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            单位: isEveryone(none, input) ? `各${input.unitWord}` : names(none),
            指标: of.indicator.name,
            为零: isEveryone(none, input) ? '均为0' : '为0',
          },
        },
        measured: `已报送且为0；${input.scope}${of.total.exact ? valueWords(of, of.total.exact, input) : '没有合计'}`,
        named: none.map(({ unit }) => unit.id),
        rows: held.map((one) =>
          rowOf(input, of, one.unit, valueWords(of, one.exact, input), sign(one.exact) === 0 ? '为0' : ''),
        ),
      },
    ];
  });
}

/** 各区（市）均有 … 实现全覆盖. */
export function coverage(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    if (of.indicator.kind !== 'stock') return [];
    const held = heldUnits(input, of);
    if (held.length !== input.units.length || held.length < 2 || held.some(({ exact }) => sign(exact) <= 0)) return [];
    return [
      {
        code: of.indicator.code,
        tone: 'good',
        say: {
          template: 'usual',
          words: { 个数: `${held.length}个`, 单位称呼: input.unitWord, 指标: of.indicator.name.replace(/数$/, '') },
        },
        measured: '每个单位的数值都大于0',
        named: [],
        rows: held.map((one) => rowOf(input, of, one.unit, valueWords(of, one.exact, input), '')),
      },
    ];
  });
}

/** 滕州市、薛城区…撤回率没有达到90%. Compares the unrounded value: 89.96 % is below 90. */
export function line(input: InsightInput, rule: InsightRule): Draft[] {
  const { text, value: limit } = thresholdOf(rule, 'line');
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const isLower = of.indicator.direction === 'down';
    const fails = (exact: Held['exact']): boolean => compareFractions(exact, limit) * (isLower ? -1 : 1) < 0;
    const held = heldUnits(input, of);
    const failed = held.filter(({ exact }) => fails(exact));
    if (failed.length === 0) return [];
    const { name, measure } = of.indicator;
    const print = (one: Held): string => valueAgainst(of, one.exact, limit, input);
    const isAll = isEveryone(failed, input) && held.length > 2;
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            单位: isAll ? `各${input.unitWord}` : names(failed),
            指标: name,
            比较: `${isAll ? '均' : ''}${isLower ? '超过' : '没有达到'}`,
            界限: `${text}${measure}`,
            数值: respectively('', failed.map(print)),
          },
        },
        measured: `未取舍的数值与${text}${measure}比较；${input.scope}${of.total.exact ? valueAgainst(of, of.total.exact, limit, input) : '没有合计'}`,
        named: failed.map(({ unit }) => unit.id),
        rows: held.map((one) => {
          const margin = subtract(one.exact, limit);
          const parts = one.value.ratio;
          const counts =
            parts?.numerator.figure?.value != null && parts.denominator.figure?.value != null
              ? `${partText(parts.numerator.figure)}/${partText(parts.denominator.figure)}，`
              : '';
          const amount =
            measure === '%'
              ? pointsWords(margin, input)
              : valueWords(of, margin.n < 0n ? { n: -margin.n, d: margin.d } : margin, input);
          return rowOf(
            input,
            of,
            one.unit,
            print(one),
            `${counts}${sign(margin) === 0 ? '持平' : `${sign(margin) < 0 ? '低' : '高'}${amount}`}`,
          );
        }),
      },
    ];
  });
}

function partText(figure: { value: bigint | null; scale: number }): string {
  return formatResult(
    { n: figure.value!, d: 10n ** BigInt(figure.scale) },
    { decimals: figure.scale, rounding: 'half-up', trimZeros: true },
  );
}

/** 质押发明专利占比49.8%（118/237），仅占一半. The rule is the share below the limit, not the word. */
export function smallPart(input: InsightInput, rule: InsightRule): Draft[] {
  const { text, value: limit } = thresholdOf(rule, 'share');
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const { exact, ratio } = of.total;
    if (of.indicator.measure !== '%' || exact === null || compareFractions(exact, limit) >= 0) return [];
    // 一半 is said of 45–50 %; of less, the share itself speaks.
    const isHalf = text === '50' && compareFractions(exact, { n: 45n, d: 1n }) >= 0;
    const counts =
      ratio?.numerator.figure?.value != null && ratio.denominator.figure?.value != null
        ? `（${partText(ratio.numerator.figure)}/${partText(ratio.denominator.figure)}）`
        : '';
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            范围: input.scope,
            指标: of.indicator.name,
            数值: percentAgainst(exact, limit, input),
            计数: counts,
            说法: isHalf ? '仅占一半' : `不到${text}%`,
          },
        },
        measured: `占比低于${text}%`,
        named: [],
        rows: [
          rowOf(input, of, null, percentAgainst(exact, limit, input), counts.replace(/[（）]/g, '')),
          ...heldUnits(input, of).map((one) => rowOf(input, of, one.unit, percentAgainst(one.exact, limit, input), '')),
        ],
      },
    ];
  });
}

/** Units that owe a number and have not given it: also those that are compared with nobody. */
export function missing(input: InsightInput, rule: InsightRule): Draft[] {
  const all = [...input.unitNames].map(([id, name]) => ({ id, name }));
  const absent = new Map<number, string[]>();
  for (const of of indicatorsOf(input, rule)) {
    if (!of.isAsked || of.indicator.numerator !== null) continue;
    for (const unit of all) {
      const value = of.units.get(unit.id);
      if (value?.duty === 'due' && value.figure.state === 'not_submitted')
        absent.set(unit.id, [...(absent.get(unit.id) ?? []), of.indicator.name]);
    }
  }
  const units = all.filter((unit) => absent.has(unit.id));
  if (units.length === 0) return [];
  const held = units.map((unit) => ({ unit }));
  return [
    {
      code: '',
      tone: 'bad',
      say: {
        template: 'usual',
        words: {
          单位: units.length === all.length && all.length > 2 ? `各${input.unitWord}均` : names(held),
          项数: respectively(
            '',
            units.map((unit) => `${absent.get(unit.id)!.length}项`),
          ),
        },
      },
      measured: '报送任务要求填报而没有数值',
      named: units.map((unit) => unit.id),
      rows: units.map((unit) => ({
        unitId: unit.id,
        unit: unit.name,
        value: `${absent.get(unit.id)!.length}项未报`,
        detail: absent.get(unit.id)!.slice(0, 8).join('、'),
        ref: null,
      })),
    },
  ];
}
