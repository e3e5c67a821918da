// 专利权质押融资: one row per registered pledge. 登记 is not 放款; released pledges stay, with their day.

import { patentFacts, type PatentKind } from '../checks/codes/patent-number.js';
import { defineLedger, type Finding, type Rollup } from './define.js';
import { balanceOf, checkRepaid, endOfLoan, LOAN_ENDS, repaidOf } from './loan-end.js';
import { LENDING, PLEDGE_SORTS, PLEDGEE, PLEDGER, UNIT, USCC } from './usual-fields.js';

const inPeriod = { kind: 'dateIn', fields: ['registeredOn'] } as const satisfies Rollup['when'];

export const pledge = defineLedger({
  id: 'pledge',
  title: '专利权质押融资',
  table: 'ledger_pledge',
  group: '运用',
  titleWords: ['专利权质押', '专利质押', '质押融资'],
  sort: {
    heads: PLEDGE_SORTS,
    words: /专利|发明|实用新型|外观设计/,
    others: /商标|著作权|版权|软著|布图|植物新品种|地理标志/,
  },
  keys: [['registrationNo'], ['enterprise', 'bank', 'registeredOn']],
  fields: {
    unit: UNIT,
    enterprise: PLEDGER,
    uscc: USCC,
    bank: PLEDGEE,
    amount: {
      kind: 'amount',
      label: '融资金额',
      aliases: ['质押金额', '登记金额', '贷款金额', '质押融资金额'],
      required: true,
      help: '登记金额，不等于放款或授信',
    },
    patents: {
      kind: 'integer',
      label: '质押专利数',
      aliases: [
        '质押专利件数',
        '质押专利数量',
        '质押专利',
        '专利总数',
        '专利数',
        '专利件数',
        '专利数量',
        '质押数量',
        '质押件数',
      ],
    },
    inventions: { kind: 'integer', label: '其中发明', aliases: ['发明专利数', '质押发明专利数', '发明件数'] },
    patentNumbers: {
      kind: 'code',
      check: 'patent',
      many: true,
      label: '质押专利号',
      aliases: ['专利号', '专利号清单'],
      help: '逐件填写；专利种类从号码中得知',
      width: 30,
    },
    registeredOn: { kind: 'date', label: '登记日期', aliases: ['质押登记日期', '质押日期'], required: true },
    months: {
      kind: 'integer',
      isMonths: true,
      to: 'maturesOn',
      label: '期限（月）',
      aliases: ['期限', '贷款期限', '质押期限'],
    },
    registrationNo: {
      kind: 'code',
      check: 'pledge',
      label: '登记号',
      aliases: ['质押登记号', '质权登记号', '质押合同登记号', '合同登记号', '登记编号'],
      width: 18,
    },
    channel: {
      kind: 'choice',
      options: ['直接办理', '工作站'],
      optionAliases: { 直接: '直接办理' },
      label: '办理渠道',
    },
    ...LENDING,
    wantsSubsidy: { kind: 'yesNo', label: '是否申请贴息', aliases: ['申请贴息', '是否贴息'] },
    subsidy: { kind: 'amount', mayBeNone: true, label: '贴息金额', aliases: ['贴息', '贴息额'] },
    subsidyOn: { kind: 'date', label: '贴息日期' },
    releasedOn: { kind: 'date', label: '解押日期', aliases: ['注销日期', '解除日期'] },
    note: { kind: 'longText', label: '备注' },
  },
  reminders: [LOAN_ENDS],
  rollups: [
    { code: 'Y01', measure: { sum: 'amount' }, when: inPeriod, rule: '登记日期在期内的登记金额之和' },
    { code: 'Y02', measure: 'rows', when: inPeriod, rule: '登记日期在期内的登记项目数' },
    { code: 'Y03', measure: { sum: 'patents' }, when: inPeriod, rule: '登记日期在期内的质押专利件数之和' },
    { code: 'Y04', measure: { sum: 'inventions' }, when: inPeriod, rule: '登记日期在期内的质押发明专利件数之和' },
    { code: 'Y06', measure: { distinct: 'enterprise' }, when: inPeriod, rule: '登记日期在期内的不重复出质企业数' },
    {
      code: 'Y10a',
      measure: { sum: 'subsidy' },
      when: { kind: 'dateIn', fields: ['subsidyOn', 'registeredOn'] },
      rule: '贴息日期（没有时为登记日期）在期内的贴息金额之和',
    },
  ],
  fill: {
    maturesOn: endOfLoan,
    repaid: repaidOf,
    balance: balanceOf,
    patents: ({ patentNumbers }) => patentNumbers?.length ?? null,
    inventions: ({ patentNumbers }) => patentNumbers?.filter((number) => kindOf(number) === 'invention').length ?? null,
  },
  check(row): Finding[] {
    const findings: Finding[] = [];
    if (row.patents !== null && row.inventions !== null && row.inventions > row.patents)
      findings.push({
        severity: 'block',
        rule: 'part-of',
        field: 'inventions',
        message: `其中发明（${row.inventions}）不能多于质押专利数（${row.patents}），请核对`,
      });
    if (row.patentNumbers !== null) {
      const kinds = row.patentNumbers.map(kindOf);
      const inventions = kinds.filter((kind) => kind === 'invention').length;
      if (row.patents !== null && row.patents !== kinds.length)
        findings.push(listed('patents', `质押专利数为${row.patents}，逐件列出了${kinds.length}件，请核对`));
      if (row.inventions !== null && row.inventions !== inventions)
        findings.push(listed('inventions', `其中发明为${row.inventions}，所列专利号中发明为${inventions}件，请核对`));
    }
    if (row.maturesOn !== null && row.registeredOn !== null && row.maturesOn <= row.registeredOn)
      findings.push({
        severity: 'warn',
        rule: 'maturity',
        field: 'maturesOn',
        message: '到期日期不晚于登记日期，请核对',
      });
    if (row.credit !== null && row.lent !== null && row.lent > row.credit)
      findings.push({ severity: 'warn', rule: 'lent', field: 'lent', message: '放款金额高于授信额度，请核对' });
    if (row.releasedOn !== null && row.registeredOn !== null && row.releasedOn < row.registeredOn)
      findings.push({ severity: 'warn', rule: 'dates', field: 'releasedOn', message: '解押日期早于登记日期，请核对' });
    return [...findings, ...checkRepaid(row)];
  },
});

function kindOf(number: string): PatentKind | undefined {
  return patentFacts(number.replace(/\..$/, ''))?.kind;
}

function listed(field: string, message: string): Finding {
  return { severity: 'warn', rule: 'patents-listed', field, message };
}
