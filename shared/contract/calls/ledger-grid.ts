// Calls behind the grid of a ledger: the order of its rows, saved views, unsaved entries, attachments, print.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { printTableSchema } from '../../reports/print-table.js';
import { defineCall } from '../define.js';
import {
  attachment,
  fieldInputSchema,
  fieldValueSchema,
  findingSchema,
  ledgerFilterSchema,
  ledgerRowSchema,
  ledgerSortSchema,
} from './ledgers.js';

const id = z.number().int();
const ledger = z.string();
const done = z.object({});

const GROUP_PARTS = ['value', 'month', 'year'] as const;
const groupBySchema = z.object({ field: z.string(), part: z.enum(GROUP_PARTS).default('value') });
export type GroupBy = z.infer<typeof groupBySchema>;

const query = z.object({
  ledger,
  filter: ledgerFilterSchema.default({ text: '', conditions: [] }),
  sort: z.array(ledgerSortSchema).max(5).default([]),
  groupBy: z.array(groupBySchema).max(3).default([]),
});

const readRowSchema = ledgerRowSchema.extend({
  files: z.number().int(), //             how many it has
  formerUnits: z.string().optional(), //   滕州市（至2022年6月）: where it was before it moved
});

const sums = z.record(z.string(), z.number()); // by field; amounts in 分

/** What an officer keeps under a name: columns and what is asked for. The page reads it; the core only keeps it. */
export const viewLayoutSchema = z.object({
  columns: z.array(z.object({ field: z.string(), width: z.number().int().min(30).max(1200).optional() })).max(200),
  frozen: z.number().int().min(0).max(20),
  text: z.string().max(200),
  filters: z.record(z.string(), z.string().max(500)),
  sort: z.array(ledgerSortSchema).max(5),
  groupBy: z.array(groupBySchema).max(3),
});
export type ViewLayout = z.infer<typeof viewLayoutSchema>;

const viewName = z.string().trim().min(1).max(40);
const savedViewSchema = z.object({ id, name: viewName, layout: viewLayoutSchema });
export type SavedView = z.infer<typeof savedViewSchema>;

const rowFileSchema = z.object({
  id,
  name: z.string(),
  size: z.number().int(),
  at: z.string(),
  operator: z.string(),
});
export type RowFile = z.infer<typeof rowFileSchema>;

/** Rows that could not be stored yet; id below 0: a new one. */
const unsavedRowSchema = z.object({ id, values: z.record(z.string(), fieldInputSchema) });
export type UnsavedRow = z.infer<typeof unsavedRowSchema>;

export const ledgerGridCalls = {
  /** The rows of a view in their order, by id: 100 000 of them cross in one answer, their contents are asked for as they come into sight. */
  'ledgers.order': defineCall({
    kind: 'read',
    params: query.extend({
      also: z.array(id).max(100_000).optional(), // rows that stay in sight whatever the filter says: just edited
      contents: z.number().int().min(0).max(300).optional(), // so many rows from the beginning come with their contents
    }),
    result: z.object({
      ids: z.array(id),
      rows: z.array(readRowSchema),
      sums, //                                over all rows
      groups: z.array(z.object({ keys: z.array(fieldValueSchema), count: z.number().int(), sums })), // in the order of the rows
    }),
  }),
  /** Contents by id, in the order asked for; rows that are gone are left out. */
  'ledgers.read': defineCall({
    kind: 'read',
    params: z.object({ ledger, ids: z.array(id).min(1).max(5000) }), // as many as one step changes
    result: z.object({ rows: z.array(readRowSchema) }),
  }),
  /** Figures over one column of chosen rows: what the status bar shows of a long selection. */
  'ledgers.figures': defineCall({
    kind: 'read',
    params: z.object({ ledger, ids: z.array(id).max(200_000), fields: z.array(z.string()).max(200) }),
    result: z.object({
      filled: z.number().int(), //            cells that hold something
      numbers: z.number().int(), //           cells of amounts and counts among them
      sum: z.number().nullable(), //          null: no number, or amounts and counts mixed; amounts in 分
      max: z.number().nullable(),
      min: z.number().nullable(),
      isAmount: z.boolean(),
    }),
  }),
  /** Fields that hold something in any of these rows. */
  'ledgers.filled': defineCall({
    kind: 'read',
    params: z.object({ ledger, ids: z.array(id).max(5000) }), // as many as are printed
    result: z.object({ fields: z.array(z.string()) }),
  }),
  /** Values that a field has, the most frequent first: for lists of choice. */
  'ledgers.values': defineCall({
    kind: 'read',
    params: z.object({ ledger, field: z.string(), limit: z.number().int().min(1).max(500).default(200) }),
    result: z.object({ values: z.array(z.object({ value: fieldValueSchema, count: z.number().int() })) }),
  }),
  'ledgers.views': defineCall({
    kind: 'read',
    params: z.object({ ledger }),
    result: z.object({ views: z.array(savedViewSchema) }),
  }),
  /** id null: a new view; a name that exists is replaced. */
  'ledgers.save-view': defineCall({
    kind: 'write',
    params: z.object({ ledger, name: viewName, layout: viewLayoutSchema }),
    result: savedViewSchema,
  }),
  'ledgers.remove-view': defineCall({ kind: 'write', params: z.object({ ledger, id }), result: done }),
  /** Entries with mistakes, as they were typed: kept until they are right or given up, over a restart too. */
  'ledgers.unsaved': defineCall({
    kind: 'read',
    params: z.object({ ledger }),
    result: z.object({ rows: z.array(unsavedRowSchema) }),
  }),
  'ledgers.keep-unsaved': defineCall({
    kind: 'write',
    params: z.object({ ledger, rows: z.array(unsavedRowSchema).max(5000) }),
    result: done,
  }),
  /** Files of one row, oldest first. */
  'ledgers.files': defineCall({
    kind: 'read',
    params: z.object({ ledger, id }),
    result: z.object({ files: z.array(rowFileSchema) }),
  }),
  /** Keeps a file with a row: bytes by their hash; a program is refused. */
  'ledgers.attach': defineCall({
    kind: 'job',
    params: z.object({ ledger, id, file: fileRefSchema }),
    result: rowFileSchema,
  }),
  'ledgers.detach': defineCall({ kind: 'write', params: z.object({ ledger, id, fileId: id }), result: done }),
  'ledgers.open-attachment': defineCall({
    kind: 'job',
    params: z.object({ ledger, id, fileId: id }),
    result: fileRefSchema,
  }),
  /** Keeps the bytes of a file for an 附件 field; the row names it when it is saved. */
  'ledgers.keep-file': defineCall({
    kind: 'job',
    params: z.object({ ledger, file: fileRefSchema }),
    result: attachment,
  }),
  'ledgers.open-file': defineCall({
    kind: 'job',
    params: z.object({ ledger, file: attachment }),
    result: fileRefSchema,
  }),
  /** What the ledger's checks say of stored rows, refusals and warnings, as if they were saved again. */
  'ledgers.findings': defineCall({
    kind: 'read',
    params: z.object({ ledger, ids: z.array(id).min(1).max(200) }),
    result: z.object({ rows: z.array(z.object({ id, findings: z.array(findingSchema) })) }),
  }),
  /** A view as paper: at most 5000 rows. `file`: also as a file to be printed. */
  'ledgers.print': defineCall({
    kind: 'job',
    params: query.extend({
      columns: z.array(z.string()).min(1).max(200),
      ids: z.array(id).max(5000).optional(), // these rows, whatever the filter says: what the officer sees
      blanks: z.array(z.string().min(1).max(20)).max(6).default([]), // columns that are filled in by hand
      title: z.string().max(60).default(''), // '' the title of the ledger
      subtitle: z.string().max(200).default(''), // 查询条件
      paper: z.enum(['A4', 'A3']).default('A4'),
      orientation: z.enum(['portrait', 'landscape']).default('landscape'),
      format: z.enum(['html', 'pdf', 'none']).default('none'),
      signature: z.boolean().default(true),
    }),
    result: z.object({ table: printTableSchema, file: fileRefSchema.nullable() }),
  }),
};
