// SQL that adds claims: 去年同期 columns, kept with the submission (rules.md 14). Reading them: value-store.ts, source-store.ts.

import { VALUE_STATES, type ValueState } from '../../../shared/model/observation.js';
import { BASES, periodToInt } from '../../../shared/model/period.js';
import { byKey, manyRows, type Row } from './many-rows.js';
import type { Store } from './store.js';
import type { StoredKey } from './value-store.js';

export interface ClaimInput extends StoredKey {
  submissionId: number;
  state: ValueState;
  value: number | null;
  sheet: string | null;
  cell: string;
  text: string;
  sourceMeasure: string;
}

const CLAIM_ROWS = manyRows(
  'INSERT INTO claim (period, indicator_id, basis, unit_id, submission_id, state, value, change_set_id, sheet, cell, text, source_measure) VALUES',
  12,
);

/** Keeps claims; call inside write(). */
export function addClaims(store: Store, changeSetId: number, claims: readonly ClaimInput[]): void {
  CLAIM_ROWS(
    store,
    claims
      .map((claim): Row => [
        periodToInt(claim.period),
        claim.indicatorId,
        BASES.indexOf(claim.basis),
        claim.unitId,
        claim.submissionId,
        VALUE_STATES.indexOf(claim.state),
        claim.value,
        changeSetId,
        claim.sheet,
        claim.cell,
        claim.text,
        claim.sourceMeasure,
      ])
      .sort(byKey),
  );
}
