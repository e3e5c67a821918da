// Which steps are shown for a row. Pure; where it may go is said by the core (ledgers.history).

import { statusFieldOf, type Ledger, type LedgerRow } from '../../../shared/ledgers/define.js';
import { stagesFrom } from '../../../shared/ledgers/stages.js';

export interface StagePath {
  steps: readonly string[];
  stage: string | null;
  /** In an end state, which is on no path. */
  isEnded: boolean;
}

/** The path that the row names, else the first that has its stage, else the first. */
export function pathOf(ledger: Ledger, row: LedgerRow): StagePath {
  const { stages } = ledger;
  const status = statusFieldOf(ledger);
  const value = status === null ? null : row[status];
  const stage = typeof value === 'string' ? value : null;
  if (!stages) return { steps: [], stage, isEnded: false };
  const named = stages.pathField === undefined ? null : row[stages.pathField];
  const path =
    stages.paths.find((one) => one.name === named) ??
    stages.paths.find((one) => stage !== null && one.steps.includes(stage)) ??
    stages.paths[0];
  return {
    steps: path?.steps ?? [],
    stage,
    isEnded: stage !== null && stages.ends.includes(stage),
  };
}

/** Rows that a move to a stage takes back from a later one of its path: of each such stage how many, the furthest first. */
export function goingBack(ledger: Ledger, rows: readonly LedgerRow[], to: string): { stage: string; count: number }[] {
  const status = statusFieldOf(ledger);
  if (!ledger.stages || status === null) return [];
  const later = stagesFrom(ledger.stages, to).filter((stage) => stage !== to);
  return later
    .map((stage) => ({ stage, count: rows.filter((row) => row[status] === stage).length }))
    .filter(({ count }) => count > 0)
    .toReversed();
}
