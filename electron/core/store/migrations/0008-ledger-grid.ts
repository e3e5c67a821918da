// What the grid of a ledger keeps: saved views, files of a row, entries that could not be stored yet, and to whom a stage was handed.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE ledger_stage ADD COLUMN to_whom TEXT NOT NULL DEFAULT '';

-- Columns, filters and order under a name. A table ledger_… is journaled: a view that was removed comes back by undo.
CREATE TABLE ledger_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ledger TEXT NOT NULL, name TEXT NOT NULL,
  layout TEXT NOT NULL CHECK (json_valid(layout)),
  UNIQUE (ledger, name)
) STRICT;

-- Files of one row (批复, 证书, 照片): bytes with the originals by hash, so that a backup holds them.
CREATE TABLE ledger_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ledger TEXT NOT NULL, row_id INTEGER NOT NULL,
  name TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES original_file (sha256),
  at TEXT NOT NULL, operator TEXT NOT NULL,
  UNIQUE (ledger, row_id, sha256)
) STRICT;

-- Rows as they were typed, with mistakes. No data yet: no journal, no undo, one list per ledger.
CREATE TABLE unsaved_entry (
  ledger TEXT PRIMARY KEY,
  entries TEXT NOT NULL CHECK (json_valid(entries)),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest change of a ledger in one step; the condition must stand in the query word for word (store/ledger-history.ts).
CREATE INDEX journal_ledger_newest ON journal (table_name) WHERE table_name GLOB 'ledger_*';
`;

export const migration0008: Migration = { version: 8, name: 'ledger-grid', up: (db) => db.exec(sql) };
