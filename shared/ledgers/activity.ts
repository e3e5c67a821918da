// 培训宣传调研活动: one row per activity with the number of its sessions, whoever held it. 人次 is not 人: who came twice counts twice.

import { defineLedger, type Finding, type Rollup } from './define.js';

const inPeriod = { kind: 'dateIn', fields: ['heldOn'] } as const satisfies Rollup['when'];
const training = { field: 'form', in: ['线下培训', '线上培训'] } as const;

export const activity = defineLedger({
  id: 'activity',
  title: '培训宣传调研活动',
  table: 'ledger_activity',
  group: '服务',
  titleWords: ['培训', '宣传', '调研', '活动'],
  keys: [['heldOn', 'unit', 'form', 'topic']],
  fields: {
    unit: {
      kind: 'unit',
      label: '区（市）',
      aliases: ['区市', '所属区市', '区县', '举办单位', '组织单位'],
      required: true,
      mayBeOffices: 'asked',
      help: '本局自己办的选“市局本级”（在“设置 › 填报单位”登记，类型为直属）',
    },
    heldOn: {
      kind: 'date',
      to: 'heldTo',
      label: '日期',
      aliases: ['活动日期', '举办日期', '培训日期', '时间'],
      required: true,
    },
    form: {
      kind: 'choice',
      label: '形式',
      aliases: ['活动形式', '培训形式', '类型', '活动类型'],
      options: ['线下培训', '线上培训', '宣传活动', '对接活动', '新闻发布会', '调研', '会议'],
      optionAliases: {
        培训: '线下培训',
        现场培训: '线下培训',
        网络培训: '线上培训',
        宣传: '宣传活动',
        对接会: '对接活动',
        供需对接: '对接活动',
        发布会: '新闻发布会',
        座谈: '会议',
      },
      required: true,
    },
    topic: {
      kind: 'text',
      label: '主题',
      aliases: [
        '培训主题',
        '活动主题',
        '活动名称',
        '内容',
        '培训名称',
        '培训班名称',
        '培训内容',
        '活动内容',
        '会议名称',
      ],
      required: true,
      width: 28,
    },
    place: { kind: 'text', label: '地点', aliases: ['活动地点', '举办地点'] },
    persons: { kind: 'personCount', label: '参加人数', aliases: ['人数', '参加人次', '培训人次', '参训人数'] },
    sessions: {
      kind: 'integer',
      label: '场次',
      aliases: ['活动场次', '培训场次', '次数'],
      required: true,
      default: 1,
    },
    heldTo: {
      kind: 'date',
      mayLieAhead: true,
      label: '结束日期',
      aliases: ['结束时间', '截止日期'],
      help: '只有一天的不填；按开始的日期计入',
    },
    materials: { kind: 'integer', mayBeNone: true, label: '发放资料', aliases: ['发放材料', '资料份数', '宣传材料'] },
    posters: { kind: 'integer', label: '宣传海报', aliases: ['海报', '张贴海报', '海报张数'] },
    venues: { kind: 'integer', label: '场所数', aliases: ['覆盖场所'] },
    media: { kind: 'integer', mayBeNone: true, label: '新闻报道', aliases: ['报道条数', '媒体报道', '新闻报道条数'] },
    documents: { kind: 'integer', label: '发布文件', aliases: ['发布文件数', '印发文件数'] },
    certificates: { kind: 'integer', label: '发放证书', aliases: ['颁发证书'] },
    campaign: {
      kind: 'multiChoice',
      label: '专题',
      aliases: ['专题活动', '所属专题', '活动专题'],
      options: ['知识产权宣传周', '五进活动', '消费者权益日', '专精特新赋能', '入园惠企'],
      optionAliases: { 宣传周: '知识产权宣传周', 五进: '五进活动', '3·15': '消费者权益日', '315': '消费者权益日' },
      isOpen: true,
      help: '可选几个；按专题筛选、小计',
      width: 16,
    },
    organiser: { kind: 'text', label: '主办方', aliases: ['主办单位'] },
    note: { kind: 'longText', label: '备注' },
  },
  rollups: [
    {
      code: 'F03',
      measure: { sum: 'sessions' },
      when: inPeriod,
      where: [training],
      rule: '日期在期内的线下、线上培训场次之和',
    },
    {
      code: 'F04',
      measure: { sum: 'persons' },
      when: inPeriod,
      where: [training],
      rule: '日期在期内的培训参加人次之和',
    },
    {
      code: 'F05a',
      measure: { sum: 'sessions' },
      when: inPeriod,
      where: [{ field: 'form', in: ['宣传活动'] }],
      rule: '日期在期内、形式为宣传活动的场次之和',
    },
    { code: 'F05b', measure: { sum: 'media' }, when: inPeriod, rule: '日期在期内的活动带来的新闻报道条数之和' },
    { code: 'F05c', measure: { sum: 'materials' }, when: inPeriod, rule: '日期在期内发放的资料份数之和' },
  ],
  check: (row): Finding[] =>
    row.heldOn !== null && row.heldTo !== null && row.heldTo < row.heldOn
      ? [{ severity: 'block', rule: 'dates', field: 'heldTo', message: '结束日期早于开始的日期，请核对' }]
      : [],
});
