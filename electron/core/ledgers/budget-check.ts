// Whether an application of 资助奖补项目 takes its category beyond the budget of the year: said when it is saved, never refused, because
// a budget may be raised later.

import { usedOfBudget } from '../store/worklist-store.js';
import type { Store } from '../store/store.js';
import type { Finding, Ledger, LedgerRow } from '../../../shared/ledgers/define.js';
import { amountText } from '../../../shared/ledgers/field-text.js';
import { subsidy } from '../../../shared/ledgers/subsidy.js';
import { subsidyplan } from '../../../shared/ledgers/subsidyplan.js';

/** A row of the same step that is checked before, as it would be stored. */
export interface CheckedRow {
  id: number | null;
  row: LedgerRow;
}

const PARTS = [
  { field: 'approved', label: '核定金额' },
  { field: 'paid', label: '拨付金额' },
] as const;

/** Same rule as 资金结余: an application that came to nothing binds no budget, what was paid stays paid. */
function amountOf(row: LedgerRow, field: (typeof PARTS)[number]['field']): number {
  const isEnded = typeof row['status'] === 'string' && subsidy.stages!.ends.includes(row['status']);
  return field === 'approved' && isEnded ? 0 : ((row[field] ?? 0) as number);
}

/** `earlier`: the rows of the same step before this one; amounts are in 分. */
export function overBudget(
  store: Store,
  ledger: Ledger,
  row: LedgerRow,
  id: number | null,
  earlier: readonly CheckedRow[],
): Finding[] {
  if (ledger.id !== subsidy.id) return [];
  const { year, level, category } = row;
  if (typeof year !== 'number' || typeof level !== 'string' || typeof category !== 'string') return [];
  if (PARTS.every(({ field }) => amountOf(row, field) === 0)) return [];
  const step = [...earlier, { id, row }];
  const changed = step.flatMap((one) => one.id ?? []);
  const of = { year, level, category, ends: subsidy.stages!.ends, except: changed };
  const stored = usedOfBudget(store, of);
  if (stored.budget === null) return [];
  const same = step.filter(
    (one) => one.row['year'] === year && one.row['level'] === level && one.row['category'] === category,
  );
  for (const { field, label } of PARTS) {
    if (amountOf(row, field) === 0) continue;
    const sum = same.reduce((all, one) => all + amountOf(one.row, field), stored[field]);
    if (sum > stored.budget)
      return [
        {
          severity: 'warn',
          rule: 'budget',
          field,
          message: `${year}年${level}“${category}”预算${amountText(stored.budget)}万元，计入这一条后${label}合计${amountText(sum)}万元，超出${amountText(sum - stored.budget)}万元，请核对金额，或在“${subsidyplan.title}”中调整预算`,
        },
      ];
  }
  return [];
}
