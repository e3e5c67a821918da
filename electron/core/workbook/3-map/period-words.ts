// How a period is said to the officer, and what stands where one was found.

import { periodTitle, type Period } from '../../../../shared/model/period.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { ResolvedPeriod } from '../2-recognise/table-period.js';

/** 2022年7月. */
export function monthInWords(period: Period): string {
  return periodTitle(period, 'month');
}

/** As the file says it: 2026年1—6月 where it does so; 2026年6月 would read as that month alone. */
export function statedInWords({ shape, isCumulative }: ResolvedPeriod): (period: Period) => string {
  const basis = shape === 'range' || isCumulative ? 'ytd' : shape === 'asof' ? 'asof' : 'month';
  return (period) => periodTitle(period, basis);
}

/** What stands where the period was found. */
export function textsAt({ context, sheetName, unit }: RecognisedTable, where: string): string[] {
  if (where === '标题') return context.titles.map(({ text }) => text);
  if (where === '统计期间') return context.periodLines.map(({ text }) => text);
  return where === '工作表名' ? [sheetName ?? ''] : unit.flatMap((one) => (one.where === where ? [one.text] : []));
}
