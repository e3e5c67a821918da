// 专利导航与试点项目: 导航, 转移转化试点, 海外风险防控, 保护工作站 … from 备案 to 验收. Supporting money is in 资助奖补, except where
// the project itself carries it (转化试点资金).

import { defineLedger, type Rollup, type RowFilter } from './define.js';
import { UNIT } from './usual-fields.js';

const approvedInYear = { kind: 'yearIs', field: 'year', by: 'approvedOn' } as const satisfies Rollup['when'];
const approved = { field: 'status', reached: '获批' } as const satisfies RowFilter;
const category = (name: string) => ({ field: 'category', in: [name] }) as const;

export const project = defineLedger({
  id: 'project',
  title: '专利导航与试点项目',
  table: 'ledger_project',
  group: '运用',
  titleWords: ['专利导航', '导航项目', '试点项目'],
  keys: [['name', 'year', 'category']],
  fields: {
    year: {
      kind: 'integer',
      label: '年度',
      aliases: ['项目年度', '批准年度'],
      required: true,
      default: 'year-of-period',
    },
    category: {
      kind: 'choice',
      label: '项目类别',
      aliases: ['类别', '项目类型'],
      options: [
        '专利导航',
        '专利转移转化试点',
        '海外侵权风险防控',
        '知识产权保护工作站',
        '高价值专利培育',
        '知识产权服务',
      ],
      optionAliases: { 专利导航项目: '专利导航', 导航项目: '专利导航', 导航: '专利导航' },
      isOpen: true,
      required: true,
      fromTitle: [
        { pattern: /导航/, value: '专利导航' },
        { pattern: /转移转化|转化试点/, value: '专利转移转化试点' },
        { pattern: /海外.*(风险|防控)/, value: '海外侵权风险防控' },
        { pattern: /保护工作站/, value: '知识产权保护工作站' },
        { pattern: /高价值/, value: '高价值专利培育' },
      ],
    },
    level: {
      kind: 'choice',
      label: '级别',
      aliases: ['项目级别'],
      options: ['国家级', '省级', '市级', '区级'],
      optionAliases: { 国家: '国家级', 省: '省级', 市: '市级', 区: '区级', 县级: '区级' },
      required: true,
      fromTitle: [{ pattern: /(国家级|省级|市级|区级)/ }],
    },
    enterprise: {
      kind: 'enterprise',
      label: '承担单位',
      aliases: ['项目单位', '承担企业', '实施单位', '申报单位', '企业名称', '单位名称'],
      codeField: 'uscc',
      required: true,
      width: 28,
    },
    uscc: { kind: 'code', check: 'uscc', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码'], width: 20 },
    name: { kind: 'text', label: '项目名称', aliases: ['名称', '导航项目名称'], required: true, width: 36 },
    unit: UNIT,
    status: {
      kind: 'status',
      label: '状态',
      aliases: ['当前状态', '进展', '进展情况', '项目状态', '项目进展'],
      required: true,
      default: '备案',
    },
    filedOn: { kind: 'date', label: '备案日期' },
    approvedOn: { kind: 'date', label: '获批日期', aliases: ['立项日期', '批准日期'] },
    acceptedOn: { kind: 'date', label: '验收日期' },
    amount: { kind: 'amount', label: '支持资金', aliases: ['资金', '项目资金', '经费'] },
    documentNo: { kind: 'code', check: 'document', label: '批准文号', aliases: ['发文字号', '文号'] },
    partners: { kind: 'text', label: '合作单位', aliases: ['参与单位', '共同承担单位'], width: 26 },
    industry: { kind: 'text', label: '产业领域', aliases: ['产业', '领域'] },
    note: { kind: 'longText', label: '备注' },
  },
  stages: {
    paths: [{ name: '项目', steps: ['备案', '申报', '推荐', '获批', '验收'] }],
    ends: ['未通过', '撤项', '终止'],
    aliases: { 通过验收: '验收', 验收通过: '验收', 已验收: '验收', 立项: '获批', 已获批: '获批', 已备案: '备案' },
    asks: { 备案: ['filedOn'], 获批: ['approvedOn', 'documentNo'], 验收: ['acceptedOn'] },
  },
  rollups: [
    {
      code: 'G04a',
      measure: 'rows',
      when: approvedInYear,
      where: [approved],
      rule: '年度为本年、期末前已获批（含已验收）的项目数（没有获批日期的按状态计，12月计全年度）',
    },
    {
      code: 'G04b',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['acceptedOn'] },
      where: [{ field: 'status', reached: '验收' }],
      rule: '验收日期在期内的项目数',
    },
    {
      code: 'Y21',
      measure: 'rows',
      when: approvedInYear,
      where: [category('专利导航'), { field: 'level', in: ['省级'] }, approved],
      rule: '年度为本年、级别为省级、期末前已获批（含已验收）的专利导航项目数（没有获批日期的按状态计，12月计全年度）',
    },
    {
      code: 'Y22a',
      measure: 'rows',
      when: approvedInYear,
      where: [category('专利转移转化试点'), approved],
      rule: '年度为本年、期末前已获批的专利转移转化试点项目数（没有获批日期的按状态计，12月计全年度）',
    },
    {
      code: 'Y22b',
      measure: { sum: 'amount' },
      when: approvedInYear,
      where: [category('专利转移转化试点'), approved],
      rule: '年度为本年、期末前已获批的专利转移转化试点项目支持资金之和（没有获批日期的按状态计，12月计全年度）',
    },
  ],
});
