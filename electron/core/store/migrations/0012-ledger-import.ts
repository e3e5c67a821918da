// Import of ledgers: rows of a plan by block, and where each stored row came from. Frozen once released. Additive.
// row_source is an appended table (../journal.ts): its rows are added with their change set and never changed.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE import_plan_row (
  plan_id TEXT NOT NULL REFERENCES import_plan (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL, sheet_index INTEGER NOT NULL, block INTEGER NOT NULL,
  fates TEXT NOT NULL, rows BLOB NOT NULL,
  PRIMARY KEY (plan_id, idx, sheet_index, block)
) STRICT;

CREATE TABLE row_source (
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  ledger TEXT NOT NULL, row_id INTEGER NOT NULL,
  import_file_id INTEGER NOT NULL REFERENCES import_file (id),
  sheet TEXT, sheet_index INTEGER NOT NULL, line INTEGER NOT NULL,
  texts TEXT NOT NULL CHECK (json_valid(texts)),
  PRIMARY KEY (change_set_id, ledger, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_source_row ON row_source (ledger, row_id);
CREATE INDEX row_source_file ON row_source (import_file_id);
`;

export const migration0012: Migration = { version: 12, name: 'ledger-import', up: (db) => db.exec(sql) };
