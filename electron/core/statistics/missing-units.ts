// Why a unit has no number of an indicator, in the words of a note: 未报, 免报, 不要求, 已脱敏 — and of a ratio what it lacks, because
// 不适用 says nothing about a population that the bureau has not entered.

import type { Fact, IndicatorFacts, PeriodFacts } from './facts.js';
import { STATE_LABEL, type ValueState } from '../../../shared/model/observation.js';
import { yearOf } from '../../../shared/model/period.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { dutySign } from '../../../shared/tasks/duty.js';

/** 没有2021年末常住人口, 有效专利量为0; '' where nothing of it is lacking, or a part is simply 未报. */
export function lackingPart(fact: Pick<Fact, 'ratio' | 'figure' | 'period'>): string {
  const { ratio, figure } = fact;
  if (!ratio || usableValue(figure) !== null || usableValue(ratio.numerator.figure) === null) return '';
  const { indicator, period, figure: below } = ratio.denominator;
  if (usableValue(below) === 0n) return `${indicator.name}为0`;
  if (usableValue(below) !== null) return '';
  if (indicator.category === 'base')
    return `没有${period === fact.period ? '' : `${yearOf(period)}年末`}${indicator.name}`;
  return `${indicator.name}${STATE_LABEL[below?.state ?? 'not_submitted']}`;
}

/** True where tasks fall due and none asks anyone for the indicator. */
export function isUnasked({ units }: IndicatorFacts): boolean {
  return units.size > 0 && [...units.values()].every(({ duty }) => duty === 'unasked');
}

/** Why the indicator has no number of a unit: 未报, 不要求, 没有2021年末常住人口. */
export function whyMissing(of: IndicatorFacts, unitId: number): { state: ValueState; label: string } {
  const fact = of.units.get(unitId);
  const state = fact?.figure.state ?? 'not_submitted';
  const lacking = fact ? lackingPart(fact) : '';
  return { state, label: lacking !== '' ? lacking : (dutySign(fact?.duty, state) ?? STATE_LABEL[state]) };
}

/** Units of `ids` in registered order, by why they have no number. */
export function missingUnits(
  facts: PeriodFacts,
  of: IndicatorFacts,
  ids: readonly number[],
): { state: ValueState; label: string; names: string[] }[] {
  const byLabel = new Map<string, { state: ValueState; names: string[] }>();
  for (const unit of facts.units) {
    if (!ids.includes(unit.id)) continue;
    const { state, label } = whyMissing(of, unit.id);
    const group = byLabel.get(label);
    if (group) group.names.push(unit.name);
    else byLabel.set(label, { state, names: [unit.name] });
  }
  return [...byLabel].map(([label, group]) => ({ label, ...group }));
}
