// Calls of checking and of corrections: rules as data, issues accepted with a reason, choices per cell, the revision chain of a
// unit, what a correction would change, and 同口径调整 of last year's value.

import { z } from 'zod';

import { checkRuleSchema, ownRuleDraftSchema, ruleChangeSchema } from '../../checks/rule.js';
import { plannedCellSchema, plannedFileSchema } from '../../import/plan-schema.js';
import { valueStateSchema } from '../../model/observation-schema.js';
import { basisSchema, periodSchema } from '../../model/period-schema.js';
import { FIGURES } from '../../reports/print-table.js';
import { touchedCopySchema } from './final-copies.js';
import { defineCall } from '../define.js';

const reason = z.string().trim().min(1).max(500);
const fileOfPlan = { planId: z.string(), index: z.number().int() };

const waiverSchema = z.object({
  id: z.number().int(),
  key: z.string(), //                     of the issue
  rule: z.string(),
  ruleName: z.string(),
  unitId: z.number().int().nullable(),
  unit: z.string(),
  indicator: z.string(), //               '' where it is about a whole file
  period: periodSchema.nullable(),
  message: z.string(),
  figures: z.string(), //                 values it was given for; it lapses when they change
  reason: z.string(),
  operator: z.string(),
  at: z.string(),
});

/** One 版次 of a unit's submission for a period. */
const submissionSchema = z.object({
  id: z.number().int(),
  importFileId: z.number().int(),
  batchId: z.number().int(),
  unitId: z.number().int(),
  unit: z.string(),
  period: periodSchema,
  revision: z.number().int().nullable(), // 第n次 among those that stand; null: undone
  file: z.string(),
  form: z.string(), //                     FormKind
  at: z.string(),
  operator: z.string(),
  reason: z.string(), //                   更正原因; '' where none was given
  undone: z.boolean(),
  added: z.number().int(), //              values that were new
  changed: z.number().int(), //            values that replaced another
  waived: z.number().int(), //             issues of the file accepted with a reason
});

/** One printed figure that would be another one. */
const effectSchema = z.object({
  period: periodSchema,
  code: z.string(),
  indicator: z.string(),
  unitId: z.number().int().nullable(), // null: total row
  unit: z.string(),
  figure: z.enum(FIGURES), //        current, change, rank, completion …
  measure: z.string(),
  before: z.string(), //                  as printed; '' where there was none
  after: z.string(),
});

const comparableSchema = z.object({
  unitId: z.number().int(),
  unit: z.string(),
  code: z.string(),
  indicator: z.string(),
  measure: z.string(),
  period: periodSchema, //                last year's
  basis: basisSchema,
  stored: z.string().nullable(), //       value that stays stored
  value: z.string().nullable(), //        comparable base, used for 同比
  state: valueStateSchema,
  note: z.string(),
});

export const checkCalls = {
  /** All rules, shipped ones first. `fixed` ones are part of reading and are only shown. */
  'rules.list': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({ rules: z.array(checkRuleSchema) }),
  }),
  /** Changes severity, switch or thresholds; of an own rule also the rule itself. An open plan must be read again after it. */
  'rules.save': defineCall({
    kind: 'write',
    params: ruleChangeSchema.extend({ id: z.string(), own: ownRuleDraftSchema.optional() }),
    result: z.object({ rule: checkRuleSchema }),
  }),
  'rules.add': defineCall({
    kind: 'write',
    params: z.object({ rule: ownRuleDraftSchema }),
    result: z.object({ rule: checkRuleSchema }),
  }),
  /** Removes an own rule; sets a shipped one back to how it was shipped. */
  'rules.remove': defineCall({ kind: 'write', params: z.object({ id: z.string() }), result: z.object({}) }),

  /** 核实通过: accepts an issue of a planned file with a reason; the file is planned anew and returned. */
  'waivers.add': defineCall({
    kind: 'job',
    params: z.object({ ...fileOfPlan, key: z.string(), reason }),
    result: plannedFileSchema,
  }),
  /** Takes a waiver back. With the file of an open plan, that file is planned anew and returned. */
  'waivers.remove': defineCall({
    kind: 'job',
    params: z.object({ id: z.number().int(), planId: z.string().optional(), index: z.number().int().optional() }),
    result: z.object({ file: plannedFileSchema.nullable() }),
  }),
  'waivers.list': defineCall({
    kind: 'read',
    params: z.object({ unitId: z.number().int().optional(), period: periodSchema.optional() }),
    result: z.object({ waivers: z.array(waiverSchema) }),
  }),

  /**
   * Choices for single cells of a planned file, kept in the plan. Cells are named `Sheet1!C4` (`C4` without sheet names).
   * receive: store it although the file's revision question is open; leave: do not store it; default: as the file goes.
   * comparable: note of 同口径调整 for a 去年同期 cell that differs from the stored value; '' = keep only the stored value.
   */
  'import.choose': defineCall({
    kind: 'write',
    params: z.object({
      ...fileOfPlan,
      cells: z.record(z.string(), z.enum(['receive', 'leave', 'default'])).default({}),
      comparable: z.record(z.string(), z.string().max(200)).default({}),
    }),
    result: z.object({ file: plannedFileSchema, cells: z.array(plannedCellSchema) }),
  }),
  /** 更正影响: which totals, ratios, growth rates and ranks receiving the file (with its choices) would change. Stores nothing. */
  'import.effect': defineCall({
    kind: 'job',
    params: z.object(fileOfPlan),
    result: z.object({
      corrected: z.number().int(), //  stored values that would change
      added: z.number().int(), //      values that would be new
      changes: z.array(effectSchema), // at most 500
      more: z.number().int(), //       further ones that are not listed
      finalCopies: z.array(touchedCopySchema), // 定稿 that would print differently
    }),
  }),
  /** Revision chain: submissions by unit and period, newest first. */
  'submissions.list': defineCall({
    kind: 'read',
    params: z.object({ unitId: z.number().int().optional(), period: periodSchema.optional() }),
    result: z.object({ submissions: z.array(submissionSchema) }),
  }),
  /** Values that one submission added or replaced; none of an undone one. */
  'submissions.changes': defineCall({
    kind: 'read',
    params: z.object({ id: z.number().int() }),
    result: z.object({
      changes: z.array(
        z.object({
          code: z.string(),
          indicator: z.string(),
          measure: z.string(),
          basis: basisSchema,
          sheet: z.string().nullable(),
          cell: z.string().nullable(),
          beforeState: valueStateSchema.nullable(), // null: there was no value
          before: z.string().nullable(), //            plain decimal
          state: valueStateSchema,
          value: z.string().nullable(),
          reason: z.string(),
        }),
      ),
    }),
  }),

  /** 同口径调整 in force. */
  'comparable.list': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema.optional() }),
    result: z.object({ bases: z.array(comparableSchema) }),
  }),
  /** Sets the comparable base of last year's value by hand; value null withdraws it. */
  'comparable.save': defineCall({
    kind: 'write',
    params: z.object({
      unitId: z.number().int(),
      code: z.string(),
      period: periodSchema,
      basis: basisSchema,
      value: z.string().nullable(), // plain decimal in the indicator's measure
      note: z.string().trim().max(200),
    }),
    result: z.object({}),
  }),
};
