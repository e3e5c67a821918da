// 曾属填报单位 of our own exports: the units of which new rows were before. Without them another data file would count the months before a
// move for the unit of today. What stands in the ledger already keeps the months that it knows.

import { headKey } from '../../../../shared/ledgers/heads.js';
import { unitFieldOf } from '../../../../shared/ledgers/define.js';
import { FORMER_UNITS_HEAD, keepsUnits, readFormerUnits } from '../../../../shared/ledgers/former-units.js';
import type { RowEnv } from '../../../../shared/ledgers/validate.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import type { Entry } from './ledger-plan-row.js';

export function takeFormerUnits(entries: readonly Entry[], mapped: MappedLedger, unitId: RowEnv['unitId']): void {
  const { ledger, table, columns } = mapped;
  const column = columns.find(({ head, field }) => field === null && headKey(head) === headKey(FORMER_UNITS_HEAD));
  if (column === undefined || !keepsUnits(ledger)) return;
  for (const { plan } of entries) {
    const text = table.grid.text(plan.r, column.c).trim();
    if (plan.fate !== 'new' || text === '') continue;
    const former = readFormerUnits(text, unitId);
    if (former !== null) plan.former = former;
    else
      plan.findings.push({
        severity: 'warn',
        rule: 'former-units',
        field: unitFieldOf(ledger),
        message: `“${FORMER_UNITS_HEAD}”写的是“${text}”，不是已登记的填报单位和依次的月份，没有导入，以往各月按现在的填报单位计，请核对`,
      });
  }
}
