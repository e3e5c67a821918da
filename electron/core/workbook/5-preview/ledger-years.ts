// Rows of which all lie after the year that the title states: a spreadsheet that shows 7月5日 keeps the year in which it was typed.

import type { Entry } from './ledger-plan-row.js';
import type { SheetFields } from './ledger-sheet-fields.js';
import { countingDays } from '../3-map/ledger-days.js';

export function pointOutYears(entries: readonly Entry[], { mapped, ledger }: SheetFields): void {
  const { statedYear } = mapped;
  const field = [...countingDays(ledger)][0];
  // The year of a scheme or a 批次 is not that in which it is paid.
  if (statedYear === null || field === undefined || Object.hasOwn(ledger.fields, 'year')) return;
  const years = new Set<number>();
  let first: Entry | undefined;
  for (const entry of entries) {
    const day = entry.plan.row[field];
    if (typeof day !== 'string') continue;
    const year = Number(day.slice(0, 4));
    if (year <= statedYear) return;
    years.add(year);
    first ??= entry;
  }
  const message = `${ledger.fields[field]!.label}：标题写的是${statedYear}年，各行都是${[...years].sort((a, b) => a - b).join('、')}年的，请核对（单元格只显示月和日时，表格软件存的是录入那一年）`;
  first?.plan.findings.push({ severity: 'warn', rule: 'other-year', field, message });
}
