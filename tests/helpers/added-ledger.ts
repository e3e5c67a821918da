// One ledger that the program does not know: its declaration and its migration, as a developer would add them, and nothing else.

import type { Migration } from '../../electron/core/store/migrate.js';
import { defineLedger } from '../../shared/ledgers/define.js';

export const added = defineLedger({
  id: 'loan',
  title: '设备借用',
  table: 'ledger_loan',
  group: '测试',
  titleWords: ['设备借用'],
  keys: [['number']],
  fields: {
    number: { kind: 'code', check: 'certificate', label: '借用单号', required: true },
    unit: { kind: 'unit', label: '借用单位', required: true },
    lender: { kind: 'enterprise', label: '出借企业', codeField: 'uscc' },
    uscc: { kind: 'code', check: 'uscc', label: '统一社会信用代码' },
    from: { kind: 'date', label: '借出日期', required: true },
    days: { kind: 'integer', label: '借用天数' },
    to: { kind: 'date', label: '应还日期' },
    kind: {
      kind: 'choice',
      label: '设备种类',
      options: ['电脑', '执法记录仪'],
      optionAliases: { 记录仪: '执法记录仪' },
    },
    topics: { kind: 'multiChoice', label: '用途', options: ['检查', '培训'] },
    patents: { kind: 'code', check: 'patent', many: true, label: '有关专利号' },
    month: { kind: 'period', label: '所属月份' },
    persons: { kind: 'personCount', label: '使用人次' },
    isBroken: { kind: 'yesNo', label: '是否损坏' },
    deposits: {
      kind: 'lines',
      label: '押金记录',
      sum: 'amount',
      fields: { paidOn: { kind: 'date', label: '日期' }, amount: { kind: 'amount', label: '金额' } },
    },
    deposit: { kind: 'amount', label: '押金' },
    status: { kind: 'status', label: '状态', default: '借出' },
    note: { kind: 'longText', label: '备注' },
  },
  due: [{ from: 'from', days: 'days', to: 'to', counts: 'from-next' }],
  stages: { paths: [{ name: '借用', steps: ['借出', '归还'] }], ends: ['遗失'], aliases: { 已归还: '归还' } },
  rollups: [
    { code: 'F03', measure: 'rows', when: { kind: 'dateIn', fields: ['from'] }, rule: '借出日期在期内的次数' },
    { code: 'G01b', measure: { sum: 'deposit' }, when: { kind: 'dateIn', fields: ['from'] }, rule: '押金之和' },
  ],
  fill: {
    deposit: ({ deposits }) => deposits?.reduce((sum, one) => sum + ((one['amount'] as number | null) ?? 0), 0) ?? null,
  },
});

export function addedMigration(version: number): Migration {
  return {
    version,
    name: 'loan',
    up: (db) =>
      db.exec(`CREATE TABLE ledger_loan (
        id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, unit_id INTEGER NOT NULL REFERENCES reporting_unit (id),
        lender_id INTEGER REFERENCES enterprise (id), lender_name TEXT, uscc TEXT, "from" TEXT NOT NULL, days INTEGER, "to" TEXT,
        kind TEXT, topics TEXT, patents TEXT, month TEXT, persons INTEGER, is_broken INTEGER, deposits TEXT, deposit INTEGER,
        status TEXT, note TEXT, extra TEXT NOT NULL DEFAULT '{}') STRICT`),
  };
}
