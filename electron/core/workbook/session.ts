// A session of importing: files are planned and the plan kept, questions answered, files read once more. The stages of one file
// (read → recognise → map → validate → preview) are called in read-and-plan.ts; the commit is 6-commit, the undo core/history.

import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { AppError } from '../../../shared/errors/app-error.js';
import type { ImportPlan, PlannedFile } from '../../../shared/import/plan.js';
import { fileInWords, type FileRef } from '../../../shared/model/file-ref.js';
import type { Ctx } from '../context.js';
import { planRows } from '../store/plan-row-store.js';
import { splitEntry } from './1-read/archive-path.js';
import { markBatchConflicts } from './5-preview/batch-conflicts.js';
import { markLedgerRepeats } from './5-preview/ledger-repeats.js';
import type { FilePlan } from './5-preview/plan-file.js';
import { withoutChecks } from './5-preview/without-checks.js';
import {
  addPending,
  answersWithoutCounterpart,
  keepConflictAnswers,
  shareConflictAnswers,
  yearOfPlan,
} from './between-files.js';
import { planEnvironment } from './plan-env.js';
import { planWanted, type Wanted } from './plan-queue.js';
import {
  createPlan,
  getPlan,
  getPlanFile,
  isOfThisFormat,
  plannedAs,
  renewPlan,
  savePlanFile,
  shownPlan,
  vocabularyVersion,
} from './plan-store.js';
import { readAndPlan } from './read-and-plan.js';

/** Plans files and keeps the plan, so that it survives a restart; nothing of them is stored as data. */
export async function planFiles(
  ctx: Ctx,
  files: FileRef[],
  options: { period: string | null; answers: Record<string, string> },
): Promise<ImportPlan> {
  const planId = randomUUID();
  const plans = await planWanted(ctx, wantedOf(ctx, files, options));
  createPlan(ctx.store, planId);
  for (const { plan, path } of plans) savePlanFile(ctx.store, planId, plan, path, options.period);
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

type StoredFile = ReturnType<typeof getPlanFile>;

/** Files of a plan that are not received yet, as they are read again; `gone`: those whose file is no longer there. */
function waitingFiles(ctx: Ctx, planId: string): { wanted: (Wanted & { sha256: string })[]; gone: StoredFile[] } {
  const waiting = getPlan(ctx.store, planId)
    .files.filter((file) => file.status !== 'imported')
    .map((file) => getPlanFile(ctx.store, planId, file.index));
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
      answers: answersWithoutCounterpart({ header, cells }, header.answers, waiting),
      ...(isSentBack === true ? { sentBack: header.sha256 } : {}),
    }));
  return { wanted, gone };
}

/** `isAll`: everything that waits is among them, so that the plan is as new as they are. */
async function planAgain(ctx: Ctx, planId: string, wanted: readonly Wanted[], isAll: boolean): Promise<void> {
  const firstIndex = 1 + Math.max(-1, ...getPlan(ctx.store, planId).files.map((file) => file.index));
  const plans = await planWanted(ctx, wanted, { firstIndex });
  for (const { plan, path, period } of plans) savePlanFile(ctx.store, planId, plan, path, period);
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
  return planWanted(ctx, wantedOf(ctx, files, options), { kept: withoutChecks });
}

function wantedOf(
  ctx: Ctx,
  files: readonly FileRef[],
  options: { period: string | null; answers: Record<string, string> },
): Wanted[] {
  return files.map((file) => ({ name: file.name, path: ctx.files.path(file.id), size: file.size, ...options }));
}

/**
 * Plans one file anew with more answers; the other files of the plan keep theirs. What an earlier version of the program asked is
 * read once more first, all files together: its questions may be others now.
 */
export async function answerFile(
  ctx: Ctx,
  planId: string,
  index: number,
  answers: Record<string, string>,
): Promise<PlannedFile> {
  const found = getPlanFile(ctx.store, planId, index);
  if (found.header.status === 'imported') throw new AppError('data.stale', { what: '这个文件已经接收' });
  if (!isOfThisFormat(found)) {
    const { wanted, gone } = waitingFiles(ctx, planId);
    await planAgain(ctx, planId, wanted, gone.length === 0);
  }
  const stored = getPlan(ctx.store, planId);
  const target = getPlanFile(ctx.store, planId, index);
  const env = planEnvironment(ctx);
  env.ledgers.planYear = yearOfPlan(stored.files.filter((file) => file.index !== index));
  const indicatorId = (code: string): number | undefined => env.base.indicators.get(code)?.id;
  const others = stored.files
    .filter((file) => file.index !== index && file.status !== 'imported')
    .map((file) => getPlanFile(ctx.store, planId, file.index));
  for (const other of others)
    if (other.isSentBack !== true && (other.header.form !== 'unit-table' || target.header.form === 'unit-table'))
      addPending(other, env.view, indicatorId);
  const waiting = [target, ...others];
  const merged = answersWithoutCounterpart(target, { ...target.header.answers, ...answers }, waiting);
  const before = others.map(plannedAs);
  for (const other of others) shareConflictAnswers(other, answers);
  const plan = await readAndPlan(
    ctx,
    env,
    { index, name: target.header.file, path: target.path },
    { period: target.periodHint, answers: merged },
  );
  keepConflictAnswers(plan, merged);
  plan.isSentBack = target.isSentBack === true && plan.header.sha256 === target.header.sha256;
  if (plan.header.sha256 !== target.header.sha256)
    plan.header.issues.push({
      severity: 'hint',
      rule: 'file-changed',
      sheet: null,
      cell: null,
      message: '文件在预览之后被修改过，已按现在的内容重新读取。',
    });
  if ((plan.ledgers ?? []).length > 0) {
    for (const other of others)
      if ((other.header.ledgers ?? []).length > 0) other.ledgers = planRows(ctx.store, planId, other.header.index);
    const all = [plan, ...others].sort((a, b) => a.header.index - b.header.index);
    markLedgerRepeats(all, (id) => env.ledgers.heads.ledgers.find((ledger) => ledger.id === id));
  }
  markBatchConflicts([plan, ...others]);
  savePlanFile(ctx.store, planId, plan, target.path, target.periodHint);
  others.forEach((other, n) => {
    if (plannedAs(other) !== before[n]) savePlanFile(ctx.store, planId, other, other.path, other.periodHint);
  });
  return getPlan(ctx.store, planId).files.find((file) => file.index === index) ?? plan.header;
}
