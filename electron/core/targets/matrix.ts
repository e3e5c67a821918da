// targets.matrix: every target of a year with what has come of it at a period, what is left to do, and a forecast.

import type { Ctx } from '../context.js';
import { factText } from '../statistics/fact-text.js';
import { isUnasked } from '../statistics/missing-units.js';
import { factsOf } from '../statistics/service.js';
import type { Fact, IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import {
  ownTargetsOfYear,
  targetBasesOfYear,
  targetPacesOfYear,
  type OwnLevel,
  type OwnTarget,
  type TargetBasis,
} from '../store/target-basis-store.js';
import { targetsOfYear, type Target } from '../store/target-store.js';
import { forecastText, percentText, storedFraction, storedPlain, valueText } from './target-text.js';
import { monthOf, yearOf, type Period } from '../../../shared/model/period.js';
import { formatFraction, shortestDecimal, type Fraction } from '../../../shared/model/scaled-number.js';
import { MISSING_SIGNS, NOT_REQUIRED_SIGN } from '../../../shared/statistics/format.js';
import { add, subtract } from '../../../shared/statistics/fraction.js';
import { targetOutlook } from '../../../shared/statistics/target-outlook.js';
import { targetModesFor, targetProgress, type TargetMode } from '../../../shared/statistics/target-progress.js';
import type { TargetCell, TargetColumn, TargetLevel, TargetMatrix } from '../../../shared/targets/define.js';

/** Everything of one year that is not in the facts of a period. */
interface Year {
  period: Period;
  facts: PeriodFacts;
  rounding: Ctx['settings']['rounding'];
  targets: ReadonlyMap<string, Target>;
  own: ReadonlyMap<string, OwnTarget>;
  bases: ReadonlyMap<string, TargetBasis>;
}

/** What a cell is made of, before it is text. */
interface Judged {
  unitId: number | null;
  level: TargetLevel;
  target: Fraction | null;
  plain: string | null;
  actual: Fraction | null;
  actualText: string;
  /** What stands in its place where there is none. */
  sign: string;
  mode: TargetMode | null;
  pace: Fraction;
  lastYearEnd: Fraction | null;
}

export function targetMatrix(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): TargetMatrix {
  const { store, settings } = ctx;
  const year = yearOf(period);
  const facts = factsOf(ctx, period);
  const indicators = listIndicators(store);
  const state: Year = {
    period,
    facts,
    rounding: settings.rounding,
    targets: new Map(targetsOfYear(store, year).map((row) => [`${row.indicatorId}/${row.unitId}`, row])),
    own: new Map(ownTargetsOfYear(store, year).map((row) => [`${row.indicatorId}/${row.level}`, row])),
    bases: new Map(targetBasesOfYear(store, year).map((row) => [`${row.indicatorId}/${row.unitId}`, row])),
  };
  const paces = targetPacesOfYear(store, year);
  const held = new Set([
    ...[...state.targets.values()].filter((row) => row.value !== null).map((row) => row.indicatorId),
    ...[...state.own].filter(([, row]) => row.value !== null).map(([key]) => Number(key.split('/')[0])),
    ...[...state.bases.values()].map((row) => row.indicatorId),
  ]);
  const columns: TargetColumn[] = [];
  const others: TargetMatrix['others'] = [];
  for (const indicator of indicators) {
    const ofIndicator = facts.byCode.get(indicator.code);
    if (held.has(indicator.id) && ofIndicator) columns.push(columnOf(state, indicator, ofIndicator, paces));
    else if (indicator.enabled && indicator.category !== 'base')
      others.push({ code: indicator.code, indicator: indicator.name, measure: indicator.measure });
  }
  return {
    year,
    period,
    time: formatFraction(facts.time, 1, settings.rounding),
    rule: settings.timeProgress,
    totalLabel: facts.totalLabel,
    units: facts.units.map((unit) => ({ id: unit.id, name: unit.name, kind: unit.kind })),
    columns,
    others,
  };
}

function columnOf(
  state: Year,
  indicator: StoredIndicator,
  facts: IndicatorFacts,
  paces: ReadonlyMap<number, readonly number[]>,
): TargetColumn {
  const { total } = facts;
  const sign = isUnasked(facts) ? NOT_REQUIRED_SIGN : MISSING_SIGNS.not_submitted;
  const mode = state.bases.get(`${indicator.id}/0`)?.mode;
  const modes = [...targetModesFor(indicator.kind)];
  const common = mode && modes.includes(mode) ? mode : modeOfTotal(facts);
  const typedBase = storedFraction(state.bases.get(`${indicator.id}/0`)?.base ?? null, indicator);
  const ofBureau = (level: OwnLevel): TargetCell => {
    const row = state.own.get(`${indicator.id}/${level}`);
    const cell = cellOf(state, indicator, {
      unitId: null,
      level,
      target: storedFraction(row?.value ?? null, indicator),
      plain: storedPlain(row?.value ?? null, indicator),
      actual: total.exact,
      actualText: valueText(total.exact, indicator, state.rounding),
      sign,
      mode: common,
      pace: total.pace,
      // A typed base is that of all units: it stands against the value of all alone.
      lastYearEnd: facts.wholeLastYearEnd ?? (total.missing.length === 0 ? typedBase : null),
    });
    return { ...cell, ...writtenOf(row) };
  };
  const higher = ofBureau('higher');
  // Measured over the units that hold a target, as every table measures it: others have no part in the rate.
  const { distance } = total.progress;
  const measured = total.target !== null && distance !== null ? add(distance, total.target) : null;
  const sum = cellOf(state, indicator, {
    unitId: null,
    level: 'assigned',
    target: total.target,
    plain: total.target === null ? null : plainOf(total.target),
    actual: measured,
    actualText: valueText(measured ?? total.exact, indicator, state.rounding),
    sign,
    mode: total.target === null ? common : total.mode,
    pace: total.pace,
    lastYearEnd: total.lastYearEnd,
  });
  const assignedByHigher = storedFraction(state.own.get(`${indicator.id}/higher`)?.value ?? null, indicator);
  const points = paces.get(indicator.id);
  return {
    code: indicator.code,
    indicator: indicator.name,
    measure: indicator.measure,
    kind: indicator.kind,
    basis: facts.basis,
    mode: common,
    modes,
    pace: formatFraction(total.pace, 1, state.rounding),
    ownPace: points ? points.map((point) => shortestDecimal(point, 2)) : null,
    higher,
    own: ofBureau('own'),
    sum,
    undistributed:
      assignedByHigher === null || total.target === null
        ? ''
        : valueText(subtract(assignedByHigher, total.target), indicator, state.rounding),
    cells: state.facts.units.map((unit) => unitCell(state, indicator, facts.units.get(unit.id)!)),
  };
}

/** Holders without their own mode share one; where all have their own, that of the first stands for the column. */
function modeOfTotal(facts: IndicatorFacts): TargetMode {
  return facts.total.mode ?? [...facts.units.values()][0]?.mode ?? targetModesFor(facts.indicator.kind)[0]!;
}

function unitCell(state: Year, indicator: StoredIndicator, fact: Fact): TargetCell {
  const key = `${indicator.id}/${fact.unitId}`;
  const row = state.targets.get(key);
  const cell = cellOf(state, indicator, {
    unitId: fact.unitId,
    level: 'assigned',
    target: fact.target,
    plain: storedPlain(row?.value ?? null, indicator),
    actual: fact.exact,
    actualText: valueText(fact.exact, indicator, state.rounding),
    sign: factText(fact, 'current', state.rounding).text,
    mode: fact.mode,
    pace: fact.pace,
    lastYearEnd: fact.lastYearEnd,
  });
  return { ...cell, ...writtenOf(row) };
}

/** What stands beside a stored target: its document and reason, its revision and where it came from. */
function writtenOf(
  row: Target | OwnTarget | undefined,
): Pick<TargetCell, 'document' | 'reason' | 'revision' | 'source'> {
  return {
    document: row?.document ?? '',
    reason: row?.reason ?? '',
    revision: row?.no ?? 0,
    source: row?.source ?? null,
  };
}

function cellOf(state: Year, indicator: StoredIndicator, judged: Judged): TargetCell {
  const { rounding } = state;
  const { mode, actual, target, lastYearEnd, pace } = judged;
  const basis = state.bases.get(`${indicator.id}/${judged.unitId ?? 0}`);
  const progress = targetProgress({ mode: mode ?? 'qualitative', actual, target, lastYearEnd, time: pace });
  const outlook = targetOutlook({
    mode: mode ?? 'qualitative',
    actual,
    target,
    lastYearEnd,
    time: pace,
    monthsLeft: 12 - monthOf(state.period),
  });
  return {
    unitId: judged.unitId,
    level: judged.level,
    target: valueText(target, indicator, rounding),
    value: judged.plain,
    actual: judged.actualText,
    sign: judged.actualText === '' ? judged.sign : '',
    mode,
    ownMode: judged.unitId !== null && basis !== undefined,
    status: progress.status,
    completion: percentText(progress.completion, rounding),
    gap: percentText(progress.gap, rounding),
    distance: valueText(progress.distance, indicator, rounding),
    perMonth: perMonthText(outlook.perMonth, indicator, rounding),
    forecast: forecastText(outlook.forecast, target, indicator, rounding),
    enough: outlook.isEnough,
    base: valueText(lastYearEnd, indicator, rounding),
    baseTyped:
      lastYearEnd !== null && basis?.base != null && isEqual(lastYearEnd, storedFraction(basis.base, indicator)!),
    words: basis?.words ?? '',
    done: basis?.done ?? null,
    document: '',
    reason: '',
    revision: 0,
    source: null,
  };
}

/** Needed per month with one decimal more than the indicator: 30.4 件 a month is an answer, 30 would fall short. */
function perMonthText(value: Fraction | null, indicator: StoredIndicator, rounding: Year['rounding']): string {
  if (value === null) return '';
  return formatFraction(value, indicator.precision === 0 ? 1 : indicator.precision, rounding);
}

function isEqual(a: Fraction, b: Fraction): boolean {
  return a.n * b.d === b.n * a.d;
}

/** Exact decimal of a fraction whose denominator is a power of ten, as every stored sum is. */
function plainOf(value: Fraction): string {
  const scale = value.d.toString().length - 1;
  return shortestDecimal(value.n, scale);
}
