// A reporting task as its form holds it, and back. Pure.

import { makePeriod, type Period } from '../../../shared/model/period.js';
import { isValidAt, type ReportingUnit } from '../../../shared/model/unit.js';
import type { DeadlineRule, Frequency, ReportingTask, TaskDraft, TaskRound } from '../../../shared/tasks/define.js';
import { readDay } from '../../ui/date-text.js';

export interface TaskFields {
  name: string;
  frequency: Frequency;
  firstPeriod: Period | null;
  lastPeriod: Period | null;
  ruleKind: DeadlineRule['kind'];
  workingDay: number;
  afterEnd: number;
  day: number;
  months: number;
  shift: 'next' | 'previous' | 'none';
  date: string;
  unitIds: number[];
  codes: string[];
  ledgers: string[];
  materials: TaskDraft['materials'];
  notice: string;
  contact: string;
  rounds: { no: number; name: string; period: Period | null; due: string }[];
}

const USUAL_RULE: DeadlineRule = { kind: 'working-day', n: 5 };

function askedAtFirst(units: readonly ReportingUnit[], period: Period): number[] {
  return units
    .filter((unit) => unit.kind !== 'enterprise' && unit.parentId === null && isValidAt(unit, period))
    .map((unit) => unit.id);
}

/** A new task asks all units of the first rank that are there in the period: leaving some out is the exception. */
export function fieldsOf(task: ReportingTask | null, period: Period, units: readonly ReportingUnit[]): TaskFields {
  const rule = task?.deadline ?? USUAL_RULE;
  return {
    name: task?.name ?? '',
    frequency: task?.frequency ?? 'month',
    firstPeriod: task?.firstPeriod ?? makePeriod(Number(period.slice(0, 4)), 1),
    lastPeriod: task?.lastPeriod ?? null,
    ruleKind: rule.kind,
    workingDay: rule.kind === 'working-day' ? rule.n : 5,
    afterEnd: rule.kind === 'after-end' ? rule.n : 10,
    day: rule.kind === 'day' ? rule.day : 5,
    months: rule.kind === 'day' ? rule.months : 1,
    shift: rule.kind === 'day' ? rule.shift : 'next',
    date: rule.kind === 'date' ? rule.date : '',
    unitIds: task?.unitIds ?? askedAtFirst(units, period),
    codes: task?.codes ?? [],
    ledgers: task?.ledgers ?? [],
    materials: task?.materials ?? ['sheet'],
    notice: task?.notice ?? '',
    contact: task?.contact ?? '',
    rounds: task?.rounds.map((round) => ({ ...round })) ?? [],
  };
}

function ruleOf(fields: TaskFields): DeadlineRule {
  switch (fields.ruleKind) {
    case 'working-day':
      return { kind: 'working-day', n: fields.workingDay };
    case 'after-end':
      return { kind: 'after-end', n: fields.afterEnd };
    case 'day':
      return { kind: 'day', day: fields.day, months: fields.months, shift: fields.shift };
    case 'date':
      return { kind: 'date', date: readDay(fields.date) ?? '' };
  }
}

export function draftOf(fields: TaskFields, fallback: Period): TaskDraft {
  const rounds: TaskRound[] =
    fields.frequency === 'round'
      ? fields.rounds.map((round) => ({
          no: round.no,
          name: round.name.trim(),
          period: round.period ?? fallback,
          due: readDay(round.due) ?? '',
        }))
      : [];
  const first = fields.frequency === 'round' ? rounds.map((round) => round.period).toSorted()[0] : fields.firstPeriod;
  return {
    name: fields.name.trim(),
    frequency: fields.frequency,
    firstPeriod: first ?? fallback,
    lastPeriod: fields.frequency === 'once' || fields.frequency === 'round' ? null : fields.lastPeriod,
    deadline: fields.frequency === 'round' ? USUAL_RULE : ruleOf(fields),
    unitIds: fields.unitIds,
    codes: fields.codes,
    ledgers: fields.ledgers,
    materials: fields.materials,
    notice: fields.notice.trim(),
    contact: fields.contact.trim(),
    rounds,
  };
}
