// Findings about planned rows that need other rows or the enterprise register: the same item paid before, code and name of an enterprise
// that do not fit, what other ledgers hold against it, a category beyond its budget. What a row alone tells is found when it is read.

import { enterpriseFieldsOf, type Finding, type LedgerRow } from '../../../../shared/ledgers/define.js';
import { isPersonName } from '../../../../shared/model/enterprise.js';
import { BudgetChecks } from '../../ledgers/budget-check.js';
import { AgainstChecks, BatchDays, otherEnterprise, repeatedOnce } from '../../ledgers/row-checks.js';
import type { EnterpriseLookup } from '../../store/enterprise-lookup.js';
import { hasRows } from '../../store/ledger-store.js';
import type { Store } from '../../store/store.js';
import { comparable, type Comparable } from './ledger-matches.js';
import type { Entry, LedgerPlanRow } from './ledger-plan-row.js';
import type { SheetFields } from './ledger-sheet-fields.js';

/** Adds to the findings of rows that would be stored. `step`: told every thousand rows. */
export function checkOthers(
  entries: readonly Entry[],
  about: { fields: SheetFields; store: Store; register: EnterpriseLookup; step: (done: number) => void },
): void {
  const { fields, store, register } = about;
  const { ledger } = fields;
  const rules = (ledger.once ?? []).map((rule) => ({ ...rule, seen: new SeenOnce(rule.fields) }));
  const hasStored = hasRows(store, ledger);
  const changed = entries.flatMap(({ plan }) => (plan.fate === 'changed' ? (plan.id ?? []) : []));
  const against = new AgainstChecks(store, ledger);
  const budgets = new BudgetChecks(store, ledger, changed);
  const batchDays = new BatchDays(store, ledger, changed);
  for (const [done, { plan }] of entries.entries()) {
    if (done % 1000 === 0) about.step(done);
    if (plan.fate !== 'new' && plan.fate !== 'changed') continue;
    if (hasStored) plan.findings.push(...repeatedOnce(store, ledger, plan.row, plan.id));
    for (const { fields: names, message, seen } of rules) {
      const earlier = seen.earlier(plan);
      if (earlier !== null)
        plan.findings.push({
          severity: 'warn',
          rule: 'once',
          field: names.at(-1)!,
          message: `${message}（本文件第${earlier.r + 1}行）`,
        });
    }
    add(plan, otherEnterprise(register, ledger, plan.row));
    add(plan, against.check(plan.row));
    add(plan, budgets.check(plan.row));
    add(plan, batchDays.check(plan.row));
  }
}

/** Mostly there are none. */
function add({ findings }: LedgerPlanRow, found: readonly Finding[]): void {
  if (found.length > 0) findings.push(...found);
}

/** Rows of one file by what their declaration wants once. */
class SeenOnce {
  /** By the last field, mostly the most telling: only of rows that agree in it the others are looked at. Null: it is among #known. */
  readonly #first = new Map<Comparable, LedgerPlanRow | null>();
  /** By all fields, of rows whose last one came again. */
  readonly #known = new Map<string, LedgerPlanRow>();

  constructor(readonly fields: readonly string[]) {}

  /** The first row before it with the same values; null where there is none or one of the values is not known. */
  earlier(plan: LedgerPlanRow): LedgerPlanRow | null {
    const { fields } = this;
    if (fields.some((name) => comparable(plan.row[name]) === null)) return null;
    const telling = comparable(plan.row[fields.at(-1)!]);
    const first = this.#first.get(telling);
    if (first === undefined) {
      this.#first.set(telling, plan);
      return null;
    }
    if (fields.length === 1) return first;
    const known = this.#known;
    if (first !== null) {
      known.set(this.#keyOf(first.row), first);
      this.#first.set(telling, null);
    }
    const key = this.#keyOf(plan.row);
    const earlier = known.get(key);
    if (earlier === undefined) known.set(key, plan);
    return earlier ?? null;
  }

  #keyOf(row: LedgerRow): string {
    return JSON.stringify(this.fields.map((name) => comparable(row[name])));
  }
}

/** How many enterprises the register does not know yet would come with these rows. */
export function countNewEnterprises(
  rows: readonly LedgerPlanRow[],
  fields: SheetFields,
  register: EnterpriseLookup,
): number {
  const unknown = new Set<string>();
  for (const { name, codeField } of enterpriseFieldsOf(fields.ledger))
    for (const { fate, row } of rows) {
      if (fate !== 'new' && fate !== 'changed') continue;
      const ref = row[name];
      if (ref === null || typeof ref !== 'object' || !('name' in ref)) continue;
      const code = codeField === undefined ? null : row[codeField];
      if (typeof code === 'string') {
        if (register.byCode(code) === null && register.byName(ref.name).length === 0) unknown.add(code);
      } else if (!isPersonName(ref.name) && register.byName(ref.name).length === 0) unknown.add(ref.name);
    }
  return unknown.size;
}
