// Against 时间进度 and 年度目标. Only 累计 and 净增 have a pace; a stock that must be reached by the year's end is never ahead.

import { compareFractions, type Fraction } from '../../model/scaled-number.js';
import { add, sign, subtract } from '../../statistics/fraction.js';
import { targetOutlook } from '../../statistics/target-outlook.js';
import type { InsightRule } from '../define.js';
import type { Draft } from '../templates.js';
import type { HigherTask, InsightIndicator, InsightInput, InsightValue } from '../input.js';
import {
  heldUnits,
  indicatorsOf,
  marginWords,
  names,
  percentAgainst,
  percentWords,
  pointsWords,
  respectively,
  rowOf,
  subject,
  valueWords,
  type Held,
} from '../words.js';

/** What a total is judged by: the sum of the units that hold a target, not of all. Null where it is not judged. */
function measured({ progress, target }: InsightValue): Fraction | null {
  return progress.distance !== null && target !== null ? add(progress.distance, target) : null;
}

/** 达到, 超过, or 达到或超过 where it is both. */
function reached(ahead: readonly Held[]): string {
  const statuses = new Set(ahead.map(({ value }) => value.progress.status));
  return [...(statuses.has('on_time') ? ['达到'] : []), ...(statuses.has('ahead') ? ['超过'] : [])].join('或');
}

/** What 完成率 divides: 168件 ÷ 目标320件; of 净增 what came since last year's end: 净增40件 ÷ 应净增100件. */
function completedWords(of: InsightIndicator, { exact, value }: Held, input: InsightInput): string {
  const { mode, lastYearEnd, target } = value;
  if (mode !== 'net_increase' || lastYearEnd === null)
    return `${valueWords(of, exact, input)} ÷ 目标${valueWords(of, target!, input)}`;
  const since = (to: Fraction): string => valueWords(of, subtract(to, lastYearEnd), input);
  return `净增${since(exact)} ÷ 应净增${since(target!)}`;
}

/** 只有A超过时间进度，其他6个区（市）没有达到; A、B没有达到时间进度; 各区（市）均超过. */
export function pace(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const judged = heldUnits(input, of).filter(({ value }) => value.progress.gap !== null);
    if (judged.length < 2) return [];
    const ahead = judged.filter(({ value }) => value.progress.status !== 'behind');
    const behind = judged.filter(({ value }) => value.progress.status === 'behind');
    const all = judged.length;
    const { name } = of.indicator;
    const rate = ({ value }: Held): string => percentAgainst(value.progress.completion!, value.pace, input);
    const rates = (some: readonly Held[]): string => respectively('完成率', some.map(rate));
    const plain = (template: string, some: readonly Held[]): Draft['say'] => ({
      template,
      words: { 指标: name, 单位: subject(some, input), 完成率: rates(some) },
    });
    let say: Draft['say'];
    if (behind.length === 0) say = plain('ahead', ahead);
    else if (ahead.length === 0) say = plain('behind', behind);
    else if (ahead.length === 1 || ahead.length * 3 <= all) {
      const margin = ahead.length === 1 ? `，${marginWords(ahead[0]!.value.progress.gap!, input)}` : '';
      say = {
        template: 'few-ahead',
        words: {
          指标: name,
          单位: names(ahead),
          达到或超过: reached(ahead),
          完成率: rates(ahead),
          差距: margin,
          其他个数: `${behind.length}个${input.unitWord}`,
        },
      };
    } else say = plain('behind', behind);
    return [
      {
        code: of.indicator.code,
        tone: behind.length === 0 ? 'good' : 'bad',
        say,
        measured: `完成率 = ${of.basis === 'ytd' ? '1月1日起累计完成数 ÷ 年度目标' : '比上年末净增 ÷ 应净增'}，与${percentWords(judged[0]!.value.pace, input)}的进度比较`,
        named: behind.map(({ unit }) => unit.id),
        rows: judged.map((held) =>
          rowOf(
            input,
            of,
            held.unit,
            completedWords(of, held, input),
            `完成率${rate(held)}，${marginWords(held.value.progress.gap!, input)}`,
          ),
        ),
      },
    ];
  });
}

/** 已完成全年目标 before the year is over. */
export function targetMet(input: InsightInput, rule: InsightRule): Draft[] {
  if (input.monthsLeft === 0) return [];
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const met = heldUnits(input, of).filter(
      ({ value }) =>
        value.progress.met === true &&
        value.target !== null &&
        ['cumulative', 'net_increase', 'year_end'].includes(value.mode ?? ''),
    );
    if (met.length === 0) return [];
    return [
      {
        code: of.indicator.code,
        tone: 'good',
        say: {
          template: 'usual',
          words: {
            指标: of.indicator.name,
            单位: subject(met, input),
            数值: respectively(
              '',
              met.map(({ exact }) => valueWords(of, exact, input)),
            ),
          },
        },
        measured: '本期数不小于年度目标',
        named: [],
        rows: met.map((held) =>
          rowOf(
            input,
            of,
            held.unit,
            valueWords(of, held.exact, input),
            `年度目标${valueWords(of, held.value.target!, input)}`,
          ),
        ),
      },
    ];
  });
}

/** 期末达到: how far the total still is. Says nothing of time. */
export function targetDistance(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const { total } = of;
    const { distance, met } = total.progress;
    const actual = measured(total);
    if (total.mode !== 'year_end' || distance === null || met !== false || total.target === null || actual === null)
      return [];
    const open = { n: -distance.n, d: distance.d };
    const outlook = targetOutlook({
      mode: 'year_end',
      actual,
      target: total.target,
      lastYearEnd: null,
      time: total.pace,
      monthsLeft: input.monthsLeft,
    });
    const perMonth =
      outlook.perMonth === null
        ? ''
        : `，余下${input.monthsLeft}个月平均每月要增加${valueWords({ ...of, indicator: { ...of.indicator, precision: of.indicator.precision + 1 } }, outlook.perMonth, input)}`;
    return [
      {
        code: of.indicator.code,
        tone: 'plain',
        say: {
          template: 'usual',
          words: {
            // The total is judged by the units that have a target; where others count too, it is not the number of all.
            范围:
              total.exact !== null && compareFractions(actual, total.exact) !== 0
                ? `${input.scope}下达了目标的${input.unitWord}`
                : input.scope,
            指标: of.indicator.name,
            数值: valueWords(of, actual, input),
            目标: valueWords(of, total.target, input),
            差额: valueWords(of, open, input),
            每月: perMonth,
          },
        },
        measured: '存量指标只看年末是否达到，不与时间进度比较',
        named: [],
        rows: [
          rowOf(input, of, null, valueWords(of, actual, input), `目标${valueWords(of, total.target, input)}`),
          ...heldUnits(input, of)
            .filter(({ value }) => value.target !== null && value.progress.distance !== null)
            .map((held) =>
              rowOf(
                input,
                of,
                held.unit,
                valueWords(of, held.exact, input),
                `目标${valueWords(of, held.value.target!, input)}，差额${valueWords(of, held.value.progress.distance!, input)}`,
              ),
            ),
        ],
      },
    ];
  });
}

/** 预测: as it goes, the year's target is missed. Marked as a forecast. */
export function forecastShort(input: InsightInput, rule: InsightRule): Draft[] {
  return indicatorsOf(input, rule).flatMap((of): Draft[] => {
    const short = heldUnits(input, of).flatMap((held) => {
      const { value } = held;
      if (value.mode === null || value.target === null || sign(value.pace) <= 0) return [];
      const { forecast, isEnough } = targetOutlook({
        mode: value.mode,
        actual: held.exact,
        target: value.target,
        lastYearEnd: value.lastYearEnd,
        time: value.pace,
        monthsLeft: input.monthsLeft,
      });
      return isEnough === false && forecast !== null ? [{ ...held, forecast }] : [];
    });
    if (short.length === 0) return [];
    return [
      {
        code: of.indicator.code,
        tone: 'bad',
        say: {
          template: 'usual',
          words: {
            预测标记: '（预测）',
            指标: of.indicator.name,
            单位: subject(short, input),
            预计: respectively(
              '预计',
              short.map((held) => valueWords(of, held.forecast, input)),
            ),
          },
        },
        measured: '预测：本期数 ÷ 进度；存量为上年末值 + 已增加数 ÷ 进度',
        named: short.map(({ unit }) => unit.id),
        rows: short.map((held) =>
          rowOf(
            input,
            of,
            held.unit,
            valueWords(of, held.exact, input),
            `预计全年${valueWords(of, held.forecast, input)}，目标${valueWords(of, held.value.target!, input)}`,
          ),
        ),
      },
    ];
  });
}

/** The sum of the units' targets is not met in time. */
function isBehind({ total }: InsightIndicator): boolean {
  const isLine = total.mode === 'at_least' || total.mode === 'at_most';
  return measured(total) !== null && (total.progress.status === 'behind' || (isLine && total.progress.met === false));
}

/** 指标滞后n项: the total's indicators behind their pace or below their line, by the units' targets or by 上级下达任务. */
export function lagging(input: InsightInput, rule: InsightRule): Draft[] {
  const taskOf = (of: InsightIndicator): HigherTask | null => {
    const task = input.tasks.get(of.indicator.code);
    return task?.isBehind ? task : null;
  };
  const behind = indicatorsOf(input, rule).filter((of) => isBehind(of) || taskOf(of) !== null);
  if (behind.length === 0) return [];
  const taskDetail = ({ indicator }: InsightIndicator, { target, completion, gap }: HigherTask): string =>
    `上级下达任务${target}${indicator.measure}` +
    (completion === '' ? '' : `，完成率${completion}%，低${gap.replace('-', '')}个百分点`);
  const sumDetail = (of: InsightIndicator): string =>
    of.total.progress.completion === null
      ? `要求${valueWords(of, of.total.target!, input)}`
      : `完成率${percentAgainst(of.total.progress.completion, of.total.pace, input)}，低${pointsWords(of.total.progress.gap!, input)}`;
  const detail = (of: InsightIndicator): string => (!isBehind(of) ? taskDetail(of, taskOf(of)!) : sumDetail(of));
  return [
    {
      code: '',
      tone: 'bad',
      say: {
        template: 'usual',
        words: {
          范围: input.scope,
          项数: `${behind.length}项`,
          指标: behind.map((of) => of.indicator.name).join('、'),
        },
      },
      measured: '各单位目标合计、上级下达任务与本期合计比较：累计、净增看时间进度，不低于、不高于看是否符合',
      named: [],
      rows: behind.map((of) => ({
        ...rowOf(
          input,
          of,
          null,
          valueWords(of, isBehind(of) ? measured(of.total)! : of.total.exact!, input),
          detail(of),
        ),
        unit: of.indicator.name,
      })),
    },
  ];
}
