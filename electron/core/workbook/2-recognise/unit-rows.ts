// Rows of a table with a unit per row: units, totals, 其中 below a unit, and lines that say which figure the rows below them show.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import type { ColumnAxis } from './axes.js';
import { type ColumnFigure, type FigureMention, figureOf, figureOfLine } from './figure-words.js';
import type { FoundTable } from './find-table.js';
import type { Grid } from './grid.js';
import { isFooterText, isNumberLike } from './lines.js';
import { totalWord } from './names.js';
import { emptyRow, isColumnNumbers, type RowAxis, type RowInput } from './row-axes.js';
import { blockCells, isBlockEmpty, leadingText } from './row-block.js';

/** The rows of one block; a unit that left all its cells empty is one too. */
export function unitRows(input: RowInput, labelColumn: number, keys: ColumnAxis[]): RowAxis[] {
  const reader = new UnitRows(input, labelColumn, keys);
  const [first, last] = input.table.data;
  for (let r = first; r <= last; r += 1) if (input.grid.rowCells(r).length > 0) reader.read(r);
  return reader.rows;
}

class UnitRows {
  readonly rows: RowAxis[] = [];
  /** Label of the row before, and the keys of the rows that have it. */
  #above = '';
  readonly #seen = new Set<string>();
  /** The row that 其中 below it are parts of: a total has units below it, a unit has its own parts. */
  #outer: RowAxis | null = null;
  #isInside = false;
  /** A line among the rows that says which figure those below it show. */
  #heading: FigureMention | null = null;
  #line: string | undefined;

  constructor(
    readonly input: RowInput,
    readonly labelColumn: number,
    readonly keys: readonly ColumnAxis[],
  ) {}

  read(r: number): void {
    const { grid, table, words, year, isTargets } = this.input;
    const { labelColumn } = this;
    const written = this.#writtenAt(r);
    if (written === '' && isBlockEmpty(grid, table, r, labelColumn)) return; // a shorter block beside a longer one
    const hasNumbers = blockCells(grid, table, r, labelColumn).some(
      (cell) => isNumberLike(grid, r, cell.c) || cell.t === 'e',
    );
    if (written === '' && !hasNumbers) return;
    const label = this.#labelAt(r, written);
    const total = totalWord(label, words.place);
    if (isColumnNumbers(label)) return;
    const unit = total ? null : words.units.exact(label);
    // Notes and group lines among the rows: nothing to store, nothing to ask.
    if (unit?.kind === 'none' && !hasNumbers && isLine(grid, table, r, labelColumn)) {
      this.#heading = figureOfLine(label, year) ?? this.#heading;
      if (!isFooterText(label)) this.#line = label;
      return;
    }
    // 企业 and 高校 below a unit are parts of it.
    const isKind = this.#outer !== null && isRestricting(label);
    if (unit?.kind === 'none' && !isTargets && (isKind || isComparison(label, year))) {
      this.rows.push({ ...emptyRow(r, labelColumn, label), total: 'comparison' });
      return;
    }
    const row: RowAxis = { ...emptyRow(r, labelColumn, label), unit, total };
    this.#takeLines(row);
    this.#place(row);
    this.rows.push(row);
  }

  #writtenAt(r: number): string {
    const { grid, words } = this.input;
    const label = grid.headText(r, this.labelColumn).trim();
    if (label !== '') return label;
    // 合计 often stands in the column before, merged or not.
    const leading = leadingText(grid, r, this.labelColumn);
    return totalWord(leading, words.place) === null ? '' : leading;
  }

  /** A unit written once over its rows, unmerged: the rows below belong to it while their keys go on being new. */
  #labelAt(r: number, written: string): string {
    const key = this.keys.map((axis) => this.input.grid.headText(r, axis.c).trim()).join('|');
    const goesOn = written === '' && key.replaceAll('|', '') !== '' && this.#above !== '' && !this.#seen.has(key);
    const label = goesOn ? this.#above : written;
    if (label !== this.#above) this.#seen.clear();
    this.#seen.add(key);
    this.#above = label;
    return label;
  }

  /** What the lines above say of the row. */
  #takeLines(row: RowAxis): void {
    if (this.#line !== undefined) row.headings = [this.#line];
    if (this.#heading === null) return;
    row.period = this.#heading.period;
    if (this.#heading.figure !== 'current') row.figure = this.#heading.figure;
  }

  /** 其中 and what stands below it; two units below each other leave open whose the number is. */
  #place(row: RowAxis): void {
    const written = this.input.grid.headText(row.r, this.labelColumn);
    if (/^[\s\u3000]*其中/.test(written)) this.#isInside = true;
    else if (!/^[\s\u3000]{2,}|^\u3000/.test(written)) this.#isInside = false;
    if (!this.#isInside) {
      this.#outer = row;
      return;
    }
    const outer = this.#outer;
    if (row.total !== null || outer?.total !== null || outer.unit?.kind !== 'found') return;
    if (row.unit?.kind === 'found' && row.unit.unit.id !== outer.unit.unit.id)
      row.unit = { kind: 'ambiguous', candidates: [row.unit.unit] };
    row.within = outer.label;
  }
}

const OF_NOW: ReadonlySet<ColumnFigure> = new Set(['current', 'ytd', 'month']);

/** 同比 or 上年同期 in the place of a unit's name, below the units or below each of them. */
function isComparison(label: string, year: number | null): boolean {
  const said = figureOf(label, year);
  return said !== null && !OF_NOW.has(said.figure);
}

function isLine(grid: Grid, table: FoundTable, r: number, labelColumn: number): boolean {
  return isFooterText(grid.text(r, labelColumn)) || blockCells(grid, table, r, labelColumn).length === 0;
}
