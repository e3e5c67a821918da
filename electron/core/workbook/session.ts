// The stages of importing in order: read → recognise → map → validate → preview. This file is the table of contents; the
// commit is 6-commit, the undo is core/history.

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';

import { AppError, errorText } from '../../../shared/errors/app-error.js';
import { ledgerCounts, openQuestions, type ImportPlan, type PlannedFile } from '../../../shared/import/plan.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { yearOf } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { extraFields, ledgersOf } from '../store/ledger-list.js';
import { planRows } from '../store/plan-row-store.js';
import { newestPeriod } from '../store/value-store.js';
import { getBureau, listUnits } from '../store/unit-store.js';
import { joinEntry, splitEntry } from './1-read/archive-path.js';
import type { UnderstoodResult } from './1-read/parser-client.js';
import { LedgerHeads } from './2-recognise/ledger-table.js';
import type { MapEnv } from './3-map/env.js';
import { envOf, type GivenWords } from './3-map/given-words.js';
import { createCheckEnv, type CheckEnv } from './4-validate/check-env.js';
import { StoredView } from './4-validate/stored-view.js';
import { markBatchConflicts } from './5-preview/batch-conflicts.js';
import { emptyHeader } from './5-preview/empty-header.js';
import { markLedgerRepeats } from './5-preview/ledger-repeats.js';
import type { LedgerPlanEnv } from './5-preview/ledger-sheets.js';
import { withoutChecks } from './5-preview/without-checks.js';
import { NO_DETAIL, planFile, planUnderstood, type FilePlan } from './5-preview/plan-file.js';
import {
  createPlan,
  getPlan,
  getPlanFile,
  renewPlan,
  savePlanFile,
  shownPlan,
  vocabularyVersion,
} from './plan-store.js';
import { rememberedAnswers } from './recognition-memory.js';
import { unpackUnderstood } from './understood-wire.js';

interface Environment {
  base: Omit<MapEnv, 'answers' | 'periodHint'>;
  /** The same as plain data, for the parse process. */
  words: GivenWords;
  unitById: ReadonlyMap<number, ReportingUnit>;
  check: CheckEnv;
  view: StoredView;
  ledgers: LedgerPlanEnv;
  /** Taken before anything is read: a change while files are read makes the plan stale, not wrong. */
  vocabulary: number;
}

function environment(ctx: Ctx): Environment {
  const bureau = getBureau(ctx.store);
  if (!bureau) throw new AppError('data.not-set-up');
  const words: GivenWords = {
    place: bureau.place,
    units: listUnits(ctx.store),
    indicators: listIndicators(ctx.store),
    settings: ctx.settings,
    remembered: rememberedAnswers(ctx.store),
  };
  const { units } = words;
  const base = envOf(words);
  const { indicators } = base;
  const view = new StoredView(ctx.store);
  return {
    view,
    vocabulary: vocabularyVersion(ctx.store),
    base,
    words,
    unitById: new Map(units.map((unit) => [unit.id, unit])),
    check: createCheckEnv({ store: ctx.store, settings: ctx.settings, view, indicators, units }),
    ledgers: {
      heads: new LedgerHeads(ledgersOf(ctx.store)),
      extraFields: (ledger) => extraFields(ctx.store, ledger),
      step: (progress) => ctx.job.step(progress),
      planYear: null,
      newestYear: yearOf(newestPeriod(ctx.store) ?? ctx.store.now().slice(0, 7)),
    },
  };
}

/** District reports first: a city table is compared with them, whatever the order of the files (rules.md 14–15). */
function addPending(plan: FilePlan, view: StoredView, indicatorId: (code: string) => number | undefined): void {
  plan.cells.forEach((cell, index) => {
    if (
      cell.role !== 'value' ||
      cell.fate !== 'new' ||
      cell.unitId === null ||
      !cell.period ||
      !cell.basis ||
      !cell.state
    )
      return;
    const id = cell.code === null ? undefined : indicatorId(cell.code);
    if (id === undefined) return;
    const value = plan.detail.values[index];
    view.addPending(cell.unitId, id, cell.period, cell.basis, {
      state: cell.state,
      value: value === null || value === undefined ? null : BigInt(value),
      isClaim: false,
      pendingFile: plan.header.file,
      form: plan.header.form,
    });
  });
}

/** Answers for the questions of a file, and the period where it states none. */
interface Given {
  period: string | null;
  answers: Record<string, string>;
}

function startReading(
  ctx: Ctx,
  env: Environment,
  file: { name: string; path: string },
  given: Given,
): Promise<UnderstoodResult> {
  const whose = { path: file.path, name: file.name };
  const options = { isCancelled: () => ctx.job.isCancelled(), signal: ctx.job.signal };
  const reading = ctx.parser.understand
    ? ctx.parser.understand(whose, { words: env.words, ...given }, options)
    : ctx.parser.read(whose, options);
  // Read ahead, it may fail before anybody waits for it, or after the job has ended.
  reading.catch(() => undefined);
  return reading;
}

async function readAndPlan(
  ctx: Ctx,
  env: Environment,
  file: { index: number; name: string; path: string },
  given: Given,
  reading: Promise<UnderstoodResult> = startReading(ctx, env, file, given),
): Promise<FilePlan> {
  try {
    const { book, packed, sha256, size } = await reading;
    const input = {
      index: file.index,
      file: file.name,
      sha256,
      size,
      env: { ...env.base, answers: given.answers, periodHint: given.period },
      check: env.check,
      view: env.view,
      ledgers: env.ledgers,
    };
    let plan: FilePlan;
    if (packed) {
      const understood = unpackUnderstood(packed, env.base, env.unitById);
      understood.header.index = file.index;
      plan = planUnderstood(understood, input);
    } else plan = planFile({ ...input, book: book! });
    settleEmpty(plan.header);
    plan.vocabulary = env.vocabulary;
    return plan;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'job.cancelled') throw error;
    return refusedPlan(file.index, file.name, error);
  }
}

/** A table of which no value was understood: receiving it would record an import of nothing. */
function settleEmpty(header: PlannedFile): void {
  const { ignored: _compared, ...taken } = header.cells;
  const isEmpty = [...Object.values(taken), ...Object.values(ledgerCounts(header) ?? {})].every((count) => count === 0);
  if (header.status !== 'planned' || !isEmpty) return;
  const open = header.questions.filter((question) => !Object.hasOwn(header.answers, question.id));
  if (open.length > 0) {
    // What may be left open beside other values must be answered where there are none: else nothing would be received.
    for (const question of open) question.optional = false;
    header.status = 'asks';
    header.reason = `文件里的数都还没有对应到指标，请先回答${open.length}个问题；都不采用时，这个文件不会导入任何内容。`;
    return;
  }
  header.status = 'ignored';
  if (header.form === 'ledger') {
    header.reason = `“${header.ledgers?.map((one) => one.title).join('”、“') ?? ''}”台账的表中没有填写任何记录，没有导入任何内容。`;
    return;
  }
  header.reason =
    '文件里没有认出任何可以采用的数值，没有导入任何内容。请看下面列出的原因；指标没有认出时，可在“设置 › 指标”中加上别名后重新导入。';
}

function refusedPlan(index: number, name: string, error: AppError): FilePlan {
  const header: PlannedFile = {
    ...emptyHeader({ index, file: name, sha256: '', size: 0 }, []),
    status: 'refused',
    reason: errorText(error.code, error.params),
  };
  header.issues.push({ severity: 'block', rule: error.code, sheet: null, cell: null, message: header.reason });
  return { header, cells: [], detail: NO_DETAIL };
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
  const waiting = getPlan(ctx.store, planId)
    .files.filter((file) => file.status !== 'imported')
    .map((file) => getPlanFile(ctx.store, planId, file.index));
  const gone = waiting.filter((file) => !existsSync(splitEntry(file.path).path));
  const wanted = waiting
    .filter((file) => !gone.includes(file))
    .map(({ header, path, periodHint }) => ({
      index: header.index,
      name: header.file,
      path,
      size: header.size,
      period: periodHint,
      answers: header.answers,
    }));
  const plans = await planWanted(ctx, wanted);
  for (const { plan, path, period } of plans) savePlanFile(ctx.store, planId, plan, path, period);
  if (gone.length > 0) throw new AppError('file.not-found', { name: gone.map((file) => file.header.file).join('、') });
  renewPlan(ctx.store, planId, plans[0]?.plan.vocabulary ?? vocabularyVersion(ctx.store));
  return shownPlan(ctx.store, planId);
}

interface Queued extends Wanted {
  reading?: Promise<UnderstoodResult>;
}

/** Small files that are read ahead of the one that is planned, in number and in bytes together. */
const MOST_AHEAD = 8;
const BYTES_AHEAD = 2 * 1024 * 1024;

/** The next files are read while this one is planned: they are different processes. One at least, more where they are small. */
function readAhead(queue: Queued[], at: number, start: (file: Queued) => Promise<UnderstoodResult>): void {
  let bytes = 0;
  for (let n = at; n < Math.min(queue.length, at + 1 + MOST_AHEAD); n += 1) {
    const file = queue[n]!;
    bytes += n > at ? file.size : 0;
    if (n > at + 1 && bytes > BYTES_AHEAD) return;
    file.reading ??= start(file);
  }
}

/** Plans files that nobody will look at, for receiving alone: the plans are the caller's, nothing is kept of them. */
export async function planToStore(
  ctx: Ctx,
  files: FileRef[],
  options: { period: string | null; answers: Record<string, string> },
): Promise<{ plan: FilePlan; path: string }[]> {
  return planWanted(ctx, wantedOf(ctx, files, options), withoutChecks);
}

function wantedOf(
  ctx: Ctx,
  files: readonly FileRef[],
  options: { period: string | null; answers: Record<string, string> },
): Wanted[] {
  return files.map((file) => ({ name: file.name, path: ctx.files.path(file.id), size: file.size, ...options }));
}

interface Wanted {
  name: string;
  path: string;
  size: number;
  /** From the officer, for files that state none. */
  period: string | null;
  answers: Record<string, string>;
  /** Of a plan that exists already. */
  index?: number;
}

/** `kept`: what is held of each plan while the others are read. */
async function planWanted(
  ctx: Ctx,
  files: readonly Wanted[],
  kept: (plan: FilePlan) => FilePlan = (plan) => plan,
): Promise<{ plan: FilePlan; path: string; period: string | null }[]> {
  const env = environment(ctx);
  const plans: { plan: FilePlan; path: string; period: string | null; answers: Record<string, string> }[] = [];
  const cityTables: typeof plans = [];
  const indicatorId = (code: string): number | undefined => env.base.indicators.get(code)?.id;
  const queue: Queued[] = files.map((file) => ({ ...file }));
  for (let done = 0; done < queue.length; done += 1) {
    const { name, path, period, answers, index: known } = queue[done]!;
    ctx.job.step({ done, total: queue.length, stage: `读取 ${name}` });
    const index = known ?? plans.length;
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
    plans.push({ plan: kept(plan), path, period, answers });
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
  for (const { plan, answers } of plans) keepConflictAnswer(plan, answers);
  noteDuplicateFiles(ctx, all);
  markBatchConflicts(all);
  ctx.job.step({ done: queue.length, total: queue.length, stage: '整理结果' });
  return plans;
}

/** A ledger that states no year belongs to the one that all other files of the import state; said in the preview. */
async function fillYears(
  ctx: Ctx,
  env: Environment,
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

/** The only year that unit reports and titles of ledgers state; null where they differ or state none. */
function yearOfPlan(files: readonly PlannedFile[]): number | null {
  const years = new Set(
    files.flatMap((file) => [
      ...(file.form === 'unit-report' ? file.periods.map((period) => yearOf(period)) : []),
      ...(file.ledgers ?? []).flatMap((ledger) => ledger.statedYear ?? []),
    ]),
  );
  return years.size === 1 ? [...years][0]! : null;
}

/** Which of two files holds is decided between files; the answer is none of this file's own questions. */
function keepConflictAnswer({ header }: FilePlan, answers: Readonly<Record<string, string>>): void {
  if (Object.hasOwn(answers, 'conflict')) header.answers['conflict'] = answers['conflict']!;
}

/** The same bytes twice in one plan, or received before. */
function noteDuplicateFiles(ctx: Ctx, plans: FilePlan[]): void {
  const seen = new Map<string, string>();
  const earlier = ctx.store.db.prepare(
    `SELECT f.file, c.at FROM import_file f JOIN change_set c ON c.id = f.change_set_id WHERE f.sha256 = ? AND c.undone_by IS NULL ORDER BY f.id DESC LIMIT 1`,
  );
  for (const { header } of plans) {
    if (header.sha256 === '') continue;
    const twin = seen.get(header.sha256);
    if (twin !== undefined)
      header.issues.push({
        severity: 'hint',
        rule: 'duplicate-file',
        sheet: null,
        cell: null,
        message: `与“${twin}”内容完全相同，相同的数值只接收一次。`,
      });
    else seen.set(header.sha256, header.file);
    const received = earlier.get(header.sha256) as { file: string; at: string } | undefined;
    const { same, ...others } = header.cells;
    const rows = ledgerCounts(header);
    const hasNewRows = rows !== null && rows.new + rows.changed + rows.conflict + rows.rejected > 0;
    if (rows !== null && rows.same > 0 && !hasNewRows)
      header.issues.push({
        severity: 'hint',
        rule: 'nothing-new',
        sheet: null,
        cell: null,
        message: `文件中的${rows.same}行记录都已在台账中，没有新内容，不会重复登记。`,
      });
    if (same > 0 && others.new + others.changed + others.conflict + others.rejected === 0)
      header.issues.push({
        severity: 'hint',
        rule: 'nothing-new',
        sheet: null,
        cell: null,
        message: `文件中的${same}个数值都与已有的相同，没有新内容，不会重复计算。`,
      });
    if (received)
      header.issues.push({
        severity: 'hint',
        rule: 'file-received-before',
        sheet: null,
        cell: null,
        message: `这个文件已在${received.at.slice(0, 10)}接收过（“${received.file}”），内容没有变化。`,
      });
  }
}

/** Plans one file anew with more answers; the other files of the plan keep theirs. */
export async function answerFile(
  ctx: Ctx,
  planId: string,
  index: number,
  answers: Record<string, string>,
): Promise<PlannedFile> {
  const stored = getPlan(ctx.store, planId);
  const target = getPlanFile(ctx.store, planId, index);
  if (target.header.status === 'imported') throw new AppError('data.stale', { what: '这个文件已经接收' });
  const env = environment(ctx);
  env.ledgers.planYear = yearOfPlan(stored.files.filter((file) => file.index !== index));
  const indicatorId = (code: string): number | undefined => env.base.indicators.get(code)?.id;
  const others = stored.files
    .filter((file) => file.index !== index && file.status !== 'imported')
    .map((file) => getPlanFile(ctx.store, planId, file.index));
  for (const other of others)
    if (other.header.form !== 'unit-table' || target.header.form === 'unit-table')
      addPending(other, env.view, indicatorId);
  const merged = { ...target.header.answers, ...answers };
  const plan = await readAndPlan(
    ctx,
    env,
    { index, name: target.header.file, path: target.path },
    { period: target.periodHint, answers: merged },
  );
  keepConflictAnswer(plan, merged);
  if (plan.header.sha256 !== target.header.sha256)
    plan.header.issues.push({
      severity: 'hint',
      rule: 'file-changed',
      sheet: null,
      cell: null,
      message: '文件在预览之后被修改过，已按现在的内容重新读取。',
    });
  const before = others.map((other) => JSON.stringify(other.header));
  if ((plan.ledgers ?? []).length > 0) {
    for (const other of others)
      if ((other.header.ledgers ?? []).length > 0) other.ledgers = planRows(ctx.store, planId, other.header.index);
    const all = [plan, ...others].sort((a, b) => a.header.index - b.header.index);
    markLedgerRepeats(all, (id) => env.ledgers.heads.ledgers.find((ledger) => ledger.id === id));
  }
  markBatchConflicts([plan, ...others]);
  savePlanFile(ctx.store, planId, plan, target.path, target.periodHint);
  others.forEach((other, n) => {
    if (JSON.stringify(other.header) !== before[n])
      savePlanFile(ctx.store, planId, other, other.path, other.periodHint);
  });
  return plan.header;
}
