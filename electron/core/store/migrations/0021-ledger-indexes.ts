// Indexes of 资助奖补项目 that were met twice or by nobody, at 100 000 rows a third of the time and of the place of its import: a key
// that begins with the enterprise also finds its other applications; the budget of a category needs no more than its year, level
// and category; a stage or a 批次 has so many rows that walking the table is as fast. Where rows came from is asked for by row and
// taken out by change set, never by file. Frozen once released.

import type { Migration } from '../migrate.js';

const sql = `
DROP INDEX ledger_subsidy_key;
DROP INDEX ledger_subsidy_item;
DROP INDEX ledger_subsidy_status;
DROP INDEX ledger_subsidy_batch;
CREATE INDEX ledger_subsidy_item ON ledger_subsidy (enterprise_name, category, year, level);
CREATE INDEX ledger_subsidy_budget ON ledger_subsidy (year, level, category);
DROP INDEX row_source_file;
`;

export const migration0021: Migration = { version: 21, name: 'ledger-indexes', up: (db) => db.exec(sql) };
