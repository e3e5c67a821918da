// 每万人 of any flow or stock: by the population of the year end before, as 每万人口 indicators are (sides.ts). The population is
// that of the units of the period, those that did not stand yet at that year end included: a new district has one all the same.

import type { Fact } from './facts.js';
import type { FactsReader, Whose } from './facts-reader.js';
import { headEntries } from './people.js';
import type { Period } from '../../../shared/model/period.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import { usableValue, type Figure } from '../../../shared/statistics/figure.js';
import { populationPeriod } from '../../../shared/statistics/per-capita.js';
import { totalRatio, unitRatio } from '../../../shared/statistics/ratio.js';

export const POPULATION_CODE = 'P01';

export interface PerCapita {
  /** Null where it cannot be computed. */
  value: Fraction | null;
  /** What divides; null where none is stored. */
  population: Figure | null;
  /** The year end that it is of. */
  period: Period;
  /** Units of a total that have a value and no population: left out of both sides. */
  lacking: number[];
}

export interface PerCapitaQuestion {
  whose: Whose;
  fact: Fact;
  /** The period that the table reports on: with a fixed denominator it decides the population of earlier years too. */
  reportPeriod: Period;
}

/** Year end whose population divides the values of `period` in a table of `reportPeriod`, by the setting of the office. */
export function populationYearEnd({ ctx }: FactsReader, period: Period, reportPeriod: Period): Period {
  return populationPeriod(period, reportPeriod, ctx.settings.denominator === 'fixed' ? 'fixed' : 'own');
}

/** Σ/Σ over the units that have both; null for ratios, which are no number of things, and for 市直及未划分. */
export function perCapita(reader: FactsReader, { whose, fact, reportPeriod }: PerCapitaQuestion): PerCapita | null {
  if (fact.indicator.kind === 'ratio' || whose.isResidual) return null;
  const facts = reader.factsFor(whose, fact.period);
  const people = facts.byCode.get(POPULATION_CODE)?.indicator;
  if (!people) return null;
  const period = populationYearEnd(reader, fact.period, reportPeriod);
  const populationOf = (unitId: number): Figure | null => reader.values.figure(period, people, 'asof', unitId);
  if (whose.unitId !== null) {
    const population = populationOf(whose.unitId);
    return { value: unitRatio(fact.figure, population, 1), population, period, lacking: [] };
  }
  if (!fact.isPrinted) return null;
  const units = facts.byCode.get(fact.indicator.code)!.units;
  const isFixed = reader.ctx.settings.denominator === 'fixed';
  const entries = headEntries({
    counting: facts.counting,
    valid: new Set(facts.units.map((unit) => unit.id)),
    atYearEnd: reader.factsFor(whose, period).counting,
    reported: reader.factsFor(whose, isFixed ? reportPeriod : fact.period).counting,
    numeratorOf: (id) => units.get(id)?.figure ?? null,
    populationOf,
  });
  const whole = totalRatio(entries, 1);
  const lacking = entries.flatMap(({ id, numerator, denominator }) =>
    usableValue(numerator) !== null && usableValue(denominator) === null ? [id] : [],
  );
  // What was issued for the whole area stands for the sum; a whole over the sum of some units would be no ratio (sides.ts).
  const top = fact.from === 'issued' ? fact.figure : null;
  const bottom = whose.unitIds === null ? reader.values.whole(period, people, 'asof') : null;
  if (top === null && bottom === null) return { value: whole.ratio, population: whole.denominator, period, lacking };
  const isOpen = (top === null || bottom === null) && whole.missing.length > 0;
  const population = bottom ?? whole.denominator;
  return { value: isOpen ? null : unitRatio(top ?? whole.numerator, population, 1), population, period, lacking: [] };
}
