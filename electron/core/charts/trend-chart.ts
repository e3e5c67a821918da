// 逐月走势: months across, one line per year. 历年同期: the same period of several years as columns.

import { scopeName, type ChartBody, type ChartInput } from './chart-body.js';
import { NOTHING } from './chart-facts.js';
import type { ChartPoint } from '../../../shared/charts/chart.js';
import { addYears, makePeriod, monthOf, periodTitle, yearOf, type Period } from '../../../shared/model/period.js';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

function hasNumber(points: readonly ChartPoint[]): boolean {
  return points.some((point) => point.value !== null);
}

/** Months of a year that the chart shows, with their names below it. */
function monthsOf(year: number, upTo: Period): { name: string; period: Period }[] {
  const last = year === yearOf(upTo) ? monthOf(upTo) : 12;
  return MONTHS.slice(0, last).map((month) => ({ name: `${month}月`, period: makePeriod(year, month) }));
}

/** What the values of a month are: 累计, 当月, or the kind's own. */
function viewWord(kind: string, isMonth: boolean): string {
  return kind === 'stock' ? '月末数' : kind === 'ratio' ? '各月末' : isMonth ? '当月数' : '累计数';
}

export function trendChart({ facts, of, reader, query }: ChartInput): ChartBody {
  const { indicator } = of;
  const isMonth = query.view === 'month' && indicator.kind === 'flow';
  const year = yearOf(query.period);
  const lines = Array.from({ length: query.years }, (_, back) => year - (query.years - 1 - back)).map((of_) => ({
    name: `${of_}年`,
    role: of_ === year ? ('main' as const) : ('earlier' as const),
    points: MONTHS.map((month) =>
      of_ === year && month > monthOf(query.period)
        ? NOTHING
        : reader.point(
            reader.find(makePeriod(of_, month), indicator.code, query.unitId),
            isMonth ? 'month' : 'current',
          ),
    ),
  }));
  const series = lines.filter((line) => line.role === 'main' || hasNumber(line.points));
  const gaps = MONTHS.slice(0, monthOf(query.period)).filter(
    (month) => series.at(-1)!.points[month - 1]!.value === null,
  );
  const isEmpty = !series.some((line) => hasNumber(line.points));
  return {
    subject: `${scopeSubject(facts, query.unitId, query.period)}${indicator.name}逐月走势（${viewWord(indicator.kind, isMonth)}）`,
    measure: indicator.measure,
    basis: isMonth ? 'month' : of.basis,
    span:
      series.length > 1
        ? `${series[0]!.name}至${periodTitle(query.period, 'month')}`
        : periodTitle(query.period, 'ytd'),
    decimals: indicator.precision,
    corner: '月份',
    categories: MONTHS.map((month) => `${month}月`),
    series,
    reason: isEmpty ? `${indicator.name}没有可以作图的数值。` : '',
    notes: isEmpty
      ? []
      : [
          ...(series.length > 1 ? reader.populationNotes(reader.find(query.period, indicator.code, query.unitId)) : []),
          ...(query.unitId === null
            ? series.flatMap(({ name }) =>
                reader.lackingNotes(indicator.code, monthsOf(Number.parseInt(name, 10), query.period), name),
              )
            : []),
          ...(gaps.length === 0
            ? []
            : [`${year}年${gaps.map((month) => `${month}月`).join('、')}没有数值，图中留空。`]),
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
