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
  /** The first value of each unit, by its place among the units of the file. */
  values: (bigint | undefined)[];
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

function placeOf(unitId: number, units: Map<number, number>): number {
  let place = units.get(unitId);
  if (place === undefined) units.set(unitId, (place = units.size));
  return place;
}

export function checkTotals(cells: readonly ReadCell[], env: CheckEnv, reporter: Reporter): void {
  const totals = cells.filter(isTotal);
  if (totals.length === 0) return;
  const units = new Map<number, number>();
  const columns = new Map<number, Column[]>(totals.map(({ indicator }) => [indicator.id, []]));
  let [lastUnit, place] = [-1, -1];
  for (const cell of cells) {
    if (!cell.unit || !cell.indicator || cell.value === null) continue;
    const ofIndicator = columns.get(cell.indicator.id);
    if (!ofIndicator) continue;
    let column = ofIndicator.find((known) => isOf(known, cell));
    if (!column) {
      const { sheetIndex, figure, period, basis } = cell;
      ofIndicator.push((column = { sheetIndex, figure, period, basis, values: [] }));
    }
    const { id } = cell.unit;
    // Cells of one row belong to one unit.
    if (id !== lastUnit) [lastUnit, place] = [id, placeOf(id, units)];
    column.values[place] ??= cell.value;
  }
  const ids = [...units.keys()];
  for (const total of totals) {
    const { indicator } = total;
    const values = columns.get(indicator.id)!.find((known) => isOf(known, total))?.values ?? [];
    const counted = total.period === null ? null : env.countedIds(total.period);
    let all = 0n;
    let uncounted = 0n;
    let count = 0;
    values.forEach((value, at) => {
      if (value === undefined) return;
      count += 1;
      all += value;
      if (counted !== null && !counted.has(ids[at]!)) uncounted += value;
    });
    if (count < 2) continue;
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
