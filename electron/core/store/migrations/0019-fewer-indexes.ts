// The index of revisions by unit served one question, whether a unit that shall be removed is in use, and cost every stored value
// a tenth of its time and of its place. Frozen once released.

import type { Migration } from '../migrate.js';

export const migration0019: Migration = {
  version: 19,
  name: 'fewer-indexes',
  up: (db) => db.exec('DROP INDEX observation_revision_unit'),
};
