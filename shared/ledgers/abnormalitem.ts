// 非正常专利逐件: the single applications behind 非正常专利申请, where the office has their list. Figures of reports come from the batches;
// here is kept which application of whom is still open: subsidies look here before they are paid.

import { defineLedger, type Finding } from './define.js';
import { ABNORMAL_BATCH, enterprise, NOTE, UNIT, USCC } from './usual-fields.js';

export const abnormalitem = defineLedger({
  id: 'abnormalitem',
  title: '非正常专利逐件',
  table: 'ledger_abnormalitem',
  group: '创造',
  titleWords: ['非正常', '逐件', '明细', '清单'],
  keys: [['applicationNo', 'year', 'batch']],
  fields: {
    ...ABNORMAL_BATCH,
    applicationNo: {
      kind: 'code',
      check: 'patent',
      label: '申请号',
      aliases: ['专利申请号', '专利号'],
      required: true,
      width: 18,
    },
    title: { kind: 'text', label: '发明名称', aliases: ['发明创造名称', '专利名称', '名称'], width: 28 },
    enterprise: enterprise('申请人', ['申请人名称', '第一申请人', '企业名称', '申请单位']),
    uscc: USCC,
    unit: UNIT,
    agency: { kind: 'text', label: '代理机构' },
    status: {
      kind: 'status',
      label: '状态',
      aliases: ['核查结果', '处理结果', '办理情况'],
      required: true,
      default: '通报',
    },
    closedOn: { kind: 'date', label: '撤回或认定日期', aliases: ['撤回日期', '处理日期'] },
    reason: { kind: 'longText', label: '情况说明', aliases: ['申诉理由', '核查情况'] },
    note: NOTE,
  },
  stages: {
    paths: [
      { name: '撤回', steps: ['通报', '核查', '已撤回'] },
      { name: '申诉', steps: ['通报', '申诉', '申诉成功'] },
    ],
    ends: ['拒不撤回', '申诉未通过'],
    aliases: {
      已通报: '通报',
      未撤回: '通报',
      核查中: '核查',
      撤回: '已撤回',
      已主动撤回: '已撤回',
      主动撤回: '已撤回',
      已申诉: '申诉',
      申诉中: '申诉',
      复核通过: '申诉成功',
      不撤回: '拒不撤回',
      申诉失败: '申诉未通过',
    },
    asks: { 已撤回: ['closedOn'] },
  },
  rollups: [],
  check: (row): Finding[] =>
    row.status === '已撤回' && row.closedOn === null
      ? [{ severity: 'hint', rule: 'closed', field: 'closedOn', message: '状态为已撤回，可补填撤回日期' }]
      : [],
});
