import { describe, expect, it } from 'vitest';

import { parseScaled, pow10, type Fraction } from '../../../shared/model/scaled-number.js';
import { figureFraction } from '../../../shared/statistics/figure.js';
import {
  change,
  changeCellText,
  changeSentence,
  DEFAULT_WORDING,
  type ChangeWording,
} from '../../../shared/statistics/year-on-year.js';
import { figureOf, sample } from './sample.js';

const exact = (text: string): Fraction => ({ n: parseScaled(text, 6)!, d: pow10(6) });
const sentence = (current: string, base: string | null, wording: Partial<ChangeWording> & { measure: string }) =>
  changeSentence(change(exact(current), base === null ? null : exact(base), wording.measure), {
    ...DEFAULT_WORDING,
    ...wording,
  });

describe('the percentage of a cell', () => {
  const rows = Object.entries(sample.indicators).filter(([, row]) => row.last_year_total !== null);

  it.each(rows)('%s equals the sample', (_, row) => {
    const result = change(
      figureFraction(figureOf(row.total, row.unit)),
      figureFraction(figureOf(row.last_year_total!, row.unit)),
      row.unit,
    );
    expect(changeCellText(result, 1, 'half-up')).toBe(row.yoy_percent!.toFixed(1));
  });

  it('prints — for base 0 and for a missing value', () => {
    expect(changeCellText(change(exact('1'), exact('0'), '件'), 1, 'half-up')).toBe('—');
    expect(changeCellText(change(exact('1'), exact('-1'), '件'), 1, 'half-up')).toBe('—');
    expect(changeCellText(change(null, exact('1'), '件'), 1, 'half-up')).toBe('—');
    expect(changeCellText(change(exact('1'), null, '件'), 1, 'half-up')).toBe('—');
  });

  it('of a ratio in % is the difference in 百分点, also from 0', () => {
    expect(changeCellText(change(exact('60.1'), exact('58.3'), '%'), 1, 'half-up')).toBe('1.8');
    expect(changeCellText(change(exact('5'), exact('0'), '%'), 1, 'half-up')).toBe('5.0');
    expect(changeCellText(change(exact('2.5'), exact('-1'), '百分点'), 1, 'half-up')).toBe('3.5');
  });

  it('rounds once, by the rounding of the office', () => {
    const result = change(exact('102.005'), exact('100'), '万元');
    expect(changeCellText(result, 2, 'half-up')).toBe('2.01');
    expect(changeCellText(result, 2, 'half-even')).toBe('2.00');
  });
});

describe('the wording of a sentence', () => {
  it.each([
    ['405', '369', '件', '同比增长9.8%'],
    ['4132', '4241', '件', '同比下降2.6%'],
    ['11', '4', '件', '同比增加7件'],
    ['3', '8', '件', '同比减少5件'],
    ['3', '3', '件', '同比持平'],
    ['3', '0', '件', '新增3件'],
    ['0', '0', '件', '同比持平'],
    ['0', '-2', '件', '同比增加2件'],
    ['-3', '0', '件', '同比减少3件'],
    ['11', '9', '件', '同比增加2件'],
    ['11', '10', '件', '同比增长10%'],
    ['-1', '200', '万元', '同比减少201万元'],
    ['1100', '100', '万元', '同比增长10倍'],
    ['0', '20', '件', '同比下降100%'],
    ['44830.18', '10188.68', '万元', '同比增长3.4倍'],
    ['400', '100', '件', '同比增长300%'],
    ['401', '100', '件', '同比增长3倍'],
    ['10001', '10000', '件', '同比持平'],
    ['5.3', '5', '万元', '同比增长6%'],
    ['60.1', '58.3', '%', '同比提高1.8个百分点'],
    ['58.3', '60.1', '%', '同比下降1.8个百分点'],
    ['58.34', '58.3', '%', '同比持平'],
  ])('%s against %s %s: %s', (current, base, measure, text) => expect(sentence(current, base, { measure })).toBe(text));

  it('says nothing where last year is missing', () => {
    expect(sentence('3', null, { measure: '件' })).toBe('');
  });

  it('has its thresholds as parameters', () => {
    expect(sentence('11', '4', { measure: '件', smallBase: 0n })).toBe('同比增长175%');
    expect(sentence('44830.18', '10188.68', { measure: '万元', timesAbovePercent: null })).toBe('同比增长340%');
    expect(sentence('3069', '2683', { measure: '件', prefix: '比上年末' })).toBe('比上年末增长14.4%');
  });

  it('speaks of 每万人口 in 件: 7.96 against 6.96 is 1 件 more with one population for both years', () => {
    const perCapita = (patents: bigint): Fraction => ({ n: patents * 100n, d: 38556n });
    const result = change(perCapita(3069n), perCapita(2683n), '件/万人');
    expect(changeSentence(result, { ...DEFAULT_WORDING, measure: '件/万人', valueDecimals: 2 })).toBe('同比增加1件');
    expect(changeCellText(result, 1, 'half-up')).toBe('14.4');
  });
});
