// Calls about rows that lead to rows of another ledger: a check that becomes a case, and the case's way back to it.

import { z } from 'zod';

import { periodSchema } from '../../model/period-schema.js';
import { defineCall } from '../define.js';
import { fieldInputSchema, findingSchema } from './ledgers.js';

const id = z.number().int();

const linkedRow = z.object({
  ledger: z.string(),
  title: z.string(), //                     of the ledger
  id,
  name: z.string(), //                      what the row is called; '' = nothing
});
export type LinkedRow = z.infer<typeof linkedRow>;

export const linkedRowCalls = {
  /** Rows of other ledgers that this one led to, or comes from. */
  'ledgers.linked': defineCall({
    kind: 'read',
    params: z.object({ ledger: z.string(), id }),
    result: z.object({
      to: z.array(linkedRow),
      from: z.array(linkedRow),
      /** The step that the row can be taken to; null: it has been taken, or is not to be. */
      next: z
        .object({
          what: z.string(), //              立案
          ledger: z.string(),
          title: z.string(),
          /** Fields of the new row that are to be looked at, with what is known of them; '' = nothing. */
          fields: z.array(z.object({ field: z.string(), text: z.string() })),
        })
        .nullable(),
      /** A row of that ledger may be chosen that this one belongs to; null: it is linked, or has no number to be named by. */
      choose: z.object({ ledger: z.string(), title: z.string() }).nullable(),
    }),
  }),
  /** Rows that this one may be linked with: without a word those of the same name first, else those that have the word. */
  'ledgers.link-choices': defineCall({
    kind: 'read',
    params: z.object({ ledger: z.string(), id, text: z.string().max(60).default('') }),
    result: z.object({
      rows: z.array(linkedRow.extend({ detail: z.string() })), // 滕州市 2022-07-20
      isCut: z.boolean(), //                 there are more
    }),
  }),
  /** Links the row with one that was chosen: the number of the one is written into the other, in one step. */
  'ledgers.link': defineCall({
    kind: 'write',
    params: z.object({ ledger: z.string(), id, other: id, period: periodSchema.nullable().default(null) }),
    result: z.object({ row: linkedRow }), // the chosen one
  }),
  /** Takes the step: the new row and its number in this one, as one step. With a blocking finding nothing is saved. */
  'ledgers.lead-on': defineCall({
    kind: 'write',
    params: z.object({
      ledger: z.string(),
      id,
      values: z.record(z.string().max(40), fieldInputSchema), // of the new row
      period: periodSchema.nullable().default(null),
    }),
    result: z.object({
      row: linkedRow.nullable(), //         null: not saved
      findings: z.array(findingSchema), //  about the new row
    }),
  }),
};
