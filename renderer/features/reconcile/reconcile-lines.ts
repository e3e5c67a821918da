// Lines of the comparison as the page lists them: one per indicator, ledger and unit. Pure.

import type { ReconcileLine } from '../../../shared/contract/calls/ledgers.js';
import { isCompared, isListed, RECONCILE_CHOICES, type ReconcileChoice } from '../../../shared/ledgers/reconcile.js';

export interface CompareRow {
  key: string;
  line: ReconcileLine;
  unit: ReconcileLine['units'][number];
}

export function compareRows(lines: readonly ReconcileLine[]): CompareRow[] {
  return lines.flatMap((line) =>
    line.units
      .filter(isCompared)
      .map((unit) => ({ key: `${line.ledger}/${line.code}/${line.basis}/${unit.unitId}`, line, unit })),
  );
}

/** Other 填报单位 whose number of the same indicator waits for an explanation, too: often for the same reason. */
export function openBeside({ line, unit }: CompareRow): number[] {
  return line.units.filter((one) => one.unitId !== unit.unitId && isListed('open', one, line)).map((one) => one.unitId);
}

export function isChosen(
  { line, unit }: CompareRow,
  chosen: { choice: ReconcileChoice; ledger: string | null; unitId: number | null },
): boolean {
  if (chosen.ledger !== null && line.ledger !== chosen.ledger) return false;
  if (chosen.unitId !== null && unit.unitId !== chosen.unitId) return false;
  return isListed(chosen.choice, unit, line);
}

export function countByChoice(rows: readonly CompareRow[]): ReadonlyMap<ReconcileChoice, number> {
  return new Map(
    RECONCILE_CHOICES.map((choice) => [choice, rows.filter(({ line, unit }) => isListed(choice, unit, line)).length]),
  );
}
