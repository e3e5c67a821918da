// Why an indicator shows no city total although units have numbers of it (rules.md 5): said on the empty cell and in the list.

import { usableValue } from '../../../shared/statistics/figure.js';
import type { IndicatorFacts, PeriodFacts } from './facts.js';

/** A sentence in Chinese; blank where there is a total, or nothing that it could be of. */
export function noTotalReason(facts: PeriodFacts, { indicator, units, total }: IndicatorFacts): string {
  if (total.isPrinted) return '';
  const holders = facts.units.filter((unit) => usableValue(units.get(unit.id)?.figure ?? null) !== null);
  if (holders.length === 0) return '';
  if (indicator.total === 'none') return '这项指标不计算合计';
  const counting = holders.filter((unit) => facts.counting.has(unit.id));
  if (counting.length === 0) return `只有不计入合计的${holders.map((unit) => unit.name).join('、')}有数，没有合计`;
  return `只有${counting.map((unit) => unit.name).join('、')}有这项数，报送任务也没有要求各单位报，不算作${facts.totalLabel}合计`;
}
