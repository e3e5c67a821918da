// The remaining ledgers, and what the first eight still missed: payments one by one, the working days of a 公示, the title of a
// standard. Frozen once released. Additive. Columns follow from the declarations in shared/ledgers, and a test holds the two together.

import type { Migration } from '../migrate.js';

const sql = `
ALTER TABLE ledger_subsidy ADD COLUMN payments TEXT CHECK (json_valid(payments));
ALTER TABLE ledger_subsidy ADD COLUMN public_days INTEGER CHECK (public_days >= 0);
-- What was paid so far is the first payment: figures by period are taken from the entries.
UPDATE ledger_subsidy SET payments = json_array(json_object(
  'paidOn', paid_on, 'amount', paid, 'documentNo', document_no, 'receipt', NULL, 'note', NULL)) WHERE paid IS NOT NULL;
CREATE INDEX ledger_subsidy_paid ON ledger_subsidy (paid_on);
CREATE INDEX ledger_subsidy_applied ON ledger_subsidy (applied_on);
ALTER TABLE ledger_certificate ADD COLUMN standard_title TEXT;
CREATE INDEX ledger_project_accepted ON ledger_project (accepted_on);

CREATE TABLE ledger_patent (
  id INTEGER PRIMARY KEY AUTOINCREMENT, patent_no TEXT NOT NULL, title TEXT, kind TEXT,
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT, holders TEXT,
  holder_kind TEXT, unit_id INTEGER REFERENCES reporting_unit (id), address TEXT, filed_on TEXT,
  granted_on TEXT NOT NULL, announcement_no TEXT, ipc TEXT, status TEXT NOT NULL, ended_on TEXT, arrived_on TEXT,
  left_on TEXT, high_value TEXT CHECK (json_valid(high_value)), is_resting INTEGER CHECK (is_resting IN (0, 1)),
  agency TEXT, note TEXT, extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_patent_unit ON ledger_patent (unit_id, granted_on);
CREATE INDEX ledger_patent_key ON ledger_patent (patent_no);
CREATE INDEX ledger_patent_date ON ledger_patent (granted_on);
CREATE INDEX ledger_patent_date1 ON ledger_patent (ended_on);
CREATE INDEX ledger_patent_date2 ON ledger_patent (left_on);
CREATE INDEX ledger_patent_enterprise ON ledger_patent (enterprise_id);

CREATE TABLE ledger_trademark (
  id INTEGER PRIMARY KEY AUTOINCREMENT, registration_no TEXT NOT NULL, nice_class TEXT NOT NULL, name TEXT,
  kind TEXT NOT NULL, enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT,
  unit_id INTEGER REFERENCES reporting_unit (id), address TEXT, applied_on TEXT, registered_on TEXT NOT NULL,
  valid_to TEXT, cancelled_on TEXT, goods TEXT, note TEXT, extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_trademark_unit ON ledger_trademark (unit_id, registered_on);
CREATE INDEX ledger_trademark_key ON ledger_trademark (registration_no, nice_class);
CREATE INDEX ledger_trademark_date ON ledger_trademark (registered_on);
CREATE INDEX ledger_trademark_date1 ON ledger_trademark (valid_to);
CREATE INDEX ledger_trademark_date2 ON ledger_trademark (cancelled_on);
CREATE INDEX ledger_trademark_date3 ON ledger_trademark (applied_on);
CREATE INDEX ledger_trademark_enterprise ON ledger_trademark (enterprise_id);

CREATE TABLE ledger_mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), name TEXT NOT NULL,
  kind TEXT NOT NULL, enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT, uscc TEXT, number TEXT,
  nice_class TEXT, announcement TEXT, "procedure" TEXT, status TEXT NOT NULL, applied_on TEXT, registered_on TEXT,
  cancelled_on TEXT, lists TEXT CHECK (json_valid(lists)), users INTEGER CHECK (users >= 0),
  output INTEGER CHECK (output >= 0), note TEXT, extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_mark_unit ON ledger_mark (unit_id, applied_on);
CREATE INDEX ledger_mark_key ON ledger_mark (number, nice_class);
CREATE INDEX ledger_mark_key2 ON ledger_mark (name, kind);
CREATE INDEX ledger_mark_date ON ledger_mark (cancelled_on);
CREATE INDEX ledger_mark_date1 ON ledger_mark (registered_on);
CREATE INDEX ledger_mark_enterprise ON ledger_mark (enterprise_id);

CREATE TABLE ledger_award (
  id INTEGER PRIMARY KEY AUTOINCREMENT, year INTEGER NOT NULL CHECK (year >= 0), name TEXT NOT NULL, session TEXT,
  level TEXT NOT NULL, grade TEXT, enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL,
  uscc TEXT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), object TEXT, patent_no TEXT, status TEXT NOT NULL,
  recommended_on TEXT, awarded_on TEXT, bonus INTEGER CHECK (bonus >= 0), document_no TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_award_unit ON ledger_award (unit_id, recommended_on);
CREATE INDEX ledger_award_key ON ledger_award (name, year, enterprise_name);
CREATE INDEX ledger_award_date ON ledger_award (year);
CREATE INDEX ledger_award_enterprise ON ledger_award (enterprise_id);

CREATE TABLE ledger_abnormalitem (
  id INTEGER PRIMARY KEY AUTOINCREMENT, year INTEGER NOT NULL CHECK (year >= 0),
  batch INTEGER NOT NULL CHECK (batch >= 0), application_no TEXT NOT NULL, title TEXT,
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), agency TEXT, status TEXT NOT NULL, closed_on TEXT,
  reason TEXT, note TEXT, extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_abnormalitem_unit ON ledger_abnormalitem (unit_id, closed_on);
CREATE INDEX ledger_abnormalitem_key ON ledger_abnormalitem (application_no, year, batch);
CREATE INDEX ledger_abnormalitem_name ON ledger_abnormalitem (enterprise_name);
CREATE INDEX ledger_abnormalitem_enterprise ON ledger_abnormalitem (enterprise_id);

CREATE TABLE ledger_subsidyplan (
  id INTEGER PRIMARY KEY AUTOINCREMENT, year INTEGER NOT NULL CHECK (year >= 0), level TEXT NOT NULL,
  category TEXT NOT NULL, scheme TEXT, standard TEXT, budget INTEGER NOT NULL CHECK (budget >= 0), "from" TEXT,
  "to" TEXT, document_no TEXT, joint_issuers TEXT, unit_id INTEGER REFERENCES reporting_unit (id), note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_subsidyplan_unit ON ledger_subsidyplan (unit_id, "from");
CREATE INDEX ledger_subsidyplan_key ON ledger_subsidyplan (year, level, category);

CREATE TABLE ledger_markpledge (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT, bank TEXT,
  amount INTEGER NOT NULL CHECK (amount >= 0), marks INTEGER CHECK (marks >= 0),
  mark_numbers TEXT CHECK (json_valid(mark_numbers)), registered_on TEXT NOT NULL, months INTEGER CHECK (months >= 0),
  registration_no TEXT, channel TEXT, wants_subsidy INTEGER CHECK (wants_subsidy IN (0, 1)),
  subsidy INTEGER CHECK (subsidy >= 0), subsidy_on TEXT, released_on TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_markpledge_unit ON ledger_markpledge (unit_id, registered_on);
CREATE INDEX ledger_markpledge_key ON ledger_markpledge (registration_no);
CREATE INDEX ledger_markpledge_key2 ON ledger_markpledge (enterprise_name, bank, registered_on);
CREATE INDEX ledger_markpledge_date ON ledger_markpledge (registered_on);
CREATE INDEX ledger_markpledge_enterprise ON ledger_markpledge (enterprise_id);

CREATE TABLE ledger_title (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT, category TEXT NOT NULL,
  level TEXT NOT NULL, status TEXT NOT NULL, batch TEXT, valid_from TEXT, valid_to TEXT, recheck_on TEXT,
  recheck_result TEXT, revoked_on TEXT, document_no TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_title_unit ON ledger_title (unit_id, valid_from);
CREATE INDEX ledger_title_key ON ledger_title (enterprise_name, category, level);
CREATE INDEX ledger_title_date ON ledger_title (valid_to);
CREATE INDEX ledger_title_date1 ON ledger_title (revoked_on);
CREATE INDEX ledger_title_enterprise ON ledger_title (enterprise_id);

CREATE TABLE ledger_transfer (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), kind TEXT NOT NULL,
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT, other_party TEXT,
  project TEXT, patents INTEGER NOT NULL CHECK (patents >= 0), patent_numbers TEXT CHECK (json_valid(patent_numbers)),
  amount INTEGER CHECK (amount >= 0), signed_on TEXT NOT NULL, contract_no TEXT, record_no TEXT, recorded_on TEXT,
  source TEXT, note TEXT, extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_transfer_unit ON ledger_transfer (unit_id, signed_on);
CREATE INDEX ledger_transfer_key ON ledger_transfer (record_no);
CREATE INDEX ledger_transfer_key2 ON ledger_transfer (contract_no);
CREATE INDEX ledger_transfer_key3 ON ledger_transfer (enterprise_name, other_party, signed_on);
CREATE INDEX ledger_transfer_date ON ledger_transfer (signed_on);
CREATE INDEX ledger_transfer_date1 ON ledger_transfer (recorded_on);
CREATE INDEX ledger_transfer_enterprise ON ledger_transfer (enterprise_id);

CREATE TABLE ledger_fund (
  id INTEGER PRIMARY KEY AUTOINCREMENT, fund TEXT NOT NULL,
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), project TEXT, invested_on TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0), scale INTEGER CHECK (scale >= 0), exited_on TEXT, manager TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_fund_unit ON ledger_fund (unit_id, invested_on);
CREATE INDEX ledger_fund_key ON ledger_fund (enterprise_name, fund, invested_on);
CREATE INDEX ledger_fund_date ON ledger_fund (exited_on);
CREATE INDEX ledger_fund_enterprise ON ledger_fund (enterprise_id);

CREATE TABLE ledger_ruling (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), kind TEXT NOT NULL,
  case_no TEXT, "right" TEXT, right_no TEXT, applicant TEXT, respondent TEXT, cause TEXT, accepted_on TEXT NOT NULL,
  heard_on TEXT, closed_on TEXT, status TEXT NOT NULL, result TEXT, is_confirmed INTEGER CHECK (is_confirmed IN (0, 1)),
  amount INTEGER CHECK (amount >= 0), organisation TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_ruling_unit ON ledger_ruling (unit_id, accepted_on);
CREATE INDEX ledger_ruling_key ON ledger_ruling (case_no);
CREATE INDEX ledger_ruling_key2 ON ledger_ruling (accepted_on, unit_id, kind);
CREATE INDEX ledger_ruling_date1 ON ledger_ruling (closed_on);

CREATE TABLE ledger_aid (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), kind TEXT NOT NULL,
  case_no TEXT, enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT,
  matter TEXT NOT NULL, country TEXT, opponent TEXT, accepted_on TEXT NOT NULL, closed_on TEXT, status TEXT NOT NULL,
  result TEXT, saved INTEGER CHECK (saved >= 0), helper TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_aid_unit ON ledger_aid (unit_id, accepted_on);
CREATE INDEX ledger_aid_key ON ledger_aid (case_no);
CREATE INDEX ledger_aid_key2 ON ledger_aid (accepted_on, enterprise_name, kind);
CREATE INDEX ledger_aid_enterprise ON ledger_aid (enterprise_id);

CREATE TABLE ledger_inspection (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), form TEXT NOT NULL,
  plan TEXT, campaign TEXT CHECK (json_valid(campaign)),
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT, subject TEXT,
  checked_on TEXT NOT NULL, officers TEXT, persons INTEGER CHECK (persons >= 0), result TEXT, published_on TEXT,
  case_no TEXT, is_punished INTEGER CHECK (is_punished IN (0, 1)), source TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_inspection_unit ON ledger_inspection (unit_id, checked_on);
CREATE INDEX ledger_inspection_key ON ledger_inspection (enterprise_name, checked_on, form);
CREATE INDEX ledger_inspection_date ON ledger_inspection (checked_on);
CREATE INDEX ledger_inspection_enterprise ON ledger_inspection (enterprise_id);

CREATE TABLE ledger_window (
  id INTEGER PRIMARY KEY AUTOINCREMENT, accept_no TEXT, received_on TEXT NOT NULL, kind TEXT NOT NULL,
  applicant TEXT NOT NULL, mark_no TEXT, nice_class TEXT, quantity INTEGER NOT NULL CHECK (quantity >= 0),
  fee INTEGER CHECK (fee >= 0), unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), contact TEXT, clerk TEXT,
  status TEXT NOT NULL, problem TEXT, certificate_no TEXT, collected_on TEXT, collector TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_window_unit ON ledger_window (unit_id, received_on);
CREATE INDEX ledger_window_key ON ledger_window (accept_no);
CREATE INDEX ledger_window_key2 ON ledger_window (received_on, kind, applicant);

CREATE TABLE ledger_inquiry (
  id INTEGER PRIMARY KEY AUTOINCREMENT, asked_on TEXT NOT NULL, channel TEXT NOT NULL, topic TEXT NOT NULL, visitor TEXT,
  persons INTEGER NOT NULL CHECK (persons >= 0), answer TEXT, clerk TEXT,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_inquiry_unit ON ledger_inquiry (unit_id, asked_on);
CREATE INDEX ledger_inquiry_key ON ledger_inquiry (asked_on, visitor, topic);

CREATE TABLE ledger_complaint (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_no TEXT, received_on TEXT NOT NULL, source TEXT NOT NULL, category TEXT,
  matter TEXT NOT NULL, person TEXT, respondent TEXT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  "limit" INTEGER CHECK ("limit" >= 0), deadline TEXT, status TEXT NOT NULL, closed_on TEXT, result TEXT,
  is_satisfied INTEGER CHECK (is_satisfied IN (0, 1)), officer TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_complaint_unit ON ledger_complaint (unit_id, received_on);
CREATE INDEX ledger_complaint_key ON ledger_complaint (order_no);
CREATE INDEX ledger_complaint_key2 ON ledger_complaint (received_on, source, matter);

CREATE TABLE ledger_service (
  id INTEGER PRIMARY KEY AUTOINCREMENT, visited_on TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
  enterprise_id INTEGER REFERENCES enterprise (id), enterprise_name TEXT NOT NULL, uscc TEXT, form TEXT NOT NULL,
  campaign TEXT CHECK (json_valid(campaign)), specialist TEXT, needs TEXT CHECK (json_valid(needs)), detail TEXT,
  plan TEXT, status TEXT NOT NULL, answered_on TEXT, result TEXT, next_on TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_service_unit ON ledger_service (unit_id, visited_on);
CREATE INDEX ledger_service_key ON ledger_service (enterprise_name, visited_on, form);
CREATE INDEX ledger_service_date ON ledger_service (visited_on);
CREATE INDEX ledger_service_enterprise ON ledger_service (enterprise_id);

CREATE TABLE ledger_site (
  id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), kind TEXT NOT NULL,
  name TEXT NOT NULL, host TEXT, level TEXT NOT NULL, opened_on TEXT NOT NULL, closed_on TEXT,
  persons INTEGER CHECK (persons >= 0), address TEXT, head TEXT, phone TEXT, assessed_on TEXT, assessment TEXT,
  note TEXT, extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_site_unit ON ledger_site (unit_id, opened_on);
CREATE INDEX ledger_site_key ON ledger_site (name, kind);
CREATE INDEX ledger_site_date ON ledger_site (closed_on);

CREATE TABLE ledger_policy (
  id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, document_no TEXT, level TEXT NOT NULL, issuer TEXT,
  joint_issuers TEXT, kind TEXT, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), status TEXT NOT NULL,
  issued_on TEXT, valid_to TEXT, feedback TEXT, summary TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_policy_unit ON ledger_policy (unit_id, issued_on);
CREATE INDEX ledger_policy_key ON ledger_policy (document_no);
CREATE INDEX ledger_policy_key2 ON ledger_policy (title, issuer);
CREATE INDEX ledger_policy_date ON ledger_policy (issued_on);

CREATE TABLE ledger_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, happened_on TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  level TEXT NOT NULL, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id), place TEXT, people TEXT,
  is_pending INTEGER CHECK (is_pending IN (0, 1)), detail TEXT, source TEXT, note TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra))
) STRICT;
CREATE INDEX ledger_event_unit ON ledger_event (unit_id, happened_on);
CREATE INDEX ledger_event_key ON ledger_event (happened_on, subject);
`;

export const migration0010: Migration = { version: 10, name: 'more ledgers', up: (db) => db.exec(sql) };
