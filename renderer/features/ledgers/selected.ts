// Figures of the selected cells for the status bar, exact. Pure; a long selection is added up in the store (ledgers.figures).

import { amountText } from '../../../shared/ledgers/field-text.js';
import { divideRounded, fixedDecimal } from '../../../shared/model/scaled-number.js';
import type { SelectedFigures } from '../../app-state.js';
import type { GridColumn } from './columns.js';
import type { CachedRow } from './use-rows.js';

export interface RawFigures {
  filled: number;
  numbers: number;
  sum: number | null;
  max: number | null;
  min: number | null;
  isAmount: boolean;
}

/** Whole numbers: amounts in 分, counts as they are. Amounts and counts together are counted, not added. */
export function figuresOfRows(
  rows: readonly CachedRow[],
  columns: readonly GridColumn[],
  isSummed: (name: string) => boolean,
): RawFigures {
  let filled = 0;
  const amounts: number[] = [];
  const counts: number[] = [];
  for (const { values } of rows)
    for (const { name, field } of columns) {
      const value = values[name] ?? null;
      if (value === null) continue;
      filled += 1;
      if (typeof value === 'number' && isSummed(name)) (field.kind === 'amount' ? amounts : counts).push(value);
    }
  const numbers = amounts.length + counts.length;
  const used = amounts.length > 0 ? amounts : counts;
  if (numbers === 0 || (amounts.length > 0 && counts.length > 0))
    return { filled, numbers, sum: null, max: null, min: null, isAmount: false };
  return {
    filled,
    numbers,
    sum: used.reduce((total, value) => total + value, 0),
    max: Math.max(...used),
    min: Math.min(...used),
    isAmount: amounts.length > 0,
  };
}

/** 计数 求和 平均 最大 最小 as texts; 万元 where they are amounts. `hasUnsaved`: some of the rows stand otherwise on screen than stored. */
export function shownFigures(raw: RawFigures, hasUnsaved: boolean): SelectedFigures {
  const shown = storedFigures(raw);
  if (!hasUnsaved) return shown;
  return { ...shown, measure: [shown.measure, '未保存的填写没有计入'].filter((text) => text !== '').join('，') };
}

function storedFigures(raw: RawFigures): SelectedFigures {
  const { filled, numbers, sum, max, min, isAmount } = raw;
  if (sum === null || max === null || min === null)
    return {
      count: filled,
      sum: null,
      average: '',
      max: '',
      min: '',
      measure: numbers > 0 ? '含多种计量单位，不求和' : '',
    };
  const text = (value: number): string => (isAmount ? amountText(value) : String(value));
  // 分 are 10^-6 万元; the average is rounded once to two decimals.
  const average = isAmount
    ? fixedDecimal(divideRounded(BigInt(sum), BigInt(numbers) * 10_000n, 'half-up'), 2)
    : fixedDecimal(divideRounded(BigInt(sum) * 100n, BigInt(numbers), 'half-up'), 2);
  return {
    count: filled,
    sum: text(sum),
    average,
    max: text(max),
    min: text(min),
    measure: isAmount ? '万元' : '',
  };
}
