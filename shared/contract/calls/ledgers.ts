// Calls about ledgers, their roll-ups and the enterprise register. What a ledger is: shared/ledgers.

import { z } from 'zod';

import { SEVERITIES } from '../../import/plan.js';
import type { Ledger } from '../../ledgers/define.js';
import { DIFFERENCE_REASONS, RECONCILE_CHOICES, RECONCILE_STATES } from '../../ledgers/reconcile.js';
import { enterpriseDraftSchema, enterpriseSchema } from '../../model/enterprise.js';
import { LIKENESS } from '../../model/enterprise-likeness.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { valueStateSchema } from '../../model/observation-schema.js';
import { BASES } from '../../model/period.js';
import { periodSchema } from '../../model/period-schema.js';
import { dateSchema } from '../../tasks/working-days.js';
import { defineCall } from '../define.js';
import { listImportSchema } from './units.js';

const id = z.number().int();
export const attachment = z.object({ name: z.string().min(1), sha256: z.string().length(64) });

/** A stored value: amounts are integers in 分, days ISO texts, units ids. */
export const fieldValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(attachment),
  z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))), // entries of a list
  z.object({ id: id.nullable(), name: z.string() }),
  z.null(),
]);

/** What the form or a paste gives: text as typed, in 万元 where it is an amount. */
export const fieldInputSchema = z.union([
  z.string().max(10_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(1000)).max(1000),
  z.array(attachment).max(100),
  z.array(z.record(z.string().max(40), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]))).max(200),
  z.null(),
]);

const formerUnitSchema = z.object({ until: periodSchema, unitId: id });

export const ledgerRowSchema = z.object({
  id,
  values: z.record(z.string(), fieldValueSchema),
  extra: z.record(z.string(), z.unknown()), // fields that the office added
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const edge = z.union([z.string(), z.number()]).nullable();

export const ledgerFilterSchema = z.object({
  text: z.string().max(200).default(''), //   words, each somewhere in the row
  conditions: z
    .array(
      z.discriminatedUnion('op', [
        z.object({ op: z.literal('in'), field: z.string(), values: z.array(scalar).max(500) }),
        z.object({ op: z.literal('contains'), field: z.string(), text: z.string().max(200) }),
        z.object({ op: z.literal('between'), field: z.string(), from: edge, to: edge }), // both ends included
        z.object({ op: z.literal('empty'), field: z.string(), isEmpty: z.boolean() }),
        z.object({ op: z.literal('enterprise'), field: z.string(), id }),
      ]),
    )
    .max(50)
    .default([]),
  /** Only the rows behind one number of a roll-up; unitId null: of all units. */
  behind: z
    .object({ code: z.string(), period: periodSchema, basis: z.enum(BASES).optional(), unitId: id.nullable() })
    .optional(),
  /** Only the rows of the year up to the end of this period, as tables out of a ledger take them. */
  ofPeriod: periodSchema.optional(),
});
export type LedgerFilter = z.infer<typeof ledgerFilterSchema>;

export const ledgerSortSchema = z.object({ field: z.string(), isDescending: z.boolean() });
export type LedgerSort = z.infer<typeof ledgerSortSchema>;

export const findingSchema = z.object({
  severity: z.enum(SEVERITIES),
  rule: z.string(),
  field: z.string().nullable(), //            null: about the row
  message: z.string(),
});

const sums = z.record(z.string(), z.number()); // by field; amounts in 分

const reconcileLine = z.object({
  ledger: z.string(),
  code: z.string(),
  indicator: z.string(),
  measure: z.string(),
  basis: z.enum(BASES),
  rule: z.string(), //                        how the ledger counts
  units: z.array(
    z.object({
      unitId: id,
      unit: z.string(),
      submitted: z.string().nullable(), //    plain decimal in the indicator's measure
      submittedState: valueStateSchema.nullable(), // null: nothing stored
      counted: z.string().nullable(), //      null: no row of the unit has what decides it
      difference: z.string().nullable(), //   submitted − counted
      state: z.enum(RECONCILE_STATES),
      explanation: z
        .object({ reason: z.enum(DIFFERENCE_REASONS), note: z.string(), operator: z.string(), at: z.string() })
        .nullable(),
    }),
  ),
  submittedTotal: z.string().nullable(), //   null: no unit gave a number
  countedTotal: z.string().nullable(), //     null: no unit has a number
  unassigned: z.string().nullable(), //       of rows of units that are not valid then, or without one
});
export type ReconcileLine = z.infer<typeof reconcileLine>;

const reminderSchema = z.object({
  ledger: z.string(),
  title: z.string(), //                     of the ledger
  rowId: id,
  rule: z.string(),
  what: z.string(), //                      证书到期
  name: z.string(), //                      of the row
  unit: z.string(), //                      '' = none
  deadline: dateSchema,
  deadlineText: z.string(),
  workingDaysLeft: z.number().int(), //     negative: overdue
  handled: z.object({ reason: z.string(), operator: z.string(), at: z.string() }).nullable(),
});
export type LedgerReminder = z.infer<typeof reminderSchema>;

const enterpriseText = z.string().max(100);

/** A ledger as screens know it: form, grid and filters follow from it, for shipped and officer-made ones alike. */
export type LedgerView = Omit<Ledger, 'check' | 'fill' | 'sort'>;

export const ledgerCalls = {
  /** All ledgers in the order of their list, with the fields that the office added. */
  'ledgers.list': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({
      ledgers: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          group: z.string(),
          isOwn: z.boolean(), //              made by the office
          rows: z.number().int(),
          declaration: z.custom<LedgerView>((value) => value !== null && typeof value === 'object'),
          newest: z.object({ at: z.string(), operator: z.string(), label: z.string() }).nullable(), // last change
        }),
      ),
    }),
  }),
  'ledgers.rows': defineCall({
    kind: 'read',
    params: z.object({
      ledger: z.string(),
      filter: ledgerFilterSchema.default({ text: '', conditions: [] }),
      sort: z.array(ledgerSortSchema).max(5).default([]),
      page: z
        .object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) })
        .default({ offset: 0, limit: 100 }),
    }),
    result: z.object({ total: z.number().int(), sums, rows: z.array(ledgerRowSchema) }),
  }),
  /** Subtotals: by unit and month, by category … */
  'ledgers.groups': defineCall({
    kind: 'read',
    params: z.object({
      ledger: z.string(),
      filter: ledgerFilterSchema.default({ text: '', conditions: [] }),
      by: z
        .array(z.object({ field: z.string(), part: z.enum(['value', 'month', 'year']).default('value') }))
        .min(1)
        .max(3),
    }),
    result: z.object({
      groups: z.array(z.object({ keys: z.array(fieldValueSchema), count: z.number().int(), sums })),
    }),
  }),
  /**
   * One step. All rows or none: with a blocking finding nothing is saved and the findings say why. `partial`: the rows without
   * a blocking finding are saved, the others are left as they were.
   */
  'ledgers.save': defineCall({
    kind: 'write',
    params: z.object({
      ledger: z.string(),
      rows: z
        .array(
          z.object({
            id: id.nullable(),
            values: z.record(z.string(), fieldInputSchema), // only what changes
            unsavedId: id.optional(), //    as which it is kept while it is not stored: no longer once it is
          }),
        )
        .min(1)
        .max(5000),
      /** Fills a year that nobody wrote. */
      period: periodSchema.nullable().default(null),
      /** False: check only. */
      apply: z.boolean().default(true),
      partial: z.boolean().optional(),
      /** Month from which rows are of the 填报单位 that they are changed to, where months before count them; null: they always were. */
      unitSince: periodSchema.nullable().optional(), // absent: `period`, else the month of today
    }),
    result: z.object({
      saved: z.boolean(), //                  partial: at least one row
      changeSetId: id.nullable(), //          the step; null: nothing was saved
      rows: z.array(
        z.object({
          id: id.nullable(), //               null: a new row that is not stored
          saved: z.boolean(),
          findings: z.array(findingSchema),
        }),
      ), // in the order given
      /** Stored rows that the months before go on counting for the unit that they were of; `to` null: now they are of none. */
      moved: z.object({ since: periodSchema, rows: z.array(z.object({ id, from: id, to: id.nullable() })) }).optional(),
    }),
  }),
  /** Another month for a move of rows to another 填报单位, or none: they were of the later one before, too. */
  'ledgers.change-move': defineCall({
    kind: 'write',
    params: z.object({
      ledger: z.string(),
      ids: z.array(id).min(1).max(5000),
      since: periodSchema,
      to: periodSchema.nullable(),
    }),
    result: z.object({ changeSetId: id.nullable() }),
  }),
  'ledgers.remove': defineCall({
    kind: 'write',
    params: z.object({ ledger: z.string(), ids: z.array(id).min(1).max(5000) }),
    result: z.object({ removed: z.number().int() }),
  }),
  /** Moves rows, such as a whole 批次, to a stage. */
  'ledgers.move-stage': defineCall({
    kind: 'write',
    params: z.object({
      ledger: z.string(),
      ids: z.array(id).min(1).max(5000),
      to: z.string(),
      on: dateSchema.nullable(),
      toWhom: z.string().max(100).optional(), // 送交: the office or person that has it now
      note: z.string().max(500).default(''),
      values: z.record(z.string().max(40), fieldInputSchema).optional(), // fields that the stage asks for, written into every row
    }),
    result: z.object({ moved: z.number().int() }),
  }),
  'ledgers.history': defineCall({
    kind: 'read',
    params: z.object({ ledger: z.string(), id }),
    result: z.object({
      /** Newest first. */
      changes: z.array(
        z.object({
          changeSetId: id,
          at: z.string(),
          operator: z.string(),
          label: z.string(),
          kind: z.enum(['added', 'changed', 'removed']),
          /** Texts as the fields were declared then; '' = nothing. */
          fields: z.array(z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() })),
        }),
      ),
      /** Oldest first. */
      stages: z.array(
        z.object({
          at: z.string(),
          operator: z.string(),
          from: z.string().nullable(),
          to: z.string(),
          on: z.string().nullable(),
          toWhom: z.string(),
          note: z.string(),
        }),
      ),
      /** 填报单位 that it was of before, each up to the month before `until`; oldest first. */
      formerUnits: z.array(formerUnitSchema),
      /** Where the row may go from here, the usual step first. */
      next: z.array(z.string()),
    }),
  }),
  /** All roll-ups of a period by unit. A ledger without any row says nothing and is left out. */
  'ledgers.rollup': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema, basis: z.enum(BASES).optional() }), // absent: each in its usual basis
    result: z.object({
      rollups: z.array(
        z.object({
          ledger: z.string(),
          code: z.string(),
          indicator: z.string(),
          measure: z.string(),
          basis: z.enum(BASES),
          rule: z.string(),
          /** unitId null: rows without a unit. A number is null where no row has what decides it. */
          units: z.array(z.object({ unitId: id.nullable(), value: z.string().nullable() })),
          total: z.string().nullable(),
        }),
      ),
    }),
  }),
  /** Submitted values beside roll-ups, per unit valid at the end of the period. */
  'ledgers.reconcile': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({ period: periodSchema, lines: z.array(reconcileLine) }),
  }),
  /** The comparison as a table to be printed or filed. */
  'ledgers.reconcile-export': defineCall({
    kind: 'job',
    params: z.object({
      period: periodSchema,
      choice: z.enum(RECONCILE_CHOICES).default('all'),
      format: z.enum(['xlsx', 'pdf', 'html']),
    }),
    result: fileRefSchema,
  }),
  /** Why the two differ; reason null takes the explanation back. */
  'ledgers.explain': defineCall({
    kind: 'write',
    params: z.object({
      period: periodSchema,
      ledger: z.string(),
      code: z.string(),
      unitId: id,
      alike: z.array(id).max(500).optional(), // other 填报单位 with the same explanation, in the same step
      reason: z.enum(DIFFERENCE_REASONS).nullable(),
      note: z.string().max(500),
    }),
    result: z.object({}),
  }),
  /** Files that gave a row its content, newest first, with the cell and the original text of each field. */
  'ledgers.sources': defineCall({
    kind: 'read',
    params: z.object({ ledger: z.string(), id }),
    result: z.object({
      sources: z.array(
        z.object({
          importFileId: id,
          file: z.string(),
          at: z.string(),
          sheet: z.string().nullable(),
          line: z.number().int(), //          row of the sheet, from 1
          /** `cell` null: no cell of the row, but what `text` names: 工作表名“滕州市”. */
          fields: z.array(
            z.object({ field: z.string(), label: z.string(), cell: z.string().nullable(), text: z.string() }),
          ),
        }),
      ),
    }),
  }),
  /** Blank workbook of a ledger: heads, drop-downs, checks of entries, 填报说明. It comes back through the import without a question. */
  'ledgers.template': defineCall({
    kind: 'job',
    params: z.object({ ledger: z.string() }),
    result: z.object({ file: fileRefSchema }),
  }),
  /** The rows that the grid shows, as a file that can be imported again. */
  'ledgers.export': defineCall({
    kind: 'job',
    params: z.object({
      ledger: z.string(),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      filter: ledgerFilterSchema.default({ text: '', conditions: [] }),
      sort: z.array(ledgerSortSchema).max(5).default([]),
      ids: z.array(id).min(1).max(100_000).optional(), // only these rows, in this order
      fields: z.array(z.string()).min(1).max(200).optional(), // only these columns, in this order; absent: all
      withPersonal: z.boolean().default(false), //  columns of personal data too
    }),
    result: z.object({ file: fileRefSchema, rows: z.number().int() }),
  }),
  /** What is to be done by a day, by the rules of the ledgers and the calendar of working days; the soonest first. */
  'ledgers.reminders': defineCall({
    kind: 'read',
    params: z.object({ ledger: z.string().nullable().default(null), withHandled: z.boolean().default(false) }),
    result: z.object({ today: dateSchema, reminders: z.array(reminderSchema) }),
  }),
  /** Dealt with or hidden, and why; reason null takes it back. It comes again when its deadline moves. */
  'ledgers.mark-reminder': defineCall({
    kind: 'write',
    params: z.object({
      ledger: z.string(),
      rowId: id,
      rule: z.string(),
      deadline: dateSchema,
      reason: z.string().trim().min(1).max(200).nullable(),
    }),
    result: z.object({}),
  }),
  'enterprises.list': defineCall({
    kind: 'read',
    params: z.object({
      text: enterpriseText.default(''), //  in code, any name or their pinyin initials
      unitId: id.nullable().default(null),
      tag: z.string().nullable().default(null),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    result: z.object({
      total: z.number().int(),
      /** `entries`: how many rows of ledgers point to it. */
      enterprises: z.array(enterpriseSchema.extend({ entries: z.number().int() })),
      tags: z.array(z.object({ tag: z.string(), count: z.number().int() })), // all in use
    }),
  }),
  /** Everything known about one: its rows in every ledger, newest first, and what happened to the entry. */
  'enterprises.get': defineCall({
    kind: 'read',
    params: z.object({ id }),
    result: z.object({
      enterprise: enterpriseSchema,
      unit: z.string(), //                  '' = none
      ledgers: z.array(
        z.object({
          ledger: z.string(),
          title: z.string(),
          total: z.number().int(),
          sums: z.array(z.object({ label: z.string(), text: z.string() })), // of all its rows; amounts in 万元
          columns: z.array(z.object({ field: z.string(), head: z.string(), isNumber: z.boolean() })),
          rows: z.array(z.object({ id, texts: z.array(z.string()) })), // as columns; at most 200
        }),
      ),
      /** Newest first. */
      changes: z.array(
        z.object({
          changeSetId: id,
          at: z.string(),
          operator: z.string(),
          label: z.string(),
          fields: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
        }),
      ),
    }),
  }),
  /** Entries that may be one and the same, side by side; a proposal, nothing more. */
  'enterprises.duplicates': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({
      total: z.number().int(),
      pairs: z.array(
        z.object({
          likeness: z.enum(LIKENESS),
          a: enterpriseSchema.extend({ entries: z.number().int() }),
          b: enterpriseSchema.extend({ entries: z.number().int() }),
        }),
      ), //                                 at most 200
    }),
  }),
  /** The officer found two entries to be two enterprises: they are not proposed again. */
  'enterprises.keep-apart': defineCall({
    kind: 'write',
    params: z.object({ a: id, b: id }),
    result: z.object({}),
  }),
  'enterprises.export': defineCall({ kind: 'job', params: z.object({}), result: fileRefSchema }),
  'enterprises.import': defineCall({
    kind: 'job',
    params: z.object({ file: fileRefSchema, apply: z.boolean() }),
    result: listImportSchema,
  }),
  /** The first few whose code or any name contains the text. */
  'enterprises.search': defineCall({
    kind: 'read',
    params: z.object({ text: enterpriseText.min(1) }),
    result: z.object({ enterprises: z.array(enterpriseSchema) }),
  }),
  'enterprises.save': defineCall({
    kind: 'write',
    params: z.object({ id: id.nullable(), enterprise: enterpriseDraftSchema }),
    result: enterpriseSchema,
  }),
  /** Puts one entry under another: its rows move, its names become former names. */
  'enterprises.merge': defineCall({
    kind: 'write',
    params: z.object({ keep: id, drop: id }),
    result: z.object({ enterprise: enterpriseSchema, moved: z.number().int() }),
  }),
};
