// 计数 · 求和 · 平均 · 最大 · 最小 of selected cells in exact decimals. Different measures are counted, never added; of rates and places
// there is a highest and a lowest, and no sum. A total that is chosen along with its parts is added like any cell, and said.

import { divideRounded, parseScaled, rescale, shortestDecimal } from '../../../shared/model/scaled-number.js';
import type { SelectedCell, SelectedFigures } from '../../app-state.js';

const AVERAGE_DECIMALS = 2;

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

export function selectionFigures(cells: readonly SelectedCell[]): SelectedFigures | null {
  if (cells.length === 0) return null;
  const measures = new Set(cells.map((cell) => cell.measure));
  const texts = cells.flatMap((cell) => (cell.value === null ? [] : [cell.value]));
  const none = { sum: null, average: '', max: '', min: '' };
  if (measures.size > 1) return { count: texts.length, ...none, measure: '含多种计量单位，不求和' };
  const measure = [...measures][0] ?? '';
  const scale = Math.max(0, ...texts.map(decimalsOf));
  const numbers = texts.flatMap((text) => parseScaled(text, scale) ?? []);
  const [first] = numbers;
  if (first === undefined) return { count: 0, ...none, measure };
  const sum = numbers.reduce((total, number) => total + number, 0n);
  const averageScale = Math.max(scale, AVERAGE_DECIMALS);
  const average = divideRounded(rescale(sum, scale, averageScale, 'half-up'), BigInt(numbers.length), 'half-up');
  const isRate = cells.some((cell) => cell.isRate);
  const holdsTotal = cells.some((cell) => cell.isTotal) && cells.some((cell) => !cell.isTotal);
  return {
    count: numbers.length,
    sum: isRate ? null : shortestDecimal(sum, scale),
    average: isRate ? '' : shortestDecimal(average, averageScale),
    max: shortestDecimal(
      numbers.reduce((a, b) => (b > a ? b : a), first),
      scale,
    ),
    min: shortestDecimal(
      numbers.reduce((a, b) => (b < a ? b : a), first),
      scale,
    ),
    measure: isRate ? `${measure}，比率和位次不求和` : holdsTotal ? `${measure}，含合计行` : measure,
  };
}
