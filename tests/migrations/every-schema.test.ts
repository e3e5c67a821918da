// Data files of every earlier schema with rows in all of their tables: none is lost or changed by the upgrade, but for what a migration
// computes anew, and the file is sound afterwards.

import { expect, test } from 'vitest';

import { migrate } from '../../electron/core/store/migrate.js';
import { MIGRATIONS } from '../../electron/core/store/migrations/index.js';
import { fullCheck, openDatabase } from '../../electron/core/store/open.js';
import { columnsOf, fillTables, rowsOf, tablesOf } from '../helpers/filled-tables.js';

test.each(MIGRATIONS.slice(0, -1).map(({ version }) => version))('schema %i', async (version) => {
  const db = openDatabase(':memory:');
  await migrate(db, () => Promise.resolve(), { target: version });
  fillTables(db);
  const before = tablesOf(db).map((table) => {
    const columns = columnsOf(db, table).map(({ name }) => name);
    return { table, columns, rows: rowsOf(db, table, columns) };
  });
  await migrate(db, () => Promise.resolve());
  expect(fullCheck(db)).toEqual([]);
  for (const { table, columns, rows } of before) expect(rowsOf(db, table, columns), table).toEqual(rows);
  db.close();
});
