// 上级下发: values that the province or CNIPA issued for our own units or for the whole area. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
-- Append-only like benchmark: the newest number of a key holds, value NULL takes it back. unit_id 0: the whole area of the bureau.
CREATE TABLE issued_value (
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id), basis INTEGER NOT NULL,
  unit_id INTEGER NOT NULL, no INTEGER NOT NULL,
  value INTEGER,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  import_file_id INTEGER REFERENCES import_file (id),
  sheet TEXT, cell TEXT, text TEXT, source_measure TEXT,
  PRIMARY KEY (period, indicator_id, basis, unit_id, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_value_change_set ON issued_value (change_set_id);
CREATE INDEX issued_value_unit ON issued_value (unit_id);
`;

export const migration0013: Migration = { version: 13, name: 'issued-values', up: (db) => db.exec(sql) };
