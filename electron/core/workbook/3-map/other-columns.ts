// Columns that stand beside the number itself: comparisons, parts, heads of no known word. A number is taken only from a column
// that is surely its own.

import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import { isUnitItself } from './own-zone.js';

const COMPARES =
  /[较比增减升降±排名差]|位次|同期|上月|上季|上期|年初|年末|年底|去年|上年|前年|预计|预测|剩余|缺口|计划|目标|任务|平均|人均|历年|历史|以来|其中|五年|[需应]完成|尚需|还需|力争|确保|拟/;
/** Of an indicator that is no share. */
const COMPARES_ALSO = /[率%占]/;

/** A head of comparing or restricting words; 率 and % name the number itself where the indicator is a share. */
export function isComparing(column: ColumnAxis, indicator: StoredIndicator | null = null): boolean {
  const words = column.namePath.join('').replaceAll('新增', '');
  if (
    indicator?.kind === 'stock' &&
    column.namePath.join('').includes('新增') &&
    !column.hasFigureWord &&
    column.indicator?.kind === 'unknown'
  )
    return true;
  return (
    column.indicator?.kind === 'unknown' &&
    !column.hasFigureWord &&
    column.period === null &&
    column.unit === null &&
    !column.total &&
    (COMPARES.test(words) || (indicator?.kind !== 'ratio' && COMPARES_ALSO.test(words)))
  );
}

/** 规上企业, 非职务, 国外, 待授权, 期初: of a part of the number, or of another one. */
const PART =
  /规[模上下]|企业|公司|高校|院校|院所|科研|个人|自然人|法人|职务|内资|外资|民营|国有|小微|国内|国外|境内|境外|城[镇区乡]|农村|乡镇|线[上下]|本级|下属|直属|机关|团体|待|未|无效|失效|驳回|退回|撤回|应报|期初|更正前|调整前|修正前|原[报值数口]|旧|不含|不包括|剔除|扣除|折[合算]|加权|最[高低大小]|增加|减少|流入|流出|续展|首次|[一二]审|部分|(?:重点|主要)(?!(?:工作|考核|统计)?(?:指标|任务|数据))|代表|小口径|(?:开发|经开|高新|保税)区|[园区市省]外|园区|产业(?![处科股])|行业|预计|预测|估算|平均|人均|其中/;

/** A head that names a part which neither the row nor its indicator is about. */
function isPart(column: ColumnAxis, row: RowAxis, indicator: StoredIndicator, unit: ReportingUnit | null): boolean {
  if (column.indicator?.kind === 'found') return false;
  const word = PART.exec(column.namePath.join(''))?.[0];
  return word !== undefined && !isUnitItself(word, unit) && !`${row.label}${indicator.name}`.includes(word);
}

/** 企业 over 本期 and 同期, beside 合计 over the same: whatever such a head is called, it is not all. */
function isBesideWhole(column: ColumnAxis, beside: readonly ColumnAxis[]): boolean {
  const isGroup = column.hasFigureWord && column.namePath.length > 0 && column.indicator?.kind !== 'found';
  return isGroup && beside.some((axis) => axis.total && axis.figure === column.figure);
}

/** 修正值, 去重后 or 考核口径 beside 数量: which of them holds is not ours to say. */
export function isOtherVersion(axis: ColumnAxis): boolean {
  const words = axis.namePath.join('');
  return isNameless(axis) && !isComparing(axis) && !/[得评]分/.test(words) && OTHER_VERSION.test(words);
}

/** The same number once more: checked, cleared of what was counted twice, by other rules; or after whatever was done to it. */
const OTHER_VERSION =
  /[修更订]正|(?<!未)[核复][定实核审]|(?<!未经?)审[定核]|(?<!不)认[定可]|最终|口径|[去剔除排]重|后(?:的?(?:数[量值据]?|值))?$/;

/** By column: asked for every row. */
const WITH_VERSIONS = new WeakMap<ColumnAxis, boolean>();

/** 去重后 beside the number itself, both below the name of one indicator. */
function hasOtherVersion({ columns }: RecognisedTable, column: ColumnAxis): boolean {
  let answer = WITH_VERSIONS.get(column);
  if (answer !== undefined) return answer;
  const isVersion = (axis: ColumnAxis): boolean => {
    const [last, ...group] = axis.namePath.toReversed();
    return (
      last !== undefined &&
      group.length > 0 &&
      axis.unit === column.unit &&
      group.toReversed().join('/') === nameOf(column) &&
      isOtherVersion({ ...axis, namePath: [last] })
    );
  };
  answer = column.indicator?.kind === 'found' && columns.some(isVersion);
  WITH_VERSIONS.set(column, answer);
  return answer;
}

/** A column that may hold the number of each row of its block; heads that name an indicator or a unit are none. */
export function mayBeNumber(column: ColumnAxis, beside: ColumnAxis): boolean {
  return (
    column.role === null &&
    column.hasNumbers &&
    column.labelColumn === beside.labelColumn &&
    column.unit === beside.unit &&
    !column.total &&
    column.indicator?.kind !== 'found' &&
    isOwnNumber(column.figure) &&
    !isComparing(column)
  );
}

/** A head that says nothing we know, or none at all: 其中：企业, 完成情况, blank. */
function isNameless(column: ColumnAxis): boolean {
  return (
    column.role === null &&
    column.hasNumbers &&
    column.indicator?.kind !== 'found' &&
    !column.hasFigureWord &&
    column.period === null &&
    column.unit === null &&
    !column.total
  );
}

/**
 * What a column without a known head is, where its row (or the title) names the indicator: the number itself only if it is
 * the one column that can be. `isRowAnswered`: the officer named the row's indicator. `unit`: whose number it is. `other`: a column of the
 * number itself stands beside it; `many`: several such columns.
 */
export function namelessColumn(
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  indicator: StoredIndicator,
  isRowAnswered: boolean,
  unit: ReportingUnit | null,
): 'number' | 'other' | 'many' {
  const isNamed =
    isRowAnswered || row.indicator?.kind === 'found' || (row.indicator === null && column.indicator === null);
  if (!isNamed) return isOwnNumber(column.figure) && hasOtherVersion(table, column) ? 'many' : 'number';
  const beside = table.columns.filter(
    (axis) => axis !== column && axis.role === null && axis.labelColumn === column.labelColumn,
  );
  if (isOwnNumber(column.figure) && beside.some(isOtherVersion) && !isComparing(column, indicator)) return 'many';
  const isOfPart = column.unit === null && column.hasFigureWord && isPart(column, row, indicator, unit);
  if (isOfPart || isBesideWhole(column, beside)) return 'other';
  if (!isNameless(column)) return 'number';
  if (isComparing(column, indicator)) return 'other';
  if (beside.some((axis) => isOwnNumber(axis.figure) && !isNameless(axis) && axis.indicator?.kind !== 'found'))
    return 'other';
  const others = beside.filter((axis) => isNameless(axis) || namesAnother(axis, row));
  if (others.some((axis) => !isComparing(axis, indicator))) return 'many';
  return isPart(column, row, indicator, unit) ? 'other' : 'number';
}

/** 立项数 beside 申报数 of 专利导航项目数: a column of its own name says that the others are no plain numbers either. */
function namesAnother({ indicator, hasNumbers }: ColumnAxis, row: RowAxis): boolean {
  return (
    hasNumbers &&
    indicator?.kind === 'found' &&
    row.indicator?.kind === 'found' &&
    indicator.code !== row.indicator.code
  );
}

export function isOwnNumber(figure: ColumnFigure): boolean {
  return figure === 'current' || figure === 'ytd' || figure === 'month';
}

/** Which of the columns of its indicator a 去年同期 compares: the single month's, 累计, or undecided by the columns. */
export function comparedFigure(table: RecognisedTable, row: RowAxis, column: ColumnAxis): 'month' | 'ytd' | null {
  if (column.isYtd) return 'ytd';
  if (row.figure !== null) {
    const isFigures = table.found.orientation === 'figure-rows';
    const { indicator } = row;
    return comparedAmong(
      table.rows.flatMap((one) => {
        if (one.labelColumn !== row.labelColumn) return [];
        if (isFigures) return one.figure === null ? [] : [{ at: one.r, figure: one.figure }];
        // 专利授权量（本月） above 专利授权量（去年同期）
        const isSame =
          one.indicator?.kind === 'found' && indicator?.kind === 'found' && one.indicator.code === indicator.code;
        return isSame ? [{ at: one.r, figure: one.figure ?? column.figure }] : [];
      }),
      row.r,
    );
  }
  return comparedInColumns(table, column, row.indicator?.kind === 'found');
}

/** Joined names by column: compared for every pair of columns. */
const NAMES = new WeakMap<ColumnAxis, string>();

function nameOf(column: ColumnAxis): string {
  let name = NAMES.get(column);
  if (name === undefined) NAMES.set(column, (name = column.namePath.join('/')));
  return name;
}

/** The same name, or the same indicator behind 专利授权量（本月） and 专利授权量（上年）. */
export function isSameName(one: ColumnAxis, other: ColumnAxis): boolean {
  if (nameOf(one) === nameOf(other)) return true;
  const { indicator } = one;
  return indicator?.kind === 'found' && other.indicator?.kind === 'found' && indicator.code === other.indicator.code;
}

/** By column, for rows that name an indicator and for those that do not: the same in every row. */
const COMPARED = new WeakMap<ColumnAxis, Map<boolean, 'month' | 'ytd' | null>>();

function comparedInColumns(table: RecognisedTable, column: ColumnAxis, isRowNamed: boolean): 'month' | 'ytd' | null {
  let known = COMPARED.get(column);
  if (!known) COMPARED.set(column, (known = new Map<boolean, 'month' | 'ytd' | null>()));
  let result = known.get(isRowNamed);
  if (result !== undefined) return result;
  const own = table.columns.filter(
    (axis) =>
      axis.role === null &&
      isOwnNumber(axis.figure) &&
      axis.labelColumn === column.labelColumn &&
      axis.unit === column.unit &&
      (isRowNamed || isSameName(axis, column)) &&
      !isComparing(axis),
  );
  result = comparedAmong(
    own.map((axis) => ({ at: axis.c, figure: axis.figure })),
    column.c,
  );
  known.set(isRowNamed, result);
  return result;
}

function comparedAmong(all: { at: number; figure: ColumnFigure }[], at: number): 'month' | 'ytd' | null {
  const own = all.filter((one) => isOwnNumber(one.figure));
  const before = own.filter((one) => one.at < at);
  // 本月 | 去年同期 | 累计, or 本月 | 去年同期 alone.
  const deciding = before.length > 0 ? before : own;
  if (deciding.length > 0 && deciding.every((axis) => axis.figure === 'month')) {
    const isFirst = before.length === 0 && own.length > 0;
    return isFirst && own.some((axis) => axis.figure !== 'month') ? null : 'month';
  }
  return before.at(-1)?.figure === 'ytd' ? 'ytd' : null;
}

/** The head's own words, without the names of indicator and unit. */
export function headOf(column: ColumnAxis): string {
  const { figureHeads } = column;
  if (figureHeads.length > 0) return figureHeads.length === 1 ? figureHeads[0]! : figureHeads.join('/');
  return column.namePath.at(-1) ?? column.label.split('/').at(-1) ?? '';
}
