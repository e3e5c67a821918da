// 专利保险: one row per policy, with premium and the subsidy paid on it.

import { defineLedger, type Rollup } from './define.js';
import { UNIT } from './usual-fields.js';

const inPeriod = { kind: 'dateIn', fields: ['insuredOn'] } as const satisfies Rollup['when'];

export const insurance = defineLedger({
  id: 'insurance',
  title: '专利保险',
  table: 'ledger_insurance',
  group: '运用',
  titleWords: ['专利保险', '保险'],
  keys: [['policyNo'], ['enterprise', 'insurer', 'insuredOn']],
  fields: {
    unit: UNIT,
    enterprise: {
      kind: 'enterprise',
      label: '投保企业',
      aliases: ['投保人', '被保险人', '投保单位', '企业名称'],
      codeField: 'uscc',
      required: true,
      width: 28,
    },
    uscc: { kind: 'code', check: 'uscc', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码'], width: 20 },
    insurer: { kind: 'text', label: '保险公司', aliases: ['承保公司', '保险人', '保险机构'], required: true },
    product: { kind: 'text', label: '险种', aliases: ['保险险种', '产品名称'] },
    policyNo: { kind: 'code', check: 'certificate', label: '保单号', aliases: ['保险单号', '保单编号'] },
    patents: {
      kind: 'integer',
      label: '投保专利',
      aliases: ['投保专利数', '投保专利件数', '承保专利数', '承保专利', '承保件数', '投保件数', '专利件数'],
      required: true,
    },
    patentNumbers: { kind: 'code', check: 'patent', many: true, label: '投保专利号', aliases: ['专利号'], width: 30 },
    premium: { kind: 'amount', label: '保费', aliases: ['保费金额', '保险费'], required: true },
    insured: { kind: 'amount', label: '保障金额', aliases: ['保额', '保险金额'] },
    subsidy: { kind: 'amount', label: '财政补贴', aliases: ['补贴金额', '保费补贴', '补贴'] },
    insuredOn: { kind: 'date', label: '投保日期', aliases: ['承保日期', '起保日期'], required: true },
    validTo: {
      kind: 'date',
      isEnd: true,
      mayLieAhead: true,
      label: '保险止期',
      aliases: ['到期日期', '终止日期', '保险期间', '保险期限', '保障期限', '保险有效期'],
    },
    note: { kind: 'longText', label: '备注' },
  },
  reminders: [{ id: 'expires', what: '保险到期', on: 'validTo', ahead: 20, name: 'enterprise' }],
  rollups: [
    { code: 'Y29', measure: { distinct: 'enterprise' }, when: inPeriod, rule: '投保日期在期内的不重复投保企业数' },
    { code: 'Y30', measure: { sum: 'patents' }, when: inPeriod, rule: '投保日期在期内的投保专利件数之和' },
    { code: 'Y31', measure: { sum: 'premium' }, when: inPeriod, rule: '投保日期在期内的保费之和' },
    { code: 'Y32', measure: { sum: 'insured' }, when: inPeriod, rule: '投保日期在期内的保障金额之和' },
  ],
  check: (row) =>
    row.premium !== null && row.subsidy !== null && row.subsidy > row.premium
      ? [{ severity: 'warn', rule: 'subsidy', field: 'subsidy', message: '财政补贴高于保费，请核对' }]
      : [],
});
