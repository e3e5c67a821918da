// What a target asks for by now: its share of the pace; of 净增 last year's end and the share of the increase.

import { NOTHING } from './chart-facts.js';
import type { Fact, IndicatorFacts } from '../statistics/facts.js';
import type { ChartPoint } from '../../../shared/charts/chart.js';
import { formatFraction, type Rounding } from '../../../shared/model/scaled-number.js';
import { add, subtract } from '../../../shared/statistics/fraction.js';

/** Only of targets that are measured against time. */
export function pacePoint(
  { target, progress, pace, mode, lastYearEnd }: Fact,
  format: { decimals: number; rounding: Rounding },
): ChartPoint {
  if (target === null || progress.gap === null) return NOTHING;
  const base = mode === 'net_increase' ? (lastYearEnd ?? { n: 0n, d: 1n }) : { n: 0n, d: 1n };
  const asked = subtract(target, base);
  const exact = add(base, { n: asked.n * pace.n, d: asked.d * pace.d * 100n });
  const text = formatFraction(exact, format.decimals, format.rounding);
  return { value: text, text, ref: null };
}

/** A stock is at what the pace asks for, a flow has done it. */
export function paceName({ basis }: Pick<IndicatorFacts, 'basis'>): string {
  return basis === 'asof' ? '按时间进度应达到' : '按时间进度应完成';
}
