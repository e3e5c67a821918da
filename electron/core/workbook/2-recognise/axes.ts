// What the rows and columns of a found table mean: indicator, unit, figure, measure. Each data cell then has the union of
// what its row, its column and the surroundings say, whichever way round the table stands.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { figureOf, isBareUnitWord, roleOf, splitFigure, type ColumnFigure, type ColumnRole } from './figure-words.js';
import { headPath, isNumberLike, type FoundTable, type Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { totalWord, type UnitMatch } from './names.js';
import type { PeriodMention } from './period-text.js';

export interface ColumnAxis {
  c: number;
  label: string;
  role: ColumnRole | null;
  figure: ColumnFigure;
  /** True where the head named the figure; false: the plain column of an indicator. */
  hasFigureWord: boolean;
  indicator: LookupResult | null;
  unit: ReportingUnit | null;
  total: boolean;
  measure: string | null;
  period: PeriodMention | null;
  /** Label column that names this column's rows. */
  labelColumn: number;
}

export interface RowAxis {
  r: number;
  /** Label column it is read by (side-by-side blocks have several). */
  labelColumn: number;
  label: string;
  indicator: LookupResult | null;
  unit: UnitMatch | null;
  total: 'total' | 'subtotal' | 'average' | null;
  measure: string | null;
}

/** A leaf of its own subject needs no heading: 贯标认证企业数 under 专利工作 is what it says. */
const OWN_SUBJECT =
  /专利|商标|发明|实用新型|外观|版权|作品|软件|地理标志|地标|质押|保险|案件|贯标|PCT|培训|宣传|维权|调解|人口|罚没|导航|马德里|非正常/;

function dataColumns(grid: Grid, table: FoundTable): number[] {
  const columns: number[] = [];
  for (let c = 0; c < grid.columnCount; c += 1) if (!table.labelColumns.includes(c)) columns.push(c);
  return columns;
}

function hasNumbers(grid: Grid, table: FoundTable, c: number): boolean {
  for (let r = table.data[0]; r <= table.data[1]; r += 1) if (isNumberLike(grid, r, c)) return true;
  return false;
}

function measuresInColumn(grid: Grid, table: FoundTable, c: number): boolean {
  let measures = 0;
  let texts = 0;
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    const text = grid.text(r, c).trim();
    if (text === '') continue;
    texts += 1;
    if (normaliseMeasure(text) !== null) measures += 1;
  }
  return texts > 0 && measures * 2 > texts;
}

function lastMeasure(path: string[]): string | null {
  for (const segment of path.toReversed()) {
    const measure = splitMeasure(segment).measure;
    if (measure !== null) return measure;
  }
  return null;
}

/** Columns of a table. `year`: the table's year, for heads such as 2021年1-7月. */
export function readColumns(grid: Grid, table: FoundTable, words: Vocabulary, year: number | null): ColumnAxis[] {
  return dataColumns(grid, table).map((c) => {
    const path = table.head === null ? [] : headPath(grid, table.head, c);
    const labelColumn = table.labelColumns.filter((label) => label < c).at(-1) ?? table.labelColumns[0]!;
    const axis: ColumnAxis = {
      c,
      label: path.join('/'),
      role: null,
      figure: 'current',
      hasFigureWord: false,
      indicator: null,
      unit: null,
      total: false,
      measure: lastMeasure(path),
      period: null,
      labelColumn,
    };
    readHead(axis, path, grid, table, words, year);
    if (axis.role === null && path.length === 0 && !hasNumbers(grid, table, c)) axis.role = 'note';
    return axis;
  });
}

function readHead(
  axis: ColumnAxis,
  path: string[],
  grid: Grid,
  table: FoundTable,
  words: Vocabulary,
  year: number | null,
): void {
  const leaf = path.at(-1);
  if (leaf === undefined) return;
  const whole = words.indicators.find(path);
  if (whole.kind === 'found') {
    axis.indicator = whole;
    return;
  }
  if (path.length === 1 && isBareUnitWord(leaf)) {
    axis.role = measuresInColumn(grid, table, axis.c) ? 'measure' : 'unit';
    return;
  }
  const role = roleOf(leaf);
  if (role !== null && (path.length === 1 || role !== 'name')) {
    axis.role = role;
    return;
  }
  const rest: string[] = [];
  for (const segment of path) {
    const unit = words.units.exact(segment);
    if (unit.kind === 'found') {
      axis.unit = unit.unit;
      continue;
    }
    if (totalWord(segment, words.place) === 'total' && table.orientation === 'indicator-rows') {
      axis.total = true;
      continue;
    }
    const figure = figureOf(segment, year);
    if (figure) {
      axis.figure = figure.figure;
      axis.hasFigureWord = true;
      axis.period = figure.period ?? axis.period;
      continue;
    }
    rest.push(segment);
  }
  if (rest.length === 0) return;
  axis.indicator = words.indicators.find(rest);
  if (axis.indicator.kind === 'found') return;
  const split = splitFigure(rest.at(-1)!, year);
  if (!split) return;
  const inner = words.indicators.find([...rest.slice(0, -1), split.name]);
  if (inner.kind !== 'found') return;
  axis.indicator = inner;
  axis.figure = split.figure.figure;
  axis.hasFigureWord = true;
  axis.period = split.figure.period ?? axis.period;
}

/** Rows of a table, group rows resolved into the paths of the rows below them. */
export function readRows(grid: Grid, table: FoundTable, words: Vocabulary, columns: ColumnAxis[]): RowAxis[] {
  return table.labelColumns.flatMap((labelColumn) =>
    table.orientation === 'unit-rows'
      ? unitRows(grid, table, words, labelColumn)
      : indicatorRows(grid, table, words, columns, labelColumn),
  );
}

function unitRows(grid: Grid, table: FoundTable, words: Vocabulary, labelColumn: number): RowAxis[] {
  const rows: RowAxis[] = [];
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    if (grid.rowCells(r).length === 0) continue;
    let label = grid.headText(r, labelColumn).trim();
    // 合计 often stands in the column before, merged or not.
    if (label === '') {
      const leading = leadingText(grid, r, labelColumn);
      if (totalWord(leading, words.place) !== null) label = leading;
    }
    if (label === '' && isBlockEmpty(grid, table, r, labelColumn)) continue; // a shorter block beside a longer one
    if (label === '' && !grid.rowCells(r).some((cell) => isNumberLike(grid, r, cell.c))) continue;
    const total = totalWord(label, words.place);
    rows.push({
      r,
      labelColumn,
      label,
      indicator: null,
      unit: total ? null : words.units.exact(label),
      total,
      measure: null,
    });
  }
  return rows;
}

/** No cell between this block's label column and the next block's. */
function isBlockEmpty(grid: Grid, table: FoundTable, r: number, labelColumn: number): boolean {
  const next = table.labelColumns.find((c) => c > labelColumn) ?? grid.columnCount;
  for (let c = labelColumn + 1; c < next; c += 1) if (grid.cell(r, c) !== undefined) return false;
  return true;
}

function leadingText(grid: Grid, r: number, before: number): string {
  for (let c = before - 1; c >= 0; c -= 1) {
    const cell = grid.cell(r, c);
    if (cell && typeof cell.v === 'string' && cell.v.trim() !== '') return cell.v.trim();
  }
  return '';
}

function indicatorRows(
  grid: Grid,
  table: FoundTable,
  words: Vocabulary,
  columns: ColumnAxis[],
  labelColumn: number,
): RowAxis[] {
  const measureColumn = columns.find((axis) => axis.role === 'measure')?.c ?? null;
  const figures = columns.filter((axis) => axis.role === null);
  const rows: RowAxis[] = [];
  let group: string | null = null;
  let whole: string | null = null;
  for (let r = table.data[0]; r <= table.data[1]; r += 1) {
    if (grid.rowCells(r).length === 0) continue;
    const written = grid.text(r, labelColumn);
    const label = written.trim();
    const hasData = figures.some((axis) => grid.cell(r, axis.c) !== undefined && !isHeadingMerge(grid, r, axis.c));
    if (!hasData && measureColumnText(grid, r, measureColumn) === '') {
      const heading = label || leadingText(grid, r, labelColumn + 1);
      if (heading !== '' && words.indicators.find([heading]).kind !== 'found') {
        group = heading;
        whole = null;
        continue;
      }
    }
    if (label === '') {
      if (hasData)
        rows.push({
          r,
          labelColumn,
          label: '',
          indicator: { kind: 'unknown' },
          unit: null,
          total: null,
          measure: null,
        });
      continue;
    }
    const isPart = /^[\s\u3000]*其中/.test(written) || /^[\s\u3000]{2,}/.test(written);
    const side = sideHeading(grid, r, labelColumn);
    const indicator = findRow(words, label, isPart ? whole : null, side ?? group);
    if (!isPart) whole = label;
    rows.push({
      r,
      labelColumn,
      label,
      indicator,
      unit: null,
      total: null,
      measure: normaliseMeasure(measureColumnText(grid, r, measureColumn)) ?? splitMeasure(label).measure,
    });
  }
  return rows;
}

function measureColumnText(grid: Grid, r: number, column: number | null): string {
  return column === null ? '' : grid.headText(r, column).trim();
}

/** A row whose cells all belong to one wide merge is a heading row. */
function isHeadingMerge(grid: Grid, r: number, c: number): boolean {
  const merge = grid.mergeOf(r, c);
  return merge !== undefined && merge[3] - merge[1] >= 2;
}

/** Category merged over several rows left of the names. */
function sideHeading(grid: Grid, r: number, labelColumn: number): string | null {
  for (let c = labelColumn - 1; c >= 0; c -= 1) {
    const merge = grid.mergeOf(r, c);
    if (merge && merge[2] > merge[0]) {
      const text = grid.text(merge[0], merge[1]).trim();
      if (text !== '' && !/^\d+$/.test(text)) return text;
    }
  }
  return null;
}

function findRow(words: Vocabulary, label: string, whole: string | null, group: string | null): LookupResult {
  if (whole !== null) {
    const inside = words.indicators.find([whole, label]);
    if (inside.kind === 'found') return inside;
  }
  const alone = words.indicators.find([label]);
  if (group === null || (alone.kind === 'found' && OWN_SUBJECT.test(normaliseName(label)))) return alone;
  const grouped = words.indicators.find([group, label]);
  return grouped.kind === 'unknown' ? alone : grouped;
}
