// 散点: progress against time. By time: every unit's completion at each month over the pace of that month; what lies below the
// diagonal is behind. By target: what each unit has come to over its target, with what the pace asks for as a line.

import type { ChartBody, ChartInput } from './chart-body.js';
import { chartUnits, NOTHING, type ChartFacts } from './chart-facts.js';
import { paceName, pacePoint } from './pace-point.js';
import type { Chart, ChartPoint } from '../../../shared/charts/chart.js';
import { makePeriod, monthOf, yearOf, type Period } from '../../../shared/model/period.js';
import { formatFraction } from '../../../shared/model/scaled-number.js';

export function scatterChart(input: ChartInput): ChartBody {
  return input.query.axes === 'target' ? byTarget(input) : byTime(input);
}

/** Planned completion at a month: the indicator's own pace, else the time elapsed. */
function paceAt(reader: ChartFacts, period: Period, code: string): ChartPoint {
  const of = reader.at(period).byCode.get(code);
  const text = formatFraction(of?.total.pace ?? reader.at(period).time, 1, reader.rounding);
  return { value: text, text, ref: null };
}

function byTime({ facts, of, reader, query }: ChartInput): ChartBody {
  const { indicator } = of;
  const months = Array.from({ length: monthOf(query.period) }, (_, index) =>
    makePeriod(yearOf(query.period), index + 1),
  );
  const units: Chart['series'] = chartUnits(facts)
    .map(({ id, name }) => ({
      name,
      role: 'main' as const,
      points: months.map((period) => {
        const fact = reader.find(period, indicator.code, id);
        // Where nothing is measured against time the point would say that it is.
        return fact === null || fact.progress.gap === null ? NOTHING : reader.point(fact, 'completion');
      }),
    }))
    .filter(({ points }) => points.some((point) => point.value !== null));
  const without = chartUnits(facts)
    .filter(({ name }) => !units.some((series) => series.name === name))
    .map(({ name }) => name);
  return {
    subject: `${indicator.name}完成率与时间进度散点图`,
    measure: '%',
    axes: 'time',
    basis: 'ytd',
    decimals: 1,
    corner: '月份',
    categories: months.map((period) => `${monthOf(period)}月`),
    series:
      units.length === 0
        ? []
        : [
            { name: '时间进度', role: 'x', points: months.map((period) => paceAt(reader, period, indicator.code)) },
            ...units,
          ],
    reason:
      units.length > 0
        ? ''
        : `${indicator.name}没有与时间进度相比的年度目标。期末达到、不低于、不高于的指标不与时间进度相比。`,
    notes:
      units.length === 0
        ? []
        : [
            '横轴为时间进度，纵轴为完成率；斜线以上为超过时间进度。',
            ...(without.length === 0 ? [] : [`没有完成率：${without.join('、')}。`]),
          ],
  };
}

function byTarget({ facts, of, reader }: ChartInput): ChartBody {
  const { indicator } = of;
  const all = chartUnits(facts).map((unit) => ({ unit, fact: of.units.get(unit.id)! }));
  const shown = all.filter(({ fact }) => fact.target !== null && fact.exact !== null);
  const without = all.filter((one) => !shown.includes(one)).map(({ unit }) => unit.name);
  const pace = shown.map(({ fact }) => pacePoint(fact, { decimals: indicator.precision, rounding: reader.rounding }));
  const hasPace = pace.some((point) => point.value !== null);
  return {
    subject: `各填报单位${indicator.name}完成数与年度目标散点图`,
    measure: indicator.measure,
    axes: 'target',
    basis: of.basis,
    decimals: indicator.precision,
    corner: '填报单位',
    categories: shown.map(({ unit }) => unit.name),
    series:
      shown.length === 0
        ? []
        : [
            { name: '年度目标', role: 'x', points: shown.map(({ fact }) => reader.point(fact, 'target')) },
            { name: indicator.name, role: 'main', points: shown.map(({ fact }) => reader.point(fact, 'current')) },
            ...(hasPace ? [{ name: paceName(of), role: 'pace' as const, points: pace }] : []),
          ],
    reason: shown.length > 0 ? '' : `${indicator.name}没有下达年度目标，或还没有数值。`,
    notes:
      shown.length === 0
        ? []
        : [
            `横轴为年度目标，纵轴为本期数${hasPace ? '；虚线为按时间进度应完成的数' : ''}。`,
            ...(without.length === 0 ? [] : [`没有目标或数值：${without.join('、')}。`]),
          ],
  };
}
