// 贯标认证: one row per certificate. Valid between issue and expiry; the standard of 2023 has another title than that of 2013.

import { defineLedger, type Finding } from './define.js';
import { UNIT } from './usual-fields.js';

/** Titles as the standards print them. */
const STANDARD_TITLE = {
  'GB/T 29490-2013': '企业知识产权管理规范',
  'GB/T 29490-2023': '企业知识产权合规管理体系 要求',
} as const;

export const certificate = defineLedger({
  id: 'certificate',
  title: '贯标认证',
  table: 'ledger_certificate',
  group: '运用',
  titleWords: ['贯标', '管理规范', '合规管理体系', '认证企业'],
  keys: [['certificateNo'], ['enterprise', 'issuedOn']],
  fields: {
    unit: UNIT,
    enterprise: {
      kind: 'enterprise',
      label: '企业名称',
      aliases: ['获证企业', '获证组织', '认证企业', '单位名称'],
      codeField: 'uscc',
      required: true,
      width: 28,
    },
    uscc: { kind: 'code', check: 'uscc', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码'], width: 20 },
    standard: {
      kind: 'choice',
      label: '认证标准',
      aliases: ['标准', '标准号', '认证依据'],
      options: Object.keys(STANDARD_TITLE),
      optionAliases: {
        'GB/T29490-2013': 'GB/T 29490-2013',
        'GB/T29490-2023': 'GB/T 29490-2023',
        '29490-2013': 'GB/T 29490-2013',
        '29490-2023': 'GB/T 29490-2023',
        企业知识产权管理规范: 'GB/T 29490-2013',
        企业知识产权合规管理体系要求: 'GB/T 29490-2023',
      },
      fromTitle: [
        { pattern: /合规管理体系|29490[-—–]2023/, value: 'GB/T 29490-2023' },
        { pattern: /知识产权管理规范|29490[-—–]2013/, value: 'GB/T 29490-2013' },
      ],
    },
    standardTitle: {
      kind: 'text',
      label: '标准名称',
      aliases: ['认证标准名称', '体系名称'],
      help: '随认证标准填入',
      width: 26,
    },
    certificateNo: {
      kind: 'code',
      check: 'certificate',
      label: '证书编号',
      aliases: ['证书号', '证书号码', '认证证书编号'],
      required: true,
      width: 20,
    },
    issuer: { kind: 'text', label: '认证机构', aliases: ['发证机构'] },
    issuedOn: { kind: 'date', label: '发证日期', aliases: ['颁证日期', '证书日期', '获证日期'], required: true },
    validTo: {
      kind: 'date',
      isEnd: true,
      mayLieAhead: true,
      label: '有效期至',
      aliases: ['有效期', '证书有效期', '到期日期', '截止日期'],
      required: true,
    },
    revokedOn: { kind: 'date', label: '撤销或注销日期', aliases: ['撤销日期', '注销日期'] },
    note: { kind: 'longText', label: '备注' },
  },
  reminders: [
    {
      id: 'expires',
      what: '证书到期',
      on: 'validTo',
      ahead: 60,
      unless: ['revokedOn'],
      newestPer: 'enterprise',
      name: 'enterprise',
    },
  ],
  rollups: [
    {
      code: 'Y24',
      measure: { distinct: 'enterprise' },
      when: { kind: 'validAt', from: 'issuedOn', to: ['validTo'], gone: ['revokedOn'] },
      rule: '期末当日证书在有效期内且未撤销的不重复企业数（标准2013、2023均计）',
    },
    {
      code: 'Y25',
      measure: { distinct: 'enterprise' },
      when: { kind: 'dateIn', fields: ['issuedOn'] },
      rule: '发证日期在期内的不重复企业数',
    },
  ],
  fill: {
    standardTitle: ({ standard }) => Object.entries(STANDARD_TITLE).find(([one]) => one === standard)?.[1] ?? null,
  },
  check(row): Finding[] {
    const findings: Finding[] = [];
    if (row.issuedOn !== null && row.validTo !== null && row.validTo <= row.issuedOn)
      findings.push({ severity: 'block', rule: 'dates', field: 'validTo', message: '有效期至应晚于发证日期，请核对' });
    const title = Object.entries(STANDARD_TITLE).find(([one]) => one === row.standard)?.[1];
    if (title !== undefined && row.standardTitle !== null && plain(row.standardTitle) !== plain(title))
      findings.push({
        severity: 'warn',
        rule: 'standard-title',
        field: 'standardTitle',
        message: `${row.standard}的名称是《${title}》，这里写作《${row.standardTitle}》，请核对`,
      });
    return findings;
  },
});

/** Spaces and brackets of a title are no difference. */
function plain(title: string): string {
  return title.replaceAll(/[\s《》“”"]/g, '');
}
