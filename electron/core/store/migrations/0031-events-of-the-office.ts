// Events of the office itself belong to none of its units: the column may stay empty. The table is made anew, its rows and numbers
// stay, and no number of a row that was taken out is given again: a redo brings it back. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE ledger_event_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT, happened_on TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  level TEXT NOT NULL, unit_id INTEGER REFERENCES reporting_unit (id), place TEXT, people TEXT,
  is_pending INTEGER CHECK (is_pending IN (0, 1)), detail TEXT, source TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
INSERT INTO ledger_event_anew SELECT * FROM ledger_event;
DELETE FROM sqlite_sequence WHERE name = 'ledger_event_anew';
INSERT INTO sqlite_sequence (name, seq) SELECT 'ledger_event_anew', seq FROM sqlite_sequence WHERE name = 'ledger_event';
DROP TABLE ledger_event;
ALTER TABLE ledger_event_anew RENAME TO ledger_event;
CREATE INDEX ledger_event_unit ON ledger_event (unit_id, happened_on);
CREATE INDEX ledger_event_key ON ledger_event (happened_on, subject);
`;

export const migration0031: Migration = { version: 31, name: 'events-of-the-office', up: (db) => db.exec(sql) };
