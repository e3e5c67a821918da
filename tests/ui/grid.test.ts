// Pure parts of 统计数据 and of the status bar: exact figures of a selection, movement by keys, text for Excel.

import { describe, expect, it } from 'vitest';

import { selectionFigures } from '../../renderer/features/frame/selection-figures.js';
import { isRateFigure } from '../../renderer/features/values/grid-model.js';
import { moved, rangeOf, toTsv } from '../../renderer/ui/cell-range.js';

const cells = (measure: string, ...values: (string | null)[]) => values.map((value) => ({ value, measure }));

describe('figures of selected cells', () => {
  it('are exact where floating point is not', () => {
    const figures = selectionFigures(cells('万元', '0.1', '0.2', '0.3'));
    expect(figures).toEqual({ count: 3, sum: '0.6', average: '0.2', max: '0.3', min: '0.1', measure: '万元' });
  });
  it('round the average once, half away from zero', () => {
    expect(selectionFigures(cells('件', '1', '0', '0'))?.average).toBe('0.33');
    expect(selectionFigures(cells('件', '-1', '0', '0', '0', '0', '0', '0', '0'))?.average).toBe('-0.13');
  });
  it('leave out cells without a number and never count them as zero', () => {
    expect(selectionFigures(cells('件', '4', null, '6'))).toMatchObject({
      count: 2,
      sum: '10',
      average: '5',
      min: '4',
    });
  });
  it('never add different measures', () => {
    const figures = selectionFigures([...cells('件', '1'), ...cells('万元', '2')]);
    expect(figures).toMatchObject({ count: 2, sum: null });
  });
  it('have a highest and a lowest of rates and places, and no sum', () => {
    const rates = cells('%', '12.5', '-3').map((cell) => ({ ...cell, isRate: true }));
    expect(selectionFigures(rates)).toEqual({
      count: 2,
      sum: null,
      average: '',
      max: '12.5',
      min: '-3',
      measure: '%，比率和位次不求和',
    });
    expect([isRateFigure({ kind: 'flow' }, 'rank'), isRateFigure({ kind: 'flow' }, 'last-year')]).toEqual([
      true,
      false,
    ]);
    expect(isRateFigure({ kind: 'ratio' }, 'value')).toBe(true);
  });
  it('say that a total was chosen along with its parts, and nothing of one alone', () => {
    const total = { value: '10', measure: '件', isTotal: true };
    expect(selectionFigures([total, ...cells('件', '4', '6')])).toMatchObject({ sum: '20', measure: '件，含合计行' });
    expect(selectionFigures([total])?.measure).toBe('件');
  });
  it('are absent without a selection', () => {
    expect(selectionFigures([])).toBeNull();
  });
});

describe('keys in the grid', () => {
  it('stay inside of the grid', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowUp', false, 8, 20)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 3, column: 4 }, 'End', true, 8, 20)).toEqual({ row: 7, column: 19 });
    expect(moved({ row: 3, column: 4 }, 'ArrowRight', true, 8, 20)).toEqual({ row: 3, column: 19 });
    expect(moved({ row: 3, column: 4 }, 'a', false, 8, 20)).toBeNull();
  });
  it('copy a rectangle drawn in any direction', () => {
    const range = rangeOf({ anchor: { row: 1, column: 1 }, head: { row: 0, column: 0 } });
    expect(toTsv(range, (row, column) => `${row}${column}`)).toBe('00\t01\r\n10\t11');
  });
  it('quote what would break a row in Excel', () => {
    expect(toTsv({ top: 0, left: 0, bottom: 0, right: 0 }, () => 'a\t"b"')).toBe('"a\t""b"""');
  });
});
