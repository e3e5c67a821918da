// Calls of the import.

import { writeFileSync } from 'node:fs';

import { fileInWords } from '../../../shared/model/file-ref.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { isAcceptable, openQuestions, isBlocking, type PlannedFile } from '../../../shared/import/plan.js';
import type { Ctx } from '../context.js';
import { readWorkbook } from '../read-workbook.js';
import { undoChangeSets, undoObstacle } from '../history/undo.js';
import { unpackedBytes, type KeptBytes } from '../store/original-file-store.js';
import { planRows } from '../store/plan-row-store.js';
import { write } from '../store/write.js';
import { writeRecord } from '../store/write.js';
import { cellText, Grid } from './2-recognise/grid.js';
import type { RawBook, RawSheet } from './1-read/raw-book.js';
import { receive } from './6-commit/receive.js';
import { answerFile, answerFiles } from './answer-files.js';
import { chooseCells } from './choose.js';
import { dropPlan, getPlan, getPlanFile, newestPlanId, shownPlan, updateHeader } from './plan-store.js';
import { changeAnswer, recognitionRules } from './recognition-memory.js';
import { addFiles, planFiles, replanFiles } from './session.js';

const SHOWN_ROWS = 2000;
const SHOWN_COLUMNS = 200;

export function plan(ctx: Ctx, params: ParsedParams<'import.plan'>): Promise<Result<'import.plan'>> {
  return planFiles(ctx, params.files, { period: params.period, answers: params.answers ?? {} });
}

export function get(ctx: Ctx, params: ParsedParams<'import.get'>): Result<'import.get'> {
  return shownPlan(ctx.store, params.planId);
}

export function openPlan(ctx: Ctx): Result<'import.open-plan'> {
  const planId = newestPlanId(ctx.store);
  return { plan: planId === null ? null : get(ctx, { planId }) };
}

export function cells(ctx: Ctx, params: ParsedParams<'import.cells'>): Result<'import.cells'> {
  const file = getPlanFile(ctx.store, params.planId, params.index);
  return { file: file.header, cells: file.cells };
}

export async function sheet(ctx: Ctx, params: ParsedParams<'import.sheet'>): Promise<Result<'import.sheet'>> {
  const file = getPlanFile(ctx.store, params.planId, params.index);
  const book = await readWorkbook(ctx, { path: file.path, name: file.header.file });
  return drawn(book, book.sheets[params.sheet]);
}

/** The kept original at the sheet of a source cell, as it was received (rules.md 3: the original text is kept). */
export async function originalSheet(
  ctx: Ctx,
  params: ParsedParams<'import.original-sheet'>,
): Promise<Result<'import.original-sheet'>> {
  const kept = original(ctx, { importFileId: params.importFileId });
  const book = await readWorkbook(ctx, { path: ctx.files.path(kept.id), name: kept.name });
  return drawn(
    book,
    book.sheets.find((candidate) => candidate.name === params.sheet),
  );
}

/** What the reading view draws of a sheet. */
export function drawn(book: RawBook, found: RawSheet | undefined): Result<'import.sheet'> {
  if (!found) throw new AppError('data.not-found', { what: '工作表' });
  const grid = new Grid(found, book.date1904);
  const shown = found.cells.filter((cell) => cell.r < SHOWN_ROWS && cell.c < SHOWN_COLUMNS);
  return {
    rows: Math.min(grid.rowCount, SHOWN_ROWS),
    columns: Math.min(grid.columnCount, SHOWN_COLUMNS),
    cells: shown.map((cell) => ({ r: cell.r, c: cell.c, text: grid.textOf(cell), numeric: cell.t === 'n' })),
    merges: found.merges.filter((merge) => merge[0] < SHOWN_ROWS && merge[1] < SHOWN_COLUMNS),
    truncated: shown.length < found.cells.length,
  };
}

export async function inspect(ctx: Ctx, params: ParsedParams<'import.inspect'>): Promise<Result<'import.inspect'>> {
  const book = await readWorkbook(ctx, { path: ctx.files.path(params.file.id), name: params.file.name });
  return {
    kind: book.kind,
    remarks: book.remarks.map((remark) => remark.code),
    sheets: book.sheets.map((found) => {
      let numeric = 0;
      // Neumaier: large numbers that cancel out would leave their rounding behind.
      let sum = 0;
      let lost = 0;
      let noValue = 0;
      for (const cell of found.cells) {
        if (cell.t === 'f') noValue += 1;
        if (cell.t !== 'n') continue;
        numeric += 1;
        const value = cell.v as number;
        const next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
      }
      return {
        name: found.name,
        state: found.state,
        isTable: found.notATable !== true,
        nonempty: found.cells.length,
        numeric,
        sum: sum + lost,
        noValue,
        cells: found.cells
          .slice(0, params.cells)
          .map((cell) => ({ r: cell.r, c: cell.c, text: cellText(cell, book.date1904), numeric: cell.t === 'n' })),
      };
    }),
  };
}

export function answer(ctx: Ctx, params: ParsedParams<'import.answer'>): Promise<Result<'import.answer'>> {
  return answerFile(ctx, params.planId, params.index, params.answers);
}

export async function answerAll(
  ctx: Ctx,
  params: ParsedParams<'import.answer-all'>,
): Promise<Result<'import.answer-all'>> {
  return { files: await answerFiles(ctx, params.planId, params.files) };
}

export function add(ctx: Ctx, params: ParsedParams<'import.add'>): Promise<Result<'import.add'>> {
  return addFiles(ctx, params.planId, params.files);
}

export function replan(ctx: Ctx, params: ParsedParams<'import.replan'>): Promise<Result<'import.replan'>> {
  return replanFiles(ctx, params.planId);
}

/** Each file in its own transaction; one that fails leaves the others as they are and says why. */
export function commit(ctx: Ctx, params: ParsedParams<'import.commit'>): Result<'import.commit'> {
  for (const { index, cells } of params.files) if (cells) chooseCells(ctx, params.planId, index, cells);
  const current = getPlan(ctx.store, params.planId);
  const chosen = params.files.map(({ index, partial, reason }) => ({
    file: current.files.find((file) => file.index === index),
    partial,
    reason: reason ?? params.reason ?? '',
  }));
  if (chosen.some(({ file }) => file === undefined)) throw new AppError('data.plan-gone');
  const ready = chosen as { file: PlannedFile; partial: boolean; reason: string }[];
  const again = ready.find(({ file }) => file.status === 'imported');
  if (again) throw new AppError('data.stale', { what: `文件“${fileInWords(again.file.file)}”已经接收` });
  const blocked = ready.find(({ file, partial }) => !isAcceptable(file) && !(partial && file.status === 'asks'));
  if (blocked) {
    const count = blocked.file.issues.filter(isBlocking).length + openQuestions(blocked.file).length;
    throw new AppError('data.blocked', { name: fileInWords(blocked.file.file), count });
  }
  const { batchId, stored, rows } = receive(
    ctx,
    ready.map(({ file, partial, reason }) => ({
      name: file.file,
      load: () => {
        const { path, ...stands } = getPlanFile(ctx.store, params.planId, file.index);
        return {
          plan: { ...stands, ledgers: planRows(ctx.store, params.planId, file.index) },
          path,
          partial,
          reason,
          onStored: (header) => updateHeader(ctx.store, params.planId, header),
        };
      },
    })),
    { atOnce: 1 },
  );
  return { batchId, files: getPlan(ctx.store, params.planId).files, stored, rows };
}

export function discard(ctx: Ctx, params: ParsedParams<'import.discard'>): Result<'import.discard'> {
  dropPlan(ctx.store, params.planId);
  return {};
}

interface BatchFileRow {
  id: number;
  change_set_id: number;
  file: string;
  form: string;
  stored: number;
  report: string;
  undone_by: number | null;
}

function filesOf(ctx: Ctx, batchId: number): BatchFileRow[] {
  return ctx.store.db
    .prepare(
      `SELECT f.id, f.change_set_id, f.file, f.form, f.stored, f.report, c.undone_by FROM import_file f
       JOIN change_set c ON c.id = f.change_set_id WHERE f.batch_id = ? ORDER BY f.id`,
    )
    .all(batchId) as BatchFileRow[];
}

export function batches(ctx: Ctx, params: ParsedParams<'import.batches'>): Result<'import.batches'> {
  const rows = ctx.store.db
    .prepare('SELECT id, at, operator, label FROM import_batch ORDER BY id DESC LIMIT ?')
    .all(params.limit) as {
    id: number;
    at: string;
    operator: string;
    label: string;
  }[];
  return {
    batches: rows.map((row) => {
      const files = filesOf(ctx, row.id);
      const undone = files.every((file) => file.undone_by !== null);
      const live = files.filter((file) => file.undone_by === null).map((file) => file.change_set_id);
      const undoBlockedBy = undone ? '' : undoObstacle(ctx.store, live);
      return {
        ...row,
        files: files.map((file) => {
          const report = JSON.parse(file.report) as PlannedFile;
          return {
            id: file.id,
            file: file.file,
            form: file.form,
            status: file.undone_by === null ? ('imported' as const) : ('undone' as const),
            units: report.units,
            periods: report.periods,
            stored: file.stored,
            issues: report.issues.length,
            toReturn: report.issues.filter((issue) => issue.severity !== 'hint' && issue.waiver === undefined).length,
          };
        }),
        undone,
        canUndo: !undone && undoBlockedBy === '',
        undoBlockedBy,
      };
    }),
  };
}

export function undo(ctx: Ctx, params: ParsedParams<'import.undo'>): Result<'import.undo'> {
  const files = filesOf(ctx, params.batchId);
  const live = files.filter((file) => file.undone_by === null);
  if (files.length === 0) throw new AppError('data.not-found', { what: '导入记录' });
  if (live.length === 0)
    throw new AppError('data.undo-conflict', { step: '撤销', label: '导入', what: '这次导入已经撤销过' });
  const values = live.reduce((sum, file) => sum + file.stored, 0);
  undoChangeSets(
    ctx.store,
    live.map((file) => file.change_set_id),
    { label: `撤销：导入${live.length}个文件`, operator: ctx.operator },
  );
  writeRecord(ctx.store, () =>
    ctx.store.db.prepare('UPDATE import_batch SET undone_at = ? WHERE id = ?').run(ctx.store.now(), params.batchId),
  );
  return { files: live.length, values };
}

export function original(ctx: Ctx, params: ParsedParams<'import.original'>): Result<'import.original'> {
  const row = ctx.store.db
    .prepare(
      'SELECT f.file, o.encoding, o.bytes FROM import_file f JOIN original_file o ON o.sha256 = f.sha256 WHERE f.id = ?',
    )
    .get(params.importFileId) as ({ file: string } & KeptBytes) | undefined;
  if (!row) throw new AppError('data.not-found', { what: '原始文件' });
  const output = ctx.files.output(row.file.split('/').at(-1)!);
  writeFileSync(output.path, unpackedBytes(row));
  return output.finish();
}

export function recognitionList(ctx: Ctx): Result<'recognition.list'> {
  return { rules: recognitionRules(ctx.store) };
}

export function recognitionChange(ctx: Ctx, params: ParsedParams<'recognition.change'>): Result<'recognition.change'> {
  write(
    ctx.store,
    { kind: 'recognition', label: '修改识别规则', operator: ctx.operator, topics: ['recognition'] },
    () => changeAnswer(ctx.store, params.id, params.value),
  );
  return {};
}

export function recognitionRemove(ctx: Ctx, params: ParsedParams<'recognition.remove'>): Result<'recognition.remove'> {
  write(
    ctx.store,
    { kind: 'recognition', label: '删除识别规则', operator: ctx.operator, topics: ['recognition'] },
    () => ctx.store.db.prepare('DELETE FROM recognition_memory WHERE id = ?').run(params.id),
  );
  return {};
}
