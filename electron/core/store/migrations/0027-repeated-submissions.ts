// A submission that says nothing new: the unit's file came once more with the same numbers. It is kept (what it confirms may have to
// stand on it) and counts as no further 版次 while the one that it repeats stands. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `ALTER TABLE submission ADD COLUMN is_repeat INTEGER NOT NULL DEFAULT 0;`;

export const migration0027: Migration = { version: 27, name: 'repeated-submissions', up: (db) => db.exec(sql) };
