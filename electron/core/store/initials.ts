// Names as functions of SQL, so that they are found as they are typed everywhere else: initials (滕州市 by tzs), and enterprises however
// their brackets and letters were written.

import type Database from 'better-sqlite3';

import { enterpriseName } from '../../../shared/model/enterprise.js';
import { pinyinInitials } from '../../../shared/model/pinyin.js';

/** Once per connection. */
export function installInitials(db: Database.Database): void {
  db.function('pinyin_initials', { deterministic: true }, (text) =>
    text === null ? null : pinyinInitials(String(text)),
  );
  db.function('enterprise_name', { deterministic: true }, (text) =>
    text === null ? null : enterpriseName(String(text)),
  );
}
