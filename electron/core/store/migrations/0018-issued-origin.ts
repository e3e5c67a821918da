// 上级下发 values that an officer types: where they were read (省局通报, 系统导出) and the day that they are as of. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE issued_value ADD COLUMN origin TEXT;
ALTER TABLE issued_value ADD COLUMN as_of TEXT;
`;

export const migration0018: Migration = { version: 18, name: 'issued-origin', up: (db) => db.exec(sql) };
