// SQL of the revision chain: which files a unit has submitted for a period, 第1次, 第2次 …, and what each of them changed.

import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import type { Store } from './store.js';

export interface ChainEntry {
  id: number;
  importFileId: number;
  batchId: number;
  unitId: number;
  unit: string;
  period: Period;
  /** Place among those that stand; null: undone. */
  revision: number | null;
  file: string;
  form: string;
  at: string;
  operator: string;
  reason: string;
  undone: boolean;
  added: number;
  changed: number;
  waived: number;
}

interface Row {
  id: number;
  import_file_id: number;
  batch_id: number;
  unit_id: number;
  unit: string;
  period: number;
  file: string;
  form: string;
  at: string;
  operator: string;
  reason: string | null;
  undone: number;
  is_repeat: number;
  added: number;
  changed: number;
  waived: number;
}

/** Submissions, newest first. A city table counts as a unit's submission only where it gave a value. */
export function revisionChain(store: Store, filter: { unitId?: number; period?: Period }): ChainEntry[] {
  const conditions = [
    ...(filter.unitId === undefined ? [] : ['u.id = :unitId']),
    ...(filter.period === undefined ? [] : ['s.period = :period']),
  ];
  // Revisions by the change set of the file and submissions by unit, which are indexed: the others would read all that was ever
  // received, once for each submission.
  const revisions = 'FROM observation_revision r WHERE r.change_set_id = f.change_set_id AND r.submission_id = s.id';
  const rows = store.db
    .prepare(
      `SELECT s.id, s.import_file_id, f.batch_id, s.unit_id, u.name AS unit, s.period, f.file, f.form, c.at, c.operator, s.reason, s.is_repeat,
         c.undone_by IS NOT NULL AS undone,
         (SELECT count(*) ${revisions} AND r.no = 1) AS added, (SELECT count(*) ${revisions} AND r.no > 1) AS changed,
         (SELECT count(*) FROM json_each(f.report, '$.issues') i WHERE json_extract(i.value, '$.waiver') IS NOT NULL) AS waived
       FROM reporting_unit u CROSS JOIN submission s ON s.unit_id = u.id
       JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = f.change_set_id
       ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`} ORDER BY s.id`,
    )
    .all({
      ...(filter.unitId === undefined ? {} : { unitId: filter.unitId }),
      ...(filter.period === undefined ? {} : { period: periodToInt(filter.period) }),
    }) as Row[];
  const counts = new Map<string, number>();
  const entries = rows
    .filter((row) => row.undone === 1 || row.form === 'unit-report' || row.added + row.changed > 0)
    .flatMap((row): ChainEntry[] => {
      const key = `${row.unit_id}|${row.period}`;
      const earlier = counts.get(key) ?? 0;
      if (row.is_repeat === 1 && row.added + row.changed === 0 && (row.undone === 1 || earlier > 0)) return [];
      const revision = row.undone === 1 ? null : earlier + 1;
      if (revision !== null) counts.set(key, revision);
      return [
        {
          id: row.id,
          importFileId: row.import_file_id,
          batchId: row.batch_id,
          unitId: row.unit_id,
          unit: row.unit,
          period: periodFromInt(row.period),
          revision,
          file: row.file,
          form: row.form,
          at: row.at,
          operator: row.operator,
          reason: row.reason ?? '',
          undone: row.undone === 1,
          added: row.added,
          changed: row.changed,
          waived: row.waived,
        },
      ];
    });
  return entries.reverse();
}
