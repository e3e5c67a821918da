// Targets beyond an imported number: 考核方式, pace, the bureau's own tasks; 考核方案 with typed scores; places published by
// higher authorities; rules and officer's decisions of 分析提示; versions of a 人口分母. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE target ADD COLUMN document TEXT;
ALTER TABLE target ADD COLUMN reason TEXT;

-- How a target is judged. unit_id 0: every holder of the indicator in that year; a holder's own row outweighs it.
-- base: value at the end of last year where none is stored as an observation. words, done: of a 定性 task.
CREATE TABLE target_basis (
  year INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id), unit_id INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('cumulative','net_increase','year_end','at_least','at_most','qualitative')),
  base INTEGER CHECK (base IS NULL OR base BETWEEN -9007199254740991 AND 9007199254740991),
  words TEXT NOT NULL, done INTEGER CHECK (done IS NULL OR done IN (0, 1)),
  PRIMARY KEY (year, indicator_id, unit_id)
) STRICT, WITHOUT ROWID;

-- Planned completion at the end of each month, in hundredths of a percent, ending with 10000.
CREATE TABLE target_pace (
  year INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  points TEXT NOT NULL CHECK (json_valid(points)),
  PRIMARY KEY (year, indicator_id)
) STRICT, WITHOUT ROWID;

-- Tasks of the bureau itself (全市): handed down by a higher authority, or set by the office.
CREATE TABLE own_target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  level TEXT NOT NULL CHECK (level IN ('higher','own')),
  no INTEGER NOT NULL,
  value INTEGER CHECK (value IS NULL OR value BETWEEN -9007199254740991 AND 9007199254740991),
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  document TEXT, reason TEXT,
  UNIQUE (year, indicator_id, level, no)
) STRICT;
CREATE INDEX own_target_change_set ON own_target (change_set_id);

CREATE TABLE scheme (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL, name TEXT NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT;

-- Typed results of items that no stored value decides. unit_id 0: our own bureau. points in ten-thousandths.
CREATE TABLE scheme_score (
  scheme_id INTEGER NOT NULL REFERENCES scheme (id) ON DELETE CASCADE,
  item_key TEXT NOT NULL, unit_id INTEGER NOT NULL,
  points INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (scheme_id, item_key, unit_id)
) STRICT, WITHOUT ROWID;

-- Values and places as a higher authority published them: stored as given, never computed (rules.md 7).
CREATE TABLE published (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  figure TEXT NOT NULL CHECK (figure IN ('value','growth')),
  scope TEXT NOT NULL, place TEXT NOT NULL,
  value INTEGER CHECK (value IS NULL OR value BETWEEN -9007199254740991 AND 9007199254740991),
  place_no INTEGER CHECK (place_no IS NULL OR place_no >= 1),
  places INTEGER CHECK (places IS NULL OR places >= 1),
  source TEXT NOT NULL, document TEXT NOT NULL, as_of TEXT NOT NULL, note TEXT NOT NULL,
  CHECK (value IS NOT NULL OR place_no IS NOT NULL)
) STRICT;
CREATE INDEX published_period ON published (period);

-- A shipped rule appears here once it is changed.
CREATE TABLE insight_rule (
  id TEXT PRIMARY KEY, definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT, WITHOUT ROWID;

-- What the officer decided about one insight of one period: own wording, and whether it may be circulated.
-- facts: the facts that the decision was made on; it lapses when they change.
CREATE TABLE insight_mark (
  period INTEGER NOT NULL, key TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('','circulate','internal','hidden')),
  words TEXT NOT NULL, facts TEXT NOT NULL,
  at TEXT NOT NULL, operator TEXT NOT NULL,
  PRIMARY KEY (period, key)
) STRICT, WITHOUT ROWID;

-- Another version of a 人口分母 beside the one in use (census, preliminary, revised).
CREATE TABLE denominator_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id), period INTEGER NOT NULL,
  name TEXT NOT NULL, source TEXT NOT NULL,
  UNIQUE (indicator_id, period, name)
) STRICT;
CREATE TABLE denominator_value (
  version_id INTEGER NOT NULL REFERENCES denominator_version (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  value INTEGER NOT NULL,
  PRIMARY KEY (version_id, unit_id)
) STRICT, WITHOUT ROWID;
`;

export const migration0009: Migration = { version: 9, name: 'targets', up: (db) => db.exec(sql) };
