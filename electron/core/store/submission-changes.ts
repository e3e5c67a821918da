// SQL of one link of the revision chain: the values that a submission added or replaced, with what stood before.

import { z } from 'zod';

import { placeOfAddress } from '../../../shared/model/cell-address.js';
import { BASES, type Basis } from '../../../shared/model/period.js';
import { VALUE_STATES, type ValueState } from '../../../shared/model/observation.js';
import type { Store } from './store.js';

export interface SubmissionChange {
  indicatorId: number;
  basis: Basis;
  sheet: string | null;
  cell: string | null;
  reason: string;
  state: ValueState;
  value: number | null;
  /** Null: there was none. */
  beforeState: ValueState | null;
  before: number | null;
}

interface Row {
  indicator_id: number;
  basis: number;
  sheet: string | null;
  cell: string | null;
  reason: string | null;
  state: number;
  value: number | null;
  before_state: number | null;
  before: number | null;
}

/** Replaced values first; null where there is no such submission. An undone one has none: its values were taken out. */
export function submissionChanges(store: Store, submissionId: number): SubmissionChange[] | null {
  if (store.db.prepare('SELECT 1 FROM submission WHERE id = ?').get(submissionId) === undefined) return null;
  const rows = store.db
    .prepare(
      // By the change sets of the file, which are indexed; submission_id alone would read every revision.
      `SELECT r.indicator_id, r.basis, r.sheet, r.cell, r.reason, r.state, r.value, p.state AS before_state, p.value AS before
       FROM submission s JOIN import_file f ON f.id = s.import_file_id
       JOIN observation_revision r ON r.change_set_id = f.change_set_id AND r.submission_id = s.id
       LEFT JOIN observation_revision p ON p.period = r.period AND p.indicator_id = r.indicator_id AND p.basis = r.basis
         AND p.unit_id = r.unit_id AND p.no = (
           SELECT max(o.no) FROM observation_revision o WHERE o.period = r.period AND o.indicator_id = r.indicator_id
             AND o.basis = r.basis AND o.unit_id = r.unit_id AND o.no < r.no)
       WHERE s.id = ? ORDER BY p.no IS NULL`,
    )
    .all(submissionId) as Row[];
  const place = placesOf(store, submissionId);
  rows.sort((a, b) => Number(a.before_state === null) - Number(b.before_state === null) || place(a) - place(b));
  return rows.map((row) => ({
    indicatorId: row.indicator_id,
    basis: BASES[row.basis]!,
    sheet: row.sheet,
    cell: row.cell,
    reason: row.reason ?? '',
    state: VALUE_STATES[row.state]!,
    value: row.value,
    beforeState: row.before_state === null ? null : VALUE_STATES[row.before_state]!,
    before: row.before,
  }));
}

const sheetsSchema = z.object({ sheets: z.array(z.object({ name: z.string().nullable() })) });

/** Where a cell stands in its file, for sorting: sheet by sheet, row by row. */
function placesOf(store: Store, submissionId: number): (row: Row) => number {
  const { report } = store.db
    .prepare('SELECT f.report FROM submission s JOIN import_file f ON f.id = s.import_file_id WHERE s.id = ?')
    .get(submissionId) as { report: string };
  const sheets = sheetsSchema.safeParse(JSON.parse(report)).data?.sheets.map(({ name }) => name) ?? [];
  return ({ sheet, cell }) => {
    const place = placeOfAddress(cell ?? '');
    if (place === null) return Number.MAX_SAFE_INTEGER;
    // At most 2^20 rows and 2^14 columns in a sheet.
    return (Math.max(sheets.indexOf(sheet), 0) * 2 ** 20 + place.row) * 2 ** 14 + place.column;
  };
}
