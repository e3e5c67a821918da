// The schema of a data file: fresh equals migrated, newer refused untouched, a failing step leaves every row as it was.

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { backupBeforeMigration } from '../../electron/core/backup/backup.js';
import { LATEST_VERSION, migrate, schemaVersion, type Migration } from '../../electron/core/store/migrate.js';
import { MIGRATIONS } from '../../electron/core/store/migrations/index.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import { fullCheck, openDatabase } from '../../electron/core/store/open.js';
import { createStore } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { endOfLoan } from '../../shared/ledgers/loan-end.js';
import { countAll, dump } from '../helpers/dump.js';
import { addSampleUnits, openTestStore } from '../helpers/memory-store.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ip-ledger-migrate-'));
  path = join(folder, 'ledger.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const schema = (db: Database.Database): unknown[] =>
  db.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const noBackup = (): Promise<void> => Promise.reject(new Error('no backup expected'));

const NEXT = LATEST_VERSION + 1;
/** A made-up next version: a new column and a rebuilt parent table, the step that empties children where foreign keys are on. */
const NEXT_MIGRATION: Migration = {
  version: NEXT,
  name: 'made up',
  up: (db) => {
    db.exec(`
      ALTER TABLE setting ADD COLUMN extra TEXT;
      CREATE TABLE reporting_unit_new AS SELECT * FROM reporting_unit;
      DROP TABLE reporting_unit;
      CREATE TABLE reporting_unit (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, sort INTEGER, counts_in_total INTEGER,
        ranked INTEGER, parent_id INTEGER, gb_code TEXT, valid_from TEXT, valid_to TEXT, contact TEXT, phone TEXT);
      INSERT INTO reporting_unit SELECT * FROM reporting_unit_new;
      DROP TABLE reporting_unit_new;`);
  },
};

async function sampleFile(): Promise<void> {
  const store = await openTestStore(path);
  addSampleUnits(store);
  store.db.exec("INSERT INTO unit_alias VALUES (1, '滕州', 0)");
  store.db.close();
}

test('versions are numbered 1, 2, 3 … without a gap', () => {
  expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test('a fresh file has the schema that step-by-step migration gives', async () => {
  const fresh = openDatabase(':memory:');
  await migrate(fresh, noBackup);
  const stepped = openDatabase(':memory:');
  for (const { version } of MIGRATIONS) await migrate(stepped, () => Promise.resolve(), { target: version });
  expect(schema(fresh)).toEqual(schema(stepped));
  expect(schemaVersion(fresh)).toBe(LATEST_VERSION);
  expect(fresh.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('confirmations made anew give no number again that an undo took out', async () => {
  const db = openDatabase(':memory:');
  const confirm = (id: number | null): number =>
    Number(
      db
        .prepare(
          "INSERT INTO confirmation (id, table_name, key, change_set_id, row) VALUES (?, 'target', '1', 1, '{}')",
        )
        .run(id).lastInsertRowid,
    );
  await migrate(db, () => Promise.resolve(), { target: 24 });
  db.exec("INSERT INTO change_set (id, at, operator, kind, label, topics) VALUES (1, '', '', 'manual', '', '[]')");
  confirm(1);
  confirm(7);
  db.exec('DELETE FROM confirmation WHERE id = 7');
  await migrate(db, () => Promise.resolve(), { target: 25 });
  expect(confirm(null)).toBe(8);
  db.close();
});

test('events keep rows and numbers, and may then belong to no unit', async () => {
  const db = openDatabase(':memory:');
  await migrate(db, () => Promise.resolve(), { target: 30 });
  db.exec(
    `INSERT INTO reporting_unit (id, name, kind, sort, counts_in_total, ranked, contact, phone) VALUES (1, '滕州市', 'county', 1, 1, 1, '', '');
     INSERT INTO ledger_event (id, happened_on, kind, subject, level, unit_id, note) VALUES (3, '2022-01-05', '签约', '甲', '市级', 1, '备'), (9, '2022-01-06', '签约', '乙', '市级', 1, NULL);
     DELETE FROM ledger_event WHERE id = 9;`,
  );
  const rows = (): unknown[] => db.prepare('SELECT * FROM ledger_event').all();
  const before = rows();
  await migrate(db, () => Promise.resolve(), { target: 31 });
  expect(rows()).toEqual(before);
  const added = db
    .prepare("INSERT INTO ledger_event (happened_on, kind, subject, level) VALUES ('2022-01-08', '签约', '丙', '市级')")
    .run();
  expect(added.lastInsertRowid).toBe(10);
  db.close();
});

test('a pledge that is stored already gets the end that it would be saved with now', async () => {
  const db = openDatabase(':memory:');
  await migrate(db, () => Promise.resolve(), { target: 28 });
  db.exec(
    "INSERT INTO reporting_unit (id, name, kind, sort, counts_in_total, ranked, contact, phone) VALUES (1, '滕州市', 'county', 1, 1, 1, '', '')",
  );
  const loans = [
    { registeredOn: '2021-08-20', lentOn: null, months: 12 },
    { registeredOn: '2021-08-20', lentOn: '2021-08-31', months: 6 },
    { registeredOn: '2022-01-31', lentOn: null, months: 1 },
    { registeredOn: '2022-01-31', lentOn: null, months: null },
    { registeredOn: '2022-01-31', lentOn: null, months: 0 },
  ];
  for (const table of ['ledger_pledge', 'ledger_markpledge']) {
    const add = db.prepare(
      `INSERT INTO ${table} (unit_id, enterprise_name, amount, registered_on, lent_on, months) VALUES (1, '甲', 1, :registeredOn, :lentOn, :months)`,
    );
    for (const loan of loans) add.run(loan);
  }
  await migrate(db, () => Promise.resolve(), { target: 29 });
  for (const table of ['ledger_pledge', 'ledger_markpledge'])
    expect(db.prepare(`SELECT matures_on FROM ${table} ORDER BY id`).pluck().all()).toEqual(loans.map(endOfLoan));
  expect(loans.map(endOfLoan)).toEqual(['2022-08-20', '2022-02-28', '2022-02-28', null, null]);
  db.close();
});

test('a loan that is stored already is left in full until its pledge is released, as it would be saved with now', async () => {
  const db = openDatabase(':memory:');
  await migrate(db, () => Promise.resolve(), { target: 34 });
  db.exec(`
    INSERT INTO reporting_unit (id, name, kind, sort, counts_in_total, ranked, contact, phone) VALUES (1, '滕州市', 'county', 1, 1, 1, '', '');
    INSERT INTO ledger_pledge (unit_id, enterprise_name, amount, registered_on, lent, released_on) VALUES (1, '甲', 5, '2022-01-31', 4, NULL), (1, '乙', 5, '2022-01-31', NULL, NULL), (1, '丙', 5, '2022-01-31', 4, '2022-06-30');
    INSERT INTO change_set (id, at, operator, kind, label, topics) VALUES (1, '', '', 'ledgers', '修改', '["ledgers"]');
    INSERT INTO journal (change_set_id, table_name, before) VALUES (1, 'ledger_pledge', '{"lent":3}'), (1, 'ledger_pledge', '{"lent":null}'), (1, 'ledger_pledge', '{"lent":3,"released_on":"2022-06-30"}');
  `);
  await migrate(db, () => Promise.resolve(), { target: 35 });
  expect(db.prepare('SELECT lent, repaid, balance FROM ledger_pledge ORDER BY id').raw().all()).toEqual([
    [4, null, 4],
    [null, null, null],
    [4, null, null],
  ]);
  expect(db.prepare('SELECT before FROM journal ORDER BY id').pluck().all()).toEqual([
    '{"lent":3,"balance":3}',
    '{"lent":null}',
    '{"lent":3,"released_on":"2022-06-30"}',
  ]);
  db.close();
});

test('a term that was changed before the upgrade comes back with its own end when that is undone, and a removed loan with its end', async () => {
  const db = openDatabase(':memory:');
  await migrate(db, () => Promise.resolve(), { target: 28 });
  db.exec(`
    INSERT INTO reporting_unit (id, name, kind, sort, counts_in_total, ranked, contact, phone) VALUES (1, '滕州市', 'county', 1, 1, 1, '', '');
    INSERT INTO ledger_pledge (id, unit_id, enterprise_name, amount, registered_on, months) VALUES (1, 1, '甲', 1, '2022-01-31', 12);
    INSERT INTO ledger_pledge (id, unit_id, enterprise_name, amount, registered_on, months) VALUES (2, 1, '乙', 1, '2022-03-08', 6);
    INSERT INTO change_set (id, at, operator, kind, label, topics) VALUES (1, '', '', 'ledgers', '修改', '["ledgers"]');
  `);
  const columns = db.prepare("SELECT name FROM pragma_table_info('ledger_pledge')").pluck().all() as string[];
  const rowOf = `(SELECT json_object(${columns.map((name) => `'${name}', "${name}"`).join(', ')}) FROM ledger_pledge WHERE id = ?)`;
  const note = (id: number, sql: string): void => {
    const before = db.prepare(`SELECT ${rowOf}`).pluck().get(id);
    db.exec(sql);
    db.prepare(
      `INSERT INTO journal (change_set_id, table_name, before, after) VALUES (1, 'ledger_pledge', ?, ${rowOf})`,
    ).run(before, id);
  };
  note(1, 'UPDATE ledger_pledge SET months = 36 WHERE id = 1');
  note(2, 'DELETE FROM ledger_pledge WHERE id = 2');
  await migrate(db, () => Promise.resolve());
  const loans = (): unknown => db.prepare('SELECT id, months, matures_on FROM ledger_pledge ORDER BY id').raw().all();
  expect(loans()).toEqual([[1, 36, '2025-01-31']]);
  const at = '2022-08-05T09:00:00.000Z';
  const store = createStore(
    db,
    ':memory:',
    () => at,
    () => {},
  );
  const undone = (id: number): void => void undoChangeSets(store, [id], { label: '撤销', operator: '甲' });
  undone(1);
  const before = [
    [1, 12, '2023-01-31'],
    [2, 6, '2022-09-08'],
  ];
  expect(loans()).toEqual(before);
  undone(2);
  expect(loans()).toEqual([[1, 36, '2025-01-31']]);
  db.close();
});

test('a file of the present version is opened without a backup and without a step', async () => {
  await sampleFile();
  const db = openDatabase(path);
  await migrate(db, noBackup);
  db.close();
});

test('a newer file is refused with both versions, and not one byte of the folder changes', async () => {
  await sampleFile();
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.pragma(`user_version = ${NEXT}`);
  db.close();
  const before = sha256(path);
  expect(() => openDatabase(path, { supported: LATEST_VERSION })).toThrow(
    expect.objectContaining({ code: 'store.newer-version', params: { found: NEXT, supported: LATEST_VERSION } }),
  );
  expect(sha256(path)).toBe(before);
  expect(readdirSync(folder)).toEqual(['ledger.sqlite']);
  const open = openDatabase(path);
  await expect(migrate(open, noBackup)).rejects.toMatchObject({ code: 'store.newer-version' });
  open.close();
});

describe('an upgrade', () => {
  test('keeps every row, children of rebuilt tables included, after a backup that opens at the old version', async () => {
    await sampleFile();
    const db = openDatabase(path);
    const before = countAll(db);
    await migrate(db, (from) => backupBeforeMigration(db, folder, '2022-08-05T09:00:00.000Z', from), {
      migrations: [...MIGRATIONS, NEXT_MIGRATION],
    });
    expect(schemaVersion(db)).toBe(NEXT);
    expect(countAll(db)).toEqual(before);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
    const backups = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('-migration.sqlite'));
    expect(backups).toHaveLength(1);
    const copy = new Database(join(folder, 'backups', backups[0]!), { readonly: true });
    expect(schemaVersion(copy)).toBe(LATEST_VERSION);
    expect(countAll(copy)).toEqual(before);
    copy.close();
  });

  test('does not start its first step where the backup cannot be made', async () => {
    await sampleFile();
    const db = openDatabase(path);
    const before = dump(db);
    let hasStarted = false;
    const step: Migration = { version: NEXT, name: 'x', up: () => (hasStarted = true) };
    await expect(
      migrate(db, () => Promise.reject(new Error('disk full')), { migrations: [...MIGRATIONS, step] }),
    ).rejects.toThrow('disk full');
    expect(hasStarted).toBe(false);
    expect(schemaVersion(db)).toBe(LATEST_VERSION);
    expect(dump(db)).toEqual(before);
    db.close();
  });

  test.each<[string, Migration['up']]>([
    [
      'that throws half way',
      (db) => {
        NEXT_MIGRATION.up(db);
        throw new Error('stop');
      },
    ],
    ['that leaves rows without their parent', (db) => db.exec('DELETE FROM reporting_unit WHERE id = 1')],
    ['that does not parse', (db) => db.exec('DELETE FROM setting; CREATE TABEL x')],
  ])('%s leaves schema and rows as they were, and the file stays usable', async (_name, up) => {
    await sampleFile();
    const db = openDatabase(path);
    const before = dump(db);
    const beforeSchema = schema(db);
    const migrations = [...MIGRATIONS, NEXT_MIGRATION, { version: NEXT + 1, name: 'fails', up }];
    await expect(migrate(db, () => Promise.resolve(), { migrations })).rejects.toMatchObject({
      code: 'store.migrate-failed',
    });
    expect(schema(db)).toEqual(beforeSchema);
    expect(dump(db)).toEqual(before);
    expect(schemaVersion(db)).toBe(LATEST_VERSION);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
    const store = await openTestStore(path);
    expect(listUnits(store)).toHaveLength(7);
    expect(fullCheck(store.db)).toEqual([]);
    store.db.close();
    expect(existsSync(path)).toBe(true);
  });
});
