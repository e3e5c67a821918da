// Checks over the values of one file: sums, parts, cumulative order, ratios, changes, totals. Every finding names cells, both
// figures and what to do. Rules are declared in shared/checks/rules.ts; here they are run.

import type { CheckIssue, Severity } from '../../../../shared/import/plan.js';
import { PART_RULES_NOTE, SUM_RULES } from '../../../../shared/checks/rules.js';
import type { Settings } from '../../../../shared/contract/calls/system.js';
import { scaleOf } from '../../../../shared/indicators/measures.js';
import { addMonths, addYears, makePeriod, yearOf, type Basis, type Period } from '../../../../shared/model/period.js';
import {
  formatFraction,
  formatScaled,
  parseScaled,
  pow10,
  shortestDecimal,
  type Fraction,
} from '../../../../shared/model/scaled-number.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { StoredView } from './stored-view.js';

export interface CheckEnv {
  view: StoredView;
  indicators: ReadonlyMap<string, StoredIndicator>;
  settings: Settings;
  /** Units that count in the city total, valid at a period. */
  countedUnits(period: Period): { id: number; name: string }[];
}

export interface CheckResult {
  issues: CheckIssue[];
  /** Cells that a blocking finding makes unusable. */
  rejected: Map<ReadCell, string>;
}

interface Group {
  unitId: number;
  unit: string;
  period: Period;
  basis: Basis;
  cells: Map<string, ReadCell>;
}

export function checkValues(cells: ReadCell[], env: CheckEnv): CheckResult {
  const result: CheckResult = { issues: [], rejected: new Map() };
  const report = (cell: ReadCell, severity: Severity, rule: string, message: string): void => {
    result.issues.push({ severity, rule, sheet: cell.sheet, cell: cell.cell, message: `${cell.cell}${message}` });
  };
  const block = (involved: ReadCell[], rule: string, message: string): void => {
    report(involved[0]!, 'block', rule, message);
    for (const cell of involved) result.rejected.set(cell, '必改问题');
  };
  const groups = groupByUnit(cells);
  const byUnitPeriod = new Map<string, Group[]>();
  for (const group of groups) {
    const key = `${group.unitId}|${group.period}`;
    byUnitPeriod.set(key, [...(byUnitPeriod.get(key) ?? []), group]);
    checkSigns(group, report, block);
    checkSums(group, env, block);
    checkParts(group, env, block);
    checkAgainstHistory(group, env, report);
  }
  checkMonths(cells, env, report);
  checkRatios(cells, byUnitPeriod, env, report, block);
  checkChangeColumn(cells, env, report);
  checkTotals(cells, env, report);
  return result;
}

function groupByUnit(cells: ReadCell[]): Group[] {
  const groups = new Map<string, Group>();
  for (const cell of cells) {
    if (
      cell.role !== 'value' ||
      !cell.unit ||
      !cell.period ||
      !cell.basis ||
      cell.value === null ||
      cell.figure === 'month'
    )
      continue;
    const key = `${cell.unit.id}|${cell.period}|${cell.basis}`;
    let group = groups.get(key);
    if (!group) {
      group = { unitId: cell.unit.id, unit: cell.unit.name, period: cell.period, basis: cell.basis, cells: new Map() };
      groups.set(key, group);
    }
    if (!group.cells.has(cell.indicator!.code)) group.cells.set(cell.indicator!.code, cell);
  }
  return [...groups.values()];
}

function plain(cell: ReadCell): string {
  return shortestDecimal(cell.value!, scaleOf(cell.indicator!.measure));
}

type Report = (cell: ReadCell, severity: Severity, rule: string, message: string) => void;
type Block = (involved: ReadCell[], rule: string, message: string) => void;

function checkSigns(group: Group, report: Report, block: Block): void {
  void report;
  for (const cell of group.cells.values())
    if (cell.value! < 0n)
      block([cell], 'negative', `“${cell.indicator!.name}”是${plain(cell)}，不应为负数。请核实后改正。`);
}

/** 发明+新型+外观=授权 and the like: exactly. */
function checkSums(group: Group, env: CheckEnv, block: Block): void {
  for (const rule of SUM_RULES) {
    const total = group.cells.get(rule.total);
    const parts = rule.parts.map((code) => group.cells.get(code));
    if (!total || parts.some((part) => part === undefined)) continue;
    const sum = (parts as ReadCell[]).reduce((value, part) => value + part.value!, 0n);
    if (sum === total.value) continue;
    const scale = scaleOf(total.indicator!.measure);
    const listed = (parts as ReadCell[])
      .map((part) => `${part.cell}“${part.indicator!.name}”${plain(part)}`)
      .join(' + ');
    block(
      [total, ...(parts as ReadCell[])],
      'sum-of-parts',
      `“${total.indicator!.name}”是${plain(total)}，而${listed} = ${shortestDecimal(sum, scale)}，相差${shortestDecimal(sum - total.value!, scale)}。应相等，请核实哪一个有误。`,
    );
  }
  void env;
}

/** 其中 ≤ total. */
function checkParts(group: Group, env: CheckEnv, block: Block): void {
  for (const cell of group.cells.values()) {
    const wholeCode = cell.indicator!.partOf;
    const whole = wholeCode === null ? undefined : group.cells.get(wholeCode);
    const stored = whole || wholeCode === null ? null : storedWhole(group, wholeCode, env);
    const wholeValue = whole?.value ?? stored;
    if (wholeValue === null || wholeValue === undefined || cell.value! <= wholeValue) continue;
    const name = env.indicators.get(wholeCode!)?.name ?? wholeCode!;
    block(
      whole ? [cell, whole] : [cell],
      'part-exceeds-whole',
      `“${cell.indicator!.name}”是${plain(cell)}，大于${whole ? whole.cell : '已存的'}“${name}”${shortestDecimal(wholeValue, scaleOf(cell.indicator!.measure))}。${PART_RULES_NOTE}`,
    );
  }
}

function storedWhole(group: Group, code: string, env: CheckEnv): bigint | null {
  const whole = env.indicators.get(code);
  return whole ? (env.view.best(group.unitId, whole.id, group.period, group.basis)?.value ?? null) : null;
}

/** Cumulative not falling; change against last year far out of the ordinary; amounts off by 10⁴. */
function checkAgainstHistory(group: Group, env: CheckEnv, report: Report): void {
  for (const cell of group.cells.values()) {
    const { indicator } = cell;
    const scale = scaleOf(indicator!.measure);
    if (group.basis === 'ytd' && !group.period.endsWith('-01')) {
      const before = env.view.best(group.unitId, indicator!.id, addMonths(group.period, -1), 'ytd');
      if (before?.value !== null && before?.value !== undefined && cell.value! < before.value)
        report(
          cell,
          'warn',
          'cumulative-falls',
          `“${indicator!.name}”累计是${plain(cell)}，比上月累计${shortestDecimal(before.value, scale)}还少。累计数一般不会下降，如是更正请说明原因。`,
        );
    }
    const last = env.view.best(group.unitId, indicator!.id, addYears(group.period, -1), group.basis);
    if (last?.value === null || last?.value === undefined) continue;
    const base = last.value;
    const now = cell.value!;
    const one = pow10(scale);
    if (indicator!.measure.endsWith('元') && base > 0n && now > 0n && (now >= base * 5000n || base >= now * 5000n))
      report(
        cell,
        'warn',
        'measure-suspect',
        `“${indicator!.name}”是${plain(cell)}${indicator!.measure}，上年同期是${shortestDecimal(base, scale)}${indicator!.measure}，相差约一万倍。是否把元当成了万元（或相反）？请核实。`,
      );
    else if (base >= 10n * one && (now - base) * 100n > base * BigInt(env.settings.warnChangePercent))
      report(
        cell,
        'warn',
        'large-change',
        `“${indicator!.name}”是${plain(cell)}，上年同期是${shortestDecimal(base, scale)}，增长超过${env.settings.warnChangePercent}%。请核实是否多填或单位有误。`,
      );
    else if (base >= 10n * one && now * 5n < base)
      report(
        cell,
        'warn',
        'large-change',
        `“${indicator!.name}”是${plain(cell)}，上年同期是${shortestDecimal(base, scale)}，下降超过80%。请核实是否漏填。`,
      );
  }
}

/** 本月 ≤ 累计; 本月 = 累计 − 上月累计 where that is stored. */
function checkMonths(cells: ReadCell[], env: CheckEnv, report: Report): void {
  const cumulative = new Map<string, ReadCell>();
  for (const cell of cells)
    if (cell.role === 'value' && cell.figure !== 'month' && cell.basis === 'ytd' && cell.unit && cell.value !== null)
      cumulative.set(`${cell.unit.id}|${cell.indicator!.code}|${cell.period}`, cell);
  for (const month of cells) {
    if (month.figure !== 'month' || month.value === null || !month.unit || !month.indicator || !month.period) continue;
    if (month.value < 0n)
      report(month, 'warn', 'negative', `“${month.indicator.name}”本月是${plain(month)}，为负数，请核实。`);
    const total = cumulative.get(`${month.unit.id}|${month.indicator.code}|${month.period}`);
    if (!total) continue;
    if (month.value > total.value!) {
      report(
        month,
        'warn',
        'month-exceeds-cumulative',
        `“${month.indicator.name}”本月是${plain(month)}，大于${total.cell}的累计${plain(total)}。请核实。`,
      );
      continue;
    }
    const before = env.view.best(month.unit.id, month.indicator.id, addMonths(month.period, -1), 'ytd');
    if (month.period.endsWith('-01') || before?.value === null || before?.value === undefined) continue;
    if (total.value! - before.value !== month.value)
      report(
        month,
        'warn',
        'month-differs',
        `“${month.indicator.name}”本月是${plain(month)}，而累计${plain(total)}减上月累计${shortestDecimal(before.value, scaleOf(month.indicator.measure))}应为${shortestDecimal(total.value! - before.value, scaleOf(month.indicator.measure))}。请核实。`,
      );
  }
}

/** A submitted ratio against its own numerator and denominator; never over 100 % where it is a part of a whole. */
function checkRatios(
  cells: ReadCell[],
  groups: Map<string, Group[]>,
  env: CheckEnv,
  report: Report,
  block: Block,
): void {
  for (const cell of cells) {
    const { indicator } = cell;
    if (
      cell.role !== 'check' ||
      !indicator ||
      indicator.kind !== 'ratio' ||
      indicator.numerator === null ||
      cell.decimal === null
    )
      continue;
    if (cell.figure !== 'current' && cell.figure !== 'ytd') continue;
    if (!cell.unit || !cell.period) continue;
    const numerator = partValue(cell, indicator.numerator, groups, env);
    const denominator = partValue(cell, indicator.denominator!, groups, env);
    if (numerator === null || denominator === null || denominator.n <= 0n) continue;
    const exact: Fraction = {
      n: numerator.n * denominator.d * BigInt(indicator.factor),
      d: numerator.d * denominator.n,
    };
    const decimals = Math.min(Math.max(cell.decimal.split('.')[1]?.length ?? 0, indicator.precision), 6);
    const expected = formatFraction(exact, decimals, env.settings.rounding);
    const submitted = parseScaled(cell.decimal, decimals);
    if (
      indicator.measure === '%' &&
      indicator.direction === 'up' &&
      submitted !== null &&
      submitted > 100n * pow10(decimals)
    )
      block([cell], 'ratio-over-100', `“${indicator.name}”填的是${cell.decimal}%，不应超过100%。请核实分子和分母。`);
    if (submitted === null || parseScaled(expected, decimals) === submitted) continue;
    const isWithin = isPrintedEqual(cell.decimal, exact, env);
    if (isWithin) continue;
    report(
      cell,
      'warn',
      'ratio-differs',
      `“${indicator.name}”填的是${cell.decimal}，按${nameOf(env, indicator.numerator)}÷${nameOf(env, indicator.denominator!)}计算应为${expected}${explain(cell.decimal, exact, decimals)}。汇总以计算值为准，请核实。`,
    );
  }
}

/** True where the submitted text is the exact value rounded at its own number of decimals. */
function isPrintedEqual(decimal: string, exact: Fraction, env: CheckEnv): boolean {
  // Trailing zeros may come from a cell format (69.60); they claim no precision.
  const text = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  const decimals = text.split('.')[1]?.length ?? 0;
  if (decimals > 6)
    return (
      formatFraction(exact, 6, env.settings.rounding) ===
      formatScaled(parseScaled(text, decimals) ?? 0n, decimals, 6, env.settings.rounding)
    );
  return formatFraction(exact, decimals, 'half-up') === text || formatFraction(exact, decimals, 'half-even') === text;
}

/** Which other rounding would give the submitted figure (indicators.md B.6: truncation occurs in real tables). */
function explain(decimal: string, exact: Fraction, decimals: number): string {
  const truncated = (exact.n * pow10(decimals)) / exact.d;
  return parseScaled(decimal, decimals) === truncated ? '（填报数是截尾而不是四舍五入的结果）' : '';
}

function nameOf(env: CheckEnv, code: string): string {
  return env.indicators.get(code)?.name ?? code;
}

function partValue(cell: ReadCell, code: string, groups: Map<string, Group[]>, env: CheckEnv): Fraction | null {
  const indicator = env.indicators.get(code);
  if (!indicator) return null;
  const scale = pow10(scaleOf(indicator.measure));
  for (const group of groups.get(`${cell.unit!.id}|${cell.period!}`) ?? []) {
    const found = group.cells.get(code);
    if (found) return { n: found.value!, d: scale };
  }
  const isPopulation = indicator.category === 'base' && indicator.kind === 'stock';
  const period = isPopulation ? makePeriod(yearOf(cell.period!) - 1, 12) : cell.period!;
  const basis: Basis = indicator.kind === 'stock' ? 'asof' : 'ytd';
  const known = env.view.best(cell.unit!.id, indicator.id, period, basis);
  return known?.value === null || known?.value === undefined ? null : { n: known.value, d: scale };
}

/** A 同比 column against current and last year's value of the same file, else of the store. */
function checkChangeColumn(cells: ReadCell[], env: CheckEnv, report: Report): void {
  const currents = new Map<string, ReadCell>();
  const claims = new Map<string, ReadCell>();
  for (const cell of cells) {
    if (!cell.unit || !cell.indicator || cell.value === null || cell.figure === 'month') continue;
    const key = `${cell.unit.id}|${cell.indicator.code}`;
    if (cell.role === 'value') currents.set(key, cell);
    if (cell.role === 'claim') claims.set(key, cell);
  }
  for (const cell of cells) {
    if (
      cell.figure !== 'change' ||
      !cell.unit ||
      !cell.indicator ||
      cell.decimal === null ||
      cell.indicator.kind === 'ratio'
    )
      continue;
    const key = `${cell.unit.id}|${cell.indicator.code}`;
    const current = currents.get(key);
    if (!current?.period || !current.basis) continue;
    const base =
      claims.get(key)?.value ??
      env.view.best(cell.unit.id, cell.indicator.id, addYears(current.period, -1), current.basis)?.value ??
      null;
    if (base === null || base === 0n) continue;
    const exact: Fraction = { n: (current.value! - base) * 100n, d: base };
    if (base < 0n) continue;
    const decimals = Math.min(cell.decimal.split('.')[1]?.length ?? 0, 6);
    if (isPrintedEqual(normaliseDecimal(cell.decimal), exact, env)) continue;
    const fraction: Fraction = { n: current.value! - base, d: base };
    if (isPrintedEqual(normaliseDecimal(cell.decimal), fraction, env) && cell.measure !== '%') continue;
    report(
      cell,
      'warn',
      'change-differs',
      `“${cell.indicator.name}”同比填的是${cell.decimal}%，按本期${plain(current)}和同期${shortestDecimal(base, scaleOf(cell.indicator.measure))}计算应为${formatFraction(exact, Math.max(decimals, 1), env.settings.rounding)}%${explain(cell.decimal, exact, decimals)}。汇总以计算值为准，请核实。`,
    );
  }
}

function normaliseDecimal(decimal: string): string {
  return decimal === '-0' ? '0' : decimal;
}

/** 合计 rows are compared with Σ and never stored. */
function checkTotals(cells: ReadCell[], env: CheckEnv, report: Report): void {
  const sums = new Map<string, Map<number, bigint>>();
  const keyOf = (cell: ReadCell): string =>
    `${cell.sheetIndex}|${cell.indicator!.code}|${cell.figure}|${cell.period}|${cell.basis}`;
  for (const cell of cells) {
    if (cell.isTotal || !cell.unit || !cell.indicator || cell.value === null) continue;
    const key = keyOf(cell);
    const units = sums.get(key) ?? new Map<number, bigint>();
    if (!units.has(cell.unit.id)) units.set(cell.unit.id, cell.value);
    sums.set(key, units);
  }
  for (const total of cells) {
    if (
      !total.isTotal ||
      !total.indicator ||
      total.value === null ||
      total.indicator.kind === 'ratio' ||
      total.indicator.total !== 'sum'
    )
      continue;
    const units = sums.get(keyOf(total));
    if (!units || units.size < 2) continue;
    const counted = total.period === null ? null : new Set(env.countedUnits(total.period).map((unit) => unit.id));
    const scale = scaleOf(total.indicator.measure);
    const all = [...units.values()].reduce((sum, value) => sum + value, 0n);
    const onlyCounted =
      counted === null ? all : [...units].reduce((sum, [id, value]) => (counted.has(id) ? sum + value : sum), 0n);
    if (total.value === all || total.value === onlyCounted) continue;
    report(
      total,
      'warn',
      'total-differs',
      `合计行“${total.indicator.name}”是${plain(total)}，各单位相加是${shortestDecimal(onlyCounted, scale)}，相差${shortestDecimal(total.value - onlyCounted, scale)}。合计不入库，以各单位之和为准，请核实是哪个单位的数有误。`,
    );
  }
}
