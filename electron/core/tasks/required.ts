// Which indicators a unit owes for a period, by the reporting tasks. 未报 exists only against a task; what is in no task of a
// unit is 不要求 (rules.md 5).

import { occurrencesAt, type ReportingTask } from '../../../shared/tasks/define.js';
import type { Duty } from '../../../shared/tasks/duty.js';
import type { Period } from '../../../shared/model/period.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import type { Store } from '../store/store.js';
import { listTasks, notesOfPeriod } from '../store/task-store.js';

export interface Obligations {
  /** What a unit has to do about an indicator. */
  dutyOf(unitId: number, indicatorId: number): Duty;
  isAsked(indicatorId: number): boolean;
  /** Units with any task in this period, those that are exempt taken off. */
  units: ReadonlySet<number>;
}

/**
 * Indicators behind the codes of a task: a ratio that the program computes is owed as its parts, and base data (人口) are the
 * bureau's own affair.
 */
export function owedIndicators(
  codes: readonly string[],
  byCode: ReadonlyMap<string, StoredIndicator>,
): StoredIndicator[] {
  const result = new Map<number, StoredIndicator>();
  for (const code of codes) {
    const indicator = byCode.get(code);
    if (!indicator) continue;
    const isComputed = indicator.numerator !== null && indicator.denominator !== null;
    const parts = isComputed
      ? [byCode.get(indicator.numerator!), byCode.get(indicator.denominator!)].filter((part) => part !== undefined)
      : [indicator];
    for (const part of parts) if (!isComputed || part.category !== 'base') result.set(part.id, part);
  }
  return [...result.values()];
}

export function indicatorsByCode(store: Store): Map<string, StoredIndicator> {
  return new Map(listIndicators(store).map((indicator) => [indicator.code, indicator]));
}

/** Tasks with indicators that fall due for a period, each with the units that are not exempt from every occurrence of it. */
function tasksDue(store: Store, period: Period): { task: ReportingTask; units: number[] }[] {
  const due = listTasks(store)
    .filter((task) => task.codes.length > 0)
    .map((task) => ({ task, occurrences: occurrencesAt(task, period) }))
    .filter(({ occurrences }) => occurrences.length > 0);
  if (due.length === 0) return [];
  const exempt = new Set(
    notesOfPeriod(store, period)
      .filter((notes) => notes.exemptReason !== null)
      .map((notes) => `${notes.taskId}/${notes.unitId}/${notes.round}`),
  );
  return due.map(({ task, occurrences }) => ({
    task,
    units: task.unitIds.filter((unitId) =>
      occurrences.some(({ round }) => !exempt.has(`${task.id}/${unitId}/${round}`)),
    ),
  }));
}

/** Who owes what for a period; null where no task falls due, so that nothing changes for offices without tasks. */
export function obligationsOf(store: Store, period: Period): Obligations | null {
  const due = tasksDue(store, period);
  if (due.length === 0) return null;
  const byCode = indicatorsByCode(store);
  const duties = new Map<number, Map<number, Duty>>();
  for (const { task, units } of due) {
    const active = new Set(units);
    for (const { id } of owedIndicators(task.codes, byCode)) {
      let ofIndicator = duties.get(id);
      if (!ofIndicator) duties.set(id, (ofIndicator = new Map()));
      for (const unitId of task.unitIds)
        if (ofIndicator.get(unitId) !== 'due') ofIndicator.set(unitId, active.has(unitId) ? 'due' : 'exempt');
    }
  }
  return {
    isAsked: (indicatorId) => duties.has(indicatorId),
    dutyOf: (unitId, indicatorId) => {
      const ofIndicator = duties.get(indicatorId);
      return ofIndicator === undefined ? 'unasked' : (ofIndicator.get(unitId) ?? 'not-required');
    },
    units: new Set(due.flatMap(({ units }) => units)),
  };
}

/**
 * Codes that a unit must hand in for a period, in the order of its tasks: what a completeness check asks. Empty where it is
 * exempt; null where no task names the unit in this period, and completeness cannot be judged. Each task has its own form, so
 * of several tasks those count that ask for one of the indicators which the file `names`; all of them where none does.
 */
export function requiredCodes(
  store: Store,
  unitId: number,
  period: Period,
  names: ReadonlySet<string> = new Set(),
): ReadonlySet<string> | null {
  const due = tasksDue(store, period).filter(({ task }) => task.unitIds.includes(unitId));
  if (due.length === 0) return null;
  const byCode = indicatorsByCode(store);
  const asked = due
    .filter(({ units }) => units.includes(unitId))
    .map(({ task }) => owedIndicators(task.codes, byCode).map((indicator) => indicator.code));
  const answered = asked.filter((codes) => codes.some((code) => names.has(code)));
  return new Set((answered.length > 0 ? answered : asked).flat());
}
