// A session of importing: files are planned and the plan kept, files read once more; answers: answer-files.ts. The stages of one file
// (read → recognise → map → validate → preview) are called in read-and-plan.ts; the commit is 6-commit, the undo core/history.

import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { AppError } from '../../../shared/errors/app-error.js';
import type { ImportPlan } from '../../../shared/import/plan.js';
import { fileInWords, type FileRef } from '../../../shared/model/file-ref.js';
import type { Ctx } from '../context.js';
import { splitEntry } from './1-read/archive-path.js';
import { contentsOf } from './5-preview/file-pairs.js';
import { packedAway } from './5-preview/packed-plan.js';
import type { FilePlan } from './5-preview/plan-file.js';
import { answersWithoutCounterpart } from './between-files.js';
import { planWanted, type Wanted } from './plan-queue.js';
import {
  createPlan,
  getPlan,
  planFileReader,
  renewPlan,
  savePlanFiles,
  shownPlan,
  vocabularyVersion,
  type StoredFile,
} from './plan-store.js';

/** Plans files and keeps the plan, so that it survives a restart; nothing of them is stored as data. */
export async function planFiles(
  ctx: Ctx,
  files: FileRef[],
  options: { period: string | null; answers: Record<string, string> },
): Promise<ImportPlan> {
  const planId = randomUUID();
  const plans = await planWanted(ctx, wantedOf(ctx, files, options), { kept: packedAway });
  createPlan(ctx.store, planId);
  savePlanFiles(ctx.store, planId, plans);
  return shownPlan(ctx.store, planId);
}

/**
 * Reads all files of a plan that wait once more, each with its answers: after a unit, an indicator, a rule or a setting was
 * changed. Throws file.not-found where one is gone; that one stays as it was, the others are planned anew.
 */
export async function replanFiles(ctx: Ctx, planId: string): Promise<ImportPlan> {
  const { wanted, gone } = waitingFiles(ctx, planId);
  await planAgain(ctx, planId, wanted, gone.length === 0);
  if (gone.length > 0)
    throw new AppError('file.not-found', { name: gone.map(({ header }) => fileInWords(header.file)).join('、') });
  return shownPlan(ctx.store, planId);
}

/**
 * Further files beside those of a plan that wait, which keep their answers. All that waits is read once more: what a file would
 * change depends on the others. `repeated`: names of files that wait already, the very same content; they are not added twice.
 */
export async function addFiles(
  ctx: Ctx,
  planId: string,
  files: readonly FileRef[],
): Promise<{ plan: ImportPlan; repeated: string[] }> {
  const { wanted, gone } = waitingFiles(ctx, planId);
  const known = new Map(wanted.map((file) => [file.name, file]));
  const paths = new Set(wanted.map((file) => splitEntry(file.path).path));
  const isThere = ({ name, path }: Wanted): boolean => {
    const same = known.get(name);
    return paths.has(path) || (same !== undefined && same.sha256 !== '' && same.sha256 === hashOf(path));
  };
  const given = wantedOf(ctx, files, { period: null, answers: {} });
  const repeated = given.filter(isThere);
  const fresh = given.filter((file) => !repeated.includes(file));
  await planAgain(ctx, planId, [...wanted, ...fresh], gone.length === 0);
  return { plan: shownPlan(ctx.store, planId), repeated: repeated.map((file) => file.name) };
}

/** Files of a plan that are not received yet, as they are read again; `gone`: those whose file is no longer there. */
function waitingFiles(ctx: Ctx, planId: string): { wanted: (Wanted & { sha256: string })[]; gone: StoredFile[] } {
  const waiting = getPlan(ctx.store, planId)
    .files.filter((file) => file.status !== 'imported')
    .map((file) => file.index)
    .map(planFileReader(ctx.store, planId));
  const contents = contentsOf(waiting.map(({ header }) => header));
  const gone = waiting.filter((file) => !existsSync(splitEntry(file.path).path));
  const wanted = waiting
    .filter((file) => !gone.includes(file))
    .map(({ header, cells, path, periodHint, isSentBack }) => ({
      index: header.index,
      name: header.file,
      path,
      size: header.size,
      sha256: header.sha256,
      period: periodHint,
      answers: answersWithoutCounterpart({ header, cells }, header.answers, contents),
      ...(isSentBack === true ? { sentBack: header.sha256 } : {}),
    }));
  return { wanted, gone };
}

/** Reads all files that wait once more, those whose file is gone left as they are. */
export async function readAgain(ctx: Ctx, planId: string): Promise<void> {
  const { wanted, gone } = waitingFiles(ctx, planId);
  await planAgain(ctx, planId, wanted, gone.length === 0);
}

/** `isAll`: everything that waits is among them, so that the plan is as new as they are. */
async function planAgain(ctx: Ctx, planId: string, wanted: readonly Wanted[], isAll: boolean): Promise<void> {
  const firstIndex = 1 + Math.max(-1, ...getPlan(ctx.store, planId).files.map((file) => file.index));
  const plans = await planWanted(ctx, wanted, { kept: packedAway, firstIndex });
  savePlanFiles(ctx.store, planId, plans);
  if (isAll) renewPlan(ctx.store, planId, plans[0]?.plan.vocabulary ?? vocabularyVersion(ctx.store));
}

/** '' where it cannot be read: the reading says why. */
function hashOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return '';
  }
}

/** Plans files that nobody will look at, for receiving alone: the plans are the caller's, nothing is kept of them. */
export async function planToStore(
  ctx: Ctx,
  files: FileRef[],
  options: { period: string | null; answers: Record<string, string> },
): Promise<{ plan: FilePlan; path: string }[]> {
  return planWanted(ctx, wantedOf(ctx, files, options), { isToStore: true });
}

function wantedOf(
  ctx: Ctx,
  files: readonly FileRef[],
  options: { period: string | null; answers: Record<string, string> },
): Wanted[] {
  return files.map((file) => ({ name: file.name, path: ctx.files.path(file.id), size: file.size, ...options }));
}
