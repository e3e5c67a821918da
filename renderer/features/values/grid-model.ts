// The values grid as it is drawn: which columns are shown under which category, and the text of a cell for a figure. Pure.

import type { GridValue, ValuesGrid } from '../../../shared/contract/calls/values.js';
import { CATEGORIES, CATEGORY_LABEL, type Category } from '../../../shared/indicators/define.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { dutySign } from '../../../shared/tasks/duty.js';

export const GRID_FIGURES = ['value', 'last-year', 'change', 'completion', 'rank'] as const;
export type GridFigure = (typeof GRID_FIGURES)[number];
export const GRID_FIGURE_LABEL: Record<GridFigure, string> = {
  value: '数值',
  'last-year': '上年同期',
  change: '同比(%)',
  completion: '完成率(%)',
  rank: '排名',
};

export type GridColumn = ValuesGrid['columns'][number];

export interface ShownColumn {
  column: GridColumn;
  /** Index in the values of a row. */
  at: number;
}

export interface ColumnGroup {
  category: Category;
  label: string;
  isFolded: boolean;
  /** Empty when folded: the group keeps one narrow column with its name. */
  columns: ShownColumn[];
  count: number;
}

function hasAny(grid: ValuesGrid, at: number): boolean {
  return grid.rows.some((row) => {
    const value = row.values[at];
    return value !== undefined && (value.value !== null || value.hasIssue || value.lastYear !== '');
  });
}

export function columnGroups(grid: ValuesGrid, folded: ReadonlySet<string>, isShowingEmpty: boolean): ColumnGroup[] {
  return CATEGORIES.flatMap((category) => {
    const columns = grid.columns.flatMap((column, at) =>
      column.category === category && (isShowingEmpty || hasAny(grid, at)) ? [{ column, at }] : [],
    );
    if (columns.length === 0) return [];
    const isFolded = folded.has(category);
    return [
      { category, label: CATEGORY_LABEL[category], isFolded, columns: isFolded ? [] : columns, count: columns.length },
    ];
  });
}

export function cellText(value: GridValue | undefined, figure: GridFigure): string {
  if (!value) return '';
  switch (figure) {
    case 'value':
      return value.text;
    case 'last-year':
      return value.lastYear;
    case 'change':
      return value.change;
    case 'completion':
      return value.completion;
    case 'rank':
      return value.rank === null ? '' : String(value.rank);
  }
}

/** Of which there is no sum: ratios, and what compares or ranks. */
export function isRateFigure(column: Pick<GridColumn, 'kind'>, figure: GridFigure): boolean {
  return column.kind === 'ratio' || (figure !== 'value' && figure !== 'last-year');
}

/** The row that holds the others already; 市直及未划分 has no unit either, and is one of the others. */
export function isTotalRow(row: ValuesGrid['rows'][number] | undefined): boolean {
  return row?.unitId === null && row.isResidual !== true;
}

/** What a cell says to a screen reader and on hover. */
export function cellWords(value: GridValue | undefined): string {
  if (!value) return '';
  // What is lacking says more than 不适用.
  const words = [
    value.state === 'value' || value.whyEmpty !== undefined
      ? ''
      : (dutySign(value.duty, value.state) ?? STATE_LABEL[value.state]),
  ];
  if (value.origin === 'manual') words.push('手工填写');
  if (value.origin === 'claim') words.push('来源：报表中的上年同期栏');
  if (value.origin === 'computed' && value.whyEmpty === undefined) words.push('计算得出');
  if (value.origin === 'issued') words.push('来源：上级下发');
  if (value.origin === 'rollup') words.push('来源：台账汇总');
  if (value.whyEmpty !== undefined) words.push(value.whyEmpty);
  if (value.hasIssue) words.push('有需核实的问题');
  if (value.comment !== undefined) words.push(`批注：${value.comment}`);
  if (value.isFollowed) words.push('待跟进');
  if (value.hasOtherSourceLastYear && /\d/.test(value.change)) words.push('与上年同期数来源不同，同比仅供参考');
  if (value.missing > 0) words.push(`不含${value.missing}个填报单位`);
  return words.filter((word) => word !== '').join('，');
}

export function cellClass(value: GridValue | undefined): string {
  if (!value) return '';
  const classes = [`origin-${value.origin}`];
  if (value.hasIssue) classes.push('has-issue');
  if (value.state !== 'value' && value.state !== 'zero') classes.push('is-missing');
  if (value.missing > 0) classes.push('has-missing');
  if (value.comment !== undefined || value.isFollowed) classes.push('has-note');
  if (value.isFollowed) classes.push('is-followed');
  return classes.join(' ');
}

/** Plain decimal of a figure for the status bar and the clipboard; null where it is no number. */
export function cellNumber(value: GridValue | undefined, figure: GridFigure): string | null {
  if (!value) return null;
  if (figure === 'value') return value.value;
  const text = cellText(value, figure).replaceAll(',', '').replace(/%$/, '').replace(/^\+/, '');
  return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
}

export function figureMeasure(column: GridColumn, figure: GridFigure): string {
  if (figure === 'value' || figure === 'last-year') return column.measure;
  return figure === 'rank' ? '位' : '%';
}
