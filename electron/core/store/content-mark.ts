// Two answers of the core that show the same carry the same mark. A file that is made of what a page shows names the mark of that
// answer, and is refused where the numbers are others by now. Not here: whether anything at all has changed (store-mark.ts).

import { createHash } from 'node:crypto';

import { AppError } from '../../../shared/errors/app-error.js';

/** The same text for the same content, built in the same order. */
export function contentMark(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}

/** Throws AppError data.shown-changed where `now` is not what the page showed; a caller that shows nothing says no mark. */
export function refuseUnseen(shown: string | undefined, now: string, what: '表' | '图表'): void {
  if (shown !== undefined && shown !== now) throw new AppError('data.shown-changed', { what });
}
