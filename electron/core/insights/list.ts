// insights.list: sentences of a period with the officer's decisions. A decision holds for the facts it was made on: when they
// change, a release lapses (back to 内部参考) and own wording is flagged, never silently used.

import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { marksOf, ruleChanges } from '../store/insight-store.js';
import { insightInput } from './insight-input.js';
import { factLines, type Insight, type InsightRule } from '../../../shared/insights/define.js';
import { evaluateInsights } from '../../../shared/insights/evaluate.js';
import { INSIGHT_RULES } from '../../../shared/insights/shipped-rules.js';
import type { Period } from '../../../shared/model/period.js';

export function insightRules(ctx: Pick<Ctx, 'store'>): InsightRule[] {
  const changes = ruleChanges(ctx.store);
  return INSIGHT_RULES.map((rule) => {
    const change = changes.get(rule.id);
    if (!change) return rule;
    return {
      ...rule,
      enabled: change.enabled ?? rule.enabled,
      codes: change.codes ?? rule.codes,
      places: change.places ?? rule.places,
      thresholds: rule.thresholds.map((one) => ({ ...one, value: change.thresholds?.[one.id] ?? one.value })),
      templates: rule.templates.map((one) => ({ ...one, text: change.templates?.[one.id] || one.text })),
      changed: true,
    };
  });
}

export function listInsights(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): Insight[] {
  const rules = insightRules(ctx);
  const ruleNames = new Map(rules.map((rule) => [rule.id, rule.name]));
  const input = insightInput(ctx, period);
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator.name]));
  const marks = marksOf(ctx.store, period);
  return evaluateInsights(input, rules).map((draft): Insight => {
    const mark = marks.get(draft.key);
    const lines = factLines(draft);
    const isStale = mark !== undefined && JSON.stringify(mark.facts) !== JSON.stringify(lines);
    const status = mark?.status ?? '';
    return {
      ...draft,
      ruleName: ruleNames.get(draft.rule) ?? '',
      indicator: indicators.get(draft.code) ?? '',
      use: useOf(status, draft.named.length > 0, isStale, mark !== undefined && mark.words !== ''),
      status,
      words: mark?.words ?? '',
      stale: isStale,
      factsThen: isStale ? mark.facts : [],
      namedUnits: draft.named.map((id) => input.unitNames.get(id) ?? ''),
      decidedAt: mark?.at ?? '',
      decidedBy: mark?.operator ?? '',
    };
  });
}

/**
 * Unfavourable names are internal until released, and internal again when the facts of the release have changed. So is own wording
 * whose facts have changed: it may state numbers that no longer hold.
 */
function useOf(status: Insight['status'], isNaming: boolean, isStale: boolean, isOwnWording: boolean): Insight['use'] {
  if (status === 'hidden') return 'hidden';
  if (status === 'internal' || (isStale && isOwnWording)) return 'internal';
  if (!isNaming) return 'circulate';
  return status === 'circulate' && !isStale ? 'circulate' : 'internal';
}
