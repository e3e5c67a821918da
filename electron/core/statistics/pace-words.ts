// 时间进度 as notes say it: that of the office, and beside it the planned completion of indicators that have a pace of their own.

import type { Settings } from '../../../shared/contract/program-records.js';
import { compareFractions, formatFraction } from '../../../shared/model/scaled-number.js';
import type { Fact, PeriodFacts } from './facts.js';

/** 时间进度为58.3%，其中招投标按单独设定的进度20.0%计算; `judged`: facts that are measured against it. */
export function paceWords(
  { time }: Pick<PeriodFacts, 'time'>,
  judged: readonly Fact[],
  rounding: Settings['rounding'],
): string {
  const own = judged.filter(({ pace }) => compareFractions(pace, time) !== 0);
  const parts = own.length < judged.length ? [`时间进度为${formatFraction(time, 1, rounding)}%`] : [];
  const byPace = Map.groupBy(own, ({ pace }) => formatFraction(pace, 1, rounding));
  for (const [pace, facts] of byPace) {
    const names = facts.map(({ indicator }) => indicator.shortName || indicator.name);
    parts.push(`${parts.length === 0 ? '' : '其中'}${names.join('、')}按单独设定的进度${pace}%计算`);
  }
  return parts.join('，');
}
