// 占比: parts of the total. Only of what adds up, and only where no part is negative: a slice below zero would be a lie.

import type { ChartBody, ChartInput } from './chart-body.js';
import { chartUnits } from './chart-facts.js';
import type { ChartPoint } from '../../../shared/charts/chart.js';
import type { Fraction, Rounding } from '../../../shared/model/scaled-number.js';
import { formatResult } from '../../../shared/statistics/format.js';
import { divide, sign, subtract, times } from '../../../shared/statistics/fraction.js';
import type { Fact, IndicatorFacts } from '../statistics/facts.js';
import { RESIDUAL_LABEL } from '../statistics/residual.js';

const SHARE_DECIMALS = 1;

/** What the whole has beside the units that are drawn, where some of them gave nothing. */
const REST_LABEL = '其余（含没有数值的单位）';

/** The whole less the units that are drawn; 0 where it is their sum. */
function restOf({ total }: IndicatorFacts, held: readonly Fact[]): Fraction {
  return held.reduce((rest, fact) => subtract(rest, fact.exact!), total.exact!);
}

function restSlice({ of, rest, rounding }: { of: IndicatorFacts; rest: Fraction; rounding: Rounding }): {
  value: ChartPoint;
  share: ChartPoint;
} {
  const point = (value: Fraction | null, decimals: number): ChartPoint => {
    const text = formatResult(value, { decimals, rounding });
    return { value: value === null ? null : text, text, ref: null };
  };
  const part = divide(rest, of.total.exact!);
  return { value: point(rest, of.indicator.precision), share: point(part && times(part, 100n), SHARE_DECIMALS) };
}

export function shareChart({ facts, of, reader }: ChartInput): ChartBody {
  const { indicator } = of;
  const rows = chartUnits(facts)
    .map((unit) => ({ unit, fact: of.units.get(unit.id)! }))
    .filter(({ unit }) => facts.counting.has(unit.id));
  const uncounted = chartUnits(facts).flatMap(({ id, name }) => (facts.counting.has(id) ? [] : [name]));
  const held = rows.filter(({ fact }) => fact.exact !== null);
  const missing = rows.filter(({ fact }) => fact.exact === null).map(({ unit }) => unit.name);
  const isNegative = held.some(({ fact }) => sign(fact.exact!) < 0);
  const isWhole = of.total.exact !== null && sign(of.total.exact) > 0;
  const rest = isWhole
    ? restOf(
        of,
        held.map(({ fact }) => fact),
      )
    : null;
  const reason =
    indicator.total !== 'sum'
      ? `${indicator.name}不能相加，没有占比。可改看“排名与目标”。`
      : isNegative
        ? `${indicator.name}有负数，不能作占比图。可改看“排名与目标”。`
        : rest !== null && sign(rest) < 0
          ? `各填报单位${indicator.name}之和大于上级下发的${facts.totalLabel}数，没有占比，请核对。`
          : isWhole
            ? ''
            : `${indicator.name}的合计为0或还没有合计，没有占比。`;
  // The whole was issued: slices of the units alone would make a full circle of a part of it.
  const slice =
    reason === '' && rest !== null && sign(rest) > 0 ? restSlice({ of, rest, rounding: reader.rounding }) : null;
  return {
    subject: `各填报单位${indicator.name}占比`,
    measure: indicator.measure,
    basis: of.basis,
    decimals: indicator.precision,
    corner: '填报单位',
    categories:
      reason === ''
        ? [...held.map(({ unit }) => unit.name), ...(slice ? [missing.length === 0 ? RESIDUAL_LABEL : REST_LABEL] : [])]
        : [],
    series:
      reason === ''
        ? [
            {
              name: indicator.name,
              role: 'main',
              points: [...held.map(({ fact }) => reader.point(fact, 'current')), ...(slice ? [slice.value] : [])],
            },
            {
              name: '占比(%)',
              role: 'earlier',
              points: [...held.map(({ fact }) => reader.point(fact, 'share')), ...(slice ? [slice.share] : [])],
            },
          ]
        : [],
    reason,
    notes: [
      ...(missing.length === 0 ? [] : [`没有数值，未计入：${missing.join('、')}。`]),
      ...(uncounted.length === 0 || reason !== '' ? [] : [`不计入合计，未列：${uncounted.join('、')}。`]),
    ],
  };
}
