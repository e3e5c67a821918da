// Calls of rules and waivers.

import { fileInWords } from '../../../shared/model/file-ref.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { type CheckRule, type OwnExpression, type OwnRuleDraft } from '../../../shared/checks/rule.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { conversionPower } from '../../../shared/indicators/measures.js';
import { isPeriod } from '../../../shared/model/period.js';
import type { Ctx } from '../context.js';
import {
  addWaiver,
  changeRule,
  listRules,
  listWaivers,
  removeRule,
  removeWaiver,
  saveOwnRule,
} from '../store/check-store.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { getSettings, saveSettings } from '../store/settings-store.js';
import { write } from '../store/write.js';
import { getPlanFile } from './plan-store.js';
import { answerFile } from './answer-files.js';

function rulesOf(ctx: Ctx): CheckRule[] {
  return listRules(ctx.store, getSettings(ctx.store).warnChangePercent);
}

export function ruleList(ctx: Ctx): Result<'rules.list'> {
  return { rules: rulesOf(ctx) };
}

function ruleOf(ctx: Ctx, id: string): CheckRule {
  const rule = rulesOf(ctx).find((candidate) => candidate.id === id);
  if (!rule) throw new AppError('data.not-found', { what: '审核规则' }, { detail: id });
  return rule;
}

export function ruleSave(ctx: Ctx, params: ParsedParams<'rules.save'>): Result<'rules.save'> {
  const rule = ruleOf(ctx, params.id);
  if (rule.fixed) throw new AppError('input.invalid', { what: `“${rule.name}”是读取文件的基本要求，不能关闭或改动` });
  for (const [id, value] of Object.entries(params.thresholds ?? {})) {
    const threshold = rule.thresholds.find((candidate) => candidate.id === id);
    if (!threshold || value < threshold.min || value > threshold.max)
      throw new AppError('input.invalid', {
        what: threshold ? `“${threshold.label}”应在${threshold.min}到${threshold.max}之间` : '没有这个界限',
      });
  }
  const rise = params.id === 'large-change' ? params.thresholds?.['rise'] : undefined;
  if (rise !== undefined && !Number.isInteger(rise)) throw new AppError('input.invalid', { what: '请填整数百分比' });
  if (params.own) checkDraft(ctx, params.own);
  if (params.own && !rule.own) throw new AppError('input.invalid', { what: `“${rule.name}”不是本单位自定的规则` });
  inRules(ctx, `修改审核规则“${rule.name}”`, () => {
    if (params.own) saveOwnRule(ctx.store, rule.id, params.own, params.enabled ?? rule.enabled);
    else {
      const { rise: _setting, ...thresholds } = params.thresholds ?? {};
      if (rise !== undefined) saveSettings(ctx.store, { warnChangePercent: rise });
      const kept = rise === undefined ? params.thresholds : thresholds;
      changeRule(ctx.store, rule, { ...params, thresholds: kept });
    }
  });
  return { rule: ruleOf(ctx, params.id) };
}

export function ruleAdd(ctx: Ctx, params: ParsedParams<'rules.add'>): Result<'rules.add'> {
  checkDraft(ctx, params.rule);
  const id = inRules(ctx, `新增审核规则“${params.rule.name}”`, () => saveOwnRule(ctx.store, null, params.rule, true));
  return { rule: ruleOf(ctx, id) };
}

export function ruleRemove(ctx: Ctx, params: ParsedParams<'rules.remove'>): Result<'rules.remove'> {
  const rule = ruleOf(ctx, params.id);
  inRules(ctx, rule.own ? `删除审核规则“${rule.name}”` : `恢复审核规则“${rule.name}”`, () => {
    removeRule(ctx.store, params.id);
    const shipped = rule.thresholds.some((threshold) => threshold.id === 'rise') && rule.id === 'large-change';
    if (shipped) ctx.store.db.prepare("DELETE FROM setting WHERE key = 'warnChangePercent'").run();
  });
  return {};
}

function inRules<T>(ctx: Ctx, label: string, fn: () => T): T {
  return write(
    ctx.store,
    { kind: 'rules', label, operator: ctx.operator, topics: ['checks', 'settings', 'history'] },
    fn,
  );
}

function codesOf(expression: OwnExpression): string[] {
  switch (expression.kind) {
    case 'sum':
      return [expression.total, ...expression.parts];
    case 'at-most':
      return [expression.left, expression.right];
    case 'not-below-last-month':
    case 'change-within':
      return [expression.code];
  }
}

/** A rule that could never be computed is refused when it is written, not ignored when it runs. */
function checkDraft(ctx: Ctx, draft: OwnRuleDraft): void {
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator]));
  const codes = codesOf(draft.expression);
  const found: StoredIndicator[] = codes.map((code) => {
    const indicator = indicators.get(code);
    if (!indicator) throw new AppError('data.not-found', { what: `指标${code}` });
    return indicator;
  });
  if (new Set(codes).size !== codes.length) throw new AppError('input.invalid', { what: '同一个指标用了两次' });
  const other = found.find((indicator) => conversionPower(indicator.measure, found[0]!.measure) === null);
  if (other)
    throw new AppError('input.invalid', {
      what: `“${other.name}”的计量单位是${other.measure}，不能与“${found[0]!.name}”（${found[0]!.measure}）相加或比较`,
    });
  const ratio = found.find((indicator) => indicator.kind === 'ratio' && indicator.numerator !== null);
  if (ratio) throw new AppError('input.invalid', { what: `“${ratio.name}”由程序计算，不用另设规则` });
}

/** Unit, indicator and period out of an issue key: rule|unit|code|period|basis|figure. */
function subjectOf(key: string): { unitId: number | null; code: string; period: string | null } {
  const [, unit = '', code = '', period = ''] = key.split('|');
  return { unitId: /^\d+$/.test(unit) ? Number(unit) : null, code, period: isPeriod(period) ? period : null };
}

export async function waiverAdd(ctx: Ctx, params: ParsedParams<'waivers.add'>): Promise<Result<'waivers.add'>> {
  const { header } = getPlanFile(ctx.store, params.planId, params.index);
  if (header.status === 'imported') throw new AppError('data.stale', { what: '这个文件已经接收' });
  const issue = header.issues.find((candidate) => candidate.key === params.key);
  if (!issue) throw new AppError('data.not-found', { what: '这个审核问题' });
  if (issue.canWaive !== true)
    throw new AppError('input.invalid', { what: '这一处没有可用的数值，不能核实通过，请退回改正' });
  const { unitId, code, period } = subjectOf(params.key);
  const indicator = listIndicators(ctx.store).find((candidate) => candidate.code === code);
  const isKnownUnit =
    unitId !== null && ctx.store.db.prepare('SELECT 1 FROM reporting_unit WHERE id = ?').get(unitId) !== undefined;
  write(
    ctx.store,
    {
      kind: 'waiver',
      label: `核实通过：“${fileInWords(header.file)}”${issue.cell ?? ''}`,
      operator: ctx.operator,
      topics: ['checks', 'imports', 'history'],
      detail: `${issue.message} —— ${params.reason}`,
    },
    () =>
      addWaiver(ctx.store, {
        key: params.key,
        figures: issue.figures ?? '',
        rule: issue.rule,
        unitId: isKnownUnit ? unitId : null,
        indicatorId: indicator?.id ?? null,
        period,
        message: issue.message,
        reason: params.reason,
        operator: ctx.operator,
      }),
  );
  return answerFile(ctx, params.planId, params.index, {});
}

export async function waiverRemove(
  ctx: Ctx,
  params: ParsedParams<'waivers.remove'>,
): Promise<Result<'waivers.remove'>> {
  write(
    ctx.store,
    { kind: 'waiver', label: '取消核实通过', operator: ctx.operator, topics: ['checks', 'imports', 'history'] },
    () => {
      if (!removeWaiver(ctx.store, params.id)) throw new AppError('data.not-found', { what: '核实通过的记录' });
    },
  );
  const { planId, index } = params;
  return { file: planId === undefined || index === undefined ? null : await answerFile(ctx, planId, index, {}) };
}

export function waiverList(ctx: Ctx, params: ParsedParams<'waivers.list'>): Result<'waivers.list'> {
  const rules = new Map(rulesOf(ctx).map((rule) => [rule.id, rule.name]));
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.id, indicator.name]));
  const filter = {
    ...(params.unitId === undefined ? {} : { unitId: params.unitId }),
    ...(params.period === undefined ? {} : { period: params.period }),
  };
  return {
    waivers: listWaivers(ctx.store, filter).map(({ indicatorId, ...waiver }) => ({
      ...waiver,
      ruleName: rules.get(waiver.rule) ?? waiver.rule,
      indicator: indicatorId === null ? '' : (indicators.get(indicatorId) ?? ''),
    })),
  };
}
