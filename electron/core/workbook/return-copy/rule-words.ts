// What a rule asks for, in one Chinese sentence for the column 要求: the district should know what would be right without
// knowing this program. Rules that officers add are not here: their message says it all.

const EXPECTED: Record<string, string> = {
  'text-in-number': '此格应填阿拉伯数字，不填文字、约数或单位；没有发生填0，尚未统计留空。',
  'error-cell': '此格应是数字，不应是公式错误值（如#DIV/0!）。',
  'boolean-cell': '此格应填数字。',
  'date-cell': '此格应填数字，不应是日期；请检查单元格格式。',
  'scaled-format': '请把单元格格式改为常规或数值，并按表头的计量单位直接填数。',
  'struck-number': '作废的数请删除，改正的数请直接填写，不要用删除线。',
  'unseen-number': '请把单元格格式改为常规或数值；不报的数请清空。',
  'split-number': '请去掉数字中的千分位逗号，或改报.xlsx文件。',
  'formula-without-value': '公式应有计算结果；请在Excel或WPS中打开、重新计算并保存，或直接填数字。',
  'formula-stale': '公式的结果应与表中的数一致；请在Excel或WPS中打开、重新计算并保存，或直接填数字。',
  'covered-value': '合并单元格只在左上角填一个数；请取消合并后分别填写。',
  'sum-of-parts': '各分项之和应等于合计数。',
  'part-exceeds-whole': '其中数不能大于总数。',
  negative: '件数、金额不应为负数。',
  'duplicate-value': '同一指标只填一次，或两处数值相同。',
  'duplicate-unit': '同一填报单位只填一行。',
  'ratio-over-100': '占比不应超过100%；请核对分子和分母。',
  'ratio-differs': '比率应等于分子÷分母的计算结果（四舍五入）。',
  'change-differs': '同比应等于（本期－上年同期）÷上年同期。',
  'difference-differs': '增减量应等于本期减上年同期。',
  'completion-differs': '完成率应等于本期÷目标。',
  'claim-replaced': '与后一年报表的上年同期栏应一致；有调整的请说明。',
  'total-differs': '合计行应等于各单位之和。',
  'cumulative-falls': '累计数一般不小于上月累计；如是更正，请说明原因。',
  'copied-from-last-month': '应填本期的累计数；确实没有新发生的，请说明。',
  'month-exceeds-cumulative': '本月数不应大于累计数。',
  'stored-sums-differ': '各月（季度）的数相加应等于累计数；如有更正，请说明是哪一个。',
  'month-differs': '本月数应等于累计数减上月累计数。',
  'large-change': '与上年同期相差很大；请核实，确实如此的请说明原因。',
  'measure-suspect': '请按表头的计量单位填写（元与万元相差一万倍）。',
  'claim-differs': '上年同期应与上年实际报送数一致；有调整的请说明。',
  'city-table-differs': '汇总表与单位自报数应一致。',
  'unknown-indicator': '请使用下发表样中的指标名称。',
  'numbers-not-read': '每个数字应有对应的指标名称和填报单位。',
  'unit-contradiction': '标题、填报单位栏应是同一个单位。',
  'unit-not-valid': '填报单位应是当期有效的单位名称。',
  'part-of-month': '应填到月末的数。',
  'estimate-stated': '应填实际完成数，不填预计数。',
  'period-contradiction': '标题与表头的统计时间应一致。',
  'period-future': '统计时间应是已经到了的月份；请核对年份和月份。',
  'period-differs': '统计时间应与本次报送的时间一致。',
  'period-unusable': '请写明统计时间，如“2022年1—7月”。',
  'file.encrypted': '请取消打开密码后重新报送。',
  'file.damaged': '请用Excel或WPS打开后另存为.xlsx，再重新报送。',
};

/** 要求 of a rule; '' where the message alone speaks. */
export function expectedOf(rule: string): string {
  return Object.hasOwn(EXPECTED, rule) ? EXPECTED[rule]! : '';
}
