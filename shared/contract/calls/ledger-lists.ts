// Calls that read across ledgers and the register: enterprises that something is due with, and what is left of a budget.

import { z } from 'zod';

import { WORKLISTS } from '../../ledgers/worklists.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { defineCall } from '../define.js';

const amount = z.number().int(); //           分
const year = z.number().int().min(2000).max(2100);

export const ledgerListCalls = {
  /** 查找 over all ledgers: the newest rows of each that hold the words, in the order of the ledgers. */
  'ledgers.find': defineCall({
    kind: 'read',
    params: z.object({ text: z.string().max(100), limit: z.number().int().min(1).max(100).default(24) }),
    result: z.object({
      text: z.string(), //                    what was asked for
      rows: z.array(
        z.object({
          ledger: z.string(),
          title: z.string(), //               of the ledger
          id: z.number().int(),
          name: z.string(), //                what the row is called
          found: z.string(), //               where the words stand, or its day: 案号：…
        }),
      ),
    }),
  }),
  /** Enterprises of one list at the end of a period, in the order of their units. */
  'ledgers.worklist': defineCall({
    kind: 'read',
    params: z.object({ list: z.enum(WORKLISTS), period: periodSchema }),
    result: z.object({
      rows: z.array(
        z.object({
          enterpriseId: z.number().int(),
          name: z.string(),
          unitId: z.number().int().nullable(),
          unit: z.string(),
          industry: z.string(),
          count: z.number().int(), //         of what the list is about: new inventions, visits of the year
          since: z.string().nullable(), //    day from which it is due
          lastVisit: z.string().nullable(),
        }),
      ),
      /** Enterprises that the list looks at: 规上, or those with new inventions. */
      of: z.number().int(),
    }),
  }),
  /** Budget, applied, approved and paid by category of a year. */
  'ledgers.balances': defineCall({
    kind: 'read',
    params: z.object({ year }),
    result: z.object({
      years: z.array(z.number().int()), //    that budgets or applications are of, newest first
      lines: z.array(
        z.object({
          level: z.string(),
          category: z.string(),
          budget: amount.nullable(), //       null: no budget is entered for it
          rows: z.number().int(),
          applied: amount,
          approved: amount,
          paid: amount,
          leftToApprove: amount.nullable(),
          leftToPay: amount.nullable(),
        }),
      ),
    }),
  }),
  /** One of these lists as a paper. */
  'ledgers.list-export': defineCall({
    kind: 'job',
    params: z.object({
      what: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('worklist'), list: z.enum(WORKLISTS), period: periodSchema }),
        z.object({ kind: z.literal('balances'), year }),
      ]),
      format: z.enum(['xlsx', 'pdf', 'html']),
    }),
    result: fileRefSchema,
  }),
};
