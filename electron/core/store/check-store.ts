// SQL of check rules and waivers: what the office changed of the shipped rules, its own rules, and issues accepted with a reason.

import { randomUUID } from 'node:crypto';

import {
  ownRuleDraftSchema,
  ruleChangeSchema,
  type CheckRule,
  type OwnExpression,
  type OwnRuleDraft,
  type RuleChange,
  type RuleScope,
} from '../../../shared/checks/rule.js';
import { SHIPPED_RULES } from '../../../shared/checks/shipped-rules.js';
import type { IssueWaiver } from '../../../shared/import/plan.js';
import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import type { Store } from './store.js';

interface OwnRow extends OwnRuleDraft {
  enabled: boolean;
}

/** All rules in force, shipped ones with the office's changes, own ones after them. `warnChangePercent`: an office setting. */
export function listRules(store: Store, warnChangePercent: number): CheckRule[] {
  const stored = store.db.prepare('SELECT id, own, definition FROM check_rule ORDER BY id').all() as {
    id: string;
    own: number;
    definition: string;
  }[];
  const changes = new Map(stored.filter((row) => row.own === 0).map((row) => [row.id, readChange(row.definition)]));
  const shipped = SHIPPED_RULES.map((rule) => withChange(rule, changes.get(rule.id) ?? {}, warnChangePercent));
  const own = stored.flatMap((row) => {
    const rule = row.own === 1 ? readOwn(row.definition) : null;
    return rule ? [ownRule(row.id, rule)] : [];
  });
  return [...shipped, ...own];
}

function withChange(rule: CheckRule, change: RuleChange, warnChangePercent: number): CheckRule {
  const thresholds = rule.thresholds.map((threshold) => {
    // One number, two pages: the limit of the settings is this rule's limit.
    const isSetting = rule.id === 'large-change' && threshold.id === 'rise';
    return {
      ...threshold,
      value: isSetting ? warnChangePercent : (change.thresholds?.[threshold.id] ?? threshold.value),
    };
  });
  const result: CheckRule = {
    ...rule,
    severity: change.severity ?? rule.severity,
    enabled: change.enabled ?? rule.enabled,
    thresholds,
  };
  const isChanged =
    result.severity !== rule.severity ||
    result.enabled !== rule.enabled ||
    thresholds.some((threshold, index) => threshold.value !== rule.thresholds[index]!.value);
  return { ...result, changed: isChanged };
}

const OWN_SCOPE: Record<OwnExpression['kind'], RuleScope> = {
  sum: 'unit',
  'at-most': 'unit',
  'not-below-last-month': 'history',
  'change-within': 'history',
};

const OWN_MESSAGE: Record<OwnExpression['kind'], string> = {
  sum: '{cell}“{name}”是{value}，而{parts} = {expected}，相差{difference}。',
  'at-most': '{cell}“{name}”是{value}，大于{where}“{whole}”{expected}。',
  'not-below-last-month': '{cell}“{name}”是{value}，比上月{expected}少。',
  'change-within': '{cell}“{name}”是{value}，{when}是{base}，{direction}超过{limit}%。',
};

function ownRule(id: string, rule: OwnRow): CheckRule {
  const { kind } = rule.expression;
  return {
    id,
    name: rule.name,
    explain: rule.advice,
    scope: OWN_SCOPE[kind],
    severity: rule.severity,
    message: `${OWN_MESSAGE[kind]}不符合审核规则“${rule.name}”，${rule.advice || '请核实。'}`,
    thresholds: [],
    enabled: rule.enabled,
    fixed: false,
    own: true,
    expression: rule.expression,
    changed: false,
  };
}

function readChange(json: string): RuleChange {
  return ruleChangeSchema.safeParse(parse(json)).data ?? {};
}

/** A broken own rule is left out: it must not keep files from being read. */
function readOwn(json: string): OwnRow | null {
  const raw = parse(json);
  const draft = ownRuleDraftSchema.safeParse(raw).data;
  return draft ? { ...draft, enabled: (raw as { enabled?: unknown }).enabled !== false } : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

/** Changes a shipped or own rule; call inside write(). */
export function changeRule(store: Store, rule: CheckRule, change: RuleChange): void {
  const row = store.db.prepare('SELECT definition FROM check_rule WHERE id = ?').get(rule.id) as
    | { definition: string }
    | undefined;
  const before = row === undefined ? {} : ((parse(row.definition) ?? {}) as Record<string, unknown>);
  const thresholds = { ...(before['thresholds'] as Record<string, number> | undefined), ...change.thresholds };
  const definition = {
    ...before,
    ...(change.severity === undefined ? {} : { severity: change.severity }),
    ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
    ...(Object.keys(thresholds).length === 0 ? {} : { thresholds }),
  };
  store.db
    .prepare(
      `INSERT INTO check_rule (id, own, definition) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET definition = excluded.definition`,
    )
    .run(rule.id, rule.own ? 1 : 0, JSON.stringify(definition));
}

/** Adds an own rule, or replaces one; call inside write(). */
export function saveOwnRule(store: Store, id: string | null, draft: OwnRuleDraft, enabled: boolean): string {
  // Random, because an id that is used again for another rule would block a redo.
  const ruleId = id ?? `own-${randomUUID().slice(0, 8)}`;
  store.db
    .prepare(
      `INSERT INTO check_rule (id, own, definition) VALUES (?, 1, ?)
       ON CONFLICT (id) DO UPDATE SET definition = excluded.definition`,
    )
    .run(ruleId, JSON.stringify({ ...draft, enabled }));
  return ruleId;
}

/** Takes an own rule out, or sets a shipped one back; call inside write(). */
export function removeRule(store: Store, id: string): void {
  store.db.prepare('DELETE FROM check_rule WHERE id = ?').run(id);
}

export interface StoredWaiver extends IssueWaiver {
  id: number;
  key: string;
  figures: string;
  rule: string;
  unitId: number | null;
  unit: string;
  indicatorId: number | null;
  period: Period | null;
  message: string;
}

interface WaiverRow {
  id: number;
  issue_key: string;
  figures: string;
  rule: string;
  unit_id: number | null;
  unit: string | null;
  indicator_id: number | null;
  period: number | null;
  message: string;
  reason: string;
  operator: string;
  at: string;
}

export function listWaivers(store: Store, filter: { unitId?: number; period?: Period } = {}): StoredWaiver[] {
  const rows = store.db
    .prepare(
      `SELECT w.*, u.name AS unit FROM waiver w LEFT JOIN reporting_unit u ON u.id = w.unit_id
       WHERE (:unitId IS NULL OR w.unit_id = :unitId) AND (:period IS NULL OR w.period = :period) ORDER BY w.id DESC`,
    )
    .all({
      unitId: filter.unitId ?? null,
      period: filter.period === undefined ? null : periodToInt(filter.period),
    }) as WaiverRow[];
  return rows.map((row) => ({
    id: row.id,
    key: row.issue_key,
    figures: row.figures,
    rule: row.rule,
    unitId: row.unit_id,
    unit: row.unit ?? '',
    indicatorId: row.indicator_id,
    period: row.period === null ? null : periodFromInt(row.period),
    message: row.message,
    reason: row.reason,
    operator: row.operator,
    at: row.at,
  }));
}

/** Waiver in force for a finding on exactly these figures. */
export function waiverLookup(store: Store): (key: string, figures: string) => IssueWaiver | undefined {
  const find = store.db.prepare('SELECT reason, operator, at FROM waiver WHERE issue_key = ? AND figures = ?');
  return (key, figures) => find.get(key, figures) as IssueWaiver | undefined;
}

/** Keeps a waiver; a second one for the same figures replaces the reason. Call inside write(). */
export function addWaiver(store: Store, waiver: Omit<StoredWaiver, 'id' | 'unit' | 'at'>): void {
  store.db
    .prepare(
      `INSERT INTO waiver (issue_key, figures, rule, unit_id, indicator_id, period, message, reason, operator, at)
       VALUES (:key, :figures, :rule, :unitId, :indicatorId, :period, :message, :reason, :operator, :at)
       ON CONFLICT (issue_key, figures) DO UPDATE SET reason = excluded.reason, operator = excluded.operator, at = excluded.at`,
    )
    .run({ ...waiver, period: waiver.period === null ? null : periodToInt(waiver.period), at: store.now() });
}

export function removeWaiver(store: Store, id: number): boolean {
  return store.db.prepare('DELETE FROM waiver WHERE id = ?').run(id).changes > 0;
}
