// The layout language of printed tables: a layout is data, read by core/tables/build-table.ts. Rows are the reporting units in
// registered order with a total row, columns are indicators with their figures.
// To add a table: a file in layouts/ and its line in layouts/index.ts. Extend this file before special-casing one table.

import type { IndicatorKind } from '../indicators/define.js';
import type { FigureKind } from './print-table.js';

/** Figures of an indicator by its kind. */
export type FiguresByKind = Readonly<Record<IndicatorKind, readonly FigureKind[]>>;

export interface TableLayout {
  name: string; //                       token of tables.build and of the batch command
  title: string; //                      {period} 2022年1—7月, {asof} 截至2022年7月底, {year} 2022年, {scope} 全市
  description: string; //                one line for the list of tables
  enclosure: string; //                  附件, or ''
  /** Which indicators are columns: those with values, with targets, or with a rank order; base data never are. */
  indicators: 'with-values' | 'with-targets' | 'ranked';
  /** Codes that get `mainFigures`; 'all' for every one. The others get `minorFigures`. */
  main: readonly string[] | 'all';
  mainFigures: FiguresByKind;
  minorFigures: FiguresByKind;
  /** Added for indicators that have targets this year. */
  targetFigures: FiguresByKind;
  totalRow: 'first' | 'last' | 'none';
  paper: 'A4' | 'A3';
  orientation: 'portrait' | 'landscape';
  signature: boolean;
}

/** The same figures whatever the kind. */
export function sameFigures(...figures: FigureKind[]): FiguresByKind {
  return { flow: figures, stock: figures, ratio: figures };
}
