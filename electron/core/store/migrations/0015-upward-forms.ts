// Forms of higher authorities with their maps of cells. The file is kept with the originals. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE upward_form (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES original_file (sha256),
  signs TEXT NOT NULL CHECK (signs IN ('text', 'blank')),
  cells TEXT NOT NULL,
  at TEXT NOT NULL,
  operator TEXT NOT NULL
) STRICT;
`;

export const migration0015: Migration = { version: 15, name: 'upward-forms', up: (db) => db.exec(sql) };
