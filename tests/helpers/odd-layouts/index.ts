// Layouts of the odd kind, each looked at by hand: what of them would be stored, asked and said. Found by trying to make the import
// read something well and mean something else.

import { BUREAUS } from './bureaus.js';
import { COMPARISONS } from './comparisons.js';
import { CONTRADICTIONS, DECORATED } from './contradictions.js';
import { CROSS_TABLES } from './cross-tables.js';
import { HALF_SAID } from './half-said.js';
import { HEADS_BESIDE } from './heads-beside.js';
import { LINES_BETWEEN } from './lines-between.js';
import { MEASURE_LINES } from './measure-lines.js';
import { MEASURE_WORDS } from './measure-words.js';
import { MEASURES } from './measures.js';
import { NAMES } from './names.js';
import { NOTES_BELOW } from './notes-below.js';
import { PARTS_OF_ALL } from './parts-of-all.js';
import { PARTS_OF_TOTAL } from './parts-of-total.js';
import { PERIOD_CELLS } from './period-cells.js';
import { PERIODS } from './periods.js';
import { BESIDE_NUMBERS, ROW_LEVELS } from './row-levels.js';
import { SECTIONS } from './sections.js';
import { SHAPES } from './shapes.js';
import { SPANS_BESIDE } from './spans-beside.js';
import { SUMS } from './sums.js';
import { TITLES_OF_OTHERS } from './titles-of-others.js';
import { TWO_YEARS } from './two-years.js';
import { UNKNOWN_HEADS } from './unknown-heads.js';
import { WHOSE } from './whose.js';
import type { OddLayout } from './outcome.js';

export const ODD_LAYOUTS: readonly OddLayout[] = [
  ...MEASURES,
  ...MEASURE_WORDS,
  ...MEASURE_LINES,
  ...COMPARISONS,
  ...WHOSE,
  ...PERIODS,
  ...TWO_YEARS,
  ...PERIOD_CELLS,
  ...SUMS,
  ...NAMES,
  ...PARTS_OF_ALL,
  ...SHAPES,
  ...BUREAUS,
  ...SECTIONS,
  ...CROSS_TABLES,
  ...CONTRADICTIONS,
  ...DECORATED,
  ...UNKNOWN_HEADS,
  ...LINES_BETWEEN,
  ...HALF_SAID,
  ...HEADS_BESIDE,
  ...NOTES_BELOW,
  ...ROW_LEVELS,
  ...BESIDE_NUMBERS,
  ...SPANS_BESIDE,
  ...TITLES_OF_OTHERS,
  ...PARTS_OF_TOTAL,
];
