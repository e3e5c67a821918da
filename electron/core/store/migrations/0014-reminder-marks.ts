// Reminders of ledgers that the officer has dealt with or hidden. Additive. Frozen once released. The deadline is part of the key: a
// row whose deadline moves is reminded of again.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE ledger_reminder (
  ledger TEXT NOT NULL, row_id INTEGER NOT NULL, rule TEXT NOT NULL, deadline TEXT NOT NULL,
  reason TEXT NOT NULL, operator TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (ledger, row_id, rule, deadline)
) STRICT, WITHOUT ROWID;
`;

export const migration0014: Migration = { version: 14, name: 'reminder-marks', up: (db) => db.exec(sql) };
