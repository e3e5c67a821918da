// Tables whose head names indicators over rows that name no unit of ours: 本月, 累计, months, unknown units, or one nameless row.

import type { RawCell } from '../1-read/raw-book.js';
import { isNoName, textsOf } from './data-rows.js';
import { figureOf } from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { headBlock, headsUnits, lastDataRow } from './head-block.js';
import { isFooterText, isMeantAsNumber, isMetaText, isNumberLike } from './lines.js';
import { Kinds } from './name-kinds.js';
import { looksLikePlace, totalWord } from './names.js';
import { lastOfParts } from './parts-of-total.js';

/** A head of indicators with rows that name no unit: 本月, 累计, months, unknown units, or one nameless row. */
export function findFigureRows(
  grid: Grid,
  words: Vocabulary,
  kinds: Kinds,
  from: number,
  to: number,
): FoundTable | null {
  for (let r = from; r < to; r += 1) {
    const named = grid.rowCells(r).filter((cell) => typeof cell.v === 'string' && kinds.of(cell.v) === 'indicator');
    if (named.length === 0) continue;
    const first = firstNumberRow(grid, r + 1, to, new Set(named.map((cell) => cell.c)));
    if (first === null) continue;
    const labelColumn = labelColumnOf(grid, first, named[0]!.c);
    if (named.length < 2 && labelColumn < 0) continue;
    const { head, dataFrom } = headBlock(grid, first, from, Math.max(labelColumn, 0), isNoName);
    if (head === null || head[0] > r || head[1] < r) continue;
    const ofParts =
      named.length < FEWEST_NAMES ? null : lastOfParts(grid, words, dataFrom, to, labelColumn, columnsOf(named));
    if (ofParts !== null && labelColumn >= 0)
      return {
        orientation: 'unit-rows',
        from,
        head,
        data: [dataFrom, ofParts],
        labelColumns: [labelColumn],
        score: named.length,
        isOfParts: true,
      };
    // 目标完成率 below 累计 is a row of this table, although an indicator is called so.
    const last = lastDataRow(grid, first, to, Math.max(labelColumn, 0), isNoName, (row) =>
      grid
        .rowCells(row)
        .some(({ v }) => typeof v === 'string' && kinds.of(v) === 'indicator' && figureOf(v, null) === null),
    );
    const labels = labelColumn < 0 ? [] : textsOf(grid, dataFrom, last, labelColumn);
    const figures = labels.map((text) => figureOf(text, null)?.figure);
    const rest = labels.filter((text, at) => figures[at] === undefined && totalWord(text, words.place) === null);
    // 其中：企业 below 累计 and 去年同期: a row that says nothing we know, and no reason to pass the others over.
    const isNumber = figures.some((one) => one === 'ytd' || one === 'current' || one === 'month');
    const areFigures = rest.length === 0 || (isNumber && !rest.some((text) => kinds.of(text) !== 'none'));
    const isUnits = !areFigures && (headsUnits(grid.headText(head[1], labelColumn)) || labels.every(looksLikePlace));
    if (!areFigures && !isUnits) continue;
    return {
      orientation: isUnits ? 'unit-rows' : 'figure-rows',
      from,
      head,
      data: [dataFrom, last],
      labelColumns: [labelColumn],
      score: named.length,
    };
  }
  return null;
}

/** 授权量 over one column may as well stand over kinds that are no parts of it. */
const FEWEST_NAMES = 2;

function columnsOf(cells: readonly RawCell[]): number[] {
  return cells.map(({ c }) => c);
}

/** First row below a head with a number under one of its names. */
function firstNumberRow(grid: Grid, from: number, to: number, columns: ReadonlySet<number>): number | null {
  for (let r = from; r < Math.min(to, from + 6); r += 1) {
    const cells = grid.rowCells(r).filter((cell) => columns.has(cell.c));
    if (cells.some((cell) => isNumberLike(grid, r, cell.c) || cell.t === 'e' || isMeantAsNumber(cell))) return r;
    if (grid.rowCells(r).some((other) => typeof other.v === 'string' && isFooterText(other.v))) return null;
  }
  return null;
}

/** Nearest column left of the numbers that holds a text in this row and is no serial number; -1 where there is none. */
function labelColumnOf(grid: Grid, r: number, before: number): number {
  for (let c = before - 1; c >= 0; c -= 1) {
    const text = grid.headText(r, c).trim();
    if (text !== '' && !isNumberLike(grid, r, c) && !isMetaText(text)) return c;
  }
  return -1;
}
