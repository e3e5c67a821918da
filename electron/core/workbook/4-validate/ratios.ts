// Figures that a district computed itself: ratios and 同比 are recomputed from both values and compared; never stored.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { addYears, makePeriod, yearOf, type Basis, type Period } from '../../../../shared/model/period.js';
import {
  formatFraction,
  parseScaled,
  pow10,
  rescale,
  shortestDecimal,
  type Fraction,
} from '../../../../shared/model/scaled-number.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { CellsByName } from '../3-map/cells-by-name.js';
import type { ReadCell } from '../3-map/read-values.js';
import { isOtherChange } from './change-base.js';
import type { CheckEnv } from './check-env.js';
import { nameOf, plain, type Group } from './groups.js';
import type { Reporter } from './reporter.js';
import { explainRounding, isPrintedEqual } from './roundings.js';

interface Part {
  exact: Fraction;
  /** As the office prints it. */
  rounded: Fraction;
}

/** A submitted ratio against its own numerator and denominator; never over 100 % where it is a part of a whole. */
export function checkRatios(
  cells: readonly ReadCell[],
  groups: ReadonlyMap<string, Group[]>,
  env: CheckEnv,
  reporter: Reporter,
): void {
  for (const cell of cells) {
    const { indicator, decimal } = cell;
    if (cell.role !== 'check' || indicator?.kind !== 'ratio' || indicator.numerator === null || decimal === null)
      continue;
    if ((cell.figure !== 'current' && cell.figure !== 'ytd') || !cell.period) continue;
    if (!cell.unit && !cell.isTotal) continue;
    const find = (code: string): Part | null =>
      cell.isTotal ? partOfTotal(cell, code, cells) : partOf(cell, code, groups, env);
    const numerator = find(indicator.numerator);
    const denominator = find(indicator.denominator!);
    if (numerator === null || denominator === null || denominator.exact.n <= 0n) continue;
    const exact = quotient(numerator.exact, denominator.exact, indicator.factor);
    const decimals = Math.min(Math.max(decimal.split('.')[1]?.length ?? 0, indicator.precision), 6);
    const submitted = parseScaled(decimal, decimals);
    if (submitted === null) continue;
    if (indicator.measure === '%' && indicator.direction === 'up' && submitted > 100n * pow10(decimals))
      reporter.report({ rule: 'ratio-over-100', cells: [cell], params: { name: indicator.name, value: decimal } });
    const expected = formatFraction(exact, decimals, env.settings.rounding);
    if (parseScaled(expected, decimals) === submitted || isPrintedEqual(decimal, exact, env.settings.rounding))
      continue;
    const fromRounded = quotient(numerator.rounded, denominator.rounded, indicator.factor);
    reporter.report({
      rule: 'ratio-differs',
      cells: [cell],
      compared: [`计算=${expected}`],
      expected,
      params: {
        name: indicator.name,
        value: decimal,
        numerator: nameOf(env, indicator.numerator),
        denominator: nameOf(env, indicator.denominator!),
        expected,
        why: explainRounding(decimal, exact, decimals, fromRounded),
      },
    });
  }
}

function quotient(numerator: Fraction, denominator: Fraction, factor: number): Fraction {
  return { n: numerator.n * denominator.d * BigInt(factor), d: numerator.d * denominator.n };
}

function partOf(cell: ReadCell, code: string, groups: ReadonlyMap<string, Group[]>, env: CheckEnv): Part | null {
  const indicator = env.indicators.get(code);
  if (!indicator) return null;
  for (const group of groups.get(`${cell.unit!.id}|${cell.period!}`) ?? []) {
    const found = group.cells.get(code);
    if (found) return part(found.value!, indicator);
  }
  const isPopulation = indicator.category === 'base' && indicator.kind === 'stock';
  const period = isPopulation ? makePeriod(yearOf(cell.period!) - 1, 12) : cell.period!;
  const basis: Basis = indicator.kind === 'stock' ? 'asof' : 'ytd';
  const known = env.view.best(cell.unit!.id, indicator.id, period, basis);
  return known?.value === null || known?.value === undefined ? null : part(known.value, indicator);
}

/** 合计 of a ratio against 合计 of its parts in the same sheet. */
function partOfTotal(cell: ReadCell, code: string, cells: readonly ReadCell[]): Part | null {
  const found = cells.find(
    (other) =>
      other.isTotal &&
      other.indicator?.code === code &&
      other.value !== null &&
      other.sheetIndex === cell.sheetIndex &&
      other.period === cell.period &&
      other.level === cell.level &&
      (other.figure === 'current' || other.figure === 'ytd'),
  );
  return found ? part(found.value!, found.indicator!) : null;
}

function part(value: bigint, indicator: StoredIndicator): Part {
  const scale = scaleOf(indicator.measure);
  const digits = Math.min(indicator.precision, scale);
  return {
    exact: { n: value, d: pow10(scale) },
    rounded: { n: rescale(value, scale, digits, 'half-up'), d: pow10(digits) },
  };
}

/** A 同比 column against current and last year's value of the same file, else of the store. */
export function checkChangeColumn(
  cells: readonly ReadCell[],
  byName: CellsByName,
  env: CheckEnv,
  reporter: Reporter,
): void {
  checkPointChanges(cells, reporter);
  for (const cell of cells) {
    const { indicator } = cell;
    if (cell.figure !== 'change' || !cell.unit || !indicator || cell.decimal === null || isShare(indicator)) continue;
    const beside = byName.at(cell.unit.id, indicator.id);
    if (isOtherChange(cell, beside)) continue;
    const current = beside.findLast(
      (other) => other.role === 'value' && other.figure !== 'month' && other.value !== null,
    );
    if (!current?.period || !current.basis) continue;
    // 1—2月 above 1—3月: a comparison of another month.
    if (cell.period !== null && cell.period !== current.period) continue;
    const claim = beside.findLast(
      (other) => other.role === 'claim' && other.figure === 'last-year' && other.value !== null,
    );
    const base =
      claim?.value ??
      env.view.best(cell.unit.id, indicator.id, addYears(current.period, -1), current.basis)?.value ??
      null;
    if (base === null || base <= 0n) continue;
    const exact: Fraction = { n: (current.value! - base) * 100n, d: base };
    const decimal = cell.decimal === '-0' ? '0' : cell.decimal;
    if (isPrintedEqual(decimal, exact, env.settings.rounding)) continue;
    // 增减 without % may be the difference itself.
    if (cell.measure !== '%' && isPrintedEqual(decimal, difference(current, base), env.settings.rounding)) continue;
    const asFraction: Fraction = { n: current.value! - base, d: base };
    if (cell.measure !== '%' && isPrintedEqual(decimal, asFraction, env.settings.rounding)) continue;
    // The change is as wrong as what it was computed from, and what it should be is not known yet.
    if (reporter.isDoubted(current) || (claim !== undefined && reporter.isDoubted(claim))) continue;
    const decimals = Math.min(cell.decimal.split('.')[1]?.length ?? 0, 6);
    const expected = formatFraction(exact, Math.max(decimals, 1), env.settings.rounding);
    const scale = scaleOf(indicator.measure);
    const printed = (value: bigint): bigint => rescale(value, scale, Math.min(indicator.precision, scale), 'half-up');
    const shown = shortestDecimal(base, scale);
    reporter.report({
      rule: 'change-differs',
      cells: claim ? [cell, current, claim] : [cell, current],
      ...(claim ? {} : { compared: [`上年=${shown}`] }),
      expected: `${expected}%`,
      params: {
        name: indicator.name,
        value: cell.decimal,
        current: plain(current),
        base: shown,
        expected,
        why: explainRounding(decimal, exact, decimals, {
          n: (printed(current.value!) - printed(base)) * 100n,
          d: printed(base),
        }),
      },
    });
  }
}

function difference(current: ReadCell, base: bigint): Fraction {
  return { n: current.value! - base, d: pow10(scaleOf(current.indicator!.measure)) };
}

function isShare(indicator: StoredIndicator): boolean {
  return indicator.kind === 'ratio' && indicator.measure === '%';
}

/**
 * 同比 of a share is a difference in 百分点, recomputed from the two shares of its period: where the sheet has several of one period,
 * nobody knows which of them were compared. Both are rounded already, so one unit of the last digit is no finding; a growth rate of
 * the share, where % is written behind it, is none either.
 */
function checkPointChanges(cells: readonly ReadCell[], reporter: Reporter): void {
  const keyOf = (cell: ReadCell, period: Period): string =>
    `${cell.sheetIndex}|${cell.unit?.id}|${cell.indicator?.code}|${period}`;
  /** By the period that they are compared in; null: several that differ. */
  const currents = new Map<string, ReadCell | null>();
  const bases = new Map<string, ReadCell | null>();
  const take = (shares: Map<string, ReadCell | null>, key: string, cell: ReadCell): void => {
    shares.set(key, !shares.has(key) || shares.get(key)?.decimal === cell.decimal ? cell : null);
  };
  for (const cell of cells) {
    if (!cell.unit || !cell.indicator || !isShare(cell.indicator) || cell.decimal === null || cell.isTotal) continue;
    if (cell.period === null) continue;
    if (cell.figure === 'current' || cell.figure === 'ytd') take(currents, keyOf(cell, cell.period), cell);
    if (cell.figure === 'last-year') take(bases, keyOf(cell, addYears(cell.period, 1)), cell);
  }
  for (const cell of cells) {
    if (cell.figure !== 'change' || cell.decimal === null || !cell.indicator || !isShare(cell.indicator)) continue;
    if (cell.period === null) continue;
    const key = keyOf(cell, cell.period);
    const [current, base] = [currents.get(key), bases.get(key)];
    if (!current || !base) continue;
    const places = (one: ReadCell): number => one.decimal!.split('.')[1]?.length ?? 0;
    const decimals = Math.max(places(cell), places(current), places(base));
    const [said, now, then] = [cell, current, base].map((one) => parseScaled(one.decimal!, decimals));
    if (said == null || now == null || then == null) continue;
    const coarsest = Math.min(places(cell), Math.max(places(current), places(base)));
    const off = said - (now - then);
    if ((off < 0n ? -off : off) <= pow10(decimals - coarsest)) continue;
    if (/[%％]\s*$/u.test(cell.text) && then > 0n) {
      const growth: Fraction = { n: (now - then) * 100n, d: then };
      if (isPrintedEqual(cell.decimal, growth, 'half-up')) continue;
    }
    const expected = shortestDecimal(now - then, decimals);
    reporter.report({
      rule: 'points-differ',
      cells: [cell, current, base],
      expected: `${expected}个百分点`,
      params: {
        name: cell.indicator.name,
        value: cell.decimal,
        current: current.decimal!,
        base: base.decimal!,
        expected,
      },
    });
  }
}
