// Reporting tasks and their board, the holiday calendar, attachments and the contacts book. Frozen once released.
// All tables are journaled (../journal.ts). What goes with a unit or a task goes by cascade, which the journal sees;
// bytes of attachments are originals like those of imports and stay. Periods are integers (202207), days are texts.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE reporting_task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  frequency TEXT NOT NULL CHECK (frequency IN ('month','quarter','half-year','year','once','round')),
  first_period INTEGER NOT NULL, last_period INTEGER,
  deadline TEXT NOT NULL CHECK (json_valid(deadline)),
  materials TEXT NOT NULL CHECK (json_valid(materials)),
  rounds TEXT NOT NULL CHECK (json_valid(rounds)),
  notice TEXT NOT NULL, contact TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE task_unit (
  task_id INTEGER NOT NULL REFERENCES reporting_task (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id) ON DELETE CASCADE,
  PRIMARY KEY (task_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_unit_unit ON task_unit (unit_id);

CREATE TABLE task_indicator (
  task_id INTEGER NOT NULL REFERENCES reporting_task (id) ON DELETE CASCADE,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  sort INTEGER NOT NULL,
  PRIMARY KEY (task_id, indicator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_indicator_indicator ON task_indicator (indicator_id);

-- What the officer noted about one unit in one period of a task. The *_change columns hold the change set that was the newest
-- then: a submission received later is told by its own change set.
CREATE TABLE task_state (
  task_id INTEGER NOT NULL REFERENCES reporting_task (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id) ON DELETE CASCADE,
  period INTEGER NOT NULL, round INTEGER NOT NULL,
  received_on TEXT,
  exempt_reason TEXT,
  returned_at TEXT, returned_due TEXT, returned_reason TEXT, returned_change INTEGER,
  checked_on TEXT, checked_note TEXT, checked_change INTEGER,
  PRIMARY KEY (task_id, unit_id, period, round)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_state_unit ON task_state (unit_id);

-- Only years that the officer changed; the others are as shipped (shared/tasks/holidays.ts).
CREATE TABLE holiday (
  date TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('holiday','workday')),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Bound to a submission, or to a unit's line of a task; period and unit are said in both cases.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  submission_id INTEGER REFERENCES submission (id),
  task_id INTEGER REFERENCES reporting_task (id),
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  period INTEGER NOT NULL, round INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sheet','sealed','text')),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES original_file (sha256),
  at TEXT NOT NULL, operator TEXT NOT NULL,
  CHECK ((submission_id IS NULL) <> (task_id IS NULL))
) STRICT;
CREATE INDEX attachment_unit ON attachment (unit_id, period);

-- Personal data: in no export unless asked for. Those who are named in received files are read from the files;
-- a row here is what the officer entered or corrected, or (hidden) does not want to see again.
CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id) ON DELETE CASCADE,
  name TEXT NOT NULL, phone TEXT NOT NULL, role TEXT NOT NULL, note TEXT NOT NULL,
  hidden INTEGER NOT NULL CHECK (hidden IN (0,1)),
  UNIQUE (unit_id, name)
) STRICT;
`;

export const migration0003: Migration = { version: 3, name: 'tasks', up: (db) => db.exec(sql) };
