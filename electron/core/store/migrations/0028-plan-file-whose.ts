// Whose values a file of a plan gives, so that a decision about one file opens those alone that speak of the same units.
// Additive; empty for files planned before: they may speak of anybody. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `ALTER TABLE import_plan_file ADD COLUMN whose TEXT;`;

export const migration0028: Migration = { version: 28, name: 'plan-file-whose', up: (db) => db.exec(sql) };
