// 质押: line of credit and loan beside the registered amount; 资助: day of the 下拨通知; 活动: topics and documents; 案件: loss made good; 项目:
// partners. Additive. Frozen once released.

import type { Migration } from '../migrate.js';

const loans = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN credit INTEGER CHECK (credit >= 0);
ALTER TABLE ${table} ADD COLUMN lent INTEGER CHECK (lent >= 0);
ALTER TABLE ${table} ADD COLUMN lent_on TEXT;
`;

const sql = `
${loans('ledger_pledge')}
${loans('ledger_markpledge')}
ALTER TABLE ledger_subsidy ADD COLUMN notice_on TEXT;
ALTER TABLE ledger_activity ADD COLUMN campaign TEXT CHECK (json_valid(campaign));
ALTER TABLE ledger_activity ADD COLUMN documents INTEGER CHECK (documents >= 0);
ALTER TABLE ledger_enforcement ADD COLUMN saved INTEGER CHECK (saved >= 0);
ALTER TABLE ledger_project ADD COLUMN partners TEXT;
`;

export const migration0026: Migration = {
  version: 26,
  name: 'loans-notices-topics',
  up: (db) => db.exec(sql),
};
