// Many files of one plan: read ahead, planned one after the other, archives opened, then settled between them.

import { AppError } from '../../../shared/errors/app-error.js';
import { openQuestions } from '../../../shared/import/plan.js';
import type { Ctx } from '../context.js';
import { joinEntry } from './1-read/archive-path.js';
import type { UnderstoodResult } from './1-read/parser-client.js';
import { markBatchConflicts } from './5-preview/batch-conflicts.js';
import { markLedgerRepeats } from './5-preview/ledger-repeats.js';
import type { FilePlan } from './5-preview/plan-file.js';
import { addPending, keepConflictAnswers, noteDuplicateFiles, yearOfPlan } from './between-files.js';
import { planEnvironment, type PlanEnvironment } from './plan-env.js';
import { readAndPlan, refusedPlan, startReading, type Given } from './read-and-plan.js';

export interface Wanted {
  name: string;
  path: string;
  size: number;
  /** From the officer, for files that state none. */
  period: string | null;
  answers: Record<string, string>;
  /** Of a plan that exists already. */
  index?: number;
  /** Of the content that was sent back, where it was. */
  sentBack?: string;
}

export interface Queued extends Wanted {
  reading?: Promise<UnderstoodResult>;
}

/** Small files that are read ahead of the one that is planned, in number and in bytes together. */
const MOST_AHEAD = 8;
const BYTES_AHEAD = 2 * 1024 * 1024;

/** The next files are read while this one is planned: they are different processes. One at least, more where they are small. */
export function readAhead(
  queue: readonly Queued[],
  at: number,
  start: (file: Queued) => Promise<UnderstoodResult>,
): void {
  let bytes = 0;
  for (let n = at; n < Math.min(queue.length, at + 1 + MOST_AHEAD); n += 1) {
    const file = queue[n]!;
    bytes += n > at ? file.size : 0;
    if (n > at + 1 && bytes > BYTES_AHEAD) return;
    file.reading ??= start(file);
  }
}

/** A .zip stands for the files inside it: each is read, planned and received alone, named 压缩包.zip/内部名.xlsx. */
async function openArchive(
  ctx: Ctx,
  file: { index: number; name: string; path: string },
): Promise<Pick<Wanted, 'name' | 'path' | 'size'>[] | FilePlan> {
  try {
    const entries = await ctx.parser.list(file, {
      isCancelled: () => ctx.job.isCancelled(),
      signal: ctx.job.signal,
    });
    return entries.map((entry) => ({
      name: `${file.name}/${entry}`,
      path: joinEntry(file.path, entry),
      size: BYTES_AHEAD, // not known here
    }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'job.cancelled') throw error;
    return refusedPlan(file.index, file.name, error);
  }
}

interface PlanningOptions {
  /** What is held of each plan while the others are read. */
  kept?: (plan: FilePlan) => FilePlan;
  /** Of the files that have none yet. */
  firstIndex?: number;
  isToStore?: boolean;
}

/** Plans files in their order and settles what they mean for each other. */
export async function planWanted(
  ctx: Ctx,
  files: readonly Wanted[],
  { kept = (plan) => plan, firstIndex = 0, isToStore = false }: PlanningOptions = {},
): Promise<{ plan: FilePlan; path: string; period: string | null }[]> {
  const env = planEnvironment(ctx, isToStore);
  const plans: (Pick<Wanted, 'path' | 'period' | 'answers'> & { plan: FilePlan; sentBack: string | undefined })[] = [];
  const cityTables: typeof plans = [];
  const indicatorId = (code: string): number | undefined => env.base.indicators.get(code)?.id;
  const queue: Queued[] = files.map((file) => ({ ...file }));
  let free = firstIndex;
  for (let done = 0; done < queue.length; done += 1) {
    const { name, path, period, answers, index: known, sentBack } = queue[done]!;
    ctx.job.step({ done, total: queue.length, stage: `读取 ${name}` });
    const index = known ?? free;
    readAhead(queue, done, (next) => startReading(ctx, env, next, next));
    const { reading } = queue[done]!;
    delete queue[done]!.reading;
    let plan = await readAndPlan(ctx, env, { index, name, path }, { period, answers }, reading);
    if (plan.header.issues.some((issue) => issue.rule === 'file.archive')) {
      const inside = await openArchive(ctx, { index, name, path });
      if (Array.isArray(inside)) {
        queue.splice(done + 1, 0, ...inside.map((entry) => ({ ...entry, period, answers })));
        continue;
      }
      plan = inside;
    }
    if (index === free) free += 1;
    plans.push({ plan: kept(plan), path, period, answers, sentBack });
    if (sentBack === plan.header.sha256) continue;
    if (plan.header.form === 'unit-table') cityTables.push(plans.at(-1)!);
    else addPending(plan, env.view, indicatorId);
  }
  // City tables once more, now that the districts' own figures of this plan are known.
  for (const entry of cityTables) {
    const { header } = entry.plan;
    if (plans.length === cityTables.length) break;
    entry.plan = kept(await readAndPlan(ctx, env, { index: header.index, name: header.file, path: entry.path }, entry));
    addPending(entry.plan, env.view, indicatorId);
  }
  await fillYears(ctx, env, plans);
  const all = plans.map((entry) => entry.plan);
  markLedgerRepeats(all, (id) => env.ledgers.heads.ledgers.find((ledger) => ledger.id === id));
  for (const { plan, answers, sentBack } of plans) {
    keepConflictAnswers(plan, answers);
    plan.isSentBack = sentBack === plan.header.sha256;
  }
  noteDuplicateFiles(ctx, all);
  markBatchConflicts(all);
  ctx.job.step({ done: queue.length, total: queue.length, stage: '整理结果' });
  return plans;
}

/** A ledger that states no year belongs to the one that all other files of the import state; said in the preview. */
async function fillYears(
  ctx: Ctx,
  env: PlanEnvironment,
  plans: (Given & { plan: FilePlan; path: string })[],
): Promise<void> {
  const planYear = yearOfPlan(plans.map(({ plan }) => plan.header));
  if (planYear === null) return;
  for (const entry of plans) {
    const { header } = entry.plan;
    if (!openQuestions(header).some((question) => question.kind === 'ledger-year')) continue;
    const file = { index: header.index, name: header.file, path: entry.path };
    entry.plan = await readAndPlan(ctx, { ...env, ledgers: { ...env.ledgers, planYear } }, file, entry);
  }
}
