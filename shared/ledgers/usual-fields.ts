// Fields that many ledgers have, with the heads that offices give them. A ledger that means something else by one of these heads
// writes its own field.

import type { ChoiceField, EnterpriseField, Field } from './define.js';

/**
 * 区（市）, where a row may be of none: of what a list of the province holds some belongs to no unit and counts as 市直及未划分, and what
 * an office does itself is of none, too.
 */
export const UNIT_IF_KNOWN = {
  kind: 'unit',
  label: '区（市）',
  aliases: ['区市', '所属区市', '区县', '所在区市', '所在区县', '县区', '县市区', '所属区县'],
} as const satisfies Field;

/** 区（市）: whose row it is. */
export const UNIT = { ...UNIT_IF_KNOWN, required: true } as const satisfies Field;

export const USCC = {
  kind: 'code',
  check: 'uscc',
  label: '统一社会信用代码',
  aliases: ['信用代码', '社会信用代码'],
  width: 20,
} as const satisfies Field;

export const LEVEL = {
  kind: 'choice',
  label: '级别',
  options: ['国家级', '省级', '市级', '区级'],
  optionAliases: {
    国家: '国家级',
    省: '省级',
    市: '市级',
    区: '区级',
    县: '区级',
    县级: '区级',
    区县级: '区级',
    县区级: '区级',
    '区（市）级': '区级',
    '县（市、区）级': '区级',
  },
  required: true,
  fromTitle: [{ pattern: /(国家级|省级|市级|区级)/ }],
} as const satisfies Field;

/** 滕州市 is of another level than 枣庄市: of cities only 市级 tells. 中国专利山东明星企业 are the province's, 中国（济南）… a city's. */
export const LEVEL_IN_NAME = {
  field: 'level',
  by: [
    [/^(?:第.{1,6}届)?(?:中国(?!(?:专利)?(?:山东|[（(]))|国家|全国)/, '国家级'],
    [/^(?:\p{Script=Han}{2,3})?省(?:级|专利|知识产权)/u, '省级'],
    [/^市(?:级|专利|知识产权)/, '市级'],
  ],
} as const satisfies ChoiceField['tells'];

const PROVINCES =
  '河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海';

/** 山东省专利奖 is what each province calls its 省专利奖. */
export function ofAnyProvince(name: string, option: string): Record<string, string> {
  return Object.fromEntries(PROVINCES.split(' ').map((province) => [`${province}省${name}`, option]));
}

export const NOTE = { kind: 'longText', label: '备注' } as const satisfies Field;

/** An enterprise that a row must name; its code is in the field `uscc`. */
export function enterprise(label: string, aliases: readonly string[]): EnterpriseField & { required: true } {
  return { kind: 'enterprise', label, aliases, codeField: 'uscc', required: true, width: 28 };
}

/** Year and number of a notice of 非正常专利申请: CNIPA names applications in batches of a year. */
export const ABNORMAL_BATCH = {
  year: {
    kind: 'integer',
    label: '年度',
    aliases: ['通报年度'],
    required: true,
    default: 'year-of-period',
    fromTitle: [{ pattern: /(20\d{2})年/ }],
  },
  batch: {
    kind: 'integer',
    isNoCount: true,
    label: '批次',
    aliases: ['通报批次', '第几批'],
    required: true,
    fromTitle: [{ pattern: /第([一二三四五六七八九十]{1,3}|\d{1,2})批/ }],
  },
} as const satisfies Record<string, Field>;

/** Columns of a list of all pledges that say which of them are of patents, and which of trademarks. */
export const PLEDGE_SORTS = ['质押类型', '质押种类', '质押标的', '知识产权类型', '知识产权种类', '权利类型'] as const;

/** What the bank gave on a pledge, beside the amount that is registered. */
export const LENDING = {
  credit: {
    kind: 'amount',
    label: '授信额度',
    aliases: ['授信金额', '质押额度'],
    help: '银行给的额度，不计入登记金额',
  },
  lent: {
    kind: 'amount',
    label: '放款金额',
    aliases: ['实际放款', '实际放款金额', '实际贷款金额'],
    help: '实际到账，不计入登记金额',
  },
  lentOn: { kind: 'date', label: '放款日期' },
  maturesOn: {
    kind: 'date',
    label: '到期日期',
    aliases: ['贷款到期日期', '贷款到期日', '到期日', '质押到期日期', '质押到期日', '还款日期'],
    help: '没有写明时，按放款日期（没有时按登记日期）和期限推算',
    mayLieAhead: true,
  },
  repayments: {
    kind: 'lines',
    label: '逐笔还款',
    aliases: ['还款记录', '还款明细'],
    sum: 'amount',
    fields: {
      repaidOn: { kind: 'date', label: '还款日期', required: true },
      amount: { kind: 'amount', label: '本金', required: true },
      note: { kind: 'text', label: '说明' },
    },
    help: '分期归还本金的逐笔填写，已还金额和贷款余额由此得出；不影响登记金额',
    width: 24,
  },
  repaid: { kind: 'amount', label: '已还金额', aliases: ['已还本金', '已还款金额', '累计还款'], help: '各笔本金之和' },
  balance: {
    kind: 'amount',
    label: '贷款余额',
    aliases: ['余额', '未还金额', '未还本金', '在贷余额', '剩余本金'],
    help: '放款金额减已还金额',
  },
} as const satisfies Record<string, Field>;

/** Of pledges of patents and of trademarks alike: who borrows, and who lends. */
export const PLEDGER = enterprise('出质人', [
  '出质人（企业名称）',
  '企业（出质人）',
  '企业名称（出质人）',
  '企业名称',
  '出质企业',
  '融资企业',
  '贷款企业',
  '借款企业',
  '借款人',
]);
export const PLEDGEE = {
  kind: 'text',
  label: '质权人',
  aliases: ['质权人（银行）', '银行', '贷款银行', '放款银行', '金融机构'],
} as const satisfies Field;
