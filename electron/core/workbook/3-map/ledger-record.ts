// Cells of one record of a ledger → the inputs of its fields and what is wrong with the cells: merged over several rows, crossed out,
// formulas without a result. Not here: which rows are records, and what they take from the rows above (ledger-rows.ts).

import type { Field, Finding } from '../../../../shared/ledgers/define.js';
import { isDitto } from '../../../../shared/ledgers/ditto.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import type { RawCell } from '../1-read/raw-book.js';
import { cellText, type Grid } from '../2-recognise/grid.js';
import { inputOf, inputOfColumn, STRUCK } from './ledger-cell-input.js';
import { dayBelow, type DayRule } from './ledger-days.js';

/** A column that is read. */
export interface ReadColumn {
  c: number;
  name: string;
  field: Field;
  /** Place of its field in inputs and texts. */
  at: number;
  isCount: boolean;
  /** Of a column of days. */
  days: DayRule | null;
  /** What an office's own words mean. */
  words: ReadonlyMap<string, string> | null;
}

/** A row before its fields read it. */
export interface GivenRow {
  r: number;
  /** Row down to which the record reaches: its own, or further where its amount is merged over several. */
  last: number;
  /** Undefined where the cell is empty. */
  inputs: (FieldInput | undefined)[];
  texts: (string | null)[];
  findings: readonly Finding[];
}

export const NO_FINDINGS: readonly Finding[] = [];
const MERGED_NUMBER = '一个数合并在几行上，不能确定各行是多少，请分行填写';

/** Reads the records of one sheet, one at a time and as often as asked. */
export class RecordCells {
  readonly #grid: Grid;
  readonly #read: readonly ReadColumn[];
  /** By column of the sheet. */
  readonly #byColumn: readonly (ReadColumn | undefined)[];
  readonly #summed: readonly ReadColumn[];
  readonly #noInputs: readonly undefined[];
  readonly #noTexts: readonly null[];

  /** `fields`: how many the file has, of which `read` are read from columns. */
  constructor(grid: Grid, read: readonly ReadColumn[], fields: number) {
    this.#grid = grid;
    this.#read = read;
    const byColumn: (ReadColumn | undefined)[] = [];
    for (const column of read) byColumn[column.c] = column;
    this.#byColumn = byColumn;
    this.#summed = read.filter(({ isCount }) => isCount);
    this.#noInputs = Array.from({ length: fields }, () => undefined);
    this.#noTexts = Array.from({ length: fields }, () => null);
  }

  #emptyRow(r: number): GivenRow {
    return { r, last: r, inputs: this.#noInputs.slice(), texts: this.#noTexts.slice(), findings: NO_FINDINGS };
  }

  /** A row under no merged range: nearly all of them. `cells`: those of the row that have a content. */
  plain(r: number, cells: readonly RawCell[]): GivenRow {
    const row = this.#emptyRow(r);
    for (const cell of cells) {
      const column = this.#byColumn[cell.c];
      if (column !== undefined) this.#readCell(row, column, cell);
    }
    return row;
  }

  /**
   * The last row of a record that lies over several: its amount is merged over them, and only lists (patents, one to a row) have a
   * cell in each. Of any other table the number of a row is not known.
   */
  #spanOf(r: number): number {
    const grid = this.#grid;
    const merges = this.#summed.map(({ c }) => grid.mergeOf(r, c)).filter((merge) => merge !== undefined);
    const own = merges.filter(([r1, c1, r2, c2]) => r1 === r && r2 > r && c1 === c2);
    const last = own[0]?.[2];
    if (last === undefined || !this.#read.some(isList) || own.some(([, , r2]) => r2 !== last)) return r;
    for (let k = r + 1; k <= last; k += 1)
      for (const column of this.#read) {
        const isBelow = (grid.mergeOf(k, column.c)?.[0] ?? k) <= r;
        if (!isBelow && !isList(column) && grid.text(k, column.c).trim() !== '') return r;
      }
    return last;
  }

  /** Lists of a record over several rows, as one cell would hold them. */
  #joinLists(row: GivenRow, last: number): void {
    const grid = this.#grid;
    for (const column of this.#read.filter(isList)) {
      const texts: string[] = [];
      for (let k = row.r; k <= last; k += 1) {
        const text = grid.isCovered(k, column.c) ? '' : grid.text(k, column.c).trim();
        if (text !== '') texts.push(isDitto(text) ? (texts.at(-1) ?? text) : text);
      }
      if (texts.length < 2) continue;
      row.inputs[column.at] = row.texts[column.at] = texts.join('；');
    }
  }

  /** A row that a merged range lies over. */
  merged(r: number): GivenRow {
    const grid = this.#grid;
    const row = this.#emptyRow(r);
    const last = this.#spanOf(r);
    row.last = last;
    for (const column of this.#read) {
      const { c, at, isCount } = column;
      let cell = grid.cell(r, c);
      const merge = grid.mergeOf(r, c);
      if (merge && (merge[0] !== r || merge[1] !== c)) {
        if (cell !== undefined && grid.textOf(cell).trim() !== '')
          stop(
            row,
            column,
            'merged-value',
            `合并单元格下面还有“${grid.textOf(cell)}”，不能确定用哪一个，请取消合并后重报`,
          );
        // Merged downwards over several records: one name or day for all of them, never one number.
        const isBelow = merge[1] === c && merge[3] === c;
        if (isBelow && isCount) {
          stop(row, column, 'merged-number', MERGED_NUMBER);
          continue;
        }
        cell = isBelow ? grid.cell(merge[0], merge[1]) : undefined;
      } else if (merge && merge[2] > r && merge[3] === c && isCount && last === r) {
        stop(row, column, 'merged-number', MERGED_NUMBER);
        row.texts[at] = grid.text(r, c);
        continue;
      }
      if (cell !== undefined) this.#readCell(row, column, cell);
    }
    if (last > r) this.#joinLists(row, last);
    return row;
  }

  #readCell(row: GivenRow, column: ReadColumn, cell: RawCell): void {
    const { is1904 } = this.#grid;
    const text = cellText(cell, is1904).trim();
    if (cell.t === 'e' || cell.t === 'f') {
      stop(
        row,
        column,
        cell.t === 'e' ? 'error-value' : 'no-value',
        cell.t === 'e' ? `是错误值${text}，请改正` : '公式没有保存计算结果，请在表格软件中打开保存一次后重报',
      );
      row.texts[column.at] = text === '' ? '（公式）' : text;
      return;
    }
    if (text === '') return;
    row.texts[column.at] = text;
    if (text.startsWith(STRUCK)) {
      stop(
        row,
        column,
        'struck',
        `“${text.slice(STRUCK.length).replace('）', '')}”画着删除线，分不清是作废还是更正。作废的行请删去，有效的请去掉删除线`,
      );
      return;
    }
    const day = column.days?.months === undefined ? null : dayBelow(text, row.r, column.days.months);
    if (day !== null) row.inputs[column.at] = day;
    else if (cell.z === 'month' || cell.z === 'month-alone') this.#readMonth(row, column, cell, text);
    else row.inputs[column.at] = inputOfColumn(column, cell, text, is1904);
  }

  /** A spreadsheet makes the first day of 2022年3月: where a month will do it is one, elsewhere the day is to be looked at. */
  #readMonth(row: GivenRow, column: ReadColumn, cell: RawCell, text: string): void {
    const { name, field, at } = column;
    const day = inputOf(cell, text, this.#grid.is1904);
    row.inputs[at] = day;
    if (typeof day !== 'string' || (field.kind !== 'date' && field.kind !== 'period')) return;
    const isMonth = field.kind === 'period' || field.maySpan === true;
    const kept = isMonth ? day.slice(0, 7) : day;
    row.inputs[at] = kept;
    if (isMonth && cell.z === 'month') return;
    const written = cell.z === 'month' ? '只写了年月' : '只写了月份';
    row.findings = [
      ...row.findings,
      {
        severity: 'warn',
        rule: 'month-as-day',
        field: name,
        message: `${field.label}：单元格${written}，按表格软件存的${kept}登记，请核对是哪${isMonth ? '一年' : '一天'}`,
      },
    ];
  }
}

/** Several numbers of one record. */
function isList({ field }: ReadColumn): boolean {
  return field.kind === 'code' && field.many === true;
}

/** The content of the cell cannot be taken: a finding in its place. */
export function stop(row: GivenRow, { name, field }: ReadColumn, rule: string, message: string): void {
  row.findings = [...row.findings, { severity: 'block', rule, field: name, message: `${field.label}：${message}` }];
}
