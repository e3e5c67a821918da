// What locating gives to the reader of a returned form, whichever way round it stands.

import type { CheckIssue } from '../../../shared/import/plan.js';
import { decimalFromSpreadsheetNumber } from '../../../shared/model/scaled-number.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import { blankColumn, type ColumnAxis } from '../workbook/2-recognise/axes.js';
import { emptyRow, type RowAxis } from '../workbook/2-recognise/row-axes.js';
import { isNumberLike } from '../workbook/2-recognise/lines.js';
import type { FormCell } from './form-meta.js';
import { HEADS } from './sheet-parts.js';
import type { FormSheet } from './traces.js';

/** A text of the 情况说明 column, for the cell it explains. */
export interface Explanation {
  sheet: string | null;
  cell: string;
  code: string;
  text: string;
}

export interface LocatedForm {
  head: readonly [number, number];
  data: readonly [number, number];
  labelColumn: number;
  columns: ColumnAxis[];
  rows: RowAxis[];
  /** Rows whose entry the form itself computes (ratios). */
  computedRows?: ReadonlySet<number>;
  /** Rows of units that stand in each other's places, their 序号 not: sorted, or names typed over. */
  movedRows?: ReadonlySet<number>;
  issues: CheckIssue[];
  explanations: Explanation[];
}

export function issueAt(
  sheet: FormSheet,
  severity: CheckIssue['severity'],
  rule: string,
  at: { row: number; column: number } | null,
  message: string,
): CheckIssue {
  const cell = at === null ? null : cellAddress(at.row, at.column);
  return { severity, rule, sheet: sheet.name, cell, message: cell === null ? message : `${cell}${message}` };
}

export function axis(c: number, labelColumn: number, changes: Partial<ColumnAxis> = {}): ColumnAxis {
  return blankColumn(c, labelColumn, { role: 'note', ...changes });
}

export function row(
  r: number,
  labelColumn: number,
  label: string,
  changes: Pick<RowAxis, 'indicator' | 'unit' | 'measure'>,
): RowAxis {
  return { ...emptyRow(r, labelColumn, label), unitLabel: changes.unit === null ? '' : label, ...changes };
}

/** Grey figures that no longer are what the form was sent out with: rows of another form were pasted, or they were typed over. */
export class GivenFigures {
  readonly #changed: { cell: string; text: string; given: string; figure: string }[] = [];

  compare(sheet: FormSheet, row: number, column: number | null, given: string, figure: string): void {
    const cell = column === null ? undefined : sheet.grid.cell(row, column);
    if (cell === undefined || cell.v === null || String(cell.v).trim() === '') return;
    const text = typeof cell.v === 'number' ? (decimalFromSpreadsheetNumber(cell.v) ?? '') : String(cell.v).trim();
    if (text !== given) this.#changed.push({ cell: cellAddress(row, column!), text, given, figure });
  }

  issues(sheet: FormSheet): CheckIssue[] {
    const first = this.#changed[0];
    if (!first) return [];
    const was = first.given === '' ? '空白' : first.given;
    return [
      {
        severity: 'warn',
        rule: 'form-given-changed',
        sheet: sheet.name,
        cell: first.cell,
        cells: this.#changed.map(({ cell }) => cell),
        message: `${first.cell}“${first.figure}”是${first.text}，下发时是${was}，这样的灰色单元格共${this.#changed.length}处被改动。这些数没有采用；请核实是否粘贴了其他单位或其他月份的数据。`,
      },
    ];
  }
}

export function missingIssue(sheet: FormSheet, missing: readonly FormCell[]): CheckIssue[] {
  if (missing.length === 0) return [];
  const names = missing.slice(0, 5).map((cell) => `“${cell.name}”（${cell.code}）`);
  const more = missing.length > 5 ? `等${missing.length}项` : '';
  return [
    issueAt(
      sheet,
      'warn',
      'form-row-missing',
      null,
      `填报表中缺少${names.join('、')}${more}，可能被删除了。这些指标按没有报送处理，已存的数不变。`,
    ),
  ];
}

/** Numbers in columns that the form never had: nobody reads them, so it is said where they stand. */
export function addedColumnIssues(
  sheet: FormSheet,
  rows: readonly { r: number }[],
  known: ReadonlySet<number>,
  headRow: number,
): CheckIssue[] {
  const { grid } = sheet;
  const found = new Map<number, { count: number; row: number }>();
  for (const { r } of rows)
    for (const cell of grid.rowCells(r)) {
      if (known.has(cell.c) || grid.isCovered(r, cell.c) || !isNumberLike(grid, r, cell.c)) continue;
      const one = found.get(cell.c) ?? { count: 0, row: r };
      one.count += 1;
      found.set(cell.c, one);
    }
  return [...found].map(([column, { count, row: first }]) => {
    const head = grid.headText(headRow, column).trim();
    const named = head === '' ? '没有栏名' : `“${head}”`;
    return issueAt(
      sheet,
      'warn',
      'form-column-added',
      { row: first, column },
      `所在的栏（${named}）不是填报表原有的，其中${count}个数字没有读取。如是要报送的数据，请填在“${HEADS.input}”栏。`,
    );
  });
}
