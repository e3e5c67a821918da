// A view of a ledger as paper: chosen columns, groups with subtotals, a total where something can be added, signature block.
// Gives the same PrintTable that all printed tables are, so that preview, HTML and PDF are one.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { fileStem } from '../tables/export.js';
import { printPdf } from '../tables/print-pdf.js';
import { tableToHtml } from '../tables/to-html.js';
import { formerUnits } from '../store/former-unit-store.js';
import { theseRows } from '../store/ledger-filter.js';
import { orderRows, readRows } from '../store/ledger-order.js';
import { summedFields, type StoredRow } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import { getBureau, listUnits } from '../store/unit-store.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import {
  unitFieldOf,
  type Field,
  type FieldKind,
  type FieldValue,
  type Ledger,
} from '../../../shared/ledgers/define.js';
import { formerUnitsText } from '../../../shared/ledgers/former-units.js';
import { amountText, fieldText, headText, measureOf, type TextEnv } from '../../../shared/ledgers/field-text.js';
import { groupTitle } from '../../../shared/ledgers/group-title.js';
import { pageColumns } from '../../../shared/reports/page-columns.js';
import type { PrintCell, PrintRow, PrintTable } from '../../../shared/reports/print-table.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { conditions, find } from './asked.js';

const MOST_ROWS = 5000;
const PAGE = 500;

const RIGHT: readonly FieldKind[] = ['amount', 'integer', 'personCount'];
const WORDS: readonly FieldKind[] = ['text', 'longText', 'enterprise', 'unit', 'choice', 'multiChoice'];
const CENTRE: readonly FieldKind[] = ['date', 'period', 'yesNo', 'status', 'unit'];

function alignOf(kind: FieldKind): PrintCell['align'] {
  if (RIGHT.includes(kind)) return 'right';
  return CENTRE.includes(kind) ? 'center' : 'left';
}

const cell = (text: string, align: PrintCell['align'], kind: PrintCell['kind'], colSpan = 1): PrintCell => ({
  text,
  align,
  kind: text === '' ? 'empty' : kind,
  rowSpan: 1,
  colSpan,
});

/** Half characters that a text takes: Han two; Latin a little more than one, capitals most, where the font is not 宋体 of Windows. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += character.charCodeAt(0) > 0xff ? 20 : /[MW]/.test(character) ? 19 : /[A-Z]/.test(character) ? 14 : 11;
  return Math.ceil(width / 10);
}

const NARROWEST = 5;
const WIDEST = 30;

/** Remarks and problems are added by hand on the paper, also where nothing is printed yet. */
const NARROWEST_LONG = 14;

/** Beside the text of a column: the padding of its cell and its line. Half a number on the next line is read as another number, and
 *  half a name makes every row twice as high. */
const BESIDE = 2;

/** A column of words keeps room for so much, where others would stand on other pages for want of room. */
const LEAST_WORDS = 16;

/** Wide enough for what is printed, within limits; heads may break. */
function columnWidth(texts: readonly string[], { kind }: Field, head: string): number {
  const longest = texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0);
  const narrowest = kind === 'longText' ? NARROWEST_LONG : NARROWEST;
  return Math.min(WIDEST, Math.max(narrowest, Math.ceil(widthOf(head) / 2), longest)) + BESIDE;
}

/** Room of a text that cannot be broken: its longest number or foreign word. Han may be parted anywhere. */
function unbrokenWidth(texts: readonly string[]): number {
  return Math.max(0, ...texts.flatMap((text) => text.match(/[!-~]+/g) ?? []).map(widthOf)) + BESIDE;
}

/** Columns of words as narrow as is needed for the fewest blocks of columns: a row that is read on two pages is hard to follow. */
function fittedWidths(
  table: Pick<PrintTable, 'columnWidths' | 'frozenColumns' | 'headRows' | 'paper' | 'orientation'>,
  least: readonly number[],
): number[] {
  let best = table.columnWidths;
  let fewest = pageColumns(table).blocks.length;
  for (const part of [0.25, 0.5, 0.75, 1]) {
    if (fewest === 1) break;
    const columnWidths = table.columnWidths.map((width, column) => width - Math.max(0, width - least[column]!) * part);
    const { length } = pageColumns({ ...table, columnWidths }).blocks;
    if (length < fewest) [best, fewest] = [columnWidths, length];
  }
  return best;
}

export async function print(ctx: Ctx, params: ParsedParams<'ledgers.print'>): Promise<Result<'ledgers.print'>> {
  const ledger = find(ctx, params.ledger);
  ctx.job.step({ done: 0, total: 2, stage: '正在取数' });
  const table = withBlanks(viewTable(ctx, ledger, params), params.blanks);
  ctx.job.step({ done: 1, total: 2, stage: params.format === 'pdf' ? '正在生成 PDF' : '正在排版' });
  if (params.format === 'none') return { table, file: null };
  const output = ctx.files.output(`${fileStem(table)}.${params.format}`);
  if (params.format === 'pdf') await printPdf(ctx, tableToHtml(table), output.path);
  else writeFileSync(output.path, tableToHtml(table));
  ctx.job.step({ done: 2, total: 2, stage: '完成' });
  return { table, file: output.finish() };
}

/** The view as a table. Throws input.invalid where it has more rows than can sensibly be printed. */
function viewTable(ctx: Ctx, ledger: Ledger, params: ParsedParams<'ledgers.print'>): PrintTable {
  const { store } = ctx;
  const found = orderRows(store, ledger, {
    where: params.ids === undefined ? conditions(ledger, params.filter) : theseRows(params.ids),
    sort: params.sort,
    groupBy: params.groupBy,
  });
  const { ids } = found;
  if (ids.length > MOST_ROWS)
    throw new AppError('input.invalid', {
      what: `这个视图有${ids.length}条，一次最多打印${MOST_ROWS}条，请先筛选，或导出为 Excel`,
    });
  const columns = params.columns.map((name) => {
    const field = ledger.fields[name];
    if (!field) throw new AppError('input.invalid', { what: `${ledger.title}没有“${name}”这一项` });
    return { name, field };
  });
  const unitNames = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const env = { unitName: (id: number): string => unitNames.get(id) ?? '' };
  const rows: StoredRow[] = [];
  for (let from = 0; from < ids.length; from += PAGE)
    rows.push(...readRows(store, ledger, ids.slice(from, from + PAGE)));
  const texts = rows.map((row) => columns.map(({ name, field }) => fieldText(field, row.row[name] ?? null, env)));
  const summed = new Set(summedFields(ledger));
  const textsOf = (index: number): string[] => texts.map((row) => row[index]!);
  const widths = [
    Math.max(4, widthOf(String(rows.length)) + BESIDE),
    ...columns.map(({ name, field }, index) =>
      columnWidth([...textsOf(index), summed.has(name) ? sumText(rows, name, field) : ''], field, headText(field)),
    ),
  ];
  const leastWidths = [
    widths[0]!,
    ...columns.map(({ field }, index) =>
      WORDS.includes(field.kind) ? Math.max(LEAST_WORDS, unbrokenWidth(textsOf(index))) : widths[index + 1]!,
    ),
  ];
  const headRows = [
    [cell('序号', 'center', 'head'), ...columns.map(({ field }): PrintCell => cell(headText(field), 'center', 'head'))],
  ];
  const { paper, orientation } = params;
  const columnWidths = fittedWidths(
    { columnWidths: widths, frozenColumns: 1, headRows, paper, orientation },
    leastWidths,
  );
  const sumRow = (name: string, part: readonly StoredRow[], kind: PrintRow['kind']): PrintRow => {
    const short = kind === 'total' ? '合计' : '小计';
    const label = `${name}${short}（${part.length}条）`;
    const sums = columns.map(({ name, field }) => (summed.has(name) ? sumText(part, name, field) : ''));
    const firstSum = sums.findIndex((text) => text !== '');
    // The name of the row reaches as far as nothing is added.
    const span = firstSum < 0 ? columns.length : firstSum;
    return {
      kind,
      cells: [
        { ...cell(label, 'left', 'label', span + 1), short },
        ...sums.slice(span).map((text, index) => cell(text, alignOf(columns[span + index]!.field.kind), 'number')),
      ],
    };
  };
  const bodyRows: PrintRow[] = [];
  let at = 0;
  const line = (): PrintRow => {
    const row: PrintRow = {
      kind: 'unit',
      cells: [
        cell(String(at + 1), 'center', 'label'),
        ...columns.map(({ field }, index) =>
          cell(texts[at]![index]!, alignOf(field.kind), RIGHT.includes(field.kind) ? 'number' : 'label'),
        ),
      ],
    };
    at += 1;
    return row;
  };
  if (found.groups.length === 0) while (at < rows.length) bodyRows.push(line());
  else {
    const groupOf = groupIndexes(found.ids, found.groups);
    for (const [index, group] of found.groups.entries()) {
      const part: StoredRow[] = [];
      const lines: PrintRow[] = [];
      while (at < rows.length && groupOf.get(rows[at]!.id) === index) {
        part.push(rows[at]!);
        lines.push(line());
      }
      if (lines.length === 0) continue;
      const label = groupTitle(ledger, params.groupBy, group.keys as FieldValue[], env);
      bodyRows.push(...lines, sumRow(`${label} `, part, 'group'));
    }
  }
  if (rows.length > 0) bodyRows.push(sumRow('', rows, 'total'));
  const bureau = getBureau(store);
  return {
    layout: `ledger-${ledger.id}`,
    enclosure: '',
    title: params.title === '' ? `${ledger.title}台账` : params.title,
    lineLeft: bureau === null ? '' : `制表单位：${bureau.name}`,
    lineMiddle: params.subtitle,
    lineRight: `打印日期：${chinaDate(store.now())}`,
    internalMark: '',
    columnWidths,
    frozenColumns: 1,
    headRows,
    bodyRows,
    legend: '',
    notes: movedNote(store, ledger, params.columns, rows, env),
    signature: params.signature ? ctx.settings.signature.filter((one) => one !== '') : [],
    paper,
    orientation,
    warnings: [],
  };
}

const MOST_MOVED = 20;

/** A printed row says its unit of today: of those that moved, the line says of which they were before. */
function movedNote(
  store: Store,
  ledger: Ledger,
  columns: readonly string[],
  rows: readonly StoredRow[],
  env: TextEnv,
): string[] {
  const unit = unitFieldOf(ledger);
  if (unit === null || !columns.includes(unit)) return [];
  const former = formerUnits(
    store,
    ledger,
    rows.map(({ id }) => id),
  );
  const moved = rows.flatMap(({ id }, index) =>
    former.has(id) ? [`第${index + 1}行曾属${formerUnitsText(former.get(id)!, (unitId) => env.unitName(unitId))}`] : [],
  );
  if (moved.length === 0) return [];
  const rest = moved.length > MOST_MOVED ? `；等${moved.length}行` : '';
  const { label } = ledger.fields[unit]!;
  return [`“${label}”为现在所属的填报单位：${moved.slice(0, MOST_MOVED).join('；')}${rest}。`];
}

const BLANK_WIDTH = 12;

/** Empty columns at the right, to be filled in by hand; sums leave them empty too. */
function withBlanks(table: PrintTable, blanks: readonly string[]): PrintTable {
  if (blanks.length === 0) return table;
  const empty = blanks.map(() => cell('', 'center', 'label'));
  return {
    ...table,
    columnWidths: [...table.columnWidths, ...blanks.map(() => BLANK_WIDTH)],
    headRows: table.headRows.map((row) => [...row, ...blanks.map((text) => cell(text, 'center', 'head'))]),
    bodyRows: table.bodyRows.map((row) => ({ ...row, cells: [...row.cells, ...empty] })),
  };
}

/** Exact sum of a column; '' where no row has a value. */
function sumText(rows: readonly StoredRow[], name: string, field: Field): string {
  let total: number | null = null;
  for (const { row } of rows) {
    const value = row[name];
    if (typeof value === 'number') total = (total ?? 0) + value;
  }
  if (total === null) return '';
  return field.kind === 'amount' ? amountText(total, measureOf(field)) : String(total);
}

function groupIndexes(ids: readonly number[], groups: readonly { count: number }[]): Map<number, number> {
  const indexes = new Map<number, number>();
  let at = 0;
  groups.forEach(({ count }, index) => {
    for (const id of ids.slice(at, at + count)) indexes.set(id, index);
    at += count;
  });
  return indexes;
}
