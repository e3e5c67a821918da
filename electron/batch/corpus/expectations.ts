// Behaviour against EXPECT.jsonl: import, import-warn, refuse or either, the time and memory that `must` names, and the
// contents that `data` gives (content-checks.ts).

import { z } from 'zod';

import type { Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { PlannedCell, PlannedFile } from '../../../shared/import/plan.js';
import type { FoundFile } from '../../bridge/collect-files.js';
import type { Session } from '../session.js';

import { contentFaults } from './content-checks.js';
import { describeError, isCrash } from './references.js';
import { emptyReport, HUNG_AFTER_MS, peakMemoryMb, resetPeakMemory, timed, type Report } from './report.js';

const expectationSchema = z.object({
  file: z.string(),
  group: z.string(),
  what: z.string(),
  expect: z.enum(['import', 'import-warn', 'refuse', 'either']),
  must: z.string(),
  mustnot: z.string(),
  data: z.record(z.string(), z.unknown()).nullable(),
});
export type Expectation = z.infer<typeof expectationSchema>;

export interface Observed {
  file: PlannedFile;
  cells: PlannedCell[];
  /** What the reading stage saw; null where the file cannot be read. */
  read: Result<'import.inspect'> | null;
}

/** Files that are checked on top of another one: its repeat and its correction. */
const AFTER: readonly [RegExp, RegExp][] = [
  [/c39_same_content_b/, /c39_same_content_a/],
  [/c40_correction/, /c01_clean_report\.xlsx$/],
];

export async function checkExpectations(
  session: Session,
  files: FoundFile[],
  lines: unknown[],
  period: string | null,
  say: (text: string) => void,
): Promise<Report> {
  const expectations = new Map(lines.map((line) => expectationSchema.parse(line)).map((item) => [item.file, item]));
  const report = emptyReport(files.length);
  for (const [index, file] of files.entries()) {
    say(`${index + 1}/${files.length} ${file.name}`);
    const expectation = expectations.get(file.name);
    if (expectation === undefined) {
      report.unexpected.push({ file: file.name, expected: '', got: '', why: 'EXPECT.jsonl 没有这个文件' });
      continue;
    }
    const fail = (got: string, why: string): void =>
      void report.unexpected.push({ file: file.name, expected: expectation.expect, got, why });
    const undo = await receiveBefore(session, files, file, period);
    resetPeakMemory();
    const ref = await session.register(file.path, file.name);
    const { value, error, ms } = await timed(() => session.ask('import.plan', { files: [ref], period }));
    const peakMb = peakMemoryMb();
    if (value === null) {
      report.crashed += 1;
      fail('崩溃', error instanceof AppError ? `${error.code} ${error.detail}` : describeError(error));
      continue;
    }
    const { file: planned } = await session.ask('import.cells', { planId: value.planId, index: 0 });
    const { file: answered, cells } = await answerBasis(session, value.planId);
    await session.ask('import.discard', { planId: value.planId });
    const inspected = await timed(() => session.ask('import.inspect', { file: ref, cells: 1_000_000 }));
    await undo();
    const crash = crashOf(inspected.error);
    if (crash !== null) {
      report.crashed += 1;
      fail('崩溃', crash);
    } else if (ms > HUNG_AFTER_MS) {
      report.hung += 1;
      fail('超时', `${(ms / 1000).toFixed(1)} 秒`);
    } else {
      const observed: Observed = { file: answered, cells, read: inspected.value };
      const got = describe(planned);
      const fault = verdict(expectation, planned) ?? limitFault(expectation, ms, peakMb);
      const contents = planned.status === 'refused' ? [] : contentFaults(expectation, observed);
      if (fault !== null) fail(got, fault);
      else if (contents.length > 0) {
        if (planned.status === 'planned' && planned.issues.length === 0) report.silently_wrong += 1;
        fail(got, contents.join('；'));
      } else report.as_expected += 1;
    }
  }
  return report;
}

/** Files that name one month only are asked for 累计 or 当月; the contents are looked at with 累计. */
async function answerBasis(session: Session, planId: string): Promise<Result<'import.cells'>> {
  const first = await session.ask('import.cells', { planId, index: 0 });
  const basis = first.file.questions.filter((question) => question.kind === 'basis');
  if (basis.length === 0) return first;
  const answers = Object.fromEntries(basis.map((question) => [question.id, 'ytd']));
  await session.ask('import.answer', { planId, index: 0, answers });
  return session.ask('import.cells', { planId, index: 0 });
}

/** The parse process ending by itself is a crash, although the officer is told that the file is damaged. */
function crashOf(error: unknown): string | null {
  if (error === null) return null;
  if (isCrash(error)) return error instanceof AppError ? error.detail : describeError(error);
  return error instanceof AppError && error.detail.startsWith('parse process ended') ? error.detail : null;
}

function describe(file: PlannedFile): string {
  const counts = Object.entries(file.cells)
    .filter(([, count]) => count > 0)
    .map(([fate, count]) => `${fate} ${count}`);
  const said = [...file.issues.map((issue) => issue.rule), ...file.questions.map((question) => question.id)];
  return [file.status, file.reason, counts.join(' '), [...new Set(said)].slice(0, 12).join(' ')]
    .filter((part) => part !== '')
    .join(' | ');
}

/** Null where the status is what was expected. `ignored` is a spoken refusal of a file without statistics. */
function verdict(expectation: Expectation, file: PlannedFile): string | null {
  const isSaid = file.issues.length > 0 || file.questions.length > 0 || file.reason !== '';
  switch (expectation.expect) {
    case 'refuse':
      return file.status === 'refused' ? null : '应当拒绝';
    case 'import':
      if (file.status === 'refused') return /or (clear )?refus/.test(expectation.must) ? null : '应当能导入';
      if (file.status === 'ignored') return isStatistics(expectation) ? '是统计报表，应当能导入' : null;
      return null;
    case 'import-warn':
      return isSaid ? null : '应当有提示、问题或说明';
    case 'either':
      return file.status === 'refused' && file.reason === '' ? '拒绝但没有说明' : null;
  }
}

/** True where the expected contents speak of indicators: the plan must then hold their values. */
function isStatistics(expectation: Expectation): boolean {
  const text = JSON.stringify(expectation.data ?? {});
  return text.includes('申请量') || text.includes('授权量');
}

function limitFault(expectation: Expectation, ms: number, peakMb: number | null): string | null {
  const seconds = /< (\d+) s\b/.exec(expectation.must)?.[1];
  if (seconds !== undefined && ms > Number(seconds) * 1000) return `用了 ${(ms / 1000).toFixed(1)} 秒`;
  const megabytes = /peak memory < (\d+) MB/.exec(expectation.must)?.[1];
  if (megabytes !== undefined && peakMb !== null && peakMb > Number(megabytes)) return `内存峰值 ${peakMb} MB`;
  return null;
}

/** Receives the file that this one repeats or corrects; the returned function undoes that. */
async function receiveBefore(
  session: Session,
  files: FoundFile[],
  file: FoundFile,
  period: string | null,
): Promise<() => Promise<void>> {
  const before = AFTER.find(([own]) => own.test(file.name))?.[1];
  const other = before && files.find((one) => before.test(one.name));
  if (!other) return () => Promise.resolve();
  const ref = await session.register(other.path, other.name);
  const plan = await session.ask('import.plan', { files: [ref], period });
  const answers = Object.fromEntries(
    plan.files[0]!.questions.map((question) => [question.id, question.default ?? question.options[0]?.value ?? '']),
  );
  if (Object.keys(answers).length > 0) await session.ask('import.answer', { planId: plan.planId, index: 0, answers });
  const { batchId } = await session.ask('import.commit', {
    planId: plan.planId,
    files: [{ index: 0, partial: true }],
  });
  return async () => {
    if (batchId !== null) await session.ask('import.undo', { batchId });
    await session.ask('import.discard', { planId: plan.planId });
  };
}
