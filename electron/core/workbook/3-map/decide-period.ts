// Which period a table is of: what it states, else the chosen one where nothing in the file contradicts it, else a question.

import { addYears, isPeriod, makePeriod, periodTitle, type Period } from '../../../../shared/model/period.js';
import type { PeriodEvidence, ResolvedPeriod } from '../2-recognise/table-period.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import { findPeriods, normalisePeriodText, twoYearsOf, type PeriodMention } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { isWithoutPeriod } from '../2-recognise/recognise-table.js';
import type { MapEnv } from './env.js';
import { periodOfNotes } from './note-period.js';
import type { TableAsking } from './table-asking.js';

export function decidePeriod(asking: TableAsking): void {
  const { table, env, issues, decisions } = asking;
  const place = { sheet: table.sheetName, cell: null };
  if (table.form === 'targets') {
    if (table.year === null && env.periodHint) decisions.year = Number(env.periodHint.slice(0, 4));
    if (decisions.year === null) {
      const answer = asking.ask({
        id: `year:${table.id}`,
        kind: 'period',
        text: '表中没有写明是哪一年的目标。是哪一年？',
        options: yearOptions(env),
        memory: null,
      });
      if (answer !== undefined && /^\d{4}$/.test(answer)) decisions.year = Number(answer);
    } else decisions.reasons.push(`目标年度：${decisions.year}年`);
    return;
  }
  if (table.periodProblem !== null)
    issues.push({
      severity: 'block',
      rule: 'period-unusable',
      ...place,
      message: `${table.periodProblem}，不能确定报表期。请改正后重报，或改为从1月起的累计。其他文件不受影响。`,
    });
  const stated = table.period;
  const head = stated === null ? null : otherHeadPeriod(table, stated.period);
  const row = stated === null || head !== null ? null : otherRowPeriod(table, stated.period);
  // 2026年1—6月 where the file says so: 2026年6月 would read as that month alone.
  const basis =
    stated?.shape === 'range' || stated?.isCumulative === true ? 'ytd' : stated?.shape === 'asof' ? 'asof' : 'month';
  const inWords = (period: Period): string => periodTitle(period, basis);
  if (stated && head === null && askTitleOrLine(asking, stated)) return;
  if (stated && head === null && askTwoPeriods(asking, stated)) return;
  if (stated && head === null && askTwoYears(asking, stated)) return;
  if (stated && head === null && askWhichYear(asking, stated)) return;
  if (stated && head !== null) {
    const text = `${stated.where}是${inWords(stated.period)}，表头的栏目却是${inWords(head)}。是哪一期的数据？`;
    askBetween(asking, [stated.period, head], { text, inWords });
    decisions.replacedMonth = decisions.period === stated.period ? Number(head.slice(5)) : null;
    return;
  }
  if (stated && row !== null) {
    const text = `${stated.where}是${inWords(stated.period)}，各行写的却是${inWords(row)}。是哪一期的数据？`;
    askBetween(asking, [stated.period, row], { text, inWords });
    decisions.replacedMonth = decisions.period === stated.period ? Number(row.slice(5)) : null;
    return;
  }
  const name = stated === null || row !== null ? null : otherNamePeriod(table, stated);
  if (stated && name !== null) {
    const text = `${name.where}是${inWords(name.period)}，表头却是${inWords(stated.period)}，有的栏目没有写月份。是哪一期的数据？`;
    askBetween(asking, [name.period, stated.period], { text, inWords });
    return;
  }
  const note = stated === null ? null : periodOfNotes(table, stated.period);
  if (stated && note !== null && note.isOfAll) {
    const text = `${stated.where}是${month(stated.period)}，“${note.text.trim()}”却说是${month(note.period)}。表中是哪一期的数据？`;
    askBetween(asking, [stated.period, note.period], { text, inWords: month });
    return;
  }
  if (stated && note !== null)
    issues.push({
      severity: 'warn',
      rule: 'period-contradiction',
      ...place,
      message: `${stated.where}是${month(stated.period)}，“${note.text.trim()}”却说有的数是${month(note.period)}的。已全部按${month(stated.period)}处理，请核实。`,
    });
  if (stated) {
    decisions.period = stated.period;
    decisions.reasons.push(`报表期：${inWords(stated.period)}（依据${stated.where}）`);
    // Months side by side, the stated one among them, contradict nothing.
    const other = stated.contradictions.find((item) => item.where !== '表头' && !isComparedWith(table, item, stated));
    if (other)
      issues.push({
        severity: 'warn',
        rule: 'period-contradiction',
        ...place,
        message: `${stated.where}是${inWords(stated.period)}，${other.where === stated.where ? '又写了' : `${other.where}却写`}“${other.mention.text}”。已按${stated.where}的${inWords(stated.period)}处理，请核实。`,
      });
    const day = table.context.meta['填报日期'];
    if (isLongAfter(day, stated.period))
      issues.push({
        severity: 'warn',
        rule: 'period-contradiction',
        ...place,
        message: `${stated.where}是${inWords(stated.period)}，填报日期却是${day!}，相隔一年以上，年份可能没有改。已按${inWords(stated.period)}处理，请核实。`,
      });
    if (env.periodHint && env.periodHint !== stated.period && table.form !== 'population')
      issues.push({
        severity: 'warn',
        rule: 'period-differs',
        ...place,
        message: `文件写明的报表期是${inWords(stated.period)}，与选定的${inWords(env.periodHint)}不同，按文件所写处理，请核实。`,
      });
    return;
  }
  if (table.periodProblem !== null) return;
  if (table.form === 'population' && table.year !== null) {
    decisions.period = makePeriod(table.year, 12);
    return;
  }
  if (env.periodHint && !contradictsHalf(table, env.periodHint)) {
    decisions.period = env.periodHint;
    decisions.reasons.push(`报表期：${month(env.periodHint)}（文件没有写明，按选定的报表期）`);
    issues.push({
      severity: 'hint',
      rule: 'period-from-officer',
      ...place,
      message: `文件没有写明报表期，按选定的${month(env.periodHint)}处理。`,
    });
    return;
  }
  const answer = asking.ask({
    id: `period:${table.id}`,
    kind: 'period',
    text: periodQuestion(table, env.periodHint),
    options: [],
    memory: null,
  });
  if (answer !== undefined && isPeriod(answer)) decisions.period = answer;
}

/** 填报日期：2022年8月3日 in a report of 2021年1—7月: its title was left from a year ago. */
function isLongAfter(day: string | undefined, period: Period): boolean {
  const [, year, month] = /^(\d{4})[-年./](\d{1,2})/u.exec((day ?? '').normalize('NFKC')) ?? [];
  if (year === undefined) return false;
  return (Number(year) - Number(period.slice(0, 4))) * 12 + Number(month) - Number(period.slice(5)) >= 12;
}

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

/** 与2021年同期对比 beside 2022年1—7月: what its numbers are compared with, as they should be. */
function isComparedWith(table: RecognisedTable, { where, mention }: PeriodEvidence, stated: ResolvedPeriod): boolean {
  const { year, month, text: written } = mention;
  if (year !== Number(stated.period.slice(0, 4)) - 1) return false;
  if (month !== null && month !== Number(stated.period.slice(5))) return false;
  return textsAt(table, where).some((text) => {
    const plain = normalisePeriodText(text);
    const at = plain.indexOf(written);
    return at > 0 && /[与和同较比跟]$/.test(plain.slice(0, at)) && COMPARED.test(plain.slice(at + written.length));
  });
}

const COMPARED = /^[年度的]{0,2}(?:同期|同比|相比|对比|比较|增减|增长|变化)/;

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

/** What stands where the period was found. */
function textsAt({ context, sheetName, unit }: RecognisedTable, where: string): string[] {
  if (where === '标题') return context.titles.map(({ text }) => text);
  if (where === '统计期间') return context.periodLines.map(({ text }) => text);
  return where === '工作表名' ? [sheetName ?? ''] : unit.flatMap((one) => (one.where === where ? [one.text] : []));
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
  const text = `标题“${title.text}”既写了${month(stated.period)}，又写了去年同期。表中是哪一期的数据？`;
  const years = [stated.period, addYears(stated.period, -1)];
  askBetween(asking, years, { text, inWords: month });
  return true;
}

/** 2022年7月, as the officer reads it. */
function month(period: Period): string {
  return periodTitle(period, 'month');
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

/** What the file does say, a year or a month alone, and the chosen period cannot both be right. */
function contradictsHalf(table: RecognisedTable, hint: Period): boolean {
  if (table.halfPeriod?.month != null && table.halfPeriod.month !== Number(hint.slice(5))) return true;
  const day = dayOfLine(table);
  if (day !== null && day.period !== hint) return true;
  return table.year !== null && table.year !== Number(hint.slice(0, 4));
}

/** The last day in a line of the period (统计月份：2024/2/1), which says the month but not which span of it; null without one. */
function dayOfLine({ context }: RecognisedTable): { text: string; period: Period } | null {
  const days = context.periodLines.flatMap(({ text }) => [
    ...normalisePeriodText(text).matchAll(/(?<!\d)((?:19|20)\d{2})[-/.年](0?[1-9]|1[0-2])[-/.月]\d{1,2}(?!\d)日?/g),
  ]);
  const last = days.at(-1);
  return last === undefined ? null : { text: last[0], period: makePeriod(Number(last[1]), Number(last[2])) };
}

function periodQuestion(table: RecognisedTable, hint: Period | null): string {
  if (hint !== null) {
    const stated = table.halfPeriod?.text ?? dayOfLine(table)?.text ?? `${table.year ?? ''}年`;
    return `文件只写了“${stated}”，与选定的${month(hint)}不符。是哪一期的数据？（请填年月，如 ${example(table, hint)}）`;
  }
  if (table.halfPeriod?.month != null)
    return `文件只写了“${table.halfPeriod.text}”，没有写明是哪一年。是哪一期的数据？（请填年月，如 ${example(table, hint)}）`;
  return `文件的标题、表头、工作表名和文件名都没有写明月份。是哪一期的数据？（请填年月，如 ${example(table, hint)}）`;
}

/** A year and month near the file's own, so that the example is no puzzle of its own. */
function example(table: RecognisedTable, hint: Period | null): Period {
  const year = table.year ?? (hint === null ? new Date().getFullYear() : Number(hint.slice(0, 4)));
  return makePeriod(year, table.halfPeriod?.month ?? (hint === null ? 3 : Number(hint.slice(5))));
}

function yearOptions(env: MapEnv): { value: string; label: string }[] {
  const year = env.periodHint ? Number(env.periodHint.slice(0, 4)) : new Date().getFullYear();
  return [year + 1, year, year - 1, year - 2].map((value) => ({ value: String(value), label: `${value}年` }));
}
