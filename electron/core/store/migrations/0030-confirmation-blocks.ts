// Confirmations of one import in packed entries, one for each table and year or month: row by row, with a text of their own each, the
// targets that districts repeat every month took more place than all values. Those of before, and those that an undo makes, stay in
// `confirmation`. Which of a packed entry took a place is noted beside it: an entry is written once and goes with its import.
// Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE confirmation_block (
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  table_name TEXT NOT NULL,
  span INTEGER NOT NULL,
  first_unit INTEGER NOT NULL, last_unit INTEGER NOT NULL CHECK (last_unit >= first_unit),
  packed TEXT NOT NULL CHECK (json_valid(packed)),
  PRIMARY KEY (change_set_id, table_name, span)
) STRICT;
CREATE INDEX confirmation_block_span ON confirmation_block (table_name, span, first_unit, last_unit);
CREATE TABLE confirmation_taken (
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  table_name TEXT NOT NULL,
  span INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (change_set_id, table_name, span, place)
) STRICT;
`;

export const migration0030: Migration = { version: 30, name: 'confirmation-blocks', up: (db) => db.exec(sql) };
