// What a kind of chart gets and what it contributes; the frame around it is build-chart.ts.

import type { IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import type { ChartFacts } from './chart-facts.js';
import type { Chart, ChartQuery } from '../../../shared/charts/chart.js';
import { periodTitle, type Basis, type Period } from '../../../shared/model/period.js';

/** What a kind contributes; the frame around it is built here. */
export interface ChartBody {
  /** Behind the name of the scope: 发明专利授权量各填报单位排名 */
  subject: string;
  measure: string;
  basis: Basis;
  /** Where the picture spans more than the period of the page. */
  span?: string;
  decimals: number;
  /** Of a scatter. */
  axes?: ChartQuery['axes'];
  corner: string;
  categories: string[];
  series: Chart['series'];
  reason: string;
  notes: string[];
}

export interface ChartInput {
  facts: PeriodFacts;
  of: IndicatorFacts;
  reader: ChartFacts;
  query: ChartQuery;
}

/** Name of whose chart it is: a unit, or the total as the office calls it. */
export function scopeName(facts: PeriodFacts, unitId: number | null, period: Period): string {
  if (unitId === null) return facts.totalLabel;
  return facts.units.find((unit) => unit.id === unitId)?.name ?? `（${periodTitle(period, 'asof')}已无此单位）`;
}
