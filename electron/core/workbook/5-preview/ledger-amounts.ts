// Amounts of one column that cannot all be in its 计量单位: 4900000 between 500 and 620 in a column of 万元 was written in 元. Pointed out,
// never converted.

import { fieldText } from '../../../../shared/ledgers/field-text.js';
import type { Entry } from './ledger-plan-row.js';
import type { SheetFields } from './ledger-sheet-fields.js';

/** As many times the usual amount of the column, and at least so much: 1000万元, in 分. */
const TIMES = 1000;
const LEAST = 1_000_000_000;
/** Longer lists come from a register. */
const MOST_ROWS = 20_000;

export function pointOutAmounts(entries: readonly Entry[], { ledger, mapped }: SheetFields): void {
  if (entries.length > MOST_ROWS) return;
  for (const { field: name } of mapped.columns) {
    const field = name === null ? undefined : ledger.fields[name];
    if (name === null || field?.kind !== 'amount' || (mapped.measures[name] ?? '万元') !== '万元') continue;
    const amounts = entries.flatMap(({ plan }) => {
      const amount = plan.row[name];
      return typeof amount === 'number' && amount > 0 ? amount : [];
    });
    const usual = amounts.toSorted((a, b) => a - b)[Math.floor((amounts.length - 1) / 2)];
    if (usual === undefined) continue;
    for (const { plan } of entries) {
      const amount = plan.row[name];
      if (typeof amount !== 'number' || amount < LEAST || amount < usual * TIMES) continue;
      const shown = fieldText(field, amount, { unitName: () => '' });
      plan.findings.push({
        severity: 'warn',
        rule: 'measure',
        field: name,
        message: `${field.label}：${shown}万元是这一栏通常金额的${TIMES}倍以上，是不是按元填写的？请核对`,
      });
    }
  }
}
