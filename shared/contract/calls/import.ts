// Calls of the import: plan → look → answer → commit → undo. A plan lives in the store until it is discarded or replaced.

import { z } from 'zod';

import { proposedTableSchema } from './own-ledgers.js';
import { plannedRowSchema } from '../../import/ledger-rows.js';
import { CELL_ROLES, FATES } from '../../import/plan.js';
import { importPlanSchema, plannedCellSchema, plannedFileSchema } from '../../import/plan-schema.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { valueStateSchema } from '../../model/observation-schema.js';
import { basisSchema, periodSchema } from '../../model/period-schema.js';
import { defineCall } from '../define.js';
import { importRunParamsSchema } from './import-run.js';

const importBatchSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  operator: z.string(),
  label: z.string(), //             导入7个文件
  files: z.array(
    z.object({
      id: z.number().int(), //      import file id
      file: z.string(),
      form: z.string(),
      status: z.enum(['imported', 'undone']),
      units: z.array(z.string()),
      periods: z.array(z.string()),
      stored: z.number().int(), //  cells stored
      issues: z.number().int(),
      toReturn: z.number().int(), //必改 and 需核实 that nobody let pass
    }),
  ),
  undone: z.boolean(),
  canUndo: z.boolean(),
  undoBlockedBy: z.string(), //     '' or why it cannot be undone
});
export type ImportBatch = z.infer<typeof importBatchSchema>;

export const gridCellSchema = z.object({
  r: z.number().int(),
  c: z.number().int(),
  text: z.string(),
  numeric: z.boolean(),
});

/** A sheet as a grid of texts, for looking at. */
export const drawnSheetSchema = z.object({
  rows: z.number().int(),
  columns: z.number().int(),
  cells: z.array(gridCellSchema),
  merges: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
  truncated: z.boolean(), //  more than 2,000 rows or 200 columns: only the first are shown
});

/** A cell of a file of the plan. */
const conflictPlaceSchema = z.object({ index: z.number().int(), ref: z.string() });
const conflictingCellSchema = conflictPlaceSchema.extend({
  text: z.string(),
  value: z.string().nullable(),
  state: valueStateSchema.nullable(),
});
/** Which of two contradicting cells is received; open: not decided. */
const conflictKeepSchema = z.enum(['first', 'second', 'neither', 'open']);

export const importCalls = {
  /** Reads and recognises the files; nothing of them is stored as data. Files that cannot be read come back as `refused`. */
  'import.plan': defineCall({
    kind: 'job',
    params: z.object({
      files: z.array(fileRefSchema).min(1).max(5000),
      period: periodSchema.nullable(), //   serves only files that state none (rules.md 19)
      answers: z.record(z.string(), z.string()).optional(),
    }),
    result: importPlanSchema,
  }),
  'import.get': defineCall({ kind: 'read', params: z.object({ planId: z.string() }), result: importPlanSchema }),
  /** Newest plan that was not finished, so that work goes on after a restart. */
  'import.open-plan': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({ plan: importPlanSchema.nullable() }),
  }),
  'import.cells': defineCall({
    kind: 'read',
    params: z.object({ planId: z.string(), index: z.number().int() }),
    result: z.object({ file: plannedFileSchema, cells: z.array(plannedCellSchema) }),
  }),
  /** A page of the rows of one ledger sheet, of some fates or of all. */
  'import.ledger-rows': defineCall({
    kind: 'read',
    params: z.object({
      planId: z.string(),
      index: z.number().int(),
      sheetIndex: z.number().int(),
      fates: z.array(z.enum(FATES)).min(1).optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    result: z.object({ total: z.number().int(), rows: z.array(plannedRowSchema) }),
  }),
  /** Rows that are received or left out whatever the rest of the file does; named by their ref. */
  'import.choose-rows': defineCall({
    kind: 'write',
    params: z.object({
      planId: z.string(),
      index: z.number().int(),
      rows: z.record(z.string().regex(/^\d+:\d+$/), z.enum(['receive', 'leave', 'default'])),
    }),
    result: z.object({ file: plannedFileSchema }),
  }),
  /** The sheet as the district sent it, for the reading view. */
  'import.sheet': defineCall({
    kind: 'job',
    params: z.object({ planId: z.string(), index: z.number().int(), sheet: z.number().int() }),
    result: drawnSheetSchema,
  }),
  /**
   * Heads and values of a sheet that waits, to make a ledger of it. The answer `ledger-as:SHEET` of import.answer names the ledger that it
   * goes into.
   */
  'import.sheet-table': defineCall({
    kind: 'job',
    params: z.object({ planId: z.string(), index: z.number().int(), sheet: z.number().int() }),
    result: proposedTableSchema.extend({ sheet: z.string().nullable(), total: z.number().int() }),
  }),
  /** The kept original of a received file, at the sheet that a source names; null where the format has no sheet names. */
  'import.original-sheet': defineCall({
    kind: 'job',
    params: z.object({ importFileId: z.number().int(), sheet: z.string().nullable() }),
    result: drawnSheetSchema,
  }),
  /** What reading a file gives before anything is interpreted: for checks against other readers, and when a file puzzles. */
  'import.inspect': defineCall({
    kind: 'job',
    params: z.object({ file: fileRefSchema, cells: z.number().int().min(0).max(1_000_000) }),
    result: z.object({
      kind: z.string(), //             xlsx, xls, csv …
      remarks: z.array(z.string()), // codes of what the officer is told about the file
      sheets: z.array(
        z.object({
          name: z.string().nullable(),
          state: z.enum(['visible', 'hidden', 'veryHidden']),
          isTable: z.boolean(), //     false: chart, dialog or macro sheet
          nonempty: z.number().int(),
          numeric: z.number().int(), // dates included: they are numbers in the file
          sum: z.number(), //          of all numeric cells
          noValue: z.number().int(), // formulas without a stored value
          cells: z.array(gridCellSchema), // the first ones, at most as many as asked for
        }),
      ),
    }),
  }),
  /** Reads every file of the plan that waits once more, with its answers, against the units, indicators and rules of now. */
  'import.replan': defineCall({ kind: 'job', params: z.object({ planId: z.string() }), result: importPlanSchema }),
  /**
   * Further files for a plan that waits: its files keep their answers, and all that waits is planned anew beside each other.
   * `repeated`: names of files that wait already with the same content, or are the same file; they are not added twice.
   */
  'import.add': defineCall({
    kind: 'job',
    params: z.object({ planId: z.string(), files: z.array(fileRefSchema).min(1).max(5000) }),
    result: z.object({ plan: importPlanSchema, repeated: z.array(z.string()) }),
  }),
  /** Where two files of the plan give different values; `id`: of the question about them. */
  'import.conflicts': defineCall({
    kind: 'read',
    params: z.object({ planId: z.string(), id: z.string() }),
    result: z.object({
      files: z.tuple([z.string(), z.string()]),
      places: z.array(
        z.object({
          unit: z.string(),
          indicator: z.string(),
          period: periodSchema.nullable(),
          basis: basisSchema.nullable(),
          role: z.enum(CELL_ROLES),
          measure: z.string(),
          first: conflictingCellSchema,
          second: conflictingCellSchema,
          keep: conflictKeepSchema,
        }),
      ),
    }),
  }),
  /** Says which of two contradicting files holds: by the answer of their question, or place by place. Nothing is read again. */
  'import.settle': defineCall({
    kind: 'write',
    params: z.object({
      planId: z.string(),
      id: z.string(),
      answer: z.string().optional(),
      places: z
        .array(z.object({ first: conflictPlaceSchema, second: conflictPlaceSchema, keep: conflictKeepSchema }))
        .optional(),
    }),
    result: z.object({ files: z.array(plannedFileSchema) }),
  }),
  /** Answers questions of one file and plans it anew. */
  'import.answer': defineCall({
    kind: 'job',
    params: z.object({ planId: z.string(), index: z.number().int(), answers: z.record(z.string(), z.string()) }),
    result: plannedFileSchema,
  }),
  /** Answers questions of several files and plans these anew, all or none; gives these and all others that changed with them. */
  'import.answer-all': defineCall({
    kind: 'job',
    params: z.object({
      planId: z.string(),
      files: z.array(z.object({ index: z.number().int(), answers: z.record(z.string(), z.string()) })).min(1),
    }),
    result: z.object({ files: z.array(plannedFileSchema) }),
  }),
  /**
   * Receives files of the plan, each in one transaction (rules.md 18). `partial`: the officer chose to receive the other
   * cells of a file that has rejected ones; without it a file with a blocking issue is not stored.
   */
  'import.commit': defineCall({
    kind: 'job',
    params: z.object({
      planId: z.string(),
      files: z
        .array(
          z.object({
            index: z.number().int(),
            partial: z.boolean(),
            /** Only these cells, or all but these; named `Sheet1!C4`. Kept in the plan like import.choose. */
            cells: z
              .object({ receive: z.array(z.string()).optional(), leave: z.array(z.string()).optional() })
              .optional(),
            reason: z.string().max(500).optional(), // 更正原因 of this file, else the one below
          }),
        )
        .min(1),
      reason: z.string().max(500).optional(), //       更正原因: stays with the submission and its changed values
    }),
    result: z.object({
      batchId: z.number().int().nullable(),
      files: z.array(plannedFileSchema),
      stored: z.number().int(), // values and ledger rows
      rows: z.number().int(), //   ledger rows among them
    }),
  }),
  /**
   * Plans files and, with `accept`, receives those without a blocking issue or an open question (rules.md 18–19): the command
   * line's way. No plan is kept and the officer's waiting one stays as it is; all is stored when this answers.
   */
  'import.run': defineCall({
    kind: 'job',
    params: importRunParamsSchema,
    result: z.object({
      batchId: z.number().int().nullable(), // null: nothing was received
      files: z.array(plannedFileSchema),
      stored: z.number().int(), // values and ledger rows
      rows: z.number().int(), //   ledger rows among them
    }),
  }),
  'import.discard': defineCall({ kind: 'write', params: z.object({ planId: z.string() }), result: z.object({}) }),
  'import.batches': defineCall({
    kind: 'read',
    params: z.object({ limit: z.number().int().min(1).max(500) }),
    result: z.object({ batches: z.array(importBatchSchema) }),
  }),
  'import.undo': defineCall({
    kind: 'write',
    params: z.object({ batchId: z.number().int() }),
    result: z.object({ files: z.number().int(), values: z.number().int() }),
  }),
  /** The kept original, byte for byte. */
  'import.original': defineCall({
    kind: 'job',
    params: z.object({ importFileId: z.number().int() }),
    result: fileRefSchema,
  }),
  /** Remembered answers (识别规则). */
  'recognition.list': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({
      rules: z.array(
        z.object({
          id: z.number().int(),
          unit: z.string(),
          question: z.string(),
          answer: z.string(), //          as it reads
          value: z.string(), //           one of the options, or no longer
          options: z.array(z.object({ value: z.string(), label: z.string() })), // what was offered; empty: it can only be removed
          at: z.string(),
        }),
      ),
    }),
  }),
  /** Another of the offered answers; like a removal it holds for what is read from now on. */
  'recognition.change': defineCall({
    kind: 'write',
    params: z.object({ id: z.number().int(), value: z.string() }),
    result: z.object({}),
  }),
  'recognition.remove': defineCall({ kind: 'write', params: z.object({ id: z.number().int() }), result: z.object({}) }),
};
