// 培训宣传调研活动: sessions, last day and posters; 执法案件: persons sent out and outcome. A row was one session so far, and stays one. Additive.
// Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE ledger_activity ADD COLUMN held_to TEXT;
ALTER TABLE ledger_activity ADD COLUMN sessions INTEGER NOT NULL DEFAULT 1 CHECK (sessions >= 0);
ALTER TABLE ledger_activity ADD COLUMN posters INTEGER CHECK (posters >= 0);
ALTER TABLE ledger_enforcement ADD COLUMN persons INTEGER CHECK (persons >= 0);
ALTER TABLE ledger_enforcement ADD COLUMN result TEXT;
`;

export const migration0020: Migration = {
  version: 20,
  name: 'more-of-activities-and-cases',
  up: (db) => db.exec(sql),
};
