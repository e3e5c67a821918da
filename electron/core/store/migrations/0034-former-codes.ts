// The codes that an enterprise had: of an entry that was merged into it, so that a file which still carries such a code finds it. A list
// of codes; the index serves only the few entries that have any. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE enterprise ADD COLUMN former_codes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(former_codes));
CREATE INDEX enterprise_former_codes ON enterprise (former_codes) WHERE former_codes <> '[]';
`;

export const migration0034: Migration = { version: 34, name: 'former-codes', up: (db) => db.exec(sql) };
