// 双随机检查、自查、线索核查: one row per object looked at. What comes of it as a case is in 执法案件.

import { defineLedger, type Finding, type Rollup } from './define.js';
import { enterprise, NOTE, UNIT, USCC } from './usual-fields.js';

const inPeriod = { kind: 'dateIn', fields: ['checkedOn'] } as const satisfies Rollup['when'];

export const inspection = defineLedger({
  id: 'inspection',
  title: '检查与线索核查',
  table: 'ledger_inspection',
  group: '保护',
  titleWords: ['双随机', '检查', '自查', '线索核查', '核查', '抽查'],
  keys: [['enterprise', 'checkedOn', 'form', 'plan']],
  carries: ['form', 'plan', 'checkedOn', 'officers'],
  fields: {
    unit: { ...UNIT, aliases: [...UNIT.aliases, '检查单位', '检查机关', '抽查机关'] },
    form: {
      kind: 'choice',
      label: '检查方式',
      aliases: ['方式', '检查类型', '类型', '检查类别'],
      options: ['双随机检查', '专项检查', '线索核查', '机构自查', '日常检查'],
      optionAliases: {
        双随机: '双随机检查',
        双随机抽查: '双随机检查',
        '双随机、一公开': '双随机检查',
        专项: '专项检查',
        核查: '线索核查',
        线索: '线索核查',
        自查: '机构自查',
        日常: '日常检查',
      },
      required: true,
      fromTitle: [
        { pattern: /双随机/, value: '双随机检查' },
        { pattern: /线索/, value: '线索核查' },
        { pattern: /自查/, value: '机构自查' },
      ],
    },
    plan: {
      kind: 'text',
      label: '检查计划',
      aliases: ['计划名称', '任务名称', '抽查任务', '抽查计划', '抽查计划名称', '抽查任务名称'],
      width: 24,
    },
    campaign: {
      kind: 'multiChoice',
      label: '专项行动',
      aliases: ['行动'],
      options: ['铁拳', '双打', '蓝天', '转供电'],
      isOpen: true,
    },
    enterprise: enterprise('检查对象', [
      '被检查单位',
      '市场主体名称',
      '企业名称',
      '单位名称',
      '抽查对象',
      '核查对象',
      '主体名称',
    ]),
    uscc: USCC,
    subject: {
      kind: 'choice',
      label: '检查事项',
      aliases: ['事项', '抽查事项', '检查内容'],
      options: ['商标使用', '专利标识', '专利代理机构', '商标代理机构', '地理标志专用标志', '特殊标志', '企业名称字号'],
      isOpen: true,
      width: 18,
    },
    checkedOn: {
      kind: 'date',
      label: '检查日期',
      aliases: ['日期', '检查时间', '核查日期', '抽查日期', '完成日期', '抽查完成日期'],
      required: true,
    },
    officers: {
      kind: 'text',
      label: '检查人员',
      aliases: ['执法人员', '检查人', '核查人员'],
      isPersonal: true,
      help: '不少于两人，用顿号隔开',
    },
    persons: { kind: 'personCount', label: '出动人次', aliases: ['出动执法人员', '执法人次', '出动人数'] },
    result: {
      kind: 'choice',
      label: '检查结果',
      aliases: ['结果', '抽查结果', '核查结果', '处理结果'],
      options: ['未发现问题', '已责令改正', '待后续处理', '不配合检查', '无法联系', '已转立案'],
      optionAliases: {
        未发现违法行为: '未发现问题',
        合格: '未发现问题',
        正常: '未发现问题',
        责令改正: '已责令改正',
        发现问题已责令改正: '已责令改正',
        发现问题待后续处理: '待后续处理',
        未发现本次抽查涉及的问题: '未发现问题',
        通过登记的住所无法联系: '无法联系',
        '通过登记的住所(经营场所)无法联系': '无法联系',
        '通过登记的住所（经营场所）无法联系': '无法联系',
        查无下落: '无法联系',
        立案: '已转立案',
        转立案: '已转立案',
        移交立案: '已转立案',
      },
      isOpen: true,
    },
    publishedOn: { kind: 'date', label: '公示日期', aliases: ['结果公示日期'] },
    caseNo: { kind: 'text', label: '转立案案号', aliases: ['案号', '立案号'] },
    isPunished: { kind: 'yesNo', label: '失信惩戒', aliases: ['列入失信', '是否失信惩戒', '列入严重违法失信'] },
    source: { kind: 'text', label: '线索来源', aliases: ['来源'] },
    note: NOTE,
  },
  leadsTo: {
    ledger: 'enforcement',
    what: '立案',
    by: 'caseNo',
    to: 'caseNo',
    where: [{ field: 'result', in: ['已转立案', '待后续处理'] }],
    sets: { result: '已转立案' },
    takes: {
      unit: 'unit',
      party: 'enterprise',
      source: 'form',
      campaign: 'campaign',
      officers: 'officers',
    },
  },
  reminders: [
    {
      id: 'publish',
      what: '双随机检查结果应公示（检查起20个工作日）',
      on: 'checkedOn',
      after: { workingDays: 20 },
      ahead: 10,
      unless: ['publishedOn'],
      where: [{ field: 'form', in: ['双随机检查'] }],
      name: 'enterprise',
    },
    {
      id: 'follow-up',
      what: '检查结果待后续处理',
      on: 'checkedOn',
      after: { months: 1 },
      ahead: 10,
      unless: ['caseNo'],
      where: [{ field: 'result', in: ['待后续处理'] }],
      name: 'enterprise',
    },
  ],
  rollups: [
    {
      code: 'B20',
      measure: { distinct: 'enterprise' },
      when: inPeriod,
      where: [{ field: 'form', in: ['双随机检查'] }],
      rule: '检查日期在期内的双随机检查不重复户数',
    },
    { code: 'B09', measure: { sum: 'persons' }, when: inPeriod, rule: '检查日期在期内的出动人次之和' },
    {
      code: 'B21',
      measure: { distinct: 'enterprise' },
      when: inPeriod,
      where: [{ field: 'isPunished', in: [true] }],
      rule: '检查日期在期内、列入失信惩戒的不重复户数',
    },
  ],
  check(row): Finding[] {
    const findings: Finding[] = [];
    const warn = (rule: string, field: string, message: string): void =>
      void findings.push({ severity: 'warn', rule, field, message });
    const officers = row.officers?.split(/[、，,;；\s]+/).filter((name) => name !== '').length ?? 0;
    if (row.form !== '机构自查' && officers === 1)
      warn('two-officers', 'officers', '检查人员只写了一人，应不少于两人，请核对');
    if (row.result === '已转立案' && row.caseNo === null)
      warn('case', 'caseNo', '检查结果为已转立案，请填写案号，或在详情中点“立案…”登记案件');
    if (row.form === '双随机检查' && row.result !== null && row.publishedOn === null)
      findings.push({
        severity: 'hint',
        rule: 'published',
        field: 'publishedOn',
        message: '双随机检查的结果应在20个工作日内公示，公示后请填写公示日期',
      });
    return findings;
  },
});
