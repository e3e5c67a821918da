// Calls about what is final: locks of periods, final copies of tables and what has changed since.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { EXPORT_FORMATS, printTableSchema, tableOptionsSchema } from '../../reports/print-table.js';
import { dateSchema } from '../../tasks/working-days.js';
import { defineCall } from '../define.js';
import { shownMarkSchema } from '../shown-mark.js';

const lockSchema = z.object({
  period: periodSchema,
  lockedAt: z.string(),
  lockedBy: z.string(),
  note: z.string(),
  reopenedAt: z.string().nullable(), //    null: in force
  reopenedBy: z.string().nullable(),
  reopenReason: z.string().nullable(),
});
const differenceSchema = z.object({
  row: z.string(), //                     滕州市, or 标题, 注, …
  column: z.string(), //                  发明专利授权量 › 同比; '' outside of the table
  was: z.string(),
  now: z.string(),
});

const copySchema = z.object({
  id: z.number().int(),
  kind: z.enum(['table', 'report']),
  name: z.string(), //                    of the layout
  period: periodSchema,
  no: z.number().int(), //                how many times this was finalised for the period
  title: z.string(),
  sha256: z.string(), //                  of the frozen content
  at: z.string(),
  operator: z.string(),
  note: z.string(),
  documentNumber: z.string().nullable(), // 文号
  issuedOn: z.string().nullable(), //     印发日期; null: not issued
});
export type FinalCopy = z.infer<typeof copySchema>;

/** A final copy that a change would print differently. */
export const touchedCopySchema = copySchema
  .pick({ id: true, title: true, no: true, documentNumber: true, issuedOn: true })
  .extend({ cells: z.array(differenceSchema) });

const id = z.object({ id: z.number().int() });
const locks = z.object({ locks: z.array(lockSchema) });

export const finalCopyCalls = {
  /** Newest first; `period` null: all. */
  'final-copies.list': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema.nullable().default(null) }),
    result: z.object({ copies: z.array(copySchema) }),
  }),
  /** 定稿: freezes the table as it would print now, with everything that went into it. */
  'final-copies.create': defineCall({
    kind: 'write',
    params: z.object({
      name: z.string().max(100),
      period: periodSchema,
      options: tableOptionsSchema,
      shown: shownMarkSchema,
      note: z.string().trim().max(200).default(''),
    }),
    result: id,
  }),
  'final-copies.get': defineCall({
    kind: 'read',
    params: id,
    result: z.object({ copy: copySchema, table: printTableSchema, inputs: z.number().int(), program: z.string() }),
  }),
  /** Everything that it was made of, as it was then: values with their cell, targets, 上级下发, 台账. */
  'final-copies.inputs': defineCall({
    kind: 'read',
    params: id,
    result: z.object({
      inputs: z.array(
        z.object({
          what: z.string(),
          unit: z.string(),
          name: z.string(), //               indicator or ledger
          measure: z.string(),
          when: z.string(),
          text: z.string(),
          source: z.string(), //             file › sheet › cell, or how it is counted
        }),
      ),
    }),
  }),
  /** Reprint: from the frozen content, whatever the data are now. */
  'final-copies.export': defineCall({
    kind: 'job',
    params: id.extend({ format: z.enum(EXPORT_FORMATS) }),
    result: fileRefSchema,
  }),
  /** 定稿后变动. */
  'final-copies.changes': defineCall({
    kind: 'read',
    params: id,
    result: z.object({
      cells: z.array(differenceSchema), // printed texts that would differ today
      inputs: z.array(
        z.object({
          unit: z.string(),
          code: z.string(),
          indicator: z.string(),
          measure: z.string(),
          when: z.string(), //               统计期间
          what: z.string(), //               报送数值, 下达任务, 台账记录 …
          was: z.string(),
          now: z.string(),
          at: z.string().nullable(), //      of the newest revision
          operator: z.string(),
          reason: z.string(),
        }),
      ),
      obstacle: z.string(), //               why the table cannot be made any more; '' otherwise
    }),
  }),
  /** 印发 with 文号 and date; both null take it back. */
  'final-copies.issue': defineCall({
    kind: 'write',
    params: id.extend({
      documentNumber: z.string().trim().min(1).max(60).nullable(),
      issuedOn: dateSchema.nullable(),
    }),
    result: copySchema,
  }),
  'final-copies.remove': defineCall({ kind: 'write', params: id, result: z.object({}) }),
  /** Every lock that there was, newest first. */
  'locks.list': defineCall({ kind: 'read', params: z.object({}), result: locks }),
  /** 锁定本期: nothing is written into it any more, on any path, until it is reopened. */
  'locks.lock': defineCall({
    kind: 'write',
    params: z.object({ period: periodSchema, note: z.string().trim().max(200).default('') }),
    result: locks,
  }),
  'locks.reopen': defineCall({
    kind: 'write',
    params: z.object({ period: periodSchema, reason: z.string().trim().min(2).max(200) }),
    result: locks,
  }),
};
