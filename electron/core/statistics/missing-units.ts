// Why a unit has no number of an indicator, in the words of a note: 未报, 免报, 不要求, 已脱敏 — and of a ratio what it lacks, because
// 不适用 says nothing about a population that the bureau has not entered.

import type { Fact, IndicatorFacts, PeriodFacts } from './facts.js';
import { STATE_LABEL, type ValueState } from '../../../shared/model/observation.js';
import { yearOf } from '../../../shared/model/period.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { dutySign } from './fact-text.js';

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

/** Units of `ids` in registered order, by why they have no number. */
export function missingUnits(
  facts: PeriodFacts,
  of: IndicatorFacts,
  ids: readonly number[],
): { state: ValueState; label: string; names: string[] }[] {
  const byLabel = new Map<string, { state: ValueState; names: string[] }>();
  for (const unit of facts.units) {
    if (!ids.includes(unit.id)) continue;
    const fact = of.units.get(unit.id);
    const state = fact?.figure.state ?? 'not_submitted';
    const lacking = fact ? lackingPart(fact) : '';
    const label = lacking !== '' ? lacking : (dutySign(fact ?? null, state) ?? STATE_LABEL[state]);
    const group = byLabel.get(label);
    if (group) group.names.push(unit.name);
    else byLabel.set(label, { state, names: [unit.name] });
  }
  return [...byLabel].map(([label, group]) => ({ label, ...group }));
}
