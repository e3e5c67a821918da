// 报送任务: what a task is, in which periods it falls due and when. Pure; the board of a period is computed by core/tasks.
// 未报 and the on-time rate exist only against a task; an indicator that is in no task of a unit is 不要求 (rules.md 5).

import { z } from 'zod';

import { monthOf, periodTitle, yearOf, addMonths, type Period } from '../model/period.js';
import { periodSchema } from '../model/period-schema.js';
import {
  addDays,
  addWorkingDays,
  dateSchema,
  isWorkingDay,
  yearOfDate,
  type DateText,
  type WorkCalendar,
} from './working-days.js';

export const FREQUENCIES = ['month', 'quarter', 'half-year', 'year', 'once', 'round'] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const FREQUENCY_LABEL: Record<Frequency, string> = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  once: '一次性',
  round: '分批',
};

/** 截止时间. For rounds each round names its own day. */
export const deadlineRuleSchema = z.discriminatedUnion('kind', [
  /** n-th working day of the month after the period. 15: the shortest February has 16. */
  z.object({ kind: z.literal('working-day'), n: z.number().int().min(1).max(15) }),
  /** n working days after the last day of the period. */
  z.object({ kind: z.literal('after-end'), n: z.number().int().min(1).max(120) }),
  /** A day of the `months`-th month after the period; the month's last day where it is shorter. */
  z.object({
    kind: z.literal('day'),
    day: z.number().int().min(1).max(31),
    months: z.number().int().min(0).max(12),
    /** 遇节假日顺延 or 提前, or as it stands. */
    shift: z.enum(['next', 'previous', 'none']),
  }),
  z.object({ kind: z.literal('date'), date: dateSchema }),
]);
export type DeadlineRule = z.infer<typeof deadlineRuleSchema>;

/** What is handed in, separately: 电子表, 盖章件, 文字材料. */
export const MATERIALS = ['sheet', 'sealed', 'text'] as const;
export type Material = (typeof MATERIALS)[number];
export const materialSchema = z.enum(MATERIALS);
export const MATERIAL_LABEL: Record<Material, string> = { sheet: '电子表', sealed: '盖章件', text: '文字材料' };

/** One 批 of a task with frequency `round`. */
export const taskRoundSchema = z.object({
  no: z.number().int().min(1).max(999),
  name: z.string().trim().max(30), //       '' = 第n批
  period: periodSchema, //                  end month of the values that it asks for
  due: dateSchema,
});
export type TaskRound = z.infer<typeof taskRoundSchema>;

export const taskDraftSchema = z.object({
  name: z.string().trim().min(1).max(60),
  frequency: z.enum(FREQUENCIES),
  firstPeriod: periodSchema, //             first end month; of a one-time task the only one
  lastPeriod: periodSchema.nullable(), //   last end month, null = goes on
  deadline: deadlineRuleSchema,
  unitIds: z.array(z.number().int()).min(1), //  应报单位
  codes: z.array(z.string()), //            indicators of the form; may be none where it holds ledgers
  ledgers: z.array(z.string()).default([]), // ids of ledgers whose rows are handed in beside the indicators
  materials: z.array(materialSchema).min(1),
  notice: z.string().max(4000), //          text of the notice; '' = the usual wording
  contact: z.string().max(100), //          who at the bureau answers questions, with telephone
  rounds: z.array(taskRoundSchema), //      frequency `round` only
});
export type TaskDraft = z.infer<typeof taskDraftSchema>;

export const taskSchema = taskDraftSchema.extend({
  id: z.number().int(),
  createdAt: z.string(),
  frequencyLabel: z.string(), //            每月
  deadlineLabel: z.string(), //             次月第5个工作日
});
export type ReportingTask = z.infer<typeof taskSchema>;

/** A task falling due once. `round` is 0 except for rounds; with task and unit it names a line of the board. */
export interface Occurrence {
  period: Period;
  round: number;
  label: string; // 2022年1—7月, 2022年第三季度, 第2批
}

export type TaskTiming = Pick<TaskDraft, 'frequency' | 'firstPeriod' | 'lastPeriod' | 'deadline' | 'rounds'>;

const MONTHS: Record<'month' | 'quarter' | 'half-year' | 'year', number> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** As the officer called it, or 第2批. */
export function roundLabel({ no, name }: Pick<TaskRound, 'no' | 'name'>): string {
  return name || `第${no}批`;
}

/** What of a task falls into an end month: nothing, once, or several rounds. */
export function occurrencesAt(task: TaskTiming, period: Period): Occurrence[] {
  if (task.frequency === 'round')
    return task.rounds
      .filter((round) => round.period === period)
      .toSorted((a, b) => a.no - b.no)
      .map((round) => ({ period, round: round.no, label: roundLabel(round) }));
  if (task.frequency === 'once')
    return task.firstPeriod === period ? [{ period, round: 0, label: periodTitle(period, 'ytd') }] : [];
  if (period < task.firstPeriod || (task.lastPeriod !== null && period > task.lastPeriod)) return [];
  if (monthOf(period) % MONTHS[task.frequency] !== 0) return [];
  return [{ period, round: 0, label: occurrenceLabel(task.frequency, period) }];
}

function occurrenceLabel(frequency: Exclude<Frequency, 'once' | 'round'>, period: Period): string {
  switch (frequency) {
    case 'month':
      return periodTitle(period, 'ytd');
    case 'quarter':
      return periodTitle(period, 'quarter');
    case 'half-year':
      return `${yearOf(period)}年${monthOf(period) === 6 ? '上' : '下'}半年`;
    case 'year':
      return `${yearOf(period)}年度`;
  }
}

export interface Deadline {
  date: DateText;
  /** False where the holidays of a year that it looked at are not known: then Saturdays and Sundays stand in. */
  isCertain: boolean;
}

export function lastDayOf(period: Period): DateText {
  return addDays(`${addMonths(period, 1)}-01`, -1);
}

/** The day by which an occurrence is due. */
export function deadlineOf(task: TaskTiming, occurrence: Occurrence, calendar: WorkCalendar): Deadline {
  const { deadline } = task;
  const end = lastDayOf(occurrence.period);
  const given = task.rounds.find((round) => task.frequency === 'round' && round.no === occurrence.round);
  if (given) return { date: given.due, isCertain: true };
  switch (deadline.kind) {
    case 'date':
      return { date: deadline.date, isCertain: true };
    case 'working-day':
    case 'after-end': {
      const date = addWorkingDays(end, deadline.n, calendar);
      return { date, isCertain: isKnownBetween(addDays(end, 1), date, calendar) };
    }
    case 'day': {
      const month = addMonths(occurrence.period, deadline.months);
      const last = lastDayOf(month);
      const wished = `${month}-${String(deadline.day).padStart(2, '0')}`;
      const plain = wished > last ? last : wished;
      if (deadline.shift === 'none') return { date: plain, isCertain: true };
      if (isWorkingDay(plain, calendar)) return { date: plain, isCertain: isKnownBetween(plain, plain, calendar) };
      const date = addWorkingDays(plain, deadline.shift === 'next' ? 1 : -1, calendar);
      return { date, isCertain: isKnownBetween(plain < date ? plain : date, plain < date ? date : plain, calendar) };
    }
  }
}

function isKnownBetween(first: DateText, last: DateText, calendar: WorkCalendar): boolean {
  for (let year = yearOfDate(first); year <= yearOfDate(last); year += 1) if (!calendar.isKnown(year)) return false;
  return true;
}

/** 次月第5个工作日 */
export function deadlineLabel(task: Pick<TaskDraft, 'frequency' | 'deadline'>): string {
  const { deadline, frequency } = task;
  if (frequency === 'round') return '按各批确定';
  switch (deadline.kind) {
    case 'working-day':
      return `${frequency === 'month' ? '次月' : '期后第1个月'}第${deadline.n}个工作日`;
    case 'after-end':
      return `期末后${deadline.n}个工作日内`;
    case 'day': {
      const month = deadline.months === 0 ? '当月' : deadline.months === 1 ? '次月' : `期后第${deadline.months}个月`;
      const shift = { next: '，遇节假日顺延', previous: '，遇节假日提前', none: '' }[deadline.shift];
      return `${month}${deadline.day}日前${shift}`;
    }
    case 'date':
      return deadline.date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
  }
}
