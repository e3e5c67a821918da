// Lines of the comparison as the page lists them: one per indicator, ledger and unit. Pure.

import type { ReconcileLine } from '../../../shared/contract/calls/ledgers.js';
import { isCompared, type ReconcileState } from '../../../shared/ledgers/reconcile.js';

export interface CompareRow {
  key: string;
  line: ReconcileLine;
  unit: ReconcileLine['units'][number];
}

export type StateChoice = 'open' | 'all' | ReconcileState;

/** What waits for the officer: numbers that differ, and ledger rows of units that gave nothing. */
export function isOpen(state: ReconcileState): boolean {
  return state === 'differs' || state === 'not-submitted';
}

export function compareRows(lines: readonly ReconcileLine[]): CompareRow[] {
  return lines.flatMap((line) =>
    line.units
      .filter(isCompared)
      .map((unit) => ({ key: `${line.ledger}/${line.code}/${line.basis}/${unit.unitId}`, line, unit })),
  );
}

export function isChosen(
  row: CompareRow,
  chosen: { state: StateChoice; ledger: string | null; unitId: number | null },
): boolean {
  if (chosen.ledger !== null && row.line.ledger !== chosen.ledger) return false;
  if (chosen.unitId !== null && row.unit.unitId !== chosen.unitId) return false;
  if (chosen.state === 'all') return true;
  return chosen.state === 'open' ? isOpen(row.unit.state) : row.unit.state === chosen.state;
}

export function countByState(rows: readonly CompareRow[]): Map<StateChoice, number> {
  const counts = new Map<StateChoice, number>([
    ['all', rows.length],
    ['open', rows.filter((row) => isOpen(row.unit.state)).length],
  ]);
  for (const { unit } of rows) counts.set(unit.state, (counts.get(unit.state) ?? 0) + 1);
  return counts;
}
