// Findings of planned ledger rows as issues at their cells. Of a rule that fails everywhere the first hundred are listed; each row keeps
// its own.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import type { LedgerPlanRow } from './ledger-plan-row.js';

/** Findings of one rule and field that are listed singly; what only informs is told a few times. */
const LISTED = { block: 100, warn: 100, hint: 3 } as const;

export function ledgerIssues(rows: readonly LedgerPlanRow[], mapped: MappedLedger): CheckIssue[] {
  const columns = new Map(mapped.columns.flatMap(({ field, c }) => (field === null ? [] : [[field, c] as const])));
  const first = mapped.columns[0]!.c;
  const counts = new Map<string, { count: number; issue: CheckIssue }>();
  const issues: CheckIssue[] = [];
  for (const { r, fate, findings } of rows) {
    if (fate === 'same' || fate === 'ignored') continue;
    for (const { severity, rule, field, message } of findings) {
      const key = `${severity}|${rule}|${field ?? ''}`;
      const known = counts.get(key);
      if (known !== undefined && known.count >= LISTED[severity]) {
        known.count += 1;
        continue;
      }
      const cell = cellAddress(r, (field === null ? undefined : columns.get(field)) ?? first);
      const issue: CheckIssue = {
        severity,
        rule: `ledger-${rule}`,
        sheet: mapped.table.sheetName,
        cell,
        message: `${cell}${/^[\p{Script=Han}]/u.test(message) ? '' : ' '}${message}`,
      };
      if (known) known.count += 1;
      else counts.set(key, { count: 1, issue });
      issues.push(issue);
    }
  }
  for (const { count, issue } of counts.values())
    if (count > LISTED[issue.severity])
      issues.push({
        ...issue,
        cell: null,
        message: `同样的问题共有${count}处，上面列出了前${LISTED[issue.severity]}处：${issue.message}`,
      });
  return issues;
}
