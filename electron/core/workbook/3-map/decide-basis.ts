// Whether the plain figures of a table are 累计, 当月 or 当季: what title, heads and sheets say of it, else asked once.

import { periodTitle, type Period } from '../../../../shared/model/period.js';
import { lastingWords } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { TableDecisions } from './answers.js';
import { saysMonth, saysSinceJanuary } from './stated-scope.js';
import type { TableAsking } from './table-asking.js';

/** Basis of plain figures, where title or heads tell; null: to be asked if any cell needs it. */
export function settleBasis(asking: TableAsking): void {
  const { table, decisions } = asking;
  decisions.flowBasis = statedBasis(table, decisions.period);
  noteQuarter(asking);
  setRatioBasis(asking);
}

function statedBasis(table: RecognisedTable, decided: Period | null): TableDecisions['flowBasis'] {
  const period = table.period ?? table.halfPeriod;
  const hasYtdColumn = [...table.columns, ...table.rows].some((axis) => axis.figure === 'ytd');
  const isPlainMonth = period?.shape === 'single' && !period.isCumulative && !hasYtdColumn;
  const around = isPlainMonth ? basisAround(table) : null;
  if (around !== null) return around;
  if (saysMonth(table) !== null) return null;
  // 2024年3月当月统计表, 2024年3月1日—31日 with nothing beside it that says another thing.
  const isMonth = table.context.titles.some(({ text }) => /月份?(?:当月|单月|本月)/.test(text));
  if ((isMonth || period?.isWholeMonth === true) && isPlainMonth) return 'month';
  if (period?.shape === 'quarter') {
    // 第三季度累计, 第三季度 above a note 以上为1—9月累计数: the quarter, or all since January?
    const saysYtd = period.isCumulative || (!hasYtdColumn && saysSinceJanuary(table) !== null);
    return saysYtd ? null : 'quarter';
  }
  const isSinceJanuary = period != null && (period.isCumulative || period.shape === 'range');
  return isSinceJanuary || hasYtdColumn || decided?.endsWith('-01') === true ? 'ytd' : null;
}

/** What the sheet, the sheets beside it and the heading of a part say of a table of one month. */
function basisAround(table: RecognisedTable): 'month' | 'ytd' | null {
  // A sheet 累计 beside a sheet 当月.
  if (/^(?:\d{1,2}月)?(?:本年|全年)?累计(?:数|表|数据|情况)?$/u.test(table.sheetName?.trim() ?? '')) return 'ytd';
  return table.isBesideYtd === true ? 'month' : basisOfSection(table);
}

/** A ratio has the basis of its numerator. */
function setRatioBasis({ env, decisions }: TableAsking): void {
  for (const indicator of env.indicators.values()) {
    if (indicator.kind !== 'ratio' || indicator.numerator === null) continue;
    const numerator = env.indicators.get(indicator.numerator);
    decisions.ratioBasis.set(indicator.code, numerator?.kind === 'flow' ? (decisions.flowBasis ?? 'ytd') : 'asof');
  }
}

/** A quarter alone is no 1—9月: what tables since January print stays as it was. Heads of quarters say so themselves. */
function noteQuarter({ table, issues, decisions }: TableAsking): void {
  const { period, flowBasis } = decisions;
  if (period === null || flowBasis !== 'quarter' || table.period === null || table.period.where === '表头') return;
  const quarter = periodTitle(period, 'quarter');
  issues.push({
    severity: 'hint',
    rule: 'quarter-alone',
    sheet: table.sheetName,
    cell: null,
    message: `${table.period.where}写的是${quarter}，数值作为${quarter}当季数接收，不作为${periodTitle(period, 'ytd')}累计数。`,
  });
}

/** 一、本月情况, （二）累计完成情况 above a table of its own: what the heading of a part says of its numbers. */
function basisOfSection(table: RecognisedTable): 'month' | 'ytd' | null {
  for (const { text } of table.context.titles) {
    const said = SECTION_BASIS.exec(text.normalize('NFKC').replaceAll(/\s/g, ''))?.[1];
    if (said !== undefined) return said.endsWith('累计') ? 'ytd' : 'month';
  }
  return null;
}

const SECTION_BASIS =
  /^(?:\(?[一二三四五六七八九十\d]{1,2}[)、.])?(本月|当月|本年累计|累计|全年累计|年初至今累计)(?:新增|完成|发生)?(?:情况|数据|数|表)?(?:\([^()]*\))?$/;

function basisQuestion(table: RecognisedTable, period: Period): string {
  const stated = table.period;
  const month = saysMonth(table);
  if (month !== null && stated !== null && (stated.isCumulative || stated.shape === 'range'))
    return `${stated.where}写的是${periodTitle(period, 'ytd')}，${month}却说是当月数。是哪一种？`;
  if (stated?.shape === 'quarter') {
    const since = saysSinceJanuary(table);
    const other =
      stated.isCumulative || (since === null && month === null)
        ? '又写了“累计”'
        : since === null
          ? `${month!}却说是当月数`
          : `${since}却说是累计数`;
    return `${stated.where}写的是${periodTitle(period, 'quarter')}，${other}。是从1月起的累计数，还是这一季度的数？`;
  }
  if (month !== null) return `${month}说是当月数。${periodTitle(period, 'month')}的数是累计数还是当月数？`;
  return `表中只写了${periodTitle(period, 'month')}，没有说明是累计数还是当月数。是哪一种？`;
}

/** As they are kept: without the months of one file. */
const BASIS_OPTIONS = [
  { value: 'ytd', label: '累计' },
  { value: 'month', label: '当月' },
  { value: 'quarter', label: '当季' },
];

/** Asked where a cell with a number is neither 累计 nor 当月 by its own head or the table's. */
export function askBasis(asking: TableAsking): void {
  const { table, decisions } = asking;
  if (decisions.period === null) return;
  const alone = table.period?.shape === 'quarter' ? 'quarter' : 'month';
  // An answer to the plain question says nothing about a table that contradicts itself.
  const said = saysMonth(table) ?? (alone === 'quarter' ? saysSinceJanuary(table) : null);
  const plain = alone === 'quarter' ? 'basis-quarter' : 'basis';
  const answer = asking.ask({
    id: `basis:${table.id}`,
    kind: 'basis',
    text: basisQuestion(table, decisions.period),
    options: [
      { value: 'ytd', label: `${periodTitle(decisions.period, 'ytd')}累计` },
      { value: alone, label: `${periodTitle(decisions.period, alone)}${alone === 'quarter' ? '当季' : '当月'}` },
    ],
    default: 'ytd',
    memory: {
      topic: asking.topicOf(said === null ? plain : `basis-contradicted:${lastingWords(said)}`),
      unitId: decisions.unit?.id ?? null,
      asks: alone === 'quarter' ? '写季度又写累计时，是累计还是当季' : '没有写明时，是累计还是当月',
      options: BASIS_OPTIONS.filter(({ value }) => value === 'ytd' || value === alone),
    },
  });
  if (answer === undefined) return;
  decisions.flowBasis = answer;
  setRatioBasis(asking);
}
