// The board of a period: per task and unit what has come in, by when, and what is still missing. Shapes and the rule that
// turns facts into one state; reading the facts is core/tasks/board.ts.

import { z } from 'zod';

import { periodSchema } from '../model/period-schema.js';
import { materialSchema } from './define.js';
import type { DateText } from './working-days.js';

const BOARD_STATES = [
  'not-due', //     未到期: the period is not over
  'waiting', //     未报: over, and the deadline has not passed
  'overdue', //     逾期未报
  'arrived', //     已报: a file is there and waits to be received
  'problem', //     有问题: it has questions or 必改, or what was received is not complete
  'returned', //    退回: sent back and not yet handed in again
  'corrected', //   更正: a later 版次 has been received
  'received', //    已接收
  'exempt', //      免报
  'checked', //     已核对: the printed 核对单 was confirmed and nothing has changed since
] as const;
export type BoardState = (typeof BOARD_STATES)[number];
export const BOARD_STATE_LABEL: Record<BoardState, string> = {
  'not-due': '未到期',
  waiting: '未报',
  overdue: '逾期未报',
  arrived: '已报',
  problem: '有问题',
  returned: '退回',
  corrected: '更正',
  received: '已接收',
  exempt: '免报',
  checked: '已核对',
};
/** States that count as 已报 in “已报 5/7”. */
export const SUBMITTED_STATES: ReadonlySet<BoardState> = new Set([
  'arrived',
  'problem',
  'returned',
  'corrected',
  'received',
  'checked',
]);

const boardMaterialSchema = z.object({
  material: materialSchema,
  label: z.string(), //                          盖章件
  isRequired: z.boolean(),
  state: z.enum(['present', 'missing', 'not-required']),
  attachmentIds: z.array(z.number().int()),
});
export type BoardMaterial = z.infer<typeof boardMaterialSchema>;

/** What says that a ledger has come in: our own form, unit and period named by the file, or the officer with a reason. */
const TOLD_BY = ['form', 'names', 'hand'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

/** One ledger that the task asks for. */
const boardLedgerSchema = z.object({
  ledger: z.string(), //                         id
  title: z.string(), //                          专利权质押融资
  isReceived: z.boolean(),
  /** Rows of the newest file; 0 = 本期无. Null: nothing came in, or the officer noted it by hand. */
  rows: z.number().int().nullable(),
  submittedOn: z.string().nullable(),
  toldBy: z.enum(TOLD_BY).nullable(),
  reason: z.string(), //                         of the officer; '' otherwise
  file: z.string(),
  importFileId: z.number().int().nullable(),
});
export type BoardLedger = z.infer<typeof boardLedgerSchema>;

const boardLineSchema = z.object({
  taskId: z.number().int(),
  unitId: z.number().int(),
  unit: z.string(),
  period: periodSchema,
  round: z.number().int(),
  state: z.enum(BOARD_STATES),
  stateLabel: z.string(),
  /** The deadline in force: after a return the new one. */
  due: z.string(),
  dueIsCertain: z.boolean(), //                  false: the holidays of that year are not known
  /** Working days left until the deadline, negative: late. Null once it has come in. */
  workingDaysLeft: z.number().int().nullable(),
  /** First day on which it came in; null: has not. Entered by the officer, else the day of receiving. */
  submittedOn: z.string().nullable(),
  receivedOnEntered: z.boolean(),
  lastReceivedAt: z.string().nullable(),
  /** Null where it cannot be told: not in yet, exempt, or received later into a task that was set up after its deadline. */
  onTime: z.boolean().nullable(),
  revision: z.number().int(), //                 第n次, 0 = none
  submissionId: z.number().int().nullable(), //  newest
  importFileId: z.number().int().nullable(),
  file: z.string(), //                           name of the newest file, '' = entered by hand or none
  blocks: z.number().int(), //                   open 必改 of the newest file
  warnings: z.number().int(), //                 open 需核实
  /** A file of this unit that is planned and not received, or null. */
  pending: z.object({ planId: z.string(), index: z.number().int(), file: z.string() }).nullable(),
  required: z.number().int(), //                 indicators due
  missingCodes: z.array(z.string()), //          due and not there
  ledgers: z.array(boardLedgerSchema), //        of the task, in its order
  materials: z.array(boardMaterialSchema),
  exemptReason: z.string(),
  returned: z.object({ on: z.string(), due: z.string().nullable(), reason: z.string() }).nullable(),
  checked: z.object({ on: z.string(), note: z.string(), isStale: z.boolean() }).nullable(),
});
export type BoardLine = z.infer<typeof boardLineSchema>;

export const boardTaskSchema = z.object({
  taskId: z.number().int(),
  name: z.string(),
  round: z.number().int(),
  label: z.string(), //                          2022年1—7月
  due: z.string(),
  dueText: z.string(), //                        2022年8月5日（星期五）
  dueIsCertain: z.boolean(),
  lines: z.array(boardLineSchema),
  counts: z.object({
    due: z.number().int(), //                    应报, exempt ones taken off
    submitted: z.number().int(), //              已报
    overdue: z.number().int(),
    problems: z.number().int(),
    exempt: z.number().int(),
    checked: z.number().int(),
    onTime: z.number().int(),
    judged: z.number().int(), //                 of how many on-time can be told
  }),
  summary: z.string(), //                        已报5/7，逾期未报2
  onTimeRate: z.string().nullable(), //          71.4, in %; null before the deadline or where nothing can be told
});
export type BoardTask = z.infer<typeof boardTaskSchema>;

/** What a state follows from. Change set ids tell what came after what. */
export interface BoardFacts {
  isExempt: boolean;
  /** Newest change set that touched the values of the task, null: nothing received. */
  lastChange: number | null;
  isComplete: boolean;
  hasBlocks: boolean;
  revision: number;
  pending: 'ready' | 'asks' | null;
  returnedAtChange: number | null;
  checkedAtChange: number | null;
  today: DateText;
  periodEnd: DateText;
  due: DateText;
}

export function boardState(facts: BoardFacts): BoardState {
  if (facts.isExempt) return 'exempt';
  const { lastChange } = facts;
  const isAfter = (change: number | null): boolean => change !== null && lastChange !== null && lastChange > change;
  if (facts.pending !== null) return facts.pending === 'asks' ? 'problem' : 'arrived';
  if (facts.returnedAtChange !== null && !isAfter(facts.returnedAtChange)) return 'returned';
  if (lastChange === null) {
    if (facts.today > facts.due) return 'overdue';
    return facts.today <= facts.periodEnd ? 'not-due' : 'waiting';
  }
  if (facts.hasBlocks || !facts.isComplete) return 'problem';
  if (facts.checkedAtChange !== null && !isAfter(facts.checkedAtChange)) return 'checked';
  return facts.revision > 1 ? 'corrected' : 'received';
}

/** Days on which the parts of a line came in (null: not yet) → the day on which all that is there had come in; null: nothing. */
export function lastArrival(parts: readonly (DateText | null)[]): DateText | null {
  return (
    parts
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null
  );
}

/**
 * A line of which one part came in and another did not: late once the deadline is over, before that open. Null also where the
 * task was made after the deadline.
 */
export function isPartlyOnTime(facts: { today: DateText; due: DateText; taskCreatedOn: DateText }): false | null {
  return facts.today > facts.due && facts.taskCreatedOn <= facts.due ? false : null;
}

/** In time? Null where nobody could tell: see `onTime` of the line. */
export function isOnTime(facts: {
  submittedOn: DateText | null;
  isEntered: boolean;
  due: DateText;
  taskCreatedOn: DateText;
}): boolean | null {
  if (facts.submittedOn === null) return null;
  if (facts.submittedOn <= facts.due) return true;
  return facts.isEntered || facts.taskCreatedOn <= facts.due ? false : null;
}
