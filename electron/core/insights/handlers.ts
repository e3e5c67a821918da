// Calls of 分析提示.

import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { ruleChanges, saveMark, saveRuleChange } from '../store/insight-store.js';
import { write } from '../store/write.js';
import { insightInput } from './insight-input.js';
import { exportInsights } from './export.js';
import { insightRules, listInsights } from './list.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { factLines, type InsightRule } from '../../../shared/insights/define.js';
import { evaluateInsights } from '../../../shared/insights/evaluate.js';
import { TEMPLATES, templateProblem } from '../../../shared/insights/templates.js';
import { parseScaled } from '../../../shared/model/scaled-number.js';
import { plainNumberText } from '../../../shared/model/number-text.js';

export { exportInsights };

export function list(ctx: Ctx, { period }: ParsedParams<'insights.list'>): Result<'insights.list'> {
  return { insights: listInsights(ctx, period) };
}

const STATUS_WORD = { '': '取消处理', circulate: '用于通报', internal: '内部参考', hidden: '不采用' } as const;

export function mark(ctx: Ctx, params: ParsedParams<'insights.mark'>): Result<'insights.mark'> {
  const insight = listInsights(ctx, params.period).find((one) => one.key === params.key);
  if (!insight) throw new AppError('data.not-found', { what: '这条分析提示' }, { detail: params.key });
  const facts = factLines(insight);
  if (JSON.stringify(facts) !== JSON.stringify(params.facts))
    throw new AppError('data.stale', { what: '这条分析提示所依据的数据' });
  write(
    ctx.store,
    {
      kind: 'manual',
      label: `分析提示“${insight.ruleName}${insight.indicator === '' ? '' : ` · ${insight.indicator}`}”：${STATUS_WORD[params.status]}`,
      operator: ctx.operator,
      topics: ['checks', 'history'],
      detail: params.words === '' ? insight.sentence : params.words,
    },
    () =>
      saveMark(ctx.store, params.period, {
        key: params.key,
        status: params.status,
        words: params.words === insight.sentence ? '' : params.words,
        facts,
        at: ctx.store.now(),
        operator: ctx.operator,
      }),
  );
  return {};
}

export function rules(ctx: Ctx, _params: ParsedParams<'insights.rules'>): Result<'insights.rules'> {
  return { rules: insightRules(ctx) };
}

function ruleOf(ctx: Ctx, id: string): InsightRule {
  const rule = insightRules(ctx).find((one) => one.id === id);
  if (!rule) throw new AppError('data.not-found', { what: '提示规则' }, { detail: id });
  return rule;
}

/** The final stop is always added. */
function withoutStop(text: string): string {
  return text.trim().replace(/[。．.]+$/, '');
}

/** Own wordings that differ from the shipped ones; those that do not are none. */
function templatesOf(kind: InsightRule['kind'], texts: Record<string, string>): { templates?: Record<string, string> } {
  const own = Object.entries(texts)
    .map(([id, text]) => [id, withoutStop(text)] as const)
    .filter(([id, text]) => text !== '' && text !== TEMPLATES[kind].find((one) => one.id === id)?.text);
  return { templates: Object.fromEntries(own) };
}

/** What a wording would say with the facts of a period; stores nothing. */
export function tryTemplate(
  ctx: Ctx,
  { period, id, template, text }: ParsedParams<'insights.try-template'>,
): Result<'insights.try-template'> {
  const rule = ruleOf(ctx, id);
  const known = TEMPLATES[rule.kind].find((one) => one.id === template);
  if (!known) throw new AppError('data.not-found', { what: '这个句式' }, { detail: template });
  const wording = text.trim() === '' ? known.text : withoutStop(text);
  const problem = templateProblem(known, wording);
  if (problem !== '') return { problem, sentences: [] };
  const templates = rule.templates.map((one) => (one.id === template ? { ...one, text: wording } : one));
  const drafts = evaluateInsights(insightInput(ctx, period), [{ ...rule, enabled: true, templates }]);
  const plain = evaluateInsights(insightInput(ctx, period), [
    { ...rule, enabled: true, templates: templates.map((one) => (one.id === template ? { ...one, text: MARK } : one)) },
  ]);
  // Only those that this wording says; a kind may have others.
  const sentences = drafts.filter((_, index) => plain[index]?.sentence.startsWith(MARK)).map((one) => one.sentence);
  return { problem: '', sentences: sentences.slice(0, MOST_TRIED) };
}
const MARK = '\u0001';
const MOST_TRIED = 3;

export function saveRule(ctx: Ctx, { id, change }: ParsedParams<'insights.save-rule'>): Result<'insights.save-rule'> {
  const rule = ruleOf(ctx, id);
  const codes = new Set(listIndicators(ctx.store).map((indicator) => indicator.code));
  for (const code of change?.codes ?? [])
    if (!codes.has(code)) throw new AppError('data.not-found', { what: `指标${code}` });
  for (const [key, value] of Object.entries(change?.thresholds ?? {})) {
    const threshold = rule.thresholds.find((one) => one.id === key);
    const number = parseScaled(plainNumberText(value), 4);
    if (!threshold || number === null || number < 0n)
      throw new AppError('input.invalid', {
        what: threshold
          ? `“${threshold.label}”填的是“${value}”，应填不小于0、最多4位小数的数（${threshold.measure}）`
          : '没有这个界限',
      });
    if (threshold.measure === '年' && (number % 10_000n !== 0n || number < 20_000n))
      throw new AppError('input.invalid', { what: `“${threshold.label}”应为不小于2的整数` });
  }
  for (const [key, text] of Object.entries(change?.templates ?? {})) {
    const known = TEMPLATES[rule.kind].find((one) => one.id === key);
    const problem = known ? (text === '' ? '' : templateProblem(known, withoutStop(text))) : '没有这个句式';
    if (problem !== '') throw new AppError('input.invalid', { what: `“${rule.name}”的句式：${problem}` });
  }
  write(
    ctx.store,
    {
      kind: 'rules',
      label: `${change === null ? '恢复' : '修改'}提示规则“${rule.name}”`,
      operator: ctx.operator,
      topics: ['checks', 'history'],
    },
    () => {
      const before = ruleChanges(ctx.store).get(id) ?? {};
      saveRuleChange(
        ctx.store,
        id,
        change === null
          ? null
          : {
              ...before,
              ...change,
              thresholds: { ...before.thresholds, ...change.thresholds },
              ...templatesOf(rule.kind, { ...before.templates, ...change.templates }),
            },
      );
    },
  );
  return { rule: ruleOf(ctx, id) };
}
