// What a check rule says, in words of the officer. Pure.

import type { CheckRule, OwnExpression, RuleScope, Threshold } from '../../../shared/checks/rule.js';

export const EXPRESSION_KINDS = ['sum', 'at-most', 'not-below-last-month', 'change-within'] as const;
export type ExpressionKind = (typeof EXPRESSION_KINDS)[number];

export const EXPRESSION_LABEL: Record<ExpressionKind, string> = {
  sum: '几项之和等于总数（A＋B＝C）',
  'at-most': '一项不大于另一项（A≤B）',
  'not-below-last-month': '不少于上月（A≥上月）',
  'change-within': '变化不超过界限（±x%）',
};

/** For a narrow column; the whole words are beside the rule that is current. */
export const SCOPE_SHORT: Record<RuleScope, string> = {
  cell: '单个数值',
  unit: '指标之间',
  history: '与以前比较',
  table: '合计与各行',
  file: '整个文件',
};

export const AGAINST_LABEL = { 'last-year': '上年同期', 'last-month': '上月' } as const;

/** 发明＋实用新型＝专利授权量 ; a code without a name stays visible as a code. */
export function expressionWords(expression: OwnExpression, nameOf: (code: string) => string): string {
  switch (expression.kind) {
    case 'sum':
      return `${expression.parts.map(nameOf).join('＋')}＝${nameOf(expression.total)}`;
    case 'at-most':
      return `${nameOf(expression.left)}≤${nameOf(expression.right)}`;
    case 'not-below-last-month':
      return `${nameOf(expression.code)}≥上月`;
    case 'change-within':
      return `${nameOf(expression.code)}比${AGAINST_LABEL[expression.against]}增减不超过${expression.percent}%`;
  }
}

/** 增长超过900%，下降超过80% */
export function thresholdWords(thresholds: readonly Threshold[]): string {
  return thresholds.map(({ label, value, measure }) => `${label}${value}${measure}`).join('，');
}

/** What no longer happens without the rule: said before it is switched off. */
export function switchOffWords(rule: CheckRule): string {
  const severity = {
    block: '它现在是“必改”：不符合的文件不能直接接收。',
    warn: '它现在是“需核实”：不符合的地方会提醒您看一眼。',
    hint: '它现在是“提示”。',
  };
  return `关闭后，导入时不再检查“${rule.name}”，这类错误会不声不响地进入数据。${severity[rule.severity]}已接收的数据不受影响，随时可以再打开。`;
}
