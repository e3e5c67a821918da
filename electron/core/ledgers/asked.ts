// What a call about a ledger names: the ledger itself, the rows that its filter means, and values as they cross the boundary.

import type { Ctx } from '../context.js';
import { findLedger } from '../store/ledger-list.js';
import { unitRollupWhere } from '../store/rollup-where.js';
import { both, whereOf, type Where } from '../store/ledger-filter.js';
import { periodWhere } from '../tables/ledger-rows.js';
import type { LedgerFilter } from '../../../shared/contract/calls/ledgers.js';
import type { Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { FieldValue, Ledger } from '../../../shared/ledgers/define.js';

type WireRow = Result<'ledgers.rows'>['rows'][number];
type WireValue = WireRow['values'][string];

export function find(ctx: Ctx, id: string): Ledger {
  const ledger = findLedger(ctx.store, id);
  if (ledger === null) throw new AppError('data.not-found', { what: `台账“${id}”` });
  return ledger;
}

/** Filters of the grid, and the rows behind one number where asked for. */
export function conditions(ledger: Ledger, filter: LedgerFilter): Where {
  const printed = filter.ofPeriod === undefined ? null : periodWhere(ledger, filter.ofPeriod);
  const asked = whereOf(ledger, filter, printed?.unit ?? null);
  const own = both(asked, printed?.where ?? null);
  if (!filter.behind) return own;
  const { code } = filter.behind;
  const rollup = ledger.rollups.find((one) => one.code === code);
  if (!rollup) throw new AppError('input.invalid', { what: `${ledger.title}不汇总指标${code}` });
  return both(own, unitRollupWhere(ledger, rollup, filter.behind));
}

/** Lists are copied: what crosses the boundary is nobody's to change here. */
export function wireValue(value: FieldValue): WireValue {
  return Array.isArray(value) ? ([...value] as WireValue) : (value as WireValue);
}

export function wireValues(row: Readonly<Record<string, FieldValue>>): Record<string, WireValue> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, wireValue(value)]));
}
