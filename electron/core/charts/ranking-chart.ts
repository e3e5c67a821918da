// 排名与目标: units in order of rank, the target and what the time elapsed asks for as marks.

import type { ChartBody, ChartInput } from './chart-body.js';
import { chartUnits } from './chart-facts.js';
import { paceName, pacePoint } from './pace-point.js';
import type { Chart } from '../../../shared/charts/chart.js';
import { compareFractions } from '../../../shared/model/scaled-number.js';

export function rankingChart({ facts, of, reader }: ChartInput): ChartBody {
  const { indicator } = of;
  const rows = chartUnits(facts).map((unit) => ({ unit, fact: of.units.get(unit.id)! }));
  const ranked = rows
    .filter(({ fact }) => fact.exact !== null)
    .toSorted((a, b) =>
      indicator.direction === 'down'
        ? compareFractions(a.fact.exact!, b.fact.exact!)
        : compareFractions(b.fact.exact!, a.fact.exact!),
    );
  const missing = rows.filter(({ fact }) => fact.exact === null).map(({ unit }) => unit.name);
  const series: Chart['series'] = [
    { name: indicator.name, role: 'main', points: ranked.map(({ fact }) => reader.point(fact, 'current')) },
  ];
  if (ranked.some(({ fact }) => fact.target !== null)) {
    series.push({ name: '年度目标', role: 'target', points: ranked.map(({ fact }) => reader.point(fact, 'target')) });
    const pace = ranked.map(({ fact }) =>
      pacePoint(fact, { decimals: indicator.precision, rounding: reader.rounding }),
    );
    if (pace.some((point) => point.value !== null)) series.push({ name: paceName(of), role: 'pace', points: pace });
  }
  return {
    subject: `各填报单位${indicator.name}排名`,
    measure: indicator.measure,
    basis: of.basis,
    decimals: indicator.precision,
    corner: '填报单位',
    categories: ranked.map(({ unit, fact }) => (fact.rank === null ? unit.name : `${fact.rank} ${unit.name}`)),
    series,
    reason: ranked.length === 0 ? `本期没有填报单位报送${indicator.name}。` : '',
    notes: missing.length === 0 || ranked.length === 0 ? [] : [`没有数值：${missing.join('、')}。`],
  };
}
