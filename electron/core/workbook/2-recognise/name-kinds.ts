// What single texts of a sheet name, and how often each column of it names units or indicators.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { figureOf, splitFigure } from './figure-words.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { numberCount, splitTrailingMeasure } from './lines.js';
import { findPeriods, withoutPeriods } from './period-text.js';

/** Rows of a column whose text names an indicator, or a unit, from top to bottom. */
export interface ColumnCounts {
  indicatorRows: number[];
  unitRows: number[];
}

type Kind = 'indicator' | 'unit' | 'none';

/** Looked for in every text of a sheet: only what may begin or end a row's name is tried. */
const NAMES_FIGURE = /本月|当月|累计|同期|同比|去年|上年|增长|增减|增幅|目标|任务|计划|完成|占比|排名/;

const MOST_KINDS = 20_000;

/** What single texts are, remembered: large sheets repeat them, and so do the files of one month. */
export class Kinds {
  readonly #known = new Map<string, Kind>();

  constructor(readonly words: Vocabulary) {}

  of(text: string): Kind {
    const known = this.#known.get(text);
    if (known) return known;
    const kind = text.length > 60 ? 'none' : this.#read(text);
    if (this.#known.size >= MOST_KINDS) this.#known.clear();
    this.#known.set(text, kind);
    return kind;
  }

  #read(text: string): Kind {
    if (this.words.units.exact(text).kind === 'found') return 'unit';
    if (this.words.indicators.codesOf(normaliseName(text)).length > 0) return 'indicator';
    // 37,815.48 as a text: without measure or period it is no name either.
    if (!/\p{L}/u.test(text)) return 'none';
    // 专利授权量/件 and 1-3月专利授权量: measure and period are no part of the name.
    const measured = splitTrailingMeasure(text);
    if (measured !== null && this.words.indicators.codesOf(normaliseName(measured.name)).length > 0) return 'indicator';
    if (findPeriods(text).length > 0 && this.words.indicators.codesOf(normaliseName(withoutPeriods(text))).length > 0)
      return 'indicator';
    const split = NAMES_FIGURE.test(text) ? splitFigure(text, null) : null;
    if (split !== null && this.words.indicators.codesOf(normaliseName(split.name)).length > 0) return 'indicator';
    return 'none';
  }
}

const KINDS = new WeakMap<Vocabulary, Kinds>();

/** One memory for all sheets that are read with the same words. */
export function kindsOf(words: Vocabulary): Kinds {
  let kinds = KINDS.get(words);
  if (kinds === undefined) KINDS.set(words, (kinds = new Kinds(words)));
  return kinds;
}

/** Counts of rows `from` to before `to`, by column. */
export function countNames(grid: Grid, kinds: Kinds, from: number, to: number): Map<number, ColumnCounts> {
  const counts = new Map<number, ColumnCounts>();
  const at = (c: number): ColumnCounts => {
    const known = counts.get(c);
    if (known) return known;
    const fresh: ColumnCounts = { indicatorRows: [], unitRows: [] };
    counts.set(c, fresh);
    return fresh;
  };
  for (let r = from; r < to; r += 1) {
    const indicatorsInRow: number[] = [];
    const unitsInRow: number[] = [];
    for (const cell of grid.rowCells(r)) {
      if (typeof cell.v !== 'string') continue;
      const kind = kinds.of(cell.v);
      if (kind === 'unit') unitsInRow.push(cell.c);
      // 目标完成率 below 累计 and 去年同期 is one of these.
      else if (kind === 'indicator' && figureOf(cell.v, null) === null) indicatorsInRow.push(cell.c);
    }
    // A row with many indicator names and no number to each is a head, not data.
    if (indicatorsInRow.length <= 2 || numberCount(grid, r) >= indicatorsInRow.length)
      for (const c of indicatorsInRow) at(c).indicatorRows.push(r);
    for (const c of unitsInRow) at(c).unitRows.push(r);
  }
  return counts;
}

/** The columns that name any, those with the most rows first, with their counts. */
export function columnsNaming(
  counts: ReadonlyMap<number, ColumnCounts>,
  kind: keyof ColumnCounts,
): [number, ColumnCounts][] {
  return [...counts]
    .filter(([, count]) => count[kind].length > 0)
    .sort((a, b) => b[1][kind].length - a[1][kind].length || a[0] - b[0]);
}
