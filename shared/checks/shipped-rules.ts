// The rules that come with the program, as data. {cell} and the other placeholders are filled by core/workbook/4-validate.
// A message says what was found, what was expected, what to do. Ids are identities: reports and waivers refer to them.

import type { CheckRule, RuleScope, Threshold } from './rule.js';
import type { Severity } from '../import/plan.js';

interface Shipped {
  thresholds?: Threshold[];
  fixed?: boolean;
}

const rule = (
  id: string,
  name: string,
  scope: RuleScope,
  severity: Severity,
  explain: string,
  message: string,
  options: Shipped = {},
): CheckRule => ({
  id,
  name,
  explain,
  scope,
  severity,
  message,
  thresholds: options.thresholds ?? [],
  enabled: true,
  fixed: options.fixed ?? false,
  own: false,
  expression: null,
  changed: false,
});

const percent = (id: string, label: string, value: number): Threshold => ({
  id,
  label,
  measure: '%',
  value,
  min: 1,
  max: 1_000_000,
});
const smallBase = (value: number): Threshold => ({
  id: 'smallBase',
  label: '基数小于此数时不比较',
  measure: '',
  value,
  min: 0,
  max: 1_000_000,
});

export const SHIPPED_RULES: readonly CheckRule[] = [
  rule(
    'negative',
    '数值为负',
    'cell',
    'block',
    '报送数不应为负数；本月数为负只作需核实。',
    '{cell}“{name}”是{value}，不应为负数。请核实后改正。',
  ),
  rule(
    'sum-of-parts',
    '分项之和等于总数',
    'unit',
    'block',
    '发明＋实用新型＋外观设计＝专利合计，申请与授权各一条。',
    '{cell}“{name}”是{value}，而{parts} = {expected}，相差{difference}。应相等，请核实哪一个有误。',
  ),
  rule(
    'part-exceeds-whole',
    '其中数不大于总数',
    'unit',
    'block',
    '指标定义中标明“其中”的，不能大于所属总数。',
    '{cell}“{name}”是{value}，大于{where}“{whole}”{expected}。其中数不能大于总数，请核实后改正。',
  ),
  rule(
    'ratio-over-100',
    '占比不超过100%',
    'unit',
    'block',
    '部分占总体的比率不会超过100%。',
    '{cell}“{name}”填的是{value}%，不应超过100%。请核实分子和分母。',
  ),
  rule(
    'ratio-differs',
    '比率与分子分母一致',
    'unit',
    'warn',
    '报送的比率按分子÷分母重新计算；按填报的小数位数比较。',
    '{cell}“{name}”填的是{value}，按{numerator}÷{denominator}计算应为{expected}{why}。汇总以计算值为准，请核实。',
  ),
  rule(
    'month-exceeds-cumulative',
    '本月数不大于累计数',
    'unit',
    'warn',
    '同一指标的本月数不会大于累计数。',
    '{cell}“{name}”本月是{value}，大于{where}的累计{expected}。请核实。',
  ),
  rule(
    'month-differs',
    '本月数等于累计数之差',
    'history',
    'warn',
    '本月＝本月累计－上月累计（上月已存时）。',
    '{cell}“{name}”本月是{value}，而累计{total}减上月累计{before}应为{expected}。请核实。',
  ),
  rule(
    'cumulative-falls',
    '累计数不下降',
    'history',
    'warn',
    '1月起的累计数逐月只增不减；下降只能是更正。',
    '{cell}“{name}”累计是{value}，比上月累计{expected}还少。累计数一般不会下降，如是更正请说明原因。',
  ),
  rule(
    'stock-identity',
    '存量等于上年末加新增减注销',
    'history',
    'hint',
    '有新增、注销指标的存量：期末＝上年末＋累计新增－累计注销。',
    '{cell}“{name}”是{value}，按上年末{base}加新增{added}减注销{removed}应为{expected}。请核实是否有遗漏或调整。',
  ),
  rule(
    'change-differs',
    '同比与两期数一致',
    'history',
    'warn',
    '报送的同比按本期和上年同期重新计算。',
    '{cell}“{name}”同比填的是{value}%，按本期{current}和同期{base}计算应为{expected}%{why}。汇总以计算值为准，请核实。',
  ),
  rule(
    'large-change',
    '同比变化过大',
    'history',
    'warn',
    '与上年同期相比增减超过界限；基数小的不比较。',
    '{cell}“{name}”是{value}，上年同期是{base}，{direction}超过{limit}%。请核实{advice}。',
    { thresholds: [percent('rise', '增长超过', 900), percent('fall', '下降超过', 80), smallBase(10)] },
  ),
  rule(
    'large-month-change',
    '存量比上月变化过大',
    'history',
    'hint',
    '时点数与上月相比增减超过界限；基数小的不比较。',
    '{cell}“{name}”是{value}，上月是{base}，{direction}超过{limit}%。请核实。',
    { thresholds: [percent('rise', '增长超过', 50), percent('fall', '下降超过', 50), smallBase(10)] },
  ),
  rule(
    'large-flow-change',
    '当月数比上月变化过大',
    'history',
    'hint',
    '累计数之差是当月数；当月数比上月的当月数增长超过界限，基数小的不比较。',
    '{cell}“{name}”累计是{total}，本月增加{value}，上月增加{base}，增长超过{limit}%。请核实是否多填、补报或单位有误。',
    { thresholds: [percent('rise', '增长超过', 900), smallBase(10)] },
  ),
  rule(
    'measure-suspect',
    '计量单位疑似用错',
    'history',
    'warn',
    '与本单位上年同期（没有则上月）相差约一万倍，疑似把元填成万元或相反。',
    '{cell}“{name}”是{value}{measure}，{when}是{base}{measure}，相差约{factor}倍。是否把元当成了万元（或相反）？请核实。',
    {
      thresholds: [{ id: 'times', label: '相差超过', measure: '倍', value: 5000, min: 10, max: 100_000_000 }],
    },
  ),
  rule(
    'total-differs',
    '合计等于各单位之和',
    'table',
    'warn',
    '合计行与各单位相加比较，不入库。',
    '{cell}合计行“{name}”是{value}，各单位相加是{expected}，相差{difference}。合计不入库，以各单位之和为准，请核实是哪个单位的数有误。',
  ),
  rule(
    'missing-required',
    '应报指标齐全',
    'file',
    'warn',
    '只对照报送任务：任务要求的指标在文件中没有数值。',
    '“{unit}”应报{due}项指标，还缺{count}项：{missing}。请补报，或说明不填的原因。',
  ),
  rule(
    'second-version',
    '同一单位同一报表期再次报送',
    'file',
    'hint',
    '该单位本期已接收过报表，内容不同的文件是更正。',
    '“{unit}”{period}的报表已在{date}接收过第{before}次（“{file}”），本文件是第{now}次。',
  ),
  rule(
    'claim-differs',
    '上年同期与已存数一致',
    'history',
    'warn',
    '报送的上年同期栏与已存的上年数比较；不同时以已存的为准，或作同口径调整。',
    '{cell}“{name}”的上年同期填的是{value}，已存的上年数是{expected}。以已存的为准，请核实上年数是否调整过；确属口径调整的，可选“同口径调整”，两个数都保留。',
    { fixed: true },
  ),
  rule(
    'city-table-differs',
    '汇总表与单位自报一致',
    'table',
    'warn',
    '汇总表不覆盖单位自己报的数，只作比较。',
    '{cell}“{unit}”的“{name}”是{value}，该单位自己报的是{expected}。汇总表不覆盖单位自报的数，请核实哪一个有误。',
    { fixed: true },
  ),
  rule(
    'duplicate-value',
    '同一数值填了两次',
    'file',
    'block',
    '同一文件中同一指标填了两次且数值不同，都不采用。',
    '“{unit}”的“{name}”填了两次且数值不同（{one}为{oneText}，{other}为{otherText}），都没有采用。请核实后只保留一处。',
    { fixed: true },
  ),
  rule('text-in-number', '数字栏填了文字', 'cell', 'block', '文字不会变成0，也不会被采用。', '{cell}“{name}”{what}。', {
    fixed: true,
  }),
  rule('duplicate-file', '文件重复', 'file', 'hint', '同一批中内容完全相同的文件只接收一次。', '{what}', {
    fixed: true,
  }),
  rule('file-received-before', '文件已接收过', 'file', 'hint', '按文件内容（不是文件名）判断。', '{what}', {
    fixed: true,
  }),
];
