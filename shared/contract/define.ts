// How a call is declared. The table in calls/*.ts is the single place where a call exists: types, allow-list and
// parameter checks of every host follow from it (style.md §4).

import type { z } from 'zod';

/** read never writes and may run beside a job; write is short; job reports progress and can be cancelled. */
export type CallKind = 'read' | 'write' | 'job';

export interface CallDefinition<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  kind: CallKind;
  params: P;
  result: R;
}

/** Identity function that keeps the precise types of a call. */
export function defineCall<P extends z.ZodType, R extends z.ZodType>(call: CallDefinition<P, R>): CallDefinition<P, R> {
  return call;
}
