// The worked month of the tests: tests/fixtures/zaozhuang-2022-07/expected.json, read without floats.

import { readFileSync } from 'node:fs';

import { scaleOf } from '../../../shared/indicators/measures.js';
import { parseScaled } from '../../../shared/model/scaled-number.js';
import { known, type Figure } from '../../../shared/statistics/figure.js';
import { shippedIndicator } from '../../helpers/shipped-indicator.js';

interface IndicatorSample {
  code: string;
  unit: string;
  kind: 'flow' | 'stock';
  by_unit: Record<string, number>;
  total: number;
  last_year_by_unit: Record<string, number> | null;
  last_year_total: number | null;
  yoy_percent: number | null;
  rank_by_unit: Record<string, number>;
  target_by_unit?: Record<string, number>;
  target_total?: number;
}

export interface Sample {
  units: string[];
  population_10k: Record<string, number>;
  indicators: Record<string, IndicatorSample>;
  ratios: Record<string, { code: string; total: number; last_year_total?: number; by_unit: Record<string, number> }>;
  insights: Record<string, unknown>;
}

export const sample = JSON.parse(
  readFileSync(new URL('../../fixtures/zaozhuang-2022-07/expected.json', import.meta.url), 'utf8'),
) as Sample;

/** A plain decimal of the sample as a figure in `measure`. */
export function figureOf(value: number, measure: string): Figure {
  const scale = scaleOf(measure);
  return known(parseScaled(String(value), scale)!, scale);
}

/** Figures of one indicator by unit. */
export function figures(code: string, year: 'this' | 'last' = 'this'): Map<string, Figure> {
  const { measure } = shippedIndicator(code)!;
  const indicator = Object.values(sample.indicators).find((candidate) => candidate.code === code)!;
  const values = year === 'this' ? indicator.by_unit : indicator.last_year_by_unit!;
  return new Map(sample.units.map((unit) => [unit, figureOf(values[unit]!, measure)]));
}

export const population = new Map(sample.units.map((unit) => [unit, figureOf(sample.population_10k[unit]!, '万人')]));
