// The period that a table reports on, from all that states one around it, in order of weight. Not here: reading a period out of a text
// (period-text.ts), what is asked where none is stated (3-map/decide-period.ts).

import { makePeriod, type Period } from '../../../../shared/model/period.js';
import type { Located, TableContext } from './context.js';
import { findPeriods, type PeriodMention } from './period-text.js';

export interface PeriodEvidence {
  where: string; // 标题, 工作表名, 文件名, 表头
  mention: PeriodMention;
}

export interface ResolvedPeriod {
  period: Period;
  /** range 累计, quarter, asof; single: one month named without 累计. */
  shape: PeriodMention['shape'];
  isCumulative: boolean;
  /** Its first and last days are named: nothing before that month. */
  isWholeMonth: boolean;
  where: string;
  /** As it is written there, in one spelling. */
  text: string;
  /** Other places that say something else. */
  contradictions: PeriodEvidence[];
}

/**
 * The table's period from title, head, sheet name, file name, in this order. Year and month may come from different places
 * (1-7月 in the head, 2022 in the file name). Null where no month is stated anywhere; `problem` where what is stated cannot be used.
 */
export function resolvePeriod(evidence: PeriodEvidence[]): {
  resolved: ResolvedPeriod | null;
  year: number | null;
  /** A month without a year; null where the period is whole or no month is stated. */
  half: PeriodMention | null;
  problem: string | null;
} {
  const usable = evidence.filter((item) => item.mention.problem === undefined);
  const withMonth = usable.find((item) => item.mention.month !== null);
  // 2024年以来 where 2024年1—7月 is written, too: that year alone.
  const problem = evidence.find(
    ({ mention }) =>
      mention.problem !== undefined && !(mention.since === true && mention.year === withMonth?.mention.year),
  );
  const year =
    (withMonth?.mention.year ?? null) !== null
      ? withMonth!.mention.year
      : (usable.find((item) => item.mention.year !== null)?.mention.year ?? null);
  if (problem && (!withMonth || evidence.indexOf(problem) < evidence.indexOf(withMonth)))
    return {
      resolved: null,
      year,
      half: null,
      problem: `${problem.where}写的是“${problem.mention.text}”：${problem.mention.problem}`,
    };
  if (!withMonth || year === null) return { resolved: null, year, half: withMonth?.mention ?? null, problem: null };
  const month = withMonth.mention.month!;
  const contradictions = usable.filter(
    (item) =>
      (item.mention.month !== null && item.mention.month !== month) ||
      (item.mention.year !== null && item.mention.year !== year),
  );
  return {
    resolved: {
      period: makePeriod(year, month),
      shape: withMonth.mention.shape,
      isCumulative:
        withMonth.mention.isCumulative ||
        usable.some((item) => item.mention.shape === 'range' && item.mention.month === month),
      isWholeMonth: withMonth.mention.isWholeMonth === true,
      where: withMonth.where,
      text: withMonth.mention.text,
      contradictions,
    },
    year,
    half: null,
    problem: null,
  };
}

/** Period mentions of the table's surroundings in order of weight; heads that name earlier periods than the table's come last. */
export function periodEvidence(
  context: TableContext,
  heads: string[],
  inherited: Located[],
  sheetName: string | null,
  { fileName, cover }: { fileName: string; cover: { periods: readonly Located[] } | null },
  areHeadsOfBefore = false,
): PeriodEvidence[] {
  const from = (where: string, text: string): PeriodEvidence[] =>
    findPeriods(text).map((mention) => ({ where, mention }));
  const ofHeads = heads.flatMap((head) => from('表头', head));
  const own = [
    ...context.periodLines.flatMap((line) => from('统计期间', line.text)),
    ...context.titles.flatMap((title) => from('标题', title.text)),
    ...(areHeadsOfBefore ? [] : ofHeads),
  ];
  const isWhole = own.some((item) => item.mention.month !== null) && own.some((item) => item.mention.year !== null);
  return [
    ...own,
    // The title over the first table of a sheet speaks for the tables below it that have none.
    ...(isWhole ? [] : inherited.flatMap((title) => from('上方标题', title.text))),
    ...from('工作表名', (sheetName ?? '').replace(/^\s*(20\d{2})\s*$/u, '$1年')),
    ...(isWhole ? [] : (cover?.periods ?? []).flatMap((line) => from('封面', line.text))),
    ...from('文件名', fileName),
    ...(areHeadsOfBefore ? ofHeads : []),
  ];
}
