// 每万人: which population divides, and whom it leaves out.

import { TOTAL } from '../statistics/facts-reader.js';
import { perCapita, populationYearEnd } from '../statistics/per-capita.js';
import type { TablePlan } from './plan-table.js';
import { hasEarlierYears, nameOf } from './note-words.js';
import { endedNote, hasPopulation, listed } from './people-notes.js';
import { yearOf } from '../../../shared/model/period.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { populationNote, severalYearsNote, type DenominatorRule } from '../../../shared/statistics/per-capita.js';

/** Which population divides where the table computes 每万人 itself, and whom the total leaves out. */
export function perCapitaNote(plan: TablePlan): string[] {
  const shown = plan.columns.filter(({ figures }) => figures.includes('per-capita'));
  if (shown.length === 0) return [];
  const reportPeriod = plan.facts.period;
  const totals = shown.map(({ facts }) => ({
    name: nameOf(facts.total),
    found: perCapita(plan.reader, { whose: TOTAL, fact: facts.total, reportPeriod }),
  }));
  const period = populationYearEnd(plan.reader, reportPeriod, reportPeriod);
  const populations = totals.flatMap(({ found }) => (usableValue(found?.population ?? null) === null ? [] : [found!]));
  const units = plan.facts.units.filter((unit) => hasPopulation(plan, unit.id, period));
  if (units.length === 0 && populations.length === 0) return [`没有${yearOf(period)}年末常住人口，每万人数未计算。`];
  const texts = new Set(populations.map(({ population }) => populationNote(period, population!)));
  // Columns that lack different units are divided by different sums: none of them is the one to name.
  const [only] = texts.size === 1 ? texts : [`按${yearOf(period)}年末常住人口计算`];
  const byUnits = new Map<string, string[]>();
  for (const { name, found } of totals) {
    const ids = new Set(found?.lacking);
    if (ids.size === 0) continue;
    const names = listed(
      plan.facts.units.filter((unit) => ids.has(unit.id)).map((unit) => unit.name),
      '个填报单位',
    );
    byUnits.set(names, [...(byUnits.get(names) ?? []), name]);
  }
  const isOwn = plan.denominatorRule === 'own-year' && hasEarlierYears(plan);
  return [
    isOwn ? '每万人数各年按该年上年末常住人口计算。' : `每万人数${only}。`,
    ...endedNote(plan, period),
    ...[...byUnits].map(
      ([names, indicators]) =>
        `${listed(indicators, '项指标')}的${plan.facts.totalLabel}每万人数不含没有${yearOf(period)}年末常住人口的${names}。`,
    ),
  ];
}

/** Columns that are divided by a population. */
export function populationRatios({ facts, columns }: TablePlan) {
  return columns.flatMap((column) => {
    const sample = [column.facts.total, ...column.facts.units.values()].find((fact) => fact.ratio !== null);
    if (!sample?.ratio || sample.ratio.denominator.indicator.measure !== '万人') return [];
    // A total that cannot be printed has no denominator of its own: look for any unit's.
    const withFigure = [column.facts.total, ...column.facts.units.values()].find(
      (fact) => fact.ratio && usableValue(fact.ratio.denominator.figure) !== null,
    );
    return [{ denominator: (withFigure ?? sample).ratio!.denominator, isTotal: withFigure?.unitId === null, facts }];
  });
}

export function populationNotes(plan: TablePlan): string[] {
  const ratios = populationRatios(plan);
  if (ratios.length === 0) return [];
  // Columns that lack different units are divided by different sums: none of them is the one to name.
  const totals = ratios.filter((ratio) => ratio.isTotal);
  const sums = new Set(totals.map(({ denominator: { period, figure } }) => populationNote(period, figure!)));
  const whole = sums.size === 1 ? totals[0] : undefined;
  const { denominator } = whole ?? ratios[0]!;
  if (denominator.figure === null || usableValue(denominator.figure) === null)
    return [`没有${yearOf(denominator.period)}年末常住人口，每万人口指标未计算。`];
  const compares = plan.columns.some(
    (column) =>
      column.facts.indicator.measure.endsWith('万人') &&
      column.figures.some((figure) => figure === 'change' || figure === 'last-year' || figure === 'difference'),
  );
  const ended = endedNote(plan, denominator.period);
  const base = whole
    ? `每万人口指标${populationNote(denominator.period, denominator.figure)}`
    : `每万人口指标按${yearOf(denominator.period)}年末常住人口计算`;
  if (hasEarlierYears(plan))
    return [`${severalYearsNote(denominator.period, whole ? denominator.figure : null, ruleOf(plan))}。`, ...ended];
  return [`${base}${compares ? `，${comparisonOf(plan, yearOf(denominator.period))}` : ''}。`, ...ended];
}

function ruleOf({ denominatorRule }: TablePlan): DenominatorRule {
  return denominatorRule === 'fixed' ? 'fixed' : 'own';
}

function comparisonOf(plan: TablePlan, year: number): string {
  return plan.denominatorRule === 'fixed' ? '上年同期按同一人口数计算' : `上年同期按${year - 1}年末常住人口计算`;
}
