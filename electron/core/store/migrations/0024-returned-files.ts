// A file of a plan that was sent back: since when, until when, with which content, and what stood in the store then. A later
// report for its units and periods settles it. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE import_plan_file ADD COLUMN returned_at TEXT;
ALTER TABLE import_plan_file ADD COLUMN returned_due TEXT;
ALTER TABLE import_plan_file ADD COLUMN returned_sha256 TEXT;
ALTER TABLE import_plan_file ADD COLUMN returned_change INTEGER;
ALTER TABLE import_plan_file ADD COLUMN returned_mark INTEGER;
`;

export const migration0024: Migration = { version: 24, name: 'returned-files', up: (db) => db.exec(sql) };
