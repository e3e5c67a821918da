// 质押: the day on which the loan ends, for its reminder. It follows from the term where there is one, as a row that is saved now
// would have it. So do the rows that an undo puts back: beside its old term one would keep the end of the new one. Additive. Frozen
// once released.

import type { Migration } from '../migrate.js';

const endOf = (lentOn: string, registeredOn: string, months: string): string =>
  `CASE WHEN ${months} BETWEEN 1 AND 1200 THEN date(coalesce(${lentOn}, ${registeredOn}), '+' || ${months} || ' months', 'floor') END`;

const ends = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN matures_on TEXT;
UPDATE ${table} SET matures_on = ${endOf('lent_on', 'registered_on', 'months')};
UPDATE journal SET before = json_set(before, '$.matures_on', ${endOf("(before ->> '$.lent_on')", "(before ->> '$.registered_on')", "(before ->> '$.months')")})
WHERE table_name = '${table}' AND before IS NOT NULL;
`;

export const migration0029: Migration = {
  version: 29,
  name: 'ends-of-loans',
  up: (db) => db.exec(ends('ledger_pledge') + ends('ledger_markpledge')),
};
