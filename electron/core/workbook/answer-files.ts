// Answers to questions of files: each of those files is planned anew, beside all that wait with it. The same question is asked in
// many files and answered once, so that many are planned together: one after the other each would open all the others.

import type { PlannedFile } from '../../../shared/import/plan.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { Ctx } from '../context.js';
import { ledgersOf } from '../store/ledger-list.js';
import { planRows } from '../store/plan-row-store.js';
import { markBatchConflicts } from './5-preview/batch-conflicts.js';
import { contentsOf } from './5-preview/file-pairs.js';
import { markLedgerRepeats } from './5-preview/ledger-repeats.js';
import { packedAway } from './5-preview/packed-plan.js';
import type { FilePlan } from './5-preview/plan-file.js';
import {
  addPending,
  answersWithoutCounterpart,
  keepConflictAnswers,
  shareConflictAnswers,
  yearBeside,
} from './between-files.js';
import { planEnvironment, type PlanEnvironment } from './plan-env.js';
import { readAhead, type Queued } from './plan-queue.js';
import { getPlan, isOfThisFormat, plannedAs, savePlanFiles, type StoredFile } from './plan-store.js';
import { readAndPlan, startReading } from './read-and-plan.js';
import { readAgain } from './session.js';
import { WaitingFiles } from './waiting-files.js';

/** Answers given for one file of a plan. */
export interface Answered {
  index: number;
  answers: Record<string, string>;
}

/** Plans one file anew with more answers; the other files of the plan keep theirs. */
export async function answerFile(
  ctx: Ctx,
  planId: string,
  index: number,
  answers: Record<string, string>,
): Promise<PlannedFile> {
  const files = await answerFiles(ctx, planId, [{ index, answers }]);
  return files.find((file) => file.index === index)!;
}

/**
 * Plans several files anew, all or none of them; returns these and the others that are not as they were. What an earlier version
 * of the program asked is read once more first, all files together: its questions may be others now.
 */
export async function answerFiles(ctx: Ctx, planId: string, answered: readonly Answered[]): Promise<PlannedFile[]> {
  const answers = new Map<number, Record<string, string>>();
  for (const one of answered) answers.set(one.index, { ...answers.get(one.index), ...one.answers });
  let waiting = new WaitingFiles(ctx.store, planId, { isLight: true });
  const open = (): StoredFile[] => {
    const here = new Set(waiting.headers.map(({ index }) => index));
    const indexes = [...answers.keys()].sort((a, b) => a - b);
    if (indexes.some((index) => !here.has(index))) throw new AppError('data.stale', { what: '这个文件已经接收' });
    return indexes.map((index) => waiting.file(index));
  };
  if (!open().every(isOfThisFormat)) {
    await readAgain(ctx, planId);
    waiting = new WaitingFiles(ctx.store, planId, { isLight: true });
  }
  const targets = open();
  const shared = Object.assign({}, ...answers.values()) as Record<string, string>;
  for (const target of targets) shareConflictAnswers(target, shared);
  await planAnew(ctx, planId, { waiting, targets, answers });
  const hadLedgers = targets.some(({ header }) => (header.ledgers ?? []).length > 0);
  const changed = settleBeside(ctx, planId, { waiting, shared, planned: new Set(answers.keys()), hadLedgers });
  savePlanFiles(
    ctx.store,
    planId,
    changed.map((file) => ({ plan: file, path: file.path, period: file.periodHint })),
  );
  const indexes = new Set(changed.map(({ header }) => header.index));
  return getPlan(ctx.store, planId).files.filter((file) => indexes.has(file.index));
}

/** Settles between files what new plans mean for the others that they concern; returns them with those that are not as they were. */
function settleBeside(
  ctx: Ctx,
  planId: string,
  given: {
    waiting: WaitingFiles;
    shared: Readonly<Record<string, string>>;
    planned: ReadonlySet<number>;
    /** Before they were planned anew. */
    hadLedgers: boolean;
  },
): StoredFile[] {
  const { waiting, shared, planned, hadLedgers } = given;
  const concerned = new Set(waiting.around([...planned]));
  const hasLedgers = hadLedgers || [...planned].some((index) => (waiting.file(index).ledgers ?? []).length > 0);
  if (hasLedgers)
    for (const { index, ledgers } of waiting.headers) if ((ledgers ?? []).length > 0) concerned.add(index);
  const all = [...concerned].sort((a, b) => a - b).map((index) => waiting.file(index));
  const before = all.map(plannedAs);
  const others = all.filter(({ header }) => !planned.has(header.index));
  for (const other of others) shareConflictAnswers(other, shared);
  let besideOthers: ReadonlySet<FilePlan> = new Set();
  if (hasLedgers) {
    for (const other of others)
      if ((other.header.ledgers ?? []).length > 0) other.ledgers = planRows(ctx.store, planId, other.header.index);
    const ledgers = ledgersOf(ctx.store);
    besideOthers = markLedgerRepeats(all, (id) => ledgers.find((ledger) => ledger.id === id));
  }
  markBatchConflicts(all);
  return all.filter(
    (file, n) => planned.has(file.header.index) || besideOthers.has(file) || plannedAs(file) !== before[n],
  );
}

const isTable = ({ header }: Pick<FilePlan, 'header'>): boolean => header.form === 'unit-table';

/**
 * Plans files anew, each beside all others as they are by then; the new plans take the place of the old ones in `waiting`. Tables of
 * the whole city come last: they are compared with the units' own figures, whatever the order of the files (rules.md 14–15).
 */
async function planAnew(
  ctx: Ctx,
  planId: string,
  given: {
    waiting: WaitingFiles;
    targets: readonly StoredFile[];
    /** By index of the file. */
    answers: ReadonlyMap<number, Record<string, string>>;
  },
): Promise<void> {
  const { waiting, targets, answers } = given;
  const env = planEnvironment(ctx);
  const contents = contentsOf(waiting.headers);
  const yearOfOthers = yearBeside(getPlan(ctx.store, planId).files);
  const queue = [...targets.filter((target) => !isTable(target)), ...targets.filter(isTable)].map(
    (target): Queued & { target: StoredFile } => {
      const { header, path, periodHint: period } = target;
      const all = { ...header.answers, ...answers.get(header.index) };
      const merged = answersWithoutCounterpart(target, all, contents);
      return { target, name: header.file, path, size: header.size, period, answers: merged };
    },
  );
  for (const [done, file] of queue.entries()) {
    const { target, name, path, period } = file;
    const { index, sha256 } = target.header;
    ctx.job.step({ done, total: queue.length, stage: `读取 ${name}` });
    readAhead(queue, done, (next) => startReading(ctx, env, next, next));
    const { reading } = file;
    delete file.reading;
    seeOthers(env, waiting, target);
    const beside = { ...env, ledgers: { ...env.ledgers, planYear: yearOfOthers(index) } };
    const plan = await readAndPlan(ctx, beside, { index, name, path }, file, reading);
    keepConflictAnswers(plan, file.answers);
    plan.isSentBack = target.isSentBack === true && plan.header.sha256 === sha256;
    if (plan.header.sha256 !== sha256) noteChanged(plan);
    waiting.replace({ ...packedAway(plan), path, periodHint: period });
  }
}

/**
 * Lets the planning of a file see what the others would store, of each unit that is asked for. Reports of units are not compared
 * with tables of the whole city.
 */
function seeOthers({ base, view }: PlanEnvironment, waiting: WaitingFiles, target: StoredFile): void {
  const indicatorId = (code: string): number | undefined => base.indicators.get(code)?.id;
  const isSeen = (file: FilePlan): boolean => file.isSentBack !== true && (isTable(target) || !isTable(file));
  view.fetchPending((unitId) => {
    for (const index of waiting.ofUnit(unitId)) {
      const file = index === target.header.index ? null : waiting.file(index);
      if (file && isSeen(file)) addPending(file, view, indicatorId, unitId);
    }
  });
}

function noteChanged({ header }: FilePlan): void {
  header.issues.push({
    severity: 'hint',
    rule: 'file-changed',
    sheet: null,
    cell: null,
    message: '文件在预览之后被修改过，已按现在的内容重新读取。',
  });
}
