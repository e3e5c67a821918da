// A new row that differs from a stored one in nothing but a day of its key: a corrected day would make two records of one.
// Pointed out, never decided: the same training may be held again.

import { fieldText } from '../../../../shared/ledgers/field-text.js';
import type { FieldValue } from '../../../../shared/ledgers/define.js';
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
  const isDay = (name: string): boolean => ledger.fields[name]?.kind === 'date';
  const key = ledger.keys.find((one) => one.length > 1 && one.some(isDay));
  const fresh = entries.filter(
    ({ plan, stored, keyFields }) => plan.fate === 'new' && stored.length === 0 && keyFields === key,
  );
  if (key === undefined || fresh.length === 0 || countRows(store, ledger) > MOST_STORED) return;
  const days = key.filter(isDay);
  const others = key.filter((name) => !days.includes(name));
  const textOf = (row: StoredRow['row']): string => JSON.stringify(others.map((name) => comparable(row[name])));
  const taken = new Set(entries.flatMap(({ plan, stored }) => [...stored, ...(plan.id === null ? [] : [plan.id])]));
  const byKey = new Map<string, StoredRow[]>();
  for (const one of storedRows(store, ledger)) {
    if (taken.has(one.id)) continue;
    const text = textOf(one.row);
    const known = byKey.get(text);
    if (known) known.push(one);
    else byKey.set(text, [one]);
  }
  if (byKey.size === 0) return;
  const shown = (name: string, value: FieldValue): string =>
    fieldText(ledger.fields[name]!, value, { unitName: () => '' });
  for (const { plan } of fresh) {
    const twin = byKey.get(textOf(plan.row))?.find(({ row }) =>
      names.every((name) => {
        const [own, other] = [comparable(plan.row[name]), comparable(row[name])];
        return days.includes(name) || own === null || other === null || own === other;
      }),
    );
    const day = twin && days.find((name) => comparable(twin.row[name]) !== comparable(plan.row[name]));
    if (twin === undefined || day === undefined) continue;
    const { label } = ledger.fields[day]!;
    plan.findings.push({
      severity: 'warn',
      rule: 'near',
      field: day,
      message: `${label}：台账中已有一行只有${label}不同（${shown(day, twin.row[day] ?? null)}），接收后是两行。如果是更正日期，请在台账中改那一行，这一行不导入`,
    });
  }
}
