// 舍位平衡 of a drawn table, where the layout asks for it (formats.md D.2.4): parts of a sum in a converted measure, never integer
// counts, never percentages. A column with a missing part is left alone: its total is not the sum of what is printed.

import type { Ctx } from '../context.js';
import { factAt, type TablePlan } from './plan-table.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { fixedDecimal } from '../../../shared/model/scaled-number.js';
import type { PrintRow } from '../../../shared/reports/print-table.js';
import { balance } from '../../../shared/statistics/balance.js';
import { usableValue } from '../../../shared/statistics/figure.js';

/** Changes the cells of `rows` in place and keeps what plain rounding gives. Returns how many were adjusted. */
export function balanceColumns(
  plan: TablePlan,
  rows: readonly PrintRow[],
  rounding: Ctx['settings']['rounding'],
): number {
  if (plan.layout.rows.axis !== 'units') return 0;
  let adjusted = 0;
  plan.leaves.forEach((leaf, column) => {
    if (leaf.kind !== 'fact' || leaf.figure !== 'current') return;
    const parts = plan.rows.rows.flatMap((row, index) => {
      const fact = factAt(plan, row, leaf);
      if (fact === null || fact.unitId === null) return [];
      if (!plan.reader.of(fact.period).counting.has(fact.unitId)) return [];
      return [{ fact, cell: rows[index]!.cells.at(column - plan.leaves.length)! }];
    });
    const indicator = parts[0]?.fact.indicator;
    if (!indicator || indicator.total !== 'sum') return;
    // An issued whole is no sum: its parts are left as they are.
    if (plan.reader.of(parts[0]!.fact.period).byCode.get(indicator.code)?.total.from === 'issued') return;
    const values = parts.map(({ fact }) => usableValue(fact.figure));
    if (values.some((value) => value === null) || parts.some(({ fact }) => fact.figure.state === 'forecast')) return;
    const decimals = leaf.decimals ?? indicator.precision;
    const balanced = balance(values as bigint[], scaleOf(indicator.measure), decimals, rounding);
    parts.forEach(({ cell }, index) => {
      if (!balanced.adjusted[index]) return;
      adjusted += 1;
      cell.unadjusted = cell.text;
      cell.text = fixedDecimal(balanced.values[index]!, decimals);
      cell.number = cell.text;
    });
  });
  return adjusted;
}
