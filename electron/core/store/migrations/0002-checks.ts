// Checks as data, waivers, comparable bases, and what an undo in the middle needs. Frozen once released. Additive.
//   journaled     check_rule, waiver
//   appended      comparable_base (同口径调整: newest `no` of a key holds, state NULL = withdrawn), confirmation
//   confirmation  a file gave exactly the value that was stored already. When the import that stored it is undone, the oldest
//                 confirmation takes its place, so that undo leaves what replaying the remaining imports would give.

import type { Migration } from '../migrate.js';

const sql = `
-- definition: of a shipped rule what the officer changed (severity, enabled, thresholds); of an own rule the whole rule.
CREATE TABLE check_rule (
  id TEXT PRIMARY KEY,
  own INTEGER NOT NULL CHECK (own IN (0,1)),
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT, WITHOUT ROWID;

-- 核实通过: holds only for the figures that it was given for.
CREATE TABLE waiver (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  issue_key TEXT NOT NULL, figures TEXT NOT NULL,
  rule TEXT NOT NULL,
  unit_id INTEGER REFERENCES reporting_unit (id),
  indicator_id INTEGER REFERENCES indicator (id),
  period INTEGER,
  message TEXT NOT NULL,
  reason TEXT NOT NULL, operator TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (issue_key, figures)
) STRICT;

CREATE TABLE comparable_base (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  basis INTEGER NOT NULL, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  no INTEGER NOT NULL,
  state INTEGER CHECK (state IS NULL OR state BETWEEN 0 AND 5),
  value INTEGER CHECK (value IS NULL OR value BETWEEN -9007199254740991 AND 9007199254740991),
  note TEXT NOT NULL,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  import_file_id INTEGER REFERENCES import_file (id),
  sheet TEXT, cell TEXT, text TEXT,
  UNIQUE (period, indicator_id, basis, unit_id, no)
) STRICT;
CREATE INDEX comparable_base_change_set ON comparable_base (change_set_id);

-- row: the row as its table would hold it, without id and no. key: the columns that identify the value, joined by '|'.
CREATE TABLE confirmation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_name TEXT NOT NULL CHECK (table_name IN ('observation_revision', 'target', 'benchmark')),
  key TEXT NOT NULL,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  row TEXT NOT NULL CHECK (json_valid(row))
) STRICT;
CREATE INDEX confirmation_key ON confirmation (table_name, key, change_set_id);
CREATE INDEX confirmation_change_set ON confirmation (change_set_id);

-- Why a correction was received (更正原因).
ALTER TABLE submission ADD COLUMN reason TEXT;
`;

export const migration0002: Migration = { version: 2, name: 'checks', up: (db) => db.exec(sql) };
