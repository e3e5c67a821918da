// What the calendar of the office says to the rows of any ledger, typed or imported: today, and the last of a number of working days.

import type { Store } from '../store/store.js';
import { workCalendar } from '../store/task-store.js';
import type { RowEnv } from '../../../shared/ledgers/validate.js';
import { addWorkingDays, chinaDate, isWorkingDay } from '../../../shared/tasks/working-days.js';

export function dayEnv(store: Store): Required<Pick<RowEnv, 'today' | 'lastDay'>> {
  const calendar = workCalendar(store);
  return {
    today: chinaDate(store.now()),
    lastDay: (from, days, counts) => {
      const isCounted = counts === 'from-first' && isWorkingDay(from, calendar);
      const left = isCounted ? days - 1 : days;
      return left === 0 ? from : addWorkingDays(from, left, calendar);
    },
  };
}
