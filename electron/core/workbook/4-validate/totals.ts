// 合计 rows are compared with the sum of the units of the same table, and never stored.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { plain } from './groups.js';
import type { Reporter } from './reporter.js';

export function checkTotals(cells: readonly ReadCell[], env: CheckEnv, reporter: Reporter): void {
  const sums = new Map<string, Map<number, bigint>>();
  const keyOf = (cell: ReadCell): string =>
    `${cell.sheetIndex}|${cell.indicator!.code}|${cell.figure}|${cell.period}|${cell.basis}`;
  for (const cell of cells) {
    if (cell.isTotal || !cell.unit || !cell.indicator || cell.value === null) continue;
    const key = keyOf(cell);
    const units = sums.get(key) ?? new Map<number, bigint>();
    if (!units.has(cell.unit.id)) units.set(cell.unit.id, cell.value);
    sums.set(key, units);
  }
  for (const total of cells) {
    const { indicator } = total;
    if (!total.isTotal || !indicator || total.value === null) continue;
    if (indicator.kind === 'ratio' || indicator.total !== 'sum') continue;
    const units = sums.get(keyOf(total));
    if (!units || units.size < 2) continue;
    const counted = total.period === null ? null : env.countedIds(total.period);
    let all = 0n;
    let onlyCounted = 0n;
    for (const [id, value] of units) {
      all += value;
      if (counted === null || counted.has(id)) onlyCounted += value;
    }
    if (total.value === all || total.value === onlyCounted) continue;
    const scale = scaleOf(indicator.measure);
    const expected = shortestDecimal(onlyCounted, scale);
    reporter.report({
      rule: 'total-differs',
      cells: [total],
      compared: [`各单位相加=${expected}`],
      expected,
      params: {
        name: indicator.name,
        value: plain(total),
        expected,
        difference: shortestDecimal(total.value - onlyCounted, scale),
      },
      warnAtMost: true,
    });
  }
}
