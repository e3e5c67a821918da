// 上月累计, 上月末 and earlier months that a report repeats: compared with what is stored of them, never kept. A difference is a
// correction that nobody reported, or a report that was made from other numbers.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { periodTitle } from '../../../../shared/model/period.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import { isLeftAsOlder } from '../3-map/left-as-older.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { plain } from './groups.js';
import type { Reporter } from './reporter.js';
import { pendingPlace, storedPlace } from './stored-place.js';

export function checkPrevious(cells: readonly ReadCell[], env: CheckEnv, reporter: Reporter): void {
  for (const cell of cells) {
    if (cell.role !== 'check' || cell.value === null || cell.rejected !== '') continue;
    if (!cell.unit || !cell.period || !cell.basis || !cell.indicator || cell.indicator.kind === 'ratio') continue;
    if (cell.figure !== 'previous' && !isLeftAsOlder(cell)) continue;
    const { unit, indicator, period, basis } = cell;
    const known = env.view.best(unit.id, indicator.id, period, basis);
    if (known === null || known.isClaim || known.value === null || known.value === cell.value) continue;
    const expected = shortestDecimal(known.value, scaleOf(indicator.measure));
    const place =
      known.pendingFile === null
        ? storedPlace(env.view.store, { unitId: unit.id, indicatorId: indicator.id, period, basis })
        : pendingPlace(known.pendingFile);
    reporter.report({
      rule: 'previous-differs',
      cells: [cell],
      compared: [`已存=${expected}`],
      expected,
      params: { name: indicator.name, period: periodTitle(period, basis), value: plain(cell), expected, place },
    });
  }
}
