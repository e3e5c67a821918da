// Heads that say an earlier year and no months (2021年, 上年): the same span as the number beside them, or that whole year.

import type { Period } from '../../../../shared/model/period.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import { findPeriods } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import { headOf, isComparing, isOwnNumber, isSameName } from './other-columns.js';

/**
 * A head 2023年 or 上年 beside 1—3月累计: nobody can tell whether it holds the same months or the whole year. Beside 2024年 or
 * 本年 it is the same span, and at the year's end there is no difference.
 */
export function isSpanOpen(table: RecognisedTable, row: RowAxis, column: ColumnAxis, period: Period): boolean {
  const isRow = row.isBareYear;
  if ((!isRow && !column.isBareYear) || period.endsWith('-12')) return false;
  // 累计 over 本年 and 上年.
  if (!isRow && column.isYtd && !isBelowOtherYear(column)) return false;
  const isOwn = (figure: ColumnFigure | null): boolean => figure !== null && isOwnNumber(figure);
  const beside = isRow
    ? table.rows
        .filter((other) => other.labelColumn === row.labelColumn && isOwn(other.figure))
        .map((other) => ({ text: other.label, states: other.figure === 'ytd' || other.period?.month != null }))
    : table.columns
        .filter(
          (axis) =>
            axis.role === null &&
            axis.labelColumn === column.labelColumn &&
            axis.unit === column.unit &&
            isOwnNumber(axis.figure) &&
            !isComparing(axis) &&
            (row.indicator?.kind === 'found' || isSameName(axis, column)),
        )
        .map((axis) => ({ text: headOf(axis), states: axis.isYtd || axis.period?.month != null }));
  if (beside.some((one) => one.states)) return true;
  if (isOneOfSeveralYears(table, row, column, period)) return true;
  const own = plain(isRow ? row.label : headOf(column));
  return /\d{4}/.test(own) && !beside.some((one) => isParallel(own, plain(one.text)));
}

/** 2021年 below 2022年1—7月: of which months is not said. */
function isBelowOtherYear({ figureHeads }: ColumnAxis): boolean {
  const [own, ...over] = figureHeads.map((text) => findPeriods(text)[0]?.year ?? null).toReversed();
  return own != null && over.some((year) => year !== null && year !== own);
}

/** 2021年 is parallel to 本年 and 2022年数, 2021年度 to 2022年度, 2021年完成 to 2022年完成, and none of these to another. */
function isParallel(own: string, text: string): boolean {
  const said = OF_YEAR.exec(own)?.[1];
  const other = OF_YEAR.exec(text)?.[1];
  if (other === undefined || (said?.startsWith('度') === true && !other.startsWith('度'))) return false;
  const [what, otherWhat] = [said, other].map((words) => words?.replace(/^度/u, '').replace(/[数值]$/u, '') ?? '');
  return what === otherWhat || (what === '' && /^(?:实绩|完成)$/u.test(otherWhat!));
}

/** 2020年 beside 2021年 and 2022年: a row of years may as well be of whole ones up to the last. */
function isOneOfSeveralYears(table: RecognisedTable, row: RowAxis, column: ColumnAxis, period: Period): boolean {
  const others = row.isBareYear
    ? table.rows.filter((other) => other.labelColumn === row.labelColumn).map(({ label }) => label)
    : table.columns.filter((axis) => axis.labelColumn === column.labelColumn).flatMap((axis) => axis.figureHeads);
  return others.some((text) => {
    const said = /^\s*((?:19|20)\d{2})年?度?\s*$/u.exec(text.normalize('NFKC'))?.[1];
    return said !== undefined && Number(said) < Number(period.slice(0, 4)) - 1;
  });
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}

const OF_YEAR = /^(?:本年|今年|(?:19|20)\d{2}年?)(.{0,6})$/u;
