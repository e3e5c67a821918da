// 逐月走势: months (of 单季: quarters) across, one line per year. 历年同期: the same period of several years as columns.

import { scopeName, type ChartBody, type ChartInput } from './chart-body.js';
import { NOTHING } from './chart-facts.js';
import type { ChartPoint } from '../../../shared/charts/chart.js';
import { addYears, makePeriod, monthOf, periodTitle, yearOf } from '../../../shared/model/period.js';
import type { YearPart } from '../../../shared/statistics/cumulative.js';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'] as const;

function hasNumber(points: readonly ChartPoint[]): boolean {
  return points.some((point) => point.value !== null);
}

interface Step {
  /** As it stands below the axis. */
  name: string;
  month: number;
}

/** Along the axis: every month, or the months that end a quarter. */
function stepsOf(part: YearPart | null): Step[] {
  return part === 'quarter'
    ? QUARTERS.map((name, index) => ({ name, month: 3 * (index + 1) }))
    : MONTHS.map((month) => ({ name: `${month}月`, month }));
}

/** What the values of a step are: 累计, 当月, 单季, or the kind's own. */
function viewWord(kind: string, part: YearPart | null): string {
  if (kind !== 'flow') return kind === 'stock' ? '月末数' : '各月末';
  return part === null ? '累计数' : part === 'month' ? '当月数' : '单季数';
}

export function trendChart({ facts, of, reader, query }: ChartInput): ChartBody {
  const { indicator } = of;
  const part = indicator.kind === 'flow' && query.view !== 'cumulative' ? query.view : null;
  const steps = stepsOf(part);
  const year = yearOf(query.period);
  /** Those of a year that have come to pass. */
  const past = (of_: number): Step[] =>
    of_ === year ? steps.filter(({ month }) => month <= monthOf(query.period)) : steps;
  const lines = Array.from({ length: query.years }, (_, back) => year - (query.years - 1 - back)).map((of_) => ({
    name: `${of_}年`,
    role: of_ === year ? ('main' as const) : ('earlier' as const),
    points: steps.map((step) =>
      past(of_).includes(step)
        ? reader.point(reader.find(makePeriod(of_, step.month), indicator.code, query.unitId), part ?? 'current')
        : NOTHING,
    ),
  }));
  const series = lines.filter((line) => line.role === 'main' || hasNumber(line.points));
  const gaps = past(year).filter((_, index) => series.at(-1)!.points[index]!.value === null);
  const isEmpty = !series.some((line) => hasNumber(line.points));
  return {
    subject: `${scopeSubject(facts, query.unitId, query.period)}${indicator.name}${part === 'quarter' ? '逐季' : '逐月'}走势（${viewWord(indicator.kind, part)}）`,
    measure: indicator.measure,
    basis: part ?? of.basis,
    span:
      series.length > 1
        ? `${series[0]!.name}至${periodTitle(query.period, 'month')}`
        : periodTitle(query.period, 'ytd'),
    decimals: indicator.precision,
    corner: part === 'quarter' ? '季度' : '月份',
    categories: steps.map(({ name }) => name),
    series,
    reason: isEmpty ? `${indicator.name}没有可以作图的数值。` : '',
    notes: isEmpty
      ? []
      : [
          ...(series.length > 1 ? reader.populationNotes(reader.find(query.period, indicator.code, query.unitId)) : []),
          ...(query.unitId === null
            ? series.flatMap(({ name }) => {
                const its = Number.parseInt(name, 10);
                const shown = past(its).map((step) => ({ name: step.name, period: makePeriod(its, step.month) }));
                return reader.lackingNotes(indicator.code, shown, { year: name, part });
              })
            : []),
          ...(gaps.length === 0 ? [] : [`${year}年${gaps.map(({ name }) => name).join('、')}没有数值，图中留空。`]),
        ],
  };
}

export function yearsChart({ facts, of, reader, query }: ChartInput): ChartBody {
  const { indicator } = of;
  const periods = Array.from({ length: query.years }, (_, back) => addYears(query.period, back - (query.years - 1)));
  const all = periods.map((period) => ({
    name: `${yearOf(period)}年`,
    period,
    point: reader.point(reader.find(period, indicator.code, query.unitId), 'current'),
  }));
  // Years before the first value are no gap in the data: the office simply did not keep it yet.
  const first = all.findIndex(({ point }) => point.value !== null);
  const shown = first < 0 ? [] : all.slice(first);
  const month = monthOf(query.period);
  return {
    subject: `${scopeSubject(facts, query.unitId, query.period)}${indicator.name}历年同期`,
    measure: indicator.measure,
    basis: of.basis,
    span: `各年${of.basis === 'asof' ? `${month}月底` : month === 1 ? '1月' : `1—${month}月`}`,
    decimals: indicator.precision,
    corner: '年份',
    categories: shown.map(({ name }) => name),
    series: [{ name: indicator.name, role: 'main', points: shown.map(({ point }) => point) }],
    reason: shown.length === 0 ? `${indicator.name}没有可以作图的数值。` : '',
    notes: [
      ...(shown.length > 1 ? reader.populationNotes(reader.find(query.period, indicator.code, query.unitId)) : []),
      ...(query.unitId === null ? reader.lackingNotes(indicator.code, shown) : []),
      ...shown.flatMap(({ name, point }) => (point.value === null ? [`${name}没有数值，图中留空。`] : [])),
    ],
  };
}

/** The total is named by the scope in front of the title already. */
function scopeSubject(facts: ChartInput['facts'], unitId: number | null, period: string): string {
  return unitId === null ? '' : `（${scopeName(facts, unitId, period)}）`;
}
