// Facts of a period: for each unit × indicator and for the total the value, last year, change, month, rank, target and share,
// exact, by the functions of shared/statistics. Cached until the data or the settings that matter change. One indicator:
// indicator-facts.ts. Not here: SQL (store/), how a number prints (fact-text.ts), the shape of a table (core/tables).

import { scaleOf } from '../../../shared/indicators/measures.js';
import { addYears, yearOf, type Period } from '../../../shared/model/period.js';
import { pow10, type Fraction } from '../../../shared/model/scaled-number.js';
import { isValidAt, totalLabelOf, type ReportingUnit } from '../../../shared/model/unit.js';
import { timeProgress } from '../../../shared/statistics/target-progress.js';
import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { dataVersion, type Store } from '../store/store.js';
import { targetBasesOfYear, targetPacesOfYear } from '../store/target-basis-store.js';
import { targetValuesOfYear } from '../store/target-store.js';
import { getBureau, listUnits } from '../store/unit-store.js';
import { obligationsOf } from '../tasks/required.js';
import { type Computation, isComputed } from './computation.js';
import type { PeriodFacts } from './facts.js';
import { indicatorFacts } from './indicator-facts.js';
import { printedValues, type PeriodValues } from './period-values.js';

/** Years shown beside each other, the months of a year and the one before: that many and no more. */
const CACHED_PERIODS = 14;

const caches = new WeakMap<Store, { version: string; facts: Map<string, PeriodFacts> }>();

/** How facts are seen other than for their own period and total. */
export interface FactsView {
  /** The total is that of these units. */
  only?: readonly number[];
  /** The table reports on this period: with a fixed denominator its population divides earlier years too (rules.md 6). */
  report?: Period;
}

/** Facts of a period, from the cache while nothing has changed. */
export function factsOf(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period, view: FactsView = {}): PeriodFacts {
  // Inside a transaction the version no longer tells one state from the next, and the next change set takes the number of one
  // that was rolled back: what was computed there would be served as stored.
  if (ctx.store.db.inTransaction) return computeFacts(ctx, period, view);
  const { rounding, timeProgress: timeRule, denominator, totalLabel, valueSources } = ctx.settings;
  const version = [
    dataVersion(ctx.store),
    rounding,
    timeRule,
    denominator,
    totalLabel,
    JSON.stringify(valueSources),
  ].join('/');
  let cache = caches.get(ctx.store);
  if (cache?.version !== version) caches.set(ctx.store, (cache = { version, facts: new Map() }));
  const key = `${period}/${view.report ?? ''}/${view.only?.join(',') ?? ''}`;
  let facts = cache.facts.get(key);
  if (facts === undefined) {
    facts = computeFacts(ctx, period, view);
    if (cache.facts.size >= CACHED_PERIODS) cache.facts.delete(cache.facts.keys().next().value!);
    cache.facts.set(key, facts);
  }
  return facts;
}

/** Only these indicators, with values that several periods share: a trend looks at one indicator in many months. */
export interface Narrowing {
  codes: ReadonlySet<string>;
  values: PeriodValues;
}

/** Facts of a period as the store is now, past the cache: for what an import would change (core/workbook), for trends. */
export function computeFacts(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  period: Period,
  { only, report = period }: FactsView = {},
  narrowing: Narrowing | null = null,
): PeriodFacts {
  const { store, settings } = ctx;
  const bureau = getBureau(store);
  const allUnits = listUnits(store);
  const lastPeriod = addYears(period, -1);
  const units = allUnits.filter((unit) => isValidAt(unit, period));
  const lastUnits = allUnits.filter((unit) => isValidAt(unit, lastPeriod));
  const list = listIndicators(store);
  const byId = new Map(list.map((indicator) => [indicator.id, indicator]));
  const targets = new Map<number, Map<number, Fraction>>();
  for (const [indicatorId, unitId, value] of targetValuesOfYear(store, yearOf(period))) {
    const indicator = byId.get(indicatorId);
    if (!indicator || value === null) continue;
    let ofIndicator = targets.get(indicator.id);
    if (ofIndicator === undefined) targets.set(indicator.id, (ofIndicator = new Map()));
    ofIndicator.set(unitId, { n: BigInt(value), d: pow10(scaleOf(indicator.measure)) });
  }
  const context: Computation = {
    period,
    report,
    lastPeriod,
    settings,
    values: narrowing?.values ?? printedValues(ctx),
    isWhole: only === undefined,
    indicators: new Map(list.map((indicator) => [indicator.code, indicator])),
    units,
    lastUnits,
    counting: countingUnits(units, only),
    lastCounting: countingUnits(lastUnits, only),
    countingAt: (at) =>
      countingUnits(
        allUnits.filter((unit) => isValidAt(unit, at)),
        only,
      ),
    targets,
    time: timeProgress(period, settings.timeProgress),
    bases: new Map(
      targetBasesOfYear(store, yearOf(period)).map((basis) => [`${basis.indicatorId}/${basis.unitId}`, basis]),
    ),
    paces: targetPacesOfYear(store, yearOf(period)),
    obligations: obligationsOf(store, period),
  };
  const indicators = list
    .filter((indicator) => narrowing === null || narrowing.codes.has(indicator.code))
    .map((indicator) => indicatorFacts(context, indicator))
    .filter(({ indicator, hasValues }) => indicator.enabled || (hasValues && !isComputed(indicator)));
  return {
    period,
    units,
    counting: context.counting,
    due: context.obligations?.units ?? null,
    submitters: context.values.submitters(period),
    totalLabel: settings.totalLabel || (bureau ? totalLabelOf(bureau) : '合计'),
    scope: bureau ? totalLabelOf(bureau) : '',
    place: bureau?.place ?? '',
    bureau: bureau?.name ?? '',
    time: context.time,
    indicators,
    byCode: new Map(indicators.map((facts) => [facts.indicator.code, facts])),
  };
}

/** Units of the total: 计入合计, and not contained in (含于) a unit that counts itself (rules.md 5). */
export function countingUnits(all: readonly ReportingUnit[], only?: readonly number[]): Set<number> {
  const valid = only === undefined ? all : all.filter((unit) => only.includes(unit.id));
  const byId = new Map(valid.map((unit) => [unit.id, unit]));
  const isContained = (unit: ReportingUnit, depth = 0): boolean => {
    const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);
    if (!parent || depth > 10) return false; // depth: a circle of parents must not hang the program
    return parent.countsInTotal || isContained(parent, depth + 1);
  };
  return new Set(valid.filter((unit) => unit.countsInTotal && !isContained(unit)).map((unit) => unit.id));
}
