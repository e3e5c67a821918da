// 专利授权量累计表 over 1月, 2月, 3月: what has come by the end of each month, or in each alone? The two look alike and only the officer
// knows. Where a head or row says 累计, 合计 or 当月 itself, the title's word is explained and nothing is asked.

import { monthOf, periodTitle, yearOf } from '../../../../shared/model/period.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { saysMonth } from '../2-recognise/figure-words.js';
import { namesMonth } from './destination.js';
import type { PeriodMention } from '../2-recognise/period-text.js';
import type { ResolvedPeriod } from '../2-recognise/table-period.js';
import type { MapEnv } from './env.js';
import type { TableAsking } from './table-asking.js';

type Axis = RecognisedTable['columns'][number] | RecognisedTable['rows'][number];

/** The month that the table is of is the only one that its heads or rows name, of whatever year, and not January, which is both. */
function isOnlyMonth({ period: stated }: RecognisedTable, months: readonly Axis[]): boolean {
  if (stated === null || stated.period.endsWith('-01')) return false;
  return months.every(({ period }) => period?.month === monthOf(stated.period));
}

function holdsFlows(table: RecognisedTable, env: MapEnv): boolean {
  const axes = [...table.columns, ...table.rows];
  const named = [...axes.map(({ indicator }) => indicator), table.titleIndicator].flatMap((lookup) =>
    lookup?.kind === 'found' ? [lookup.code] : [],
  );
  return named.some((code) => env.indicators.get(code)?.kind === 'flow');
}

/** 1—7月 in the title; or in the name of the sheet or the file, and the month in the heads. */
function isSpan({ shape, where, isCumulative }: ResolvedPeriod): boolean {
  return where === '表头' ? shape === 'single' && isCumulative : shape === 'range';
}

/** 1—7月 in the title, and 2022年7月 as the only month of this year in the heads: its whole span, or its last month? */
function isAloneInSpan(table: RecognisedTable, months: readonly Axis[], env: MapEnv): boolean {
  const stated = table.period;
  if (stated === null || !isSpan(stated) || !isOnlyMonth(table, months)) return false;
  const isOfYear = ({ period }: Axis): boolean => period?.year == null || period.year === yearOf(stated.period);
  // 数量 beside 7月 is of the whole span.
  return months.every(isOfYear) && !months.some((month) => hasNumberBeside(table, month)) && holdsFlows(table, env);
}

/**
 * 2022年7月 | 2021年7月 and nothing that names a span: as open as 数量 in a table of 2022年7月. Beside another number of the same
 * indicator (7月 | 数量) it is the month's.
 */
function isMonthOfTable(table: RecognisedTable, months: readonly Axis[]): boolean {
  if (table.period?.shape !== 'single') return false;
  return isOnlyMonth(table, months) && !months.some((month) => hasNumberBeside(table, month));
}

function hasNumberBeside({ columns, rows }: RecognisedTable, month: Axis): boolean {
  const code = ({ indicator }: Axis): string | null => (indicator?.kind === 'found' ? indicator.code : null);
  const isSame = (other: Axis): boolean =>
    other !== month && other.labelColumn === month.labelColumn && code(other) === code(month) && other.period === null;
  return 'r' in month
    ? rows.some((row) => isSame(row) && (row.figure === null || row.figure === 'current'))
    : columns.some((column) => isSame(column) && column.role === null && column.figure === 'current');
}

/** “2022年7月”却只写了这个月; of a row below a line 二、7月 that line too. */
function whereMonth({ label, period }: { label: string; period: PeriodMention | null }): string {
  const { text } = period!;
  return label.includes(text) ? `“${label}”却只写了这个月` : `“${label}”却写在“${text}”下面`;
}

/** Decides what bare months are; decisions.bareMonths is 'open' while it is asked here, 'table' where askBasis() asks. */
export function askMonths(asking: TableAsking): void {
  const { table, env, decisions } = asking;
  const title = table.context.titles.find(({ text }) => text.includes('累计'));
  const axes = [...table.columns, ...table.rows];
  const isOpen = ({ figure, period }: (typeof axes)[number]): boolean =>
    figure === 'month' ? period !== null : (figure === null || figure === 'current') && namesMonth(period);
  const months = axes.filter((axis) => isOpen(axis) && !saysMonth(axis.label) && !/^\s*其中/.test(axis.label));
  // 1—3月完成 says it like 累计.
  const saysYtd = ({ figure, period }: (typeof axes)[number]): boolean =>
    figure === 'ytd' || (figure === 'current' && period?.shape === 'range');
  const isSaid = axes.some((axis) => saysYtd(axis) || axis.sumsMonths || saysMonth(axis.label));
  const [first] = months;
  if (first === undefined || isSaid) return;
  const isAlone = isAloneInSpan(table, months, env);
  if (!isAlone && isMonthOfTable(table, months)) {
    decisions.bareMonths = 'table';
    return;
  }
  // A column of months beside the numbers of a table that is of 1—7月: each row may be either.
  const isBeside = table.period?.shape === 'range' && table.rows.some((row) => row.figure === null && isOpen(row));
  if (!isAlone && !isBeside && (title === undefined || months.length < 2)) return;
  const where = table.period?.where === '表头' ? '工作表名或文件名' : table.period?.where;
  const stated = table.period === null ? '' : `${where}写的是${periodTitle(table.period.period, 'ytd')}`;
  const answer = asking.ask({
    id: `months:${table.id}`,
    kind: 'basis',
    cell: isAlone || title === undefined ? null : cellAddress(title.row, title.column),
    text: isAlone
      ? `${stated}，${whereMonth(first)}。是从1月到该月的累计，还是该月当月的数？`
      : `${title === undefined ? stated : '标题写了“累计”'}，表中又按“${first.period!.text}”等各月列数。各月的数是从1月到该月的累计，还是该月当月的数？`,
    options: [
      { value: 'ytd', label: '从1月到该月的累计' },
      { value: 'month', label: '该月当月的数' },
    ],
    memory: {
      topic: asking.topicOf(isAlone ? 'month-alone' : 'months'),
      unitId: decisions.unit?.id ?? null,
      asks: isAlone ? '标题写1月至某月、栏目只写某月时，这一栏是' : '标题写“累计”、表中按月列数时，各月的数是',
    },
  });
  decisions.bareMonths = answer ?? 'open';
}
