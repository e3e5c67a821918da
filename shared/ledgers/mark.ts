// 地理标志与重点商标: named marks and products that reports follow through their procedure for years, and the lists that they are on.
// Ordinary marks are in 商标明细.

import { defineLedger, type Finding, type Rollup, type RowFilter } from './define.js';
import { NOTE, UNIT, USCC } from './usual-fields.js';

const valid = {
  kind: 'validAt',
  from: 'registeredOn',
  to: [],
  gone: ['cancelledOn'],
} as const satisfies Rollup['when'];
/** One that was cancelled stood until then. */
const standing = { field: 'status', notIn: ['注销'], orEndedOn: 'cancelledOn' } as const satisfies RowFilter;
const kinds = (...names: string[]) => ({ field: 'kind', in: names }) as const;
const GI_MARKS = ['地理标志证明商标', '地理标志集体商标'] as const;

export const mark = defineLedger({
  id: 'mark',
  title: '地理标志与重点商标',
  table: 'ledger_mark',
  group: '创造',
  titleWords: ['地理标志', '地标', '重点商标', '驰名商标', '区域公用品牌'],
  keys: [
    ['number', 'niceClass'],
    ['name', 'kind'],
  ],
  fields: {
    unit: UNIT,
    name: {
      kind: 'text',
      label: '名称',
      aliases: ['商标名称', '地理标志名称', '产品名称', '地理标志产品名称'],
      required: true,
      width: 22,
    },
    kind: {
      kind: 'choice',
      label: '种类',
      aliases: ['类型', '类别', '地理标志类型'],
      options: [...GI_MARKS, '地理标志保护产品', '驰名商标', '集体商标', '证明商标', '区域公用品牌', '重点商标'],
      optionAliases: {
        证明商标地理标志: '地理标志证明商标',
        地理标志商标: '地理标志证明商标',
        地理标志产品: '地理标志保护产品',
        国家地理标志保护产品: '地理标志保护产品',
        中国驰名商标: '驰名商标',
      },
      required: true,
    },
    enterprise: {
      kind: 'enterprise',
      label: '注册人或申请机构',
      aliases: ['注册人', '申请人', '商标注册人', '申请机构', '企业名称'],
      codeField: 'uscc',
      width: 28,
    },
    uscc: USCC,
    number: {
      kind: 'code',
      check: 'trademark',
      label: '注册号',
      aliases: ['商标注册号', '申请号', '商标号'],
    },
    niceClass: { kind: 'code', check: 'nice-class', label: '商标类别', aliases: ['国际分类'] },
    announcement: { kind: 'text', label: '批准公告', aliases: ['公告号', '保护公告', '批准公告号'] },
    procedure: {
      kind: 'choice',
      label: '程序',
      options: ['商标注册', '产品保护', '商标转让'],
      help: '决定环节的顺序',
    },
    status: {
      kind: 'status',
      label: '状态',
      aliases: ['当前状态', '进展', '程序状态', '办理状态'],
      required: true,
      default: '申请',
    },
    appliedOn: { kind: 'date', label: '申请日期' },
    registeredOn: {
      kind: 'date',
      label: '注册或批准日期',
      aliases: ['注册日期', '批准日期', '认定日期', '注册公告日期', '保护日期'],
    },
    cancelledOn: { kind: 'date', label: '注销日期', aliases: ['撤销日期', '注销或撤销日期'] },
    lists: {
      kind: 'multiChoice',
      label: '入选名录',
      aliases: ['名录', '保护名录', '入选名单'],
      options: [
        '沿黄九省（区）重点地理标志名录',
        '十二省市重点商标保护名录',
        '国家地理标志保护示范区',
        '省级地理标志保护示范区',
        '重点联系指导名录',
        '中欧地理标志协定',
      ],
      isOpen: true,
      width: 24,
    },
    users: { kind: 'integer', label: '用标主体数', aliases: ['用标企业数', '用标企业', '专用标志使用企业数'] },
    output: { kind: 'amount', label: '年产值', aliases: ['产值'] },
    note: NOTE,
  },
  stages: {
    pathField: 'procedure',
    paths: [
      { name: '商标注册', steps: ['申请', '受理', '初审公告', '注册'] },
      { name: '产品保护', steps: ['申请', '受理', '公示', '批准'] },
      { name: '商标转让', steps: ['申请', '受理', '核准转让'] },
    ],
    ends: ['驳回', '驳回复审', '异议', '撤回', '注销'],
    aliases: {
      已申请: '申请',
      已受理: '受理',
      初审: '初审公告',
      初步审定公告: '初审公告',
      已初审公告: '初审公告',
      已注册: '注册',
      核准注册: '注册',
      获批: '批准',
      已批准: '批准',
      转让完成: '核准转让',
      完成转让: '核准转让',
      复审: '驳回复审',
      复审中: '驳回复审',
      已注销: '注销',
      撤销: '注销',
    },
    asks: { 注册: ['registeredOn', 'number'], 批准: ['registeredOn', 'announcement'], 注销: ['cancelledOn'] },
  },
  rollups: [
    {
      code: 'C28',
      measure: 'rows',
      when: valid,
      where: [standing, kinds('驰名商标')],
      rule: '期末当日有效的驰名商标件数',
    },
    {
      code: 'C29',
      measure: 'rows',
      when: valid,
      where: [standing, kinds(...GI_MARKS)],
      rule: '期末当日有效的地理标志证明、集体商标件数',
    },
    {
      code: 'C29a',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['registeredOn'] },
      where: [kinds(...GI_MARKS)],
      rule: '注册日期在期内的地理标志商标件数',
    },
    {
      code: 'C29b',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['cancelledOn'] },
      where: [kinds(...GI_MARKS)],
      rule: '注销日期在期内的地理标志商标件数',
    },
    {
      code: 'C30',
      measure: 'rows',
      when: valid,
      where: [standing, kinds('地理标志保护产品')],
      rule: '期末当日有效的地理标志保护产品数',
    },
    {
      code: 'C31',
      measure: { sum: 'users' },
      when: valid,
      where: [standing, kinds(...GI_MARKS, '地理标志保护产品')],
      rule: '期末当日有效的地理标志的用标主体数之和',
    },
  ],
  check(row): Finding[] {
    if ((row.status === '注册' || row.status === '批准') && row.registeredOn === null)
      return [
        {
          severity: 'block',
          rule: 'registered-on',
          field: 'registeredOn',
          message: `状态为“${row.status}”，请填写注册或批准日期，否则不知道从哪个月起计入`,
        },
      ];
    if (row.status === '注销' && row.registeredOn !== null && row.cancelledOn === null)
      return [
        {
          severity: 'warn',
          rule: 'cancelled-on',
          field: 'cancelledOn',
          message: '状态为“注销”，请填写注销日期，否则注销以前各期也不再计入',
        },
      ];
    if (row.registeredOn !== null && row.cancelledOn !== null && row.cancelledOn < row.registeredOn)
      return [{ severity: 'warn', rule: 'dates', field: 'cancelledOn', message: '注销日期早于注册日期，请核对' }];
    return [];
  },
});
