// Officer-made ledgers and fields added to shipped ones. Frozen once released. Additive.
// Rows of all officer-made ledgers lie in one table, their fields in the JSON column `extra`, as added fields of the typed tables do.
// The columns that other tables must know of are computed from it: a unit or enterprise that a row names cannot be removed.

import type { Migration } from '../migrate.js';

const sql = `
-- By ledger: the whole definition of an officer-made one (own1, own2 …), or the fields added to a shipped one (pledge …).
-- origin: the shipped definition that it began as; it is put in once and then belongs to the office.
CREATE TABLE ledger_definition (
  ledger TEXT PRIMARY KEY,
  origin TEXT UNIQUE,
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_own (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ledger TEXT NOT NULL,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  unit_id INTEGER GENERATED ALWAYS AS (json_extract(extra, '$.unit')) VIRTUAL REFERENCES reporting_unit (id),
  enterprise_id INTEGER GENERATED ALWAYS AS (json_extract(extra, '$.enterprise.id')) VIRTUAL REFERENCES enterprise (id),
  enterprise_name TEXT GENERATED ALWAYS AS (json_extract(extra, '$.enterprise.name')) VIRTUAL
) STRICT;
CREATE INDEX ledger_own_ledger ON ledger_own (ledger, unit_id);
CREATE INDEX ledger_own_unit ON ledger_own (unit_id);
CREATE INDEX ledger_own_enterprise ON ledger_own (enterprise_id);
CREATE INDEX ledger_own_name ON ledger_own (ledger, enterprise_name);
`;

export const migration0005: Migration = { version: 5, name: 'own ledgers', up: (db) => db.exec(sql) };
