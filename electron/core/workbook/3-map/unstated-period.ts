// A file that states no period, or half of one: what the officer chose holds, where nothing in the file contradicts it; else it is asked.

import { makePeriod, type Period } from '../../../../shared/model/period.js';
import { normalisePeriodText } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { monthInWords } from './period-words.js';

/** What the file does say, a year or a month alone, and the chosen period cannot both be right. */
export function contradictsHalf(table: RecognisedTable, hint: Period): boolean {
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

export function periodQuestion(table: RecognisedTable, hint: Period | null): string {
  if (hint !== null) {
    const stated = table.halfPeriod?.text ?? dayOfLine(table)?.text ?? `${table.year ?? ''}年`;
    return `文件只写了“${stated}”，与选定的${monthInWords(hint)}不符。是哪一期的数据？（请填年月，如 ${example(table, hint)}）`;
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
