// A plan that nobody will look at, only receive: without the cells that serve checks, two thirds of them. Twelve hundred files
// wait in memory for the last one to be read.

import type { PlannedCell } from '../../../../shared/import/plan.js';
import type { FilePlan } from './plan-file.js';

/** Roles that a commit may store; all others it passes over (6-commit/cell-writer.ts). A new role must be decided here. */
const IS_STORED: Readonly<Record<PlannedCell['role'], boolean>> = {
  value: true,
  claim: true,
  target: true,
  benchmark: true,
  issued: true,
  check: false,
  unknown: false,
};

export function isKept(cell: Pick<PlannedCell, 'role'>): boolean {
  return IS_STORED[cell.role];
}

/** The same header, the same commit. */
export function withoutChecks<T extends FilePlan>(plan: T): T {
  const { detail } = plan;
  const claims = new Set(detail.claims);
  const cells: PlannedCell[] = [];
  const values: (string | null)[] = [];
  const before: (string | null)[] = [];
  const kept: number[] = [];
  plan.cells.forEach((cell, index) => {
    if (!isKept(cell)) return;
    if (claims.has(index)) kept.push(cells.length);
    cells.push(cell);
    values.push(detail.values[index] ?? null);
    before.push(detail.before[index] ?? null);
  });
  return { ...plan, cells, detail: { ...detail, values, before, claims: kept } };
}
