// Whose the number at a row and a column is: a 填报单位, the total of all, another place, or nobody's that is kept.
// Not here: which 填报单位 a name means (decide.ts).

import type { ColumnAxis } from '../2-recognise/axes.js';
import { totalWord } from '../2-recognise/names.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import { levelOfAxes } from './decide-targets.js';
import type { MapEnv } from './env.js';
import type { MappedCell } from './map-cells.js';
import { rowKey } from './row-key.js';
import { shortName } from './shorten.js';
import * as undecided from './undecided.js';

function openColumn(name: string): string {
  return name === '' ? '这一列的填报单位未确定' : `填报单位“${shortName(name)}”未确定`;
}

function hasUnits(table: RecognisedTable): boolean {
  return table.columns.some((axis) => axis.unit !== null) || table.rows.some((row) => row.unit !== null);
}

/** By column: asked for every row. */
const SUMS = new WeakMap<ColumnAxis, ReturnType<typeof totalWord>>();

function sumOf(column: ColumnAxis): ReturnType<typeof totalWord> {
  let answer = SUMS.get(column);
  if (answer === undefined) SUMS.set(column, (answer = totalWord(column.label, '')));
  return answer;
}

/** Says of a cell whose it is; returns why nobody's number is taken from it, '' where it is somebody's. */
export function settleWho(
  cell: MappedCell,
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  decisions: TableDecisions,
  env: MapEnv,
): string {
  // In a province table our own city is one of the places, not the total of our units, and 全省 or 全省平均 what it is compared with.
  if (table.form === 'benchmark' && (row.total === 'total' || row.total === 'average')) {
    if (row.label.includes(env.words.place) || /^全[国省]/.test(row.label)) {
      cell.place = row.label;
      return '';
    }
  }
  if (row.total === 'comparison') {
    cell.figure = 'last-month';
    return '对比或其中数的行，不入库';
  }
  if (row.total === 'total' && decisions.totalRowUnit !== null) {
    cell.unit = decisions.totalRowUnit;
    return '';
  }
  if (row.total === 'subtotal' || row.total === 'average')
    return row.total === 'average' ? '平均行，不入库' : '小计行，不入库';
  if (column.unit === null && sumOf(column) === 'average') return '平均栏，不入库';
  // 江北区 | 江南区 | 小计: of some of the units.
  if (column.unit === null && sumOf(column) === 'subtotal' && table.columns.some((axis) => axis.unit !== null))
    return '小计栏，不入库';
  // Held by the bureau itself: no unit is named because none has it.
  const isOwnTarget =
    levelOfAxes(table, row, column) !== null || (decisions.level !== null && row.unit === null && !hasUnits(table));
  if (
    (isOwnTarget && column.unit === null && row.unit?.kind !== 'found') ||
    row.total === 'total' ||
    (column.total && !decisions.isTotalOwn)
  ) {
    cell.isTotal = true;
    return '';
  }
  if (column.unit) {
    cell.unit = column.unit;
    return '';
  }
  const asked = decisions.columnUnits.get(column.c);
  if (asked) return asked.isSkipped ? '按您的选择不导入这一列' : openColumn(asked.name);
  if (table.found.orientation === 'unit-rows' || row.unit !== null) {
    if (table.form === 'benchmark') {
      cell.place = row.label;
      return '';
    }
    cell.unit = decisions.rowUnits.get(rowKey(row)) ?? null;
    if (cell.unit !== null) return '';
    return decisions.skippedRows.has(rowKey(row))
      ? '按您的选择不导入这一行'
      : `填报单位“${shortName(row.unitLabel)}”未确定`;
  }
  cell.unit = decisions.unit;
  return cell.unit === null ? undecided.NO_UNIT : '';
}
