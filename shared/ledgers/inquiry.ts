// 咨询来访: who asked what, and what was answered.

import { defineLedger } from './define.js';
import { NOTE, UNIT } from './usual-fields.js';

export const inquiry = defineLedger({
  id: 'inquiry',
  title: '咨询来访',
  table: 'ledger_inquiry',
  group: '服务',
  titleWords: ['咨询', '来访', '来电'],
  keys: [['askedOn', 'visitor', 'topic']],
  carries: ['askedOn', 'unit', 'clerk'],
  fields: {
    askedOn: { kind: 'date', label: '日期', aliases: ['咨询日期', '来访日期', '接待日期', '时间'], required: true },
    channel: {
      kind: 'choice',
      label: '渠道',
      aliases: ['方式', '咨询方式', '咨询渠道'],
      options: ['来访', '电话', '网络', '现场活动'],
      optionAliases: { 来电: '电话', 热线: '电话', 微信: '网络', 邮件: '网络', 窗口: '来访', 现场: '来访' },
      required: true,
      default: '来访',
    },
    topic: {
      kind: 'choice',
      label: '咨询事项',
      aliases: ['事项', '内容', '咨询内容', '类别', '主题'],
      options: [
        '商标注册',
        '商标质权登记',
        '专利申请',
        '专利质押',
        '专利缴费',
        '资助奖补',
        '贯标',
        '维权',
        '地理标志',
        '海外纠纷',
      ],
      isOpen: true,
      required: true,
      width: 20,
    },
    visitor: {
      kind: 'text',
      label: '咨询人',
      aliases: ['来访人', '单位或姓名', '咨询单位', '来访单位', '企业名称'],
      isPersonal: true,
      isParty: true,
      width: 24,
    },
    persons: {
      kind: 'personCount',
      label: '人次',
      aliases: ['人数', '咨询人次', '接待人次'],
      required: true,
      default: 1,
    },
    answer: { kind: 'longText', label: '答复情况', aliases: ['答复', '处理情况', '答复内容'] },
    clerk: { kind: 'text', label: '接待人', aliases: ['答复人', '接待人员'] },
    unit: { ...UNIT, aliases: [...UNIT.aliases, '接待单位'] },
    note: NOTE,
  },
  papers: [
    {
      title: '咨询接待登记簿',
      on: 'askedOn',
      columns: ['askedOn', 'channel', 'topic', 'visitor', 'persons', 'answer', 'clerk'],
    },
  ],
  rollups: [
    {
      code: 'F06',
      measure: { sum: 'persons' },
      when: { kind: 'dateIn', fields: ['askedOn'] },
      rule: '日期在期内的咨询接待人次之和',
    },
  ],
});
