// Rows of a ledger table → inputs of fields with the address and text of each cell; 合计 rows and notes are told apart, and
// 合计 is compared with the rows above it. Not here: what a value means (shared/ledgers), what happens to a row (5-preview).

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { fieldText } from '../../../../shared/ledgers/field-text.js';
import type { Field, Finding } from '../../../../shared/ledgers/define.js';
import { headKey } from '../../../../shared/ledgers/heads.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { readField } from '../../../../shared/ledgers/read-field.js';
import { serialToText } from '../1-read/iso-date.js';
import { cellAddress, type RawCell } from '../1-read/raw-book.js';
import { cellText, type Grid } from '../2-recognise/grid.js';
import type { MappedLedger } from './ledger-map.js';

export interface LedgerInputRow {
  /** From 0. */
  r: number;
  /** By column of the file's fields (columnFields); undefined where the cell is empty. */
  inputs: (FieldInput | undefined)[];
  /** As written, likewise; null where the cell is empty. */
  texts: (string | null)[];
  /** What is wrong with cells before their content is looked at. */
  findings: Finding[];
}

/** Fields of the columns, each once: the places of inputs and texts. */
export function columnFields(columns: readonly { field: string | null }[]): string[] {
  return [...new Set(columns.flatMap(({ field }) => field ?? []))];
}

export interface LedgerInputs {
  rows: LedgerInputRow[];
  skipped: number;
  issues: CheckIssue[];
}

const TOTAL = /^(?:合计|总计|小计|共计|累计|合计数|本页小计|本页合计)[:：]?$/;
const PART_TOTAL = /^.{0,12}(?:小计|合计|总计)[:：]?$/;
const NOTE = /^(?:注|备注|说明|填报|填表|制表|审核|复核|经办|联系|负责人|单位负责人|数据来源|报送|日期)/;

type Sums = Map<string, number>;

/** A column that is read. */
interface ReadColumn {
  c: number;
  name: string;
  field: Field;
  /** Place of its field in inputs and texts. */
  at: number;
  isCount: boolean;
}

/** `step`: told every thousand rows; may throw job.cancelled. */
export function readLedgerRows(mapped: MappedLedger, step: (done: number, total: number) => void): LedgerInputs {
  return new RowsReader(mapped).run(step);
}

class RowsReader {
  readonly #read: readonly ReadColumn[];
  /** By column of the sheet. */
  readonly #byColumn: (ReadColumn | undefined)[] = [];
  readonly #noInputs: readonly undefined[];
  readonly #noTexts: readonly null[];
  readonly #summed: readonly ReadColumn[];
  readonly #heads: RepeatedHeads;
  readonly #result: LedgerInputs = { rows: [], skipped: 0, issues: [] };
  readonly #all: Sums = new Map();
  readonly #part: Sums = new Map();
  #added = 0;

  constructor(readonly mapped: MappedLedger) {
    const { ledger, columns } = mapped;
    const fields = columnFields(columns);
    this.#noInputs = fields.map(() => undefined);
    this.#noTexts = fields.map(() => null);
    this.#read = columns.flatMap(({ c, field: name }): ReadColumn[] => {
      if (name === null) return [];
      const field = ledger.fields[name]!;
      const isCount = ['amount', 'integer', 'personCount'].includes(field.kind);
      return [{ c, name, field, at: fields.indexOf(name), isCount }];
    });
    for (const column of this.#read) this.#byColumn[column.c] = column;
    this.#summed = this.#read.filter(({ isCount }) => isCount);
    this.#heads = new RepeatedHeads(mapped.table.columns, mapped.table.grid);
  }

  run(step: (done: number, total: number) => void): LedgerInputs {
    const { grid, head } = this.mapped.table;
    const result = this.#result;
    for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
      if (r % 1000 === 0) step(r, grid.rowCount);
      const row = this.#rowOf(r, grid.isMergedRow(r) ? grid.rowCells(r) : grid.passingCells(r));
      if (row === 'blank') continue;
      // A line of which only unread columns hold something, such as a running number over an empty form.
      if (row === null || row.texts.every((text) => text === null)) result.skipped += 1;
      else result.rows.push(row);
    }
    return result;
  }

  /** Null: a row of totals, notes or heads. */
  #rowOf(r: number, all: readonly RawCell[]): LedgerInputRow | 'blank' | null {
    const { grid } = this.mapped.table;
    const cells = all.some(isBlank) ? all.filter((cell) => !isBlank(cell)) : all;
    if (cells.length === 0) return 'blank';
    const total = totalWord(grid, cells);
    if (total !== null) {
      this.#addUp();
      this.#checkTotal(r, total === 'part' ? this.#part : this.#all);
      if (total === 'part') this.#part.clear();
      return null;
    }
    const isMerged = grid.isMergedRow(r);
    if ((isMerged || cells.length <= MOST_NOTE_CELLS) && isNoteRow(grid, cells, this.#read, r)) return null;
    if (this.#heads.isHead(cells)) return null;
    return isMerged ? this.#readMerged(r) : this.#readPlain(r, all);
  }

  #emptyRow(r: number): LedgerInputRow {
    return { r, inputs: this.#noInputs.slice(), texts: this.#noTexts.slice(), findings: [] };
  }

  /** A row under no merged range: nearly all of them. */
  #readPlain(r: number, cells: readonly RawCell[]): LedgerInputRow {
    const row = this.#emptyRow(r);
    for (const cell of cells) {
      const column = this.#byColumn[cell.c];
      if (column !== undefined) this.#readCell(row, column, cell);
    }
    return row;
  }

  #readMerged(r: number): LedgerInputRow {
    const { grid } = this.mapped.table;
    const row = this.#emptyRow(r);
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
      } else if (merge && merge[2] > r && merge[3] === c && isCount) {
        stop(row, column, 'merged-number', MERGED_NUMBER);
        row.texts[at] = grid.text(r, c);
        continue;
      }
      if (cell !== undefined) this.#readCell(row, column, cell);
    }
    return row;
  }

  #readCell(row: LedgerInputRow, column: ReadColumn, cell: RawCell): void {
    const { is1904 } = this.mapped.table.grid;
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
    // A number is looked at as it is written in any case.
    row.inputs[column.at] =
      column.isCount && typeof cell.v === 'number' && cell.z === undefined ? text : inputOf(cell, text, is1904);
  }

  /** Most ledgers have no 合计: their cells need not be read twice. */
  #addUp(): void {
    const { rows } = this.#result;
    for (; this.#added < rows.length; this.#added += 1) {
      const { inputs } = rows[this.#added]!;
      for (const { name, at } of this.#summed) {
        const value = valueOf(this.mapped, name, inputs[at]);
        if (value === null) continue;
        this.#all.set(name, (this.#all.get(name) ?? 0) + value);
        this.#part.set(name, (this.#part.get(name) ?? 0) + value);
      }
    }
  }

  #checkTotal(r: number, sums: Sums): void {
    const { grid, sheetName } = this.mapped.table;
    for (const { c, name, field } of this.#summed) {
      const cell = grid.cell(r, c);
      if (cell === undefined || cell.t === 'e' || cell.t === 'f') continue;
      const text = grid.textOf(cell).trim();
      const written = valueOf(this.mapped, name, inputOf(cell, text, grid.is1904));
      const sum = sums.get(name) ?? 0;
      if (written === null || written === sum) continue;
      // A year or a 批次 is no figure that anybody adds up.
      if (name === 'year' || name === 'batch') continue;
      const shown = (value: number): string => fieldText(field, value, { unitName: () => '' });
      const address = cellAddress(r, c);
      this.#result.issues.push({
        severity: 'warn',
        rule: 'ledger-total',
        sheet: sheetName,
        cell: address,
        expected: shown(sum),
        message: `${address}“${field.label}”合计为${shown(written)}，各行相加为${shown(sum)}，请核实是否漏行或填错。`,
      });
    }
  }
}

const MERGED_NUMBER = '一个数合并在几行上，不能确定各行是多少，请分行填写';

function stop(row: LedgerInputRow, { name, field }: ReadColumn, rule: string, message: string): void {
  row.findings.push({ severity: 'block', rule, field: name, message: `${field.label}：${message}` });
}

function isBlank({ v }: RawCell): boolean {
  if (typeof v !== 'string') return v === null || (typeof v === 'number' && !Number.isFinite(v));
  const first = v.charCodeAt(0);
  // Most texts begin with a letter, a digit or a Han character.
  return !((first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first <= 0x9fff)) && v.trim() === '';
}

/** all: of everything above; part: since the last one. */
function totalWord(grid: Grid, cells: readonly RawCell[]): 'all' | 'part' | null {
  let names = 0;
  let isPart = false;
  for (const cell of cells) {
    if (cell.t !== 's') continue;
    names += 1;
    if (names > 2) break;
    const written = cellText(cell, grid.is1904);
    // All of those words have it.
    if (!written.includes('计')) continue;
    const text = written.replaceAll(/\s/g, '');
    if (TOTAL.test(text)) return text.includes('小计') || text.startsWith('本页') ? 'part' : 'all';
    isPart ||= PART_TOTAL.test(text);
  }
  // 滕州市小计: a word in front, and no text anywhere else in the row.
  return isPart && names === 1 ? 'part' : null;
}

/** Texts of a note beside each other. */
const MOST_NOTE_CELLS = 4;

/** 注：… and 填报人：… below the rows: one text, across the table or named so. */
function isNoteRow(grid: Grid, cells: readonly RawCell[], read: readonly ReadColumn[], r: number): boolean {
  const own = cells.filter((cell) => !grid.isCovered(r, cell.c));
  const text = cellText(own[0] ?? cells[0]!, grid.is1904).trim();
  if (own.length === 1) {
    const merge = grid.mergeOf(r, own[0]!.c);
    if (merge && merge[3] - merge[1] + 1 >= Math.max(2, read.length / 2)) return true;
  }
  return own.length <= MOST_NOTE_CELLS && own.every((cell) => cell.t === 's') && NOTE.test(text) && /[:：]/.test(text);
}

interface RepeatedHead {
  c: number;
  key: string;
  /** A number may be this head. */
  isNumber: boolean;
}

/** Heads that are repeated at the top of each printed page. Most rows are told by two of their cells. */
class RepeatedHeads {
  readonly #heads: readonly RepeatedHead[];
  readonly #first: readonly RepeatedHead[];
  /** Keys of texts in the first columns, where a ledger repeats the same few. */
  readonly #keys = new Map<string, string>();

  constructor(
    columns: readonly { c: number; head: string }[],
    readonly grid: Grid,
  ) {
    this.#heads = columns.map(({ c, head }) => {
      const key = headKey(head);
      return { c, key, isNumber: key === '' || /\d/.test(key) };
    });
    this.#first = this.#heads.slice(0, 2);
  }

  /** `cells`: those of a row that are not empty. */
  isHead(cells: readonly RawCell[]): boolean {
    const isSame = (one: RepeatedHead): boolean => this.#isSame(one, cells);
    if (!this.#first.some(isSame)) return false;
    const same = this.#heads.filter(isSame).length;
    return same >= 2 && same * 2 > this.#heads.length;
  }

  #isSame({ c, key, isNumber }: RepeatedHead, cells: readonly RawCell[]): boolean {
    const cell = cells[c]?.c === c ? cells[c] : cells.find((one) => one.c === c);
    // Running numbers: as text they are the key of no head without a digit.
    if (!isNumber && cell?.t === 'n') return false;
    const text = cell === undefined ? '' : cellText(cell, this.grid.is1904);
    let own = this.#keys.get(text);
    if (own === undefined) {
      own = headKey(text);
      if (this.#keys.size === KEYS_KEPT) this.#keys.clear();
      this.#keys.set(text, own);
    }
    return own === key;
  }
}

const KEYS_KEPT = 500;

function inputOf(cell: RawCell, text: string, is1904: boolean): FieldInput {
  if (typeof cell.v !== 'number') return cell.v;
  if (cell.z === 'date' || cell.z === 'datetime') return serialToText(cell.v, is1904) ?? text;
  if (cell.z === 'scaled') return `${text}（按缩小的格式显示）`;
  if (cell.z === 'struck') return `（划去：${text}）`;
  return cell.z === undefined ? cell.v : text;
}

const NO_UNITS = { unitId: () => null };

function valueOf(mapped: MappedLedger, name: string, input: FieldInput | undefined): number | null {
  const { value } = readField(mapped.ledger, name, mapped.ledger.fields[name]!, input, {
    ...NO_UNITS,
    measure: mapped.measures[name] ?? null,
  });
  return typeof value === 'number' ? value : null;
}
