// The eight ledgers of the sample, the enterprise register, stage moves and reconciliation notes. Frozen once released. Additive.
// One typed table per ledger (style.md §13), named ledger_…: every table of that name is journaled (../journal.ts). Columns follow
// from the declarations in shared/ledgers, and a test holds the two together. Amounts are integers in 分, days texts YYYY-MM-DD, lists JSON. `extra`: fields that the office added, one JSON object.

import type { Migration } from '../migrate.js';

const sql = `
CREATE TABLE enterprise (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uscc TEXT UNIQUE,
  name TEXT NOT NULL,
  unit_id INTEGER REFERENCES reporting_unit (id),
  industry TEXT NOT NULL,
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX enterprise_by_name ON enterprise (name);
CREATE INDEX enterprise_unit ON enterprise (unit_id);

-- Names that it had (former) or goes by (short).
CREATE TABLE enterprise_name (
  enterprise_id INTEGER NOT NULL REFERENCES enterprise (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('former','short')),
  sort INTEGER NOT NULL,
  PRIMARY KEY (enterprise_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX enterprise_name_name ON enterprise_name (name);

-- Who moved which row of which ledger from where to where; \`on_date\` is the day that the officer states.
CREATE TABLE ledger_stage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ledger TEXT NOT NULL, row_id INTEGER NOT NULL,
  at TEXT NOT NULL, operator TEXT NOT NULL,
  from_stage TEXT, to_stage TEXT NOT NULL,
  on_date TEXT, note TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_stage_row ON ledger_stage (ledger, row_id);

-- Why a submitted value and its roll-up differ; holds only for the two figures that it was given for.
CREATE TABLE ledger_explanation (
  period INTEGER NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  ledger TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id) ON DELETE CASCADE,
  submitted INTEGER, counted INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('unregistered','other-period','other-rule','explained')),
  note TEXT NOT NULL, operator TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (period, indicator_id, ledger, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_subsidy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL, level TEXT NOT NULL, category TEXT NOT NULL,
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL,
  uscc TEXT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  scheme TEXT, item TEXT, patent_no TEXT, quantity INTEGER CHECK (quantity >= 0), accept_no TEXT,
  applied_on TEXT, applied INTEGER CHECK (applied >= 0), approved INTEGER CHECK (approved >= 0),
  paid INTEGER CHECK (paid >= 0), paid_on TEXT, document_no TEXT,
  status TEXT NOT NULL, batch TEXT,
  public_from TEXT, public_to TEXT, public_at TEXT, objections TEXT,
  implemented_from TEXT, implemented_to TEXT, bank_account TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_subsidy_unit ON ledger_subsidy (unit_id, year);
CREATE INDEX ledger_subsidy_key ON ledger_subsidy (year, level, category, enterprise_name);
CREATE INDEX ledger_subsidy_accept ON ledger_subsidy (accept_no);
CREATE INDEX ledger_subsidy_status ON ledger_subsidy (status);
CREATE INDEX ledger_subsidy_batch ON ledger_subsidy (batch);
CREATE INDEX ledger_subsidy_patent ON ledger_subsidy (patent_no);
CREATE INDEX ledger_subsidy_item ON ledger_subsidy (enterprise_name, category);
CREATE INDEX ledger_subsidy_enterprise ON ledger_subsidy (enterprise_id);

CREATE TABLE ledger_pledge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL,
  uscc TEXT, bank TEXT, amount INTEGER NOT NULL CHECK (amount >= 0),
  patents INTEGER CHECK (patents >= 0), inventions INTEGER CHECK (inventions >= 0),
  patent_numbers TEXT CHECK (json_valid(patent_numbers)),
  registered_on TEXT NOT NULL, months INTEGER CHECK (months >= 0), registration_no TEXT, channel TEXT,
  wants_subsidy INTEGER CHECK (wants_subsidy IN (0, 1)), subsidy INTEGER CHECK (subsidy >= 0), subsidy_on TEXT,
  released_on TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_pledge_unit ON ledger_pledge (unit_id, registered_on);
CREATE INDEX ledger_pledge_date ON ledger_pledge (registered_on);
CREATE INDEX ledger_pledge_subsidy ON ledger_pledge (coalesce(subsidy_on, registered_on));
CREATE INDEX ledger_pledge_number ON ledger_pledge (registration_no);
CREATE INDEX ledger_pledge_key ON ledger_pledge (enterprise_name, bank);
CREATE INDEX ledger_pledge_enterprise ON ledger_pledge (enterprise_id);

CREATE TABLE ledger_insurance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL,
  uscc TEXT, insurer TEXT NOT NULL, product TEXT, policy_no TEXT,
  patents INTEGER NOT NULL CHECK (patents >= 0), patent_numbers TEXT CHECK (json_valid(patent_numbers)),
  premium INTEGER NOT NULL CHECK (premium >= 0), insured INTEGER CHECK (insured >= 0), subsidy INTEGER CHECK (subsidy >= 0),
  insured_on TEXT NOT NULL, valid_to TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_insurance_unit ON ledger_insurance (unit_id, insured_on);
CREATE INDEX ledger_insurance_date ON ledger_insurance (insured_on);
CREATE INDEX ledger_insurance_policy ON ledger_insurance (policy_no);
CREATE INDEX ledger_insurance_key ON ledger_insurance (enterprise_name, insurer);
CREATE INDEX ledger_insurance_enterprise ON ledger_insurance (enterprise_id);

CREATE TABLE ledger_project (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL, category TEXT NOT NULL, level TEXT NOT NULL,
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL,
  uscc TEXT, name TEXT NOT NULL, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  status TEXT NOT NULL, filed_on TEXT, approved_on TEXT, accepted_on TEXT,
  amount INTEGER CHECK (amount >= 0), document_no TEXT, industry TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_project_unit ON ledger_project (unit_id, year);
CREATE INDEX ledger_project_year ON ledger_project (year, category);
CREATE INDEX ledger_project_key ON ledger_project (name);
CREATE INDEX ledger_project_enterprise ON ledger_project (enterprise_id);

CREATE TABLE ledger_certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL,
  uscc TEXT, standard TEXT, certificate_no TEXT NOT NULL, issuer TEXT,
  issued_on TEXT NOT NULL, valid_to TEXT NOT NULL, revoked_on TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  CHECK (valid_to > issued_on)
) STRICT;
CREATE INDEX ledger_certificate_unit ON ledger_certificate (unit_id, issued_on);
CREATE INDEX ledger_certificate_date ON ledger_certificate (issued_on, valid_to);
CREATE INDEX ledger_certificate_end ON ledger_certificate (valid_to);
CREATE INDEX ledger_certificate_number ON ledger_certificate (certificate_no);
CREATE INDEX ledger_certificate_key ON ledger_certificate (enterprise_name, issued_on);
CREATE INDEX ledger_certificate_enterprise ON ledger_certificate (enterprise_id);

CREATE TABLE ledger_enforcement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  case_no TEXT NOT NULL, category TEXT NOT NULL, cause TEXT, party TEXT, source TEXT,
  campaign TEXT CHECK (json_valid(campaign)),
  filed_on TEXT NOT NULL, closed_on TEXT, status TEXT NOT NULL,
  value INTEGER CHECK (value >= 0), penalty INTEGER CHECK (penalty >= 0),
  is_transferred INTEGER CHECK (is_transferred IN (0, 1)), published_on TEXT, officers TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_enforcement_unit ON ledger_enforcement (unit_id, filed_on);
CREATE INDEX ledger_enforcement_date ON ledger_enforcement (filed_on);
CREATE INDEX ledger_enforcement_closed ON ledger_enforcement (coalesce(closed_on, filed_on));
CREATE INDEX ledger_enforcement_number ON ledger_enforcement (case_no);
CREATE INDEX ledger_enforcement_status ON ledger_enforcement (status);

CREATE TABLE ledger_abnormal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL, batch INTEGER NOT NULL CHECK (batch >= 0),
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  notified_on TEXT, notified INTEGER NOT NULL CHECK (notified >= 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn >= 0),
  appealed INTEGER CHECK (appealed >= 0), upheld INTEGER CHECK (upheld >= 0),
  deadline TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  CHECK (withdrawn <= notified)
) STRICT;
CREATE INDEX ledger_abnormal_key ON ledger_abnormal (year, batch, unit_id);
CREATE INDEX ledger_abnormal_unit ON ledger_abnormal (unit_id);

CREATE TABLE ledger_activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  held_on TEXT NOT NULL, form TEXT NOT NULL, topic TEXT NOT NULL, place TEXT,
  persons INTEGER CHECK (persons >= 0), materials INTEGER CHECK (materials >= 0), venues INTEGER CHECK (venues >= 0),
  media INTEGER CHECK (media >= 0), certificates INTEGER CHECK (certificates >= 0), organiser TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_activity_unit ON ledger_activity (unit_id, held_on);
CREATE INDEX ledger_activity_date ON ledger_activity (held_on);

-- History of one row. The condition must stand in the query word for word, or the index is not used (store/ledger-history.ts).
CREATE INDEX journal_ledger_row ON journal (table_name, json_extract(coalesce(after, before), '$.id'))
  WHERE table_name GLOB 'ledger_*';
`;

export const migration0004: Migration = { version: 4, name: 'ledgers', up: (db) => db.exec(sql) };
