// Ledger rows of a stored plan: what was read of each row of a ledger sheet and what would happen to it. The sheet's summary is
// part of the file's header; the rows are asked for by page, because a ledger may have 100 000 of them.

import { z } from 'zod';

import { periodSchema } from '../model/period-schema.js';
import { FATES, SEVERITIES } from './fates.js';
import { cellCountsSchema } from './fates-schema.js';

/** What becomes of a column of a ledger sheet. */
const COLUMN_USES = [
  'field', //      read into a field
  'added', //      kept in a field that receiving the file adds to the ledger
  'derived', //    computed again, never stored (序号, 撤回率)
  'left', //       not taken, by the officer's choice
  'lines', //      given by lines between the rows: 一、滕州市
  'open', //       a question
] as const;

/** Whose ledger for which period a sheet is, and what says so: our own form, or the names with the rows. */
const ledgerSubmissionOfSchema = z.object({
  unitId: z.number().int(),
  unit: z.string(),
  period: periodSchema,
  toldBy: z.enum(['form', 'names']),
  isAnswered: z.boolean().optional(), // names and rows say whose it is, the officer for when
});
export type LedgerSubmissionOf = z.infer<typeof ledgerSubmissionOfSchema>;

export const plannedLedgerSchema = z.object({
  sheet: z.string().nullable(),
  sheetIndex: z.number().int(),
  ledger: z.string(), //                 id
  title: z.string(),
  /** Rows of the head, from 0, inclusive. */
  head: z.tuple([z.number().int(), z.number().int()]),
  columns: z.array(
    z.object({ c: z.number().int(), head: z.string(), field: z.string().nullable(), use: z.enum(COLUMN_USES) }),
  ),
  /** What gives the values that no column has: 工作表名“滕州市”. Absent in reports received by older versions. */
  given: z.array(z.object({ field: z.string(), text: z.string() })).optional(),
  /** Rows by fate; `ignored`: repeated rows that are taken once. */
  rows: cellCountsSchema,
  /** 合计 rows and notes that are no records. */
  skipped: z.number().int(),
  /** Enterprises that the register does not know and receiving the file adds. */
  newEnterprises: z.number().int(),
  /** Year that title, sheet or file name state; null: none, or several. */
  statedYear: z.number().int().nullable(),
  /** Month from which changed rows are of another 填报单位, unless that is a correction (`ledger-update` answered so). */
  unitSince: z.string().optional(),
  /** What receiving it hands in against the 报送任务; null: nothing says. Absent in reports received by older versions. */
  submission: ledgerSubmissionOfSchema.nullable().optional(),
});
export type PlannedLedger = z.infer<typeof plannedLedgerSchema>;

export const plannedRowSchema = z.object({
  sheetIndex: z.number().int(),
  line: z.number().int(), //             row of the sheet as it is numbered there, from 1
  ref: z.string(), //                    names the row in choices: `0:12`
  fate: z.enum(FATES),
  reason: z.string(),
  rowId: z.number().int().nullable(), // the stored row that it is
  fields: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      cell: z.string().nullable(), //    address; null: from the title
      text: z.string(), //               as written
      value: z.string(), //              as it would be stored
      before: z.string().nullable(), //  stored text where it differs; null where nothing changes
    }),
  ),
  findings: z.array(
    z.object({
      severity: z.enum(SEVERITIES),
      rule: z.string(),
      field: z.string().nullable(),
      cell: z.string().nullable(),
      message: z.string(),
    }),
  ),
  /** The officer's choice for this row: true = receive, false = leave out; absent: as the file goes. */
  chosen: z.boolean().optional(),
});
export type PlannedRow = z.infer<typeof plannedRowSchema>;
