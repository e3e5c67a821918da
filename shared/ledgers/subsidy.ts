// 资助奖补项目: applications for support from the first filing to the last payment. The way belongs to the scheme: 后补助 pays for what
// is done, 推荐上级 sends it on to the level that decides. Several payments of one row and the budget per category come with issue 4c.

import { patentFacts } from '../checks/codes/patent-number.js';
import { defineLedger, type Finding } from './define.js';

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
    unit: { kind: 'unit', label: '区（市）', aliases: ['区市', '所属区市', '区县', '所在区市'], required: true },
    scheme: { kind: 'choice', label: '资助方式', options: ['后补助', '推荐上级'], help: '决定环节的顺序' },
    item: { kind: 'text', label: '资助对象', aliases: ['专利号或项目', '资助内容', '项目名称'], width: 24 },
    patentNo: { kind: 'code', check: 'patent', label: '专利号', aliases: ['专利申请号'] },
    quantity: { kind: 'integer', label: '数量', aliases: ['件数', '数量（件）'] },
    acceptNo: { kind: 'code', check: 'certificate', label: '受理号', aliases: ['受理编号', '申报编号'] },
    appliedOn: { kind: 'date', label: '申报日期', aliases: ['申请日期'] },
    applied: { kind: 'amount', label: '申报金额', aliases: ['申请金额'] },
    approved: { kind: 'amount', label: '核定金额', aliases: ['批准金额', '审定金额', '核准金额'] },
    paid: { kind: 'amount', label: '拨付金额', aliases: ['已拨付金额', '实拨金额', '下拨金额'] },
    paidOn: { kind: 'date', label: '拨付日期', aliases: ['下拨日期'] },
    documentNo: { kind: 'code', check: 'document', label: '拨付文号', aliases: ['发文字号', '文号', '下拨文号'] },
    status: {
      kind: 'status',
      label: '当前环节',
      aliases: ['环节', '状态', '办理环节', '进度'],
      required: true,
      default: '申报',
    },
    batch: { kind: 'text', label: '批次', aliases: ['资助批次'] },
    publicFrom: { kind: 'date', label: '公示日期', aliases: ['公示开始日期', '公示时间'] },
    publicTo: { kind: 'date', label: '公示截止日期' },
    publicAt: { kind: 'text', label: '公示地点', aliases: ['公示网站'] },
    objections: { kind: 'longText', label: '公示异议' },
    implementedFrom: { kind: 'date', label: '实施期起' },
    implementedTo: { kind: 'date', label: '实施期止' },
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
  },
  rollups: [],
  check(row): Finding[] {
    const findings: Finding[] = [];
    const warn = (rule: string, field: string, message: string): void =>
      void findings.push({ severity: 'warn', rule, field, message });
    if (row.approved !== null && row.applied !== null && row.approved > row.applied)
      warn('amounts', 'approved', '核定金额高于申报金额，请核对');
    if (row.paid !== null && row.approved !== null && row.paid > row.approved)
      warn('amounts', 'paid', '拨付金额高于核定金额，请核对');
    if (row.status === '拨付' && row.paid === null) warn('paid', 'paid', '环节为拨付，但没有拨付金额，请核对');
    if (row.publicFrom !== null && row.publicTo !== null && row.publicTo < row.publicFrom)
      warn('dates', 'publicTo', '公示截止日期早于开始日期，请核对');
    const facts = row.patentNo === null ? null : patentFacts(row.patentNo.replace(/\..$/, ''));
    if (facts !== null && facts.kind !== 'invention' && row.category?.includes('发明') === true)
      warn('patent-kind', 'patentNo', '资助类别为发明，所填专利号不是发明专利，请核对');
    return findings;
  },
});
