// What a check rule is (审核规则): data that the officer can read, switch off, sharpen, and add to. The shipped ones are in
// shipped-rules.ts; the office's changes and own rules live in the store (check_rule). Not here: how they run (core/workbook/4-validate).

import { z } from 'zod';

import { SEVERITIES } from '../import/plan.js';

/** What a rule looks at, in the words of the settings page. */
const RULE_SCOPES = ['cell', 'unit', 'history', 'table', 'file'] as const;
export type RuleScope = (typeof RULE_SCOPES)[number];
export const SCOPE_LABEL: Record<RuleScope, string> = {
  cell: '单个数值',
  unit: '同一填报单位的指标之间',
  history: '与上月、上年比较',
  table: '合计与各单位之间',
  file: '整个文件',
};

const thresholdSchema = z.object({
  id: z.string(),
  label: z.string(), //              增长超过
  measure: z.string(), //            %, 倍, 件 …
  value: z.number(),
  min: z.number(),
  max: z.number(),
});
export type Threshold = z.infer<typeof thresholdSchema>;

const code = z.string().regex(/^[A-Z]\d{2}[a-z]?$/);

/** Rules that an officer can add without writing a formula. */
const ownExpressionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sum'), total: code, parts: z.array(code).min(2).max(10) }), //   A + B (+ C) = D
  z.object({ kind: z.literal('at-most'), left: code, right: code }), //                        A ≤ B
  z.object({ kind: z.literal('not-below-last-month'), code }), //                              A ≥ 上月
  z.object({
    kind: z.literal('change-within'), //                                                       A within ± x %
    code,
    against: z.enum(['last-year', 'last-month']),
    percent: z.number().min(0).max(1_000_000),
  }),
]);
export type OwnExpression = z.infer<typeof ownExpressionSchema>;

export const ownRuleDraftSchema = z.object({
  name: z.string().trim().min(1).max(60),
  severity: z.enum(SEVERITIES),
  expression: ownExpressionSchema,
  /** Added to the generated sentence: what the unit should do. */
  advice: z.string().max(200).default(''),
});
export type OwnRuleDraft = z.infer<typeof ownRuleDraftSchema>;

export const checkRuleSchema = z.object({
  id: z.string(),
  name: z.string(),
  explain: z.string(), //            what it compares, one sentence
  scope: z.enum(RULE_SCOPES),
  severity: z.enum(SEVERITIES),
  message: z.string(), //            template with {placeholders}
  thresholds: z.array(thresholdSchema),
  enabled: z.boolean(),
  /** Part of reading itself (text is never a number): shown, never switched off or softened. */
  fixed: z.boolean(),
  own: z.boolean(),
  expression: ownExpressionSchema.nullable(), // own rules only
  changed: z.boolean(), //           differs from how it was shipped
});
export type CheckRule = z.infer<typeof checkRuleSchema>;

/** What the store keeps of a shipped rule that the officer changed. */
export const ruleChangeSchema = z.object({
  severity: z.enum(SEVERITIES).optional(),
  enabled: z.boolean().optional(),
  thresholds: z.record(z.string(), z.number()).optional(),
});
export type RuleChange = z.infer<typeof ruleChangeSchema>;

/** Fills {placeholders}; an unknown one stays visible. 相差 is how much, not which way: that the two numbers beside it show. */
export function fillMessage(template: string, params: Readonly<Record<string, string>>): string {
  return template
    .replaceAll('相差{difference}', `相差${(params['difference'] ?? '{difference}').replace(/^[-−]/, '')}`)
    .replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? params[name]! : whole));
}
