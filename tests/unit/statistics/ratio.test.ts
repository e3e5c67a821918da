import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareFractions } from '../../../shared/model/scaled-number.js';
import { known, NOT_SUBMITTED, type Figure } from '../../../shared/statistics/figure.js';
import { formatResult } from '../../../shared/statistics/format.js';
import { populationNote, populationPeriod, severalYearsNote } from '../../../shared/statistics/per-capita.js';
import { totalRatio, unitRatio } from '../../../shared/statistics/ratio.js';
import { share } from '../../../shared/statistics/share.js';
import { figureOf, figures, population, sample } from './sample.js';
import { shippedIndicator } from '../../helpers/shipped-indicator.js';

const print = (code: string, ratio: Parameters<typeof formatResult>[0]) =>
  formatResult(ratio, { decimals: shippedIndicator(code)!.precision, rounding: 'half-up' });
const entries = (numerator: Map<string, Figure>, denominator: Map<string, Figure>) =>
  sample.units.map((id) => ({ id, numerator: numerator.get(id)!, denominator: denominator.get(id)!, counts: true }));

describe('每万人口发明专利拥有量', () => {
  const expected = sample.ratios['每万人口发明专利拥有量']!;

  it.each(sample.units)('of %s equals the sample', (unit) => {
    expect(print('C15', unitRatio(figures('C14').get(unit)!, population.get(unit)!, 1))).toBe(
      expected.by_unit[unit]!.toFixed(2),
    );
  });

  it('of the city is Σ/Σ: 7.96, and 6.96 last year with the same population', () => {
    expect(print('C15', totalRatio(entries(figures('C14'), population), 1).ratio)).toBe('7.96');
    expect(print('C15', totalRatio(entries(figures('C14', 'last'), population), 1).ratio)).toBe('6.96');
  });

  it('takes the reporting year denominator for both years and says so', () => {
    expect(populationPeriod('2021-07', '2022-07', 'fixed')).toBe('2021-12');
    expect(populationPeriod('2021-07', '2022-07', 'own')).toBe('2020-12');
    expect(populationNote('2021-12', figureOf(385.56, '万人'))).toBe('按2021年末常住人口385.56万人计算');
    const several = (population: Figure | null, rule: 'fixed' | 'own') => severalYearsNote('2021-12', population, rule);
    expect(several(figureOf(385.56, '万人'), 'fixed')).toBe('每万人口指标各年均按2021年末常住人口385.56万人计算');
    expect(several(null, 'fixed')).toBe('每万人口指标各年均按2021年末常住人口计算');
    expect(several(figureOf(385.56, '万人'), 'own')).toBe('每万人口指标各年按该年上年末常住人口计算');
  });
});

describe('非正常专利申请撤回率', () => {
  const expected = sample.ratios['非正常专利申请撤回率']!;

  it.each(sample.units)('of %s equals the sample', (unit) => {
    expect(print('C39', unitRatio(figures('C38').get(unit)!, figures('C37').get(unit)!, 100))).toBe(
      expected.by_unit[unit]!.toFixed(1),
    );
  });

  it('of the city is 88.2, not the mean of the units', () => {
    expect(print('C39', totalRatio(entries(figures('C38'), figures('C37')), 100).ratio)).toBe('88.2');
  });

  it('leaves out a unit without one of the parts on both sides and lists it', () => {
    const all = entries(figures('C38'), figures('C37'));
    const result = totalRatio([{ ...all[0]!, numerator: NOT_SUBMITTED }, ...all.slice(1)], 100);
    expect(result.missing).toEqual([{ id: '滕州市', state: 'not_submitted' }]);
    expect([result.numerator.value, result.denominator.value]).toEqual([462n - 169n, 524n - 193n]);
  });

  it('asks nothing of units that do not count and of 不适用, and takes what is not stored for 未报', () => {
    const na = { state: 'not_applicable' as const, value: null, scale: 0 };
    const { ratio, missing } = totalRatio(
      [
        { id: '甲', numerator: known(1n, 0), denominator: known(2n, 0), counts: true },
        { id: '乙', numerator: known(9n, 0), denominator: known(9n, 0), counts: false },
        { id: '丙', numerator: null, denominator: known(9n, 0), counts: false },
        { id: '丁', numerator: na, denominator: known(9n, 0), counts: true },
        { id: '戊', numerator: known(9n, 0), denominator: na, counts: true },
        { id: '己', numerator: known(9n, 0), denominator: null, counts: true },
      ],
      100,
    );
    expect(ratio && compareFractions(ratio, { n: 50n, d: 1n })).toBe(0);
    expect(missing).toEqual([{ id: '己', state: 'not_submitted' }]);
  });

  it('is empty where nothing was to be withdrawn', () => {
    expect(unitRatio(known(0n, 0), known(0n, 0), 100)).toBeNull();
    expect(totalRatio([], 100).ratio).toBeNull();
  });
});

it('质押发明专利占比: 118 of 237 is 49.8 %', () => {
  expect(formatResult(share(known(118n, 0), known(237n, 0)), { decimals: 1, rounding: 'half-up' })).toBe('49.8');
  expect(share(NOT_SUBMITTED, known(237n, 0))).toBeNull();
});

describe('properties of Σ/Σ', () => {
  const pair = fc.record({ n: fc.bigInt(0n, 1_000_000n), d: fc.bigInt(1n, 1_000_000n) });
  const asEntries = (pairs: readonly { n: bigint; d: bigint }[]) =>
    pairs.map(({ n, d }, id) => ({ id, numerator: known(n, 0), denominator: known(d, 0), counts: true }));

  it('lies between the smallest and the largest ratio and does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 20 }), (pairs) => {
        const { ratio } = totalRatio(asEntries(pairs), 1);
        const sorted = pairs.map(({ n, d }) => ({ n, d })).sort(compareFractions);
        expect(compareFractions(ratio!, sorted[0]!)).toBeGreaterThanOrEqual(0);
        expect(compareFractions(ratio!, sorted.at(-1)!)).toBeLessThanOrEqual(0);
        expect(compareFractions(totalRatio(asEntries([...pairs].reverse()), 1).ratio!, ratio!)).toBe(0);
      }),
    );
  });

  it('of one unit is the ratio of the unit', () => {
    fc.assert(
      fc.property(pair, ({ n, d }) => {
        const whole = totalRatio(asEntries([{ n, d }]), 100).ratio!;
        expect(compareFractions(whole, unitRatio(known(n, 0), known(d, 0), 100)!)).toBe(0);
      }),
    );
  });
});
