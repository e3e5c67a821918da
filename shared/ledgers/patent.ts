// 专利明细: one row per granted patent, as the province sends its lists (授权, 有效), found again by patent number. It is valid from
// its grant until the day it ended or left; without that day nobody can say for which months it still counts.

import { patentFacts, type PatentKind } from '../checks/codes/patent-number.js';
import { defineLedger, type Finding, type Rollup, type RowFilter } from './define.js';
import { VISITS } from './service.js';
import { enterprise, NOTE, UNIT_IF_KNOWN, USCC } from './usual-fields.js';

const KIND: Record<PatentKind, '发明专利' | '实用新型' | '外观设计'> = {
  invention: '发明专利',
  'utility-model': '实用新型',
  design: '外观设计',
};

/** The five classes of 高价值发明专利 (B.3 of the indicators); a patent of several counts once. */
const HIGH_VALUE = ['战略性新兴产业', '海外同族', '维持10年以上', '质押融资', '国家科技奖或中国专利奖'] as const;

const granted = { kind: 'dateIn', fields: ['grantedOn'] } as const satisfies Rollup['when'];
const valid = {
  kind: 'validAt',
  from: ['arrivedOn', 'grantedOn'],
  to: ['endedOn', 'leftOn'],
} as const satisfies Rollup['when'];
/** One that has ended was valid until then; without its last day nobody knows in which months. */
const standing = {
  field: 'status',
  notIn: ['期满终止', '未缴年费终止', '放弃', '宣告无效'],
  orEndedOn: 'endedOn',
} as const satisfies RowFilter;
/** One that came here later was granted to somebody elsewhere. */
const grantedHere = { field: 'arrivedOn', isKnown: false } as const satisfies RowFilter;
const invention = { field: 'kind', in: ['发明专利'] } as const satisfies RowFilter;
const kind = (name: string) => ({ field: 'kind', in: [name] }) as const;

export const patent = defineLedger({
  id: 'patent',
  title: '专利明细',
  table: 'ledger_patent',
  group: '创造',
  titleWords: ['专利明细', '有效专利', '授权专利', '授权明细', '有效发明', '发明专利明细', '专利清单'],
  keys: [['patentNo']],
  derived: ['专利年龄', '维持年限'],
  empties: [{ field: 'status', is: '有效', empty: ['endedOn'] }],
  fields: {
    patentNo: {
      kind: 'code',
      check: 'patent',
      label: '专利号',
      aliases: ['申请号', '专利申请号', '申请（专利）号', '专利（申请）号'],
      required: true,
      width: 18,
    },
    title: { kind: 'text', label: '专利名称', aliases: ['发明名称', '发明创造名称', '名称', '专利题目'], width: 32 },
    kind: {
      kind: 'choice',
      label: '专利类型',
      aliases: ['类型', '专利种类', '种类'],
      options: ['发明专利', '实用新型', '外观设计'],
      optionAliases: {
        发明: '发明专利',
        发明授权: '发明专利',
        实用新型专利: '实用新型',
        新型: '实用新型',
        外观设计专利: '外观设计',
        外观: '外观设计',
      },
      help: '不填时按专利号判断',
    },
    enterprise: {
      ...enterprise('专利权人', [
        '权利人',
        '第一专利权人',
        '第一申请人',
        '申请人',
        '申请（专利权）人',
        '企业名称',
        '当前权利人',
      ]),
      others: 'holders',
    },
    uscc: USCC,
    holders: { kind: 'text', label: '全部专利权人', aliases: ['共同专利权人', '全部权利人', '申请人列表'], width: 28 },
    holderKind: {
      kind: 'choice',
      label: '权利人类型',
      aliases: ['申请人类型', '专利权人类型'],
      options: ['企业', '高校', '科研院所', '机关团体', '个人'],
      optionAliases: {
        工矿企业: '企业',
        大专院校: '高校',
        院校: '高校',
        大学: '高校',
        科研单位: '科研院所',
        科研机构: '科研院所',
        事业单位: '机关团体',
        自然人: '个人',
      },
    },
    unit: UNIT_IF_KNOWN,
    address: {
      kind: 'text',
      label: '地址',
      aliases: ['申请人地址', '权利人地址', '联系地址'],
      isPersonal: true,
      width: 28,
    },
    filedOn: { kind: 'date', label: '申请日', aliases: ['申请日期'] },
    grantedOn: {
      kind: 'date',
      label: '授权公告日',
      aliases: ['授权日', '授权日期', '授权公告日期', '公告日'],
      required: true,
    },
    announcementNo: { kind: 'code', check: 'certificate', label: '授权公告号', aliases: ['公告号', '公开（公告）号'] },
    ipc: { kind: 'text', label: '主分类号', aliases: ['IPC', 'IPC主分类号', '分类号'] },
    status: {
      kind: 'choice',
      label: '法律状态',
      aliases: ['专利状态', '状态', '当前法律状态'],
      options: ['有效', '期满终止', '未缴年费终止', '放弃', '宣告无效'],
      optionAliases: {
        授权: '有效',
        专利权维持: '有效',
        维持: '有效',
        期限届满终止: '期满终止',
        届满: '期满终止',
        终止: '未缴年费终止',
        专利权终止: '未缴年费终止',
        未缴年费专利权终止: '未缴年费终止',
        无效: '宣告无效',
        全部无效: '宣告无效',
      },
      required: true,
      default: '有效',
    },
    endedOn: {
      kind: 'date',
      label: '失效日期',
      aliases: ['失效日', '终止日', '终止日期', '专利权终止日'],
      help: '最后一个有效日',
    },
    arrivedOn: { kind: 'date', label: '转入日期', help: '授权后从外地转入本地的登记日，从此计入有效量' },
    leftOn: { kind: 'date', label: '转出日期', help: '转让到外地的登记日，此后不再计入有效量' },
    highValue: {
      kind: 'multiChoice',
      label: '高价值类别',
      aliases: ['高价值', '高价值发明专利类别', '高价值类型'],
      options: HIGH_VALUE,
      optionAliases: {
        战新: '战略性新兴产业',
        战略性新兴产业发明专利: '战略性新兴产业',
        有海外同族: '海外同族',
        海外同族专利权: '海外同族',
        维持超过10年: '维持10年以上',
        维持年限超过10年: '维持10年以上',
        质押: '质押融资',
        实现较高质押融资金额: '质押融资',
        获奖: '国家科技奖或中国专利奖',
        中国专利奖: '国家科技奖或中国专利奖',
        国家科学技术奖: '国家科技奖或中国专利奖',
      },
      width: 20,
    },
    isResting: { kind: 'yesNo', label: '沉睡专利', aliases: ['是否沉睡专利'] },
    agency: { kind: 'text', label: '代理机构', aliases: ['专利代理机构'] },
    note: NOTE,
  },
  reminders: [
    {
      id: 'visit',
      what: '新授权发明，应走访',
      on: 'grantedOn',
      after: { workingDays: 30 },
      ahead: 30,
      where: [invention],
      // A natural person is in no register, and is nobody's visit.
      answeredBy: {
        ledger: 'service',
        on: 'visitedOn',
        where: [{ field: 'form', in: [...VISITS] }],
        isRegistered: true,
      },
      name: 'enterprise',
    },
  ],
  rollups: [
    {
      code: 'C05',
      measure: 'rows',
      when: granted,
      where: [grantedHere],
      rule: '授权公告日在期内的专利件数（不含转入的）',
    },
    {
      code: 'C06',
      measure: 'rows',
      when: granted,
      where: [grantedHere, invention],
      rule: '授权公告日在期内的发明专利件数（不含转入的）',
    },
    {
      code: 'C07',
      measure: 'rows',
      when: granted,
      where: [grantedHere, kind('实用新型')],
      rule: '授权公告日在期内的实用新型件数（不含转入的）',
    },
    {
      code: 'C08',
      measure: 'rows',
      when: granted,
      where: [grantedHere, kind('外观设计')],
      rule: '授权公告日在期内的外观设计件数（不含转入的）',
    },
    { code: 'C13', measure: 'rows', when: valid, where: [standing], rule: '期末当日已授权、未失效、未转出的专利件数' },
    {
      code: 'C14',
      measure: 'rows',
      when: valid,
      where: [standing, invention],
      rule: '期末当日已授权、未失效、未转出的发明专利件数',
    },
    {
      code: 'C16',
      measure: 'rows',
      when: valid,
      where: [standing, invention, { field: 'highValue', isKnown: true }],
      rule: '期末当日有效、至少符合一类高价值标准的发明专利件数（同一件只计一次）',
    },
    {
      code: 'C19a',
      measure: 'rows',
      when: valid,
      where: [standing, invention, { field: 'holderKind', in: ['企业'] }],
      rule: '期末当日有效、权利人类型为企业的发明专利件数',
    },
    {
      code: 'C20a',
      measure: { distinct: 'enterprise' },
      when: valid,
      where: [standing, invention, { field: 'enterprise', tag: '规上' }],
      rule: '期末当日持有有效发明专利、企业名录中标为“规上”的不重复企业数',
    },
    {
      code: 'C21',
      measure: 'rows',
      when: valid,
      where: [standing, invention, { field: 'holderKind', in: ['高校', '科研院所'] }],
      rule: '期末当日有效、权利人类型为高校或科研院所的发明专利件数',
    },
  ],
  fill: {
    kind({ patentNo }) {
      const facts = patentNo === null ? null : patentFacts(patentNo.replace(/\..$/, ''));
      return facts === null ? null : KIND[facts.kind];
    },
  },
  check(row): Finding[] {
    const findings: Finding[] = [];
    const add = (severity: 'block' | 'warn', rule: string, field: string, message: string): void =>
      void findings.push({ severity, rule, field, message });
    const facts = row.patentNo === null ? null : patentFacts(row.patentNo.replace(/\..$/, ''));
    if (row.patentNo !== null && row.kind === null) add('block', 'kind', 'kind', '专利类型不能为空，请填写');
    if (facts !== null && row.kind !== null && row.kind !== KIND[facts.kind])
      add('warn', 'patent-kind', 'kind', `专利类型为“${row.kind}”，专利号是${KIND[facts.kind]}的号码，请核对`);
    if (facts !== null && row.filedOn !== null && Number(row.filedOn.slice(0, 4)) !== facts.year)
      add(
        'warn',
        'patent-year',
        'filedOn',
        `申请日为${row.filedOn.slice(0, 4)}年，专利号是${facts.year}年的号码，请核对`,
      );
    if (row.filedOn !== null && row.grantedOn !== null && row.grantedOn < row.filedOn)
      add('warn', 'dates', 'grantedOn', '授权公告日早于申请日，请核对');
    if (row.arrivedOn !== null && row.grantedOn !== null && row.arrivedOn <= row.grantedOn)
      add(
        'warn',
        'arrived',
        'arrivedOn',
        '转入日期不晚于授权公告日，请核对：授权前转入的是在本地授权，应不填转入日期，填了就不计入授权量',
      );
    if (row.status !== null && row.status !== '有效' && row.endedOn === null)
      add('warn', 'ended', 'endedOn', `法律状态为“${row.status}”，请填写失效日期，否则失效以前各期的有效量也不再计入`);
    if (row.status === '有效' && row.endedOn !== null)
      add('warn', 'ended', 'status', '填写了失效日期，法律状态仍为“有效”，请核对');
    if (row.highValue !== null && row.kind !== null && row.kind !== '发明专利')
      add('warn', 'high-value', 'highValue', '高价值类别只用于发明专利，请核对');
    return findings;
  },
});
