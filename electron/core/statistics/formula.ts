// How a computed number is explained: its formula in Chinese and the inputs that went into it.

import type { Fact, PeriodFacts, RatioPart } from './facts.js';
import { yearOf, type Basis, type Period } from '../../../shared/model/period.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import type { Figure } from '../../../shared/statistics/figure.js';
import type { Duty } from '../../../shared/tasks/duty.js';

/** The concept of rules.md 5 in machine-readable lists, whatever the office prints. */
export const TOTAL_UNIT = '合计';

export interface FormulaInput {
  unitId: number | null;
  unit: string;
  code: string;
  indicator: string;
  period: Period;
  basis: Basis;
  figure: Figure | null;
  /** What the tasks ask of the unit; null where none falls due in that period, of base data and of a total. */
  duty: Duty | null;
  /** Plain decimal. */
  value: string | null;
}

/** Plain decimal of a figure, null where it has no number or must not show it. */
export function plainDecimal(figure: Figure | null): string | null {
  if (figure === null || figure.value === null || figure.state === 'masked') return null;
  return shortestDecimal(figure.value, figure.scale);
}

/** 有效发明专利拥有量 ÷ 常住人口（2021年末） */
export function formulaOf(fact: Fact): string {
  if (fact.ratio) {
    const { numerator, denominator } = fact.ratio;
    const yearEnd = denominator.period === fact.period ? '' : `（${yearOf(denominator.period)}年末）`;
    const factor = fact.indicator.factor === 1 ? '' : ` × ${fact.indicator.factor}`;
    const sum = fact.unitId === null ? 'Σ ' : '';
    return `${sum}${numerator.indicator.name} ÷ ${sum}${denominator.indicator.name}${yearEnd}${factor}`;
  }
  return fact.unitId === null ? `各填报单位${fact.indicator.name}之和` : '';
}

/** Parts of a ratio, or the units of a total. Empty for a stored number. */
export function inputsOf(facts: PeriodFacts, fact: Fact): FormulaInput[] {
  if (fact.ratio) {
    const unit =
      fact.unitId === null ? TOTAL_UNIT : (facts.units.find((candidate) => candidate.id === fact.unitId)?.name ?? '');
    const part = ({ indicator, period, basis, figure }: RatioPart): FormulaInput => ({
      unitId: fact.unitId,
      unit,
      code: indicator.code,
      indicator: indicator.name,
      period,
      basis,
      figure,
      duty:
        fact.unitId === null || indicator.category === 'base' || period !== facts.period
          ? null
          : (facts.byCode.get(indicator.code)?.units.get(fact.unitId)?.duty ?? null),
      value: plainDecimal(figure),
    });
    return [part(fact.ratio.numerator), part(fact.ratio.denominator)];
  }
  if (fact.unitId !== null) return [];
  const ofUnits = facts.byCode.get(fact.indicator.code)?.units;
  return facts.units
    .filter((unit) => facts.counting.has(unit.id))
    .map((unit) => {
      const { figure = null, duty = null } = ofUnits?.get(unit.id) ?? {};
      return {
        unitId: unit.id,
        unit: unit.name,
        code: fact.indicator.code,
        indicator: fact.indicator.name,
        period: fact.period,
        basis: fact.basis,
        figure,
        duty,
        value: plainDecimal(figure),
      };
    });
}
