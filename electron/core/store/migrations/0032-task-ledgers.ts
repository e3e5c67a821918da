// Reporting tasks ask for ledgers too, and what came in of them is kept: a ledger row says nothing of a 报送, and 本期无 has no row.
// Both tables are journaled (../journal.ts; ledger_submission by its name). Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE task_ledger (
  task_id INTEGER NOT NULL REFERENCES reporting_task (id) ON DELETE CASCADE,
  ledger TEXT NOT NULL,
  sort INTEGER NOT NULL,
  PRIMARY KEY (task_id, ledger)
) STRICT, WITHOUT ROWID;

-- One ledger of one unit for one period has come in. told_by: what says so. form: the 填报表 that was sent out; names: all rows are
-- of that unit, and title, sheet or file name state unit and period; hand: the officer, with a reason.
CREATE TABLE ledger_submission (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ledger TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id) ON DELETE CASCADE,
  period INTEGER NOT NULL,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  import_file_id INTEGER REFERENCES import_file (id),
  told_by TEXT NOT NULL CHECK (told_by IN ('form','names','hand')),
  row_count INTEGER NOT NULL, stored INTEGER NOT NULL,
  received_on TEXT, reason TEXT NOT NULL,
  CHECK ((told_by = 'hand') = (import_file_id IS NULL))
) STRICT;
CREATE INDEX ledger_submission_period ON ledger_submission (period);
CREATE INDEX ledger_submission_unit ON ledger_submission (unit_id);
`;

export const migration0032: Migration = { version: 32, name: 'task-ledgers', up: (db) => db.exec(sql) };
