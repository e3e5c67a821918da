// What the columns beside the names of the rows add to them: unit, indicator, category, figure, period, measure. A key written once
// speaks for the rows below it.

import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { findCategorised, saysNothing } from './category-names.js';
import { periodOfColumns } from './column-kinds.js';
import { combineFigures, figureOf, figureOfLine, saysMonth } from './figure-words.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { totalWord } from './names.js';
import { findPeriods } from './period-text.js';
import type { RowAxis, RowInput } from './row-axes.js';
import { lookUp, OWN_SUBJECT } from './row-names.js';

/** The row has a text in a column of categories. */
export function hasCategory(row: RowAxis, keys: ColumnAxis[], grid: Grid): boolean {
  return keys.some((key) => key.role === 'key-category' && grid.text(row.r, key.c).trim() !== '');
}

/** What a key says of the row's figure; '' where none does. */
export function figureKeyOf(row: RowAxis, keys: readonly ColumnAxis[], { grid, table }: RowInput): string {
  if (table.orientation !== 'indicator-rows') return '';
  const key = keys.find((one) => one.role === 'key-figure' || one.role === 'key-period');
  return key === undefined ? '' : grid.text(row.r, key.c).trim();
}

/** Gives a row without a name that of the row above it, with all it means. */
export function takeName(
  row: RowAxis,
  { label, indicator, measure, namedMeasure, unit, unitLabel, total }: RowAxis,
): void {
  Object.assign(row, { label, indicator, measure, namedMeasure, unit, unitLabel, total });
}

/** A key that was written once and holds for the rows below it. */
interface OuterKey {
  text: string;
  /** Rows named under it so far. */
  seen: Set<string>;
}

/**
 * Text of a key; a merged one speaks for all its rows, one written once over blanks for the rows below while their names go
 * on being new.
 */
function keyText(row: RowAxis, key: ColumnAxis, outer: OuterKey, grid: Grid): string {
  const text = grid.headText(row.r, key.c).trim();
  const name = row.label;
  if (text !== '') {
    if (text !== outer.text) outer.seen.clear();
    outer.text = text;
    outer.seen.add(name);
    return text;
  }
  if (outer.text === '' || outer.seen.has(name)) return '';
  outer.seen.add(name);
  return outer.text;
}

/** What the key columns of a row add. */
export function addKeys(
  row: RowAxis,
  keys: ColumnAxis[],
  outer: Map<number, OuterKey>,
  { grid, table, words, year, columns }: RowInput,
): void {
  const measure = columns.find((axis) => axis.role === 'measure' && axis.labelColumn === row.labelColumn);
  if (measure) {
    const text = grid.headText(row.r, measure.c).trim();
    row.measure ??= normaliseMeasure(text);
    if (normaliseMeasure(text) === null && !NO_MEASURE.test(text)) row.unknownMeasure = text;
  }
  const categories: { c: number; text: string; isRepeated: boolean }[] = [];
  for (const key of keys) {
    const text =
      key.yearColumn === undefined
        ? keyText(row, key, outer.get(key.c)!, grid)
        : periodOfColumns(grid, row.r, key.yearColumn, key.c);
    if (key.role === 'key-unit') {
      row.unitColumn = key.c;
      row.unitLabel = text;
      row.total = totalWord(text, words.place);
      row.unit = row.total === null ? words.units.exact(text) : null;
    } else if (text === '') continue;
    else if (key.role === 'key-indicator') {
      const named = lookUp(words, [text], year);
      row.indicator = named.indicator;
      row.period ??= named.period;
      row.figure ??= named.figure;
      row.measure ??= named.measure;
      row.label = `${row.label} ${text}`.trim();
    } else if (key.role === 'key-category' && table.orientation === 'indicator-rows') {
      // 上年同期 beside names: which figure they show. 规上企业: of what they are a part is asked.
      const figure = figureOfLine(text, year);
      if (figure !== null && figure.figure !== 'current') {
        row.figure ??= figure.figure;
        row.period ??= figure.period;
        continue;
      }
      row.headings = [text];
      categories.push({ c: key.c, text, isRepeated: grid.headText(row.r, key.c).trim() === '' });
    } else if (key.role === 'key-category') {
      row.category = text;
      row.label = `${row.label} ${text}`.trim();
    } else {
      const figure = figureOf(text, year);
      const mention = findPeriods(text)[0] ?? null;
      row.period ??= mention;
      if (totalWord(text, words.place) === 'total') row.total = 'total';
      if (figure && !(key.role === 'key-period' && figure.figure === 'month'))
        row.figure =
          row.figure === null
            ? figure.figure
            : combineFigures([row.figure, figure.figure], saysMonth(row.label) || saysMonth(text));
      else if (!figure && key.role === 'key-figure') row.figure = 'last-month'; // an unknown word among known figures
    }
  }
  if (categories.length > 0 && row.label !== '') addCategories(row, categories, words);
}

/** No measure is stated: blank, or a sign for it. */
const NO_MEASURE = /^[-—－–/／无]*$/;

/** 专利 | 发明授权: what the names of two columns mean together. */
function addCategories(
  row: RowAxis,
  categories: { c: number; text: string; isRepeated: boolean }[],
  words: Vocabulary,
): void {
  const parts = [...categories, { c: row.labelColumn, text: row.label, isRepeated: false }].toSorted(
    (a, b) => a.c - b.c,
  );
  const together = findCategorised(
    parts.map((part) => part.text),
    words.indicators,
  );
  const isOwn = row.indicator?.kind === 'found' && OWN_SUBJECT.test(normaliseName(row.label));
  const label = parts.map((part) => part.text).join('/');
  // A category that is only carried on from above does not speak against a name that says all.
  if (together.kind !== 'found' && isOwn && categories.every((part) => part.isRepeated)) return;
  // 地理标志 | 申请量: what stands behind a name says which number of it.
  const isTold = categories.some(({ c, text }) => c > row.labelColumn && !saysNothing(text));
  if (together.kind === 'unknown' && isOwn && !isTold) return;
  row.indicator = together;
  row.label = label;
}
