// What numbers per head are divided by, said below the table: the population of whom it prints, of the whole or of its only unit.
// Where every unit is divided by its own, no number is named.

import { perCapita, populationYearEnd } from '../statistics/per-capita.js';
import { TOTAL, type Whose } from '../statistics/facts-reader.js';
import { hasEarlierYears, nameOf } from './note-words.js';
import { endedNote, hasPopulation, listed } from './people-notes.js';
import type { TablePlan } from './plan-table.js';
import { onlyUnit, shownUnits, showsTotal } from './shown-rows.js';
import { yearOf, type Period } from '../../../shared/model/period.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { populationNote, severalYearsNote, type DenominatorRule } from '../../../shared/statistics/per-capita.js';

/** Whose population is named; null where each row has its own. */
function namedWhose(plan: TablePlan): Whose | null {
  if (showsTotal(plan)) return TOTAL;
  const unitId = onlyUnit(plan);
  return unitId === null ? null : { unitId, unitIds: null };
}

/** Units that ended are in the whole alone. */
function endedNotes(plan: TablePlan, period: Period): string[] {
  return showsTotal(plan) ? endedNote(plan, period) : [];
}

/** Which population divides where the table computes 每万人 itself, and whom the total leaves out. */
export function perCapitaNote(plan: TablePlan): string[] {
  const shown = plan.columns.filter(({ figures }) => figures.includes('per-capita'));
  if (shown.length === 0) return [];
  const reportPeriod = plan.facts.period;
  const whose = namedWhose(plan);
  const named = shown.flatMap(({ facts: { total, units } }) => {
    const fact = whose?.unitId == null ? total : units.get(whose.unitId);
    if (whose === null || fact === undefined) return [];
    return [{ name: nameOf(fact), found: perCapita(plan.reader, { whose, fact, reportPeriod }) }];
  });
  const period = populationYearEnd(plan.reader, reportPeriod, reportPeriod);
  const populations = named.flatMap(({ found }) => (usableValue(found?.population ?? null) === null ? [] : [found!]));
  const rowsOf = shownUnits(plan);
  const units = plan.facts.units.filter(({ id }) => rowsOf.has(id) && hasPopulation(plan, id, period));
  if (units.length === 0 && populations.length === 0) return [`没有${yearOf(period)}年末常住人口，每万人数未计算。`];
  const texts = new Set(populations.map(({ population }) => populationNote(period, population!)));
  // Columns that lack different units are divided by different sums: none of them is the one to name.
  const [only] = texts.size === 1 ? texts : [`按${yearOf(period)}年末常住人口计算`];
  const byUnits = new Map<string, string[]>();
  for (const { name, found } of named) {
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
    ...endedNotes(plan, period),
    ...[...byUnits].map(
      ([names, indicators]) =>
        `${listed(indicators, '项指标')}的${plan.facts.totalLabel}每万人数不含没有${yearOf(period)}年末常住人口的${names}。`,
    ),
  ];
}

/** By column the population that its ratio divides by: that of whom the note names, else of anyone. */
export function populationRatios(plan: TablePlan) {
  const whose = namedWhose(plan);
  return plan.columns.flatMap(({ facts: { total, units } }) => {
    const own = onlyUnit(plan);
    const facts = own === null ? [total, ...units.values()] : [units.get(own) ?? total];
    const withRatio = facts.flatMap(({ ratio, unitId }) => (ratio ? [{ denominator: ratio.denominator, unitId }] : []));
    if (withRatio[0]?.denominator.indicator.measure !== '万人') return [];
    // A total that cannot be printed has no denominator of its own: look for any unit's.
    const found = withRatio.find(({ denominator }) => usableValue(denominator.figure) !== null) ?? withRatio[0];
    const isNamed = whose !== null && found.unitId === whose.unitId && usableValue(found.denominator.figure) !== null;
    return [{ denominator: found.denominator, isNamed }];
  });
}

export function populationNotes(plan: TablePlan): string[] {
  const ratios = populationRatios(plan);
  if (ratios.length === 0) return [];
  // Columns that lack different units are divided by different sums: none of them is the one to name.
  const named = ratios.filter((ratio) => ratio.isNamed);
  const sums = new Set(named.map(({ denominator: { period, figure } }) => populationNote(period, figure!)));
  const one = sums.size === 1 ? named[0] : undefined;
  const { denominator } = one ?? ratios[0]!;
  if (denominator.figure === null || usableValue(denominator.figure) === null)
    return [`没有${yearOf(denominator.period)}年末常住人口，每万人口指标未计算。`];
  const compares = plan.columns.some(
    (column) =>
      column.facts.indicator.measure.endsWith('万人') &&
      column.figures.some((figure) => figure === 'change' || figure === 'last-year' || figure === 'difference'),
  );
  const ended = endedNotes(plan, denominator.period);
  const base = one
    ? `每万人口指标${populationNote(denominator.period, denominator.figure)}`
    : `每万人口指标按${yearOf(denominator.period)}年末常住人口计算`;
  if (hasEarlierYears(plan))
    return [`${severalYearsNote(denominator.period, one ? denominator.figure : null, ruleOf(plan))}。`, ...ended];
  return [`${base}${compares ? `，${comparisonOf(plan, yearOf(denominator.period))}` : ''}。`, ...ended];
}

function ruleOf({ denominatorRule }: TablePlan): DenominatorRule {
  return denominatorRule === 'fixed' ? 'fixed' : 'own';
}

function comparisonOf(plan: TablePlan, year: number): string {
  return plan.denominatorRule === 'fixed' ? '上年同期按同一人口数计算' : `上年同期按${year - 1}年末常住人口计算`;
}
