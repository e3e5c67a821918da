// The office's own rules: A + B (+ C) = D, A ≤ B, A ≥ 上月, A within ± x % of last year or last month. Run once per unit and period.

import type { CheckRule, OwnExpression } from '../../../../shared/checks/rule.js';
import { scaleOf } from '../../../../shared/indicators/measures.js';
import { addMonths, addYears } from '../../../../shared/model/period.js';
import { compareFractions, shortestDecimal, type Fraction } from '../../../../shared/model/scaled-number.js';
import { add, subtract } from '../../../../shared/statistics/fraction.js';
import { formatResult } from '../../../../shared/statistics/format.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { inMeasure, lookUp, nameOf, plain, type Group, type Looked } from './groups.js';
import type { Reporter } from './reporter.js';

type Of<K extends OwnExpression['kind']> = Extract<OwnExpression, { kind: K }>;

export function checkOwnRules(groups: readonly Group[], env: CheckEnv, reporter: Reporter): void {
  for (const rule of env.rules.values()) {
    if (!rule.own || !rule.enabled || rule.expression === null) continue;
    const { expression } = rule;
    switch (expression.kind) {
      case 'sum':
        checkSum(rule, expression, groups, env, reporter);
        break;
      case 'at-most':
        checkAtMost(rule, expression, groups, env, reporter);
        break;
      case 'not-below-last-month':
        checkNotBelow(rule, expression, groups, env, reporter);
        break;
      case 'change-within':
        checkWithin(rule, expression, groups, env, reporter);
        break;
    }
  }
}

/** Cells of the file among what was looked up, the preferred one first: the issue is named there. */
function cellsOf(looked: readonly Looked[]): ReadCell[] {
  return looked.flatMap((one) => one.cell ?? []);
}

function stored(looked: readonly Looked[]): string[] {
  return looked.flatMap((one) => (one.cell ? [] : [`${one.indicator.code}=${one.value}`]));
}

function text(value: Fraction, looked: Looked): string {
  return formatResult(value, { decimals: scaleOf(looked.indicator.measure), rounding: 'half-up', trimZeros: true });
}

function checkSum(rule: CheckRule, expression: Of<'sum'>, groups: readonly Group[], env: CheckEnv, reporter: Reporter) {
  const total = lookUp(expression.total, groups, env);
  const parts = expression.parts.flatMap((code) => lookUp(code, groups, env) ?? []);
  if (!total || parts.length !== expression.parts.length) return;
  const values = [total, ...parts].map((one) => inMeasure(one, total.indicator.measure));
  if (values.some((value) => value === null)) return;
  const [whole, ...rest] = values as Fraction[];
  const sum = rest.reduce((a, b) => add(a, b));
  const cells = cellsOf([total, ...parts]);
  if (cells.length === 0 || compareFractions(sum, whole!) === 0) return;
  reporter.report({
    rule,
    cells,
    compared: stored([total, ...parts]),
    expected: text(sum, total),
    params: {
      name: total.indicator.name,
      value: text(whole!, total),
      parts: parts.map((one, index) => `“${one.indicator.name}”${text(rest[index]!, total)}`).join(' + '),
      expected: text(sum, total),
      difference: text(subtract(sum, whole!), total),
    },
  });
}

function checkAtMost(
  rule: CheckRule,
  expression: Of<'at-most'>,
  groups: readonly Group[],
  env: CheckEnv,
  reporter: Reporter,
) {
  const left = lookUp(expression.left, groups, env);
  const right = lookUp(expression.right, groups, env);
  if (!left || !right) return;
  const [small, large] = [inMeasure(left, left.indicator.measure), inMeasure(right, left.indicator.measure)];
  const cells = cellsOf([left, right]);
  if (!small || !large || cells.length === 0 || compareFractions(small, large) <= 0) return;
  reporter.report({
    rule,
    cells,
    compared: stored([left, right]),
    expected: `不大于${text(large, left)}`,
    params: {
      name: left.indicator.name,
      value: text(small, left),
      where: right.cell?.cell ?? '已存的',
      whole: nameOf(env, expression.right),
      expected: text(large, left),
    },
  });
}

function checkNotBelow(
  rule: CheckRule,
  expression: Of<'not-below-last-month'>,
  groups: readonly Group[],
  env: CheckEnv,
  reporter: Reporter,
) {
  for (const group of groups) {
    const cell = group.cells.get(expression.code);
    const before = cell && baseOf(cell, group, env, 'last-month');
    if (!cell || before === null || before === undefined || cell.value! >= before) continue;
    const expected = shortestDecimal(before, scaleOf(cell.indicator!.measure));
    reporter.report({
      rule,
      cells: [cell],
      compared: [`上月=${expected}`],
      expected: `不少于${expected}`,
      params: { name: cell.indicator!.name, value: plain(cell), expected },
    });
  }
}

function checkWithin(
  rule: CheckRule,
  expression: Of<'change-within'>,
  groups: readonly Group[],
  env: CheckEnv,
  reporter: Reporter,
) {
  for (const group of groups) {
    const cell = group.cells.get(expression.code);
    const base = cell && baseOf(cell, group, env, expression.against);
    if (!cell || base === null || base === undefined || base <= 0n) continue;
    const isRise = cell.value! > base;
    const difference = isRise ? cell.value! - base : base - cell.value!;
    if (difference * 10_000n <= base * BigInt(Math.round(expression.percent * 100))) continue;
    const shown = shortestDecimal(base, scaleOf(cell.indicator!.measure));
    reporter.report({
      rule,
      cells: [cell],
      compared: [`基数=${shown}`],
      params: {
        name: cell.indicator!.name,
        value: plain(cell),
        when: expression.against === 'last-year' ? '上年同期' : '上月',
        base: shown,
        direction: isRise ? '增长' : '下降',
        limit: String(expression.percent),
      },
    });
  }
}

/** January has no month before it in a cumulative series. */
function baseOf(cell: ReadCell, group: Group, env: CheckEnv, against: 'last-year' | 'last-month'): bigint | null {
  if (against === 'last-month' && group.basis === 'ytd' && group.period.endsWith('-01')) return null;
  const period = against === 'last-year' ? addYears(group.period, -1) : addMonths(group.period, -1);
  return env.view.best(group.unitId, cell.indicator!.id, period, group.basis)?.value ?? null;
}
