// Which indicators a unit must report for a period. Completeness exists only against a reporting task (报送任务): without one
// nothing is required and nothing is missing.

import type { Period } from '../../../../shared/model/period.js';
import type { Store } from '../../store/store.js';

/** Codes required of a unit for a period, or null where no task says so. Filled by the tasks (core/tasks). */
export function requiredCodesOf(store: Store, unitId: number, period: Period): ReadonlySet<string> | null {
  void store;
  void unitId;
  void period;
  return null;
}
