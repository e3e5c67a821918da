// The 填报单位 that a ledger row belonged to before it moved: a past month counts it for the unit of then. The row itself holds the
// present one; a row that never moved has no entry here. Journaled by its name (../journal.ts). Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
-- until: first month (YYYY-MM) in which the row was no longer of that unit.
CREATE TABLE ledger_former_unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ledger TEXT NOT NULL, row_id INTEGER NOT NULL,
  until TEXT NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id)
) STRICT;
CREATE UNIQUE INDEX ledger_former_unit_row ON ledger_former_unit (ledger, row_id, until);
CREATE INDEX ledger_former_unit_unit ON ledger_former_unit (unit_id);
`;

export const migration0033: Migration = { version: 33, name: 'former-units', up: (db) => db.exec(sql) };
