// Whether anything that was entered uses a unit or an indicator: then it cannot be removed, or have another measure.

import { unitFieldOf } from '../../../shared/ledgers/define.js';
import { LEDGERS } from '../../../shared/ledgers/registry.js';
import type { Store } from './store.js';

/** True where a row of any table that keeps what was entered has this unit or indicator. */
export function isInUse(store: Store, column: 'unit_id' | 'indicator_id', id: number): boolean {
  const tables = column === 'unit_id' ? tablesWithUnits() : TABLES_WITH_INDICATORS;
  return tables.some(
    (table) => store.db.prepare(`SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT 1`).get(id) !== undefined,
  );
}

/** Tables whose rows keep a unit from being removed; those that go with it (its tasks, its contacts) are not among them. */
export function tablesWithUnits(): string[] {
  return [
    // First where the unit is indexed: revisions and claims are looked through only for one that submitted nothing.
    'submission',
    'ledger_submission',
    'observation_revision',
    'claim',
    'issued_value',
    'target',
    'target_basis',
    'scheme_score',
    'denominator_value',
    'comparable_base',
    'waiver',
    'attachment',
    'cell_note',
    'enterprise',
    'ledger_own',
    'ledger_former_unit',
    ...LEDGERS.filter((ledger) => unitFieldOf(ledger) === 'unit').map((ledger) => ledger.table),
  ];
}

/** Tables whose numbers are read in the measure of their indicator. */
const TABLES_WITH_INDICATORS = [
  'observation_revision',
  'claim',
  'issued_value',
  'target',
  'own_target',
  'target_basis',
  'published',
  'denominator_version',
  'benchmark',
  'comparable_base',
  'waiver',
  'ledger_explanation',
  'cell_note',
];
