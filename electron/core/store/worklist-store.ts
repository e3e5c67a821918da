// SQL of 企业清单 and of the balances of budgets: reads across ledgers and the enterprise register. What the lists mean:
// shared/ledgers/worklists.ts.

import { VISITS } from '../../../shared/ledgers/service.js';
import { ABOVE_SCALE, SPRING, type Worklist } from '../../../shared/ledgers/worklists.js';
import type { Store } from './store.js';

export interface WorklistRow {
  id: number;
  name: string;
  unitId: number | null;
  unit: string;
  industry: string;
  count: number;
  since: string | null;
  lastVisit: string | null;
}

const HOLDS_INVENTION = `EXISTS (SELECT 1 FROM ledger_patent p WHERE p.enterprise_id = e.id AND p.kind = '发明专利'
  AND coalesce(p.arrived_on, p.granted_on) <= :to AND (p.status = '有效' OR p.ended_on IS NOT NULL)
  AND (p.ended_on IS NULL OR p.ended_on >= :to) AND (p.left_on IS NULL OR p.left_on >= :to))`;
const HOLDS_MARK = `EXISTS (SELECT 1 FROM ledger_trademark m WHERE m.enterprise_id = e.id AND m.registered_on <= :to
  AND (m.valid_to IS NULL OR m.valid_to >= :to) AND (m.cancelled_on IS NULL OR m.cancelled_on > :to))`;
const IS_ABOVE_SCALE = `EXISTS (SELECT 1 FROM json_each(e.tags) tag WHERE tag.value = '${ABOVE_SCALE}')`;
/** A call on the telephone is no visit. */
const IS_VISIT = `s.form IN (${VISITS.map((form) => `'${form}'`).join(', ')})`;
const LAST_VISIT = `(SELECT max(s.visited_on) FROM ledger_service s WHERE s.enterprise_id = e.id AND s.visited_on <= :to AND ${IS_VISIT})`;
/** Grants of the quarter so far. */
const NEW_GRANTS = `(SELECT {what} FROM ledger_patent p WHERE p.enterprise_id = e.id AND p.kind = '发明专利'
  AND p.granted_on BETWEEN :from AND :to)`;
const IS_SPRING = `EXISTS (SELECT 1 FROM ledger_service s, json_each(s.campaign) c
  WHERE s.enterprise_id = e.id AND c.value = '${SPRING}' AND s.visited_on <= :to)`;

interface ListSql {
  /** Enterprises that the list looks at. */
  of: string;
  /** Those of them that are on it. */
  due: string;
  count: string;
  since: string;
}

const LISTS: Record<Worklist, ListSql> = {
  'no-invention': { of: IS_ABOVE_SCALE, due: `NOT ${HOLDS_INVENTION}`, count: '0', since: 'NULL' },
  'no-trademark': { of: IS_ABOVE_SCALE, due: `NOT ${HOLDS_MARK}`, count: '0', since: 'NULL' },
  'new-invention': {
    of: `${NEW_GRANTS.replace('{what}', 'count(*)')} > 0`,
    due: `coalesce(${LAST_VISIT}, '') < ${NEW_GRANTS.replace('{what}', 'max(p.granted_on)')}`,
    count: NEW_GRANTS.replace('{what}', 'count(*)'),
    since: NEW_GRANTS.replace('{what}', 'max(p.granted_on)'),
  },
  'quarterly-visit': {
    of: IS_SPRING,
    due: `coalesce(${LAST_VISIT}, '') < :from`,
    count: `(SELECT count(*) FROM ledger_service s WHERE s.enterprise_id = e.id AND ${IS_VISIT}
      AND s.visited_on BETWEEN substr(:to, 1, 4) || '-01-01' AND :to)`,
    since: ':from',
  },
};

/** Enterprises of a list; `from` and `to`: first day of the quarter, last day of the period. */
export function worklistRows(
  store: Store,
  list: Worklist,
  days: { from: string; to: string },
): { rows: WorklistRow[]; of: number } {
  const sql = LISTS[list];
  const of = store.db.prepare(`SELECT count(*) FROM enterprise e WHERE ${sql.of}`).pluck().get(days) as number;
  const rows = store.db
    .prepare(
      `SELECT e.id, e.name, e.unit_id AS unitId, coalesce(u.name, '') AS unit, e.industry,
         ${sql.count} AS count, ${sql.since} AS since, ${LAST_VISIT} AS lastVisit
       FROM enterprise e LEFT JOIN reporting_unit u ON u.id = e.unit_id
       WHERE ${sql.of} AND ${sql.due} ORDER BY coalesce(u.sort, 99999), e.name, e.id`,
    )
    .all(days) as WorklistRow[];
  return { rows, of };
}

export interface BudgetRow {
  level: string;
  category: string;
  budget: number | null;
  rows: number;
  applied: number;
  approved: number;
  paid: number;
}

/**
 * What was applied for, approved and paid beside the budget of each category; ended applications take what was paid, as approved and paid.
 */
export function budgetRows(store: Store, year: number, ends: readonly string[]): BudgetRow[] {
  const marks = ends.map(() => '?').join(', ');
  return store.db
    .prepare(
      `WITH plan AS (SELECT level, category, sum(budget) AS budget FROM ledger_subsidyplan WHERE year = ? GROUP BY 1, 2),
       used AS (SELECT level, category, count(*) AS "rows",
           sum(CASE WHEN status IN (${marks}) THEN 0 ELSE coalesce(applied, 0) END) AS applied,
           sum(CASE WHEN status IN (${marks}) THEN coalesce(paid, 0) ELSE coalesce(approved, 0) END) AS approved,
           sum(coalesce(paid, 0)) AS paid
         FROM ledger_subsidy WHERE year = ? GROUP BY 1, 2)
       SELECT coalesce(p.level, s.level) AS level, coalesce(p.category, s.category) AS category, p.budget,
         coalesce(s."rows", 0) AS "rows", coalesce(s.applied, 0) AS applied, coalesce(s.approved, 0) AS approved,
         coalesce(s.paid, 0) AS paid
       FROM plan p FULL JOIN used s ON s.level = p.level AND s.category = p.category
       ORDER BY CASE coalesce(p.level, s.level) WHEN '国家级' THEN 0 WHEN '省级' THEN 1 WHEN '市级' THEN 2 ELSE 3 END, 2`,
    )
    .all(year, ...ends, ...ends, year) as BudgetRow[];
}

/** Budget of one category, null where none is written down, and what stored rows but some take of it. */
export function usedOfBudget(
  store: Store,
  of: { year: number; level: string; category: string; ends: readonly string[]; except: readonly number[] },
): { budget: number | null; approved: number; paid: number } {
  return store.db
    .prepare(
      `SELECT (SELECT sum(budget) FROM ledger_subsidyplan WHERE year = :year AND level = :level AND category = :category) AS budget,
         coalesce(sum(CASE WHEN status IN (SELECT value FROM json_each(:ends)) THEN coalesce(paid, 0) ELSE coalesce(approved, 0) END), 0) AS approved,
         coalesce(sum(coalesce(paid, 0)), 0) AS paid
       FROM ledger_subsidy WHERE year = :year AND level = :level AND category = :category
         AND id NOT IN (SELECT value FROM json_each(:except))`,
    )
    .get({ ...of, ends: JSON.stringify(of.ends), except: JSON.stringify(of.except) }) as {
    budget: number | null;
    approved: number;
    paid: number;
  };
}

export function budgetYears(store: Store): number[] {
  return store.db
    .prepare('SELECT year FROM ledger_subsidyplan UNION SELECT year FROM ledger_subsidy ORDER BY 1 DESC')
    .pluck()
    .all() as number[];
}
