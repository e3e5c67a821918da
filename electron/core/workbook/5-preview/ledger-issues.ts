// Findings of planned ledger rows as issues at their cells. Of a rule that fails everywhere the first hundred are listed; each row keeps
// its own.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import type { Finding } from '../../../../shared/ledgers/define.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import type { LedgerPlanRow } from './ledger-plan-row.js';

/** Findings of one rule and field that are listed singly; what only informs is told a few times. */
const LISTED = { block: 100, warn: 100, hint: 3 } as const;

export function ledgerIssues(rows: readonly LedgerPlanRow[], mapped: MappedLedger): CheckIssue[] {
  const columns = new Map(mapped.columns.flatMap(({ field, c }) => (field === null ? [] : [[field, c] as const])));
  const first = mapped.columns[0]!.c;
  const known = new KnownFindings();
  const issues: CheckIssue[] = [];
  for (const { r, fate, findings } of rows) {
    if (fate === 'same' || fate === 'ignored') continue;
    for (const finding of findings) {
      const { severity, rule, field, message } = finding;
      const before = known.of(finding);
      if (before !== undefined && before.count >= LISTED[severity]) {
        before.count += 1;
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
      if (before) before.count += 1;
      else known.add(finding, issue);
      issues.push(issue);
    }
  }
  for (const { count, issue } of known.all)
    if (count > LISTED[issue.severity])
      issues.push({
        ...issue,
        cell: null,
        message: `同样的问题共有${count}处，上面列出了前${LISTED[issue.severity]}处：${issue.message}`,
      });
  return issues;
}

interface Counted {
  count: number;
  /** The first of them. */
  issue: CheckIssue;
}

/** How often there was something of a severity, a rule and a field. Asked for with every finding of every row. */
class KnownFindings {
  /** In the order in which they were found. */
  readonly all: Counted[] = [];
  readonly #byRule = new Map<string, Map<string | null, Map<string, Counted>>>();

  of({ severity, rule, field }: Finding): Counted | undefined {
    return this.#byRule.get(rule)?.get(field)?.get(severity);
  }

  add({ severity, rule, field }: Finding, issue: CheckIssue): void {
    const fields = this.#byRule.get(rule) ?? new Map<string | null, Map<string, Counted>>();
    const severities = fields.get(field) ?? new Map<string, Counted>();
    const found = { count: 1, issue };
    this.#byRule.set(rule, fields.set(field, severities.set(severity, found)));
    this.all.push(found);
  }
}
