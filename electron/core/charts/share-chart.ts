// 占比: parts of the total. Only of what adds up, and only where no part is negative: a slice below zero would be a lie.

import type { ChartBody, ChartInput } from './chart-body.js';
import { chartUnits } from './chart-facts.js';
import { sign } from '../../../shared/statistics/fraction.js';

export function shareChart({ facts, of, reader }: ChartInput): ChartBody {
  const { indicator } = of;
  const rows = chartUnits(facts)
    .map((unit) => ({ unit, fact: of.units.get(unit.id)! }))
    .filter(({ unit }) => facts.counting.has(unit.id));
  const held = rows.filter(({ fact }) => fact.exact !== null);
  const missing = rows.filter(({ fact }) => fact.exact === null).map(({ unit }) => unit.name);
  const isNegative = held.some(({ fact }) => sign(fact.exact!) < 0);
  const isWhole = of.total.exact !== null && sign(of.total.exact) > 0;
  const reason =
    indicator.total !== 'sum'
      ? `${indicator.name}不能相加，没有占比。可改看“排名与目标”。`
      : isNegative
        ? `${indicator.name}有负数，不能作占比图。可改看“排名与目标”。`
        : isWhole
          ? ''
          : `${indicator.name}的合计为0或还没有合计，没有占比。`;
  return {
    subject: `各填报单位${indicator.name}占比`,
    measure: indicator.measure,
    basis: of.basis,
    decimals: indicator.precision,
    corner: '填报单位',
    categories: reason === '' ? held.map(({ unit }) => unit.name) : [],
    series:
      reason === ''
        ? [
            { name: indicator.name, role: 'main', points: held.map(({ fact }) => reader.point(fact, 'current')) },
            { name: '占比(%)', role: 'earlier', points: held.map(({ fact }) => reader.point(fact, 'share')) },
          ]
        : [],
    reason,
    notes: missing.length === 0 ? [] : [`没有数值，未计入：${missing.join('、')}。`],
  };
}
