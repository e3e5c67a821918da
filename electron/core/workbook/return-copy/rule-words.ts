// 要求 in what goes back to a unit: what would be right, in one Chinese sentence for somebody who does not know this program. That of a
// check rule stands in its declaration (shared/checks/shipped-rules.ts); here is what reading asks for. Rules that officers add have
// none: their message says it all.

import { ASKED_BY_RULE } from '../../../../shared/checks/shipped-rules.js';

const ASKED_BY_READING: Readonly<Record<string, string>> = {
  'error-cell': '此格应是数字，不应是公式错误值（如#DIV/0!）。',
  'boolean-cell': '此格应填数字。',
  'date-cell': '此格应填数字，不应是日期；请检查单元格格式。',
  'scaled-format': '请把单元格格式改为常规或数值，并按表头的计量单位直接填数。',
  'struck-number': '作废的数请删除，改正的数请直接填写，不要用删除线。',
  'unseen-number': '请把单元格格式改为常规或数值；不报的数请清空。',
  'split-number': '请去掉数字中的千分位逗号，或改报.xlsx文件。',
  'formula-without-value': '公式应有计算结果；请在Excel或WPS中打开、重新计算并保存，或直接填数字。',
  'covered-value': '合并单元格只在左上角填一个数；请取消合并后分别填写。',
  'duplicate-unit': '同一填报单位只填一行。',
  'unknown-indicator': '请使用下发表样中的指标名称。',
  'numbers-not-read': '每个数字应有对应的指标名称和填报单位。',
  'unit-contradiction': '标题、填报单位栏应是同一个单位。',
  'unit-not-valid': '填报单位应是当期有效的单位名称。',
  'part-of-month': '应填到月末的数。',
  'estimate-stated': '应填实际完成数，不填预计数。',
  'value-disputed': '数值有出入的，请在数值栏改正。',
  'period-contradiction': '标题与表头的统计时间应一致。',
  'period-future': '统计时间应是已经到了的月份；请核对年份和月份。',
  'period-differs': '统计时间应与本次报送的时间一致。',
  'period-unusable': '请写明统计时间，如“2022年1—7月”。',
  'file.encrypted': '请取消打开密码后重新报送。',
  'file.damaged': '请用Excel或WPS打开后另存为.xlsx，再重新报送。',
};

/** 要求 of a finding, by its rule; '' where the message alone speaks. */
export function expectedOf(rule: string): string {
  return ASKED_BY_RULE.get(rule) ?? (Object.hasOwn(ASKED_BY_READING, rule) ? ASKED_BY_READING[rule]! : '');
}
