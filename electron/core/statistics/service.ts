// Facts of a period: for each unit × indicator and for the total the value, last year, change, month, rank, target and share,
// exact, by the functions of shared/statistics. Cached until the data or the settings that matter change.
// Not here: SQL (store/), how a number prints (fact-text.ts), the shape of a table (core/tables).

import type { Ctx } from '../context.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { dataVersion, type Store } from '../store/store.js';
import { targetBasesOfYear, targetPacesOfYear, type TargetBasis } from '../store/target-basis-store.js';
import { targetValuesOfYear } from '../store/target-store.js';
import { getBureau, listUnits } from '../store/unit-store.js';
import { obligationsOf, type Obligations } from '../tasks/required.js';
import type { Fact, IndicatorFacts, PeriodFacts, RatioPart } from './facts.js';
import { figureOf, printedValues, type PeriodValues } from './period-values.js';
import { UnitFact, type CommonFact } from './unit-fact.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import {
  addMonths,
  addYears,
  makePeriod,
  monthOf,
  yearOf,
  type Basis,
  type Period,
} from '../../../shared/model/period.js';
import { pow10, type Fraction } from '../../../shared/model/scaled-number.js';
import { isValidAt, TOTAL_LABEL, type ReportingUnit } from '../../../shared/model/unit.js';
import { monthFromCumulative } from '../../../shared/statistics/cumulative.js';
import {
  atScale,
  figureFraction,
  figureFromFraction,
  known,
  NOT_SUBMITTED,
  usableValue,
  type Figure,
} from '../../../shared/statistics/figure.js';
import { add } from '../../../shared/statistics/fraction.js';
import { populationPeriod } from '../../../shared/statistics/per-capita.js';
import { rank } from '../../../shared/statistics/rank.js';
import { totalRatio, unitRatio } from '../../../shared/statistics/ratio.js';
import { share } from '../../../shared/statistics/share.js';
import { paceAt } from '../../../shared/statistics/target-pace.js';
import {
  defaultTargetMode,
  targetModesFor,
  targetProgress,
  timeProgress,
  type TargetMode,
} from '../../../shared/statistics/target-progress.js';
import { totalOf, type MissingUnit, type Total } from '../../../shared/statistics/total.js';
import { change } from '../../../shared/statistics/year-on-year.js';

const NOT_APPLICABLE: Figure = { state: 'not_applicable', value: null, scale: 0 };
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

/** Everything that the computation of one indicator looks at. */
interface Context {
  period: Period;
  /** What the table reports on: the period, or a later one whose denominators hold. */
  report: Period;
  lastPeriod: Period;
  settings: Ctx['settings'];
  values: PeriodValues;
  /** The total is that of all units: what was issued for the whole area may stand for it. */
  isWhole: boolean;
  indicators: ReadonlyMap<string, StoredIndicator>;
  /** Valid at the end of the period, and at the end of last year's. */
  units: ReportingUnit[];
  lastUnits: ReportingUnit[];
  counting: ReadonlySet<number>;
  lastCounting: ReadonlySet<number>;
  /** indicator id → unit id → target */
  targets: ReadonlyMap<number, ReadonlyMap<number, Fraction>>;
  time: Fraction;
  /** `indicator id/unit id` → how the target is judged; unit id 0 for all holders. */
  bases: ReadonlyMap<string, TargetBasis>;
  /** indicator id → own pace. */
  paces: ReadonlyMap<number, readonly number[]>;
  /** What the reporting tasks of the period ask for; null where none falls due. */
  obligations: Obligations | null;
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
  const context: Context = {
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
    totalLabel: settings.totalLabel || (bureau ? TOTAL_LABEL[bureau.level] : '合计'),
    scope: bureau ? TOTAL_LABEL[bureau.level] : '',
    place: bureau?.place ?? '',
    bureau: bureau?.name ?? '',
    time: context.time,
    indicators,
    byCode: new Map(indicators.map((facts) => [facts.indicator.code, facts])),
  };
}

/** Units of the total: 计入合计, and not contained in (含于) a unit that counts itself (rules.md 5). */
function countingUnits(all: readonly ReportingUnit[], only?: readonly number[]): Set<number> {
  const valid = only === undefined ? all : all.filter((unit) => only.includes(unit.id));
  const byId = new Map(valid.map((unit) => [unit.id, unit]));
  const isContained = (unit: ReportingUnit, depth = 0): boolean => {
    const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);
    if (!parent || depth > 10) return false; // depth: a circle of parents must not hang the program
    return parent.countsInTotal || isContained(parent, depth + 1);
  };
  return new Set(valid.filter((unit) => unit.countsInTotal && !isContained(unit)).map((unit) => unit.id));
}

/** One year of one indicator: figures of units (those without one may be left out) and of the total. */
interface Side {
  figures: Map<number, Figure | null>;
  exact: Map<number, Fraction | null>;
  ratios: Map<number, { numerator: RatioPart; denominator: RatioPart }>;
  total: Figure;
  totalExact: Fraction | null;
  totalRatio: { numerator: RatioPart; denominator: RatioPart } | null;
  missing: number[];
  /** The total was issued and is no sum; then what it is more than the sum of its units, null where that cannot be told. */
  whole: { residual: Figure | null } | null;
  /** Units of the total that gave nothing because nothing is asked of them: in no sum, and not missing (rules.md 5). */
  unasked: number[];
}

function indicatorFacts(context: Context, indicator: StoredIndicator): IndicatorFacts {
  const basis = basisOf(context, indicator);
  const now = sideOf(context, indicator, basis, context.period);
  const last = sideOf(context, indicator, basis, context.lastPeriod);
  const months = monthFigures(context, indicator, basis, now);
  const held = context.units.filter((unit) => now.exact.get(unit.id) != null);
  const counting = context.units.filter((unit) => context.counting.has(unit.id));
  const heldCounting = held.filter((unit) => context.counting.has(unit.id)).length;
  // One unit's own row has no total; what a task asks several units for has one as soon as the first has answered.
  const isAsked = context.obligations?.isAsked(askedIndicator(context, indicator).id) === true;
  const hasTotal =
    indicator.total !== 'none' &&
    (heldCounting > 0 || now.whole !== null) &&
    (isAsked || now.whole !== null || heldCounting >= 2 || heldCounting === counting.length);
  const targets = context.targets.get(indicator.id);
  const pace = paceOf(context, indicator);
  const { obligations } = context;
  const asked = askedIndicator(context, indicator).id;
  const nowValues = context.values.ofIndicator(context.period, indicator.id, basis);
  const lastValues = context.values.ofIndicator(context.lastPeriod, indicator.id, basis);
  const hasComparable = context.values.hasComparable(context.lastPeriod);
  const usualMode = targetModeOf(context, indicator, 0);
  const lastYearEnds = lastYearEndsOf(context, indicator);

  const common: CommonFact = {
    indicator,
    period: context.period,
    basis,
    pace,
    ranks: ranksOf(context.units, indicator, now.exact, held.length),
    whole: hasTotal && indicator.total === 'sum' ? now.total : null,
    counting: context.counting,
  };
  const units = new Map<number, Fact>();
  for (const unit of context.units) {
    const exact = now.exact.get(unit.id) ?? null;
    const lastExact = last.exact.get(unit.id) ?? null;
    const target = targets?.get(unit.id) ?? null;
    const mode = context.bases.size === 0 ? usualMode : targetModeOf(context, indicator, unit.id);
    const lastYearEnd = lastYearEnds(unit.id);
    const nowValue = nowValues.get(unit.id);
    const lastValue = lastValues.get(unit.id);
    units.set(
      unit.id,
      new UnitFact(common, {
        unitId: unit.id,
        figure: now.figures.get(unit.id) ?? NOT_SUBMITTED,
        exact,
        isClaim: nowValue?.isClaim ?? false,
        from: nowValue?.from ?? null,
        lastYearFrom: lastValue?.from ?? null,
        duty: obligations === null ? null : obligations.dutyOf(unit.id, asked),
        ratio: now.ratios.get(unit.id) ?? null,
        lastYear: last.figures.get(unit.id) ?? NOT_SUBMITTED,
        lastYearExact: lastExact,
        lastYearIsClaim: lastValue?.isClaim ?? false,
        lastYearComparable: hasComparable ? comparableNote(context, indicator, basis, unit.id) : null,
        month: months?.get(unit.id) ?? null,
        target,
        mode,
        lastYearEnd,
      }),
    );
  }
  return {
    indicator,
    basis,
    hasValues: holdsValues(now),
    isAsked,
    units,
    total: totalFact(context, indicator, basis, now, last, months, hasTotal),
    residual:
      now.whole === null && last.whole === null
        ? null
        : { current: now.whole?.residual ?? null, lastYear: last.whole?.residual ?? null },
  };
}

/** Worked out once it is asked for. Holds no more of the computation than that takes: facts are kept for months. */
function ranksOf(
  units: readonly ReportingUnit[],
  { direction }: StoredIndicator,
  exact: ReadonlyMap<number, Fraction | null>,
  held: number,
): () => ReadonlyMap<number, number> {
  let ranks: ReadonlyMap<number, number> | undefined;
  return () =>
    (ranks ??=
      held < 2
        ? new Map<number, number>()
        : rank(
            units.map((unit) => ({ id: unit.id, value: exact.get(unit.id) ?? null, ranked: unit.ranked })),
            direction,
          ));
}

/** Units that a total is without; what was issued for the whole area is without none. */
function absentOf(side: Side): number[] {
  return side.whole === null ? [...side.missing, ...side.unasked] : [];
}

function totalFact(
  context: Context,
  indicator: StoredIndicator,
  basis: Basis,
  now: Side,
  last: Side,
  months: Map<number, Figure> | null,
  hasTotal: boolean,
): Fact {
  const exact = hasTotal ? now.totalExact : null;
  const lastExact = hasTotal ? last.totalExact : null;
  // A change between sums of different units would be no change at all: it is printed only where the same units are missing.
  const [absentNow, absentLast] = [absentOf(now), absentOf(last)];
  const isComparable = absentNow.length === absentLast.length && absentNow.every((id) => absentLast.includes(id));
  const targets = context.targets.get(indicator.id);
  let target: Fraction | null = null;
  let actual: Fraction | null = null;
  let lastYearEnd: Fraction | null = null;
  let isEndKnown = indicator.kind === 'stock';
  const modes = new Set<TargetMode>();
  const lastYearEnds = lastYearEndsOf(context, indicator);
  if (targets && indicator.total === 'sum')
    for (const id of context.counting) {
      const ofUnit = targets.get(id);
      if (!ofUnit) continue;
      target = target ? add(target, ofUnit) : ofUnit;
      const value = now.exact.get(id);
      if (value) actual = actual ? add(actual, value) : value;
      modes.add(targetModeOf(context, indicator, id));
      const end = isEndKnown ? lastYearEnds(id) : null;
      isEndKnown &&= end !== null;
      if (end) lastYearEnd = lastYearEnd ? add(lastYearEnd, end) : end;
    }
  // Where all units have targets, what was issued for the whole area is what they achieved together.
  if (now.whole !== null && targets && [...context.counting].every((id) => targets.has(id))) actual = now.totalExact;
  // Units that are judged differently have a sum of targets, but no common way of judging it.
  const mode = modes.size > 1 ? null : ([...modes][0] ?? targetModeOf(context, indicator, 0));
  const pace = paceOf(context, indicator);
  if (!isEndKnown) lastYearEnd = null;
  const month =
    months && hasTotal
      ? now.whole !== null
        ? wholeMonth(context, indicator, basis, now.total)
        : totalOf(
            context.units,
            (unit) => unit.id,
            (unit) => months.get(unit.id) ?? null,
            (unit) => context.counting.has(unit.id),
          ).figure
      : null;
  return {
    unitId: null,
    indicator,
    period: context.period,
    basis,
    figure: hasTotal ? now.total : NOT_APPLICABLE,
    exact,
    isClaim: false,
    from: now.whole === null ? null : 'issued',
    lastYearFrom: last.whole === null ? null : 'issued',
    duty: null,
    isPrinted: hasTotal,
    ratio: hasTotal ? now.totalRatio : null,
    lastYear: hasTotal ? last.total : NOT_APPLICABLE,
    lastYearExact: lastExact,
    lastYearIsClaim: false,
    lastYearComparable: null,
    change: change(exact, isComparable ? lastExact : null, indicator.measure),
    month,
    rank: null,
    target,
    mode,
    pace,
    lastYearEnd,
    progress: targetProgress({ mode: mode ?? 'qualitative', actual, target, lastYearEnd, time: pace }),
    share: hasTotal && indicator.total === 'sum' ? share(now.total, now.total) : null,
    missing: hasTotal && now.whole === null ? now.missing : [],
    missingLastYear: hasTotal && last.whole === null ? last.missing : [],
  };
}

/** Why last year's figure is not the stored one (同口径), also where only the numerator or denominator of a ratio is adjusted. */
function comparableNote(context: Context, indicator: StoredIndicator, basis: Basis, unitId: number): string | null {
  const { values, lastPeriod, indicators } = context;
  const own = values.comparable(lastPeriod, indicator.id, basis, unitId);
  if (own) return own.note;
  for (const code of isComputed(indicator) ? [indicator.numerator!, indicator.denominator!] : []) {
    const part = indicators.get(code);
    const base = part && values.comparable(lastPeriod, part.id, part.kind === 'flow' ? 'ytd' : 'asof', unitId);
    if (base) return base.note;
  }
  return null;
}

/** A ratio of two other indicators, never stored itself. */
function isComputed(indicator: StoredIndicator): boolean {
  return indicator.numerator !== null && indicator.denominator !== null;
}

/** A ratio is there as soon as its numerator is, even where it cannot be computed for want of a denominator. */
function holdsValues(side: Side): boolean {
  const figures =
    side.ratios.size > 0
      ? [...side.ratios.values()].map((ratio) => ratio.numerator.figure)
      : [...side.figures.values()];
  return figures.some((figure) => figure !== null && figure.state !== 'not_submitted');
}

/** Basis of an indicator in a monthly table: flows cumulative, stocks at the date, ratios as their parts. */
function basisOf(context: Context, indicator: StoredIndicator): Basis {
  if (indicator.kind === 'flow') return 'ytd';
  if (indicator.kind === 'stock') return 'asof';
  const numerator = indicator.numerator === null ? undefined : context.indicators.get(indicator.numerator);
  if (numerator) return numerator.kind === 'flow' ? 'ytd' : 'asof';
  // A published ratio has no parts here: as it was stored.
  return (
    (['asof', 'ytd', 'quarter', 'month'] as const).find((basis) =>
      context.values.has(context.period, indicator.id, basis),
    ) ?? 'asof'
  );
}

/** What a task must ask for so that the indicator is asked for: of a ratio that is computed, its numerator. */
function askedIndicator(context: Context, indicator: StoredIndicator): StoredIndicator {
  return (isComputed(indicator) ? context.indicators.get(indicator.numerator!) : undefined) ?? indicator;
}

/** Units of the total of whom no task asks the indicator, and that gave nothing. */
function unaskedUnits(context: Context, indicator: StoredIndicator, basis: Basis, period: Period): number[] {
  const { obligations } = context;
  if (obligations === null) return [];
  const asked = askedIndicator(context, indicator);
  const isNow = period === context.period;
  const counting = isNow ? context.counting : context.lastCounting;
  return (isNow ? context.units : context.lastUnits)
    .filter((unit) => {
      if (!counting.has(unit.id) || obligations.dutyOf(unit.id, asked.id) !== 'not-required') return false;
      const figure = context.values.figure(period, asked, asked === indicator ? basis : plainBasis(asked), unit.id);
      return figure === null || figure.state === 'not_submitted';
    })
    .map((unit) => unit.id);
}

function plainBasis(indicator: StoredIndicator): Basis {
  return indicator.kind === 'flow' ? 'ytd' : 'asof';
}

function sideOf(context: Context, indicator: StoredIndicator, basis: Basis, period: Period): Side {
  const isNow = period === context.period;
  const units = isNow ? context.units : context.lastUnits;
  const unasked = unaskedUnits(context, indicator, basis, period);
  const counting = new Set(isNow ? context.counting : context.lastCounting);
  for (const id of unasked) counting.delete(id);
  const numerator = indicator.numerator === null ? undefined : context.indicators.get(indicator.numerator);
  const denominator = indicator.denominator === null ? undefined : context.indicators.get(indicator.denominator);
  if (numerator && denominator)
    return { ...ratioSide(context, indicator, numerator, denominator, period, units, counting), unasked };

  const figures = new Map<number, Figure | null>();
  const exact = new Map<number, Fraction | null>();
  const stored = context.values.ofIndicator(period, indicator.id, basis);
  const isCompared = !isNow && context.values.hasComparable(period);
  if (stored.size > 0 || isCompared)
    for (const unit of units) {
      const value = stored.get(unit.id);
      const figure = isCompared
        ? context.values.baseFigure(period, indicator, basis, unit.id)
        : value === undefined
          ? null
          : figureOf(value, indicator);
      if (figure === null) continue;
      figures.set(unit.id, figure);
      exact.set(unit.id, figureFraction(figure));
    }
  const sum = totalOf(
    units,
    (unit) => unit.id,
    (unit) => figures.get(unit.id) ?? null,
    (unit) => counting.has(unit.id),
  );
  const isSum = indicator.total === 'sum';
  const issued = isSum && context.isWhole ? context.values.whole(period, indicator, basis) : null;
  const whole = issued ?? sum.figure;
  return {
    figures,
    exact,
    ratios: new Map(),
    total: isSum ? whole : NOT_APPLICABLE,
    totalExact: isSum ? figureFraction(whole) : null,
    totalRatio: null,
    missing: idsOf(sum.missing),
    whole: issued === null ? null : { residual: residualOf(issued, sum, unasked) },
    unasked,
  };
}

/** 市直及未划分: the issued whole less its units; null while a unit is missing, whose part it would hold. */
function residualOf(issued: Figure, sum: Total<number>, unasked: readonly number[]): Figure | null {
  const [whole, units] = [usableValue(issued), usableValue(sum.figure)];
  if (whole === null || units === null || sum.missing.length > 0 || unasked.length > 0) return null;
  const scale = Math.max(issued.scale, sum.figure.scale);
  return known(atScale(whole, issued.scale, scale) - atScale(units, sum.figure.scale, scale), scale);
}

function ratioSide(
  context: Context,
  indicator: StoredIndicator,
  numerator: StoredIndicator,
  denominator: StoredIndicator,
  period: Period,
  units: readonly ReportingUnit[],
  counting: ReadonlySet<number>,
): Omit<Side, 'unasked'> {
  const figures = new Map<number, Figure | null>();
  const exact = new Map<number, Fraction | null>();
  const ratios = new Map<number, { numerator: RatioPart; denominator: RatioPart }>();
  const numeratorBasis: Basis = numerator.kind === 'flow' ? 'ytd' : 'asof';
  const { settings, values } = context;
  const denominatorKey = denominatorKeyOf(context, denominator, period);
  const isNow = period === context.period;
  const figureOfPart = (of: StoredIndicator, at: Period, basis: Basis, unitId: number): Figure | null =>
    isNow ? values.figure(at, of, basis, unitId) : values.baseFigure(at, of, basis, unitId);
  for (const unit of units) {
    const top: RatioPart = {
      indicator: numerator,
      period,
      basis: numeratorBasis,
      figure: figureOfPart(numerator, period, numeratorBasis, unit.id),
    };
    const bottom: RatioPart = {
      indicator: denominator,
      ...denominatorKey,
      figure: figureOfPart(denominator, denominatorKey.period, denominatorKey.basis, unit.id),
    };
    const value = unitRatio(top.figure, bottom.figure, indicator.factor);
    ratios.set(unit.id, { numerator: top, denominator: bottom });
    exact.set(unit.id, value);
    figures.set(unit.id, ratioFigure(value, top, bottom, indicator, settings.rounding));
  }
  const whole = totalRatio(
    units.map((unit) => ({
      id: unit.id,
      numerator: ratios.get(unit.id)!.numerator.figure,
      denominator: ratios.get(unit.id)!.denominator.figure,
      counts: counting.has(unit.id),
    })),
    indicator.factor,
  );
  const issued = (of: StoredIndicator, at: Period, basis: Basis): Figure | null =>
    context.isWhole ? values.whole(at, of, basis) : null;
  const top = issued(numerator, period, numeratorBasis);
  const bottom = issued(denominator, denominatorKey.period, denominatorKey.basis);
  // A whole over the sum of some units would be no ratio: then a missing unit leaves it open.
  const isOpen = (top === null || bottom === null) && whole.missing.length > 0;
  const isIssued = (top !== null || bottom !== null) && !isOpen;
  const ratio = isIssued
    ? unitRatio(top ?? whole.numerator, bottom ?? whole.denominator, indicator.factor)
    : top !== null || bottom !== null
      ? null
      : whole.ratio;
  return {
    figures,
    exact,
    ratios,
    total: figureFromFraction(ratio, indicator.precision, settings.rounding),
    totalExact: ratio,
    totalRatio: {
      numerator: { indicator: numerator, period, basis: numeratorBasis, figure: top ?? whole.numerator },
      denominator: { indicator: denominator, ...denominatorKey, figure: bottom ?? whole.denominator },
    },
    missing: isIssued ? [] : idsOf(whole.missing),
    whole: null,
  };
}

/** A ratio that cannot be computed says why by its state: 未报 where a part is missing, — where the denominator is 0. */
function ratioFigure(
  value: Fraction | null,
  numerator: RatioPart,
  denominator: RatioPart,
  indicator: StoredIndicator,
  rounding: Ctx['settings']['rounding'],
): Figure | null {
  if (value !== null) {
    const figure = figureFromFraction(value, indicator.precision, rounding);
    const isForecast = [numerator, denominator].some((part) => part.figure?.state === 'forecast');
    // A ratio that rounds to 0 is not zero: 0 is said only where the numerator is 0.
    if (isForecast) return { ...figure, state: 'forecast' };
    return { ...figure, state: value.n === 0n ? 'zero' : 'value' };
  }
  if (numerator.figure === null) return null;
  if (usableValue(numerator.figure) === null) return { ...NOT_SUBMITTED, state: numerator.figure.state };
  if (usableValue(denominator.figure) === 0n) return NOT_APPLICABLE;
  // The unit has done its part; a population that the bureau has not entered is no 未报 of the unit.
  if (denominator.indicator.category === 'base' && denominator.figure === null) return NOT_APPLICABLE;
  return { ...NOT_SUBMITTED, state: denominator.figure?.state ?? 'not_submitted' };
}

/** Which stored value divides: population of the year end before (rules.md 6), else the same period. */
function denominatorKeyOf(
  context: Context,
  denominator: StoredIndicator,
  period: Period,
): { period: Period; basis: Basis } {
  if (denominator.kind === 'flow') return { period, basis: 'ytd' };
  if (denominator.category !== 'base') return { period, basis: 'asof' };
  const isPopulation = denominator.measure === '万人';
  if (!isPopulation && context.values.has(period, denominator.id, 'asof')) return { period, basis: 'asof' };
  const rule = context.settings.denominator === 'fixed' ? 'fixed' : 'own';
  return { period: populationPeriod(period, context.report, rule), basis: 'asof' };
}

/**
 * 当月 of each unit: the difference of two cumulative values (indicators.md B.1); a single month that was handed in stands in
 * only where one of the two is not there (rules.md 1). Null for stocks and ratios. Values of
 * different sources are never subtracted, nor is a month of another source than the cumulative value shown beside it.
 */
function monthFigures(
  context: Context,
  indicator: StoredIndicator,
  basis: Basis,
  { figures, ratios }: Side,
): Map<number, Figure> | null {
  if (indicator.kind !== 'flow') return null;
  const { period, values } = context;
  const month = monthOf(period);
  const nowValues = values.ofIndicator(period, indicator.id, basis);
  const storedValues = values.ofIndicator(period, indicator.id, 'month');
  const beforeValues = month === 1 ? null : values.ofIndicator(addMonths(period, -1), indicator.id, basis);
  const months = new Map<number, Figure>();
  for (const { id } of context.units) {
    const now = nowValues.get(id);
    const stored = storedValues.get(id);
    const before = beforeValues?.get(id);
    const isMixed = now !== undefined && before !== undefined && now.from !== before.from;
    const { figure } = monthFromCumulative(
      // Known already, unless what is printed is computed.
      ratios.size === 0 ? (figures.get(id) ?? null) : now === undefined ? null : figureOf(now, indicator),
      before === undefined || isMixed ? null : figureOf(before, indicator),
      month,
    );
    const own = stored === undefined ? null : figureOf(stored, indicator);
    const isOwnSource = stored !== undefined && (now === undefined || now.from === stored.from);
    months.set(id, usableValue(figure) === null && isOwnSource && usableValue(own) !== null ? own! : figure);
  }
  return months;
}

/** 当月 of an issued whole: issued itself, or the difference of two issued values. */
function wholeMonth(context: Context, indicator: StoredIndicator, basis: Basis, now: Figure): Figure {
  const { period, values } = context;
  const own = values.whole(period, indicator, 'month');
  if (own !== null) return own;
  const month = monthOf(period);
  const before = month === 1 ? null : values.whole(addMonths(period, -1), indicator, basis);
  const { figure } = monthFromCumulative(now, before, month);
  return figure.state === 'not_submitted' ? NOT_APPLICABLE : figure;
}

/** 考核方式 of a holder: its own, else the indicator's of that year, else the one that fits the kind of indicator. */
function targetModeOf(context: Context, indicator: StoredIndicator, unitId: number): TargetMode {
  const stored =
    context.bases.get(`${indicator.id}/${unitId}`)?.mode ?? context.bases.get(`${indicator.id}/0`)?.mode ?? null;
  // A mode that no longer fits the kind (a stock is never 累计) does not hold, whatever is stored.
  return stored !== null && targetModesFor(indicator.kind).includes(stored) ? stored : defaultTargetMode(indicator);
}

function paceOf(context: Context, indicator: StoredIndicator): Fraction {
  const points = context.paces.get(indicator.id);
  return points ? paceAt(points, context.period) : context.time;
}

/** 上年末值 of a stock by unit: as stored for December of last year, else as typed with the target. */
function lastYearEndsOf(context: Context, indicator: StoredIndicator): (unitId: number) => Fraction | null {
  if (indicator.kind !== 'stock') return () => null;
  const end = makePeriod(yearOf(context.period) - 1, 12);
  return (unitId) => {
    const stored = figureFraction(context.values.baseFigure(end, indicator, 'asof', unitId));
    if (stored !== null) return stored;
    const typed = context.bases.get(`${indicator.id}/${unitId}`)?.base ?? null;
    return typed === null ? null : { n: BigInt(typed), d: pow10(scaleOf(indicator.measure)) };
  };
}

function idsOf(missing: readonly MissingUnit<number>[]): number[] {
  return missing.map((unit) => unit.id);
}
