// 商标明细: one row per registered mark and class, as counts go (一标一类一件). Feeds the 一企一标 list.

import { defineLedger, type Finding, type Rollup } from './define.js';
import { enterprise, NOTE, UNIT_IF_KNOWN, USCC } from './usual-fields.js';

const valid = {
  kind: 'validAt',
  from: 'registeredOn',
  to: ['validTo'],
  gone: ['cancelledOn'],
} as const satisfies Rollup['when'];
const domestic = { field: 'kind', notIn: ['马德里国际注册'] } as const;

export const trademark = defineLedger({
  id: 'trademark',
  title: '商标明细',
  table: 'ledger_trademark',
  group: '创造',
  titleWords: ['商标明细', '商标清单', '有效商标', '注册商标', '有效注册商标'],
  keys: [['registrationNo', 'niceClass']],
  fields: {
    registrationNo: {
      kind: 'code',
      check: 'trademark',
      label: '注册号',
      aliases: ['商标注册号', '商标号', '申请/注册号', '申请（注册）号'],
      required: true,
      width: 12,
    },
    niceClass: {
      kind: 'code',
      check: 'nice-class',
      label: '类别',
      aliases: ['国际分类', '商标类别', '类', '尼斯分类'],
      required: true,
    },
    name: { kind: 'text', label: '商标名称', aliases: ['名称', '商标'], width: 18 },
    kind: {
      kind: 'choice',
      label: '商标类型',
      aliases: ['类型', '商标种类'],
      options: ['普通商标', '集体商标', '证明商标', '马德里国际注册'],
      optionAliases: { 一般: '普通商标', 普通: '普通商标', 一般商标: '普通商标', 马德里: '马德里国际注册' },
      required: true,
      default: '普通商标',
    },
    enterprise: enterprise('注册人', ['商标注册人', '注册人名称', '申请人', '申请人名称', '企业名称', '权利人']),
    uscc: USCC,
    unit: UNIT_IF_KNOWN,
    address: { kind: 'text', label: '地址', aliases: ['注册人地址', '申请人地址'], isPersonal: true, width: 28 },
    appliedOn: { kind: 'date', label: '申请日期', aliases: ['申请日'] },
    registeredOn: {
      kind: 'date',
      label: '注册日期',
      aliases: ['注册公告日', '注册公告日期', '核准注册日期', '注册日'],
      required: true,
    },
    validTo: {
      kind: 'date',
      isEnd: true,
      mayLieAhead: true,
      label: '专用期至',
      aliases: ['专用权期限', '有效期至', '专用期截止日期', '专用权截止日期'],
    },
    cancelledOn: { kind: 'date', label: '注销或撤销日期', aliases: ['注销日期', '撤销日期', '无效日期'] },
    goods: { kind: 'longText', label: '商品服务', aliases: ['商品/服务', '核定商品', '核定使用商品'] },
    note: NOTE,
  },
  reminders: [
    { id: 'renewal', what: '商标应续展', on: 'validTo', ahead: 60, unless: ['cancelledOn'], name: 'enterprise' },
  ],
  rollups: [
    {
      code: 'C24',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['registeredOn'] },
      where: [domestic],
      rule: '注册日期在期内的商标件数（一标一类一件，不含马德里国际注册）',
    },
    {
      code: 'C25',
      measure: 'rows',
      when: valid,
      where: [domestic],
      rule: '期末当日已注册、在专用期内、未注销撤销的商标件数（一标一类一件，不含马德里国际注册）',
    },
    {
      code: 'C27',
      measure: 'rows',
      when: valid,
      where: [{ field: 'kind', in: ['马德里国际注册'] }],
      rule: '期末当日有效的马德里国际注册商标件数',
    },
    {
      code: 'C27a',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['appliedOn'] },
      where: [{ field: 'kind', in: ['马德里国际注册'] }],
      rule: '申请日期在期内的马德里国际注册商标件数',
    },
  ],
  check(row): Finding[] {
    if (row.niceClass !== null && row.niceClass.includes(';'))
      return [
        {
          severity: 'block',
          rule: 'one-class',
          field: 'niceClass',
          message: `类别为“${row.niceClass}”：商标按一标一类统计，请每类填一行`,
        },
      ];
    if (row.registeredOn !== null && row.validTo !== null && row.validTo <= row.registeredOn)
      return [{ severity: 'warn', rule: 'dates', field: 'validTo', message: '专用期至应晚于注册日期，请核对' }];
    return [];
  },
});
