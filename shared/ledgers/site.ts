// 机构与站点: places where service is given: stations, counters, branch centres, agencies.

import { defineLedger, type Finding, type Rollup } from './define.js';
import { LEVEL, NOTE, UNIT } from './usual-fields.js';

const open = { kind: 'validAt', from: 'openedOn', to: [], gone: ['closedOn'] } as const satisfies Rollup['when'];
const kinds = (...names: string[]) => ({ field: 'kind', in: names }) as const;

export const site = defineLedger({
  id: 'site',
  title: '机构与站点',
  table: 'ledger_site',
  group: '服务',
  titleWords: ['指导站', '工作站', '受理窗口', '服务机构', '代理机构', '网点', '分中心', '站点'],
  keys: [['name', 'kind']],
  fields: {
    unit: UNIT,
    kind: {
      kind: 'choice',
      label: '种类',
      aliases: ['类型', '机构类型', '站点类型', '类别'],
      options: [
        '商标品牌指导站',
        '维权援助工作站',
        '知识产权保护工作站',
        '公共服务网点',
        '商标受理窗口',
        '专利代办处工作站',
        '综合服务分中心',
        '人民调解委员会',
        '专利代理机构',
        '商标代理机构',
        '其他服务机构',
      ],
      optionAliases: {
        指导站: '商标品牌指导站',
        维权工作站: '维权援助工作站',
        保护工作站: '知识产权保护工作站',
        服务网点: '公共服务网点',
        TISC: '公共服务网点',
        受理窗口: '商标受理窗口',
        分中心: '综合服务分中心',
        调解委员会: '人民调解委员会',
        代理机构: '专利代理机构',
      },
      required: true,
      fromTitle: [
        { pattern: /指导站/, value: '商标品牌指导站' },
        { pattern: /维权援助工作站/, value: '维权援助工作站' },
        { pattern: /保护工作站/, value: '知识产权保护工作站' },
        { pattern: /专利代理机构/, value: '专利代理机构' },
      ],
      width: 18,
    },
    name: {
      kind: 'text',
      label: '名称',
      aliases: ['机构名称', '站点名称', '单位名称', '指导站名称', '工作站名称'],
      required: true,
      isParty: true,
      width: 32,
    },
    host: { kind: 'text', label: '依托单位', aliases: ['建设单位', '承建单位', '主办单位'], isParty: true, width: 26 },
    level: { ...LEVEL, aliases: ['站点级别'], default: '市级' },
    openedOn: {
      kind: 'date',
      label: '设立日期',
      aliases: ['批准日期', '成立日期', '挂牌日期', '设立时间', '认定日期'],
      required: true,
    },
    closedOn: { kind: 'date', label: '撤销日期', aliases: ['注销日期'] },
    persons: { kind: 'personCount', label: '人员数', aliases: ['工作人员', '人数', '代理师数'] },
    address: { kind: 'text', label: '地址', aliases: ['办公地址'], width: 26 },
    head: { kind: 'text', label: '负责人', aliases: ['联系人'], isPersonal: true },
    phone: { kind: 'text', label: '联系电话', aliases: ['电话'], isPersonal: true },
    assessedOn: { kind: 'date', label: '考评日期' },
    assessment: {
      kind: 'choice',
      label: '考评结果',
      options: ['优秀', '合格', '不合格', '暂未公布'],
      optionAliases: { 良好: '合格', 待公布: '暂未公布' },
    },
    note: NOTE,
  },
  rollups: [
    {
      code: 'Y36',
      measure: 'rows',
      when: open,
      where: [kinds('商标品牌指导站')],
      rule: '期末当日在运行的商标品牌指导站数',
    },
    {
      code: 'B15a',
      measure: 'rows',
      when: open,
      where: [kinds('维权援助工作站')],
      rule: '期末当日在运行的维权援助工作站数',
    },
    {
      code: 'B15b',
      measure: 'rows',
      when: open,
      where: [kinds('知识产权保护工作站')],
      rule: '期末当日在运行的知识产权保护工作站数',
    },
    {
      code: 'F01',
      measure: 'rows',
      when: open,
      where: [kinds('公共服务网点')],
      rule: '期末当日在运行的公共服务网点数',
    },
    {
      code: 'F02a',
      measure: 'rows',
      when: open,
      where: [kinds('专利代理机构')],
      rule: '期末当日在运行的专利代理机构数',
    },
  ],
  check: (row): Finding[] =>
    row.closedOn !== null && row.openedOn !== null && row.closedOn < row.openedOn
      ? [{ severity: 'warn', rule: 'dates', field: 'closedOn', message: '撤销日期早于设立日期，请核对' }]
      : [],
});
