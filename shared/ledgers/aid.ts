// 维权援助与海外纠纷: help that the office gives to right holders, here and abroad.

import { defineLedger, type Rollup } from './define.js';
import { enterprise, NOTE, UNIT, USCC } from './usual-fields.js';

const accepted = { kind: 'dateIn', fields: ['acceptedOn'] } as const satisfies Rollup['when'];

export const aid = defineLedger({
  id: 'aid',
  title: '维权援助与海外纠纷',
  table: 'ledger_aid',
  group: '保护',
  titleWords: ['维权援助', '海外纠纷', '海外维权', '公益代理', '涉外纠纷'],
  keys: [['caseNo'], ['acceptedOn', 'enterprise', 'kind', 'matter']],
  fields: {
    unit: { ...UNIT, aliases: [...UNIT.aliases, '受理单位'] },
    kind: {
      kind: 'choice',
      label: '类别',
      aliases: ['援助类型', '类型', '事项类别', '援助类别'],
      options: ['维权援助', '公益代理', '海外纠纷应对指导', '展会维权', '电商维权'],
      optionAliases: {
        海外纠纷: '海外纠纷应对指导',
        海外维权: '海外纠纷应对指导',
        涉外纠纷: '海外纠纷应对指导',
        海外: '海外纠纷应对指导',
        援助: '维权援助',
      },
      required: true,
      fromTitle: [{ pattern: /海外/, value: '海外纠纷应对指导' }],
    },
    caseNo: { kind: 'code', check: 'certificate', label: '编号', aliases: ['案件编号', '受理编号'] },
    enterprise: enterprise('申请人', ['企业名称', '申请单位', '受援单位', '受援人', '服务企业', '涉案企业']),
    uscc: USCC,
    matter: {
      kind: 'text',
      label: '事项',
      aliases: ['援助事项', '案件名称', '纠纷事由', '案由', '内容'],
      required: true,
      width: 30,
    },
    country: { kind: 'text', label: '国家或地区', aliases: ['国别', '涉及国家', '纠纷发生地'] },
    opponent: { kind: 'text', label: '对方', aliases: ['对方当事人', '被投诉人'], isPersonal: true, isParty: true },
    acceptedOn: { kind: 'date', label: '受理日期', aliases: ['申请日期', '受理时间', '日期'], required: true },
    closedOn: { kind: 'date', label: '办结日期', aliases: ['结案日期', '办结时间'] },
    status: { kind: 'status', label: '状态', aliases: ['办理状态', '进展'], required: true, default: '受理' },
    result: { kind: 'longText', label: '办理结果', aliases: ['结果', '处理结果', '援助结果'] },
    saved: { kind: 'amount', label: '挽回损失', aliases: ['挽回损失金额', '涉案金额'] },
    helper: { kind: 'text', label: '援助机构或专家', aliases: ['援助机构', '专家', '代理机构'] },
    note: NOTE,
  },
  stages: {
    paths: [{ name: '办理', steps: ['申请', '受理', '办理中', '办结'] }],
    ends: ['不予受理', '撤回'],
    closed: { on: 'closedOn', at: '办结' },
    aliases: { 已受理: '受理', 指导中: '办理中', 已办结: '办结', 结案: '办结', 完成: '办结' },
    asks: { 办结: ['closedOn', 'result'] },
  },
  rollups: [
    {
      code: 'B13',
      measure: 'rows',
      when: accepted,
      where: [
        { field: 'kind', in: ['维权援助', '公益代理', '展会维权', '电商维权'] },
        { field: 'status', reached: '受理' },
      ],
      rule: '受理日期在期内、已受理的维权援助件数（含公益代理，不含海外纠纷）',
    },
    {
      code: 'B14',
      measure: 'rows',
      when: accepted,
      where: [
        { field: 'kind', in: ['海外纠纷应对指导'] },
        { field: 'status', reached: '受理' },
      ],
      rule: '受理日期在期内、已受理的海外纠纷应对指导件数',
    },
  ],
  check: (row) =>
    row.closedOn !== null && row.acceptedOn !== null && row.closedOn < row.acceptedOn
      ? [{ severity: 'warn', rule: 'dates', field: 'closedOn', message: '办结日期早于受理日期，请核对' }]
      : [],
});
