// 每万人口: which year-end population a value is divided by, and the note that says so (rules.md 6; indicators.md B.5).
// The division itself is a ratio like any other: ratio.ts.

import { makePeriod, yearOf, type Period } from '../model/period.js';
import { formatFigure } from './format.js';
import type { Figure } from './figure.js';

/** `fixed`: the reporting year's denominator for both years of a comparison (default); `own`: each year its own. */
export type DenominatorRule = 'fixed' | 'own';

/**
 * Year-end whose population divides a value of `valuePeriod` in a table reporting on `reportPeriod`: December of the year
 * before. Where nothing is stored for it the ratio stays empty; no other year is put in its place.
 */
export function populationPeriod(valuePeriod: Period, reportPeriod: Period, rule: DenominatorRule): Period {
  return makePeriod(yearOf(rule === 'fixed' ? reportPeriod : valuePeriod) - 1, 12);
}

/** What is said of 每万人口 where several years stand beside each other; `population`: of whom the numbers are, null where unknown. */
export function severalYearsNote(period: Period, population: Figure | null, rule: DenominatorRule): string {
  if (rule === 'own') return '每万人口指标各年按该年上年末常住人口计算';
  if (population === null) return `每万人口指标各年均按${yearOf(period)}年末常住人口计算`;
  return `每万人口指标各年均${populationNote(period, population)}`;
}

/** `按2021年末常住人口385.56万人计算` */
export function populationNote(period: Period, population: Figure): string {
  const amount = formatFigure(population, { measure: '万人', decimals: 2, rounding: 'half-up' });
  return `按${yearOf(period)}年末常住人口${amount}万人计算`;
}
