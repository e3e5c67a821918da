// Which steps are shown for a row. Pure; where it may go is said by the core (ledgers.history).

import { statusFieldOf, type Ledger, type LedgerRow } from '../../../shared/ledgers/define.js';

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
