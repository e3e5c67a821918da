// How a refused write into a locked period is told from other refusals of SQLite. The guard itself: period-lock-store.ts.

import { periodFromInt, type Period } from '../../../shared/model/period.js';

/** First words of the message that the guard raises, followed by the period as an integer. */
export const LOCKED_MESSAGE = 'period is locked';

/** The locked period that a write was refused for, or null for any other error. */
export function lockedPeriodOf(error: unknown): Period | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code !== 'SQLITE_CONSTRAINT_TRIGGER' || typeof message !== 'string' || !message.startsWith(LOCKED_MESSAGE))
    return null;
  const value = Number(message.slice(LOCKED_MESSAGE.length));
  return Number.isInteger(value) && value > 0 ? periodFromInt(value) : null;
}
