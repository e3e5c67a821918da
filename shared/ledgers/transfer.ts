// 转让许可转化: contracts by which patents change hands or come into use, and technology projects that settle here.

import { defineLedger, type Finding, type Rollup } from './define.js';
import { enterprise, NOTE, UNIT, USCC } from './usual-fields.js';

const LICENCES = ['普通许可', '排他许可', '独占许可', '开放许可实施'] as const;
const signed = { kind: 'dateIn', fields: ['signedOn'] } as const satisfies Rollup['when'];
const kinds = (...names: string[]) => ({ field: 'kind', in: names }) as const;

export const transfer = defineLedger({
  id: 'transfer',
  title: '转让许可转化',
  table: 'ledger_transfer',
  group: '运用',
  titleWords: ['转让', '许可', '转化', '开放许可'],
  keys: [['recordNo'], ['contractNo'], ['enterprise', 'otherParty', 'signedOn', 'kind']],
  fields: {
    unit: UNIT,
    kind: {
      kind: 'choice',
      label: '方式',
      aliases: ['转化方式', '合同类型', '许可方式', '运用方式', '交易类型'],
      options: ['转让', ...LICENCES, '开放许可声明', '作价入股', '项目落户'],
      optionAliases: {
        专利权转让: '转让',
        专利转让: '转让',
        许可: '普通许可',
        普通实施许可: '普通许可',
        独占实施许可: '独占许可',
        排他实施许可: '排他许可',
        开放许可: '开放许可实施',
        作价投资: '作价入股',
        落户: '项目落户',
      },
      required: true,
    },
    enterprise: enterprise('本地企业', ['企业名称', '受让人', '受让方', '被许可人', '被许可方', '技术受让方']),
    uscc: USCC,
    otherParty: {
      kind: 'text',
      label: '对方当事人',
      aliases: ['让与人', '转让方', '转让人', '许可人', '许可方', '技术让与方', '合作单位'],
      isParty: true,
      width: 26,
    },
    project: { kind: 'text', label: '项目名称', aliases: ['技术名称', '成果名称', '专利名称'], width: 28 },
    patents: {
      kind: 'integer',
      label: '专利件数',
      aliases: ['涉及专利件数', '专利数', '件数', '专利数量'],
      required: true,
      help: '不填时按所列专利号计，没有列出的为1件',
    },
    patentNumbers: { kind: 'code', check: 'patent', many: true, label: '专利号', aliases: ['专利号清单'], width: 30 },
    amount: { kind: 'amount', label: '合同金额', aliases: ['成交金额', '金额', '转让金额', '许可费', '交易金额'] },
    signedOn: {
      kind: 'date',
      label: '签订日期',
      aliases: ['合同日期', '签约日期', '成交日期', '声明日期', '落户日期', '合同签订日期', '日期'],
      required: true,
    },
    contractNo: { kind: 'code', check: 'certificate', label: '合同编号', aliases: ['合同号'] },
    recordNo: {
      kind: 'code',
      check: 'certificate',
      label: '备案号',
      aliases: ['许可备案号', '合同备案号', '备案登记号', '登记编号', '备案编号'],
    },
    recordedOn: { kind: 'date', label: '备案日期', aliases: ['登记日期', '备案登记日期', '变更登记日期'] },
    source: {
      kind: 'choice',
      label: '技术来源',
      options: ['高校院所', '企业', '个人', '境外'],
      optionAliases: { 高校: '高校院所', 科研院所: '高校院所' },
    },
    note: NOTE,
  },
  rollups: [
    {
      code: 'Y37',
      measure: { sum: 'patents' },
      when: signed,
      where: [kinds('转让', ...LICENCES)],
      rule: '签订日期在期内的转让、许可专利件次之和',
    },
    {
      code: 'Y11',
      measure: { sum: 'patents' },
      when: signed,
      where: [kinds('转让')],
      rule: '签订日期在期内的转让专利件次之和',
    },
    {
      code: 'Y12a',
      measure: { sum: 'patents' },
      when: signed,
      where: [kinds(...LICENCES)],
      rule: '签订日期在期内的许可专利件次之和（含开放许可实施）',
    },
    {
      code: 'Y12b',
      measure: { sum: 'patents' },
      when: { kind: 'dateIn', fields: ['recordedOn'] },
      where: [kinds(...LICENCES)],
      rule: '备案日期在期内的许可专利件数之和',
    },
    {
      code: 'Y13',
      measure: { sum: 'patents' },
      when: signed,
      where: [kinds('开放许可声明')],
      rule: '声明日期在期内的开放许可专利件数之和',
    },
    {
      code: 'Y14',
      measure: 'rows',
      when: signed,
      where: [kinds('项目落户')],
      rule: '日期在期内、方式为项目落户的项目数',
    },
    {
      code: 'Y15',
      measure: { sum: 'amount' },
      when: signed,
      where: [{ field: 'kind', notIn: ['开放许可声明'] }],
      rule: '签订日期在期内的合同金额之和（不含开放许可声明）',
    },
  ],
  fill: { patents: ({ patentNumbers }) => patentNumbers?.length ?? 1 },
  check(row): Finding[] {
    const findings: Finding[] = [];
    if (row.patentNumbers !== null && row.patents !== null && row.patents !== row.patentNumbers.length)
      findings.push({
        severity: 'warn',
        rule: 'patents-listed',
        field: 'patents',
        message: `专利件数为${row.patents}，逐件列出了${row.patentNumbers.length}件，请核对`,
      });
    if (row.recordedOn !== null && row.signedOn !== null && row.recordedOn < row.signedOn)
      findings.push({ severity: 'warn', rule: 'dates', field: 'recordedOn', message: '备案日期早于签订日期，请核对' });
    return findings;
  },
});
