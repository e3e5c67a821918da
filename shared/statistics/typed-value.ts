// What an officer types or pastes into the values grid → state and number (rules.md 2). Nothing is guessed: what cannot be read
// is refused with what is expected. Not here: cells of district files (core/workbook/4-validate), which have their own habits.

import type { ValueState } from '../model/observation.js';
import { parseScaled, toStoreInteger } from '../model/scaled-number.js';
import { unifyNumberText, withoutGroups } from '../model/number-text.js';

export type TypedValue = { state: ValueState; value: number | null } | { problem: string };

const EMPTY = new Set(['', '未报', '缺报']);
const NOT_APPLICABLE = new Set(['-', '--', '—', '——', '/', '不适用']);
const FORECAST = /[（(]\s*预计\s*[)）]$/;
const PLAIN = /^-?\d+(\.\d+)?$/;

export interface TypedMeasure {
  measure: string;
  /** Decimals that the store keeps in this measure. */
  scale: number;
  /** Counts of things: no fractions, and never below 0. */
  mayBeNegative: boolean;
}

/** Reads one entry in the indicator's own unit of measure. */
export function readTypedValue(entry: string, { measure, scale, mayBeNegative }: TypedMeasure): TypedValue {
  const text = unifyNumberText(entry).replaceAll('−', '-').trim();
  if (EMPTY.has(text)) return { state: 'not_submitted', value: null };
  if (NOT_APPLICABLE.has(text)) return { state: 'not_applicable', value: null };
  const isForecast = FORECAST.test(text);
  let number = isForecast ? text.replace(FORECAST, '').trim() : text;
  // The unit behind the number is what people copy along; another one is not converted here.
  if (measure !== '' && number.endsWith(measure.normalize('NFKC'))) number = number.slice(0, -measure.length).trim();
  number = withoutGroups(number);
  const expected = `应填以“${measure}”为计量单位的数${scale === 0 ? '（整数）' : ''}；没有数据请留空，为零填0，不适用填“-”`;
  if (!PLAIN.test(number)) return { problem: `“${entry.trim()}”不是数。${expected}。` };
  const decimals = number.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  if (decimals > scale)
    return {
      problem:
        scale === 0 ? `“${entry.trim()}”有小数。${expected}。` : `“${entry.trim()}”的小数超过${scale}位。${expected}。`,
    };
  const parsed = parseScaled(number, scale);
  if (parsed === null) return { problem: `“${entry.trim()}”不是数。${expected}。` };
  if (parsed < 0n && !mayBeNegative) return { problem: `“${entry.trim()}”是负数，这项指标不能为负。` };
  if (parsed > BigInt(Number.MAX_SAFE_INTEGER) || parsed < -BigInt(Number.MAX_SAFE_INTEGER))
    return { problem: `“${entry.trim()}”太大，请核对计量单位（${measure}）。` };
  const value = toStoreInteger(parsed);
  if (isForecast) return { state: 'forecast', value };
  return { state: value === 0 ? 'zero' : 'value', value };
}
