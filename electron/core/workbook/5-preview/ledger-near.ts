// A new row that differs from a stored one in nothing but a day or a name in its key: a corrected day would make two records of one.
// Pointed out, never decided: the same training may be held again.

import { fieldText } from '../../../../shared/ledgers/field-text.js';
import type { Field, LedgerRow } from '../../../../shared/ledgers/define.js';
import { countRows, storedRows, type StoredRow } from '../../store/ledger-store.js';
import type { Store } from '../../store/store.js';
import { comparable } from './ledger-matches.js';
import type { Entry } from './ledger-plan-row.js';
import type { SheetFields } from './ledger-sheet-fields.js';

/** Above it a list comes from a register with numbers of its own, and reading all of it takes too long. */
const MOST_STORED = 20_000;

export function pointOutNear(
  entries: readonly Entry[],
  { fields, store }: { fields: SheetFields; store: Store },
): void {
  const { ledger, names } = fields;
  const key = ledger.keys.find((one) => one.length > 1);
  const loose = (key ?? []).filter((name) => isLoose(ledger.fields[name]));
  const fresh = entries.filter(
    ({ plan, stored, keyFields }) => plan.fate === 'new' && stored.length === 0 && keyFields === key,
  );
  if (key === undefined || loose.length === 0 || fresh.length === 0 || countRows(store, ledger) > MOST_STORED) return;
  // What is no small number says that it is the same record.
  const figures = names.filter((name) => ['amount', 'integer', 'personCount'].includes(ledger.fields[name]!.kind));
  const taken = new Set(entries.flatMap(({ plan, stored }) => [...stored, ...(plan.id === null ? [] : [plan.id])]));
  const firm = key.filter((name) => !loose.includes(name));
  const textOf = (row: LedgerRow): string => JSON.stringify(firm.map((name) => comparable(row[name])));
  const byKey = new Map<string, StoredRow[]>();
  for (const one of storedRows(store, ledger)) {
    if (taken.has(one.id)) continue;
    const text = textOf(one.row);
    const known = byKey.get(text);
    if (known) known.push(one);
    else byKey.set(text, [one]);
  }
  if (byKey.size === 0) return;
  for (const { plan } of fresh) {
    if (!key.every((name) => comparable(plan.row[name]) !== null)) continue;
    for (const { row } of byKey.get(textOf(plan.row)) ?? []) {
      const differing = names.filter((name) => {
        const [own, other] = [comparable(plan.row[name]), comparable(row[name])];
        return own !== null && other !== null && own !== other;
      });
      const isSameFigure = figures.some((name) => plan.row[name] === row[name] && Number(row[name] ?? 0) > 1);
      const [name] = differing;
      if (differing.length !== 1 || !loose.includes(name!) || !isSameFigure) continue;
      const { label } = ledger.fields[name!]!;
      const before = fieldText(ledger.fields[name!]!, row[name!] ?? null, { unitName: () => '' });
      plan.findings.push({
        severity: 'warn',
        rule: 'near',
        field: name!,
        message: `${label}：台账中已有一行只有${label}不同（${before}），接收后是两行。如果是更正，请在台账中改那一行，这一行不导入`,
      });
      break;
    }
  }
}

/** A day or a free text of a key, such as the name of a bank, that may be written otherwise the next time. */
function isLoose(field: Field | undefined): boolean {
  return field?.kind === 'date' || (field?.kind === 'text' && field.isParty !== true);
}
