// SQL of values that the province or CNIPA issued (上级下发): append-only with a running number; the newest holds.

import { BASES, periodFromInt, periodToInt, type Basis, type Period } from '../../../shared/model/period.js';
import type { CellSource } from '../../../shared/model/observation.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';
import { benchmarksOfPeriod, type AppendSource } from './target-store.js';
import { getBureau } from './unit-store.js';

export interface IssuedKey {
  /** Null: the whole area of the bureau. */
  unitId: number | null;
  indicatorId: number;
  period: Period;
  basis: Basis;
}

export interface IssuedValue extends IssuedKey {
  value: number;
  source: CellSource | null;
  /** Of a typed one: where it was read, and the day that it is as of. */
  origin?: string | null;
  asOf?: string | null;
  importFileId: number | null;
}

interface Row {
  period: number;
  indicator_id: number;
  basis: number;
  unit_id: number;
  value: number;
  sheet: string | null;
  cell: string | null;
  text: string | null;
  file: string | null;
  file_id: number | null;
  origin: string | null;
  as_of: string | null;
}

/** Values of an end month that hold, as they were issued for our units and the whole area. */
export function issuedDirectly(store: Store, period: Period): IssuedValue[] {
  const rows = prepared(
    store,
    `SELECT v.period, v.indicator_id, v.basis, v.unit_id, v.value, v.sheet, v.cell, v.text, v.origin, v.as_of, f.file, f.id AS file_id
     FROM issued_value v LEFT JOIN import_file f ON f.id = v.import_file_id
     WHERE v.period = ? AND v.value IS NOT NULL AND v.no = (SELECT max(x.no) FROM issued_value x
       WHERE x.period = v.period AND x.indicator_id = v.indicator_id AND x.basis = v.basis AND x.unit_id = v.unit_id)`,
  ).all(periodToInt(period)) as Row[];
  return rows.map((row): IssuedValue => ({
    unitId: row.unit_id === 0 ? null : row.unit_id,
    indicatorId: row.indicator_id,
    period: periodFromInt(row.period),
    basis: BASES[row.basis]!,
    value: row.value,
    source:
      row.file !== null && row.cell !== null
        ? { file: row.file, sheet: row.sheet, cell: row.cell, text: row.text ?? '' }
        : null,
    importFileId: row.file_id,
    origin: row.origin,
    asOf: row.as_of,
  }));
}

/**
 * Values of an end month that hold. A table of other places that names our own (a province table of its cities) has issued the
 * value of the whole area too, where nothing was issued for it directly.
 */
export function issuedOfPeriod(store: Store, period: Period): IssuedValue[] {
  const issued = issuedDirectly(store, period);
  const place = getBureau(store)?.place ?? '';
  if (place === '') return issued;
  const known = new Set(issued.filter((one) => one.unitId === null).map((one) => `${one.indicatorId}/${one.basis}`));
  for (const row of benchmarksOfPeriod(store, period))
    if (row.place === place && row.value !== null && !known.has(`${row.indicatorId}/${row.basis}`))
      issued.push({ ...row, unitId: null, value: row.value, importFileId: null });
  return issued;
}

/** 省局7月通报，截至2022-07-31; '' where the value came with a file. */
export function issuedOrigin({ origin, asOf }: Pick<IssuedValue, 'origin' | 'asOf'>): string {
  return [origin ?? '', asOf === null || asOf === undefined ? '' : `截至${asOf}`]
    .filter((part) => part !== '')
    .join('，');
}

/** Adds a value as the newest of its key. Call inside write(). */
export function addIssuedValue(
  store: Store,
  changeSetId: number,
  { unitId, indicatorId, period, basis, value }: IssuedKey & { value: number | null },
  source: AppendSource & { origin?: string | null; asOf?: string | null },
): void {
  prepared(
    store,
    `INSERT INTO issued_value (period, indicator_id, basis, unit_id, no, value, change_set_id, import_file_id, sheet, cell, text, source_measure, origin, as_of)
     SELECT :period, :indicatorId, :basis, :unitId, coalesce(max(no), 0) + 1, :value, :changeSetId, :importFileId, :sheet, :cell, :text, :sourceMeasure, :origin, :asOf
     FROM issued_value WHERE period = :period AND indicator_id = :indicatorId AND basis = :basis AND unit_id = :unitId`,
  ).run({
    ...source,
    origin: source.origin ?? null,
    asOf: source.asOf ?? null,
    period: periodToInt(period),
    basis: BASES.indexOf(basis),
    indicatorId,
    unitId: unitId ?? 0,
    value,
    changeSetId,
  });
}
