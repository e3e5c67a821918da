// 目标进度: how far each unit's completion has come in each month, against the time elapsed.

import type { ChartBody, ChartInput } from './chart-body.js';
import { chartUnits } from './chart-facts.js';
import type { Chart } from '../../../shared/charts/chart.js';
import { makePeriod, monthOf, yearOf } from '../../../shared/model/period.js';
import { formatFraction } from '../../../shared/model/scaled-number.js';

export function paceChart({ facts, of, reader, query }: ChartInput): ChartBody {
  const { indicator } = of;
  const months = Array.from({ length: monthOf(query.period) }, (_, index) =>
    makePeriod(yearOf(query.period), index + 1),
  );
  const scopes = [
    ...chartUnits(facts).map(({ id, name }): { id: number | null; name: string } => ({ id, name })),
    { id: null, name: facts.totalLabel },
  ];
  const series: Chart['series'] = scopes
    .map(({ id, name }) => ({
      name,
      role: id === null ? ('main' as const) : ('earlier' as const),
      points: months.map((period) => reader.point(reader.find(period, indicator.code, id), 'completion')),
    }))
    .filter(({ points }) => points.some((point) => point.value !== null));
  const isTimed = [...of.units.values(), of.total].some((fact) => fact.progress.gap !== null);
  if (series.length > 0 && isTimed)
    series.push({
      name: '时间进度',
      role: 'pace',
      points: months.map((period) => {
        const text = formatFraction(
          reader.find(period, indicator.code, null)?.pace ?? reader.at(period).time,
          1,
          reader.rounding,
        );
        return { value: text, text, ref: null };
      }),
    });
  return {
    subject: `${indicator.name}年度目标完成进度`,
    measure: '%',
    basis: 'ytd',
    decimals: 1,
    corner: '月份',
    categories: months.map((period) => `${monthOf(period)}月`),
    series,
    reason: series.length > 0 ? '' : `${indicator.name}没有按完成率考核的年度目标。存量和比率指标不与时间进度相比。`,
    notes: series.length > 0 && !isTimed ? ['该指标的考核方式不与时间进度相比，图中没有时间进度线。'] : [],
  };
}
