// 政策文件: what the office drafts, puts out for comment and issues, alone or with others.

import { defineLedger, type Finding } from './define.js';
import { LEVEL, NOTE, UNIT } from './usual-fields.js';

export const policy = defineLedger({
  id: 'policy',
  title: '政策文件',
  table: 'ledger_policy',
  group: '综合',
  titleWords: ['政策文件', '政策', '文件汇编', '规范性文件'],
  keys: [['documentNo'], ['title', 'issuer']],
  fields: {
    title: {
      kind: 'text',
      label: '文件名称',
      aliases: ['名称', '标题', '文件标题', '政策名称'],
      required: true,
      width: 40,
    },
    documentNo: { kind: 'code', check: 'document', label: '文号', aliases: ['发文字号', '文件编号'], width: 22 },
    level: { ...LEVEL, aliases: ['文件级别', '发文层级'], default: '市级' },
    issuer: { kind: 'text', label: '发文机关', aliases: ['印发单位', '发文单位', '制定机关'], width: 24 },
    jointIssuers: { kind: 'text', label: '联合发文机关', aliases: ['联合印发单位', '会签单位'], width: 24 },
    kind: {
      kind: 'choice',
      label: '文件种类',
      aliases: ['类型', '文种', '类别'],
      options: ['规划', '实施方案', '管理办法', '行动方案', '政策措施', '合作备忘录', '通知'],
      isOpen: true,
    },
    unit: {
      ...UNIT,
      aliases: [...UNIT.aliases, '起草单位'],
      mayBeOffices: 'usually',
      unlessSaidBy: 'issuer',
      help: '本局自己的不填，算“市局本级”（在“设置 › 填报单位”登记，类型为直属）',
    },
    status: { kind: 'status', label: '状态', aliases: ['进展', '当前状态'], required: true, default: '起草' },
    issuedOn: { kind: 'date', label: '印发日期', aliases: ['发文日期', '成文日期', '发布日期'] },
    validTo: { kind: 'date', mayLieAhead: true, label: '有效期至', aliases: ['有效期', '失效日期'] },
    feedback: { kind: 'longText', label: '征求意见情况', aliases: ['反馈意见', '意见采纳情况'] },
    summary: { kind: 'longText', label: '主要内容', aliases: ['内容摘要', '摘要'] },
    note: NOTE,
  },
  stages: {
    paths: [{ name: '制发', steps: ['起草', '征求意见', '送审', '印发'] }],
    ends: ['暂缓', '废止'],
    aliases: {
      草拟: '起草',
      起草中: '起草',
      征求意见中: '征求意见',
      审议: '送审',
      已印发: '印发',
      发布: '印发',
      已废止: '废止',
    },
    asks: { 印发: ['issuedOn', 'documentNo'] },
  },
  reminders: [{ id: 'expires', what: '文件到期', on: 'validTo', ahead: 40, name: 'title' }],
  rollups: [
    {
      code: 'G05',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['issuedOn'] },
      where: [{ field: 'status', in: ['印发', '废止'] }],
      rule: '印发日期在期内的文件数（含以后废止的）',
    },
  ],
  check(row): Finding[] {
    if (row.status === '印发' && row.issuedOn === null)
      return [
        {
          severity: 'block',
          rule: 'issued-on',
          field: 'issuedOn',
          message: '状态为印发，请填写印发日期，否则不知道计入哪个月',
        },
      ];
    return [];
  },
});
