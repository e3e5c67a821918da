// 质押: what is paid back of a loan, one by one, its sum and what is left. A loan of which no repayment is known is left in full until its
// pledge is released, as a row that is saved now would have it; so do the rows that an undo puts back. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const repayments = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN repayments TEXT CHECK (json_valid(repayments));
ALTER TABLE ${table} ADD COLUMN repaid INTEGER CHECK (repaid >= 0);
ALTER TABLE ${table} ADD COLUMN balance INTEGER CHECK (balance >= 0);
UPDATE ${table} SET balance = lent WHERE lent IS NOT NULL AND released_on IS NULL;
UPDATE journal SET before = json_set(before, '$.balance', before ->> '$.lent')
WHERE table_name = '${table}' AND before ->> '$.lent' IS NOT NULL AND before ->> '$.released_on' IS NULL;
`;

export const migration0035: Migration = {
  version: 35,
  name: 'repayments',
  up: (db) => db.exec(repayments('ledger_pledge') + repayments('ledger_markpledge')),
};
