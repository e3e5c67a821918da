// What pasting, filling down and clearing mean for the rows of a grid: edits by row. Pure.

import type { Ledger } from '../../../shared/ledgers/define.js';
import { isDitto } from '../../../shared/ledgers/ditto.js';
import { mapHeads, withMeasure } from '../../../shared/ledgers/heads.js';
import type { FieldInput } from '../../../shared/ledgers/read-field.js';
import { statedMoney } from '../../../shared/ledgers/stated-money.js';
import { isCountField } from '../../../shared/ledgers/summed.js';
import { isTotalWord } from '../../../shared/ledgers/total-words.js';
import type { Range } from '../../ui/cell-range.js';
import type { GridColumn } from './columns.js';
import type { RowEdit } from './drafts.js';
import type { RowLayout } from './row-layout.js';

/** Kinds that no text can fill. */
function isPasteable(column: GridColumn): boolean {
  return column.field.kind !== 'attachment';
}

/** A copied first row as the heads that it is. */
export interface PastedHeads {
  /** Field of each column; null where it has none. */
  fields: readonly (string | null)[];
  /** 计量单位 of each column of money that is written in another than the field is typed in. */
  measures: readonly (string | null)[];
  /** Heads that the ledger does not know: their columns are left out, and said. */
  unknown: readonly string[];
}

/** Heads with their other names, as the import knows them; null where most of the row is no head of this ledger. `title`: above them. */
function headsOf(ledger: Ledger, row: readonly string[], title: string): PastedHeads | null {
  const mapped = mapHeads(
    ledger,
    row.map((cell) => (cell.trim() === '' ? null : cell.trim())),
  );
  const known = mapped.fields.filter((name) => name !== null).length;
  if (known < 2 || known <= mapped.unknown.length) return null;
  const ofAll = statedMoney(title);
  return {
    fields: mapped.fields.map((name) => (name === null || ledger.fields[name]!.kind === 'attachment' ? null : name)),
    measures: mapped.fields.map((name) => {
      const field = name === null ? undefined : ledger.fields[name];
      const measure = name === null ? null : (mapped.measures[name] ?? ofAll);
      return field?.kind === 'amount' && measure !== (field.measure ?? '万元') ? measure : null;
    }),
    unknown: [...mapped.unknown, ...mapped.repeated],
  };
}

/** So many lines may stand above the copied heads: title, note, 计量单位. */
const MOST_TITLES = 3;

function textsOf(row: readonly string[]): string[] {
  return row.filter((text) => text.trim() !== '');
}

/**
 * Where the copied heads stand: in the first line, or below lines of a title, which have a single text or half as many as there are
 * heads at most (填报单位：… beside 日期：…): with more a line is a record. Null without heads.
 */
function headsWithin(
  ledger: Ledger,
  cells: readonly (readonly string[])[],
): { heads: PastedHeads; body: readonly (readonly string[])[] } | null {
  const titles: string[][] = [];
  for (let at = 0; at <= MOST_TITLES && at + 1 < cells.length; at += 1) {
    const texts = textsOf(cells[at]!);
    const heads = headsOf(ledger, cells[at]!, titles.flat().join(' '));
    const isTitle = (title: readonly string[]): boolean => title.length <= Math.max(1, texts.length / 2);
    if (heads !== null) return titles.every(isTitle) ? { heads, body: cells.slice(at + 1) } : null;
    titles.push(texts);
  }
  return null;
}

/** A line of the copied table that adds up the others. */
function isTotal(row: readonly string[]): boolean {
  const first = row.find((text) => text.trim() !== '') ?? '';
  return isTotalWord(first.replaceAll(/\s/g, ''));
}

/** Rows with 同上 and 〃 written out where the line above says it; not for numbers: one amount may be meant for both rows. */
function writtenOut(
  rows: readonly (readonly string[])[],
  isNumber: (at: number) => boolean,
): readonly (readonly string[])[] {
  const above: string[] = [];
  return rows.map((row) =>
    row.map((text, at) => {
      // Below an empty cell nobody knows what it means: it stays, and clears nothing.
      const full = isDitto(text) && !isNumber(at) ? above[at]?.trim() || text : text;
      return (above[at] = full);
    }),
  );
}

export interface Pasted {
  edits: RowEdit[];
  /** The rectangle that was filled. */
  range: Range;
  /** Columns of the clipboard that found no column here. */
  lost: number;
  /** Copied heads that the ledger does not know. */
  unknown: readonly string[];
  /** Lines 合计 of a copied table, which are no rows. */
  totals: number;
}

/**
 * Lines of a selection that hold a row. Where every line is chosen (a whole column), the empty one at the end is none: nothing that
 * is meant for all rows makes another.
 */
function linesOf(layout: RowLayout, range: Range): { index: number; id: number }[] {
  const isWhole = range.top === 0 && range.bottom >= layout.lines - 1 && layout.lines > 1;
  const bottom = isWhole ? layout.lines - 2 : range.bottom;
  const lines: { index: number; id: number }[] = [];
  for (let index = range.top; index <= bottom; index += 1) {
    const line = layout.lineAt(index);
    if (line?.kind === 'row') lines.push({ index, id: line.id });
  }
  return lines;
}

/** How often a copied piece goes into a selection, as in Excel: once, or as often as it fits without a rest. */
function timesIn(chosen: number, copied: number): number {
  return copied > 0 && chosen > copied && chosen % copied === 0 ? chosen / copied : 1;
}

/**
 * Cells of the clipboard over the grid, from the selection's corner. They are repeated where the selection is a multiple of them (one
 * cell fills all of it); a copied head row names its columns, and what adds up the rows of that table is left out; rows beyond the last
 * become new ones. An empty cell clears a stored one and says nothing in a new row.
 */
export function pasted(
  ledger: Ledger,
  columns: readonly GridColumn[],
  layout: RowLayout,
  range: Range,
  cells: readonly (readonly string[])[],
  firstNewId: number,
): Pasted {
  const table = headsWithin(ledger, cells);
  const heads = table?.heads ?? null;
  const nameAt = (at: number): string | null => {
    if (heads !== null) return heads.fields[at] ?? null;
    const column = columns[range.left + at];
    return column !== undefined && isPasteable(column) ? column.name : null;
  };
  const isNumber = (at: number): boolean => {
    const name = nameAt(at) ?? '';
    const field = ledger.fields[name];
    return field !== undefined && isCountField(name, field);
  };
  const copied = table === null ? cells : table.body.filter((row) => !isTotal(row));
  const body = writtenOut(copied, isNumber);
  const width = Math.max(0, ...body.map((row) => row.length));
  const chosen = linesOf(layout, range).length;
  const height = body.length * (heads === null ? timesIn(chosen, body.length) : 1);
  const across = width * (heads === null ? timesIn(range.right - range.left + 1, width) : 1);
  const lost = Math.max(0, range.left + (heads === null ? across : 0) - columns.length);
  const edits: RowEdit[] = [];
  let newId = firstNewId;
  let index = range.top;
  for (let row = 0; row < height; row += 1) {
    // Heads of groups are stepped over: they hold no cells.
    while (layout.lineAt(index)?.kind === 'group') index += 1;
    const line = layout.lineAt(index);
    const id = line?.kind === 'row' ? line.id : newId;
    if (id === newId) newId -= 1;
    index += 1;
    const values: Record<string, FieldInput> = {};
    for (let at = 0; at < across; at += 1) {
      const name = nameAt(at);
      const text = body[row % body.length]![at % width] ?? '';
      if (name === null) continue;
      const measure = heads?.measures[at] ?? null;
      if (text.trim() !== '') values[name] = measure === null ? text.trim() : withMeasure(text.trim(), measure);
      else if (id >= 0) values[name] = null;
    }
    if (Object.keys(values).length > 0) edits.push({ id, values });
  }
  return {
    edits,
    range: {
      top: range.top,
      left: heads === null ? range.left : 0,
      bottom: Math.max(range.top, index - 1),
      right: Math.min(columns.length - 1, heads === null ? range.left + across - 1 : columns.length - 1),
    },
    lost,
    unknown: heads?.unknown ?? [],
    totals: table === null ? 0 : table.body.length - copied.length,
  };
}

/** Empties the cells of a selection. */
export function cleared(columns: readonly GridColumn[], layout: RowLayout, range: Range): RowEdit[] {
  return filledWith(columns, layout, range, () => null);
}

/** The same input into every cell of a selection; `inputOf` says what it is in a column. */
export function filledWith(
  columns: readonly GridColumn[],
  layout: RowLayout,
  range: Range,
  inputOf: (column: GridColumn) => FieldInput,
): RowEdit[] {
  const values = Object.fromEntries(
    columns
      .slice(range.left, range.right + 1)
      .filter(isPasteable)
      .map((column) => [column.name, inputOf(column)]),
  );
  return linesOf(layout, range).map(({ id }) => ({ id, values }));
}

/** Ctrl+D: the first row of the selection into the others; of a single row, the row above into it. */
export function filledDown(
  columns: readonly GridColumn[],
  layout: RowLayout,
  range: Range,
  inputOf: (id: number, name: string) => FieldInput,
): RowEdit[] {
  const isSingle = range.top === range.bottom;
  let from = isSingle ? range.top - 1 : range.top;
  while (from >= 0 && from <= range.bottom && layout.lineAt(from)?.kind === 'group') from += isSingle ? -1 : 1;
  const source = layout.lineAt(from);
  if (source?.kind !== 'row') return [];
  const names = columns.slice(range.left, range.right + 1).filter(isPasteable);
  const values = Object.fromEntries(names.map(({ name }) => [name, inputOf(source.id, name)]));
  return linesOf(layout, range)
    .filter(({ index }) => index > from)
    .map(({ id }) => ({ id, values }));
}
