// Pinyin initials as a function of SQL, so that names are found as they are typed everywhere else (滕州市 by tzs).

import type Database from 'better-sqlite3';

import { pinyinInitials } from '../../../shared/model/pinyin.js';

/** Once per connection. */
export function installInitials(db: Database.Database): void {
  db.function('pinyin_initials', { deterministic: true }, (text) =>
    text === null ? null : pinyinInitials(String(text)),
  );
}
