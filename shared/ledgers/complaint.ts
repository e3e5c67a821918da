// 信访投诉: from the hotline, by letter or visit, price complaints too. The day by which it must be closed follows from the working
// days that the rule gives it.

import { defineLedger, type Finding } from './define.js';
import { NOTE, UNIT } from './usual-fields.js';

export const complaint = defineLedger({
  id: 'complaint',
  title: '信访投诉',
  table: 'ledger_complaint',
  group: '服务',
  titleWords: ['信访', '投诉', '举报', '12345', '热线'],
  keys: [['orderNo'], ['receivedOn', 'source', 'matter']],
  derived: ['办结率', '办结率（%）'],
  carries: ['receivedOn'],
  fields: {
    orderNo: {
      kind: 'code',
      check: 'certificate',
      label: '工单号',
      aliases: ['编号', '工单编号', '受理编号', '信访编号'],
    },
    receivedOn: {
      kind: 'date',
      label: '受理日期',
      aliases: ['日期', '收件日期', '接收日期', '转办日期'],
      required: true,
    },
    source: {
      kind: 'choice',
      label: '来源',
      aliases: ['渠道', '投诉来源', '来源渠道'],
      options: ['12345热线', '12315', '信访', '来信', '来访', '网络', '上级转办'],
      optionAliases: { 12345: '12345热线', 热线: '12345热线', 市长热线: '12345热线', 转办: '上级转办' },
      isOpen: true,
      required: true,
    },
    category: {
      kind: 'choice',
      label: '类别',
      aliases: ['投诉类别', '问题类别', '类型'],
      options: ['专利', '商标', '地理标志', '代理机构', '价格', '其他'],
      optionAliases: { 物价: '价格', 价格投诉: '价格' },
      isOpen: true,
    },
    matter: {
      kind: 'text',
      label: '投诉内容',
      aliases: ['内容', '事项', '反映问题', '诉求内容'],
      required: true,
      width: 34,
    },
    person: { kind: 'text', label: '投诉人', aliases: ['举报人', '信访人', '来电人'], isPersonal: true, isParty: true },
    respondent: {
      kind: 'text',
      label: '被投诉人',
      aliases: ['被投诉单位', '被举报人', '被诉主体'],
      isParty: true,
      width: 24,
    },
    unit: { ...UNIT, aliases: [...UNIT.aliases, '承办单位'] },
    limit: {
      kind: 'integer',
      isNoCount: true,
      label: '办理时限',
      aliases: ['时限', '办理期限', '办结时限', '办理时限（工作日）'],
      help: '工作日',
    },
    deadline: {
      kind: 'date',
      mayLieAhead: true,
      label: '截止日期',
      aliases: ['到期日期', '办结期限', '应办结日期'],
      help: '由受理日期和办理时限按工作日推算',
    },
    status: { kind: 'status', label: '状态', aliases: ['办理状态', '进展'], required: true, default: '受理' },
    closedOn: { kind: 'date', label: '办结日期', aliases: ['答复日期', '办结时间', '回复日期'] },
    result: { kind: 'longText', label: '办理结果', aliases: ['结果', '处理结果', '答复内容'] },
    isSatisfied: { kind: 'yesNo', label: '是否满意', aliases: ['满意', '回访满意'] },
    officer: { kind: 'text', label: '承办人', aliases: ['办理人', '经办人'] },
    note: NOTE,
  },
  due: [{ from: 'receivedOn', days: 'limit', to: 'deadline', counts: 'from-next' }],
  stages: {
    paths: [{ name: '办理', steps: ['受理', '办理中', '办结', '回访'] }],
    ends: ['不予受理', '退回', '撤回'],
    closed: { on: 'closedOn', at: '办结' },
    aliases: { 已受理: '受理', 在办: '办理中', 已办结: '办结', 已答复: '办结', 已回访: '回访', 转办: '办理中' },
    asks: { 办结: ['closedOn', 'result'], 回访: ['isSatisfied'] },
  },
  reminders: [
    {
      id: 'deadline',
      what: '投诉应办结',
      on: 'deadline',
      ahead: 3,
      unless: ['closedOn'],
      where: [{ field: 'status', notIn: ['办结', '回访', '不予受理', '退回', '撤回'] }],
      name: 'matter',
    },
  ],
  rollups: [
    {
      code: 'F09a',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['receivedOn'] },
      where: [{ field: 'status', notIn: ['不予受理', '退回', '撤回'] }],
      rule: '受理日期在期内的投诉举报件数（不含不予受理、退回、撤回）',
    },
    {
      code: 'F09c',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['receivedOn'], by: 'closedOn' },
      where: [{ field: 'status', reached: '办结' }],
      rule: '受理日期在期内、期末前已办结（含已回访）的投诉举报件数，没有办结日期的按状态计',
    },
  ],
  check(row): Finding[] {
    const findings: Finding[] = [];
    if (row.closedOn !== null && row.receivedOn !== null && row.closedOn < row.receivedOn)
      findings.push({ severity: 'warn', rule: 'dates', field: 'closedOn', message: '办结日期早于受理日期，请核对' });
    if (row.closedOn !== null && row.deadline !== null && row.closedOn > row.deadline)
      findings.push({ severity: 'hint', rule: 'late', field: 'closedOn', message: '办结日期晚于截止日期' });
    if (row.status === '办结' && row.closedOn === null)
      findings.push({ severity: 'warn', rule: 'closed', field: 'closedOn', message: '状态为办结，请填写办结日期' });
    return findings;
  },
});
