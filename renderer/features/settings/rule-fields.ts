// A rule as the fields of its form, and back. Pure.

import type { CheckRule, OwnExpression, OwnRuleDraft } from '../../../shared/checks/rule.js';
import type { Severity } from '../../../shared/import/plan.js';
import type { ExpressionKind } from './rule-words.js';

export interface RuleFields {
  name: string;
  kind: ExpressionKind;
  /** sum: the total. at-most: the larger one. Otherwise the indicator itself. */
  whole: string | undefined;
  parts: string[];
  left: string | undefined;
  against: 'last-year' | 'last-month';
  percent: number;
  severity: Severity;
  advice: string;
  enabled: boolean;
  thresholds: Record<string, number>;
}

const EMPTY: RuleFields = {
  name: '',
  kind: 'sum',
  whole: undefined,
  parts: [],
  left: undefined,
  against: 'last-year',
  percent: 50,
  severity: 'warn',
  advice: '',
  enabled: true,
  thresholds: {},
};

function ofExpression(expression: OwnExpression): Partial<RuleFields> {
  switch (expression.kind) {
    case 'sum':
      return { kind: 'sum', whole: expression.total, parts: expression.parts };
    case 'at-most':
      return { kind: 'at-most', left: expression.left, whole: expression.right };
    case 'not-below-last-month':
      return { kind: 'not-below-last-month', whole: expression.code };
    case 'change-within':
      return {
        kind: 'change-within',
        whole: expression.code,
        against: expression.against,
        percent: expression.percent,
      };
  }
}

export function fieldsOf(rule: CheckRule | null): RuleFields {
  if (rule === null) return EMPTY;
  return {
    ...EMPTY,
    name: rule.name,
    severity: rule.severity,
    advice: rule.own ? rule.explain : '',
    enabled: rule.enabled,
    thresholds: Object.fromEntries(rule.thresholds.map(({ id, value }) => [id, value])),
    ...(rule.expression ? ofExpression(rule.expression) : {}),
  };
}

function expressionOf(fields: RuleFields): OwnExpression {
  const whole = fields.whole ?? '';
  switch (fields.kind) {
    case 'sum':
      return { kind: 'sum', total: whole, parts: fields.parts };
    case 'at-most':
      return { kind: 'at-most', left: fields.left ?? '', right: whole };
    case 'not-below-last-month':
      return { kind: 'not-below-last-month', code: whole };
    case 'change-within':
      return { kind: 'change-within', code: whole, against: fields.against, percent: fields.percent };
  }
}

export function draftOf(fields: RuleFields): OwnRuleDraft {
  return {
    name: fields.name.trim(),
    severity: fields.severity,
    advice: fields.advice.trim(),
    expression: expressionOf(fields),
  };
}
