// 大事记: dated events, as the yearly report tells them.

import { defineLedger } from './define.js';
import { LEVEL, NOTE, UNIT_IF_KNOWN } from './usual-fields.js';

export const event = defineLedger({
  id: 'event',
  title: '大事记',
  table: 'ledger_event',
  group: '综合',
  titleWords: ['大事记', '大事'],
  keys: [['happenedOn', 'subject']],
  fields: {
    happenedOn: {
      kind: 'date',
      label: '日期',
      aliases: ['时间', '发生日期', '会议日期'],
      required: true,
      maySpan: true,
      help: '只知道大概时可填2022年3月、3月上旬、一季度，连续几天填3月5日至8日',
      width: 19,
    },
    kind: {
      kind: 'choice',
      label: '类别',
      aliases: ['类型', '事件类别'],
      options: ['会商会议', '联席会议', '揭牌挂牌', '获批', '表彰', '领导批示', '领导调研', '签约', '新闻发布', '其他'],
      optionAliases: { 会商: '会商会议', 揭牌: '揭牌挂牌', 挂牌: '揭牌挂牌', 批示: '领导批示', 调研: '领导调研' },
      isOpen: true,
      required: true,
      default: '其他',
    },
    subject: {
      kind: 'text',
      label: '事项',
      aliases: ['大事', '事件', '内容', '标题', '大事内容'],
      required: true,
      width: 44,
    },
    level: { ...LEVEL, aliases: ['层级'], default: '市级' },
    unit: { ...UNIT_IF_KNOWN, aliases: [...UNIT_IF_KNOWN.aliases, '责任单位'], help: '本局自己的不填' },
    place: { kind: 'text', label: '地点' },
    people: { kind: 'text', label: '参加人员', aliases: ['出席领导', '领导', '参加单位'], width: 24 },
    isPending: { kind: 'yesNo', label: '结果待定', aliases: ['待公布'], help: '如考评结果尚未公布' },
    detail: { kind: 'longText', label: '详细情况', aliases: ['详情', '情况说明', '主要内容'] },
    source: { kind: 'text', label: '依据', aliases: ['文件依据', '来源'] },
    note: NOTE,
  },
  rollups: [],
});
