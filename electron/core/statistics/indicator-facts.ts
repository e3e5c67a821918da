// Facts of one indicator: units and total with value, last year, rank, target and share, from both years' sides.

import type { Basis } from '../../../shared/model/period.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { YearPart } from '../../../shared/statistics/cumulative.js';
import { NOT_SUBMITTED, usableValue, type Figure } from '../../../shared/statistics/figure.js';
import { add } from '../../../shared/statistics/fraction.js';
import { rank } from '../../../shared/statistics/rank.js';
import { share } from '../../../shared/statistics/share.js';
import { targetProgress, type TargetMode } from '../../../shared/statistics/target-progress.js';
import { totalOf } from '../../../shared/statistics/total.js';
import { change } from '../../../shared/statistics/year-on-year.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { type Computation, type Side, basisOf, isComputed, askedIndicator, NOT_APPLICABLE } from './computation.js';
import type { Fact, IndicatorFacts } from './facts.js';
import { partFigures, wholePart } from './part-values.js';
import { sideOf } from './sides.js';
import { targetModeOf, paceOf, lastYearEndOfTotal, lastYearEndsOf } from './target-terms.js';
import { UnitFact, type CommonFact } from './unit-fact.js';

export function indicatorFacts(context: Computation, indicator: StoredIndicator): IndicatorFacts {
  const basis = basisOf(context, indicator);
  const now = sideOf(context, indicator, basis, context.period);
  const last = sideOf(context, indicator, basis, context.lastPeriod);
  const parts = {
    month: partFigures(context, indicator, { basis, part: 'month' }, now),
    quarter: partFigures(context, indicator, { basis, part: 'quarter' }, now),
  };
  const held = context.units.filter((unit) => now.exact.get(unit.id) != null);
  const counting = context.units.filter((unit) => context.counting.has(unit.id));
  const heldCounting = held.filter((unit) => context.counting.has(unit.id)).length;
  // One unit's own row has no total; what a task asks several units for has one as soon as the first has answered.
  const isAsked = context.obligations?.isAsked(askedIndicator(context, indicator).id) === true;
  const isTotalOf = (units: number): boolean =>
    indicator.total !== 'none' && units > 0 && (isAsked || units >= 2 || units === counting.length);
  const hasTotal = isTotalOf(heldCounting) || (indicator.total !== 'none' && now.whole !== null);
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
    ranks: ranksOf(context.units, indicator, now.exact),
    whole: hasTotal && indicator.total === 'sum' ? now.total : null,
    counting: context.counting,
  };
  const thereLastYear = new Set(context.lastUnits.map((unit) => unit.id));
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
        // A unit that was not there owed nothing: no 未报 then.
        lastYear: last.figures.get(unit.id) ?? (thereLastYear.has(unit.id) ? NOT_SUBMITTED : NOT_APPLICABLE),
        lastYearExact: lastExact,
        lastYearIsClaim: lastValue?.isClaim ?? false,
        lastYearComparable: hasComparable ? comparableNote(context, indicator, basis, unit.id) : null,
        month: parts.month?.get(unit.id) ?? null,
        quarter: parts.quarter?.get(unit.id) ?? null,
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
    total: totalFact(context, indicator, basis, now, last, parts, { hasTotal, isTotalOf }),
    wholeLastYearEnd: lastYearEndOfTotal(context, indicator, now, {
      ids: context.counting,
      isIssued: now.whole !== null,
    }),
    residual:
      now.whole === null && last.whole === null
        ? null
        : { current: now.whole?.residual ?? null, lastYear: last.whole?.residual ?? null },
  };
}

/**
 * Worked out once it is asked for; one unit alone has no place. Holds no more of the computation than that takes: facts are kept for
 * months.
 */
function ranksOf(
  units: readonly ReportingUnit[],
  { direction }: StoredIndicator,
  exact: ReadonlyMap<number, Fraction | null>,
): () => ReadonlyMap<number, number> {
  let ranks: ReadonlyMap<number, number> | undefined;
  return () => {
    if (ranks !== undefined) return ranks;
    const entries = units.map((unit) => ({ id: unit.id, value: exact.get(unit.id) ?? null, ranked: unit.ranked }));
    const found = rank(entries, direction);
    return (ranks = found.size < 2 ? new Map<number, number>() : found);
  };
}

/** Units that a total is without; what was issued for the whole area is without none. */
function absentOf(side: Side): number[] {
  return side.whole === null ? [...side.missing, ...side.unasked] : [];
}

function totalFact(
  context: Computation,
  indicator: StoredIndicator,
  basis: Basis,
  now: Side,
  last: Side,
  parts: Readonly<Record<YearPart, ReadonlyMap<number, Figure> | null>>,
  { hasTotal, isTotalOf }: { hasTotal: boolean; isTotalOf: (units: number) => boolean },
): Fact {
  const exact = hasTotal ? now.totalExact : null;
  const lastExact = hasTotal ? last.totalExact : null;
  // A change between sums of different units would be no change at all: it is printed only where the same units are missing.
  const [absentNow, absentLast] = [absentOf(now), absentOf(last)];
  const isComparable = absentNow.length === absentLast.length && absentNow.every((id) => absentLast.includes(id));
  const targets = context.targets.get(indicator.id);
  let target: Fraction | null = null;
  let actual: Fraction | null = null;
  const modes = new Set<TargetMode>();
  if (targets && indicator.total === 'sum')
    for (const id of context.counting) {
      const ofUnit = targets.get(id);
      if (!ofUnit) continue;
      target = target ? add(target, ofUnit) : ofUnit;
      const value = now.exact.get(id);
      if (value) actual = actual ? add(actual, value) : value;
      modes.add(targetModeOf(context, indicator, id));
    }
  // Where all units have targets, what was issued for the whole area is what they achieved together.
  const isIssued = now.whole !== null && targets !== undefined && [...context.counting].every((id) => targets.has(id));
  if (isIssued) actual = now.totalExact;
  // No 完成率 of a total that is not printed: one unit's own row over the targets of all would be next to nothing.
  if (!hasTotal) actual = null;
  // Units that are judged differently have a sum of targets, but no common way of judging it.
  const mode = modes.size > 1 ? null : ([...modes][0] ?? targetModeOf(context, indicator, 0));
  const pace = paceOf(context, indicator);
  const holders = [...context.counting].filter((id) => targets?.has(id));
  const lastYearEnd = lastYearEndOfTotal(context, indicator, now, { ids: holders, isIssued });
  const totalPart = (part: YearPart): Figure | null => {
    const ofUnits = parts[part];
    if (ofUnits === null) return null;
    // A month or quarter may be handed in without any cumulative value.
    const held = [...context.counting].filter((id) => usableValue(ofUnits.get(id) ?? null) !== null).length;
    if (!hasTotal && !isTotalOf(held)) return null;
    if (now.whole !== null) return wholePart(context, indicator, { basis, part }, now.total);
    return totalOf(
      context.units,
      (unit) => unit.id,
      (unit) => ofUnits.get(unit.id) ?? null,
      (unit) => context.counting.has(unit.id),
    ).figure;
  };
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
    month: totalPart('month'),
    quarter: totalPart('quarter'),
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
function comparableNote(context: Computation, indicator: StoredIndicator, basis: Basis, unitId: number): string | null {
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

/** A ratio is there as soon as its numerator is, even where it cannot be computed for want of a denominator. */
function holdsValues(side: Side): boolean {
  const figures =
    side.ratios.size > 0
      ? [...side.ratios.values()].map((ratio) => ratio.numerator.figure)
      : [...side.figures.values()];
  return figures.some((figure) => figure !== null && figure.state !== 'not_submitted');
}
