// 质押: the day on which the loan ends, for its reminder. It follows from the term where there is one, as a row that is saved now
// would have it. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const ends = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN matures_on TEXT;
UPDATE ${table} SET matures_on = date(coalesce(lent_on, registered_on), '+' || months || ' months', 'floor')
WHERE months BETWEEN 1 AND 1200;
`;

export const migration0029: Migration = {
  version: 29,
  name: 'ends-of-loans',
  up: (db) => db.exec(ends('ledger_pledge') + ends('ledger_markpledge')),
};
