// Rows of a ledger table → inputs of fields with the address and text of each cell; 合计 rows and notes are told apart, and
// 合计 is compared with the rows above it. Not here: what a value means (shared/ledgers), what happens to a row (5-preview).

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { fieldText } from '../../../../shared/ledgers/field-text.js';
import type { Finding } from '../../../../shared/ledgers/define.js';
import { headKey } from '../../../../shared/ledgers/heads.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { readField } from '../../../../shared/ledgers/read-field.js';
import { serialToText } from '../1-read/iso-date.js';
import { cellAddress, type RawCell } from '../1-read/raw-book.js';
import type { Grid } from '../2-recognise/grid.js';
import type { LedgerColumn, MappedLedger } from './ledger-map.js';

export interface LedgerInputRow {
  /** From 0. */
  r: number;
  inputs: Record<string, FieldInput>;
  texts: Record<string, string>;
  /** What is wrong with cells before their content is looked at. */
  findings: Finding[];
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

/** `step`: told every thousand rows; may throw job.cancelled. */
export function readLedgerRows(mapped: MappedLedger, step: (done: number, total: number) => void): LedgerInputs {
  const { table, ledger } = mapped;
  const { grid, head } = table;
  const read = mapped.columns.filter((column) => column.field !== null);
  const result: LedgerInputs = { rows: [], skipped: 0, issues: [] };
  const summed = read.filter(({ field }) => ['amount', 'integer', 'personCount'].includes(ledger.fields[field!]!.kind));
  const all: Sums = new Map();
  const part: Sums = new Map();
  let added = 0;
  // Most ledgers have no 合计: their cells need not be read twice.
  const addUp = (): void => {
    for (; added < result.rows.length; added += 1) {
      const { inputs } = result.rows[added]!;
      for (const { field } of summed) {
        const value = valueOf(mapped, field!, inputs[field!]);
        if (value === null) continue;
        all.set(field!, (all.get(field!) ?? 0) + value);
        part.set(field!, (part.get(field!) ?? 0) + value);
      }
    }
  };
  for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
    if (r % 1000 === 0) step(r, grid.rowCount);
    const cells = grid.rowCells(r).filter((cell) => grid.textOf(cell).trim() !== '');
    if (cells.length === 0) continue;
    const total = totalWord(grid, cells);
    if (total !== null) {
      result.skipped += 1;
      const isPart = total === 'part';
      addUp();
      checkTotal(mapped, summed, r, isPart ? part : all, result);
      if (isPart) part.clear();
      continue;
    }
    if (isNoteRow(grid, cells, read, r) || isHeadAgain(table.columns, grid, r)) {
      result.skipped += 1;
      continue;
    }
    const row = readRow(mapped, read, grid, r);
    // A line of which only unread columns hold something, such as a running number over an empty form.
    if (Object.keys(row.texts).length === 0) {
      result.skipped += 1;
      continue;
    }
    result.rows.push(row);
  }
  return result;
}

/** all: of everything above; part: since the last one. */
function totalWord(grid: Grid, cells: readonly RawCell[]): 'all' | 'part' | null {
  const names = cells.filter((cell) => cell.t === 's').slice(0, 2);
  for (const cell of names) {
    const text = grid.textOf(cell).replaceAll(/\s/g, '');
    if (TOTAL.test(text)) return text.includes('小计') || text.startsWith('本页') ? 'part' : 'all';
    // 滕州市小计: a word in front, and no text anywhere else in the row.
    if (PART_TOTAL.test(text) && names.length === 1) return 'part';
  }
  return null;
}

/** 注：… and 填报人：… below the rows: one text, across the table or named so. */
function isNoteRow(grid: Grid, cells: readonly RawCell[], read: readonly LedgerColumn[], r: number): boolean {
  const own = cells.filter((cell) => !grid.isCovered(r, cell.c));
  const text = grid.textOf(own[0] ?? cells[0]!).trim();
  if (own.length === 1) {
    const merge = grid.mergeOf(r, own[0]!.c);
    if (merge && merge[3] - merge[1] + 1 >= Math.max(2, read.length / 2)) return true;
  }
  return own.length <= 4 && own.every((cell) => cell.t === 's') && NOTE.test(text) && /[:：]/.test(text);
}

/** Heads that are repeated at the top of each printed page. Most rows are told by two of their cells. */
function isHeadAgain(columns: readonly { c: number; head: string }[], grid: Grid, r: number): boolean {
  const isSame = ({ c, head }: { c: number; head: string }): boolean => headKey(grid.text(r, c)) === headKey(head);
  if (!columns.slice(0, 2).some(isSame)) return false;
  const same = columns.filter(isSame).length;
  return same >= 2 && same * 2 > columns.length;
}

function readRow(mapped: MappedLedger, read: readonly LedgerColumn[], grid: Grid, r: number): LedgerInputRow {
  const row: LedgerInputRow = { r, inputs: {}, texts: {}, findings: [] };
  for (const { c, field: name } of read) {
    const field = mapped.ledger.fields[name!]!;
    const stop = (rule: string, message: string): void =>
      void row.findings.push({ severity: 'block', rule, field: name, message: `${field.label}：${message}` });
    let cell = grid.cell(r, c);
    const merge = grid.mergeOf(r, c);
    if (merge && (merge[0] !== r || merge[1] !== c)) {
      if (cell !== undefined && grid.textOf(cell).trim() !== '')
        stop('merged-value', `合并单元格下面还有“${grid.textOf(cell)}”，不能确定用哪一个，请取消合并后重报`);
      // Merged downwards over several records: one name or day for all of them, never one number.
      const isBelow = merge[1] === c && merge[3] === c;
      if (isBelow && ['amount', 'integer', 'personCount'].includes(field.kind)) {
        stop('merged-number', '一个数合并在几行上，不能确定各行是多少，请分行填写');
        continue;
      }
      cell = isBelow ? grid.cell(merge[0], merge[1]) : undefined;
    } else if (merge && merge[2] > r && merge[3] === c && ['amount', 'integer', 'personCount'].includes(field.kind)) {
      stop('merged-number', '一个数合并在几行上，不能确定各行是多少，请分行填写');
      row.texts[name!] = grid.text(r, c);
      continue;
    }
    if (cell === undefined) continue;
    const text = grid.textOf(cell).trim();
    if (cell.t === 'e' || cell.t === 'f') {
      stop(
        cell.t === 'e' ? 'error-value' : 'no-value',
        cell.t === 'e' ? `是错误值${text}，请改正` : '公式没有保存计算结果，请在表格软件中打开保存一次后重报',
      );
      row.texts[name!] = text === '' ? '（公式）' : text;
      continue;
    }
    if (text === '') continue;
    row.texts[name!] = text;
    row.inputs[name!] = inputOf(cell, text, grid.is1904);
  }
  return row;
}

function inputOf(cell: RawCell, text: string, is1904: boolean): FieldInput {
  if (typeof cell.v !== 'number') return cell.v;
  if (cell.z === 'date' || cell.z === 'datetime') return serialToText(cell.v, is1904) ?? text;
  if (cell.z === 'scaled') return `${text}（按缩小的格式显示）`;
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

function checkTotal(
  mapped: MappedLedger,
  summed: readonly LedgerColumn[],
  r: number,
  sums: Sums,
  result: LedgerInputs,
): void {
  const { grid, sheetName } = mapped.table;
  for (const { c, field: name } of summed) {
    const cell = grid.cell(r, c);
    if (cell === undefined || cell.t === 'e' || cell.t === 'f') continue;
    const text = grid.textOf(cell).trim();
    const written = valueOf(mapped, name!, inputOf(cell, text, grid.is1904));
    const sum = sums.get(name!) ?? 0;
    if (written === null || written === sum) continue;
    const field = mapped.ledger.fields[name!]!;
    // A year or a 批次 is no figure that anybody adds up.
    if (name === 'year' || name === 'batch') continue;
    const shown = (value: number): string => fieldText(field, value, { unitName: () => '' });
    const address = cellAddress(r, c);
    result.issues.push({
      severity: 'warn',
      rule: 'ledger-total',
      sheet: sheetName,
      cell: address,
      expected: shown(sum),
      message: `${address}“${field.label}”合计为${shown(written)}，各行相加为${shown(sum)}，请核实是否漏行或填错。`,
    });
  }
}
