// For which periods the reporting tasks still wait for one ledger of one unit.

import { addMonths, makePeriod, type Period } from '../../../shared/model/period.js';
import { occurrencesAt } from '../../../shared/tasks/define.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { ledgerSubmissions } from '../store/ledger-submission-store.js';
import type { Store } from '../store/store.js';
import { listTasks, notesOfPeriod } from '../store/task-store.js';

/** Longer ago nobody sends a ledger without saying for when. */
const MONTHS_BACK = 12;

/** Newest first; the month that has not ended is one of them. */
export function waitingPeriods(store: Store, { ledger, unitId }: { ledger: string; unitId: number }): Period[] {
  const tasks = listTasks(store).filter((task) => task.ledgers.includes(ledger) && task.unitIds.includes(unitId));
  if (tasks.length === 0) return [];
  const [year, month] = chinaDate(store.now()).split('-').map(Number);
  const now = makePeriod(year!, month!);
  return Array.from({ length: MONTHS_BACK + 1 }, (_, back) => addMonths(now, -back)).filter((period) => {
    const exempt = new Set(
      notesOfPeriod(store, period).flatMap((notes) =>
        notes.exemptReason !== null && notes.unitId === unitId ? [`${notes.taskId}/${notes.round}`] : [],
      ),
    );
    const isDue = tasks.some((task) =>
      occurrencesAt(task, period).some(({ round }) => !exempt.has(`${task.id}/${round}`)),
    );
    const isThere = (): boolean =>
      ledgerSubmissions(store, period).some((one) => one.unitId === unitId && one.ledger === ledger);
    return isDue && !isThere();
  });
}
