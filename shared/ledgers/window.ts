// 窗口业务: what comes over the counter, typed in one row. Prints the register of the day or month and the sheet that is signed
// when certificates are handed out.

import { defineLedger, type Finding, type Rollup } from './define.js';
import { NOTE, UNIT } from './usual-fields.js';

const inPeriod = { kind: 'dateIn', fields: ['receivedOn'] } as const satisfies Rollup['when'];
const taken = { field: 'status', notIn: ['不予受理', '撤回'] } as const;
const MARKS = ['商标注册', '商标变更', '商标续展', '商标转让', '商标许可备案', '商标其他业务'] as const;
const PLEDGES = ['商标质权登记', '专利质押登记'] as const;

export const window = defineLedger({
  id: 'window',
  title: '窗口业务',
  table: 'ledger_window',
  group: '服务',
  titleWords: ['窗口', '登记簿', '受理登记', '代办处', '受理窗口'],
  keys: [['acceptNo'], ['receivedOn', 'kind', 'applicant', 'markNo', 'niceClass']],
  carries: ['receivedOn', 'unit', 'clerk'],
  fields: {
    acceptNo: { kind: 'code', check: 'certificate', label: '受理号', aliases: ['受理编号', '业务流水号', '回执号'] },
    receivedOn: {
      kind: 'date',
      label: '受理日期',
      aliases: ['日期', '接收日期', '受理时间', '办理日期'],
      required: true,
    },
    kind: {
      kind: 'choice',
      label: '业务类型',
      aliases: ['类型', '业务种类', '办理事项', '业务事项'],
      options: [...MARKS, ...PLEDGES, '专利缴费', '专利其他业务', '证书领取'],
      optionAliases: {
        注册: '商标注册',
        变更: '商标变更',
        续展: '商标续展',
        转让: '商标转让',
        质权: '商标质权登记',
        商标质权: '商标质权登记',
        商标质押: '商标质权登记',
        质押: '专利质押登记',
        专利质押: '专利质押登记',
        专利权质押登记: '专利质押登记',
        缴费: '专利缴费',
        专利费用缴纳: '专利缴费',
        领证: '证书领取',
      },
      required: true,
    },
    applicant: {
      kind: 'text',
      label: '申请人',
      aliases: ['申请人名称', '办理人', '申请单位', '企业名称'],
      required: true,
      isParty: true,
      width: 26,
    },
    unit: { ...UNIT, aliases: [...UNIT.aliases, '受理窗口'] },
    markNo: {
      kind: 'text',
      label: '商标号或专利号',
      aliases: ['商标号', '注册号', '商标注册号', '申请号', '专利号'],
      width: 16,
    },
    niceClass: { kind: 'code', check: 'nice-class', label: '类别', aliases: ['商标类别', '国际分类'] },
    quantity: { kind: 'integer', label: '件数', aliases: ['数量', '业务量'], required: true, default: 1 },
    fee: { kind: 'amount', measure: '元', label: '收费', aliases: ['收费金额', '规费', '缴费金额', '费用'] },
    contact: { kind: 'text', label: '联系人', aliases: ['经办人'], isPersonal: true },
    clerk: { kind: 'text', label: '受理人', aliases: ['窗口人员', '接件人'] },
    status: {
      kind: 'status',
      label: '进度',
      aliases: ['状态', '办理进度', '办理状态'],
      required: true,
      default: '受理',
    },
    problem: { kind: 'longText', label: '存在问题及跟踪', aliases: ['存在问题', '问题及跟踪', '问题'] },
    certificateNo: { kind: 'code', check: 'certificate', label: '证书号', aliases: ['证书编号', '登记证号'] },
    collectedOn: { kind: 'date', label: '领取日期', aliases: ['证书领取日期', '领证日期'] },
    collector: { kind: 'text', label: '领取人', aliases: ['签收人', '证书领取人'], isPersonal: true },
    note: NOTE,
  },
  papers: [
    {
      title: '窗口业务登记簿',
      on: 'receivedOn',
      columns: [
        'acceptNo',
        'receivedOn',
        'kind',
        'applicant',
        'markNo',
        'niceClass',
        'quantity',
        'fee',
        'status',
        'problem',
      ],
    },
    {
      title: '证书领取签收单',
      on: 'collectedOn',
      columns: ['collectedOn', 'kind', 'applicant', 'markNo', 'niceClass', 'certificateNo', 'collector'],
      blanks: ['签收'],
    },
  ],
  stages: {
    paths: [{ name: '业务', steps: ['受理', '提交', '办结', '领证'] }],
    ends: ['退回补正', '不予受理', '撤回'],
    aliases: {
      已受理: '受理',
      已提交: '提交',
      审查中: '提交',
      已办结: '办结',
      完成: '办结',
      已领证: '领证',
      已领取: '领证',
      补正: '退回补正',
      退回: '退回补正',
    },
    asks: { 领证: ['collectedOn', 'certificateNo', 'collector'] },
  },
  rollups: [
    {
      code: 'F07',
      measure: { sum: 'quantity' },
      when: inPeriod,
      where: [taken, { field: 'kind', notIn: ['证书领取'] }],
      rule: '受理日期在期内的窗口业务件数之和（不含证书领取、不予受理和撤回）',
    },
    {
      code: 'F07a',
      measure: { sum: 'quantity' },
      when: inPeriod,
      where: [taken, { field: 'kind', in: ['专利缴费'] }],
      rule: '受理日期在期内的专利缴费件数之和',
    },
    {
      code: 'F07b',
      measure: { sum: 'quantity' },
      when: inPeriod,
      where: [taken, { field: 'kind', in: [...PLEDGES] }],
      rule: '受理日期在期内的商标质权、专利质押登记件数之和',
    },
    {
      code: 'F07c',
      measure: { sum: 'quantity' },
      when: inPeriod,
      where: [taken, { field: 'kind', in: [...MARKS] }],
      rule: '受理日期在期内的商标受理件数之和',
    },
  ],
  check(row): Finding[] {
    const findings: Finding[] = [];
    if (row.collectedOn !== null && row.collector === null)
      findings.push({ severity: 'warn', rule: 'collector', field: 'collector', message: '证书已领取，请填写领取人' });
    if (row.status === '领证' && row.collectedOn === null)
      findings.push({
        severity: 'warn',
        rule: 'collected',
        field: 'collectedOn',
        message: '进度为领证，请填写领取日期',
      });
    return findings;
  },
});
