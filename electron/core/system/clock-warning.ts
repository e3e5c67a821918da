// A computer whose clock was set back (an empty battery on its board): whether a report came in time, and when a backup was made, is
// read from that clock, so the officer is told.

import type { Store } from '../store/store.js';
import { localMinute } from '../../../shared/model/local-minute.js';

/** Clocks that are set right by minutes are no matter. */
const ALLOWED_MS = 60 * 60_000;
/** Steps looked at: the next one, with the wrong time, does not silence it. */
const LAST_STEPS = 20;

/** Chinese sentence; '' where the clock is not behind what was done last. */
export function clockWarning(store: Store): string {
  const last = store.db
    .prepare(`SELECT max(at) FROM (SELECT at FROM change_set ORDER BY id DESC LIMIT ${LAST_STEPS})`)
    .pluck()
    .get() as string | null;
  const now = store.now();
  if (last === null || Date.parse(now) + ALLOWED_MS >= Date.parse(last)) return '';
  return `电脑时间（${localMinute(now)}）早于最近的操作（${localMinute(last)}）。报送是否按时、备份日期都按电脑时间记录，请先校准电脑时间。`;
}
