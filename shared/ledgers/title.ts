// 优势示范与称号: honours held as a status over time, by enterprises, parks, counties and markets. What is won once is in 奖项.

import { defineLedger, type Finding, type Rollup, type RowFilter } from './define.js';
import { enterprise, LEVEL, LEVEL_IN_NAME, NOTE, ofAnyProvince, UNIT, USCC } from './usual-fields.js';

const held = {
  kind: 'validAt',
  from: 'validFrom',
  to: ['validTo'],
  gone: ['revokedOn'],
} as const satisfies Rollup['when'];
/** One that was taken away later was held until then. */
const approved = { field: 'status', reached: '获批', orEndedOn: 'revokedOn' } as const satisfies RowFilter;
const category = (...names: string[]) => ({ field: 'category', in: names }) as const;
const level = (name: string) => ({ field: 'level', in: [name] }) as const;

/** 国家知识产权优势企业, 省级…, 山东省…: the level is a field of its own. */
function ofLevels(name: string): Record<string, string> {
  const option = `知识产权${name}`;
  const levels = ['国家', '国家级', '省', '省级', '市', '市级'].map((level) => [`${level}${option}`, option]);
  return { ...Object.fromEntries(levels), ...ofAnyProvince(option, option) };
}

export const title = defineLedger({
  id: 'title',
  title: '优势示范与称号',
  table: 'ledger_title',
  group: '运用',
  titleWords: ['优势企业', '示范企业', '优势示范', '称号', '示范园区', '规范化市场', '培育中心'],
  keys: [['enterprise', 'category', 'level', 'batch']],
  fields: {
    unit: UNIT,
    enterprise: enterprise('获评单位', [
      '企业名称',
      '单位名称',
      '名称',
      '获评企业',
      '优势企业',
      '示范企业',
      '获批单位',
    ]),
    uscc: USCC,
    category: {
      kind: 'choice',
      label: '称号',
      aliases: ['称号名称', '类别', '类型', '荣誉名称', '称号类别', '认定类别'],
      options: [
        '知识产权优势企业',
        '知识产权示范企业',
        '知识产权示范园区',
        '知识产权强市建设试点示范城市',
        '知识产权强县建设试点示范县',
        '高价值专利培育中心',
        '知识产权保护规范化市场',
        '地理标志保护示范区',
        '知识产权综合服务中心',
      ],
      optionAliases: {
        优势企业: '知识产权优势企业',
        示范企业: '知识产权示范企业',
        规范化市场: '知识产权保护规范化市场',
        示范园区: '知识产权示范园区',
        ...ofLevels('优势企业'),
        ...ofLevels('示范企业'),
      },
      isOpen: true,
      tells: LEVEL_IN_NAME,
      required: true,
      fromTitle: [
        { pattern: /优势企业/, value: '知识产权优势企业' },
        { pattern: /示范企业/, value: '知识产权示范企业' },
        { pattern: /规范化市场/, value: '知识产权保护规范化市场' },
        { pattern: /培育中心/, value: '高价值专利培育中心' },
      ],
      width: 24,
    },
    level: {
      ...LEVEL,
      aliases: ['称号级别', '认定级别'],
      fromTitle: [{ pattern: /(国家级|省级|市级|区级)/ }, { pattern: /国家知识产权/, value: '国家级' }],
    },
    status: {
      kind: 'status',
      label: '状态',
      aliases: ['当前状态', '进展'],
      required: true,
      default: '获批',
    },
    batch: { kind: 'text', label: '批次', aliases: ['认定批次', '批次（年度）'] },
    validFrom: { kind: 'date', label: '认定日期', aliases: ['获批日期', '批准日期', '发文日期', '有效期起'] },
    validTo: {
      kind: 'date',
      isEnd: true,
      mayLieAhead: true,
      label: '有效期至',
      aliases: ['有效期', '到期日期', '有效期止'],
    },
    recheckOn: { kind: 'date', mayLieAhead: true, label: '复核日期', aliases: ['复审日期', '应复核日期'] },
    recheckResult: {
      kind: 'choice',
      label: '复核结果',
      options: ['通过', '未通过', '暂缓'],
      optionAliases: { 合格: '通过', 不合格: '未通过', 复核通过: '通过' },
    },
    revokedOn: { kind: 'date', label: '撤销日期', aliases: ['取消日期', '注销日期'] },
    documentNo: { kind: 'code', check: 'document', label: '认定文号', aliases: ['发文字号', '文号'] },
    note: NOTE,
  },
  stages: {
    paths: [{ name: '认定', steps: ['培育', '申报', '推荐', '获批', '复核'] }],
    ends: ['未通过', '撤销'],
    aliases: {
      已推荐: '推荐',
      已获批: '获批',
      认定: '获批',
      已认定: '获批',
      复核通过: '复核',
      已复核: '复核',
      已撤销: '撤销',
      取消: '撤销',
    },
    asks: { 获批: ['validFrom', 'validTo', 'documentNo'], 复核: ['recheckResult'], 撤销: ['revokedOn'] },
  },
  reminders: [
    {
      id: 'recheck',
      what: '应复核',
      on: 'recheckOn',
      ahead: 30,
      unless: ['recheckResult', 'revokedOn'],
      where: [{ field: 'status', notIn: ['未通过', '撤销'] }],
      name: 'enterprise',
    },
    {
      id: 'expires',
      what: '称号到期',
      on: 'validTo',
      ahead: 60,
      unless: ['revokedOn'],
      where: [{ field: 'status', notIn: ['未通过', '撤销'] }],
      name: 'enterprise',
    },
  ],
  rollups: [
    {
      code: 'Y26',
      measure: { distinct: 'enterprise' },
      when: held,
      where: [approved, level('国家级'), category('知识产权优势企业')],
      rule: '期末当日有效的国家知识产权优势企业数（优势称号仍有效的示范企业也计入）',
      says: '含优势称号仍有效的示范企业',
    },
    {
      code: 'Y27',
      measure: { distinct: 'enterprise' },
      when: held,
      where: [approved, level('国家级'), category('知识产权示范企业')],
      rule: '期末当日有效的国家知识产权示范企业数',
    },
    {
      code: 'Y28a',
      measure: { distinct: 'enterprise' },
      when: held,
      where: [approved, level('省级'), category('知识产权优势企业', '知识产权示范企业')],
      rule: '期末当日有效的省级知识产权优势、示范企业数（不重复）',
    },
    {
      code: 'Y28b',
      measure: { distinct: 'enterprise' },
      when: held,
      where: [approved, level('市级'), category('知识产权优势企业', '知识产权示范企业')],
      rule: '期末当日有效的市级知识产权优势、示范企业数（不重复）',
    },
    {
      code: 'Y23',
      measure: 'rows',
      when: held,
      where: [approved, category('高价值专利培育中心')],
      rule: '期末当日有效的高价值专利培育中心数',
    },
    {
      code: 'B22a',
      measure: 'rows',
      when: held,
      where: [approved, category('知识产权保护规范化市场')],
      rule: '期末当日有效的知识产权保护规范化市场数',
    },
    {
      code: 'B22b',
      measure: 'rows',
      when: held,
      where: [approved, category('地理标志保护示范区')],
      rule: '期末当日有效的保护示范区数',
    },
    {
      code: 'G06a',
      measure: 'rows',
      when: held,
      where: [approved, level('国家级'), category('知识产权强市建设试点示范城市')],
      rule: '期末当日有效的国家级试点示范城市数',
    },
    {
      code: 'G06b',
      measure: 'rows',
      when: held,
      where: [approved, level('国家级'), category('知识产权强县建设试点示范县')],
      rule: '期末当日有效的国家级试点示范县数',
    },
    {
      code: 'G06c',
      measure: 'rows',
      when: held,
      where: [approved, level('国家级'), category('知识产权示范园区')],
      rule: '期末当日有效的国家级试点示范园区数',
    },
  ],
  check(row): Finding[] {
    const findings: Finding[] = [];
    if ((row.status === '获批' || row.status === '复核') && row.validFrom === null)
      findings.push({
        severity: 'block',
        rule: 'valid-from',
        field: 'validFrom',
        message: `状态为“${row.status}”，请填写认定日期，否则不知道从哪个月起计入`,
      });
    if (row.validFrom !== null && row.validTo !== null && row.validTo <= row.validFrom)
      findings.push({ severity: 'block', rule: 'dates', field: 'validTo', message: '有效期至应晚于认定日期，请核对' });
    if (row.status === '撤销' && row.revokedOn === null)
      findings.push({
        severity: 'warn',
        rule: 'revoked',
        field: 'revokedOn',
        message: '状态为“撤销”，请填写撤销日期，否则撤销以前各期也不再计入',
      });
    return findings;
  },
});
