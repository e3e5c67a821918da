// A move of rows to another 填报单位, put right afterwards: it was in another month, or it was none and the row was of the later unit
// all along. Making a move is part of saving (save.ts).

import type { Ctx } from '../context.js';
import { formerUnits, setFormerUnits } from '../store/former-unit-store.js';
import { getRow } from '../store/ledger-store.js';
import { write } from '../store/write.js';
import { find } from './asked.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { unitFieldOf } from '../../../shared/ledgers/define.js';
import { changedMove } from '../../../shared/ledgers/former-units.js';
import { rowName } from '../../../shared/ledgers/row-name.js';
import { periodTitle } from '../../../shared/model/period.js';

/** One step for all rows. Throws input.invalid where the month lies beyond another move of a row; nothing is changed then. */
export function changeMove(ctx: Ctx, params: ParsedParams<'ledgers.change-move'>): Result<'ledgers.change-move'> {
  const { store } = ctx;
  const { since, to } = params;
  const ledger = find(ctx, params.ledger);
  const unit = unitFieldOf(ledger);
  const known = formerUnits(store, ledger, params.ids);
  const changes = params.ids.map((id) => {
    const row = getRow(store, ledger, id)?.row;
    if (row === undefined || unit === null) throw new AppError('data.not-found', { what: `${ledger.title}的这一条` });
    const former = known.get(id) ?? [];
    const next = changedMove(former, { now: row[unit] as number | null, since, to });
    if (next === null)
      throw new AppError('input.invalid', {
        what: former.some(({ until }) => until === since)
          ? `“${rowName(ledger, row)}”还有别的月份改过填报单位，${periodTitle(to!, 'month')}不在前后两次之间，没有修改`
          : `“${rowName(ledger, row)}”没有自${periodTitle(since, 'month')}起改过填报单位，没有修改`,
      });
    return { id, next };
  });
  const how =
    to === null
      ? `${periodTitle(since, 'month')}改填报单位是更正，以前各月也按新单位计`
      : `改填报单位的月份由${periodTitle(since, 'month')}改为${periodTitle(to, 'month')}`;
  const changeSetId = write(
    store,
    {
      kind: 'ledgers',
      label: `${ledger.title}：${changes.length}条${how}`,
      operator: ctx.operator,
      topics: ['ledgers'],
    },
    (step) => {
      for (const { id, next } of changes) setFormerUnits(store, ledger, id, next);
      return step;
    },
  );
  return { changeSetId };
}
