// 资助类别与预算: the catalogue of categories that the office edits each year, with budget and implementation window of each.
// What is applied for, approved and paid is in 资助奖补项目; the balance of a category is computed from both.

import { defineLedger, type Finding } from './define.js';
import { LEVEL, NOTE, UNIT_IF_KNOWN } from './usual-fields.js';

export const subsidyplan = defineLedger({
  id: 'subsidyplan',
  title: '资助类别与预算',
  table: 'ledger_subsidyplan',
  group: '运用',
  titleWords: ['资助类别', '资助目录', '专项资金预算', '预算安排', '申报指南'],
  keys: [['year', 'level', 'category']],
  fields: {
    year: {
      kind: 'integer',
      label: '年度',
      aliases: ['预算年度', '政策年度'],
      required: true,
      default: 'year-of-period',
      fromTitle: [{ pattern: /(20\d{2})年/ }],
    },
    level: { ...LEVEL, aliases: ['资金级别'] },
    category: {
      kind: 'text',
      label: '资助类别',
      aliases: ['类别', '资助项目', '类别名称', '奖补类别'],
      required: true,
      width: 28,
    },
    scheme: { kind: 'choice', label: '资助方式', options: ['后补助', '推荐上级'] },
    standard: { kind: 'longText', label: '资助标准', aliases: ['标准', '奖补标准'] },
    budget: { kind: 'amount', label: '预算金额', aliases: ['预算', '安排金额', '预算安排'], required: true },
    from: { kind: 'date', mayLieAhead: true, label: '实施期起', aliases: ['实施开始日期', '实施起'] },
    to: { kind: 'date', mayLieAhead: true, label: '实施期止', aliases: ['实施截止日期', '实施止'] },
    documentNo: { kind: 'code', check: 'document', label: '依据文号', aliases: ['发文字号', '文号'] },
    jointIssuers: { kind: 'text', label: '联合发文机关' },
    unit: { ...UNIT_IF_KNOWN, help: '资金由某一区（市）安排时填写' },
    note: NOTE,
  },
  rollups: [
    {
      code: 'G01a',
      measure: { sum: 'budget' },
      when: { kind: 'yearIs', field: 'year' },
      rule: '年度为本年的各资助类别预算金额之和',
    },
  ],
  check: (row): Finding[] =>
    row.from !== null && row.to !== null && row.to < row.from
      ? [{ severity: 'block', rule: 'dates', field: 'to', message: '实施期止早于实施期起，请核对' }]
      : [],
});
