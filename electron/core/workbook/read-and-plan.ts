// One file of a plan: read in the parse process, planned here; one that cannot be read says why and stops nothing else.
// Not here: what is decided between files (between-files.ts), which files and in which order (plan-queue.ts).

import { fileInWords } from '../../../shared/model/file-ref.js';
import { AppError, errorText } from '../../../shared/errors/app-error.js';
import { ledgerCounts, type CheckIssue, type PlannedFile } from '../../../shared/import/plan.js';
import type { Ctx } from '../context.js';
import type { UnderstoodResult } from './1-read/parser-client.js';
import { SKIP } from './3-map/unit-options.js';
import { emptyHeader } from './5-preview/empty-header.js';
import { NO_DETAIL, planUnderstood, type FilePlan } from './5-preview/plan-file.js';
import type { PlanEnvironment } from './plan-env.js';
import type { UnderstoodFile } from './understand-file.js';
import { unpackUnderstood } from './understood-wire.js';

/** Answers for the questions of a file, and the period where it states none. */
export interface Given {
  period: string | null;
  answers: Record<string, string>;
}

/** Of files up to this size one more may be held in memory. */
const SMALL_BYTES = 1024 * 1024;

export function startReading(
  ctx: Ctx,
  env: PlanEnvironment,
  file: { name: string; path: string; size?: number },
  given: Given,
): Promise<UnderstoodResult> {
  const whose = { path: file.path, name: file.name };
  const isSmall = file.size !== undefined && file.size <= SMALL_BYTES;
  const options = { isCancelled: () => ctx.job.isCancelled(), signal: ctx.job.signal, isSmall };
  const reading = ctx.parser.understand
    ? ctx.parser.understand(whose, { words: env.words, ...given }, options)
    : ctx.parser.read(whose, options);
  // Read ahead, it may fail before anybody waits for it, or after the job has ended.
  reading.catch(() => undefined);
  return reading;
}

export async function readAndPlan(
  ctx: Ctx,
  env: PlanEnvironment,
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
      isToStore: env.isToStore,
    };
    let understood: UnderstoodFile;
    if (packed) {
      understood = unpackUnderstood(packed, env.base, env.unitById);
      understood.header.index = file.index;
    } else {
      // Ledgers, and hosts whose parser only reads; whatever else a command imports is understood where it is read.
      const { understandFile } = await import('./understand-file.js');
      understood = understandFile({ ...input, book: book!, ledgers: env.ledgers.heads });
    }
    const plan = planUnderstood(understood, input);
    settleEmpty(plan.header);
    settleBlank(plan);
    plan.vocabulary = env.vocabulary;
    return plan;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'job.cancelled') throw error;
    return refusedPlan(file.index, file.name, error);
  }
}

/** A table of which no value was understood: receiving it would record an import of nothing. */
function settleEmpty(header: PlannedFile): void {
  const { ignored: compared, ...taken } = header.cells;
  const isEmpty = [...Object.values(taken), ...Object.values(ledgerCounts(header) ?? {})].every((count) => count === 0);
  if (header.status !== 'planned' || !isEmpty || isNothingToReport(header)) return;
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
  if (header.questions.some(({ id }) => header.answers[id] === SKIP) && header.issues.every(isHint)) {
    header.reason = '文件里的数按您对问题的回答都不采用，没有导入任何内容。';
    return;
  }
  if (compared > 0 && header.issues.length === 0) {
    header.reason =
      '文件里只有占比、同比一类的数，这些数由程序计算，不需要导入，没有导入任何内容。请确认是否选错了文件。';
    return;
  }
  header.reason =
    '文件里没有认出任何可以采用的数值，没有导入任何内容。请看下面列出的原因；指标没有认出时，可在“设置 › 指标”中加上别名后重新导入。';
}

function isHint({ severity }: CheckIssue): boolean {
  return severity === 'hint';
}

/** 本期无: our own form with an empty sheet of a ledger is an answer, and nobody was asked for anything else. */
function isNothingToReport({ ledgers, form }: PlannedFile): boolean {
  return form === 'ledger' && ledgers?.some(({ submission }) => submission?.toldBy === 'form') === true;
}

/**
 * A form that nobody filled in: receiving it would make 未报 of everything and a submission of nothing. Beside claims or targets it
 * is told.
 */
function settleBlank({ header, cells }: FilePlan): void {
  if (header.status !== 'planned' || Object.values(ledgerCounts(header) ?? {}).some((count) => count > 0)) return;
  if (cells.some((cell) => cell.role === 'value' && (cell.fate !== 'new' || cell.state !== 'not_submitted'))) return;
  const values = cells.filter((cell) => cell.role === 'value');
  if (values.length === 0) return;
  if (cells.every((cell) => cell.role === 'value' || cell.fate === 'ignored')) {
    header.status = 'ignored';
    header.reason = `表中本期的${values.length}项都是空白，一个数也没有填，没有导入任何内容。请确认是否误选了空表；确实没有数据的，请该单位填0后重报。`;
    return;
  }
  header.issues.unshift({
    severity: 'warn',
    rule: 'nothing-filled',
    sheet: values[0]!.sheet,
    cell: values[0]!.cell,
    message: `表中本期的${values.length}项都是空白，一个数也没有填，接收后都是未报。请确认是否误选了空表。`,
  });
}

export function refusedPlan(index: number, name: string, error: AppError): FilePlan {
  const header: PlannedFile = {
    ...emptyHeader({ index, file: name, sha256: '', size: 0 }, []),
    status: 'refused',
    reason: errorText(error.code, { ...error.params, name: fileInWords(name) }),
  };
  header.issues.push({ severity: 'block', rule: error.code, sheet: null, cell: null, message: header.reason });
  return { header, cells: [], detail: NO_DETAIL };
}
