// Whose numbers the rows of a table are: what is said below it is about those, and of the whole only where the whole stands in it.

import type { Fact } from '../statistics/facts.js';
import type { TablePlan, TableRow } from './plan-table.js';

type Shown = Pick<TablePlan, 'facts' | 'rows'>;

export function isTotalRow({ whose }: Pick<TableRow, 'whose'>): boolean {
  return whose.unitId === null && whose.unitIds === null && !whose.isResidual;
}

export function showsTotal({ rows }: Pick<Shown, 'rows'>): boolean {
  return rows.rows.some(isTotalRow);
}

/** The whole, or sums of groups: what may lack units and may not add up. */
export function showsSums({ rows }: Pick<Shown, 'rows'>): boolean {
  return rows.rows.some(({ whose }) => whose.unitId === null);
}

/** The unit that all rows are of (its indicators, one below the other); null where there are others or sums. */
export function onlyUnit({ rows }: Pick<Shown, 'rows'>): number | null {
  const ids = new Set(rows.rows.map(({ whose }) => whose.unitId));
  return ids.size === 1 ? [...ids][0]! : null;
}

/** Units that have a row, or a part in one. */
export function shownUnits({ facts, rows }: Shown): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const { whose } of rows.rows)
    for (const id of whose.unitId === null ? (whose.unitIds ?? facts.counting) : [whose.unitId]) ids.add(id);
  return ids;
}

/** Whether a fact is of a row, or a part of one. */
export function isShownIn(plan: Shown): (fact: Pick<Fact, 'unitId'>) => boolean {
  const units = shownUnits(plan);
  const hasTotal = showsTotal(plan);
  return ({ unitId }) => (unitId === null ? hasTotal : units.has(unitId));
}

/**
 * Units with a number in the table that is in none of its sums although it looks so: not indented below the unit that contains them, or in
 * a group without it.
 */
export function uncountedUnits({ facts, rows }: Shown): string[] {
  const present = new Set(facts.units.map(({ id }) => id));
  return facts.units
    .filter(({ id }) => !facts.counting.has(id))
    .filter(({ id, parentId }) =>
      rows.rows.some(({ whose: { unitId, unitIds } }) =>
        unitIds === null
          ? unitId === id && (parentId === null || !present.has(parentId))
          : unitIds.includes(id) && (parentId === null || !unitIds.includes(parentId)),
      ),
    )
    .map(({ name }) => name);
}
