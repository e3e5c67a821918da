// A chart query → chart. Each kind decides categories and series; titles, units, period and source are the same for all,
// because no chart is shown without them. Not here: drawing (renderer/features/charts), Excel (chart-workbook.ts).

import type { Ctx } from '../context.js';
import { contentMark } from '../store/content-mark.js';
import type { IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import { factsOf } from '../statistics/service.js';
import type { ChartBody, ChartInput } from './chart-body.js';
import { ChartFacts } from './chart-facts.js';
import { chartTable } from './chart-table.js';
import { heatChart } from './heat-chart.js';
import { lackingInLedgers, originNotes } from './origin-notes.js';
import { paceChart } from './pace-chart.js';
import { rankingChart } from './ranking-chart.js';
import { scatterChart } from './scatter-chart.js';
import { shareChart } from './share-chart.js';
import { trendChart, yearsChart } from './trend-chart.js';
import { MAX_HEAT_INDICATORS, type Chart, type ChartKind, type ChartQuery } from '../../../shared/charts/chart.js';
import { periodTitle } from '../../../shared/model/period.js';
import { VALUE_SOURCES, type ValueSource } from '../../../shared/model/value-source.js';

type Single = Exclude<ChartKind, 'heat'>;
const KINDS: Record<Single, (input: ChartInput) => ChartBody> = {
  trend: trendChart,
  years: yearsChart,
  ranking: rankingChart,
  share: shareChart,
  pace: paceChart,
  scatter: scatterChart,
};

/** Builds a chart; `reason` says why it is empty, it never throws for want of data. */
export function buildChart(ctx: Pick<Ctx, 'store' | 'settings'>, query: ChartQuery): Chart {
  const facts = factsOf(ctx, query.period);
  const chosen = chooseIndicators(facts, query);
  if (chosen.length === 0) return emptyChart(query, facts);
  const reader = new ChartFacts(
    ctx,
    chosen.map((of) => of.indicator.code),
    query.period,
  );
  const body =
    query.kind === 'heat'
      ? heatChart(facts, chosen, reader, query.figure)
      : KINDS[query.kind]({ facts, of: chosen[0]!, reader, query });
  const notes = [
    ...body.notes,
    ...originNotes(body.series, reader, facts),
    ...lackingInLedgers(ctx, body.series, reader, facts),
  ];
  return frame({ ...body, notes }, facts, query, chosen);
}

function chooseIndicators(facts: PeriodFacts, { kind, codes }: ChartQuery): IndicatorFacts[] {
  const wanted = codes.flatMap((code) => facts.byCode.get(code) ?? []);
  // A chosen indicator is never replaced by another one, not even where it has nothing to show.
  if (codes.length > 0) return kind === 'heat' ? wanted : wanted.slice(0, 1);
  const withValues = facts.indicators.filter((of) => of.hasValues && of.indicator.category !== 'base');
  if (kind === 'heat') {
    const withTarget = withValues.filter((of) => [...of.units.values()].some((fact) => fact.target !== null));
    return (withTarget.length > 0 ? withTarget : withValues).slice(0, MAX_HEAT_INDICATORS);
  }
  const needsTarget = kind === 'pace' || kind === 'ranking' || kind === 'scatter';
  const first = needsTarget
    ? withValues.find((of) => [...of.units.values()].some((fact) => fact.progress.completion !== null))
    : undefined;
  return [first ?? withValues[0]].flatMap((of) => of ?? []);
}

const SOURCE_WORD: Record<ValueSource, string> = {
  submitted: '各填报单位报送',
  issued: '上级下发',
  rollup: '台账汇总',
};

/** Where the numbers of the period are from, of a ratio those that it is made of. */
function sourcesOf(facts: PeriodFacts, chosen: readonly IndicatorFacts[]): string {
  const parts = chosen.flatMap((of) => {
    const { numerator, denominator } = of.indicator;
    return of.indicator.kind === 'ratio'
      ? [numerator, denominator].flatMap((code) => facts.byCode.get(code ?? '') ?? [])
      : [of];
  });
  // A population divides what was counted; who published it is said with it.
  const counted = parts.filter((of) => of.indicator.category !== 'base');
  const found = new Set(counted.flatMap((of) => [of.total, ...of.units.values()].flatMap((fact) => fact.from ?? [])));
  if (found.size === 0) found.add('submitted');
  return VALUE_SOURCES.filter((source) => found.has(source))
    .map((source) => SOURCE_WORD[source])
    .join('、');
}

function frame(body: ChartBody, facts: PeriodFacts, query: ChartQuery, chosen: readonly IndicatorFacts[]): Chart {
  const span = body.span ?? periodTitle(query.period, body.basis);
  const subtitle = `${span}　计量单位：${body.measure}`;
  const title = `${facts.scope}${body.subject}`;
  const source = `资料来源：${facts.bureau === '' ? '' : `${facts.bureau}，`}${sourcesOf(facts, chosen)}`;
  const isHeat = query.kind === 'heat';
  const names = body.series.map((series) => series.name);
  const content = isHeat
    ? {
        rows: names,
        columns: body.categories,
        at: (row: number, column: number) => body.series[row]!.points[column]!,
      }
    : {
        rows: body.categories,
        columns: names,
        at: (row: number, column: number) => body.series[column]!.points[row]!,
      };
  const { notes, decimals, corner } = body;
  const chart = {
    kind: query.kind,
    title,
    subtitle,
    source,
    measure: body.measure,
    decimals,
    axes: body.axes ?? null,
    categories: body.categories,
    series: body.series,
    reason: body.reason,
    notes,
    table: chartTable({ title, subtitle, source, corner, decimals, notes, ...content }),
    codes: chosen.map((of) => of.indicator.code),
  };
  return { ...chart, mark: contentMark(chart) };
}

function emptyChart(query: ChartQuery, facts: PeriodFacts): Chart {
  const body: ChartBody = {
    subject: '',
    measure: '',
    basis: 'ytd',
    decimals: 0,
    corner: '',
    categories: [],
    series: [],
    reason: `${periodTitle(query.period, 'ytd')}没有数据。接收报表后即可作图。`,
    notes: [],
  };
  return frame(body, facts, query, []);
}
