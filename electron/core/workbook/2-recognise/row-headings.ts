// Lines among the rows of a table that head the rows below them: what these are about, or whose they are.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from './axes.js';
import { figureOf } from './figure-words.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { unitOfLine } from './lines.js';
import { totalWord } from './names.js';
import type { RowAxis } from './row-axes.js';
import { levelOfName } from './row-levels.js';
import { OWN_SUBJECT } from './row-names.js';

/** 滕州市 as a line above names of indicators: whose they are. */
export type Holder = Pick<RowAxis, 'unit' | 'total' | 'unitLabel'>;

/** A line without numbers heads the rows below it: a name of an indicator, or of a class of enterprises that is a part, does not. */
export function isHeading(grid: Grid, r: number, labelColumn: number, heading: string, words: Vocabulary): boolean {
  if (heading === '') return false;
  return (
    words.indicators.find([heading]).kind !== 'found' ||
    (isRestricting(heading) && (levelOfName(heading) !== null || isLineAbove(grid, r, labelColumn, heading))) ||
    headsRowBelow(heading, grid.headText(r + 1, labelColumn).trim(), words)
  );
}

/** 其中：规上企业, or 规上企业 merged over the columns: what the rows below are a part of, although an indicator is called so as well. */
function isLineAbove(grid: Grid, r: number, labelColumn: number, heading: string): boolean {
  return /^\s*其中/.test(heading) || isHeadingMerge(grid, r, labelColumn);
}

const PLACE = /(?:区|县|市|镇|乡|街道|旗|办事处)$/;

/** 二、商标, 保护情况: what the rows below are about. */
const SUBJECT = /^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|创造|运用|保护|管理|服务|情况|指标|类|方面|工作|其中/;

/**
 * Whose the rows below a line are, by its text; null where it says what they are about. `isBelow`: behind a line that names a unit,
 * where any other name is another unit's, known or not, or the total: its numbers are none of the unit before.
 */
export function holderOf(heading: string, isBelow: boolean, words: Vocabulary): Holder | null {
  const line = unitOfLine(heading);
  const unit = words.units.exact(line ?? heading);
  if (unit.kind === 'found' || (line !== null && line !== '')) return { unit, total: null, unitLabel: line ?? heading };
  if (!isBelow) return null;
  const total = totalWord(heading, words.place);
  if (total !== null) return { unit: null, total, unitLabel: heading };
  if (PLACE.test(heading)) return { unit, total: null, unitLabel: heading };
  const isSubject =
    SUBJECT.test(heading) || OWN_SUBJECT.test(normaliseName(heading)) || figureOf(heading, null) !== null;
  return isSubject ? null : { unit, total: null, unitLabel: heading };
}

/** 一、专利申请 without a number over 发明: a heading although it is an indicator's name, where only both together name one. */
function headsRowBelow(heading: string, below: string, words: Vocabulary): boolean {
  return (
    below !== '' &&
    words.indicators.find([below]).kind !== 'found' &&
    words.indicators.find([heading, below]).kind === 'found'
  );
}

/** A line that is merged over the columns left of it, too, says no measure. */
export function measureColumnText(grid: Grid, r: number, column: number | null): string {
  if (column === null || (grid.mergeOf(r, column)?.[1] ?? column) < column) return '';
  return grid.headText(r, column).trim();
}

/** A row whose cells all belong to one wide merge is a heading row. */
export function isHeadingMerge(grid: Grid, r: number, c: number): boolean {
  const merge = grid.mergeOf(r, c);
  return merge !== undefined && merge[3] - merge[1] >= 2;
}

/** Category merged over several rows left of the names; a unit there is no category. */
export function sideHeading(grid: Grid, r: number, labelColumn: number, columns: ColumnAxis[]): string | null {
  for (let c = labelColumn - 1; c >= 0; c -= 1) {
    if (columns.some((axis) => axis.c === c && axis.role?.startsWith('key-'))) continue;
    const merge = grid.mergeOf(r, c);
    if (merge && merge[2] > merge[0]) {
      const text = grid.text(merge[0], merge[1]).trim();
      if (text !== '' && !/^\d+$/.test(text)) return text;
    }
  }
  return null;
}
