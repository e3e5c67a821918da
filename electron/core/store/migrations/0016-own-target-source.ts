// 上级下达任务 and 自定目标 read from a file lead to their cell, like the targets of units. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE own_target ADD COLUMN import_file_id INTEGER REFERENCES import_file (id);
ALTER TABLE own_target ADD COLUMN sheet TEXT;
ALTER TABLE own_target ADD COLUMN cell TEXT;
ALTER TABLE own_target ADD COLUMN text TEXT;
ALTER TABLE own_target ADD COLUMN source_measure TEXT;
`;

export const migration0016: Migration = { version: 16, name: 'own-target-source', up: (db) => db.exec(sql) };
