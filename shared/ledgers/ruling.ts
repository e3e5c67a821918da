// 行政裁决与调解: disputes that are ruled on or settled outside the court. Cases of enforcement are in 执法案件.

import { defineLedger, type Finding, type Rollup } from './define.js';
import { NOTE, UNIT } from './usual-fields.js';

const accepted = { kind: 'dateIn', fields: ['acceptedOn'] } as const satisfies Rollup['when'];
const closed = { kind: 'dateIn', fields: ['closedOn'] } as const satisfies Rollup['when'];
const MEDIATIONS = ['人民调解', '行政调解', '诉前调解'] as const;
const kinds = (...names: string[]) => ({ field: 'kind', in: names }) as const;
const taken = { field: 'status', notIn: ['不予受理', '撤回'] } as const;

export const ruling = defineLedger({
  id: 'ruling',
  title: '行政裁决与调解',
  table: 'ledger_ruling',
  group: '保护',
  titleWords: ['行政裁决', '调解', '裁决', '司法确认'],
  keys: [['caseNo'], ['acceptedOn', 'unit', 'kind', 'applicant']],
  fields: {
    unit: { ...UNIT, aliases: [...UNIT.aliases, '办理单位', '受理单位'] },
    kind: {
      kind: 'choice',
      label: '类别',
      aliases: ['案件类别', '类型', '办理方式', '纠纷处理方式'],
      options: ['行政裁决', ...MEDIATIONS],
      optionAliases: { 裁决: '行政裁决', 专利侵权纠纷行政裁决: '行政裁决', 人民调解委员会调解: '人民调解' },
      required: true,
      fromTitle: [{ pattern: /(行政裁决|人民调解|行政调解|诉前调解)(?!与)/ }],
    },
    caseNo: { kind: 'text', label: '案号', aliases: ['案件编号', '受理编号', '编号'], width: 24 },
    right: {
      kind: 'choice',
      label: '权利种类',
      aliases: ['知识产权类型', '知识产权种类', '权利类型', '权利类别', '专利类型', '专利种类'],
      options: ['发明专利', '实用新型', '外观设计', '商标', '地理标志', '著作权', '商业秘密', '其他'],
      optionAliases: { 发明: '发明专利', 外观: '外观设计', 版权: '著作权' },
    },
    rightNo: { kind: 'text', label: '权利号', aliases: ['专利号', '商标号', '涉案专利号'], width: 18 },
    applicant: {
      kind: 'text',
      label: '请求人',
      aliases: ['申请人', '权利人', '请求方', '投诉人'],
      isPersonal: true,
      isParty: true,
      width: 26,
    },
    respondent: {
      kind: 'text',
      label: '被请求人',
      aliases: ['被申请人', '被投诉人', '对方当事人'],
      isPersonal: true,
      isParty: true,
      width: 26,
    },
    cause: { kind: 'text', label: '案由', aliases: ['纠纷事由', '纠纷类型'], width: 24 },
    acceptedOn: { kind: 'date', label: '受理日期', aliases: ['立案日期', '受理时间'], required: true },
    heardOn: { kind: 'date', mayLieAhead: true, label: '口头审理日期', aliases: ['口审日期', '审理日期'] },
    closedOn: { kind: 'date', label: '结案日期', aliases: ['办结日期', '调解日期', '结案时间'] },
    status: { kind: 'status', label: '状态', aliases: ['办理状态', '进展'], required: true, default: '受理' },
    result: {
      kind: 'choice',
      label: '结果',
      aliases: ['办理结果', '处理结果', '裁决结果', '调解结果'],
      options: ['侵权成立', '侵权不成立', '驳回请求', '达成协议', '未达成协议'],
      optionAliases: { 调解成功: '达成协议', 成功: '达成协议', 调解不成: '未达成协议', 不成立: '侵权不成立' },
    },
    isConfirmed: { kind: 'yesNo', label: '司法确认', aliases: ['是否司法确认'] },
    amount: { kind: 'amount', label: '涉及金额', aliases: ['标的额', '赔偿金额', '金额', '和解金额'] },
    organisation: { kind: 'text', label: '办理机构', aliases: ['调解组织', '调解机构', '调解委员会'], width: 24 },
    note: NOTE,
  },
  stages: {
    paths: [{ name: '办理', steps: ['受理', '办理中', '已结案'] }],
    ends: ['不予受理', '撤回', '移送', '中止'],
    closed: { on: 'closedOn', at: '已结案' },
    aliases: {
      已受理: '受理',
      立案: '受理',
      已立案: '受理',
      审理中: '办理中',
      口审: '办理中',
      调解中: '办理中',
      结案: '已结案',
      办结: '已结案',
      已办结: '已结案',
      撤诉: '撤回',
      已移送: '移送',
    },
    asks: { 已结案: ['closedOn', 'result'] },
  },
  reminders: [
    {
      id: 'decide',
      what: '行政裁决应办结（受理起3个月）',
      on: 'acceptedOn',
      after: { months: 3 },
      ahead: 10,
      unless: ['closedOn'],
      where: [kinds('行政裁决'), { field: 'status', in: ['受理', '办理中'] }],
      name: 'caseNo',
    },
    {
      id: 'mediate',
      what: '调解应办结（受理起1个月）',
      on: 'acceptedOn',
      after: { months: 1 },
      ahead: 5,
      unless: ['closedOn'],
      where: [kinds(...MEDIATIONS), { field: 'status', in: ['受理', '办理中'] }],
      name: 'caseNo',
    },
  ],
  rollups: [
    {
      code: 'B06a',
      measure: 'rows',
      when: accepted,
      where: [kinds('行政裁决'), taken],
      rule: '受理日期在期内的行政裁决案件数（不含不予受理、撤回）',
    },
    {
      code: 'B06b',
      measure: 'rows',
      when: closed,
      where: [kinds('行政裁决'), { field: 'status', reached: '已结案' }],
      rule: '结案日期在期内、状态为已结案的行政裁决案件数',
    },
    {
      code: 'B12a',
      measure: 'rows',
      when: accepted,
      where: [kinds(...MEDIATIONS), taken],
      rule: '受理日期在期内的人民、行政、诉前调解件数之和',
    },
    {
      code: 'B12b',
      measure: 'rows',
      when: accepted,
      where: [kinds('人民调解'), taken],
      rule: '受理日期在期内的人民调解件数',
    },
    {
      code: 'B12c',
      measure: 'rows',
      when: accepted,
      where: [kinds('诉前调解'), taken],
      rule: '受理日期在期内的诉前调解件数',
    },
  ],
  check(row): Finding[] {
    const findings: Finding[] = [];
    if (row.closedOn !== null && row.acceptedOn !== null && row.closedOn < row.acceptedOn)
      findings.push({ severity: 'warn', rule: 'dates', field: 'closedOn', message: '结案日期早于受理日期，请核对' });
    if (row.status === '已结案' && row.closedOn === null)
      findings.push({ severity: 'warn', rule: 'closed', field: 'closedOn', message: '状态为已结案，请填写结案日期' });
    return findings;
  },
});
