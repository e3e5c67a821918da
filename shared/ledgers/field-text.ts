// A stored value → its text, for grid, print, export and as the start of editing: readField() reads it back to the same value.

import { splitMeasure } from '../indicators/normalise.js';
import { fixedDecimal, shortestDecimal } from '../model/scaled-number.js';
import { spanText } from './day-span.js';
import type { Field, FieldValue, LinesField, LineValue } from './define.js';
import { LINE_END, LINE_PART } from './read-lines.js';

export interface TextEnv {
  unitName(id: number): string;
}

/** What an amount is written in. */
export function measureOf(field: Field): '万元' | '元' {
  return field.kind === 'amount' && field.measure === '元' ? '元' : '万元';
}

/** Amounts in 万元 with two decimals, more only where 分 asks for them; in 元 always with two. */
export function amountText(fen: number, measure: '万元' | '元' = '万元'): string {
  if (measure === '元') return fixedDecimal(BigInt(fen), 2);
  return fen % 10_000 === 0 ? fixedDecimal(BigInt(fen) / 10_000n, 2) : shortestDecimal(fen, 6);
}

export function fieldText(field: Field, value: FieldValue, env: TextEnv): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') {
    if (field.kind === 'amount') return amountText(value, measureOf(field));
    return field.kind === 'unit' ? env.unitName(value) : String(value);
  }
  if (typeof value === 'string') return field.kind === 'date' && field.maySpan === true ? spanText(value) : value;
  if ('name' in value) return value.name as string;
  if (field.kind === 'lines')
    return (value as readonly LineValue[]).map((line) => lineText(field, line, env)).join(LINE_END);
  return value.map((item) => (typeof item === 'string' ? item : String(item.name))).join('；');
}

function lineText(field: LinesField, line: LineValue, env: TextEnv): string {
  const parts = Object.entries(field.fields).map(([name, one]) => fieldText(one, line[name] ?? null, env));
  while (parts.at(-1) === '') parts.pop();
  return parts.join(LINE_PART);
}

/** For a narrow place: of a list how many entries and their sum (2笔 30.00万元); of everything else its text. */
export function shortText(field: Field, value: FieldValue, env: TextEnv): string {
  if (field.kind !== 'lines' || !Array.isArray(value)) return fieldText(field, value, env);
  const lines = value as readonly LineValue[];
  const summed = field.sum === undefined ? undefined : field.fields[field.sum];
  if (summed === undefined) return `${lines.length}条`;
  const sum = lines.reduce((total, line) => total + ((line[field.sum!] as number | null) ?? 0), 0);
  return `${lines.length}笔 ${fieldText(summed, sum, env)}${summed.kind === 'amount' ? measureOf(summed) : ''}`;
}

/** Head of the template and of exports: the label, for amounts with the measure that they are written in, whatever an office called it. */
export function headText(field: Field): string {
  if (field.kind !== 'amount') return field.label;
  const { name, measure } = splitMeasure(field.label);
  return `${measure?.endsWith('元') ? name : field.label}（${measureOf(field)}）`;
}
