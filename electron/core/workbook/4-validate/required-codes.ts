// Which indicators a unit must report for a period. Completeness exists only against a reporting task (报送任务): without one
// nothing is required and nothing is missing.

import type { Period } from '../../../../shared/model/period.js';
import type { Store } from '../../store/store.js';
import { requiredCodes } from '../../tasks/required.js';

/** Codes required of a unit's file that names these, empty where the unit is exempt, or null where no task names the unit. */
export function requiredCodesOf(
  store: Store,
  unitId: number,
  period: Period,
  names: ReadonlySet<string>,
): ReadonlySet<string> | null {
  return requiredCodes(store, unitId, period, names);
}
