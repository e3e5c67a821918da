// The data folder goes away while the program runs (a stick that is pulled, a folder that is moved or deleted): nothing that follows is
// said to be stored, nothing is put in its place, and once it is back the work goes on.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { createBackup } from '../../electron/core/backup/backup.js';
import { openDatabase, translateSqliteError } from '../../electron/core/store/open.js';
import { closeDatabase, exchangeOf, leaveExchanged } from '../../electron/core/store/still-there.js';
import type { Store } from '../../electron/core/store/store.js';
import { together, write, writeRecord } from '../../electron/core/store/write.js';
import { AppError } from '../../shared/errors/app-error.js';
import { addSampleUnits, openTestStore } from '../helpers/memory-store.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const NOW = '2022-08-05T09:00:00.000Z';
const unreachable: unknown = expect.objectContaining({ code: 'store.unreachable' });

const setName = (store: Store, name: string): void =>
  write(store, { kind: 'settings', label: '修改', operator: '', topics: [] }, () => {
    store.db.prepare("INSERT OR REPLACE INTO setting VALUES ('operator', json_quote(?))").run(name);
  });
const nameIn = ({ db }: Pick<Store, 'db'>): unknown =>
  db.prepare("SELECT json_extract(value, '$') FROM setting WHERE key = 'operator'").pluck().get();
const nameOf = (path: string): unknown => {
  const db = new Database(path, { readonly: true });
  const name = nameIn({ db });
  db.close();
  return name;
};

// Windows removes and moves no folder with an open file.
test.skipIf(process.platform === 'win32')('nothing is stored where nobody would find it', async () => {
  const home = temporaryFolder();
  const folder = join(home, '数据 文件夹');
  const away = join(home, 'away');
  mkdirSync(folder);
  const store = await openTestStore(join(folder, 'ledger.sqlite'));
  addSampleUnits(store);
  setName(store, '甲');
  renameSync(folder, away);
  expect(() => setName(store, '乙')).toThrowError(unreachable);
  expect(() => together(store, () => setName(store, '乙'))).toThrowError(unreachable);
  expect(() => writeRecord(store, () => store.db.prepare('DELETE FROM setting').run())).toThrowError(unreachable);
  await expect(createBackup(store.db, folder, NOW, 'manual')).rejects.toEqual(unreachable);
  expect(existsSync(folder)).toBe(false);
  expect(nameIn(store)).toBe('甲');

  renameSync(away, folder);
  setName(store, '丙');
  expect(nameIn(store)).toBe('丙');

  // Another file in its place is not the one that is open.
  renameSync(join(folder, 'ledger.sqlite'), join(home, 'kept.sqlite'));
  writeFileSync(join(folder, 'ledger.sqlite'), '');
  expect(() => setName(store, '丁')).toThrowError(expect.objectContaining({ code: 'store.exchanged' }));
  store.db.close();
});

test('a file that another program touches, or this one has written to itself, is still the one that was opened', async () => {
  const path = join(temporaryFolder(), 'ledger.sqlite');
  const store = await openTestStore(path);
  addSampleUnits(store);
  utimesSync(path, new Date(), new Date());
  setName(store, '甲');
  store.db.pragma('wal_autocheckpoint = 1');
  const sizes = [statSync(path).size];
  for (const name of ['乙', '丙'.repeat(50_000)]) setName(store, name);
  writeRecord(store, () =>
    store.db.prepare("INSERT INTO setting VALUES ('x', json_quote(?))").run('丁'.repeat(50_000)),
  );
  together(store, () => setName(store, '戊'));
  expect(statSync(path).size).toBeGreaterThan(sizes[0]!);
  expect(nameIn(store)).toBe('戊');
  // Nor does another program that stores by SQLite exchange anything.
  const other = openDatabase(path);
  other.prepare("UPDATE setting SET value = json_quote(?) WHERE key = 'x'").run('己'.repeat(90_000));
  other.pragma('application_id = 7');
  other.pragma('wal_checkpoint(PASSIVE)');
  setName(store, '庚');
  expect(nameIn(store)).toBe('庚');
  other.close();
  store.db.close();
});

test('nor is one that another program has moved the -wal into', async () => {
  const path = join(temporaryFolder(), 'ledger.sqlite');
  const store = await openTestStore(path);
  addSampleUnits(store);
  store.db.pragma('wal_autocheckpoint = 1');
  setName(store, '甲');
  store.db.pragma('wal_autocheckpoint = 0');
  for (const name of ['乙', '丙'.repeat(50_000)]) {
    setName(store, name);
    const other = new Database(path);
    other.pragma('wal_checkpoint(PASSIVE)');
    expect(exchangeOf(store.db)).toBeNull();
    other.close();
  }
  setName(store, '丁');
  expect(nameIn(store)).toBe('丁');
  closeDatabase(store.db);
});

// Windows copies over no open file.
test.skipIf(process.platform === 'win32')(
  'a copy of this very session is one as soon as the file has gone on, also where no page was added',
  async () => {
    const path = join(temporaryFolder(), 'ledger.sqlite');
    const store = await openTestStore(path);
    addSampleUnits(store);
    setName(store, '甲');
    const update = store.db.prepare("UPDATE setting SET value = json_quote(?) WHERE key = 'operator'");
    const same = (name: string): unknown => writeRecord(store, () => update.run(name));
    store.db.pragma('wal_autocheckpoint = 1');
    same('乙');
    copyFileSync(path, `${path}.kept`);
    same('丙');
    same('丁');
    expect(exchangeOf(store.db)).toBeNull();
    copyFileSync(`${path}.kept`, path);
    expect(exchangeOf(store.db)).toMatchObject({ code: 'store.exchanged' });
    await leaveExchanged(store.db, `${path}.aside`, () => Promise.resolve());
    expect(readFileSync(path).equals(readFileSync(`${path}.kept`))).toBe(true);
  },
);

test.skipIf(process.platform === 'win32')('nothing is stored in data that are being left', async () => {
  const path = join(temporaryFolder(), 'ledger.sqlite');
  const store = await openTestStore(path);
  addSampleUnits(store);
  setName(store, '甲');
  copyFileSync(path, `${path}.new`);
  renameSync(`${path}.new`, path);
  await leaveExchanged(store.db, `${path}.aside`, async () => {
    expect(() => setName(store, '乙')).toThrowError(expect.objectContaining({ code: 'store.exchanged' }));
    expect(() => writeRecord(store, () => undefined)).toThrowError(
      expect.objectContaining({ code: 'store.exchanged' }),
    );
    await store.db.backup(`${path}.saved`);
  });
  expect(nameOf(`${path}.saved`)).toBe('甲');
  expect(() => writeRecord(store, () => undefined)).toThrowError(expect.objectContaining({ code: 'store.closed' }));
});

test('a disk without room for what SQLite keeps beside the data is told to be full', () => {
  const error = translateSqliteError(
    Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMSIZE' }),
    '/x',
  );
  expect(error).toMatchObject({ code: 'store.full' });
});

test.each(['SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'SQLITE_IOERR', 'EIO'])('%s is told as what it is', (code) => {
  const error = translateSqliteError(Object.assign(new Error('disk I/O error'), { code }), '/x/ledger.sqlite');
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'store.unreachable', params: { path: '/x/ledger.sqlite' } });
});
