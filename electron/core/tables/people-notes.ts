// Whose people divide a total per head, where units ended or were founded since the year end: said below the table, and before it
// is printed where the same people are very likely counted twice.

import { POPULATION_CODE } from '../statistics/per-capita.js';
import { listUnits } from '../store/unit-store.js';
import type { TablePlan } from './plan-table.js';
import { yearOf, type Period } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { endedSince } from '../../../shared/statistics/people-twice.js';

export function hasPopulation({ reader, facts }: TablePlan, unitId: number, period: Period): boolean {
  const people = facts.byCode.get(POPULATION_CODE)?.indicator;
  return people !== undefined && usableValue(reader.values.figure(period, people, 'asof', unitId)) !== null;
}

/** Units that ended since the year end and are divided by all the same. */
function endedUnits({ reader, facts }: TablePlan, period: Period): ReportingUnit[] {
  const people = facts.byCode.get(POPULATION_CODE)?.indicator;
  if (!people) return [];
  return endedSince(
    listUnits(reader.ctx.store),
    yearOf(period),
    facts.period,
    (id) => usableValue(reader.values.figure(period, people, 'asof', id)) !== null,
  );
}

export function endedNote(plan: TablePlan, period: Period): string[] {
  const ended = endedUnits(plan, period);
  if (ended.length === 0) return [];
  const names = listed(
    ended.map((unit) => unit.name),
    '个填报单位',
  );
  return [`${plan.facts.totalLabel}人口分母含${yearOf(period)}年末以后不再报送的${names}。`];
}

/** Units that were founded since have a number of their own beside those that ended: very likely the same people. */
export function twiceCounted(plan: TablePlan, period: Period): string[] {
  const ended = endedUnits(plan, period);
  const later = plan.facts.units.filter(
    (unit) =>
      plan.facts.counting.has(unit.id) &&
      unit.validFrom !== null &&
      unit.validFrom > period &&
      hasPopulation(plan, unit.id, period),
  );
  if (ended.length === 0 || later.length === 0) return [];
  const named = (units: readonly ReportingUnit[]): string => units.map((unit) => `“${unit.name}”`).join('、');
  return [
    `${named(later)}和此前停止报送的${named(ended)}都填了${yearOf(period)}年末人口，同样的人口可能计入两次，请在“设置 › 人口数”中只留一处`,
  ];
}

/** A list in prose: in full where it is short, else its beginning and its length. */
export function listed(names: readonly string[], counter: string): string {
  return names.length <= 8 ? names.join('、') : `${names.slice(0, 5).join('、')}等${names.length}${counter}`;
}
