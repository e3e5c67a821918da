// Finds the tables of a sheet: where the head is, which column names the rows, where the data end. Two orientations:
// an indicator per row (one unit, or units across), or a unit per row (indicators across). Meaning of heads: axes.ts.

import { totalWord, type UnitNames } from './names.js';
import type { IndicatorLookup } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { roleOf } from './figure-words.js';
import type { Grid } from './grid.js';

export interface Vocabulary {
  units: UnitNames;
  indicators: IndicatorLookup;
  place: string;
}

export interface FoundTable {
  orientation: 'indicator-rows' | 'unit-rows';
  /** First row of what belongs to the table, its title included. */
  from: number;
  /** Head rows, inclusive; null where the table has no head (the title names its single indicator). */
  head: readonly [number, number] | null;
  data: readonly [number, number];
  /** Columns that name the rows; several where blocks stand side by side. */
  labelColumns: number[];
  /** How sure: number of matched names. */
  score: number;
}

/** Lines of 填报单位, 填报日期, 填报人 …: never a head, never data. */
const META =
  /^(填报|报送|编报|上报|填表|编制|报表)?单位(\(盖章\)|（盖章）)?[:：]|^(填报|报送|填表|制表|编制)?(日期|时间)[:：]|^(填报|填表|制表|审核|复核|经办|统计)(人|者|员)?[:：]|^(单位|分管|部门)?(负责人|领导)(签字)?[:：]|^(联系|电话|手机)|^表\s*号[:：]|^(制定|批准|备案)机关|^(批准|备案)文号|^有效期|^统计(期间|时间|范围)|^数据截[至止]/;
const FOOTER =
  /^(注|说明|备注|填报说明|数据来源|附注)\d*[:：.、]|^(填报|填表|制表|审核|复核|经办|统计)(人|者|员)?[:：]|^(单位|分管|部门)?(负责人|领导)(签字)?[:：]|^制表[:：]/;

export function isMetaText(text: string): boolean {
  return META.test(text.normalize('NFKC').replaceAll(/\s/g, ''));
}

export function isFooterText(text: string): boolean {
  return FOOTER.test(text.normalize('NFKC').replaceAll(/\s/g, ''));
}

function isMetaRow(grid: Grid, r: number): boolean {
  return grid.rowCells(r).some((cell) => typeof cell.v === 'string' && (isMetaText(cell.v) || isFooterText(cell.v)));
}

/** A cell that holds a number or could be meant as one. */
export function isNumberLike(grid: Grid, r: number, c: number): boolean {
  const cell = grid.cell(r, c);
  if (!cell) return false;
  if (cell.t === 'n' || cell.t === 'f') return true;
  return (
    typeof cell.v === 'string' && /^[-+]?[\d０-９][\d０-９,，.．]*\s*(\p{Script=Han}{0,3}|%|％)$/u.test(cell.v.trim())
  );
}

function numberCount(grid: Grid, r: number): number {
  return grid.rowCells(r).filter((cell) => isNumberLike(grid, r, cell.c)).length;
}

interface ColumnCounts {
  indicatorRows: number[];
  unitRows: number[];
}

function countNames(grid: Grid, words: Vocabulary, from: number, to: number): Map<number, ColumnCounts> {
  const counts = new Map<number, ColumnCounts>();
  const at = (c: number): ColumnCounts => {
    const known = counts.get(c);
    if (known) return known;
    const fresh: ColumnCounts = { indicatorRows: [], unitRows: [] };
    counts.set(c, fresh);
    return fresh;
  };
  const cache = new Map<string, 'indicator' | 'unit' | 'none'>();
  const kindOf = (text: string): 'indicator' | 'unit' | 'none' => {
    const known = cache.get(text);
    if (known) return known;
    const kind =
      text.length > 60
        ? 'none'
        : words.units.exact(text).kind === 'found'
          ? 'unit'
          : words.indicators.codesOf(normaliseName(text)).length > 0
            ? 'indicator'
            : 'none';
    if (cache.size < 100_000) cache.set(text, kind);
    return kind;
  };
  for (let r = from; r < to; r += 1) {
    const indicatorsInRow: number[] = [];
    const unitsInRow: number[] = [];
    for (const cell of grid.rowCells(r)) {
      if (typeof cell.v !== 'string') continue;
      const kind = kindOf(cell.v);
      if (kind === 'unit') unitsInRow.push(cell.c);
      else if (kind === 'indicator') indicatorsInRow.push(cell.c);
    }
    // A row with many indicator names is a head, not data.
    if (indicatorsInRow.length <= 2) for (const c of indicatorsInRow) at(c).indicatorRows.push(r);
    for (const c of unitsInRow) at(c).unitRows.push(r);
  }
  return counts;
}

/** Head rows above the first data row, from the bottom up. */
function headBlock(grid: Grid, firstData: number, from: number, labelColumn: number): readonly [number, number] | null {
  let top = -1;
  let bottom = -1;
  for (let r = firstData - 1; r >= from; r -= 1) {
    const texts = grid.distinctTexts(r);
    if (isMetaRow(grid, r)) {
      if (bottom < 0) continue;
      break;
    }
    if (texts.length === 0) {
      if (bottom < 0) continue;
      break;
    }
    if (texts.length === 1) {
      // Below the head: a group row (一、创造). Above it: the title, unless it heads some columns only.
      if (bottom < 0) continue;
      const isTitle =
        grid.headText(r, labelColumn).trim() !== '' ||
        grid.rowCells(r).some((cell) => cell.c <= labelColumn) ||
        /[表]$|情况$/.test(texts[0]!);
      if (isTitle) break;
    }
    if (numberCount(grid, r) > texts.length / 2) break;
    top = r;
    if (bottom < 0) bottom = r;
    if (bottom - top >= 4) break;
  }
  return bottom < 0 ? null : [top, bottom];
}

/** Columns in the band whose head or data give them to this table's unit columns. */
function findUnitRows(
  grid: Grid,
  words: Vocabulary,
  counts: Map<number, ColumnCounts>,
  from: number,
  to: number,
): FoundTable | null {
  const columns = [...counts]
    .filter(([, count]) => count.unitRows.length > 0)
    .sort((a, b) => b[1].unitRows.length - a[1].unitRows.length || a[0] - b[0]);
  for (const [column, count] of columns) {
    const firstData = count.unitRows[0]!;
    const head = headBlock(grid, firstData, from, column);
    const last = lastDataRow(grid, firstData, to, (r) => head !== null && isRepeatedHead(grid, words, r, column));
    const labelColumns = columns
      .map(([c]) => c)
      .filter((c) => c === column || isUnitColumnToo(grid, head, counts.get(c)!, firstData, c));
    const score = head === null ? 0 : headMatches(grid, words, head, labelColumns);
    const hasNumbers = Array.from({ length: last - firstData + 1 }, (_, i) => firstData + i).some(
      (r) => numberCount(grid, r) > 0,
    );
    if (!hasNumbers) continue;
    return {
      orientation: 'unit-rows',
      from,
      head,
      data: [firstData, last],
      labelColumns: labelColumns.sort((a, b) => a - b),
      score: score + count.unitRows.length,
    };
  }
  return null;
}

function isUnitColumnToo(
  grid: Grid,
  head: readonly [number, number] | null,
  count: ColumnCounts,
  firstData: number,
  c: number,
): boolean {
  if (head === null || count.unitRows.length === 0 || count.unitRows[0]! > firstData + 2) return false;
  const text = grid.headText(head[1], c);
  return roleOf(text) === 'unit' || normaliseName(text) === '单位';
}

function isRepeatedHead(grid: Grid, words: Vocabulary, r: number, column: number): boolean {
  const text = grid.text(r, column);
  if (roleOf(text) !== 'unit' && roleOf(text) !== 'name') return false;
  return (
    grid.rowCells(r).filter((cell) => typeof cell.v === 'string').length >= 2 && words.units.exact(text).kind === 'none'
  );
}

/** Number of columns whose head path names an indicator. */
function headMatches(grid: Grid, words: Vocabulary, head: readonly [number, number], labelColumns: number[]): number {
  let matches = 0;
  for (let c = 0; c < grid.columnCount; c += 1) {
    if (labelColumns.includes(c)) continue;
    const path = headPath(grid, head, c);
    if (path.length > 0 && words.indicators.find(path).kind === 'found') matches += 1;
  }
  return matches;
}

/** Heading texts of a column from the outermost to the leaf, merges filled, repeats dropped. */
export function headPath(grid: Grid, head: readonly [number, number], c: number): string[] {
  const path: string[] = [];
  for (let r = head[0]; r <= head[1]; r += 1) {
    const text = grid.headText(r, c).trim();
    if (text !== '' && path.at(-1) !== text) path.push(text);
  }
  return path;
}

/** Last row that belongs to the table: before its footer, and before the title or head of a table below. */
function lastDataRow(grid: Grid, first: number, to: number, isNextHead: (r: number) => boolean): number {
  let last = first;
  for (let r = first; r < to; r += 1) {
    const cells = grid.rowCells(r);
    if (cells.length === 0) continue;
    const leading = cells.find((cell) => typeof cell.v === 'string' && cell.v.trim() !== '');
    if (leading && typeof leading.v === 'string' && (isFooterText(leading.v) || isMetaText(leading.v))) break;
    if (r > first && (isNextHead(r) || isTitleOfNext(grid, r, to, isNextHead))) break;
    last = r;
  }
  return last;
}

/** A line of one text, with the head of another table below it (titles and 填报单位 lines may lie between). */
function isTitleOfNext(grid: Grid, r: number, to: number, isNextHead: (r: number) => boolean): boolean {
  if (grid.distinctTexts(r).length !== 1 || numberCount(grid, r) > 0) return false;
  for (let below = r + 1; below < Math.min(to, r + 5); below += 1) {
    if (isNextHead(below)) return true;
    if (numberCount(grid, below) > 0) return false;
  }
  return false;
}

function findIndicatorRows(
  grid: Grid,
  words: Vocabulary,
  counts: Map<number, ColumnCounts>,
  from: number,
  to: number,
): FoundTable | null {
  const best = [...counts]
    .filter(([, count]) => count.indicatorRows.length > 0)
    .sort((a, b) => b[1].indicatorRows.length - a[1].indicatorRows.length || a[0] - b[0])[0];
  if (!best) return null;
  const [column, count] = best;
  const firstData = count.indicatorRows.find((r) => numberCount(grid, r) > 0 || count.indicatorRows.length > 1);
  if (firstData === undefined) return null;
  const head = headBlock(grid, firstData, from, column);
  if (head === null) return null;
  const last = lastDataRow(grid, firstData, to, (r) => isRepeatedHead(grid, words, r, column));
  // Rows between the head and the first known indicator are data too: an unknown indicator may stand there.
  const dataFrom = head[1] + 1;
  return {
    orientation: 'indicator-rows',
    from,
    head,
    data: [dataFrom, last],
    labelColumns: [column],
    score: count.indicatorRows.filter((r) => r <= last).length,
  };
}

/** A table of places that are not our units (province table): place names in one column, numbers beside them. */
function findPlaceRows(grid: Grid, from: number, to: number): FoundTable | null {
  for (let c = 0; c < Math.min(grid.columnCount, 4); c += 1) {
    const rows: number[] = [];
    for (let r = from; r < to; r += 1) {
      const text = grid.text(r, c).trim();
      if (
        /^\p{Script=Han}{1,10}[市县区州盟省旗]$/u.test(text) &&
        totalWord(text, '') === null &&
        roleOf(text) === null &&
        numberCount(grid, r) > 0
      )
        rows.push(r);
    }
    if (rows.length < 3) continue;
    const head = headBlock(grid, rows[0]!, from, c);
    return {
      orientation: 'unit-rows',
      from,
      head,
      data: [rows[0]!, lastDataRow(grid, rows[0]!, to, () => false)],
      labelColumns: [c],
      score: rows.length,
    };
  }
  return null;
}

/** All tables of a sheet from top to bottom. */
export function findTables(grid: Grid, words: Vocabulary): FoundTable[] {
  const tables: FoundTable[] = [];
  let from = 0;
  while (from < grid.rowCount && tables.length < 50) {
    const counts = countNames(grid, words, from, grid.rowCount);
    const byIndicator = findIndicatorRows(grid, words, counts, from, grid.rowCount);
    const byUnit = findUnitRows(grid, words, counts, from, grid.rowCount);
    const candidates = [byIndicator, byUnit].filter((table): table is FoundTable => table !== null);
    const places =
      candidates.length === 0 || (byUnit !== null && byUnit.score <= 2 && byIndicator === null)
        ? findPlaceRows(grid, from, grid.rowCount)
        : null;
    if (places && (byUnit === null || places.score > byUnit.score)) candidates.splice(0, candidates.length, places);
    if (candidates.length === 0) break;
    const table = candidates.sort((a, b) => b.score - a.score)[0]!;
    tables.push(table);
    from = table.data[1] + 1;
  }
  return tables;
}
