// Calls about the rows of ledgers. Saving is in save.ts, numbers in counts.ts, the enterprise register in register.ts.

import type { Ctx } from '../context.js';
import { formerUnits } from '../store/former-unit-store.js';
import { fromColumns } from '../store/ledger-columns.js';
import { ledgerThen } from '../store/ledger-then.js';
import { newestChange, rowChanges, stageMoves, type RowChange } from '../store/ledger-history.js';
import { ledgersOf } from '../store/ledger-list.js';
import { countRows, getRow, groupRows, listRows } from '../store/ledger-store.js';
import { listUnits } from '../store/unit-store.js';
import { conditions, find, wireValue, wireValues } from './asked.js';
import * as exporting from './export.js';
import { moveStage as moveRows } from './move-stage.js';
import * as saving from './save.js';
import type { LedgerView } from '../../../shared/contract/calls/ledgers.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import {
  fieldOf,
  fieldsOf,
  statusFieldOf,
  type ChoiceField,
  type Field,
  type Ledger,
} from '../../../shared/ledgers/define.js';
import { fieldText, type TextEnv } from '../../../shared/ledgers/field-text.js';
import { daysOfPeriod } from '../../../shared/ledgers/rollup.js';
import { nextStages } from '../../../shared/ledgers/stages.js';

type RowChangeView = Result<'ledgers.history'>['changes'][number];

export { explain, reconcile, rollup } from './counts.js';
export { template } from './export.js';
export { changeMove } from './change-move.js';
export * from './grid.js';

export function list(ctx: Ctx): Result<'ledgers.list'> {
  return {
    ledgers: ledgersOf(ctx.store).map((ledger) => ({
      id: ledger.id,
      title: ledger.title,
      group: ledger.group,
      isOwn: ledger.isOwn === true,
      rows: countRows(ctx.store, ledger),
      declaration: viewOf(ledger),
      newest: newestChange(ctx.store, ledger),
    })),
  };
}

/** The declaration without what cannot cross: patterns and functions. */
function viewOf(ledger: Ledger): LedgerView {
  const { check: _check, fill: _fill, sort: _sort, ...declaration } = ledger;
  const fields = Object.fromEntries(
    fieldsOf(ledger).map(([name, field]) => {
      const {
        fromTitle: _fromTitle,
        tells: _tells,
        parts: _parts,
        ...shown
      } = field as Field & Pick<ChoiceField, 'tells' | 'parts'>;
      return [name, shown];
    }),
  );
  return { ...declaration, fields };
}

export function rows(ctx: Ctx, params: ParsedParams<'ledgers.rows'>): Result<'ledgers.rows'> {
  const ledger = find(ctx, params.ledger);
  const { offset, limit } = params.page;
  const found = listRows(ctx.store, ledger, {
    where: conditions(ledger, params.filter),
    sort: params.sort,
    offset,
    limit,
    // As the table says them that these rows are behind.
    until: params.filter.ofPeriod === undefined ? undefined : daysOfPeriod(params.filter.ofPeriod, 'ytd').to,
  });
  return {
    total: found.total,
    sums: found.sums,
    rows: found.rows.map(({ id, row, extra }) => ({ id, values: wireValues(row), extra: { ...extra } })),
  };
}

export function groups(ctx: Ctx, params: ParsedParams<'ledgers.groups'>): Result<'ledgers.groups'> {
  const ledger = find(ctx, params.ledger);
  const found = groupRows(ctx.store, ledger, { where: conditions(ledger, params.filter), by: params.by });
  return { groups: found.map((group) => ({ ...group, keys: group.keys.map(wireValue) })) };
}

export function exportRows(ctx: Ctx, params: ParsedParams<'ledgers.export'>): Promise<Result<'ledgers.export'>> {
  return exporting.exportRows(ctx, params, conditions);
}

export function save(ctx: Ctx, params: ParsedParams<'ledgers.save'>): Result<'ledgers.save'> {
  const { period, apply, partial, unitSince } = params;
  return saving.saveRows(ctx.store, find(ctx, params.ledger), params.rows, {
    operator: ctx.operator,
    period,
    apply,
    partial: partial === true,
    ...(unitSince === undefined ? {} : { unitSince }),
  });
}

export function remove(ctx: Ctx, { ledger, ids }: ParsedParams<'ledgers.remove'>): Result<'ledgers.remove'> {
  return { removed: saving.removeRows(ctx.store, find(ctx, ledger), ids, ctx.operator) };
}

export function moveStage(ctx: Ctx, params: ParsedParams<'ledgers.move-stage'>): Result<'ledgers.move-stage'> {
  const { ledger, toWhom = '', values = {}, ...move } = params;
  const step = { ...move, toWhom, values, operator: ctx.operator };
  return { moved: moveRows(ctx.store, find(ctx, ledger), step) };
}

/** A change with the ledger as it was declared before and after it. */
function changeOf(change: RowChange, was: Ledger, is: Ledger, env: TextEnv): RowChangeView {
  const before = change.before === null ? null : fromColumns(was, change.before);
  const after = change.after === null ? null : fromColumns(is, change.after);
  const names = new Set([...fieldsOf(is), ...fieldsOf(was)].map(([name]) => name));
  const fields = [...names].flatMap((name) => {
    const [old, now] = [fieldOf(was, name), fieldOf(is, name)];
    const [left, right] = [before?.[name] ?? null, after?.[name] ?? null];
    const texts = {
      before: old === null ? '' : fieldText(old, left, env),
      after: now === null ? '' : fieldText(now, right, env),
    };
    // A value of another kind is the same where it reads the same.
    const isSame =
      old?.kind === now?.kind ? JSON.stringify(left) === JSON.stringify(right) : texts.before === texts.after;
    return isSame ? [] : [{ field: name, label: (now ?? old)!.label, ...texts }];
  });
  return {
    changeSetId: change.changeSetId,
    at: change.at,
    operator: change.operator,
    label: change.label,
    kind: before === null ? 'added' : after === null ? 'removed' : 'changed',
    fields,
  };
}

export function history(ctx: Ctx, { ledger: name, id }: ParsedParams<'ledgers.history'>): Result<'ledgers.history'> {
  const ledger = find(ctx, name);
  const found = getRow(ctx.store, ledger, id);
  const status = statusFieldOf(ledger);
  const stage = status === null ? null : (found?.row[status] ?? null);
  const changes = rowChanges(ctx.store, ledger, id);
  if (found === null && changes.length === 0) throw new AppError('data.not-found', { what: `${ledger.title}的这一条` });
  const then = ledgerThen(ctx.store, ledger);
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const env: TextEnv = { unitName: (unit) => units.get(unit) ?? '' };
  return {
    changes: changes.map((change) => changeOf(change, then(change.changeSetId), then(change.changeSetId + 1), env)),
    stages: stageMoves(ctx.store, ledger, id),
    formerUnits: formerUnits(ctx.store, ledger, [id]).get(id) ?? [],
    next: found === null ? [] : nextStages(ledger, found.row, typeof stage === 'string' ? stage : null),
  };
}
