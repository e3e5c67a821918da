// A written amount → 分, whatever measure it is written in. Not here: 万元 as texts (field-text.ts).

import { conversionPower } from '../indicators/measures.js';
import { unifyNumberText, withoutGroups } from '../model/number-text.js';
import { parseScaled, pow10, toStoreInteger } from '../model/scaled-number.js';
import type { ReadField } from './read-field.js';

/** Decimals of an amount in 万元 that 分 can hold. */
const AMOUNT_SCALE = 6;
const PLAIN_AMOUNT = /^\d+(?:\.\d+)?$/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d*)?$/;

/** A number of digits that doubles hold exactly and no check below refuses: nearly all amounts. In 分; null: to be looked at. */
export function plainFen(text: string, measure: string): number | null {
  const power = conversionPower(measure, '万元');
  if (power === null || !PLAIN_AMOUNT.test(text)) return null;
  const scale = AMOUNT_SCALE + power;
  const point = text.indexOf('.');
  const decimals = point < 0 ? 0 : text.length - point - 1;
  if (decimals > scale || text.length + scale - decimals > 13) return null;
  return Number(point < 0 ? text : text.slice(0, point) + text.slice(point + 1)) * 10 ** (scale - decimals);
}

/**
 * In 分, also with a measure of its own (1,200元), which goes before `stated`, that of its head, and before `usual`, that of the field;
 * what cannot be an amount is told by `stop`.
 */
export function readAmount(
  text: string,
  { stated, usual }: { stated: string | null; usual: string },
  stop: (rule: string, message: string) => ReadField,
  mayBeNegative: boolean,
): ReadField {
  const measure = stated ?? usual;
  const fen = plainFen(text, measure);
  if (fen !== null) return { value: fen, findings: [] };
  const match = /^([¥￥])?\s*([+-]?[\d.,]+)\s*(元|千元|万元?|亿元?)?(整|人民币)?$/.exec(unifyNumberText(text));
  const plain = withoutGroups(match?.[2] ?? '');
  // ¥ is written before 元 and 人民币 behind it, and ¥ as often stands in a format that nobody chose for 万元.
  const isOfMoney = match?.[1] !== undefined || match?.[4] !== undefined;
  if (isOfMoney && match[3] === undefined && stated === null && usual !== '元')
    return stop('amount', `“${text}”没有写明是元还是${usual}，请在数字后写上计量单位`);
  const power = conversionPower(match?.[3]?.replace(/^[万亿]$/, '$&元') ?? measure, '万元');
  if (power === null) return stop('amount', `不认识计量单位“${measure}”，请核对`);
  // Scale in the written measure: 元 holds 2 decimals, 万元 6 and 亿元 10, all of them 分.
  const scale = AMOUNT_SCALE + power;
  const parsed = parseScaled(plain, scale);
  if (parsed === null)
    return stop(
      'amount',
      match && PLAIN_NUMBER.test(plain)
        ? `“${text}”超过了精确到分的位数，请核对`
        : `应为金额（${measure}），现为“${text}”，请核对`,
    );
  if (parsed < 0n && !mayBeNegative) return stop('amount', `金额不能为负数，现为“${text}”，请核对`);
  // 1000 亿元; a sum of hundreds of such rows is still exact.
  if (parsed > pow10(13) || parsed < -pow10(13)) return stop('amount', `“${text}”太大，请核对计量单位`);
  return { value: toStoreInteger(parsed), findings: [] };
}
