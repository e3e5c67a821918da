// Calls behind the grid of a ledger: order and contents of rows, saved views, unsaved entries, attachments.
// Saving is in save.ts; printing a view in print-view.ts.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { keepBytes, keptBytes } from '../store/attachment-store.js';
import { formerUnits } from '../store/former-unit-store.js';
import { addRowFile, fileCounts, filesOfRow, hashOfRowFile, removeRowFile } from '../store/ledger-file-store.js';
import { figuresOf, filledFields, orderRows, readRows, valuesOfField } from '../store/ledger-order.js';
import { orThese } from '../store/ledger-filter.js';
import { getRow } from '../store/ledger-store.js';
import * as views_ from '../store/ledger-view-store.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { write, writeRecord } from '../store/write.js';
import { readAttachment, refuseProgram } from '../tasks/attachments.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { Ledger } from '../../../shared/ledgers/define.js';
import { formerUnitsText } from '../../../shared/ledgers/former-units.js';
import { conditions, find, wireValue, wireValues } from './asked.js';
import { saveRows } from './save.js';

export { print } from './print-view.js';

export function order(ctx: Ctx, params: ParsedParams<'ledgers.order'>): Result<'ledgers.order'> {
  const ledger = find(ctx, params.ledger);
  const { sort, groupBy, filter, also = [] } = params;
  const where = orThese(conditions(ledger, filter), also);
  const found = orderRows(ctx.store, ledger, { where, sort, groupBy });
  return {
    ...found,
    rows: contentsOf(ctx.store, ledger, found.ids.slice(0, params.contents ?? 0)),
    groups: found.groups.map((group) => ({ ...group, keys: group.keys.map(wireValue) })),
  };
}

export function read(ctx: Ctx, { ledger, ids }: ParsedParams<'ledgers.read'>): Result<'ledgers.read'> {
  return { rows: contentsOf(ctx.store, find(ctx, ledger), ids) };
}

function contentsOf(store: Store, ledger: Ledger, ids: readonly number[]): Result<'ledgers.read'>['rows'] {
  if (ids.length === 0) return [];
  const counts = fileCounts(store, ledger, ids);
  const former = formerUnits(store, ledger, ids);
  const names = new Map(former.size === 0 ? [] : listUnits(store).map((unit) => [unit.id, unit.name]));
  return readRows(store, ledger, ids).map(({ id, row, extra }) => ({
    id,
    values: wireValues(row),
    extra: { ...extra },
    files: counts.get(id) ?? 0,
    ...(former.has(id) ? { formerUnits: formerUnitsText(former.get(id)!, (unitId) => names.get(unitId) ?? '') } : {}),
  }));
}

export function figures(ctx: Ctx, params: ParsedParams<'ledgers.figures'>): Result<'ledgers.figures'> {
  return figuresOf(ctx.store, find(ctx, params.ledger), params.ids, params.fields);
}

export function filled(ctx: Ctx, { ledger, ids }: ParsedParams<'ledgers.filled'>): Result<'ledgers.filled'> {
  return { fields: filledFields(ctx.store, find(ctx, ledger), ids) };
}

export function values(ctx: Ctx, params: ParsedParams<'ledgers.values'>): Result<'ledgers.values'> {
  const found = valuesOfField(ctx.store, find(ctx, params.ledger), params.field, params.limit);
  return { values: found.map(({ value, count }) => ({ value: wireValue(value), count })) };
}

export function views(ctx: Ctx, { ledger }: ParsedParams<'ledgers.views'>): Result<'ledgers.views'> {
  return { views: views_.savedViews(ctx.store, find(ctx, ledger).id) };
}

export function saveView(ctx: Ctx, params: ParsedParams<'ledgers.save-view'>): Result<'ledgers.save-view'> {
  const { name, layout } = params;
  const ledger = find(ctx, params.ledger);
  const id = write(
    ctx.store,
    {
      kind: 'ledgers',
      label: `${ledger.title}：保存视图“${name}”`,
      operator: ctx.operator,
      topics: ['ledgers'],
    },
    () => views_.saveView(ctx.store, ledger.id, name, layout),
  );
  return { id, name, layout };
}

export function removeView(ctx: Ctx, params: ParsedParams<'ledgers.remove-view'>): Result<'ledgers.remove-view'> {
  const ledger = find(ctx, params.ledger);
  const view = views_.savedViews(ctx.store, ledger.id).find((one) => one.id === params.id);
  if (!view) throw new AppError('data.not-found', { what: '这个视图' });
  write(
    ctx.store,
    {
      kind: 'ledgers',
      label: `${ledger.title}：删除视图“${view.name}”`,
      operator: ctx.operator,
      topics: ['ledgers'],
    },
    () => views_.removeView(ctx.store, view.id),
  );
  return {};
}

export function unsaved(ctx: Ctx, { ledger }: ParsedParams<'ledgers.unsaved'>): Result<'ledgers.unsaved'> {
  return { rows: views_.unsavedRows(ctx.store, find(ctx, ledger).id) };
}

export function keepUnsaved(ctx: Ctx, params: ParsedParams<'ledgers.keep-unsaved'>): Result<'ledgers.keep-unsaved'> {
  const { id } = find(ctx, params.ledger);
  writeRecord(ctx.store, () => views_.keepUnsavedRows(ctx.store, id, params.rows));
  return {};
}

export function files(ctx: Ctx, { ledger, id }: ParsedParams<'ledgers.files'>): Result<'ledgers.files'> {
  return { files: filesOfRow(ctx.store, find(ctx, ledger), id) };
}

export function attach(ctx: Ctx, params: ParsedParams<'ledgers.attach'>): Result<'ledgers.attach'> {
  const { store, operator } = ctx;
  const ledger = find(ctx, params.ledger);
  if (getRow(store, ledger, params.id) === null)
    throw new AppError('data.not-found', { what: `${ledger.title}的这一条` });
  const name = params.file.name.split('/').at(-1)!;
  const bytes = readAttachment(ctx.files.path(params.file.id), name);
  const fileId = write(
    store,
    { kind: 'ledgers', label: `${ledger.title}：添加附件`, operator, topics: ['ledgers'], detail: name },
    () => addRowFile(store, ledger, params.id, { name, sha256: keepBytes(store, bytes), operator }),
  );
  return filesOfRow(store, ledger, params.id).find((one) => one.id === fileId)!;
}

export function detach(ctx: Ctx, params: ParsedParams<'ledgers.detach'>): Result<'ledgers.detach'> {
  const { store, operator } = ctx;
  const ledger = find(ctx, params.ledger);
  const file = filesOfRow(store, ledger, params.id).find((one) => one.id === params.fileId);
  if (!file) throw new AppError('data.not-found', { what: '附件' });
  write(
    store,
    { kind: 'ledgers', label: `${ledger.title}：移除附件`, operator, topics: ['ledgers'], detail: file.name },
    () => removeRowFile(store, file.id),
  );
  return {};
}

export function openAttachment(
  ctx: Ctx,
  params: ParsedParams<'ledgers.open-attachment'>,
): Result<'ledgers.open-attachment'> {
  const ledger = find(ctx, params.ledger);
  const file = filesOfRow(ctx.store, ledger, params.id).find((one) => one.id === params.fileId);
  const hash = hashOfRowFile(ctx.store, ledger, params.id, params.fileId);
  const bytes = hash === null ? null : keptBytes(ctx.store, hash);
  if (!file || bytes === null) throw new AppError('data.not-found', { what: '附件' });
  const output = ctx.files.output(file.name);
  writeFileSync(output.path, bytes);
  return output.finish();
}

export function keepFile(ctx: Ctx, params: ParsedParams<'ledgers.keep-file'>): Result<'ledgers.keep-file'> {
  find(ctx, params.ledger);
  const name = params.file.name.split('/').at(-1)!;
  const bytes = readAttachment(ctx.files.path(params.file.id), name);
  return { name, sha256: writeRecord(ctx.store, () => keepBytes(ctx.store, bytes)) };
}

/** A file that a field names, under the name that the field gives it; only what could be kept comes out again. */
export function openFile(ctx: Ctx, params: ParsedParams<'ledgers.open-file'>): Result<'ledgers.open-file'> {
  find(ctx, params.ledger);
  const bytes = keptBytes(ctx.store, params.file.sha256);
  if (bytes === null) throw new AppError('data.not-found', { what: `附件“${params.file.name}”` });
  const name = params.file.name.split(/[\\/]/).at(-1)!;
  refuseProgram(name, bytes);
  const output = ctx.files.output(name);
  writeFileSync(output.path, bytes);
  return output.finish();
}

export function findings(ctx: Ctx, params: ParsedParams<'ledgers.findings'>): Result<'ledgers.findings'> {
  const ledger = find(ctx, params.ledger);
  const { store } = ctx;
  const known = params.ids.filter((id) => getRow(store, ledger, id) !== null);
  if (known.length === 0) return { rows: [] };
  const drafts = known.map((id) => ({ id, values: {} }));
  const { rows } = saveRows(store, ledger, drafts, { operator: ctx.operator, period: null, apply: false });
  return { rows: rows.map((row, index) => ({ id: known[index]!, findings: row.findings })) };
}
