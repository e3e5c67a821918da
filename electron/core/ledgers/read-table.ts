// A workbook that is to become an officer-made ledger → heads and values as text. The first sheet that holds a table is taken; which
// row holds the heads is shown to the officer before anything is made.

import type { Ctx } from '../context.js';
import { readWorkbook } from '../read-workbook.js';
import { isDay, type RawBook, type RawCell, type RawSheet } from '../workbook/1-read/raw-book.js';
import { Grid } from '../workbook/2-recognise/grid.js';
import { getPlanFile } from '../workbook/plan-store.js';
import { serialToIso } from '../tasks/serial-date.js';
import { groupRow, namesOfTwo } from './two-heads.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { decimalFromSpreadsheetNumber } from '../../../shared/model/scaled-number.js';

/** Rows to look for the heads in. */
const HEAD_ROWS = 20;
/** Rows that kinds are proposed from. */
const MOST_ROWS = 2000;
const MOST_COLUMNS = 80;

function cellText(cell: RawCell | undefined, is1904: boolean): string | null {
  if (!cell || cell.v === null || cell.t === 'e' || cell.t === 'f') return null;
  if (typeof cell.v === 'number' && cell.z !== 'datetime' && isDay(cell)) return serialToIso(cell.v, is1904);
  const text =
    typeof cell.v === 'number'
      ? (decimalFromSpreadsheetNumber(cell.v) ?? String(cell.v))
      : typeof cell.v === 'boolean'
        ? cell.v
          ? '是'
          : '否'
        : cell.v.trim();
  return text === '' ? null : text.slice(0, 2000);
}

function rowsOf(sheet: RawSheet, is1904: boolean): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (const cell of sheet.cells) {
    if (cell.c >= MOST_COLUMNS) continue;
    const row = (rows[cell.r] ??= []);
    row[cell.c] = cellText(cell, is1904);
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (text) => text ?? null));
}

const filled = (row: readonly (string | null)[] | undefined): number =>
  row?.filter((text) => text !== null).length ?? 0;

/** The first row that is nearly as full as the fullest: a title or note above it has one or two cells. */
function headRow(rows: readonly (string | null)[][]): number | null {
  const top = rows.slice(0, HEAD_ROWS);
  const widest = Math.max(0, ...top.map(filled));
  if (widest < 2) return null;
  return top.findIndex((row) => filled(row) >= Math.max(2, widest * 0.7));
}

export async function readTable(
  ctx: Ctx,
  { file }: ParsedParams<'ledgers.read-table'>,
): Promise<Result<'ledgers.read-table'>> {
  ctx.job.step({ done: 0, total: 1, stage: `读取${file.name}` });
  const { book } = await ctx.parser.read(
    { path: ctx.files.path(file.id), name: file.name },
    { signal: ctx.job.signal },
  );
  ctx.job.step({ done: 1, total: 1, stage: '完成' });
  const table = tableIn(book);
  if (table === null)
    throw new AppError('input.invalid', { what: `《${file.name}》中没有找到表格（至少要有两个栏目的表头）` });
  return {
    ...table,
    title: table.title ?? plainName(file.name),
  };
}

export function tableIn(
  book: RawBook,
): (Omit<Result<'ledgers.read-table'>, 'title'> & { title: string | null }) | null {
  for (const sheet of book.sheets) {
    const table = tableOfSheet(sheet, book.date1904);
    if (table !== null) return table;
  }
  return null;
}

function tableOfSheet(sheet: RawSheet, is1904: boolean): ReturnType<typeof tableIn> {
  const rows = rowsOf(sheet, is1904);
  const at = headRow(rows);
  if (at === null) return null;
  const grid = new Grid(sheet, is1904);
  const group = groupRow(grid, at);
  const above = rows.slice(0, group ?? at).find((row) => filled(row) === 1);
  const body = rows.slice((group ?? at - 1) + 2).filter((row) => filled(row) > 0);
  return {
    title: above?.find((text) => text !== null)?.slice(0, 200) ?? null,
    sheet: sheet.name,
    heads: group === null ? rows[at]! : namesOfTwo(grid, group).slice(0, MOST_COLUMNS),
    rows: body.slice(0, MOST_ROWS),
    total: body.length,
  };
}

/** The table of one sheet of a file that waits to be received. */
export async function planTable(
  ctx: Ctx,
  params: ParsedParams<'import.sheet-table'>,
): Promise<Result<'import.sheet-table'>> {
  const file = getPlanFile(ctx.store, params.planId, params.index);
  const book = await readWorkbook(ctx, { path: file.path, name: file.header.file });
  const sheet = book.sheets[params.sheet];
  const table = sheet === undefined ? null : tableOfSheet(sheet, book.date1904);
  if (table === null)
    throw new AppError('input.invalid', {
      what: `《${file.header.file}》的这张工作表中没有找到表格（至少要有两个栏目的表头）`,
    });
  return { ...table, title: table.title ?? sheet?.name ?? plainName(file.header.file) };
}

function plainName(file: string): string {
  return file
    .split('/')
    .at(-1)!
    .replace(/\.[^.]+$/, '');
}
