// 资助奖补项目: applications for support from the first filing to the last payment. The way belongs to the scheme: 后补助 pays for what
// is done, 推荐上级 sends it on to the level that decides. Payments are entries of the row; sum, last day and last document number
// follow from them. Categories and budgets are in 资助类别与预算.

import { patentFacts } from '../checks/codes/patent-number.js';
import { defineLedger, type Finding, type LineValue } from './define.js';
import { amountText } from './field-text.js';
import { UNIT } from './usual-fields.js';

function sumOf(payments: readonly LineValue[]): number {
  return payments.reduce((sum, one) => sum + ((one['amount'] as number | null) ?? 0), 0);
}

/** The newest payment that has a date, else the last one written. */
function lastOf(payments: readonly LineValue[]): LineValue {
  const dated = payments.filter((one) => one['paidOn'] !== null);
  return dated.reduce((last, one) => (one['paidOn']! >= last['paidOn']! ? one : last), dated[0] ?? payments.at(-1)!);
}

/** A row may say that it is paid by its stage or a day alone: lists of offices often leave the amount out where it is the one approved. */
const SAYS_PAID = [
  { field: 'status', in: ['拨付'] },
  { field: 'paidOn', isKnown: true },
] as const;

export const subsidy = defineLedger({
  id: 'subsidy',
  title: '资助奖补项目',
  table: 'ledger_subsidy',
  group: '运用',
  titleWords: ['资助', '奖补', '奖励资金'],
  keys: [['acceptNo'], ['year', 'level', 'category', 'enterprise', 'item']],
  once: [
    { fields: ['patentNo'], message: '这件专利已在其他年度、级别或类别申报过资助，请核对是否重复资助' },
    { fields: ['enterprise', 'category', 'item'], message: '这家单位的同一对象已申报过同类资助，请核对是否重复资助' },
  ],
  against: [
    {
      ledger: 'abnormalitem',
      where: [{ field: 'status', notIn: ['已撤回', '申诉成功'] }],
      message: '申报单位有{n}件非正常专利申请尚未撤回（见非正常专利逐件），请核对是否符合申报条件',
    },
    {
      ledger: 'inspection',
      where: [{ field: 'isPunished', in: [true] }],
      message: '申报单位在检查中被列入失信惩戒（见检查与线索核查，{n}条），请核对是否符合申报条件',
    },
  ],
  lookUps: [
    {
      ledger: 'subsidyplan',
      by: ['year', 'level', 'category'],
      gives: { scheme: 'scheme', implementedFrom: 'from', implementedTo: 'to' },
    },
  ],
  due: [{ from: 'publicFrom', days: 'publicDays', to: 'publicTo', counts: 'from-first' }],
  fields: {
    year: {
      kind: 'integer',
      label: '年度',
      aliases: ['资助年度', '政策年度'],
      required: true,
      default: 'year-of-period',
    },
    level: {
      kind: 'choice',
      label: '级别',
      aliases: ['资助级别', '资金级别'],
      options: ['国家级', '省级', '市级', '区级'],
      optionAliases: { 国家: '国家级', 省: '省级', 市: '市级', 区: '区级', 县级: '区级' },
      required: true,
    },
    category: {
      kind: 'choice',
      label: '资助类别',
      aliases: ['类别', '资助项目', '奖补类别', '资助事项'],
      options: [
        '国内发明专利资助',
        '国外发明专利资助',
        '首件发明专利资助',
        'PCT申请大户资助',
        '专利权质押融资贴息',
        '知识产权贯标奖励',
      ],
      isOpen: true,
      optionsFrom: { ledger: 'subsidyplan', field: 'category' },
      required: true,
      width: 22,
    },
    enterprise: {
      kind: 'enterprise',
      label: '申报单位',
      aliases: ['申报企业', '申请单位', '申请人', '企业名称'],
      codeField: 'uscc',
      required: true,
      width: 28,
    },
    uscc: { kind: 'code', check: 'uscc', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码'], width: 20 },
    unit: UNIT,
    scheme: {
      kind: 'choice',
      label: '资助方式',
      options: ['后补助', '推荐上级'],
      help: '决定环节的顺序；资助类别与预算中写明的自动填入',
    },
    item: { kind: 'text', label: '资助对象', aliases: ['专利号或项目', '资助内容', '项目名称'], width: 24 },
    patentNo: { kind: 'code', check: 'patent', label: '专利号', aliases: ['专利申请号'] },
    quantity: { kind: 'integer', label: '数量', aliases: ['件数', '数量（件）'] },
    acceptNo: { kind: 'code', check: 'certificate', label: '受理号', aliases: ['受理编号', '申报编号'] },
    appliedOn: { kind: 'date', label: '申报日期', aliases: ['申请日期'] },
    applied: { kind: 'amount', label: '申报金额', aliases: ['申请金额'] },
    approved: { kind: 'amount', label: '核定金额', aliases: ['批准金额', '审定金额', '核准金额'] },
    payments: {
      kind: 'lines',
      label: '逐笔拨付',
      aliases: ['拨付记录', '拨付明细'],
      sum: 'amount',
      total: { field: 'paid', on: 'paidOn' },
      fields: {
        paidOn: { kind: 'date', label: '拨付日期' },
        amount: { kind: 'amount', label: '金额', required: true, mayBeNegative: true },
        documentNo: { kind: 'code', check: 'document', label: '拨付文号' },
        receipt: { kind: 'text', label: '回单号' },
        note: { kind: 'text', label: '说明' },
      },
      help: '分几次拨付的逐笔填写，追回的写成负数，拨付金额和日期由此得出',
      width: 24,
    },
    paid: { kind: 'amount', label: '拨付金额', aliases: ['已拨付金额', '实拨金额', '下拨金额'], help: '各笔之和' },
    paidOn: { kind: 'date', label: '拨付日期', aliases: ['下拨日期'], help: '最近一笔' },
    documentNo: {
      kind: 'code',
      check: 'document',
      label: '拨付文号',
      aliases: ['发文字号', '文号', '下拨文号'],
      help: '最近一笔',
    },
    status: {
      kind: 'status',
      label: '当前环节',
      aliases: ['环节', '状态', '办理环节', '进度'],
      required: true,
      default: '申报',
    },
    batch: { kind: 'text', label: '批次', aliases: ['资助批次'] },
    noticeOn: { kind: 'date', label: '下拨通知日期', aliases: ['下达日期', '通知日期'] },
    publicFrom: { kind: 'date', mayLieAhead: true, label: '公示日期', aliases: ['公示开始日期', '公示时间'] },
    publicDays: {
      kind: 'integer',
      isNoCount: true,
      label: '公示工作日',
      aliases: ['公示天数', '公示期'],
      help: '含公示当天',
    },
    publicTo: { kind: 'date', mayLieAhead: true, label: '公示截止日期', help: '由公示日期和工作日推算' },
    publicAt: { kind: 'text', label: '公示地点', aliases: ['公示网站'] },
    objections: { kind: 'longText', label: '公示异议' },
    implementedFrom: { kind: 'date', mayLieAhead: true, label: '实施期起' },
    implementedTo: { kind: 'date', mayLieAhead: true, label: '实施期止' },
    bankAccount: { kind: 'text', label: '收款账户', aliases: ['银行账号', '账号'], isPersonal: true },
    note: { kind: 'longText', label: '备注' },
  },
  stages: {
    pathField: 'scheme',
    paths: [
      { name: '后补助', steps: ['申报', '受理', '初审', '验收', '公示', '下拨通知', '拨付'] },
      { name: '推荐上级', steps: ['申报', '初审', '推荐', '上级立项', '验收'] },
    ],
    ends: ['退回补正', '不予受理', '未通过', '异议成立', '撤项', '终止', '追回'],
    aliases: {
      已申报: '申报',
      已受理: '受理',
      初审通过: '初审',
      通过初审: '初审',
      评审: '验收',
      评审通过: '验收',
      验收通过: '验收',
      通过验收: '验收',
      公示中: '公示',
      已公示: '公示',
      已推荐: '推荐',
      立项: '上级立项',
      已立项: '上级立项',
      已下达: '下拨通知',
      已拨付: '拨付',
      拨付完成: '拨付',
      退回: '退回补正',
      不通过: '未通过',
    },
    asks: {
      公示: ['publicFrom', 'publicDays', 'publicAt'],
      下拨通知: ['documentNo', 'noticeOn'],
      异议成立: ['objections'],
    },
  },
  reminders: [
    {
      id: 'payment',
      what: '公示期满，应拨付',
      on: 'publicTo',
      after: { workingDays: 30 },
      ahead: 20,
      untilPaid: { amount: 'paid', of: 'approved', saidBy: SAYS_PAID },
      where: [
        { field: 'status', in: ['公示', '下拨通知', '拨付'] },
        { field: 'noticeOn', isKnown: false },
      ],
      name: 'enterprise',
    },
    {
      id: 'noticed',
      what: '已通知下拨，应付清',
      on: 'noticeOn',
      after: { workingDays: 30 },
      ahead: 20,
      untilPaid: { amount: 'paid', of: 'approved', saidBy: SAYS_PAID },
      where: [{ field: 'status', in: ['公示', '下拨通知', '拨付'] }],
      name: 'enterprise',
    },
  ],
  rollups: [
    {
      code: 'G02',
      measure: { sum: 'applied' },
      when: { kind: 'dateIn', fields: ['appliedOn'], orYear: 'year' },
      where: [{ field: 'status', notIn: ['退回补正', '不予受理', '撤项'] }],
      rule: '申报日期（没有的按年度）在期内的申报金额之和（不含退回补正、不予受理、撤项）',
    },
    {
      code: 'G03',
      measure: { sumOfLines: 'amount' },
      when: { kind: 'lineIn', lines: 'payments', on: 'paidOn', last: 'paidOn' },
      rule: '拨付日期在期内的各笔拨付金额之和，追回的减去',
    },
  ],
  fill: {
    paid: ({ payments }) => (payments === null ? null : sumOf(payments)),
    paidOn: ({ payments }) => (payments === null ? null : (lastOf(payments)['paidOn'] as string | null)),
    documentNo: ({ payments }) => (payments === null ? null : (lastOf(payments)['documentNo'] as string | null)),
    payments: ({ paid, paidOn, documentNo }) =>
      paid === null ? null : [{ paidOn, amount: paid, documentNo, receipt: null, note: null }],
  },
  check(row): Finding[] {
    const findings: Finding[] = [];
    const warn = (rule: string, field: string, message: string): void =>
      void findings.push({ severity: 'warn', rule, field, message });
    if (row.approved !== null && row.applied !== null && row.approved > row.applied)
      warn('amounts', 'approved', '核定金额高于申报金额，请核对');
    if (row.paid !== null && row.approved !== null && row.paid > row.approved)
      warn('amounts', 'paid', '拨付金额高于核定金额，请核对');
    if (row.payments !== null && row.paid !== sumOf(row.payments))
      findings.push({
        severity: 'block',
        rule: 'payments',
        field: 'paid',
        message: `拨付金额与逐笔拨付之和（${amountText(sumOf(row.payments))}万元）不一致，请在逐笔拨付中修改`,
      });
    if (row.payments !== null && sumOf(row.payments) < 0)
      findings.push({
        severity: 'block',
        rule: 'payments',
        field: 'payments',
        message: '追回的多于拨付的，请核对各笔金额',
      });
    if (row.payments !== null && row.paidOn !== lastOf(row.payments)['paidOn'])
      findings.push({
        severity: 'block',
        rule: 'payments',
        field: 'paidOn',
        message: '拨付日期与逐笔拨付中最近一笔不一致，请在逐笔拨付中修改',
      });
    if (row.payments?.some((one) => one['paidOn'] === null) === true)
      findings.push({
        severity: 'hint',
        rule: 'payments',
        field: 'payments',
        message: '有拨付没有日期，这一笔不计入任何一期的拨付金额，可补填',
      });
    if (row.implementedFrom !== null && row.implementedTo !== null && row.implementedTo < row.implementedFrom)
      warn('dates', 'implementedTo', '实施期止早于实施期起，请核对');
    if (row.status === '拨付' && row.paid === null) warn('paid', 'paid', '环节为拨付，但没有拨付金额，请核对');
    if (row.publicFrom !== null && row.publicTo !== null && row.publicTo < row.publicFrom)
      warn('dates', 'publicTo', '公示截止日期早于开始日期，请核对');
    const facts = row.patentNo === null ? null : patentFacts(row.patentNo.replace(/\..$/, ''));
    if (facts !== null && facts.kind !== 'invention' && row.category?.includes('发明') === true)
      warn('patent-kind', 'patentNo', '资助类别为发明，所填专利号不是发明专利，请核对');
    return findings;
  },
});
