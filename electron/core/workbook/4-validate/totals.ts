// 合计 rows are compared with the sum of the units of the same table, and never stored.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { plain } from './groups.js';
import type { Reporter } from './reporter.js';

/** One printed figure of a table: its total row, and the units above it. */
interface Column {
  sheetIndex: number;
  figure: ReadCell['figure'];
  period: ReadCell['period'];
  basis: ReadCell['basis'];
  units: Map<number, bigint>;
}

const isOf = (column: Column, cell: ReadCell): boolean =>
  column.sheetIndex === cell.sheetIndex &&
  column.figure === cell.figure &&
  column.period === cell.period &&
  column.basis === cell.basis;

/** A printed sum of units. */
type Total = ReadCell & { indicator: NonNullable<ReadCell['indicator']>; value: bigint };

/** 上级下达任务 is set apart from what is handed on to the units. */
function isTotal(cell: ReadCell): cell is Total {
  const { indicator, value, level } = cell;
  if (!cell.isTotal || indicator === null || value === null || level !== null) return false;
  return indicator.kind !== 'ratio' && indicator.total === 'sum';
}

export function checkTotals(cells: readonly ReadCell[], env: CheckEnv, reporter: Reporter): void {
  const totals = cells.filter(isTotal);
  if (totals.length === 0) return;
  const columns = new Map<string, Column[]>();
  for (const cell of cells) {
    if (cell.isTotal || !cell.unit || !cell.indicator || cell.value === null) continue;
    let ofIndicator = columns.get(cell.indicator.code);
    if (!ofIndicator) columns.set(cell.indicator.code, (ofIndicator = []));
    let column = ofIndicator.find((known) => isOf(known, cell));
    if (!column) {
      const { sheetIndex, figure, period, basis } = cell;
      ofIndicator.push((column = { sheetIndex, figure, period, basis, units: new Map<number, bigint>() }));
    }
    if (!column.units.has(cell.unit.id)) column.units.set(cell.unit.id, cell.value);
  }
  for (const total of totals) {
    const { indicator } = total;
    const units = columns.get(indicator.code)?.find((known) => isOf(known, total))?.units;
    if (!units || units.size < 2) continue;
    const counted = total.period === null ? null : env.countedIds(total.period);
    let all = 0n;
    let uncounted = 0n;
    units.forEach((value, id) => {
      all += value;
      if (counted !== null && !counted.has(id)) uncounted += value;
    });
    const onlyCounted = all - uncounted;
    if (total.value === all || total.value === onlyCounted) continue;
    // An issued whole may hold more than its units: 市直及未划分 makes up the difference.
    if (total.role === 'issued' && total.value > onlyCounted) continue;
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
