// Says that a unit has reported for this period before: which version this would be. What differs is asked cell by cell.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import type { PlannedFile } from '../../../../shared/import/plan.js';
import { fillMessage } from '../../../../shared/checks/rule.js';
import { periodTitle } from '../../../../shared/model/period.js';
import { chinaDate } from '../../../../shared/tasks/working-days.js';
import { revisionChain } from '../../store/revision-chain.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from '../4-validate/check-env.js';

export function noteSecondVersion(header: PlannedFile, cells: readonly ReadCell[], check: CheckEnv): void {
  const rule = check.rules.get('second-version');
  if (header.form !== 'unit-report' || !rule?.enabled) return;
  const seen = new Set<string>();
  for (const { role, unit, period } of cells) {
    if (role !== 'value' || !unit || period === null || seen.has(`${unit.id}|${period}`)) continue;
    seen.add(`${unit.id}|${period}`);
    const earlier = revisionChain(check.view.store, { unitId: unit.id, period }).find(
      (entry) => !entry.undone && entry.form === 'unit-report',
    );
    if (!earlier || earlier.revision === null) continue;
    header.issues.push({
      severity: rule.severity,
      rule: rule.id,
      sheet: null,
      cell: null,
      message: fillMessage(rule.message, {
        unit: unit.name,
        period: periodTitle(period, 'ytd'),
        date: chinaDate(earlier.at),
        file: fileInWords(earlier.file),
        before: String(earlier.revision),
        now: String(earlier.revision + 1),
      }),
    });
  }
}
