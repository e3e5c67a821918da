// Confirmations of every kind of value: the list of tables named in the check was shorter than the kinds that an import confirms,
// so a corrected table of the province could not be received. What is confirmed is decided in ../confirmation-store.ts alone.
// The table is made anew, its rows stay, and no number of a row that an undo took out is given again: a redo brings it back.
// Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE confirmation_of_any (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_name TEXT NOT NULL,
  key TEXT NOT NULL,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  row TEXT NOT NULL CHECK (json_valid(row))
) STRICT;
INSERT INTO confirmation_of_any SELECT id, table_name, key, change_set_id, row FROM confirmation;
DELETE FROM sqlite_sequence WHERE name = 'confirmation_of_any';
INSERT INTO sqlite_sequence (name, seq) SELECT 'confirmation_of_any', seq FROM sqlite_sequence WHERE name = 'confirmation';
DROP TABLE confirmation;
ALTER TABLE confirmation_of_any RENAME TO confirmation;
CREATE INDEX confirmation_key ON confirmation (table_name, key, change_set_id);
CREATE INDEX confirmation_change_set ON confirmation (change_set_id);
`;

export const migration0025: Migration = { version: 25, name: 'confirmations', up: (db) => db.exec(sql) };
