// Rows that one step inserted together stand in the journal as one entry from the first id to the last, not as one entry per row
// with a copy of it (../journal.ts). Entries of before stay as they are. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE journal ADD COLUMN first_id INTEGER;
ALTER TABLE journal ADD COLUMN last_id INTEGER;
-- The condition must stand in the query word for word.
CREATE INDEX journal_together ON journal (table_name, first_id) WHERE first_id IS NOT NULL;
`;

export const migration0017: Migration = { version: 17, name: 'journal-ranges', up: (db) => db.exec(sql) };
