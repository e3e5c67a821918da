// The rules that come with the program, as data. {cell} and the other placeholders are filled by core/workbook/4-validate.
// A message says what was found, what was expected, what to do. Ids are identities: reports and waivers refer to them.
// A new rule is an entry here and a function of 4-validate that reports it by this id.

import type { CheckRule, RuleScope, Threshold } from './rule.js';
import type { Severity } from '../import/plan.js';

interface ShippedRule {
  id: string;
  name: string;
  scope: RuleScope;
  severity: Severity;
  explain: string; //                what it compares, one sentence for 设置 › 审核规则
  message: string; //                template with {placeholders}
  asks: string; //                   要求 in what goes back to the unit: what would be right; '' where the message says it all
  thresholds?: readonly Threshold[];
  fixed?: boolean; //                part of reading itself: shown, never switched off or softened
}

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

const DECLARED = [
  {
    id: 'negative',
    name: '数值为负',
    scope: 'cell',
    severity: 'block',
    explain: '报送数不应为负数；本月数为负只作需核实。',
    message: '{cell}“{name}”是{value}，不应为负数。请核实后改正。',
    asks: '件数、金额不应为负数。',
  },
  {
    id: 'formula-stale',
    name: '公式结果与表中的数一致',
    scope: 'cell',
    severity: 'block',
    explain: '加减乘除和求和的公式按表中的数重新计算，与文件里存的结果比较；不同说明改数后没有重新计算。',
    message:
      '{cell}“{name}”是公式{formula}，按表中的数应为{value}，文件里存的是{stored}，像是改数后没有重新计算。请填报单位用Excel或WPS打开、重新计算并保存后重报；确认所存的数无误的，可核实通过。',
    asks: '公式的结果应与表中的数一致；请在Excel或WPS中打开、重新计算并保存，或直接填数字。',
  },
  {
    id: 'formula-circular',
    name: '公式不引用自己',
    scope: 'cell',
    severity: 'warn',
    explain: '公式引用了自己所在的格（循环引用），存的结果不是按表中的数算出来的。',
    message:
      '{cell}“{name}”的公式{formula}引用了自己（循环引用），文件里存的{stored}不是按表中的数算出来的。请核实这个数，并请填报单位改正公式。',
    asks: '公式不应引用自己所在的格；请改正公式，或直接填数字。',
  },
  {
    id: 'sum-of-parts',
    name: '分项之和等于总数',
    scope: 'unit',
    severity: 'block',
    explain: '发明＋实用新型＋外观设计＝专利合计，申请与授权各一条。',
    message: '{cell}“{name}”是{value}，而{parts} = {expected}，相差{difference}。应相等，请核实哪一个有误。',
    asks: '各分项之和应等于合计数。',
  },
  {
    id: 'part-exceeds-whole',
    name: '其中数不大于总数',
    scope: 'unit',
    severity: 'block',
    explain: '指标定义中标明“其中”的，不能大于所属总数。',
    message: '{cell}“{name}”是{value}，大于{where}“{whole}”{expected}。其中数不能大于总数，请核实后改正。',
    asks: '其中数不能大于总数。',
  },
  {
    id: 'ratio-over-100',
    name: '占比不超过100%',
    scope: 'unit',
    severity: 'block',
    explain: '部分占总体的比率不会超过100%。',
    message: '{cell}“{name}”填的是{value}%，不应超过100%。请核实分子和分母。',
    asks: '占比不应超过100%；请核对分子和分母。',
  },
  {
    id: 'ratio-differs',
    name: '比率与分子分母一致',
    scope: 'unit',
    severity: 'warn',
    explain: '报送的比率按分子÷分母重新计算；按填报的小数位数比较。',
    message:
      '{cell}“{name}”填的是{value}，按{numerator}÷{denominator}计算应为{expected}{why}。汇总以计算值为准，请核实。',
    asks: '比率应等于分子÷分母的计算结果（四舍五入）。',
  },
  {
    id: 'month-exceeds-cumulative',
    name: '本月数不大于累计数',
    scope: 'unit',
    severity: 'warn',
    explain: '同一指标的本月数不会大于累计数。',
    message: '{cell}“{name}”本月是{value}，大于{where}的累计{expected}。请核实。',
    asks: '本月数不应大于累计数。',
  },
  {
    id: 'month-differs',
    name: '本月数等于累计数之差',
    scope: 'history',
    severity: 'warn',
    explain: '本月＝本月累计－上月累计（上月已存时）。',
    message: '{cell}“{name}”本月是{value}，而累计{total}减上月累计{before}应为{expected}。请核实。',
    asks: '本月数应等于累计数减上月累计数。',
  },
  {
    id: 'previous-differs',
    name: '上月数与已存数一致',
    scope: 'history',
    severity: 'warn',
    explain: '报送的上月累计、上月末栏和表中较早月份的数，与已存的比较；只核对，不入库。',
    message:
      '{cell}“{name}”{period}填的是{value}，已存的是{expected}（{place}）。以已存的为准，请核实上月的数是否更正过。',
    asks: '上月累计应与上月实际报送数一致；有更正的请说明。',
  },
  {
    id: 'months-differ',
    name: '各月相加等于累计数',
    scope: 'unit',
    severity: 'warn',
    explain: '表中列出1月以来每个月（季度）的数时，各月（季度）相加应等于累计（合计）数。',
    message: '{cell}“{name}”累计（合计）是{value}，{months}相加是{expected}，相差{difference}。请核实哪一个有误。',
    asks: '各月（季度）的数相加应等于累计（合计）数；有更正的，请说明是哪一个。',
  },
  {
    id: 'stored-sums-differ',
    name: '当月、季度与累计相符',
    scope: 'history',
    severity: 'warn',
    explain: '当月、季度和累计分几次报送的：各月（季度）相加应等于累计数，与已存的和同一批中其他文件的数比较。',
    message:
      '{cell}“{name}”{period}填的是{value}，而{terms} = {expected}，相差{difference}（{places}）。请核实哪一个有误。',
    asks: '各月（季度）的数相加应等于累计数；如有更正，请说明是哪一个。',
  },
  {
    id: 'cumulative-falls',
    name: '累计数不下降',
    scope: 'history',
    severity: 'warn',
    explain: '1月起的累计数逐月只增不减；下降只能是更正。',
    message: '{cell}“{name}”累计是{value}，比{when}累计{expected}还少。累计数一般不会下降，如是更正请说明原因。',
    asks: '累计数一般不小于以前月份的累计；如是更正，请说明原因。',
  },
  {
    id: 'exceeds-later-month',
    name: '不大于以后月份的累计数',
    scope: 'history',
    severity: 'warn',
    explain: '补报或更正以前月份时，累计数不应大于本年以后月份已有的累计数。',
    message: '{cell}“{name}”累计是{value}，比已有的{when}累计{expected}还多。请核实哪一个月的数有误，有误的一并更正。',
    asks: '累计数不大于以后月份的累计；以后月份也要更正的，请一并报送。',
  },
  {
    id: 'copied-from-last-month',
    name: '与上月各数完全相同',
    scope: 'history',
    severity: 'warn',
    explain: '5项以上不为0的累计数与上月全都相同，像是照抄了上月的表。',
    message: '{cell}“{name}”等{count}项累计数与上月的完全相同，像是照抄了上月的表。请核实是不是本期的数。',
    asks: '应填本期的累计数；确实没有新发生的，请说明。',
  },
  {
    id: 'stock-identity',
    name: '存量等于上年末加新增减注销',
    scope: 'history',
    severity: 'hint',
    explain: '有新增、注销指标的存量：期末＝上年末＋累计新增－累计注销。',
    message:
      '{cell}“{name}”是{value}，按上年末{base}加新增{added}减注销{removed}应为{expected}。请核实是否有遗漏或调整。',
    asks: '期末应等于上年末加新增减注销；有遗漏或调整的请说明。',
  },
  {
    id: 'change-differs',
    name: '同比与两期数一致',
    scope: 'history',
    severity: 'warn',
    explain: '报送的同比按本期和上年同期重新计算。',
    message:
      '{cell}“{name}”同比填的是{value}%，按本期{current}和同期{base}计算应为{expected}%{why}。汇总以计算值为准，请核实。',
    asks: '同比应等于（本期－上年同期）÷上年同期。',
  },
  {
    id: 'difference-differs',
    name: '增减量与两期数一致',
    scope: 'unit',
    severity: 'warn',
    explain: '报送的增减量按同一文件的本期减上年同期重新计算。',
    message:
      '{cell}“{name}”增减量填的是{value}，按本期{current}减上年同期{base}应为{expected}。汇总以计算值为准，请核实。',
    asks: '增减量应等于本期减上年同期。',
  },
  {
    id: 'completion-differs',
    name: '完成率与目标一致',
    scope: 'unit',
    severity: 'hint',
    explain: '报送的完成率按同一文件的本期÷目标重新计算。',
    message:
      '{cell}“{name}”完成率填的是{value}%，按本期{current}÷目标{base}计算应为{expected}%。汇总以计算值为准，请核实。',
    asks: '完成率应等于本期÷目标。',
  },
  {
    id: 'points-differ',
    name: '比率同比与两期比率一致',
    scope: 'history',
    severity: 'warn',
    explain: '以%计的比率，同比按本期减上年同期的百分点重新计算；末位相差1不计。',
    message:
      '{cell}“{name}”同比填的是{value}个百分点，按本期{current}%和同期{base}%计算应为{expected}个百分点。请核实。',
    asks: '同比应等于本期比率减上年同期比率的百分点。',
  },
  {
    id: 'large-change',
    name: '同比变化过大',
    scope: 'history',
    severity: 'warn',
    explain: '与上年同期相比增减超过界限；基数小的不比较。',
    message: '{cell}“{name}”是{value}，上年同期是{base}，{direction}超过{limit}%。请核实{advice}。',
    asks: '与上年同期相差很大；请核实，确实如此的请说明原因。',
    thresholds: [percent('rise', '增长超过', 900), percent('fall', '下降超过', 80), smallBase(10)],
  },
  {
    id: 'large-month-change',
    name: '存量比上月变化过大',
    scope: 'history',
    severity: 'hint',
    explain: '时点数与上月相比增减超过界限；基数小的不比较。',
    message: '{cell}“{name}”是{value}，上月是{base}，{direction}超过{limit}%。请核实。',
    asks: '与上月相差很大；请核实，确实如此的请说明原因。',
    thresholds: [percent('rise', '增长超过', 50), percent('fall', '下降超过', 50), smallBase(10)],
  },
  {
    id: 'large-flow-change',
    name: '当月数比上月变化过大',
    scope: 'history',
    severity: 'hint',
    explain: '累计数之差是当月数；当月数比上月的当月数增长超过界限，基数小的不比较。',
    message:
      '{cell}“{name}”累计是{total}，本月增加{value}，上月增加{base}，增长超过{limit}%。请核实是否多填、补报或计量单位有误。',
    asks: '本月增加的数与上月相差很大；请核实，确实如此的请说明原因。',
    thresholds: [percent('rise', '增长超过', 900), smallBase(10)],
  },
  {
    id: 'measure-suspect',
    name: '计量单位疑似用错',
    scope: 'history',
    severity: 'warn',
    explain: '与本单位上年同期（没有则上月）相差约一万倍，疑似把元填成万元或相反。',
    message:
      '{cell}“{name}”是{value}{measure}，{when}是{base}{measure}，相差约{factor}倍。是否把元当成了万元（或相反）？请核实。',
    asks: '请按表头的计量单位填写（元与万元相差一万倍）。',
    thresholds: [{ id: 'times', label: '相差超过', measure: '倍', value: 5000, min: 10, max: 100_000_000 }],
  },
  {
    id: 'total-differs',
    name: '合计等于各单位之和',
    scope: 'table',
    severity: 'warn',
    explain: '合计行与各单位相加比较，不入库。',
    message:
      '{cell}合计行“{name}”是{value}，各单位相加是{expected}，相差{difference}。合计不入库，以各单位之和为准，请核实是哪个单位的数有误。',
    asks: '合计行应等于各单位之和。',
  },
  {
    id: 'missing-required',
    name: '应报指标齐全',
    scope: 'file',
    severity: 'warn',
    explain: '只对照报送任务：任务要求的指标在文件中没有数值。',
    message: '“{unit}”应报{due}项指标，还缺{count}项：{missing}。请补报，或说明不填的原因。',
    asks: '应报的指标请补报；不填的请说明原因。',
  },
  {
    id: 'second-version',
    name: '同一单位同一报表期再次报送',
    scope: 'file',
    severity: 'hint',
    explain: '该单位本期已接收过报表，内容不同的文件是更正。',
    message: '“{unit}”{period}的报表已在{date}接收过第{before}次（“{file}”），本文件是第{now}次。',
    asks: '',
  },
  {
    id: 'claim-differs',
    name: '上年同期与已存数一致',
    scope: 'history',
    severity: 'warn',
    explain: '报送的上年同期栏与已存的上年数比较；不同时以已存的为准，或作同口径调整。',
    message:
      '{cell}“{name}”的上年同期填的是{value}，已存的上年数是{expected}。以已存的为准，请核实上年数是否调整过；确属口径调整的，可选“同口径调整”，两个数都保留。',
    asks: '上年同期应与上年实际报送数一致；有调整的请说明。',
    fixed: true,
  },
  {
    id: 'claim-replaced',
    name: '与后一年报表的上年同期一致',
    scope: 'history',
    severity: 'warn',
    explain: '先收到后一年的报表、再收到本期的：本期数与那份报表的上年同期（上年末）栏比较；不同时以本期的为准。',
    message:
      '{cell}“{name}”是{value}，后一年报表的上年同期（上年末）栏填的是{expected}。以本表为准，同比随之改变，请核实哪一个有误。',
    asks: '与后一年报表的上年同期栏应一致；有调整的请说明。',
    fixed: true,
  },
  {
    id: 'year-end-differs',
    name: '上年末与已有数一致',
    scope: 'history',
    severity: 'warn',
    explain: '报送的上年末栏（存量指标）与已存的上年12月末数比较；没有存过的，与以前报表的上年末栏比较。',
    message: '{cell}“{name}”的上年末填的是{value}，已有的上年末数是{expected}。{advice}。',
    asks: '上年末应与上年12月末的数一致；有调整的请说明。',
    fixed: true,
  },
  {
    id: 'city-table-differs',
    name: '汇总表与单位自报一致',
    scope: 'table',
    severity: 'warn',
    explain: '汇总表不覆盖单位自己报的数，只作比较。',
    message:
      '{cell}“{unit}”的“{name}”是{value}，该单位自己报的是{expected}。汇总表不覆盖单位自报的数，请核实哪一个有误。',
    asks: '汇总表与单位自报数应一致。',
    fixed: true,
  },
  {
    id: 'duplicate-value',
    name: '同一数值填了两次',
    scope: 'file',
    severity: 'block',
    explain: '同一文件中同一指标填了两次且数值不同，都不采用。',
    message:
      '“{unit}”的“{name}”填了两次且数值不同（{one}为{oneText}，{other}为{otherText}），都没有采用。请核实后只保留一处。',
    asks: '同一指标只填一次，或两处数值相同。',
    fixed: true,
  },
  {
    id: 'text-in-number',
    name: '数字栏填了文字',
    scope: 'cell',
    severity: 'block',
    explain: '文字不会变成0，也不会被采用。',
    message: '{cell}“{name}”{what}。',
    asks: '此格应填阿拉伯数字，不填文字、约数或计量单位；没有发生填0，尚未统计留空。',
    fixed: true,
  },
  {
    id: 'duplicate-file',
    name: '文件重复',
    scope: 'file',
    severity: 'hint',
    explain: '同一批中内容完全相同的文件只接收一次。',
    message: '{what}',
    asks: '',
    fixed: true,
  },
  {
    id: 'file-received-before',
    name: '文件已接收过',
    scope: 'file',
    severity: 'hint',
    explain: '按文件内容（不是文件名）判断。',
    message: '{what}',
    asks: '',
    fixed: true,
  },
] as const satisfies readonly ShippedRule[];

/** A typing mistake in one would be a finding that nobody sees. */
export type RuleId = (typeof DECLARED)[number]['id'];

/** As the office has not changed them. */
export const SHIPPED_RULES: readonly CheckRule[] = DECLARED.map((rule: ShippedRule) => ({
  id: rule.id,
  name: rule.name,
  explain: rule.explain,
  scope: rule.scope,
  severity: rule.severity,
  message: rule.message,
  thresholds: [...(rule.thresholds ?? [])],
  enabled: true,
  fixed: rule.fixed ?? false,
  own: false,
  expression: null,
  changed: false,
}));

/** Rule id → 要求. */
export const ASKED_BY_RULE: ReadonlyMap<string, string> = new Map(DECLARED.map(({ id, asks }) => [id, asks]));
