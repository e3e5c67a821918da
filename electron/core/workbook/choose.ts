// Choices for single cells of a planned file (5-preview/choices.ts): written into its answers, so that they outlive a restart.

import type { PlannedCell, PlannedFile } from '../../../shared/import/plan.js';
import { cellRef } from '../../../shared/import/plan.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { Ctx } from '../context.js';
import { CONFLICT, markBatchConflicts } from './5-preview/batch-conflicts.js';
import { applyChoices, isReceivable } from './5-preview/choices.js';
import { settleStatus } from './5-preview/plan-file.js';
import { getPlanFile, plannedAs, savePlanFile, savePlanFiles, type StoredFile } from './plan-store.js';
import { WaitingFiles } from './waiting-files.js';

/** Changes answers of a file by `edit` and brings its cells in line. */
function change(ctx: Ctx, planId: string, index: number, edit: (plan: StoredFile) => void): StoredFile {
  const plan = getPlanFile(ctx.store, planId, index);
  if (plan.header.status === 'imported') throw new AppError('data.stale', { what: '这个文件已经接收' });
  const left = leftCells(plan.header);
  edit(plan);
  applyChoices(plan);
  settleStatus(plan.header);
  // A cell that is left out no longer contradicts another file; one that is taken back may.
  const now = leftCells(plan.header);
  const hasConflict = plan.header.questions.some((question) => question.kind === CONFLICT);
  if (hasConflict || [...left].some((id) => !now.has(id))) settleConflicts(ctx, planId, plan);
  save(ctx, planId, plan);
  return plan;
}

function leftCells({ answers }: PlannedFile): ReadonlySet<string> {
  return new Set(Object.keys(answers).filter((id) => answers[id] === 'leave'));
}

function save(ctx: Ctx, planId: string, plan: StoredFile): void {
  savePlanFile(ctx.store, planId, plan, plan.path, plan.periodHint);
}

function settleConflicts(ctx: Ctx, planId: string, plan: StoredFile): void {
  const beside = filesAround(ctx, planId, [plan.header.index]).filter(
    ({ header }) => header.index !== plan.header.index,
  );
  saveChanged(ctx, planId, [plan, ...beside], (all) => markBatchConflicts(all));
}

/** The files of a plan that a change of these may concern, themselves among them; those that are received already are left out. */
export function filesAround(ctx: Ctx, planId: string, indexes: readonly number[]): StoredFile[] {
  const waiting = new WaitingFiles(ctx.store, planId);
  return waiting.around(indexes).map((index) => waiting.file(index));
}

/** Stores those that `edit` changed; it gets them in the order of the plan. */
export function saveChanged(ctx: Ctx, planId: string, files: StoredFile[], edit: (all: StoredFile[]) => void): void {
  const all = files.sort((a, b) => a.header.index - b.header.index);
  const before = all.map(plannedAs);
  edit(all);
  savePlanFiles(
    ctx.store,
    planId,
    all
      .filter((file, n) => plannedAs(file) !== before[n])
      .map((file) => ({ plan: file, path: file.path, period: file.periodHint })),
  );
}

/** import.choose */
export function chooseInFile(
  ctx: Ctx,
  planId: string,
  index: number,
  choices: { cells: Record<string, 'receive' | 'leave' | 'default'>; comparable: Record<string, string> },
): { file: PlannedFile; cells: PlannedCell[] } {
  const plan = change(ctx, planId, index, ({ header, cells }) => {
    const known = new Set(cells.map((cell) => cellRef(cell)));
    const unknown = [...Object.keys(choices.cells), ...Object.keys(choices.comparable)].find((ref) => !known.has(ref));
    if (unknown !== undefined) throw new AppError('data.not-found', { what: `单元格${unknown}` });
    for (const [ref, choice] of Object.entries(choices.cells))
      if (choice === 'default') delete header.answers[`cell:${ref}`];
      else header.answers[`cell:${ref}`] = choice;
    for (const [ref, note] of Object.entries(choices.comparable))
      if (note.trim() === '') delete header.answers[`comparable:${ref}`];
      else header.answers[`comparable:${ref}`] = note.trim();
  });
  return { file: plan.header, cells: plan.cells };
}

/** The cells of import.commit: only those, or all but those. */
export function chooseCells(
  ctx: Ctx,
  planId: string,
  index: number,
  cells: { receive?: string[] | undefined; leave?: string[] | undefined },
): void {
  change(ctx, planId, index, (plan) => {
    const receive = cells.receive ? new Set(cells.receive) : null;
    const leave = new Set(cells.leave);
    for (const cell of plan.cells) {
      const ref = cellRef(cell);
      if (!isReceivable(cell)) continue;
      if (leave.has(ref) || (receive && !receive.has(ref))) plan.header.answers[`cell:${ref}`] = 'leave';
      else if (receive?.has(ref)) plan.header.answers[`cell:${ref}`] = 'receive';
    }
  });
}
