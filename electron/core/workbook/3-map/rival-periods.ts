// A table that names two periods, one of them left from an earlier report or of something else: which of them its numbers are of only
// the officer knows.

import { addYears, makePeriod, periodTitle, type Period } from '../../../../shared/model/period.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import { findPeriods, twoYearsOf, type PeriodMention } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { isWithoutPeriod } from '../2-recognise/recognise-table.js';
import type { ResolvedPeriod } from '../2-recognise/table-period.js';
import { periodOfNotes } from './note-period.js';
import { monthInWords, statedInWords, textsAt } from './period-words.js';
import type { TableAsking } from './table-asking.js';

/** One reason to ask. True where it was asked; without an answer the table has no period then. */
type Rival = (asking: TableAsking, stated: ResolvedPeriod) => boolean;

/** The first that applies. */
export const askRivalPeriod: Rival = (asking, stated) => RIVALS.some((ask) => ask(asking, stated));

/** 1—6月 in the heads below a title of 1—7月; then whatever else the title says. */
const askHeads: Rival = (asking, stated) => {
  const head = otherHeadPeriod(asking.table, stated.period);
  return head !== null && askMonthOf(asking, stated, head, '表头的栏目却是');
};

const askRows: Rival = (asking, stated) => {
  const row = otherRowPeriod(asking.table, stated.period);
  return row !== null && askMonthOf(asking, stated, row, '各行写的却是');
};

function askMonthOf(asking: TableAsking, stated: ResolvedPeriod, other: Period, says: string): true {
  const inWords = statedInWords(stated);
  const text = `${stated.where}是${inWords(stated.period)}，${says}${inWords(other)}。是哪一期的数据？`;
  askBetween(asking, [stated.period, other], { text, inWords });
  const { decisions } = asking;
  decisions.replacedMonth = decisions.period === stated.period ? Number(other.slice(5)) : null;
  return true;
}

const askNames: Rival = (asking, stated) => {
  const name = otherNamePeriod(asking.table, stated);
  if (name === null) return false;
  const inWords = statedInWords(stated);
  const text = `${name.where}是${inWords(name.period)}，表头却是${inWords(stated.period)}，有的栏目没有写月份。是哪一期的数据？`;
  askBetween(asking, [name.period, stated.period], { text, inWords });
  return true;
};

/** 以上为1—6月数据 below a table of 1—7月. */
const askNotes: Rival = (asking, stated) => {
  const note = periodOfNotes(asking.table, stated.period);
  if (note?.isOfAll !== true) return false;
  const text = `${stated.where}是${monthInWords(stated.period)}，“${note.text.trim()}”却说是${monthInWords(note.period)}。表中是哪一期的数据？`;
  askBetween(asking, [stated.period, note.period], { text, inWords: monthInWords });
  return true;
};

const RIVALS: readonly Rival[] = [
  askHeads,
  askTitleOrLine,
  askTwoPeriods,
  askTwoYears,
  askWhichYear,
  askRows,
  askNames,
  askNotes,
];

/**
 * 统计期间：2023年1—7月 below a title of 2022年1—7月, 月份：6月 beside 报表期：2022年7月, 截至6月底 below 1—7月: one of both was left
 * from an earlier report. True where it was asked.
 */
function askTitleOrLine(asking: TableAsking, stated: ResolvedPeriod): boolean {
  const { table } = asking;
  if (!OF_SHEET.has(stated.where)) return false;
  const other = stated.contradictions.find(
    ({ where, mention }) =>
      OF_SHEET.has(where) &&
      (where === '统计期间' || stated.where === '统计期间' || isPeriodEnd(mention, stated.period)) &&
      !saysToo(table, where, mention, stated),
  );
  if (other === undefined) return false;
  const second = makePeriod(
    other.mention.year ?? Number(stated.period.slice(0, 4)),
    other.mention.month ?? Number(stated.period.slice(5)),
  );
  const inWords = (period: Period): string => periodTitle(period, 'ytd');
  const place = other.where === stated.where ? '另一行' : other.where;
  const text = `${stated.where}是${inWords(stated.period)}，${place}却写“${other.mention.text}”。表中是哪一期的数据？`;
  askBetween(asking, [stated.period, second], { text, inWords });
  return true;
}

/** What the sheet itself says around its table. The name of a sheet or a file may have been left from the month before. */
const OF_SHEET: ReadonlySet<string> = new Set(['标题', '统计期间']);

/**
 * 截至6月底, 截至6月30日 end a period; 截至8月3日 may be the day on which the form was filled in, and 2023年底 in the months after it
 * that of what is divided by (人口按2023年底数).
 */
function isPeriodEnd({ shape, text }: PeriodMention, stated: Period): boolean {
  if (shape !== 'asof') return false;
  if (/年[底末]/.test(text)) return stated.endsWith('-12');
  return !/[日号]$/.test(text.replace(/(?:28|29|30|31)日$/, ''));
}

/** 2022年1—7月与2021年对比, 8月报（7月数据）: a title that names the period too contradicts it by nothing that stands beside it. */
function saysToo(table: RecognisedTable, where: string, other: PeriodMention, stated: ResolvedPeriod): boolean {
  const [year, month] = [Number(stated.period.slice(0, 4)), Number(stated.period.slice(5))];
  return textsAt(table, where).some((text) => {
    const mentions = findPeriods(text);
    if (where === stated.where && !mentions.some((mention) => mention.text === other.text)) return false;
    const isOther = (one: PeriodMention): boolean => one.text === other.text && one.shape === other.shape;
    return mentions.some(
      (one) =>
        !isOther(one) &&
        (one.year ?? year) === year &&
        (one.month ?? month) === month &&
        (one.month !== null || other.month === null),
    );
  });
}

/**
 * A title that names two spans (1—3月 … 全年, 1—3月、1—6月): which of them the numbers are of only the officer knows. True where it
 * was asked.
 */
function askTwoPeriods(asking: TableAsking, stated: ResolvedPeriod): boolean {
  const { table } = asking;
  const other = stated.contradictions.find(
    ({ where, mention }) =>
      where === '标题' &&
      stated.where === '标题' &&
      mention.month !== null &&
      mention.month !== Number(stated.period.slice(5)) &&
      (mention.shape === 'range' || mention.shape === 'quarter' || isInOneTitle(table, stated, mention.text)) &&
      (mention.year === null || mention.year === Number(stated.period.slice(0, 4))),
  );
  // 1—3月全年目标完成情况 is of 1—3月.
  if (table.context.titles.some(({ text }) => /全年度?的?(?:工作)?(?:目标|任务|计划)/.test(text))) return false;
  if (other === undefined) return false;
  const second = makePeriod(Number(stated.period.slice(0, 4)), other.mention.month!);
  const text = `标题是${periodTitle(stated.period, 'ytd')}，又写了“${other.mention.text}”。表中是哪一期的数据？`;
  const inWords = (period: Period): string => periodTitle(period, 'ytd');
  askBetween(asking, [stated.period, second], { text, inWords });
  return true;
}

/** 2022年8月报（7月数据）, 1—7月（不含6月）: both in one line. A month in a line of its own may be the day of the form. */
function isInOneTitle({ context }: RecognisedTable, stated: ResolvedPeriod, other: string): boolean {
  return context.titles.some(({ text }) => {
    const mentions = findPeriods(text);
    return (
      mentions.some((mention) => mention.text === other) &&
      mentions.some(({ month, shape }) => month === Number(stated.period.slice(5)) && shape === stated.shape)
    );
  });
}

/** Asks which of two periods a table is of; the answer is its period, without one it has none. */
function askBetween(
  asking: TableAsking,
  periods: readonly Period[],
  { text, inWords }: { text: string; inWords: (period: Period) => string },
): void {
  const { table, decisions } = asking;
  const answer = asking.ask({
    id: `period:${table.id}`,
    kind: 'period',
    text,
    options: periods.map((period) => ({ value: period, label: inWords(period) })),
    memory: null,
  });
  const period = periods.find((one) => one === answer);
  if (period === undefined) return;
  decisions.period = period;
  decisions.reasons.push(`报表期：${inWords(period)}（依据您的回答）`);
}

/** 2022年和2021年1—7月 over one number each: of which year? Beside 上年 it is the later one's. True where it was asked. */
function askTwoYears(asking: TableAsking, stated: ResolvedPeriod): boolean {
  const { table } = asking;
  const said = textsAt(table, stated.where).find((one) => twoYearsOf(one) !== null);
  if (said === undefined || [...table.columns, ...table.rows].some(({ figure }) => figure === 'last-year'))
    return false;
  const month = Number(stated.period.slice(5));
  const years = twoYearsOf(said)!.map((year) => makePeriod(year, month));
  const inWords = (period: Period): string => periodTitle(period, 'ytd');
  const text = `${stated.where}“${said}”写了两个年份，表中却没有上年同期的栏目。表中是哪一期的数据？`;
  askBetween(asking, years, { text, inWords });
  return true;
}

/** 去年同期数 as what the table is, not as what it is compared with. */
const LAST_YEAR_TITLE = /(?:去年|上年)(?:同期|同月)(?:的?(?:数据?|数值|值|情况|完成|统计|汇总|工作)|[）)\s]|$)/;
/** 与去年同期对比, 较上年同期增长, 本期和去年同期: the other side of a comparison. */
const COMPARES =
  /(?:与|和|及|比|较|同|跟|对比|比较|、)(?:去年|上年)(?:同期|同月)|(?:同期|同月)(?:数据?|情况)?(?:相比|对比|比较|增|减|变)/;

/** 2022年1—7月去年同期数 with nothing but numbers: of the month that it names, or of the year before? True where it was asked. */
function askWhichYear(asking: TableAsking, stated: ResolvedPeriod): boolean {
  const { table } = asking;
  // 二、去年同期: the number of a heading compares nothing.
  const title = table.context.titles.find(({ text }) => {
    const said = text.normalize('NFKC').replace(/^\s*\(?[一二三四五六七八九十\d]{1,2}[)、.]\s*/u, '');
    return LAST_YEAR_TITLE.test(said) && !COMPARES.test(said);
  });
  const isPlain = [...table.columns, ...table.rows].every(
    ({ figure }) => figure === null || figure === 'current' || figure === 'ytd' || figure === 'month',
  );
  if (title === undefined || !isPlain) return false;
  const text = `标题“${title.text}”既写了${monthInWords(stated.period)}，又写了去年同期。表中是哪一期的数据？`;
  const years = [stated.period, addYears(stated.period, -1)];
  askBetween(asking, years, { text, inWords: monthInWords });
  return true;
}

/** The period of the columns of values, where all of them name another one than the title does. 本期 beside them names none. */
function otherHeadPeriod(table: RecognisedTable, stated: Period): Period | null {
  const own = table.columns.filter(({ role, figure, hasNumbers }) => role === null && hasNumbers && isOfNow(figure));
  const isOpen = own.some((axis) => axis.period === null && (axis.hasFigureWord || axis.indicator?.kind === 'found'));
  return isOpen ? null : otherThan(stated, own);
}

/** 2月 | 累计 in a file of 1—3月: the one month that the heads name may be that of 累计 or not. 1月 | 2月 | 累计 say it. */
function otherNamePeriod(table: RecognisedTable, stated: ResolvedPeriod): { period: Period; where: string } | null {
  const months = new Set(table.columns.flatMap(({ figure, period }) => (isOfNow(figure) ? (period?.month ?? []) : [])));
  if (stated.where !== '表头' || months.size > 1 || !table.columns.some(isWithoutPeriod)) return null;
  const year = Number(stated.period.slice(0, 4));
  const other = stated.contradictions.find(
    ({ where, mention }) => where !== '表头' && mention.month !== null && (mention.year ?? year) === year,
  );
  return other === undefined ? null : { period: makePeriod(year, other.mention.month!), where: other.where };
}

/** The same of rows that each name a period: 1—6月 in the column 统计期 below a title of 1—7月. */
function otherRowPeriod(table: RecognisedTable, stated: Period): Period | null {
  const own = table.rows.filter(({ figure, total }) => total === null && (figure === null || isOfNow(figure)));
  return own.some(({ period }) => period === null) ? null : otherThan(stated, own);
}

function isOfNow(figure: ColumnFigure): boolean {
  return figure === 'current' || figure === 'ytd' || figure === 'month';
}

/** The newest period that they name, where none of them is the stated one. */
function otherThan(stated: Period, own: readonly { period: PeriodMention | null }[]): Period | null {
  const named = own.flatMap(({ period }) =>
    period === null || period.month === null || period.problem !== undefined
      ? []
      : [makePeriod(period.year ?? Number(stated.slice(0, 4)), period.month)],
  );
  return named.length > 0 && !named.includes(stated) ? named.toSorted().at(-1)! : null;
}
