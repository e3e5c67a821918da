// Completeness: only against a reporting task, and only for a unit's own report. An indicator that no task asks for is 不要求.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { BASES } from '../../../../shared/model/period.js';
import { fillMessage } from '../../../../shared/checks/rule.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { nameOf } from './groups.js';

/** What a file says of a unit for a period. */
interface Given {
  unitId: number;
  unit: string;
  period: string;
  /** Codes that it has a place for, and those of them that it answers. */
  named: Set<string>;
  codes: Set<string>;
}

export function checkRequired(cells: readonly ReadCell[], env: CheckEnv): CheckIssue[] {
  const rule = env.rules.get('missing-required');
  if (!rule?.enabled) return [];
  const given = new Map<string, Given>();
  for (const cell of cells) {
    if (cell.role !== 'value' || !cell.unit || !cell.period || !cell.indicator) continue;
    const key = `${cell.unit.id}|${cell.period}`;
    let entry = given.get(key);
    if (!entry)
      given.set(
        key,
        (entry = {
          unitId: cell.unit.id,
          unit: cell.unit.name,
          period: cell.period,
          named: new Set(),
          codes: new Set(),
        }),
      );
    entry.named.add(cell.indicator.code);
    // 未报 is no answer; what cannot be read has an issue of its own.
    if (cell.state !== 'not_submitted' && (cell.state !== null || cell.rejected !== ''))
      entry.codes.add(cell.indicator.code);
  }
  return [...given.values()].flatMap((entry): CheckIssue[] => {
    const due = env.requiredCodes(entry.unitId, entry.period, entry.named);
    const missing =
      due === null ? [] : [...due].filter((code) => !entry.codes.has(code) && !isHeld(env, entry, code)).sort();
    if (due === null || missing.length === 0) return [];
    const key = ['missing-required', entry.unitId, '', entry.period].join('|');
    const figures = missing.join(';');
    const waiver = env.waiverOf(key, figures);
    return [
      {
        severity: rule.severity,
        rule: rule.id,
        sheet: null,
        cell: null,
        message: fillMessage(rule.message, {
          unit: entry.unit,
          due: String(due.size),
          count: String(missing.length),
          missing: missing.map((code) => nameOf(env, code)).join('、'),
        }),
        key,
        figures,
        canWaive: true,
        ...(waiver === undefined ? {} : { waiver }),
      },
    ];
  });
}

/** A correction need not repeat what is there: an absent row means unchanged (rules.md 17). */
function isHeld(env: CheckEnv, { unitId, period }: { unitId: number; period: string }, code: string): boolean {
  const indicator = env.indicators.get(code);
  return (
    indicator !== undefined &&
    BASES.some((basis) => {
      const known = env.view.best(unitId, indicator.id, period, basis);
      return known !== null && !known.isClaim && known.state !== 'not_submitted';
    })
  );
}
