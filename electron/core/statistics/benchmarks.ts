// benchmarks.list: tables of other places as they were imported, and our own bureau's place in them. A rank computed from a
// table names that table (rules.md 7); nothing is inferred from our own data alone.

import type { Ctx } from '../context.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { benchmarksOfPeriod, type Benchmark } from '../store/target-store.js';
import { getBureau } from '../store/unit-store.js';
import { figureOf } from './period-values.js';
import type { Result } from '../../../shared/contract/index.js';
import { normaliseName } from '../../../shared/indicators/normalise.js';
import type { PlaceTable } from '../../../shared/insights/input.js';
import { addYears, type Period } from '../../../shared/model/period.js';
import type { Bureau } from '../../../shared/model/unit.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import { figureFraction } from '../../../shared/statistics/figure.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { rank } from '../../../shared/statistics/rank.js';

/**
 * Which rows are a whole (the country, the province, a sum or mean) and no place among its parts. Provinces are places among each other:
 * in a table of several that we are one of, or that is not about us.
 */
function wholesOf(rows: readonly Benchmark[], bureau: Bureau | null): (place: string) => boolean {
  const isProvince = (place: string): boolean => /(?:省|自治区)$/.test(place);
  const areSeveral = rows.filter(({ place }) => isProvince(place)).length > 1;
  const isOfParts = bureau?.level !== 'province' && rows.some(({ place }) => place === bureau?.place);
  const areParted = areSeveral && !isOfParts;
  return (place) => isSumOrMean(normaliseName(place)) || (isProvince(place) && !areParted);
}

/** 全省合计, 全国平均水平, 山东省总计, 均值; 全州县 is a place. */
function isSumOrMean(name: string): boolean {
  return /^全[国省市县区州盟](?!县)/.test(name) || /合计|总计|小计|汇总|总和|总数|平均|均值|中位/.test(name);
}

function ranksOf(
  rows: readonly Benchmark[],
  indicator: StoredIndicator,
  isWhole: (place: string) => boolean,
): Map<string, number> {
  return rank(
    rows.map((row) => ({ id: row.place, value: valueOf(row, indicator), ranked: !isWhole(row.place) })),
    indicator.direction,
  );
}

function valueOf(row: Benchmark, indicator: StoredIndicator): Fraction | null {
  return figureFraction(figureOf(stateOf(row), indicator));
}

/** Tables of other places, exact: what rules compare with. */
export function placeTables(ctx: Pick<Ctx, 'store'>, period: Period): PlaceTable[] {
  const { store } = ctx;
  const bureau = getBureau(store);
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.id, indicator]));
  const rowsOf = (at: Period): Map<string, Benchmark[]> =>
    Map.groupBy(benchmarksOfPeriod(store, at), (row) => `${row.indicatorId}/${row.basis}`);
  const before = rowsOf(addYears(period, -1));
  return [...rowsOf(period)].flatMap(([key, rows]): PlaceTable[] => {
    const indicator = indicators.get(rows[0]!.indicatorId);
    if (!indicator) return [];
    const rowsBefore = before.get(key) ?? [];
    const isWhole = wholesOf(rows, bureau);
    const ranks = ranksOf(rows, indicator, isWhole);
    const lastRanks = ranksOf(rowsBefore, indicator, wholesOf(rowsBefore, bureau));
    // A place among other places than this year's says nothing about moving up or down.
    const isSame = lastRanks.size === ranks.size && [...ranks.keys()].every((place) => lastRanks.has(place));
    return [
      {
        code: indicator.code,
        source: fileTitle(rows.find((row) => row.source)?.source?.file ?? ''),
        places: rows.map((row) => ({
          place: row.place,
          value: valueOf(row, indicator),
          rank: ranks.get(row.place) ?? null,
          lastRank: isSame ? (lastRanks.get(row.place) ?? null) : null,
          isOwn: row.place === bureau?.place,
          isWhole: isWhole(row.place),
        })),
      },
    ];
  });
}

type BenchmarkTable = Result<'benchmarks.list'>['tables'][number];

export function benchmarkTables(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): BenchmarkTable[] {
  const { store, settings } = ctx;
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.id, indicator]));
  const bureau = getBureau(store);
  const own = bureau?.place ?? '';
  const lastYear = new Map(
    benchmarksOfPeriod(store, addYears(period, -1)).map((row) => [`${row.indicatorId}/${row.basis}/${row.place}`, row]),
  );
  const groups = new Map<string, Benchmark[]>();
  for (const row of benchmarksOfPeriod(store, period)) {
    const key = `${row.indicatorId}/${row.basis}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows) => {
    const indicator = indicators.get(rows[0]!.indicatorId);
    if (!indicator) return [];
    const print = (row: Benchmark): string =>
      formatFigure(figureOf(stateOf(row), indicator), {
        measure: indicator.measure,
        decimals: indicator.precision,
        rounding: settings.rounding,
      });
    const ranks = ranksOf(rows, indicator, wholesOf(rows, bureau));
    const file = rows.find((row) => row.source)?.source?.file ?? '';
    const ownRank = ranks.get(own);
    const table = fileTitle(file);
    return [
      {
        code: indicator.code,
        indicator: indicator.name,
        measure: indicator.measure,
        file,
        places: rows
          .map((row) => {
            const before = lastYear.get(`${row.indicatorId}/${row.basis}/${row.place}`);
            return {
              place: row.place,
              text: print(row),
              rank: ranks.get(row.place) ?? null,
              own: row.place === own,
              lastYear: before ? print(before) : '',
            };
          })
          .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)),
        statement:
          ownRank === undefined
            ? ''
            : `${table === '' ? '据上级数据表计算' : `据《${table}》计算`}，${own}${indicator.name}列第${ownRank}位`,
      },
    ];
  });
}

function stateOf(row: Benchmark): { state: 'value' | 'zero' | 'not_submitted'; value: number | null } {
  return { state: row.value === null ? 'not_submitted' : row.value === 0 ? 'zero' : 'value', value: row.value };
}

/** A table is cited by its name, without folder and ending. */
function fileTitle(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.[A-Za-z]+$/, '');
}
