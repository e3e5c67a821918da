// ledgers.worklist and ledgers.balances: what is due with whom, and what is left of a budget.

import type { Ctx } from '../context.js';
import { budgetRows, budgetYears, worklistRows } from '../store/worklist-store.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { daysOfPeriod } from '../../../shared/ledgers/rollup.js';
import { subsidy } from '../../../shared/ledgers/subsidy.js';
import { monthOf, yearOf } from '../../../shared/model/period.js';

export function worklist(ctx: Ctx, { list, period }: ParsedParams<'ledgers.worklist'>): Result<'ledgers.worklist'> {
  const { to } = daysOfPeriod(period, 'month');
  const first = Math.floor((monthOf(period) - 1) / 3) * 3 + 1;
  const from = `${yearOf(period)}-${String(first).padStart(2, '0')}-01`;
  const { rows, of } = worklistRows(ctx.store, list, { from, to });
  return { rows: rows.map(({ id, ...row }) => ({ enterpriseId: id, ...row })), of };
}

/** Applications that came to nothing: they bind no budget. What was paid and is asked back stays paid until it is, and nobody else has it. */
export function balances(ctx: Ctx, { year }: ParsedParams<'ledgers.balances'>): Result<'ledgers.balances'> {
  return {
    years: budgetYears(ctx.store),
    lines: budgetRows(ctx.store, year, subsidy.stages!.ends).map((line) => ({
      ...line,
      leftToApprove: line.budget === null ? null : line.budget - line.approved,
      leftToPay: line.budget === null ? null : line.budget - line.paid,
    })),
  };
}
