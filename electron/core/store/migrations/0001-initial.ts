// First schema. Frozen once released: later changes are new migrations (additive by habit).
// Three kinds of tables, and undo treats them differently (see ../journal.ts):
//   journaled     small tables whose every change is journaled row by row (bureau … recognition_memory)
//   appended      rows carry the change set that added them and are never changed (observation_revision, claim, target, benchmark);
//                 undo takes them out again
//   projected     observation: the newest revision of each key, laid out for fast reading; rebuilt from observation_revision
// Records (change_set, journal, import_*, original_file, submission, activity_log) are never undone.
// AUTOINCREMENT where rows can go and come back by undo: an id that is used again for something else would block the redo.
// Integers: period 202207, basis and state and origin are positions in the lists of shared/model.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE bureau (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL, place TEXT NOT NULL, level TEXT NOT NULL, code TEXT
) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT, WITHOUT ROWID;

CREATE TABLE reporting_unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('county','zone','direct','town','member','enterprise')),
  sort INTEGER NOT NULL,
  counts_in_total INTEGER NOT NULL CHECK (counts_in_total IN (0,1)),
  ranked INTEGER NOT NULL CHECK (ranked IN (0,1)),
  parent_id INTEGER REFERENCES reporting_unit (id),
  gb_code TEXT, valid_from TEXT, valid_to TEXT,
  contact TEXT NOT NULL, phone TEXT NOT NULL
) STRICT;

CREATE TABLE unit_alias (
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id) ON DELETE CASCADE,
  alias TEXT NOT NULL, sort INTEGER NOT NULL,
  PRIMARY KEY (unit_id, alias)
) STRICT, WITHOUT ROWID;

-- definition NULL: exactly as shipped (shared/indicators/catalogue.ts); else the whole definition as the officer has it.
CREATE TABLE indicator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  definition TEXT CHECK (definition IS NULL OR json_valid(definition))
) STRICT;

CREATE TABLE recognition_memory (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER REFERENCES reporting_unit (id),
  fingerprint TEXT NOT NULL,
  topic TEXT NOT NULL,
  question TEXT NOT NULL, answer TEXT NOT NULL, answer_label TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (unit_id, fingerprint, topic)
) STRICT;

CREATE TABLE observation (
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL, basis INTEGER NOT NULL, unit_id INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  value INTEGER CHECK (value IS NULL OR value BETWEEN -9007199254740991 AND 9007199254740991),
  PRIMARY KEY (period, indicator_id, basis, unit_id),
  CHECK ((state IN (0, 1, 5)) = (value IS NOT NULL)),
  CHECK (state <> 1 OR value = 0),
  CHECK (state <> 0 OR value <> 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE observation_revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  basis INTEGER NOT NULL, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  no INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  value INTEGER CHECK (value IS NULL OR value BETWEEN -9007199254740991 AND 9007199254740991),
  origin INTEGER NOT NULL,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  submission_id INTEGER REFERENCES submission (id),
  sheet TEXT, cell TEXT, text TEXT, source_measure TEXT, reason TEXT,
  UNIQUE (period, indicator_id, basis, unit_id, no)
) STRICT;
CREATE INDEX observation_revision_change_set ON observation_revision (change_set_id);
CREATE INDEX observation_revision_unit ON observation_revision (unit_id);

-- 去年同期 column of a submission (rules.md 14): read as last year's value only where no observation is stored.
CREATE TABLE claim (
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  basis INTEGER NOT NULL, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  value INTEGER,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  sheet TEXT, cell TEXT NOT NULL, text TEXT NOT NULL, source_measure TEXT NOT NULL,
  PRIMARY KEY (period, indicator_id, basis, unit_id, submission_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_change_set ON claim (change_set_id);

CREATE TABLE target (
  year INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  no INTEGER NOT NULL,
  value INTEGER,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  import_file_id INTEGER REFERENCES import_file (id),
  sheet TEXT, cell TEXT, text TEXT, source_measure TEXT,
  PRIMARY KEY (year, indicator_id, unit_id, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_change_set ON target (change_set_id);

CREATE TABLE benchmark (
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id), basis INTEGER NOT NULL,
  place TEXT NOT NULL, no INTEGER NOT NULL,
  value INTEGER,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  import_file_id INTEGER REFERENCES import_file (id),
  sheet TEXT, cell TEXT, text TEXT, source_measure TEXT,
  PRIMARY KEY (period, indicator_id, basis, place, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX benchmark_change_set ON benchmark (change_set_id);

CREATE TABLE change_set (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL, operator TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
  topics TEXT NOT NULL,
  import_batch_id INTEGER REFERENCES import_batch (id),
  undoes INTEGER REFERENCES change_set (id),
  undone_by INTEGER REFERENCES change_set (id)
) STRICT;

CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  table_name TEXT NOT NULL,
  before TEXT, after TEXT
) STRICT;
CREATE INDEX journal_change_set ON journal (change_set_id);

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL, operator TEXT NOT NULL, label TEXT NOT NULL, undone_at TEXT
) STRICT;

CREATE TABLE original_file (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, encoding TEXT NOT NULL, bytes BLOB NOT NULL, kept_at TEXT NOT NULL
) STRICT;

CREATE TABLE import_file (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  file TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES original_file (sha256),
  form TEXT NOT NULL, stored INTEGER NOT NULL,
  report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;
CREATE INDEX import_file_batch ON import_file (batch_id);
CREATE INDEX import_file_sha256 ON import_file (sha256);

CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  import_file_id INTEGER NOT NULL REFERENCES import_file (id),
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  period INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_unit ON submission (unit_id, period);

CREATE TABLE import_plan (
  id TEXT PRIMARY KEY, created_at TEXT NOT NULL, data_version INTEGER NOT NULL
) STRICT;
CREATE TABLE import_plan_file (
  plan_id TEXT NOT NULL REFERENCES import_plan (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  path TEXT NOT NULL, period_hint TEXT,
  header TEXT NOT NULL CHECK (json_valid(header)),
  cells BLOB NOT NULL,
  PRIMARY KEY (plan_id, idx)
) STRICT;

CREATE TABLE activity_log (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, operator TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
`;

export const migration0001: Migration = { version: 1, name: 'initial', up: (db) => db.exec(sql) };
