// Wording of each kind of 分析提示 as data: shipped sentences with named places ({单位}, {完成率} …) that the office may word
// otherwise. What stands in the places is computed by kinds/; no number is ever part of the wording itself. Without the final 。.

import type { InsightDraft, InsightKind } from './define.js';

export interface Slot {
  explain: string;
  /** A wording without it would no longer say what the sentence is about. */
  must?: true;
}

export interface Template {
  id: string;
  /** When this one is used, where a kind has several. */
  when: string;
  text: string;
  slots: Readonly<Record<string, Slot>>;
}

/** What a kind says: which wording, and what stands in its places. */
export interface Say {
  template: string;
  words: Readonly<Record<string, string>>;
}
export type Draft = Omit<InsightDraft, 'key' | 'rule' | 'kind' | 'sentence'> & { say: Say };

const INDICATOR: Slot = { explain: '指标名称', must: true };
const UNITS: Slot = { explain: '单位名称，按登记顺序；全部单位时为“各区（市）均”', must: true };
const SCOPE: Slot = { explain: '全市、全省等' };
const PLACE: Slot = { explain: '本地区名称', must: true };
const SOURCE: Slot = { explain: '出处', must: true };
const UNIT_WORD: Slot = { explain: '区（市）等称呼' };
const value = (explain: string): Slot => ({ explain });

const one = (text: string, slots: Template['slots']): Template[] => [{ id: 'usual', when: '', text, slots }];

const BEHIND_TEXT = '{指标}{单位}没有达到时间进度（{完成率}）';

export const TEMPLATES: Readonly<Record<InsightKind, readonly Template[]>> = {
  headline: one('{范围}{指标}{数值}，{变化}', {
    范围: SCOPE,
    指标: INDICATOR,
    数值: value('合计数'),
    变化: value('同比，按小基数、倍数、持平等规则表述'),
  }),
  pace: [
    {
      id: 'few-ahead',
      when: '只有少数单位达到或超过时',
      text: '{指标}只有{单位}{达到或超过}时间进度（{完成率}{差距}），其他{其他个数}没有达到时间进度',
      slots: {
        指标: INDICATOR,
        单位: UNITS,
        达到或超过: value('达到，或超过'),
        完成率: value('这些单位的完成率'),
        差距: value('只有一个单位时，高多少个百分点'),
        其他个数: value('其余单位的个数，如6个区（市）'),
      },
    },
    {
      id: 'behind',
      when: '有单位没有达到时',
      text: BEHIND_TEXT,
      slots: { 指标: INDICATOR, 单位: UNITS, 完成率: value('这些单位的完成率') },
    },
    {
      id: 'ahead',
      when: '全部达到或超过时',
      text: '{指标}{单位}达到或超过时间进度（{完成率}）',
      slots: { 指标: INDICATOR, 单位: UNITS, 完成率: value('各单位的完成率') },
    },
  ],
  'target-met': one('{指标}{单位}已达到全年目标（{数值}）', {
    指标: INDICATOR,
    单位: UNITS,
    数值: value('这些单位的本期数'),
  }),
  'target-distance': one('{范围}{指标}{数值}，距年末应达到的{目标}还差{差额}{每月}', {
    范围: SCOPE,
    指标: INDICATOR,
    数值: value('合计数'),
    目标: value('年末应达到的数'),
    差额: value('还差多少'),
    每月: value('余下几个月平均每月要增加多少；12月为空'),
  }),
  'forecast-short': one('{预测标记}按目前进度，{指标}{单位}全年完不成目标（{预计}）', {
    预测标记: { explain: '“（预测）”，表明不是实绩', must: true },
    指标: INDICATOR,
    单位: UNITS,
    预计: value('这些单位预计的全年数'),
  }),
  lagging: one('{范围}有{项数}指标落后：{指标}', {
    范围: SCOPE,
    项数: value('如3项'),
    指标: INDICATOR,
  }),
  zero: one('{单位}{指标}{为零}', { 单位: UNITS, 指标: INDICATOR, 为零: { explain: '为0，或均为0', must: true } }),
  coverage: one('{个数}{单位称呼}都有{指标}，实现全覆盖', {
    个数: value('如7个'),
    单位称呼: UNIT_WORD,
    指标: INDICATOR,
  }),
  line: one('{单位}{指标}{比较}{界限}（{数值}）', {
    单位: UNITS,
    指标: INDICATOR,
    比较: { explain: '没有达到，或超过；全部单位时为“均没有达到”', must: true },
    界限: value('要求达到的数'),
    数值: value('这些单位的数'),
  }),
  'small-part': one('{范围}{指标}{数值}{计数}，{说法}', {
    范围: SCOPE,
    指标: INDICATOR,
    数值: value('占比'),
    计数: value('（分子/分母）'),
    说法: value('仅占一半，或不到界限'),
  }),
  missing: one('{单位}还有应报未报的指标（{项数}），合计数不含这些单位的未报部分', {
    单位: UNITS,
    项数: value('各有几项'),
  }),
  'slow-growth': one('{指标}{单位}{增长较慢}，同比增速低于{界限}（{增速}）', {
    指标: INDICATOR,
    单位: UNITS,
    增长较慢: value('增长较慢；其中有下降的为增速偏低'),
    界限: value('增速界限'),
    增速: value('这些单位的增速'),
  }),
  decline: one('{指标}{单位}同比下降（{变化}）', {
    指标: INDICATOR,
    单位: UNITS,
    变化: value('这些单位下降多少'),
  }),
  'all-grow': [
    {
      id: 'usual',
      when: '有合计数的同比时',
      text: '{指标}{单位}同比增长，{范围}{变化}',
      slots: { 指标: INDICATOR, 单位: UNITS, 范围: SCOPE, 变化: value('合计数的同比') },
    },
    {
      id: 'units-alone',
      when: '合计数没有同比时',
      text: '{指标}{单位}同比增长',
      slots: { 指标: INDICATOR, 单位: UNITS },
    },
  ],
  'large-change': one('{指标}{单位}变化较大（{变化}）', {
    指标: INDICATOR,
    单位: UNITS,
    变化: value('这些单位的同比'),
  }),
  trend: one('{范围}{指标}连续{年数}下降（{历年}）', {
    范围: SCOPE,
    指标: INDICATOR,
    年数: value('如3年'),
    历年: value('各年的数'),
  }),
  spread: one('{指标}{单位称呼}之间差异较大，最高的{最高单位}{最高值}，最低的{最低单位}{最低值}，{差距}', {
    指标: INDICATOR,
    单位称呼: UNIT_WORD,
    最高单位: value('最高的单位'),
    最高值: value('它的数'),
    最低单位: value('最低的单位'),
    最低值: value('它的数'),
    差距: { explain: '相差多少个百分点，或最高是最低的几倍', must: true },
  }),
  concentration: one('{指标}较集中，{单位}占{范围}的{占比}', {
    指标: INDICATOR,
    单位: UNITS,
    范围: SCOPE,
    占比: value('这些单位的占比'),
  }),
  'below-average': one('{指标}{单位}低于{范围}水平{范围数值}（{数值}）', {
    指标: INDICATOR,
    单位: UNITS,
    范围: SCOPE,
    范围数值: value('总体比率'),
    数值: value('这些单位的比率'),
  }),
  place: [
    {
      id: 'published',
      when: '上级公布的位次',
      text: '{地区}{指标}居{位次}（{来源}）',
      slots: {
        地区: PLACE,
        指标: INDICATOR,
        位次: { explain: '如全省第10位（共16位）', must: true },
        来源: SOURCE,
      },
    },
    {
      id: 'computed',
      when: '据上级表格计算的位次',
      text: '{来源}计算，{地区}{指标}{数值}，在{个数}地区中列{位次}{变化}',
      slots: {
        来源: SOURCE,
        地区: PLACE,
        指标: INDICATOR,
        数值: value('本地区的数'),
        个数: value('如16个'),
        位次: { explain: '如第10位', must: true },
        变化: value('比上年同期上升或下降几位'),
      },
    },
  ],
  'place-band': one('{来源}计算，{地区}{指标}居{个数}地区的{位次}，处于{位置}', {
    来源: SOURCE,
    地区: PLACE,
    指标: INDICATOR,
    个数: value('如16个'),
    位次: { explain: '如第10位', must: true },
    位置: value('中后段，或后段'),
  }),
  'below-benchmark': one('{地区}{指标}{数值}，没有达到{对比地区}的{对比数值}（{来源}）', {
    地区: PLACE,
    指标: INDICATOR,
    数值: value('本地区的数'),
    对比地区: value('全国、全省等'),
    对比数值: value('它的数'),
    来源: SOURCE,
  }),
  peers: one('{地区}{指标}{数值}，{比较}（{来源}）', {
    地区: PLACE,
    指标: INDICATOR,
    数值: value('本地区的数'),
    比较: { explain: '高于、低于、持平的地区', must: true },
    来源: SOURCE,
  }),
};

const MOST_TEMPLATE = 200;
const SLOT = /\{([^{}]*)\}/g;

/** The sentence of a wording; every place was filled by the kind. */
export function fillTemplate(text: string, words: Say['words']): string {
  return text.replaceAll(SLOT, (_, name: string) => words[name] ?? '');
}

/** The wording of a kind by its id. */
export function templateOf(kind: InsightKind, id: string): Template {
  const found = TEMPLATES[kind].find((template) => template.id === id);
  if (!found) throw new Error(`${kind} has no template ${id}`);
  return found;
}

/** Why a wording cannot be used, in Chinese; '' where it can. */
export function templateProblem(template: Template, text: string): string {
  const known = Object.keys(template.slots).map((name) => `{${name}}`);
  const plain = text.replaceAll(SLOT, '');
  if (text.length > MOST_TEMPLATE) return `最多${MOST_TEMPLATE}个字`;
  if (/[{}]/.test(plain)) return '花括号没有成对，占位符写成{单位}这样';
  const unknown = [...text.matchAll(SLOT)].map((found) => found[0]).find((name) => !known.includes(name));
  if (unknown !== undefined) return `没有占位符${unknown}，可用：${known.join('、')}`;
  const missing = Object.entries(template.slots).find(([name, slot]) => slot.must && !text.includes(`{${name}}`));
  if (missing) return `要保留占位符{${missing[0]}}（${missing[1].explain}），否则看不出说的是什么`;
  const digits = /[0-9０-９]+[%％]?/.exec(plain)?.[0];
  if (digits !== undefined) return `不能写死数字“${digits}”：数据或界限变了它不会变，请用占位符`;
  return '';
}
