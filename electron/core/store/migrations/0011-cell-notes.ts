// Comments and follow-up marks of single values. Frozen once released. Additive.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE cell_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period INTEGER NOT NULL,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  basis INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  comment TEXT NOT NULL,
  follow_up INTEGER NOT NULL CHECK (follow_up IN (0, 1)),
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  UNIQUE (period, indicator_id, basis, unit_id)
) STRICT;
`;

export const migration0011: Migration = { version: 11, name: 'cell notes', up: (db) => db.exec(sql) };
