// Whether an application of 资助奖补项目 takes its category beyond the budget of the year: said when it is saved, never refused, because
// a budget may be raised later. The same for typed rows and for those of a file.

import { usedOfBudget } from '../store/worklist-store.js';
import type { Store } from '../store/store.js';
import type { Finding, Ledger, LedgerRow } from '../../../shared/ledgers/define.js';
import { amountText } from '../../../shared/ledgers/field-text.js';
import { subsidy } from '../../../shared/ledgers/subsidy.js';
import { subsidyplan } from '../../../shared/ledgers/subsidyplan.js';

const PARTS = [
  { field: 'approved', label: '核定金额' },
  { field: 'paid', label: '拨付金额' },
] as const;

function isEnded(row: LedgerRow): boolean {
  return typeof row['status'] === 'string' && subsidy.stages!.ends.includes(row['status']);
}

/** Same rule as 资金结余: an application that came to nothing binds no budget but what was paid and did not come back. */
function amountOf(row: LedgerRow, field: (typeof PARTS)[number]['field']): number {
  return (row[isEnded(row) ? 'paid' : field] ?? 0) as number;
}

interface Use {
  budget: number;
  approved: number;
  paid: number;
}

/** The budgets that the rows of one step take from, row after row; amounts are in 分. */
export class BudgetChecks {
  /** By category, level and year. */
  readonly #uses = new Map<string, Map<string, Map<number, Use | null>>>();

  /** `changed`: stored rows that the step changes: they count as they will be. */
  constructor(
    readonly store: Store,
    readonly ledger: Ledger,
    readonly changed: readonly number[],
  ) {}

  /** Takes the row into account and says whether its category is beyond the budget with it. */
  check(row: LedgerRow): Finding[] {
    if (this.ledger.id !== subsidy.id) return [];
    const { year, level, category } = row;
    if (typeof year !== 'number' || typeof level !== 'string' || typeof category !== 'string') return [];
    const use = this.#useOf(year, level, category);
    if (use === null) return [];
    for (const { field } of PARTS) use[field] += amountOf(row, field);
    const told = PARTS.filter(({ field }) => field === 'paid' || !isEnded(row));
    const over = told.find(({ field }) => amountOf(row, field) > 0 && use[field] > use.budget);
    if (over === undefined) return [];
    const { field, label } = over;
    return [
      {
        severity: 'warn',
        rule: 'budget',
        field,
        message: `${year}年${level}“${category}”预算${amountText(use.budget)}万元，计入这一条后${label}合计${amountText(use[field])}万元，超出${amountText(use[field] - use.budget)}万元，请核对金额，或在“${subsidyplan.title}”中调整预算`,
      },
    ];
  }

  /** What stored rows take already; null: no budget is known. */
  #useOf(year: number, level: string, category: string): Use | null {
    let levels = this.#uses.get(category);
    if (levels === undefined) this.#uses.set(category, (levels = new Map()));
    let years = levels.get(level);
    if (years === undefined) levels.set(level, (years = new Map()));
    let use = years.get(year);
    if (use === undefined) {
      const of = { year, level, category, ends: subsidy.stages!.ends, except: this.changed };
      const { budget, approved, paid } = usedOfBudget(this.store, of);
      years.set(year, (use = budget === null ? null : { budget, approved, paid }));
    }
    return use;
  }
}
