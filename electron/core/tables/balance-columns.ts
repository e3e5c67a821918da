// Parts of a total that do not add up by rounding: 舍位平衡 of a drawn table where the layout asks for it (formats.md D.2.4), else the
// declaration below it. Balanced are parts of a sum in a converted measure, never integer counts, never percentages. A column with a
// missing part is left alone: its total is not the sum of what is printed.

import type { Ctx } from '../context.js';
import type { Fact } from '../statistics/facts.js';
import type { Leaf } from './plan-columns.js';
import { factAt, type TablePlan, type TableRow } from './plan-table.js';
import { isTotalRow } from './shown-rows.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { fixedDecimal } from '../../../shared/model/scaled-number.js';
import type { FigureKind, PrintRow } from '../../../shared/reports/print-table.js';
import { balance, needsBalancing, NOT_BALANCED_NOTE } from '../../../shared/statistics/balance.js';
import { usableValue, type Figure } from '../../../shared/statistics/figure.js';

type Rounding = Ctx['settings']['rounding'];

export interface Balancing {
  /** How many numbers were adjusted. */
  adjusted: number;
  /** Columns whose parts add up now. */
  balanced: ReadonlySet<Leaf>;
}

/** Changes the cells of `rows` in place and keeps what plain rounding gives. */
export function balanceColumns(plan: TablePlan, rows: readonly PrintRow[], rounding: Rounding): Balancing {
  const balancedLeaves = new Set<Leaf>();
  if (plan.layout.balancing !== 'largest-remainder' || plan.layout.rows.axis !== 'units')
    return { adjusted: 0, balanced: balancedLeaves };
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
    balancedLeaves.add(leaf);
    parts.forEach(({ cell }, index) => {
      if (!balanced.adjusted[index]) return;
      adjusted += 1;
      cell.unadjusted = cell.text;
      cell.text = fixedDecimal(balanced.values[index]!, decimals);
      cell.number = cell.text;
    });
  });
  return { adjusted, balanced: balancedLeaves };
}

/** What was adjusted, and the declaration where printed parts of other columns really miss their printed total. */
export function balancingNotes(plan: TablePlan, rounding: Rounding, { adjusted, balanced }: Balancing): string[] {
  const misses = plan.leaves.some((leaf) => !balanced.has(leaf) && missesTotal(plan, leaf, rounding));
  return [
    ...(adjusted > 0 ? [`为使各单位之和与合计数一致，${adjusted}个数按最大余数法作了舍位调整。`] : []),
    ...(misses ? [NOT_BALANCED_NOTE] : []),
  ];
}

function addedUp(fact: Fact, figure: FigureKind): Figure | null {
  if (figure === 'last-year') return fact.lastYear;
  if (figure === 'month' || figure === 'quarter') return fact[figure];
  return figure === 'current' ? fact.figure : null;
}

/** Units, or groups of them, beside their total in one column, each rounded as it is printed there. */
function missesTotal(plan: TablePlan, leaf: Leaf, rounding: Rounding): boolean {
  if (leaf.kind !== 'fact') return false;
  return [...Map.groupBy(plan.rows.rows, (row) => row.period).values()].some((rows) => {
    const whole = rows.find(isTotalRow);
    const total = whole ? factAt(plan, whole, leaf) : null;
    if (!total?.isPrinted || total.indicator.total !== 'sum') return false;
    if ((leaf.figure === 'last-year' ? total.lastYearFrom : total.from) === 'issued') return false;
    const { counting } = plan.reader.of(total.period);
    const partsOf = (isPart: (whose: TableRow['whose']) => boolean): bigint[] =>
      rows
        .filter(({ whose }) => isPart(whose))
        .flatMap((row) => {
          const fact = factAt(plan, row, leaf);
          return (fact && usableValue(addedUp(fact, leaf.figure))) ?? [];
        });
    const decimals = leaf.decimals ?? total.indicator.precision;
    return [
      partsOf(({ unitId }) => unitId !== null && counting.has(unitId)),
      partsOf(({ unitIds }) => unitIds !== null),
    ].some((parts) => needsBalancing(parts, scaleOf(total.indicator.measure), decimals, rounding));
  });
}
