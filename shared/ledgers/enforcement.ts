// 执法案件: one row per administrative case. Parties are personal data: reports name them as 某某公司, exports leave them out.

import { defineLedger, type Rollup } from './define.js';

const filedInPeriod = { kind: 'dateIn', fields: ['filedOn'] } as const satisfies Rollup['when'];
const closedInPeriod = { kind: 'dateIn', fields: ['closedOn', 'filedOn'] } as const satisfies Rollup['when'];
const filed = { field: 'status', notIn: ['不予立案'] } as const;
const category = (name: string) => ({ field: 'category', in: [name] }) as const;

export const enforcement = defineLedger({
  id: 'enforcement',
  title: '执法案件',
  table: 'ledger_enforcement',
  group: '保护',
  titleWords: ['执法案件', '行政执法', '案件台账', '案件'],
  keys: [['caseNo']],
  fields: {
    unit: { kind: 'unit', label: '区（市）', aliases: ['区市', '所属区市', '区县', '办案单位'], required: true },
    caseNo: {
      kind: 'code',
      check: 'case',
      label: '案号',
      aliases: ['案件编号', '立案号', '处罚决定书文号'],
      required: true,
      width: 24,
    },
    category: {
      kind: 'choice',
      label: '类别',
      aliases: ['案件类别', '案件类型', '案件种类'],
      options: ['专利', '商标', '地理标志', '特殊标志', '其他'],
      optionAliases: {
        专利案件: '专利',
        专利侵权: '专利',
        假冒专利: '专利',
        商标案件: '商标',
        商标侵权: '商标',
        地标: '地理标志',
        奥林匹克标志: '特殊标志',
      },
      // What B08a counts; of the category 专利 alone nobody would know it any more.
      saysToo: { 假冒专利: { field: 'cause', word: '假冒' } },
      required: true,
    },
    cause: { kind: 'text', label: '案由', aliases: ['违法行为', '案件名称'], width: 28 },
    party: {
      kind: 'text',
      label: '当事人',
      aliases: ['被处罚人', '违法主体'],
      isPersonal: true,
      isParty: true,
      width: 28,
    },
    source: { kind: 'text', label: '案件来源', aliases: ['线索来源'] },
    campaign: {
      kind: 'multiChoice',
      label: '专项行动',
      aliases: ['行动'],
      options: ['铁拳', '双打', '蓝天', '转供电'],
      isOpen: true,
    },
    filedOn: { kind: 'date', label: '立案日期', aliases: ['立案时间'], required: true },
    closedOn: { kind: 'date', label: '结案日期', aliases: ['办结日期', '结案时间'] },
    status: {
      kind: 'status',
      label: '状态',
      aliases: ['办理状态', '案件状态', '进展'],
      required: true,
      default: '立案',
    },
    value: { kind: 'amount', label: '案值', aliases: ['涉案金额', '货值金额'] },
    penalty: { kind: 'amount', label: '罚没金额', aliases: ['罚没款', '罚款金额', '罚没'] },
    saved: { kind: 'amount', label: '挽回损失', aliases: ['挽回经济损失', '挽回损失金额'] },
    persons: {
      kind: 'personCount',
      label: '出动人次',
      aliases: ['出动执法人员', '执法人次', '出动人数'],
      help: '本案出动的人次，不重复计入检查的出动人次',
    },
    isTransferred: { kind: 'yesNo', label: '移送司法', aliases: ['是否移送司法机关', '是否移送'] },
    publishedOn: { kind: 'date', label: '公示日期', aliases: ['处罚公示日期'] },
    result: { kind: 'longText', label: '处理结果', aliases: ['处罚结果', '处罚内容', '处理情况', '案件结果'] },
    officers: { kind: 'text', label: '办案人员', aliases: ['执法人员'], isPersonal: true },
    note: { kind: 'longText', label: '备注' },
  },
  stages: {
    paths: [{ name: '办案', steps: ['立案', '办理中', '已结案'] }],
    ends: ['不予立案', '撤案', '移送'],
    closed: { on: 'closedOn', at: '已结案' },
    aliases: {
      已立案: '立案',
      在办: '办理中',
      调查中: '办理中',
      调查取证: '办理中',
      结案: '已结案',
      办结: '已结案',
      已办结: '已结案',
      撤销立案: '撤案',
      已移送: '移送',
    },
    asks: { 已结案: ['closedOn', 'penalty', 'result'] },
  },
  reminders: [
    {
      id: 'decide',
      what: '案件应办结（立案起90日）',
      on: 'filedOn',
      after: { days: 90 },
      ahead: 10,
      unless: ['closedOn'],
      where: [{ field: 'status', in: ['立案', '办理中'] }],
      name: 'caseNo',
    },
  ],
  rollups: [
    { code: 'B23', measure: 'rows', when: filedInPeriod, where: [filed], rule: '立案日期在期内的案件数' },
    {
      code: 'B24',
      measure: 'rows',
      when: filedInPeriod,
      where: [filed, category('专利')],
      rule: '其中类别为专利的案件数',
    },
    {
      code: 'B25',
      measure: 'rows',
      when: filedInPeriod,
      where: [filed, category('商标')],
      rule: '其中类别为商标的案件数',
    },
    { code: 'B01', measure: 'rows', when: filedInPeriod, where: [filed], rule: '立案日期在期内的案件数' },
    {
      code: 'B02',
      measure: 'rows',
      when: closedInPeriod,
      where: [{ field: 'status', reached: '已结案' }],
      rule: '状态为已结案、结案日期（没有时为立案日期）在期内的案件数',
    },
    { code: 'B03', measure: { sum: 'value' }, when: filedInPeriod, where: [filed], rule: '立案日期在期内的案值之和' },
    {
      code: 'B04',
      measure: { sum: 'penalty' },
      when: closedInPeriod,
      rule: '结案日期（没有时为立案日期）在期内的罚没金额之和',
    },
    {
      code: 'B05',
      measure: 'rows',
      when: filedInPeriod,
      where: [filed, { field: 'isTransferred', in: [true] }],
      rule: '立案日期在期内、移送司法机关的案件数',
    },
    {
      code: 'B08a',
      measure: 'rows',
      when: filedInPeriod,
      where: [filed, category('专利'), { field: 'cause', says: '假冒' }],
      rule: '立案日期在期内、类别为专利、案由含“假冒”的案件数',
    },
  ],
  check: (row) =>
    row.closedOn !== null && row.filedOn !== null && row.closedOn < row.filedOn
      ? [{ severity: 'warn', rule: 'dates', field: 'closedOn', message: '结案日期早于立案日期，请核对' }]
      : [],
});
