// SQL of 分析提示: rules the office changed, and decisions about single insights of a period.

import type { InsightStatus } from '../../../shared/insights/define.js';
import { periodToInt, type Period } from '../../../shared/model/period.js';
import type { Store } from './store.js';

export interface RuleChange {
  enabled?: boolean | undefined;
  codes?: string[] | undefined;
  places?: string[] | undefined;
  thresholds?: Record<string, string> | undefined;
  templates?: Record<string, string> | undefined;
}

export function ruleChanges(store: Store): Map<string, RuleChange> {
  const rows = store.db.prepare('SELECT id, definition FROM insight_rule').all() as {
    id: string;
    definition: string;
  }[];
  return new Map(rows.map((row) => [row.id, JSON.parse(row.definition) as RuleChange]));
}

/** Null sets a rule back to how it was shipped. Call inside write(). */
export function saveRuleChange(store: Store, id: string, change: RuleChange | null): void {
  if (change === null) store.db.prepare('DELETE FROM insight_rule WHERE id = ?').run(id);
  else
    store.db
      .prepare(
        'INSERT INTO insight_rule (id, definition) VALUES (?, ?) ON CONFLICT DO UPDATE SET definition = excluded.definition',
      )
      .run(id, JSON.stringify(change));
}

export interface InsightMark {
  key: string;
  status: InsightStatus;
  words: string;
  /** Lines of the facts that the decision was made on. */
  facts: string[];
  at: string;
  operator: string;
}

export function marksOf(store: Store, period: Period): Map<string, InsightMark> {
  const rows = store.db
    .prepare('SELECT key, status, words, facts, at, operator FROM insight_mark WHERE period = ?')
    .all(periodToInt(period)) as (Omit<InsightMark, 'facts'> & { facts: string })[];
  return new Map(rows.map((row) => [row.key, { ...row, facts: JSON.parse(row.facts) as string[] }]));
}

/** A decision without status and words is none. Call inside write(). */
export function saveMark(store: Store, period: Period, mark: InsightMark): void {
  if (mark.status === '' && mark.words === '')
    store.db.prepare('DELETE FROM insight_mark WHERE period = ? AND key = ?').run(periodToInt(period), mark.key);
  else
    store.db
      .prepare(
        `INSERT INTO insight_mark (period, key, status, words, facts, at, operator)
         VALUES (:period, :key, :status, :words, :facts, :at, :operator)
         ON CONFLICT DO UPDATE SET status = excluded.status, words = excluded.words, facts = excluded.facts,
           at = excluded.at, operator = excluded.operator`,
      )
      .run({ ...mark, period: periodToInt(period), facts: JSON.stringify(mark.facts) });
}
