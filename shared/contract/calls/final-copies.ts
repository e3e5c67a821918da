// Calls about what is final: locks of periods, final copies of tables and what has changed since.

import { z } from 'zod';

import { periodSchema } from '../../model/period.js';
import { defineCall } from '../define.js';

const lockSchema = z.object({
  period: periodSchema,
  lockedAt: z.string(),
  lockedBy: z.string(),
  note: z.string(),
  reopenedAt: z.string().nullable(), //    null: in force
  reopenedBy: z.string().nullable(),
  reopenReason: z.string().nullable(),
});
export type PeriodLock = z.infer<typeof lockSchema>;
const locks = z.object({ locks: z.array(lockSchema) });

export const finalCopyCalls = {
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
