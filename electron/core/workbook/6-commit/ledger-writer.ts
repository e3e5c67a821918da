// Writes the planned rows of a file's ledger sheets with the place that each came from. Refuses where a stored row is no longer
// the one that the plan was compared with. Call inside write().

import { fileInWords } from '../../../../shared/model/file-ref.js';
import { AppError } from '../../../../shared/errors/app-error.js';
import type { PlannedLedger } from '../../../../shared/import/ledger-rows.js';
import type { Ledger, LedgerRow } from '../../../../shared/ledgers/define.js';
import type { Ctx } from '../../context.js';
import { writeRows, type RowWriter } from '../../ledgers/save.js';
import { setFormerUnits } from '../../store/former-unit-store.js';
import { extraFields, findLedger, ownDefinition, saveDefinition } from '../../store/ledger-list.js';
import { filledFields } from '../../store/ledger-insert.js';
import { getRow, lastRowId } from '../../store/ledger-store.js';
import { addLedgerSubmission } from '../../store/ledger-submission-store.js';
import { RowSourceWriter } from '../../store/row-source-store.js';
import { comparable, StoredRows } from '../5-preview/ledger-matches.js';
import type { LedgerPlanRow } from '../5-preview/ledger-plan-row.js';
import { isRowChoice, rowChoice } from '../5-preview/ledger-sheets.js';
import type { FilePlan } from '../5-preview/plan-file.js';

export interface LedgerWriteIds {
  changeSetId: number;
  importFileId: number;
}

/** Rows that a commit writes: a change only after a yes for the sheet or the row, and never one that the officer left out. */
function isWritable(plan: FilePlan, sheetIndex: number, row: LedgerPlanRow): boolean {
  if (row.fate !== 'new' && row.fate !== 'changed') return false;
  const { answers, questions } = plan.header;
  const choice = answers[rowChoice(sheetIndex, row.r)];
  if (choice === 'leave') return false;
  if (row.fate === 'new') return true;
  const update = updateId(sheetIndex);
  return (
    choice === 'receive' ||
    !questions.some((question) => question.id === update) ||
    answers[update] === 'accept' ||
    answers[update] === 'correct'
  );
}

function updateId(sheetIndex: number): string {
  return `ledger-update:${sheetIndex}`;
}

/** Returns how many rows were stored. */
export function writeLedgers(ctx: Ctx, plan: FilePlan, ids: LedgerWriteIds): number {
  let stored = 0;
  for (const { ledger, fields } of plan.detail.ledgerFields ?? []) addFields(ctx, ledger, fields);
  for (const { sheetIndex, rows } of plan.ledgers ?? []) {
    const summary = plan.header.ledgers?.find((one) => one.sheetIndex === sheetIndex);
    const ledger = summary && findLedger(ctx.store, summary.ledger);
    if (!ledger) throw new AppError('data.stale', { what: `台账“${summary?.title ?? ''}”已不存在` });
    const isEach = !hasRowChoices(plan);
    const writable = rows.filter((row) => (isEach && row.fate === 'new') || isWritable(plan, sheetIndex, row));
    const written = new SheetWriter(ctx, plan, summary, ledger, ids).write(writable);
    stored += written;
    noteSubmission(ctx.store, summary, { ...ids, rows: rowsHandedIn(plan, sheetIndex, rows), stored: written });
  }
  // 本期无: a sheet without rows has none in the plan.
  for (const summary of plan.header.ledgers ?? [])
    if (plan.ledgers?.some(({ sheetIndex }) => sheetIndex === summary.sheetIndex) !== true)
      noteSubmission(ctx.store, summary, { ...ids, rows: 0, stored: 0 });
  return stored;
}

/** True where something was chosen for single rows: else no row need be asked for its answer. */
function hasRowChoices({ header }: FilePlan): boolean {
  return Object.keys(header.answers).some(isRowChoice);
}

/** Rows of the sheet that are in the ledger now; null: it holds rows, and none of them is. */
function rowsHandedIn(plan: FilePlan, sheetIndex: number, rows: readonly LedgerPlanRow[]): number | null {
  const { answers } = plan.header;
  const hasChoices = hasRowChoices(plan);
  const isLeft = (r: number): boolean => hasChoices && answers[rowChoice(sheetIndex, r)] === 'leave';
  const isTaken = ({ fate, r }: LedgerPlanRow): boolean =>
    fate === 'same' || ((fate === 'new' || fate === 'changed') && !isLeft(r));
  const count = rows.filter(isTaken).length;
  return count === 0 && rows.length > 0 ? null : count;
}

/** What came in, for the board: also a sheet without a row, where our own form asked for it (本期无). */
function noteSubmission(
  store: Ctx['store'],
  { ledger, submission }: PlannedLedger,
  { changeSetId, importFileId, rows, stored }: LedgerWriteIds & { rows: number | null; stored: number },
): void {
  if (!submission || rows === null) return;
  const { unitId, period, toldBy } = submission;
  const told = { ledger, unitId, period, toldBy, changeSetId, importFileId };
  addLedgerSubmission(store, { ...told, rows, stored, receivedOn: null, reason: '' });
}

/** Columns that the officer keeps as fields of the ledger. */
function addFields(
  ctx: Ctx,
  ledger: string,
  fields: NonNullable<FilePlan['detail']['ledgerFields']>[number]['fields'],
): void {
  const own = ownDefinition(ctx.store, ledger);
  const known = own?.fields ?? extraFields(ctx.store, ledger);
  const added = new Map(fields.map((field) => [field.name, field]));
  const kept = known.map((field) => added.get(field.name) ?? field);
  const fresh = fields.filter((field) => !known.some((one) => one.name === field.name));
  saveDefinition(ctx.store, ledger, { ...own, fields: [...kept, ...fresh] });
}

function* added(rows: readonly LedgerPlanRow[]): Generator<LedgerRow> {
  for (const { fate, row } of rows) if (fate === 'new') yield row;
}

class SheetWriter {
  readonly #fields: string[];
  /** Rows beyond it were written by this very file. */
  readonly #last: number;

  constructor(
    readonly ctx: Ctx,
    readonly plan: FilePlan,
    readonly summary: PlannedLedger,
    readonly ledger: Ledger,
    readonly ids: LedgerWriteIds,
  ) {
    this.#fields = summary.columns.flatMap((column) => column.field ?? []);
    this.#last = lastRowId(ctx.store, ledger);
  }

  write(rows: readonly LedgerPlanRow[]): number {
    const { store, operator } = this.ctx;
    const filled = filledFields(this.ledger, added(rows));
    const { unitSince = null, sheetIndex } = this.summary;
    const isCorrection = this.plan.header.answers[updateId(sheetIndex)] === 'correct';
    const how = { operator, rows: rows.length, filled, unitSince: isCorrection ? null : unitSince };
    return writeRows(store, this.ledger, how, (writer) => this.#writeAll(rows, writer));
  }

  #writeAll(rows: readonly LedgerPlanRow[], writer: RowWriter): number {
    const { store } = this.ctx;
    const known = new StoredRows(store, this.ledger, this.#fields, rows.length);
    const { changeSetId, importFileId } = this.ids;
    const { sheet, sheetIndex } = this.summary;
    const sources = new RowSourceWriter(store, {
      changeSetId,
      ledger: this.ledger.id,
      importFileId,
      sheet,
      sheetIndex,
    });
    let stored = 0;
    for (const [done, row] of rows.entries()) {
      if (done % 1000 === 0) this.ctx.job.step({ done, total: rows.length, stage: `接收${this.ledger.title}` });
      const id = row.fate === 'new' ? this.#add(row, known, writer) : this.#change(row, writer);
      if (id === null) continue;
      stored += 1;
      sources.add({ rowId: id, line: row.r + 1, texts: row.texts });
    }
    sources.finish();
    return stored;
  }

  #stale(row: LedgerPlanRow): AppError {
    return new AppError('data.stale', {
      what: `“${fileInWords(this.plan.header.file)}”第${row.r + 1}行在台账中的内容与预览时不同`,
    });
  }

  #isSame(row: LedgerRow, stored: LedgerRow): boolean {
    return this.#fields.every((name) => row[name] === null || comparable(row[name]) === comparable(stored[name]));
  }

  /** Null: another file of this plan has brought the same record meanwhile. */
  #add(row: LedgerPlanRow, known: StoredRows, writer: RowWriter): number | null {
    for (const id of known.matches(row.row)) {
      if (id > this.#last || row.known?.includes(id) === true) continue;
      if (this.#isSame(row.row, known.row(id))) return null;
      throw this.#stale(row);
    }
    const id = writer.write({ before: null, row: row.row });
    if (row.former !== undefined) setFormerUnits(this.ctx.store, this.ledger, id, row.former);
    return id;
  }

  #change(row: LedgerPlanRow, writer: RowWriter): number {
    const { store } = this.ctx;
    const before = row.id === null ? null : getRow(store, this.ledger, row.id);
    const names = Object.keys(row.before ?? {});
    if (before === null || names.some((name) => comparable(before.row[name]) !== comparable(row.before![name])))
      throw this.#stale(row);
    const changed = Object.fromEntries(names.map((name) => [name, row.row[name] ?? null]));
    return writer.write({ before, row: { ...before.row, ...changed } });
  }
}
