// The reading stage against what independent readers saw: sheets, non-empty cells, numeric cells and their sum. Strict where
// two readers agree; elsewhere only that the file is read or refused in time.

import { z } from 'zod';

import type { Result } from '../../../shared/contract/index.js';
import { AppError, errorText } from '../../../shared/errors/app-error.js';
import type { FoundFile } from '../../bridge/collect-files.js';
import type { Session } from '../session.js';

import { emptyReport, HUNG_AFTER_MS, timed, type Report } from './report.js';

const sheetSchema = z.object({
  name: z.string(),
  state: z.string().optional(),
  nonempty: z.number(),
  numeric: z.number(),
  sum: z.number().nullable(),
});
const referenceSchema = z.object({
  path: z.string(),
  trust: z.string(),
  nsheets: z.number(),
  sheets: z.array(sheetSchema),
  first: sheetSchema.partial().nullable().optional(),
});
type Reference = z.infer<typeof referenceSchema>;
type Inspected = Result<'import.inspect'>;

export async function checkReferences(
  session: Session,
  files: FoundFile[],
  lines: unknown[],
  say: (text: string) => void,
): Promise<Report> {
  const references = new Map(lines.map((line) => referenceSchema.parse(line)).map((item) => [item.path, item]));
  const report = emptyReport(files.length);
  for (const [index, file] of files.entries()) {
    say(`${index + 1}/${files.length} ${file.name}`);
    const reference = references.get(file.name);
    const isStrict = reference?.trust === 'two-readers';
    const expected = reference && isStrict ? describeReference(reference) : '读取或说明原因';
    const fail = (got: string, why: string): void =>
      void report.unexpected.push({ file: file.name, expected, got, why });
    const ref = await session.register(file.path, file.name);
    const { value, error, ms } = await timed(() => session.ask('import.inspect', { file: ref, cells: 0 }));
    const planned = await timed(() => session.ask('import.plan', { files: [ref], period: null }));
    if (planned.value) await session.ask('import.discard', { planId: planned.value.planId });
    const crash = [error, planned.error].find(isCrash);
    const slowest = Math.max(ms, planned.ms);
    if (crash !== undefined) {
      report.crashed += 1;
      fail('崩溃', crash instanceof AppError ? crash.detail : describeError(crash));
    } else if (slowest > HUNG_AFTER_MS) {
      report.hung += 1;
      fail('超时', `${(slowest / 1000).toFixed(1)} 秒`);
    } else if (value === null) {
      const said =
        error instanceof AppError ? `${error.code}: ${errorText(error.code, error.params)}` : describeError(error);
      // A file without any content is refused by rule; the readers saw nothing in it either.
      const isEmpty = reference?.sheets.every((sheet) => sheet.nonempty === 0 || isHidden(sheet)) === true;
      if (isStrict && !(isEmpty && error instanceof AppError && error.code === 'file.no-cells')) fail('refuse', said);
      else report.as_expected += 1;
    } else {
      const difference = reference && isStrict ? compare(reference, value) : null;
      if (difference === null) report.as_expected += 1;
      else if (difference.isExplained === true)
        report.explained.push({ file: file.name, expected, got: difference.got, why: difference.why });
      else {
        report.silently_wrong += 1;
        fail(difference.got, difference.why);
      }
    }
  }
  return report;
}

export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}

export function isCrash(error: unknown): boolean {
  return error !== null && !(error instanceof AppError && !error.code.startsWith('bug.'));
}

function describeReference(reference: Reference): string {
  return reference.sheets
    .map((sheet) => `${sheet.name}:${sheet.nonempty}/${sheet.numeric}/${sheet.sum ?? ''}`)
    .join(' ');
}

/** Hidden sheets are not read by rule (rules.md 10); chart sheets hold nothing. */
function compare(reference: Reference, value: Inspected): { got: string; why: string; isExplained?: boolean } | null {
  const got = value.sheets
    .map((sheet) => `${sheet.name ?? ''}:${sheet.nonempty}/${sheet.numeric}/${sheet.sum}`)
    .join(' ');
  const tables = value.sheets.filter((sheet) => sheet.isTable);
  if (tables.length !== reference.nsheets && value.sheets.length !== reference.nsheets)
    return { got, why: `工作表 ${value.sheets.length} 个，应为 ${reference.nsheets} 个` };
  const own = tables.length === reference.nsheets ? tables : value.sheets;
  for (const [index, expected] of reference.sheets.entries()) {
    const sheet = own[index];
    if (!sheet || sheet.state !== 'visible') continue;
    const place = `第${index + 1}个工作表`;
    if (sheet.nonempty !== expected.nonempty)
      return {
        got,
        why: `${place}非空单元格 ${sheet.nonempty}，应为 ${expected.nonempty}（无结果的公式 ${sheet.noValue}）`,
      };
    if (sheet.numeric !== expected.numeric && expected.sum === null)
      return { got, why: `${place}有不是有限数的值，本程序读作错误值，其他程序读作数字`, isExplained: true };
    if (sheet.numeric !== expected.numeric)
      return { got, why: `${place}数字 ${sheet.numeric}，应为 ${expected.numeric}` };
    if (expected.sum !== null && !isClose(sheet.sum, expected.sum))
      return { got, why: `${place}合计 ${sheet.sum}，应为 ${expected.sum}` };
  }
  return null;
}

function isHidden(sheet: { state?: string | undefined }): boolean {
  return sheet.state !== undefined && sheet.state !== 'visible';
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
}
