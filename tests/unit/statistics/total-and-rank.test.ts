import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareFractions } from '../../../shared/model/scaled-number.js';
import { figureFraction, known, NOT_SUBMITTED, type Figure } from '../../../shared/statistics/figure.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { rank } from '../../../shared/statistics/rank.js';
import { missingNote, total, totalMeasureLabel } from '../../../shared/statistics/total.js';
import { figures, sample } from './sample.js';

const rows = Object.entries(sample.indicators);
const asEntries = (values: Map<string, Figure>) => [...values].map(([id, figure]) => ({ id, figure, counts: true }));

describe('合计', () => {
  it.each(rows)('%s equals the sample', (_, row) => {
    const result = total(asEntries(figures(row.code)));
    expect(formatFigure(result.figure, { measure: row.unit, decimals: 6, rounding: 'half-up', trimZeros: true })).toBe(
      String(row.total),
    );
    expect(result).toMatchObject({ missing: [], counted: 7 });
  });

  it('without a unit is the sum of the rest and names it', () => {
    const values = figures('C05')
      .set('薛城区', NOT_SUBMITTED)
      .set('山亭区', { state: 'masked', value: 228n, scale: 0 });
    const result = total(asEntries(values));
    expect(result.figure).toEqual(known(4132n - 495n - 228n, 0));
    expect(result.missing).toEqual([
      { id: '薛城区', state: 'not_submitted' },
      { id: '山亭区', state: 'masked' },
    ]);
    expect(
      missingNote(
        '全市',
        result.missing.map(({ id, state }) => ({ name: id, state })),
      ),
    ).toBe('全市不含薛城区（未报）、山亭区（已脱敏）');
  });

  it('with nothing submitted is empty, never 0; of zeros it is zero', () => {
    expect(total([{ id: 1, figure: null, counts: true }])).toMatchObject({
      figure: { state: 'not_submitted', value: null },
      missing: [{ id: 1, state: 'not_submitted' }],
    });
    expect(total([{ id: 1, figure: known(0n, 0), counts: true }]).figure).toEqual({
      state: 'zero',
      value: 0n,
      scale: 0,
    });
  });

  it('of no units is 未报, not 不适用', () => {
    expect(total([])).toMatchObject({ figure: { state: 'not_submitted', value: null }, counted: 0 });
    const na = { state: 'not_applicable' as const, value: null, scale: 0 };
    expect(total([{ id: 1, figure: na, counts: true }]).figure.state).toBe('not_applicable');
    expect(missingNote('全市', [])).toBe('');
    expect(missingNote('全市', [{ name: '薛城区', state: 'not_submitted' }])).toBe('全市不含薛城区（未报）');
  });

  it('skips units outside 计入合计 and 不适用, and carries 预计', () => {
    const result = total([
      { id: 1, figure: known(5n, 0), counts: true },
      { id: 2, figure: known(7n, 0), counts: false },
      { id: 3, figure: { state: 'not_applicable', value: null, scale: 0 }, counts: true },
      { id: 4, figure: { state: 'forecast', value: 25n, scale: 1 }, counts: true },
    ]);
    expect(result).toEqual({ figure: { state: 'forecast', value: 75n, scale: 1 }, missing: [], counted: 2 });
  });

  it('labels Σ of distinct counts', () => {
    expect(totalMeasureLabel('家', 'flow')).toBe('家（各单位合计）');
    expect(totalMeasureLabel('家', 'stock')).toBe('家');
    expect(totalMeasureLabel('件', 'flow')).toBe('件');
  });
});

describe('位次', () => {
  it.each(rows)('%s equals the sample', (_, row) => {
    const entries = [...figures(row.code)].map(([id, figure]) => ({ id, value: figureFraction(figure), ranked: true }));
    expect(Object.fromEntries(rank(entries, 'up'))).toEqual(row.rank_by_unit);
  });

  it('is 1, 2, 2, 4 with ties, leaves out units without a value, and turns round with the direction', () => {
    const entries = [30n, 20n, 20n, 10n, null].map((n, id) => ({
      id,
      value: n === null ? null : { n, d: 1n },
      ranked: true,
    }));
    expect([...rank(entries, 'up')]).toEqual([
      [0, 1],
      [1, 2],
      [2, 2],
      [3, 4],
    ]);
    expect([...rank(entries, 'down')]).toEqual([
      [3, 1],
      [1, 2],
      [2, 2],
      [0, 4],
    ]);
    expect(rank(entries, 'none').size).toBe(0);
    expect(
      rank(
        entries.map((entry) => ({ ...entry, ranked: entry.id !== 0 })),
        'up',
      ).get(1),
    ).toBe(1);
  });

  it('is given to nobody where no direction is better', () => {
    expect(rank([{ id: 1, value: { n: 1n, d: 1n }, ranked: true }], 'none').size).toBe(0);
  });

  it('is 1 + the number of better units, whatever the order of the list', () => {
    const value = fc.option(fc.record({ n: fc.bigInt(-50n, 50n), d: fc.bigInt(1n, 9n) }), { nil: null });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 25 }), (values) => {
        const entries = values.map((fraction, id) => ({ id, value: fraction, ranked: true }));
        const ranks = rank(entries, 'up');
        for (const entry of entries) {
          if (entry.value === null) expect(ranks.has(entry.id)).toBe(false);
          else {
            const better = values.filter((other) => other !== null && compareFractions(other, entry.value!) > 0).length;
            expect(ranks.get(entry.id)).toBe(better + 1);
          }
        }
        expect(rank([...entries].reverse(), 'up')).toEqual(ranks);
      }),
    );
  });
});
