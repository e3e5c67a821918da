// 非正常专利申请: what CNIPA notified in a 批次, by unit. A report states the newest batch of the year, never the sum of batches:
// an application that is named again in the next batch would count twice. The rate is computed, never stored (rules.md 4).

import { defineLedger, type Finding, type Rollup } from './define.js';
import { ABNORMAL_BATCH, UNIT } from './usual-fields.js';

const newestBatch = {
  kind: 'newestBatch',
  year: 'year',
  batch: 'batch',
  on: 'notifiedOn',
} as const satisfies Rollup['when'];

/** Withdrawals and appeals are written over in the row of their batch: no day says which month they are of. */
const AS_NOW = '为现在登记的数，以前各月的也是';

export const abnormal = defineLedger({
  id: 'abnormal',
  title: '非正常专利申请',
  table: 'ledger_abnormal',
  group: '创造',
  titleWords: ['非正常'],
  keys: [['year', 'batch', 'unit']],
  derived: ['未撤回件数', '未撤回', '撤回率', '撤回率（%）'],
  fields: {
    ...ABNORMAL_BATCH,
    unit: UNIT,
    notifiedOn: { kind: 'date', label: '通报日期', aliases: ['下发日期'] },
    notified: {
      kind: 'integer',
      label: '通报件数',
      aliases: ['应核查件数', '应核查数', '通报数', '核查件数'],
      required: true,
    },
    withdrawn: { kind: 'integer', label: '撤回件数', aliases: ['已撤回件数', '撤回数', '已撤回'], required: true },
    appealed: { kind: 'integer', label: '申诉件数', aliases: ['申诉数', '复核件数'] },
    upheld: { kind: 'integer', label: '申诉成功件数', aliases: ['申诉成功', '复核通过件数'] },
    deadline: { kind: 'date', mayLieAhead: true, label: '整改期限', aliases: ['期限', '截止日期', '整改截止日期'] },
    note: { kind: 'longText', label: '备注' },
  },
  reminders: [{ id: 'deadline', what: '非正常申请整改期限', on: 'deadline', ahead: 5, name: 'unit' }],
  rollups: [
    { code: 'C37', measure: { sum: 'notified' }, when: newestBatch, rule: '本年最近一批的通报件数' },
    {
      code: 'C37a',
      measure: { sum: 'notified', less: 'upheld' },
      when: newestBatch,
      rule: '本年最近一批的通报件数减申诉成功件数（申诉成功以现在登记的为准）',
      says: AS_NOW,
    },
    {
      code: 'C38',
      measure: { sum: 'withdrawn' },
      when: newestBatch,
      rule: '本年最近一批的撤回件数（以现在登记的为准）',
      says: AS_NOW,
    },
  ],
  check(row): Finding[] {
    const { notified, withdrawn, upheld } = row;
    const undated: Finding[] =
      row.notifiedOn === null && row.batch !== null && row.batch > 1
        ? [
            {
              severity: 'hint',
              rule: 'notified-on',
              field: 'notifiedOn',
              message: `第${row.batch}批没有通报日期；一批都没有时，本年各月都按这一批计，通报之前的月份也是，请补填`,
            },
          ]
        : [];
    if (notified !== null && withdrawn !== null && withdrawn > notified)
      return [
        ...undated,
        {
          severity: 'block',
          rule: 'part-of',
          field: 'withdrawn',
          message: `撤回件数（${withdrawn}）不能多于通报件数（${notified}），请核对`,
        },
      ];
    if (notified !== null && withdrawn !== null && upheld !== null && withdrawn + upheld > notified)
      return [
        ...undated,
        { severity: 'warn', rule: 'part-of', field: 'upheld', message: '撤回与申诉成功之和多于通报件数，请核对' },
      ];
    return undated;
  },
});
