// A stored value → its text, for grid, print, export and as the start of editing: readField() reads it back to the same value.

import { fixedDecimal, shortestDecimal } from '../model/scaled-number.js';
import type { Field, FieldValue } from './define.js';

export interface TextEnv {
  unitName(id: number): string;
}

/** Amounts in 万元 with two decimals, more only where 分 asks for them. */
export function amountText(fen: number): string {
  return fen % 10_000 === 0 ? fixedDecimal(BigInt(fen) / 10_000n, 2) : shortestDecimal(fen, 6);
}

export function fieldText(field: Field, value: FieldValue, env: TextEnv): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') {
    if (field.kind === 'amount') return amountText(value);
    return field.kind === 'unit' ? env.unitName(value) : String(value);
  }
  if (typeof value === 'string') return value;
  if ('name' in value) return value.name;
  return value.map((item) => (typeof item === 'string' ? item : item.name)).join('；');
}

/** Head of the template and of exports: the label, for amounts with their measure. */
export function headText(field: Field): string {
  return field.kind === 'amount' ? `${field.label}（万元）` : field.label;
}
