// Pairs of the enterprise register that the officer has looked at and found to be two, and what its page looks for. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE enterprise_pair (
  a_id INTEGER NOT NULL REFERENCES enterprise (id) ON DELETE CASCADE,
  b_id INTEGER NOT NULL REFERENCES enterprise (id) ON DELETE CASCADE,
  at TEXT NOT NULL, operator TEXT NOT NULL,
  PRIMARY KEY (a_id, b_id), CHECK (a_id < b_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX enterprise_pair_b ON enterprise_pair (b_id);

CREATE INDEX ledger_enforcement_party ON ledger_enforcement (party);

-- History of one entry. The conditions must stand in the query word for word (store/enterprise-history.ts).
CREATE INDEX journal_enterprise ON journal (json_extract(coalesce(after, before), '$.id')) WHERE table_name = 'enterprise';
CREATE INDEX journal_enterprise_name ON journal (json_extract(coalesce(after, before), '$.enterprise_id'))
  WHERE table_name = 'enterprise_name';
`;

export const migration0007: Migration = { version: 7, name: 'enterprise-pairs', up: (db) => db.exec(sql) };
