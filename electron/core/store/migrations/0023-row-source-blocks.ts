// Where the rows of a ledger came from, for rows that a file added one after the other: some hundred of them in one packed entry
// (../row-source-store.ts). Entries of before, and those of single rows, stay in row_source. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE row_source_block (
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  ledger TEXT NOT NULL, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL CHECK (last_id >= first_id),
  import_file_id INTEGER NOT NULL REFERENCES import_file (id),
  sheet TEXT, sheet_index INTEGER NOT NULL,
  packed TEXT NOT NULL,
  PRIMARY KEY (change_set_id, ledger, first_id)
) STRICT;
CREATE INDEX row_source_block_row ON row_source_block (ledger, first_id);
`;

export const migration0023: Migration = { version: 23, name: 'row-source-blocks', up: (db) => db.exec(sql) };
