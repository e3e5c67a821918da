// The measure that a form states for a cell that the officer points at: in its row, at the head of its column, or in a line
// 单位：亿元 above. Without it 494890.25 万元 would be written into a cell of 亿元. Pure.

import type { Result } from '../../../shared/contract/index.js';
import { conversionPower } from '../../../shared/indicators/measures.js';
import { normaliseMeasure, splitMeasure } from '../../../shared/indicators/normalise.js';

interface Place {
  row: number;
  column: number;
}

const LINE = /(?:计量)?单位[:：]\s*([^\s，,；;）)]+)/;

function measureIn(text: string): string | null {
  return normaliseMeasure(text) ?? splitMeasure(text).measure ?? normaliseMeasure(LINE.exec(text)?.[1] ?? '');
}

/** Null: nothing is stated, or the indicator's own measure `own` is, or one that it does not convert into. */
export function statedMeasure(
  sheet: Result<'upward.open'>['drawn'],
  { row, column }: Place,
  own: string,
): string | null {
  const texts = sheet.cells.filter((cell) => !cell.numeric && cell.text.trim() !== '');
  // A merged head stands over all of its columns.
  const width = new Map(sheet.merges.map(([top, left, , right]) => [`${top}/${left}`, right]));
  const covers = (cell: { r: number; c: number }): boolean =>
    cell.c <= column && column <= (width.get(`${cell.r}/${cell.c}`) ?? cell.c);
  const inRow = texts.filter((cell) => cell.r === row && cell.c < column).toSorted((a, b) => b.c - a.c);
  const above = texts.filter((cell) => cell.r < row && covers(cell)).toSorted((a, b) => b.r - a.r);
  const lines = texts.filter((cell) => cell.r < row && LINE.test(cell.text)).toSorted((a, b) => b.r - a.r);
  for (const cell of [...inRow, ...above, ...lines]) {
    const measure = measureIn(cell.text);
    const power = measure === null ? null : conversionPower(own, measure);
    if (power !== null) return power === 0 ? null : measure;
  }
  return null;
}
