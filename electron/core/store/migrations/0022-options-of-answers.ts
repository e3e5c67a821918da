// 识别规则: the answers that were offered beside the one that was given, so that it can be changed. Additive.
// Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `ALTER TABLE recognition_memory ADD COLUMN options TEXT;`;

export const migration0022: Migration = {
  version: 22,
  name: 'options-of-answers',
  up: (db) => db.exec(sql),
};
