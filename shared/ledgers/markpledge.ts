// 商标质押: one row per registered pledge of trademarks. The amount is the registered one, as with patents.

import { defineLedger, type Finding } from './define.js';
import { balanceOf, checkRepaid, endOfLoan, LOAN_ENDS, repaidOf } from './loan-end.js';
import { LENDING, NOTE, PLEDGE_SORTS, PLEDGEE, PLEDGER, UNIT, USCC } from './usual-fields.js';

export const markpledge = defineLedger({
  id: 'markpledge',
  title: '商标质押融资',
  table: 'ledger_markpledge',
  group: '运用',
  titleWords: ['商标质押', '商标权质押', '商标专用权质权', '商标质权', '商标'],
  sort: {
    heads: PLEDGE_SORTS,
    words: /商标/,
    others: /专利|发明|实用新型|外观设计|著作权|版权|软著|布图|植物新品种|地理标志/,
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
      aliases: ['质押金额', '登记金额', '贷款金额', '质押融资金额', '担保债权数额', '主债权数额', '被担保的主债权数额'],
      required: true,
      help: '登记金额，不等于放款或授信',
    },
    marks: {
      kind: 'integer',
      label: '质押商标数',
      aliases: ['商标件数', '质押商标件数', '质押商标数量', '质押商标', '商标数', '商标数量', '质押数量', '质押件数'],
    },
    markNumbers: {
      kind: 'code',
      check: 'trademark',
      many: true,
      label: '质押商标号',
      aliases: ['商标注册号', '商标号', '商标号清单', '出质商标注册号'],
      width: 26,
    },
    registeredOn: { kind: 'date', label: '登记日期', aliases: ['质权登记日期', '质押登记日期'], required: true },
    months: {
      kind: 'integer',
      isMonths: true,
      to: 'maturesOn',
      label: '期限（月）',
      aliases: ['期限', '贷款期限', '质押期限', '质权登记期限'],
    },
    registrationNo: {
      kind: 'code',
      check: 'certificate',
      label: '登记号',
      aliases: [
        '质权登记号',
        '质押登记号',
        '质押合同登记号',
        '合同登记号',
        '质权登记证号',
        '登记证号',
        '质权登记证编号',
      ],
      width: 18,
    },
    channel: {
      kind: 'choice',
      label: '办理渠道',
      options: ['直接办理', '受理窗口', '代理机构'],
      optionAliases: { 直接: '直接办理', 窗口: '受理窗口' },
    },
    ...LENDING,
    wantsSubsidy: { kind: 'yesNo', label: '是否申请贴息', aliases: ['申请贴息', '是否贴息'] },
    subsidy: { kind: 'amount', label: '贴息金额', aliases: ['贴息', '贴息额'] },
    subsidyOn: { kind: 'date', label: '贴息日期' },
    releasedOn: { kind: 'date', label: '解押日期', aliases: ['注销日期', '解除日期'] },
    note: NOTE,
  },
  reminders: [LOAN_ENDS],
  rollups: [
    {
      code: 'Y07',
      measure: { sum: 'amount' },
      when: { kind: 'dateIn', fields: ['registeredOn'] },
      rule: '登记日期在期内的商标质权登记金额之和',
    },
  ],
  fill: {
    maturesOn: endOfLoan,
    repaid: repaidOf,
    balance: balanceOf,
    marks: ({ markNumbers }) => markNumbers?.length ?? null,
  },
  check(row): Finding[] {
    const findings: Finding[] = [];
    if (row.markNumbers !== null && row.marks !== null && row.marks !== row.markNumbers.length)
      findings.push({
        severity: 'warn',
        rule: 'marks-listed',
        field: 'marks',
        message: `质押商标数为${row.marks}，逐件列出了${row.markNumbers.length}件，请核对`,
      });
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
