// Rows of a ledger table → inputs of fields with the text of each cell, and what empty cells and 同上 take from the rows above; 合计 is
// compared with the rows above it. Not here: the cells of one record (ledger-record.ts), which lines are no records
// (ledger-other-lines.ts), what a value means (shared/ledgers), what happens to a row (5-preview).

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { headsOf } from '../../../../shared/ledgers/heads.js';
import type { Finding } from '../../../../shared/ledgers/define.js';
import type { FieldInput, ReadField } from '../../../../shared/ledgers/read-field.js';
import { cellAddress, type RawCell } from '../1-read/raw-book.js';
import { belongsToHead } from '../2-recognise/under-head.js';
import { readColumns } from './ledger-columns.js';
import { lineMeans } from './ledger-lines.js';
import { isDitto } from '../../../../shared/ledgers/ditto.js';
import type { MappedLedger } from './ledger-map.js';
import { isOtherHead, otherHeadIssue } from './ledger-other-head.js';
import {
  isBlank,
  isExampleRow,
  isLone,
  isNoteRow,
  loneText,
  RepeatedHeads,
  saidByLine,
  totalWord,
} from './ledger-other-lines.js';
import { LedgerTotals } from './ledger-totals.js';
import { lackedFields, unitTotal } from './ledger-unit-total.js';
import { PlainRows } from './ledger-plain-rows.js';
import { NO_FINDINGS, RecordCells, stop, type GivenRow, type ReadColumn } from './ledger-record.js';

export interface LedgerInputRow {
  /** From 0. */
  r: number;
  /** By column of the file's fields (columnFields), as the field reads it; undefined where the cell is empty. */
  reads: readonly (ReadField | undefined)[];
  /** As written, likewise; null where the cell is empty. */
  texts: readonly (string | null)[];
  /** What is wrong with cells before their content is looked at. */
  findings: readonly Finding[];
}

/** What the field at a place of columnFields reads an input as. */
type ReadAt = (at: number, input: FieldInput) => ReadField;

/** Fields of the columns, each once: the places of inputs and texts. */
export function columnFields(columns: readonly { field: string | null }[]): string[] {
  return [...new Set(columns.flatMap(({ field }) => field ?? []))];
}

export interface GroupLine {
  r: number;
  c: number;
  text: string;
}

/** Reads the rows of one sheet. Of 100 000 rows nothing is kept but what the taker keeps: a row can be read again. */
export class LedgerRowsReader {
  /** 合计 rows, notes and heads. */
  skipped = 0;
  /** Lines of one text with rows below them: 一、2021年度, 薛城区. What they say of those rows is in none of their cells. */
  readonly groups: GroupLine[] = [];
  readonly #issues: CheckIssue[] = [];

  readonly #read: readonly ReadColumn[];
  /** By column of the sheet. */
  readonly #byColumn: (ReadColumn | undefined)[] = [];
  readonly #cells: RecordCells;
  readonly #summed: readonly ReadColumn[];
  readonly #heads: RepeatedHeads;
  /** What the ledger calls its fields. */
  readonly #ownHeads: ReadonlyMap<string, string>;
  /** The head of another table stands here. */
  #stopped = false;
  /** Rows that were taken, for the totals below them. */
  readonly #taken: number[] = [];
  /** Column in which an empty cell means the name above it, and the last name. */
  readonly #above: ReadColumn | undefined;
  /** The same, where no column but only lines between the rows have the names; the last of them as it is written. */
  readonly #lines: ReadColumn | undefined;
  /** Fields that the title of each of several tables says, and the table that the last row is of. */
  readonly #bySection: readonly ReadColumn[];
  #section = 0;
  #name: string | null = null;
  #line: string | null = null;
  #isNamedByLine = false;
  readonly #alsoAbove: readonly ReadColumn[];
  /** The last line that is no record. */
  #lastLine = -1;
  /** The unit, in a column or in lines between the rows. */
  readonly #unit: ReadColumn | undefined;
  #below = 0;
  /** The line between the last record and this row: what 同上 below it in its column means. */
  #between: GroupLine | null = null;
  /** What rows got from above, by their places. */
  readonly #filled = new Map<number, Map<number, FieldInput>>();
  readonly #totals: LedgerTotals;
  /** Rows of heads at which another table begins. */
  readonly #starts: ReadonlySet<number>;
  /** Row up to which the last record reaches. */
  #spanTo = -1;

  constructor(readonly mapped: MappedLedger) {
    const { ledger, columns } = mapped;
    const fields = columnFields(columns);
    const all = readColumns(ledger, columns).map((column): ReadColumn => {
      const { name } = column;
      return {
        ...column,
        at: fields.indexOf(name),
        days: mapped.days[name] ?? null,
        words: mapped.words[name] ?? null,
      };
    });
    // What lines between the rows say stands in no cell of theirs.
    const [first] = mapped.sections?.said ?? [];
    this.#bySection = all.filter(({ name }) => first?.values.has(name) === true);
    const rest = all.filter((column) => !this.#bySection.includes(column));
    const lines = columns.find(({ use, field }) => use === 'lines' && rest.some(({ name }) => name === field));
    const isLines = ({ name }: ReadColumn): boolean => lines !== undefined && name === lines.field;
    this.#lines = rest.find(isLines);
    this.#read = rest.filter((column) => !isLines(column));
    for (const column of this.#read) this.#byColumn[column.c] = column;
    this.#cells = new RecordCells(mapped.table.grid, this.#read, fields.length);
    this.#above = this.#lines ?? this.#read.find(({ c }) => c === mapped.above);
    this.#alsoAbove = this.#read.filter(({ c }) => mapped.alsoAbove.includes(c));
    this.#unit = [this.#lines, ...this.#read].find((column) => column?.field.kind === 'unit');
    this.#summed = this.#read.filter(({ isCount }) => isCount);
    this.#totals = new LedgerTotals(mapped, this.#summed, (r) => this.inputsOf(r));
    this.#starts = new Set(mapped.sections?.starts);
    this.#ownHeads = headsOf(ledger);
    this.#heads = new RepeatedHeads(mapped.table.columns, mapped.table.grid, mapped.table.head);
  }

  /** Of the table as a whole; those of single rows are among their findings. */
  get issues(): CheckIssue[] {
    return [...this.#issues, ...this.#totals.issues];
  }

  /**
   * `read`: what the field at this place of columnFields reads an input as. `step`: told every thousand rows; may throw
   * job.cancelled.
   */
  read(
    read: (at: number, input: FieldInput) => ReadField,
    take: (row: LedgerInputRow) => void,
    step: (done: number, total: number) => void,
  ): void {
    const { grid, head } = this.mapped.table;
    const lone: GroupLine[] = [];
    const { columns } = grid.sheet;
    const plain =
      columns && this.#above === undefined && this.#bySection.length === 0 && this.#alsoAbove.length === 0
        ? new PlainRows(this.#read, this.#heads, { columns, is1904: grid.is1904, measures: this.mapped.measures, read })
        : undefined;
    for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
      if (r % 1000 === 0) step(r, grid.rowCount);
      // Its patents stand below each other beside one amount: part of the record above.
      if (r <= this.#spanTo) continue;
      const isMerged = grid.isMergedRow(r);
      const easy = isMerged ? undefined : plain?.row(r);
      if (easy) {
        if (lone.length > 0) this.groups.push(...lone.splice(0));
        this.#took(r);
        take({ r, reads: easy.reads, texts: easy.texts, findings: NO_FINDINGS });
        continue;
      }
      const row = this.#rowOf(r, isMerged ? grid.rowCells(r) : grid.passingCells(r), read);
      if (this.#stopped) break;
      if (row === 'blank') continue;
      // A line of which only unread columns hold something, such as a running number over an empty form.
      if (row === null || row.texts.every((text) => text === null)) {
        this.skipped += 1;
        this.#lastLine = r;
        const line = loneText(grid, r);
        if (line === null) continue;
        lone.push({ r, ...line });
        // 1月份 and the title of the next page part the rows, and are nobody's name.
        if (lineMeans(line.text, this.mapped.table.titleLines, () => false) === 'other') this.#between = { r, ...line };
        this.#nameBelow(line.text, r, read);
      } else {
        if (lone.length > 0) this.groups.push(...lone.splice(0));
        this.#asAbove(row, read);
        this.#fillDown(row);
        this.#fillEnterprises(row);
        this.#fillSection(row);
        this.#took(r);
        const reads = row.inputs.map((input, at) => (input === undefined ? undefined : read(at, input)));
        take({ r, reads, texts: row.texts, findings: row.findings });
      }
    }
    this.#totals.finish();
    // Below the last record a line across the table is a note; one text in a column may be what is left of a record.
    this.groups.push(...lone.filter((line) => this.#byColumn[line.c] !== undefined && !grid.isMergedRow(line.r)));
  }

  #took(r: number): void {
    this.#taken.push(r);
    this.#totals.took(r);
    this.#between = null;
  }

  /** Inputs of a row that was taken. */
  inputsOf(r: number): GivenRow['inputs'] {
    const { grid } = this.mapped.table;
    const row = grid.isMergedRow(r) ? this.#cells.merged(r) : this.#cells.plain(r, grid.passingCells(r));
    for (const [at, input] of this.#filled.get(r) ?? []) row.inputs[at] = input;
    return row.inputs;
  }

  /** 薛城区 in a line of its own names the rows below it as one of the column's cells does: what stood above it has ended. */
  #nameBelow(text: string, r: number, read: (at: number, input: FieldInput) => ReadField): void {
    const said = saidByLine(text);
    if (this.#above === undefined) return;
    const isName = (name: string): boolean => read(this.#above!.at, name).value !== null;
    if (isName(said)) {
      this.#isNamedByLine = true;
      this.#name = said;
      this.#line = `第${r + 1}行“${text}”`;
    } else if (this.#lines !== undefined && lineMeans(text, this.mapped.table.titleLines, isName) === 'other')
      this.#name = null;
  }

  /** 同上 and 〃 are what the record above has. */
  #asAbove(row: GivenRow, read: (at: number, input: FieldInput) => ReadField): void {
    for (const column of this.#read) {
      const { at, isCount } = column;
      const text = row.texts[at] ?? null;
      if (isCount || text === null || !isDitto(text)) continue;
      if (this.#between?.c === column.c) {
        this.#asLine(row, column, this.#between, read);
        continue;
      }
      const last = this.#taken.at(-1);
      const above = last === undefined ? undefined : this.inputsOf(last)[at];
      if (above === undefined || above === null) {
        row.inputs[at] = undefined;
        stop(row, column, 'ditto', `写的是“${text}”，上面一行没有内容，请写明`);
      } else this.#fill(row, at, above);
    }
  }

  /** 薛城区 in a line of its own, and 〃 right below it in the same column. */
  #asLine(
    row: GivenRow,
    column: ReadColumn,
    line: GroupLine,
    read: (at: number, input: FieldInput) => ReadField,
  ): void {
    const { at, field } = column;
    const said = saidByLine(line.text);
    if (field.kind === 'unit' && read(at, said).value !== null) {
      this.#fill(row, at, said);
      return;
    }
    row.inputs[at] = undefined;
    stop(
      row,
      column,
      'ditto',
      `写的是“${row.texts[at]!}”，上面第${line.r + 1}行只有“${line.text}”，不能确定指什么，请写明`,
    );
  }

  #fill(row: GivenRow, at: number, input: FieldInput): void {
    row.inputs[at] = input;
    const known = this.#filled.get(row.r);
    if (known === undefined) this.#filled.set(row.r, new Map([[at, input]]));
    else known.set(at, input);
  }

  /** An empty cell of a column whose names stand once above the rows that they are of. */
  #fillDown(row: GivenRow): void {
    if (this.#above === undefined) return;
    const { at } = this.#above;
    const text = row.texts[at] ?? null;
    this.#nameAbove(row.r);
    if (text !== null) this.#name = isDitto(text) ? this.#name : text;
    else if (this.#name !== null) {
      this.#fill(row, at, this.#name);
      row.texts[at] = this.#lines === undefined ? this.#name : this.#line;
    } else if (this.#lines?.field.kind === 'unit' && this.#lines.field.mayBeOffices !== undefined)
      // Below a line that names somebody unknown nothing is the office's own.
      stop(row, this.#lines, 'required', '上面单独一行写的名称不是已登记的填报单位，请写明');
  }

  /** An empty cell of a column whose enterprises stand once above their records. A line between them ends what stood above it. */
  #fillEnterprises(row: GivenRow): void {
    for (const column of this.#alsoAbove) {
      const { at, c } = column;
      const text = row.texts[at] ?? null;
      const last = this.#taken.at(-1);
      const above = last === undefined || this.#lastLine > last ? undefined : this.inputsOf(last)[at];
      if (text !== null) continue;
      if (above === undefined || above === null)
        stop(row, column, 'ditto', `是空的，上面不是一条记录，不能确定是不是与上一行相同，请写明`);
      else {
        this.#fill(row, at, above);
        row.texts[at] = `与上一行相同（${typeof above === 'string' ? above : cellAddress(row.r, c)}）`;
      }
    }
  }

  /** What the next 小计 below the row names. */
  #nameAbove(r: number): void {
    const { below } = this.mapped;
    if (below === null) return;
    while (below[this.#below] !== undefined && below[this.#below]!.r < r) this.#below += 1;
    const line = below[this.#below];
    this.#name = line?.unit ?? null;
    this.#line = line === undefined ? null : `第${line.r + 1}行“${line.text}”`;
  }

  /** What the title of the row's own table says. */
  #fillSection(row: GivenRow): void {
    const said = this.mapped.sections?.said ?? [];
    while ((said[this.#section + 1]?.r ?? Infinity) < row.r) this.#section += 1;
    for (const { at, name } of this.#bySection) {
      const value = said[this.#section]!.values.get(name)!;
      this.#fill(row, at, value.input);
      row.texts[at] = value.text === '' ? null : value.text;
    }
  }

  /** Null: a row of totals, notes or heads. */
  #rowOf(r: number, all: readonly RawCell[], read: ReadAt): GivenRow | 'blank' | null {
    const { grid } = this.mapped.table;
    const cells = all.some(isBlank) ? all.filter((cell) => !isBlank(cell)) : all;
    if (cells.length === 0) return 'blank';
    if (isExampleRow(grid, cells)) {
      this.#issues.push(this.#leftExample(r, cells[0]!));
      return null;
    }
    if (this.#isUnitTotal(r, cells, read)) return null;
    const total = totalWord(grid, cells, this.#read);
    if (total !== null) {
      this.#totals.total({ r, of: total });
      return null;
    }
    const isMerged = grid.isMergedRow(r);
    if (isNoteRow(grid, cells, this.#read, r) || isLone(grid, cells, this.#read, r)) return null;
    if (belongsToHead(cells, grid.is1904)) return null;
    const isHead = this.#heads.isHead(cells);
    if (isHead ? this.#isMoved(cells) : isOtherHead(grid, cells, this.#ownHeads)) {
      this.#stopped = true;
      this.#issues.push(otherHeadIssue(this.mapped.table, r, cells));
      return null;
    }
    if (isHead && this.#starts.has(r)) this.#totals.startTable();
    if (isHead || this.#isTitle(cells)) return null;
    if (!isMerged) return this.#cells.plain(r, all);
    const row = this.#cells.merged(r);
    this.#spanTo = Math.max(this.#spanTo, row.last);
    return row;
  }

  #leftExample(r: number, first: RawCell): CheckIssue {
    const { grid, sheetName } = this.mapped.table;
    return {
      severity: 'hint',
      rule: 'ledger-example',
      sheet: sheetName,
      cell: cellAddress(r, first.c),
      message: `第${r + 1}行写的是“${grid.textOf(first).trim()}”，按填写示例处理，没有导入。`,
    };
  }

  /** True where a head that stands again has another field in one of its columns. */
  #isMoved(cells: readonly RawCell[]): boolean {
    return this.#heads.changedIn(cells).some(({ c, key }) => {
      const column = this.#byColumn[c];
      const field = this.#ownHeads.get(key);
      return column === undefined ? field !== undefined : field !== column.name;
    });
  }

  /** 滕州市 小计 120.5: a total of the rows below it, or above it, whose unit it may name. */
  #isUnitTotal(r: number, cells: readonly RawCell[], read: ReadAt): boolean {
    const unit = this.#unit;
    if (unit === undefined || this.#summed.length === 0) return false;
    const { grid } = this.mapped.table;
    const total = unitTotal(
      grid,
      cells.filter((cell) => !grid.isCovered(r, cell.c)),
      this.#read,
    );
    if (total === null || read(unit.at, total.said).value === null) return false;
    const lacks = lackedFields(cells, this.#read);
    if (lacks.length === 0 && !total.isTold) return false;
    const { text } = total;
    this.#totals.total({ r, of: 'part', ...(total.isTold ? {} : { mayBeRecord: { text, lacks: lacks.join('、') } }) });
    if (this.#above === undefined || this.mapped.below !== null) return true;
    // Where lines of their own name the rows, a 小计 below these ends them.
    this.#name = this.#isNamedByLine && total.isTold ? null : total.said;
    this.#line = `第${r + 1}行“${text}”`;
    return true;
  }

  /** The title again, on the next page. */
  #isTitle(cells: readonly RawCell[]): boolean {
    const { grid, titleLines } = this.mapped.table;
    return cells.length === 1 && titleLines.includes(grid.textOf(cells[0]!).replaceAll(/\s+/g, ' ').trim());
  }
}
