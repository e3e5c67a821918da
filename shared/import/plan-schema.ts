// The plan of an import as parameters and results of calls.

import { z } from 'zod';

import { valueStateSchema } from '../model/observation-schema.js';
import { basisSchema, periodSchema } from '../model/period-schema.js';
import { FATES, SEVERITIES } from './fates.js';
import { cellCountsSchema } from './fates-schema.js';
import { plannedLedgerSchema } from './ledger-rows.js';
import { CELL_ROLES, FILE_STATUSES } from './plan.js';

/** 核实通过: an issue accepted with a reason. */
export const issueWaiverSchema = z.object({ reason: z.string(), operator: z.string(), at: z.string() });

/** 审核问题 */
export const checkIssueSchema = z.object({
  severity: z.enum(SEVERITIES),
  rule: z.string(), //                 rule id, such as sum-of-parts
  sheet: z.string().nullable(),
  cell: z.string().nullable(), //      A1 address; null: about the sheet or file
  message: z.string(), //              Chinese: what was found, what was expected, what to do
  // The rest is set in every plan; reports received by older versions lack it.
  key: z.string().optional(), //       the same finding has the same key when the file comes again, wherever its cell moved
  figures: z.string().optional(), //   the values it was found on (C05=405;C06=21): a waiver lapses when they change
  cells: z.array(z.string()).optional(), // all cells involved, same sheet, the named one first
  expected: z.string().optional(), //  what the cell should hold, where a rule can say
  canWaive: z.boolean().optional(), // false where there is no readable value to let through
  waiver: issueWaiverSchema.optional(),
});

export const questionSchema = z.object({
  id: z.string(), //                   stable for the same file and store (rules.md 19)
  kind: z.string(), //                 sign, basis, period, unit, percent, conflict …
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  text: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  default: z.string().nullable(),
  /** True: the answer is kept for this unit and layout (识别规则). */
  remembered: z.boolean(),
  /** True: the file may be received without an answer; what was asked about is then left out. */
  optional: z.boolean().optional(),
});

/** Earlier months that a file holds beside its newest one: taken only where the officer asks for them (rules.md 13). */
export const offerSchema = z.object({
  id: z.string(), //                   answered like a question, by `take`
  take: z.string(),
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  text: z.string(),
  label: z.string(), //                2022年6月
  isTaken: z.boolean(),
  // Both lack in reports that older versions received.
  periods: z.array(periodSchema).optional(), // with numbers; none where the sheet looks as if nobody had filled it in
  missing: z.array(periodSchema).optional(), // of these, not taken and not stored for every unit of the file
});

export const plannedCellSchema = z.object({
  sheet: z.string().nullable(),
  cell: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  role: z.enum(CELL_ROLES),
  fate: z.enum(FATES),
  label: z.string(), //                as written: header path and row label
  code: z.string().nullable(),
  indicator: z.string(), //            standard name, or the label where unknown
  unitId: z.number().int().nullable(), // null: total row, or another place
  /** Of a target that the bureau itself holds: 上级下达任务, 自定目标. */
  level: z.enum(['higher', 'own']).optional(),
  unit: z.string(),
  period: periodSchema.nullable(), //  for targets: YYYY-12 of the target year
  basis: basisSchema.nullable(),
  text: z.string(), //                 original text
  state: valueStateSchema.nullable(),
  value: z.string().nullable(), //     plain decimal in the indicator's measure
  measure: z.string(), //              of the indicator
  sourceMeasure: z.string(), //        as the file states it; differs where converted
  before: z.string().nullable(), //    stored value now, for same/changed/conflict
  beforeState: valueStateSchema.nullable(),
  reason: z.string(), //               why this fate, in Chinese; '' where self-evident
  /** The officer's choice for this one cell: true = receive, false = leave out; absent = as the file goes. */
  chosen: z.boolean().optional(),
  /** 同口径调整: note with which last year's value is kept beside the stored one. Only role claim. */
  comparable: z.string().optional(),
  /** Set aside because another file of the plan gives another value: what it would be else, and the questions that decide. */
  aside: z.object({ fate: z.enum(FATES), reason: z.string(), questions: z.array(z.string()) }).optional(),
});

const plannedSheetSchema = z.object({
  name: z.string().nullable(),
  /** used; older: an earlier month (offered); hidden; empty; skipped: cover or explanation sheet. */
  state: z.enum(['used', 'older', 'hidden', 'empty', 'skipped']),
  reason: z.string(),
  form: z.string(),
  hiddenRows: z.number().int(),
  hiddenColumns: z.number().int(),
});

/** Sent back (退回修改) and not received since; `corrected`: the file that came in its place. */
export const returnedFileSchema = z.object({
  on: z.string(), //                   2022-08-03
  due: z.string().nullable(),
  corrected: z.object({ file: z.string(), on: z.string() }).nullable(),
});

export const plannedFileSchema = z.object({
  index: z.number().int(),
  file: z.string(),
  sha256: z.string(),
  size: z.number().int(),
  kind: z.string(), //                 xlsx, xls, html …
  form: z.string(), //                 FormKind
  status: z.enum(FILE_STATUSES),
  reason: z.string(), //               why refused or ignored; '' otherwise
  units: z.array(z.string()),
  periods: z.array(z.string()), //     as `2022-07`
  meta: z.record(z.string(), z.string()), // 填报人, 审核人, 联系电话, 填报日期 …
  cells: cellCountsSchema,
  /** Of `ignored`, those whose name stands for no indicator: compared with nothing, stored nowhere. Absent: none, or an older report. */
  unknown: z.number().int().optional(),
  /** Ledger sheets of the file; absent in reports received by older versions. */
  ledgers: z.array(plannedLedgerSchema).optional(),
  issues: z.array(checkIssueSchema),
  questions: z.array(questionSchema),
  answers: z.record(z.string(), z.string()),
  offers: z.array(offerSchema).optional(), // reports received by older versions lack it
  sheets: z.array(plannedSheetSchema),
  returned: returnedFileSchema.optional(),
  decisions: z.array(z.string()), //   how sheet, period, unit, orientation were recognised, in Chinese
});

export const importPlanSchema = z.object({
  planId: z.string(),
  createdAt: z.string(),
  files: z.array(plannedFileSchema),
  /** Units, indicators, rules or settings changed since: what waits must be read again before it is received. */
  isStale: z.boolean(),
});
