// The officer's own table layouts, final copies (定稿存档) and period locks. Frozen once released. Additive.
//   journaled   table_layout, final_copy: made, changed and removed like any data, and undone like it
//   records     period_lock: a lock that undo could lift would be none. Reopening is a step of its own, with a reason.
// The frozen content of a final copy lies with the originals (original_file) under its hash and is never changed.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE table_layout (
  name TEXT PRIMARY KEY,
  sort INTEGER NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT, WITHOUT ROWID;

-- periods: all end months whose values the copy was made of. no: how many times this was finalised for the period.
CREATE TABLE final_copy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('table','report')),
  name TEXT NOT NULL,
  period INTEGER NOT NULL,
  no INTEGER NOT NULL,
  title TEXT NOT NULL,
  periods TEXT NOT NULL CHECK (json_valid(periods)),
  sha256 TEXT NOT NULL REFERENCES original_file (sha256),
  at TEXT NOT NULL, operator TEXT NOT NULL, note TEXT NOT NULL,
  document_number TEXT, issued_on TEXT,
  UNIQUE (kind, name, period, no)
) STRICT;
CREATE INDEX final_copy_period ON final_copy (period);
CREATE INDEX final_copy_content ON final_copy (sha256);

CREATE TABLE period_lock (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period INTEGER NOT NULL,
  locked_at TEXT NOT NULL, locked_by TEXT NOT NULL, note TEXT NOT NULL,
  reopened_at TEXT, reopened_by TEXT, reopen_reason TEXT
) STRICT;
CREATE UNIQUE INDEX period_lock_open ON period_lock (period) WHERE reopened_at IS NULL;
`;

export const migration0006: Migration = { version: 6, name: 'final copies', up: (db) => db.exec(sql) };
