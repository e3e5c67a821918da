// Words that all kinds of insights share: numbers with measure, names in registered order, 分别为, margins.

import { compareFractions, roundFraction, type Fraction } from '../model/scaled-number.js';
import { formatAgainst, formatResult } from '../statistics/format.js';
import { absolute, sign } from '../statistics/fraction.js';
import type { InsightRule, InsightRow } from './define.js';
import type { InsightIndicator, InsightInput, InsightUnit, InsightValue } from './input.js';

const ZERO: Fraction = { n: 0n, d: 1n };

/** 168件, 8.20件/万人, 87.6% */
export function valueWords(of: InsightIndicator, value: Fraction, input: Pick<InsightInput, 'rounding'>): string {
  const { measure, precision } = of.indicator;
  return `${formatResult(value, { decimals: precision, rounding: input.rounding })}${measure}`;
}

/** The same, with more decimals where rounding would tell another story than the line (indicators.md B.6, 6). */
export function valueAgainst(
  of: InsightIndicator,
  value: Fraction,
  line: Fraction,
  input: Pick<InsightInput, 'rounding'>,
): string {
  const { measure, precision } = of.indicator;
  return `${formatAgainst(value, line, { decimals: precision, rounding: input.rounding })}${measure}`;
}

/**
 * Numbers and what they are compared with, with as many decimals as it takes to tell them apart: what is below 7.962 and prints as 7.96
 * would stand below 7.96.
 */
export function wordsApart(
  of: InsightIndicator,
  values: readonly Fraction[],
  line: Fraction,
  input: Pick<InsightInput, 'rounding'>,
): { line: string; values: string[] } {
  const { measure, precision } = of.indicator;
  const { rounding } = input;
  const others = values.filter((value) => compareFractions(value, line) !== 0);
  const isOne = (decimals: number): boolean =>
    others.some((value) => roundFraction(value, decimals, rounding) === roundFraction(line, decimals, rounding));
  let decimals = precision;
  while (decimals < precision + MOST_MORE && isOne(decimals)) decimals += 1;
  const print = (value: Fraction): string => `${formatResult(value, { decimals, rounding })}${measure}`;
  return { line: print(line), values: values.map(print) };
}
/** So many more decimals at most. */
const MOST_MORE = 6;

export function percentWords(value: Fraction, input: Pick<InsightInput, 'rounding'>): string {
  return `${formatResult(value, { decimals: 1, rounding: input.rounding })}%`;
}

export function percentAgainst(value: Fraction, line: Fraction, input: Pick<InsightInput, 'rounding'>): string {
  return `${formatAgainst(value, line, { decimals: 1, rounding: input.rounding })}%`;
}

/** 9.7个百分点, without sign; 0.03 where one decimal would be none at all. */
export function pointsWords(value: Fraction, input: Pick<InsightInput, 'rounding'>): string {
  return `${formatAgainst(absolute(value), ZERO, { decimals: 1, rounding: input.rounding })}个百分点`;
}

/** 高9.7个百分点, 低0.3个百分点, 持平 */
export function marginWords(value: Fraction, input: Pick<InsightInput, 'rounding'>): string {
  if (sign(value) === 0) return '持平';
  return `${sign(value) > 0 ? '高' : '低'}${pointsWords(value, input)}`;
}

/** 90 of a threshold, as typed. */
export function thresholdOf(rule: InsightRule, id: string): { text: string; value: Fraction } {
  const text = rule.thresholds.find((threshold) => threshold.id === id)?.value ?? '0';
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + decimals.padEnd(4, '0'));
  return { text, value: { n: text.startsWith('-') ? -value : value, d: 10_000n } };
}

export interface Held {
  unit: InsightUnit;
  value: InsightValue;
  exact: Fraction;
}

/** Compared units that have a number, in registered order. */
export function heldUnits(input: InsightInput, of: InsightIndicator): Held[] {
  return input.units.flatMap((unit) => {
    const value = of.units.get(unit.id);
    return value?.exact ? [{ unit, value, exact: value.exact }] : [];
  });
}

/** Everyone is who is compared at all: one without a value or a target does not go with the others. */
export function isEveryone(some: readonly unknown[], input: InsightInput): boolean {
  return some.length === input.units.length;
}

export function names(held: readonly { unit: InsightUnit }[]): string {
  return held.map(({ unit }) => unit.name).join('、');
}

/** `A、B`, never shortened, a circular names all; of everyone: 各区（市）均. */
export function subject(some: readonly { unit: InsightUnit }[], input: InsightInput): string {
  return isEveryone(some, input) && some.length > 2 ? `各${input.unitWord}均` : names(some);
}

/** `完成率52.5%` for one, `完成率分别为52.5%、51.1%` for several, `完成率均为52.5%` where all print alike. */
export function respectively(what: string, texts: readonly string[]): string {
  if (texts.length === 1) return `${what}${texts[0]!}`;
  return new Set(texts).size === 1 ? `${what}均为${texts[0]!}` : `${what}分别为${texts.join('、')}`;
}

export function rowOf(
  input: InsightInput,
  of: InsightIndicator,
  unit: InsightUnit | null,
  value: string,
  detail: string,
): InsightRow {
  return {
    unitId: unit?.id ?? null,
    unit: unit?.name ?? input.scope,
    value,
    detail,
    ref: { unitId: unit?.id ?? null, code: of.indicator.code, period: input.period, basis: of.basis },
  };
}

/** Indicators a rule looks at: named ones, or all with values that are no 基础数据. */
export function indicatorsOf(input: InsightInput, rule: InsightRule): InsightIndicator[] {
  if (rule.codes.length === 0) return input.indicators.filter((of) => of.indicator.category !== 'base');
  const codes = new Set(rule.codes);
  return input.indicators.filter((of) => codes.has(of.indicator.code));
}
