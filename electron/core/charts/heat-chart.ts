// 热力表: units × indicators, coloured by completion, change or rank; each cell prints its number.

import type { ChartBody } from './chart-body.js';
import { chartUnits, type ChartFacts } from './chart-facts.js';
import type { IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import type { HeatFigure } from '../../../shared/charts/chart.js';

const WORD: Record<HeatFigure, { subject: string; measure: string; without: string }> = {
  completion: { subject: '各填报单位目标完成率', measure: '%', without: '没有下达目标，没有完成率' },
  change: { subject: '各填报单位主要指标同比', measure: '%（比率为百分点）', without: '没有上年同期，没有同比' },
  rank: { subject: '各填报单位主要指标排名', measure: '位次', without: '没有参加排名的数值' },
};

export function heatChart(
  facts: PeriodFacts,
  chosen: readonly IndicatorFacts[],
  reader: ChartFacts,
  figure: HeatFigure,
): ChartBody {
  const word = WORD[figure];
  const units = chartUnits(facts);
  const points = (of: IndicatorFacts) => units.map((unit) => reader.point(of.units.get(unit.id)!, figure));
  const columns = chosen.map((of) => ({ of, points: points(of) }));
  const shown = columns.filter((column) => column.points.some((point) => point.value !== null));
  const dropped = columns.filter((column) => !shown.includes(column)).map(({ of }) => of.indicator.name);
  return {
    subject: word.subject,
    measure: word.measure,
    basis: 'ytd',
    decimals: figure === 'rank' ? 0 : 1,
    corner: '填报单位',
    categories: shown.map(({ of }) => of.indicator.shortName || of.indicator.name),
    series: units.map((unit, row) => ({
      name: unit.name,
      role: 'main' as const,
      points: shown.map((column) => column.points[row]!),
    })),
    reason: shown.length === 0 ? `所选指标${word.without}。` : '',
    notes: shown.length === 0 || dropped.length === 0 ? [] : [`${word.without}，未列：${dropped.join('、')}。`],
  };
}
