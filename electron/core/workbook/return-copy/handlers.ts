// Calls of the return copy: one file of a plan, one that was received, or all with issues. A patched copy is read again and
// compared cell by cell before it is handed out; what differs is never sent.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import type { ParsedParams, Result } from '../../../../shared/contract/index.js';
import { AppError, errorText } from '../../../../shared/errors/app-error.js';
import type { PlannedCell, PlannedFile } from '../../../../shared/import/plan.js';
import { chinaDate } from '../../../../shared/tasks/working-days.js';
import type { Ctx } from '../../context.js';
import { readWorkbook } from '../../read-workbook.js';
import { markSentBack } from '../../tasks/handlers.js';
import { unpackedBytes, type KeptBytes } from '../../store/original-file-store.js';
import { markFileReturned, placeOfReceived } from '../../store/returned-file-store.js';
import { getBureau } from '../../store/unit-store.js';
import { writeRecord } from '../../store/write.js';
import type { RawBook, RawSheet } from '../1-read/raw-book.js';
import { markBatchConflicts } from '../5-preview/batch-conflicts.js';
import { filesAround, saveChanged } from '../choose.js';
import { getPlan, getPlanFile } from '../plan-store.js';
import { annotate } from './annotate.js';
import { CannotPatch } from './package-draft.js';
import { isReturnSheet } from './recognise-own.js';
import { remarkWorkbook } from './remark-book.js';
import { chineseDate, periodsText, returnEntries, type ReturnList } from './return-list.js';

interface Options {
  deadline?: string | undefined;
  note?: string | undefined;
}

interface Source {
  header: PlannedFile;
  cells: PlannedCell[];
  path: string;
  /** Where it stands in the list of files; null for one that was received and has left it. */
  listed: { planId: string; index: number } | null;
}

export async function create(ctx: Ctx, params: ParsedParams<'returns.create'>): Promise<Result<'returns.create'>> {
  const source =
    'importFileId' in params ? receivedFile(ctx, params.importFileId) : plannedFile(ctx, params.planId, params.index);
  const copy = await createCopy(ctx, source, params);
  if ('planId' in params) releaseOthers(ctx, params.planId, [params.index]);
  return copy;
}

/** What was sent back holds no other file of the plan back any longer. */
function releaseOthers(ctx: Ctx, planId: string, sentBack: readonly number[]): void {
  if (sentBack.length > 0) saveChanged(ctx, planId, filesAround(ctx, planId, sentBack), markBatchConflicts);
}

/** Every file of the plan that has something to send back and was not yet; one that fails is named and the others go on. */
export async function createAll(
  ctx: Ctx,
  params: ParsedParams<'returns.create-all'>,
): Promise<Result<'returns.create-all'>> {
  const wanted = getPlan(ctx.store, params.planId).files.filter(
    (file) =>
      file.returned === undefined &&
      file.issues.some((issue) => issue.severity !== 'hint' && issue.waiver === undefined),
  );
  const files: Result<'returns.create-all'>['files'] = [];
  const failed: Result<'returns.create-all'>['failed'] = [];
  try {
    for (const [done, { index, file, units }] of wanted.entries()) {
      ctx.job.step({ done, total: wanted.length, stage: `生成退回修改件 ${file}` });
      try {
        files.push({ index, units, ...(await createCopy(ctx, plannedFile(ctx, params.planId, index), params)) });
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'job.cancelled') throw error;
        failed.push({ index, name: file, reason: errorText(error.code, error.params) });
      }
    }
  } finally {
    // Once for all of them, those before a cancel too: each by itself would look through the whole plan.
    releaseOthers(
      ctx,
      params.planId,
      files.map(({ index }) => index),
    );
  }
  ctx.job.step({ done: wanted.length, total: wanted.length, stage: '完成' });
  return { files, failed };
}

function plannedFile(ctx: Ctx, planId: string, index: number): Source {
  const { header, cells, path } = getPlanFile(ctx.store, planId, index);
  return { header, cells, path, listed: { planId, index } };
}

/** From the kept original and the report that was stored with it; its cells are read again. */
function receivedFile(ctx: Ctx, importFileId: number): Source {
  const row = ctx.store.db
    .prepare(
      'SELECT f.file, f.report, o.encoding, o.bytes FROM import_file f JOIN original_file o ON o.sha256 = f.sha256 WHERE f.id = ?',
    )
    .get(importFileId) as ({ file: string; report: string } & KeptBytes) | undefined;
  if (!row) throw new AppError('data.not-found', { what: '原始文件' });
  const output = ctx.files.output(row.file.split('/').at(-1)!);
  writeFileSync(output.path, unpackedBytes(row));
  const header = JSON.parse(row.report) as PlannedFile;
  return { header, cells: [], path: output.path, listed: placeOfReceived(ctx.store, header.sha256) };
}

async function createCopy(ctx: Ctx, source: Source, options: Options): Promise<Result<'returns.create'>> {
  const { header } = source;
  const bytes = readSource(source);
  const book = header.sha256 === '' ? null : await readWorkbook(ctx, { path: source.path, name: header.file });
  const list = listOf(ctx, source, book, options);
  if (list.entries.length === 0 && list.note === '')
    throw new AppError('data.not-found', { what: `文件“${fileInWords(header.file)}”的审核问题` });
  const name = header.file
    .split('/')
    .at(-1)!
    .replace(/^(?:退回修改|审核意见)_/, '');
  const patched = book && bytes ? await patchedCopy(ctx, bytes, book, list, name) : { why: '文件不能读取' };
  if ('file' in patched) return sentBack(ctx, source, options, list, { ...patched, kind: 'annotated' });
  const output = ctx.files.output(`审核意见_${name.replace(/\.[^.]*$/, '')}.xlsx`);
  writeFileSync(output.path, await remarkWorkbook(list, book, header.file, patched.why));
  return sentBack(ctx, source, options, list, { file: output.finish(), kind: 'remark', marks: 0 });
}

/** Null where the plan could not read it either: then the list alone goes back. */
function readSource({ header, path }: Source): Buffer | null {
  if (header.sha256 === '') return null;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new AppError('file.not-found', { name: fileInWords(header.file) }, { cause });
  }
  if (createHash('sha256').update(bytes).digest('hex') !== header.sha256)
    throw new AppError('data.stale', { what: `文件“${fileInWords(header.file)}”的内容已修改` });
  return bytes;
}

function listOf(ctx: Ctx, { header, cells }: Source, book: RawBook | null, options: Options): ReturnList {
  const today = chinaDate(ctx.store.now());
  return {
    bureau: getBureau(ctx.store)?.name ?? '',
    unit: header.units.length > 3 ? `${header.units[0]!}等${header.units.length}个填报单位` : header.units.join('、'),
    period: periodsText(header.periods),
    returnedOn: chineseDate(today),
    deadline: options.deadline === undefined ? '' : chineseDate(options.deadline),
    note: options.note?.trim() ?? '',
    entries: returnEntries(header, cells, book),
  };
}

const KIND_WORDS: Record<string, string> = {
  xls: '原表是 .xls 格式',
  xlsb: '原表是 .xlsb 格式',
  ods: '原表是 .ods 格式',
  csv: '原表是文字格式',
  html: '原表是网页格式',
  xml2003: '原表是 XML 格式',
};

async function patchedCopy(
  ctx: Ctx,
  bytes: Buffer,
  book: RawBook,
  list: ReturnList,
  name: string,
): Promise<{ file: Result<'returns.create'>['file']; marks: number } | { why: string }> {
  if (book.kind !== 'xlsx') return { why: KIND_WORDS[book.kind] ?? '原表格式特殊' };
  let copy: ReturnType<typeof annotate>;
  try {
    copy = annotate(bytes, book, list, new Date(ctx.store.now()));
  } catch (error) {
    if (error instanceof CannotPatch) return { why: error.reason };
    // The guard's own refusals: read once, but not safe to write anew.
    if (error instanceof AppError) return { why: '原表内部结构特殊' };
    throw error;
  }
  const stem = name.replace(/\.[^.]*$/, '');
  const output = ctx.files.output(`退回修改_${stem}.${copy.isMacroBook ? 'xlsm' : 'xlsx'}`);
  writeFileSync(output.path, copy.bytes);
  if (!(await readsAlike(ctx, book, output.path, name))) return { why: '原表内部结构特殊' };
  return { file: output.finish(), marks: copy.marks };
}

/** A copy that is refused when it comes back (packed anew, it may look like a zip bomb) is no copy to send out. */
async function readsAlike(ctx: Ctx, book: RawBook, path: string, name: string): Promise<boolean> {
  try {
    return isSameContent(book, await readWorkbook(ctx, { path, name }));
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('file.')) return false;
    throw error;
  }
}

/** Values, merges and hidden parts of every sheet of the district are as they were. */
function isSameContent(before: RawBook, after: RawBook): boolean {
  const data = (book: RawBook): RawBook['sheets'] =>
    book.sheets.filter((sheet) => sheet.notATable === true || !isReturnSheet(sheet));
  const [old, now] = [data(before), data(after)];
  return (
    before.date1904 === after.date1904 &&
    old.length === now.length &&
    old.every((sheet, n) => isSameSheet(sheet, now[n]!))
  );
}

/** Field by field: cells may be made only when asked for, and a comparison of whole objects would not ask. */
function isSameSheet(before: RawSheet, after: RawSheet): boolean {
  const fields = (sheet: RawSheet) => [
    sheet.name,
    sheet.state,
    sheet.merges,
    sheet.hiddenRows,
    sheet.hiddenCols,
    sheet.notATable,
    sheet.cells,
  ];
  return isDeepStrictEqual(fields(before), fields(after));
}

/** Sending back is an act of the office: it stands in the activity log, and on the board of the reporting tasks. */
function sentBack(
  ctx: Ctx,
  { header, listed }: Source,
  options: Options,
  list: ReturnList,
  made: Omit<Result<'returns.create'>, 'issues'>,
): Result<'returns.create'> {
  const result = { ...made, issues: list.entries.filter((entry) => !entry.isSettled).length };
  writeRecord(ctx.store, () =>
    ctx.store.db
      .prepare('INSERT INTO activity_log (at, operator, action, detail) VALUES (?, ?, ?, ?)')
      .run(ctx.store.now(), ctx.operator, `生成退回修改件“${result.file.name}”`, header.units.join('、')),
  );
  // A table of the whole city names every unit; sending it back returns none of their own reports.
  const due = options.deadline ?? null;
  const lines =
    header.form === 'unit-report'
      ? markSentBack(ctx, {
          units: header.units,
          periods: header.periods,
          due,
          reason: list.note || `审核发现${list.entries.length}处问题`,
        })
      : 0;
  if (listed !== null) markFileReturned(ctx.store, { ...listed, sha256: header.sha256 }, { due, isOnBoard: lines > 0 });
  return result;
}
