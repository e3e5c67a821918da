// Calls of 定稿存档. What is frozen and compared: final-copies.ts. Locks of periods: locks.ts.

import type { Ctx } from '../context.js';
import {
  getFinalCopy,
  issueFinalCopy,
  listFinalCopies,
  removeFinalCopy,
  type FinalCopyRow,
} from '../store/final-copy-store.js';
import { write } from '../store/write.js';
import { exportDrawnTable } from '../tables/export.js';
import { changesSince, finaliseTable, frozenTable, listedInputs } from './final-copies.js';
import { checkDocumentNumber } from '../../../shared/checks/codes/document-number.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';

type Listed = Result<'final-copies.list'>['copies'][number];

function listed(copy: FinalCopyRow): Listed {
  const { periods: _, ...rest } = copy;
  return rest;
}

export function list(ctx: Ctx, { period }: ParsedParams<'final-copies.list'>): Result<'final-copies.list'> {
  return { copies: listFinalCopies(ctx.store, period).map(listed) };
}

export function create(ctx: Ctx, params: ParsedParams<'final-copies.create'>): Result<'final-copies.create'> {
  return { id: finaliseTable(ctx, params) };
}

export function get(ctx: Ctx, { id }: ParsedParams<'final-copies.get'>): Result<'final-copies.get'> {
  const copy = getFinalCopy(ctx.store, id);
  const frozen = frozenTable(ctx.store, copy);
  const inputs = frozen.inputs.length + (frozen.others?.length ?? frozen.targets.length);
  return { copy: listed(copy), table: frozen.table, inputs, program: frozen.program };
}

export function inputs(ctx: Ctx, { id }: ParsedParams<'final-copies.inputs'>): Result<'final-copies.inputs'> {
  return { inputs: listedInputs(ctx.store, frozenTable(ctx.store, getFinalCopy(ctx.store, id))) };
}

export function exportCopy(
  ctx: Ctx,
  params: ParsedParams<'final-copies.export'>,
): Promise<Result<'final-copies.export'>> {
  const copy = getFinalCopy(ctx.store, params.id);
  return exportDrawnTable(ctx, frozenTable(ctx.store, copy).table, params.format);
}

export function changes(ctx: Ctx, { id }: ParsedParams<'final-copies.changes'>): Result<'final-copies.changes'> {
  return changesSince(ctx, getFinalCopy(ctx.store, id));
}

export function issue(ctx: Ctx, params: ParsedParams<'final-copies.issue'>): Result<'final-copies.issue'> {
  const { id, documentNumber, issuedOn } = params;
  const copy = getFinalCopy(ctx.store, id);
  if (documentNumber !== null) {
    const check = checkDocumentNumber(documentNumber);
    if (check.state !== 'valid') throw new AppError('input.invalid', { what: check.message });
    if (issuedOn === null) throw new AppError('input.invalid', { what: '填了发文字号，还要填印发日期' });
  }
  const label = issuedOn === null ? `撤销印发“${copy.title}”` : `印发“${copy.title}”`;
  write(
    ctx.store,
    { kind: 'final-copy', label, operator: ctx.operator, topics: ['tables', 'history'], detail: documentNumber ?? '' },
    () => issueFinalCopy(ctx.store, id, { documentNumber, issuedOn }),
  );
  return listed(getFinalCopy(ctx.store, id));
}

/** An issued copy went out: it is not removed before 印发 is taken back. */
export function remove(ctx: Ctx, { id }: ParsedParams<'final-copies.remove'>): Result<'final-copies.remove'> {
  const copy = getFinalCopy(ctx.store, id);
  if (copy.issuedOn !== null)
    throw new AppError('input.invalid', { what: `定稿“${copy.title}”已印发，不能删除；确系误登的，请先撤销印发` });
  write(
    ctx.store,
    { kind: 'final-copy', label: `删除定稿“${copy.title}”`, operator: ctx.operator, topics: ['tables', 'history'] },
    () => removeFinalCopy(ctx.store, id),
  );
  return {};
}
