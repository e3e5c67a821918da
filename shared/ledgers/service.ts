// 企业服务与走访: visits and what enterprises need, from the first word to the end; 一企一策 is the text of the plan for one.

import { defineLedger, type Finding, type Rollup } from './define.js';
import { enterprise, NOTE, UNIT, USCC } from './usual-fields.js';

const inPeriod = { kind: 'dateIn', fields: ['visitedOn'] } as const satisfies Rollup['when'];
/** Forms in which somebody goes to the enterprise; a call is none. */
export const VISITS = ['上门走访', '座谈', '专员通办'] as const;
const visits = { field: 'form', in: [...VISITS] } as const;

export const service = defineLedger({
  id: 'service',
  title: '企业服务与走访',
  table: 'ledger_service',
  group: '服务',
  titleWords: ['走访', '企业服务', '专员', '一企一策', '春笋'],
  keys: [['enterprise', 'visitedOn', 'form']],
  fields: {
    visitedOn: { kind: 'date', label: '日期', aliases: ['走访日期', '服务日期', '走访时间', '时间'], required: true },
    unit: UNIT,
    enterprise: enterprise('企业名称', ['走访企业', '服务企业', '企业', '单位名称']),
    uscc: USCC,
    form: {
      kind: 'choice',
      label: '服务方式',
      aliases: ['方式', '走访方式', '形式'],
      options: ['上门走访', '座谈', '专员通办', '电话回访', '线上服务'],
      optionAliases: {
        走访: '上门走访',
        实地走访: '上门走访',
        现场走访: '上门走访',
        电话: '电话回访',
        线上: '线上服务',
      },
      required: true,
      default: '上门走访',
    },
    campaign: {
      kind: 'multiChoice',
      label: '行动名单',
      aliases: ['名单', '所属行动', '专项'],
      options: ['春笋行动', '专精特新赋能', '新授权发明企业', '消零企业'],
      optionAliases: { 春笋: '春笋行动', 专精特新: '专精特新赋能', 新授权发明: '新授权发明企业', 消零: '消零企业' },
      isOpen: true,
      width: 18,
    },
    specialist: { kind: 'text', label: '服务专员', aliases: ['走访人', '走访人员', '专员', '服务人员'] },
    needs: {
      kind: 'multiChoice',
      label: '企业需求',
      aliases: ['需求', '需求类型', '需求类别'],
      options: ['融资', '导航', '维权', '转化', '培训', '申请代理', '贯标', '资助'],
      optionAliases: { 质押融资: '融资', 专利导航: '导航', 维权援助: '维权', 专利转化: '转化' },
      isOpen: true,
    },
    detail: {
      kind: 'longText',
      label: '需求及问题',
      aliases: ['问题', '企业问题', '存在问题', '需求内容', '走访情况'],
    },
    plan: { kind: 'longText', label: '一企一策', aliases: ['服务方案', '工作措施', '服务内容'] },
    status: {
      kind: 'status',
      label: '办理状态',
      aliases: ['状态', '进展', '办理情况'],
      required: true,
      default: '办结',
    },
    answeredOn: { kind: 'date', label: '办结日期', aliases: ['完成日期'] },
    result: { kind: 'longText', label: '办理结果', aliases: ['结果', '落实情况', '成效', '解决情况'] },
    nextOn: { kind: 'date', mayLieAhead: true, label: '下次走访日期', aliases: ['下次走访', '计划走访日期'] },
    note: NOTE,
  },
  stages: {
    paths: [{ name: '办理', steps: ['提出', '办理', '办结'] }],
    ends: ['无法解决', '撤回'],
    closed: { on: 'answeredOn', at: '办结' },
    aliases: { 已提出: '提出', 待办: '提出', 办理中: '办理', 已办结: '办结', 已解决: '办结', 完成: '办结' },
    asks: { 办结: ['answeredOn', 'result'] },
  },
  reminders: [
    {
      id: 'visit',
      what: '应走访（每季度）',
      on: 'visitedOn',
      after: { months: 3 },
      ahead: 10,
      newestPer: 'enterprise',
      where: [visits],
      name: 'enterprise',
    },
    {
      id: 'planned',
      what: '计划走访',
      on: 'nextOn',
      ahead: 5,
      answeredBy: { ledger: 'service', on: 'visitedOn' },
      name: 'enterprise',
    },
    {
      id: 'answer',
      what: '企业需求未办结',
      on: 'visitedOn',
      after: { workingDays: 20 },
      ahead: 5,
      unless: ['answeredOn'],
      where: [{ field: 'status', in: ['提出', '办理'] }],
      name: 'enterprise',
    },
  ],
  rollups: [
    {
      code: 'F08a',
      measure: { distinct: 'enterprise' },
      when: inPeriod,
      where: [visits],
      rule: '日期在期内、方式为走访、座谈或专员通办的不重复企业数',
    },
    {
      code: 'F08b',
      measure: 'rows',
      when: inPeriod,
      where: [visits],
      rule: '日期在期内、方式为走访、座谈或专员通办的家次',
    },
  ],
  check(row): Finding[] {
    if (row.answeredOn !== null && row.visitedOn !== null && row.answeredOn < row.visitedOn)
      return [{ severity: 'warn', rule: 'dates', field: 'answeredOn', message: '办结日期早于走访日期，请核对' }];
    if (row.needs !== null && row.status === '办结' && row.result === null)
      return [{ severity: 'hint', rule: 'result', field: 'result', message: '企业提出了需求，办结时请写明办理结果' }];
    return [];
  },
});
