// targets.split: proposes the parts of a whole, balanced exactly. Nothing is stored; adopting it is targets.save.

import type { Ctx } from '../context.js';
import { factsOf } from '../statistics/service.js';
import { targetsOfYear } from '../store/target-store.js';
import { indicatorByCode } from './save.js';
import { readTargetValue, storedFraction, storedPlain, valueText } from './target-text.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { makePeriod, periodTitle } from '../../../shared/model/period.js';
import {
  formatFraction,
  parseScaled,
  pow10,
  rescale,
  shortestDecimal,
  type Fraction,
} from '../../../shared/model/scaled-number.js';
import { splitTarget, type SplitPart, type SplitProblem } from '../../../shared/statistics/split-target.js';
import { plainPercentText } from '../../../shared/model/number-text.js';

/** Weights are compared as integers at this scale: six decimals hold 分 in 万元 and every ratio of the catalogue. */
const WEIGHT_SCALE = 6;

const PROBLEM: Record<SplitProblem, (rest: string) => string> = {
  'too-much': (rest) => `已固定的部分超过总数${rest}`,
  'no-weight': () => '没有可作比例的数（全是0或没有数据），请改用其他方法或填写比例',
  step: (rest) => `余下的${rest}不是最小分配单位的整数倍，请调整总数、固定值或最小分配单位`,
};

export function splitOf(ctx: Ctx, params: ParsedParams<'targets.split'>): Result<'targets.split'> {
  const indicator = indicatorByCode(ctx, params.code);
  const { rounding } = ctx.settings;
  if (indicator.kind === 'ratio')
    throw new AppError('input.invalid', { what: `“${indicator.name}”是比率指标，不能分解，请直接下达相同的要求` });
  const scale = scaleOf(indicator.measure);
  const whole = BigInt(readTargetValue(params.whole, indicator, '总数'));
  // Money is handed out in whole measures (1 万元) unless the officer says otherwise; counts in ones.
  const step =
    params.step.trim() === '' ? pow10(scale) : BigInt(readTargetValue(params.step, indicator, '最小分配单位'));
  if (step <= 0n) throw new AppError('input.invalid', { what: '最小分配单位应大于0' });

  const end = factsOf(ctx, makePeriod(params.year, 12));
  const units = end.units.filter((unit) => end.counting.has(unit.id));
  const lastTargets = new Map(
    targetsOfYear(ctx.store, params.year - 1)
      .filter((row) => row.indicatorId === indicator.id)
      .map((row) => [row.unitId, row.value]),
  );
  const targets = new Map(
    targetsOfYear(ctx.store, params.year)
      .filter((row) => row.indicatorId === indicator.id)
      .map((row) => [row.unitId, row.value]),
  );
  const last = lastValues(ctx, params.year - 1, params.code);
  const weightOf = (unitId: number): Fraction | null => {
    if (params.by === 'equal') return { n: 1n, d: 1n };
    if (params.by === 'last-target') return storedFraction(lastTargets.get(unitId) ?? null, indicator);
    if (params.by === 'last-year') return last.values.get(unitId) ?? null;
    const text = params.shares[String(unitId)]?.trim() ?? '';
    if (text === '') return null;
    const value = parseScaled(plainPercentText(text), WEIGHT_SCALE);
    if (value === null || value < 0n)
      throw new AppError('input.invalid', { what: `比例填的是“${text}”，应填不小于0、最多${WEIGHT_SCALE}位小数的数` });
    return { n: value, d: pow10(WEIGHT_SCALE) };
  };
  const rows = units.map((unit) => {
    const weight = weightOf(unit.id);
    const typed = params.fixed[String(unit.id)]?.trim() ?? '';
    const part: SplitPart = {
      weight: weight === null ? null : atWeightScale(weight),
      fixed: typed === '' ? null : BigInt(readTargetValue(typed, indicator, unit.name)),
    };
    return { unit, weight, part };
  });
  const result = splitTarget(
    whole,
    rows.map((row) => row.part),
    step,
  );
  const open = rows.filter((row) => row.part.fixed === null && row.part.weight !== null);
  const weights = open.reduce((sum, row) => sum + row.part.weight!, 0n);
  const rest = whole - rows.reduce((sum, row) => sum + (row.part.fixed ?? 0n), 0n);
  const sum = result.ok ? result.sum : whole - rest;
  return {
    measure: indicator.measure,
    step: shortestDecimal(step, scale),
    whole: shortestDecimal(whole, scale),
    from: params.by === 'last-year' ? last.from : params.by === 'last-target' ? `${params.year - 1}年` : '',
    rows: rows.map(({ unit, weight, part }, index) => {
      const isOpen = part.fixed === null && part.weight !== null && weights > 0n;
      const value = result.ok ? result.values[index]! : part.fixed;
      return {
        unitId: unit.id,
        unit: unit.name,
        weight:
          weight === null
            ? ''
            : valueText(weight, { ...indicator, precision: params.by === 'share' ? 2 : indicator.precision }, rounding),
        percent: isOpen ? formatFraction({ n: part.weight! * 100n, d: weights }, 2, rounding) : '',
        exact: isOpen ? formatFraction({ n: rest * part.weight!, d: weights * pow10(scale) }, 2, rounding) : '',
        value: value === null ? null : shortestDecimal(value, scale),
        fixed: part.fixed !== null,
        current: storedPlain(targets.get(unit.id) ?? null, indicator) ?? '',
      };
    }),
    sum: shortestDecimal(sum, scale),
    remainder: shortestDecimal(whole - sum, scale),
    problem: result.ok ? '' : PROBLEM[result.problem](shortestDecimal(rest < 0n ? -rest : rest, scale)),
  };
}

/** Values of the newest stored month of a year, the same month for all units: December where it is there. */
function lastValues(ctx: Ctx, year: number, code: string): { values: Map<number, Fraction>; from: string } {
  for (let month = 12; month >= 1; month -= 1) {
    const period = makePeriod(year, month);
    const facts = factsOf(ctx, period).byCode.get(code);
    if (!facts?.hasValues) continue;
    const values = new Map(
      [...facts.units].flatMap(([id, fact]) => (fact.exact === null ? [] : [[id, fact.exact] as const])),
    );
    return { values, from: periodTitle(period, facts.basis) };
  }
  return { values: new Map(), from: '' };
}

function atWeightScale(value: Fraction): bigint {
  const scale = value.d.toString().length - 1;
  return scale <= WEIGHT_SCALE
    ? value.n * pow10(WEIGHT_SCALE - scale)
    : rescale(value.n, scale, WEIGHT_SCALE, 'half-up');
}
