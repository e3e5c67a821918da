// Calls about 自建台账 and 增加字段: proposing, making, changing and taking out. Rows of such ledgers go through the calls of any ledger.

import { z } from 'zod';

import { extraFieldsSchema, ownFieldSchema, ownLedgerSchema } from '../../ledgers/own.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { defineCall } from '../define.js';

const cells = z.array(z.string().max(2000).nullable()).max(200);

/** A table as it was pasted or read: heads and what stands below them. */
export const proposedTableSchema = z.object({
  title: z.string().max(200),
  heads: cells,
  rows: z.array(cells).max(5000),
});

export const ownLedgerCalls = {
  /** What the office made of a ledger: a whole definition, or the fields added to a shipped one. */
  'ledgers.definition': defineCall({
    kind: 'read',
    params: z.object({ ledger: z.string() }),
    result: z.object({
      title: z.string(),
      own: ownLedgerSchema.nullable(), //     null: a shipped ledger
      extra: z.array(ownFieldSchema), //      added to a shipped ledger, those taken out included
      rows: z.number().int(),
    }),
  }),
  /** Fields for a table, with their kinds from heads and values; nothing is stored. */
  'ledgers.propose': defineCall({
    kind: 'read',
    params: proposedTableSchema,
    result: z.object({
      fields: z.array(
        z.object({
          field: ownFieldSchema,
          column: z.number().int(), //          of the table, from 0
          examples: z.array(z.string()),
          filled: z.number().int(),
        }),
      ),
      steps: z.array(z.string()),
    }),
  }),
  /** The table of a workbook or text file, as far as it can be shown: its first sheet that has one. */
  'ledgers.read-table': defineCall({
    kind: 'job',
    params: z.object({ file: fileRefSchema }),
    result: proposedTableSchema.extend({ sheet: z.string().nullable(), total: z.number().int() }),
  }),
  /** Makes an officer-made ledger (ledger null) or changes one. Fields are taken out by `isHidden`; one that is left away is kept so. */
  'ledgers.define': defineCall({
    kind: 'write',
    params: z.object({ ledger: z.string().nullable(), definition: ownLedgerSchema }),
    result: z.object({ ledger: z.string() }),
  }),
  /** Fields added to a shipped ledger. */
  'ledgers.extend': defineCall({
    kind: 'write',
    params: z.object({ ledger: z.string() }).extend(extraFieldsSchema.shape),
    result: z.object({}),
  }),
  /** Officer-made ledgers that are taken out of the list. */
  'ledgers.hidden': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({
      ledgers: z.array(z.object({ id: z.string(), title: z.string(), rows: z.number().int() })),
    }),
  }),
};
