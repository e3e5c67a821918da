// What a form holds before it is drawn: units, indicators, given figures of last year and last month.

import { AppError } from '../../../shared/errors/app-error.js';
import type { Indicator } from '../../../shared/indicators/define.js';
import { unitFieldOf, type Ledger } from '../../../shared/ledgers/define.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { addMonths, addYears, monthOf, yearOf, type Basis, type Period } from '../../../shared/model/period.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import { isValidAt, type ReportingUnit } from '../../../shared/model/unit.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { populationPeriod } from '../../../shared/statistics/per-capita.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import type { Ctx } from '../context.js';
import { submittedValues } from '../statistics/period-values.js';
import { findLedger } from '../store/ledger-list.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { MONTHLY_CODES } from '../tasks/default-task.js';
import { listUnits } from '../store/unit-store.js';

export interface FormPlan {
  period: Period;
  /** Parts named before the whole are put after it: order of the catalogue. */
  indicators: StoredIndicator[];
  byCode: ReadonlyMap<string, StoredIndicator>;
  units: ReportingUnit[];
  /** A sheet each, for rows of that unit. */
  ledgers: readonly Ledger[];
  /** Plain decimal or ''. */
  given(figure: 'last-year' | 'last-month', unitId: number, indicator: StoredIndicator): string;
  /** Stored value that divides a ratio where the form does not ask for it (人口); plain decimal or ''. */
  constant(code: string, unitId: number): string;
  deadline: string;
  contact: string;
  notes: string[];
}

/** A ratio that the program computes from two others. */
export function isComputed(indicator: Indicator): boolean {
  return indicator.kind === 'ratio' && indicator.numerator !== null && indicator.denominator !== null;
}

function basisOf(indicator: StoredIndicator): Basis {
  return indicator.kind === 'flow' ? 'ytd' : 'asof';
}

export function planForm(ctx: Pick<Ctx, 'store'>, params: ParsedParams<'forms.create'>): FormPlan {
  const { period } = params;
  const all = listIndicators(ctx.store);
  const byCode = new Map(all.map((indicator) => [indicator.code, indicator]));
  const ledgers = ledgersOf(ctx, params);
  const values = submittedValues(ctx.store);
  const lastYear = addYears(period, -1);
  const lastMonth = addMonths(period, -1);
  const plain = (at: Period, unitId: number, indicator: StoredIndicator, basis: Basis): string => {
    const value = usableValue(values.figure(at, indicator, basis, unitId));
    return value === null ? '' : shortestDecimal(value, scaleOf(indicator.measure));
  };
  return {
    period,
    indicators: params.codes
      ? chosen(params.codes, byCode, ledgers.length > 0)
      : withRatios(all, usualIndicators(ctx, period).inputs),
    byCode,
    units: unitsOf(ctx, params),
    ledgers,
    given: (figure, unitId, indicator) => {
      if (figure === 'last-year') return plain(lastYear, unitId, indicator, basisOf(indicator));
      // A cumulative value begins anew in January.
      if (monthOf(period) === 1 && basisOf(indicator) === 'ytd') return '';
      return plain(lastMonth, unitId, indicator, basisOf(indicator));
    },
    constant: (code, unitId) => {
      const indicator = byCode.get(code);
      if (!indicator || indicator.category !== 'base') return '';
      return plain(populationPeriod(period, period, 'fixed'), unitId, indicator, 'asof');
    },
    deadline: params.deadline ?? '',
    contact: params.contact ?? '',
    notes: (params.notes ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}

/** Throws input.invalid where rows of it belong to no unit, or where one table is for all units. */
function ledgersOf(ctx: Pick<Ctx, 'store'>, params: ParsedParams<'forms.create'>): Ledger[] {
  const ledgers = [...new Set(params.ledgers ?? [])].map((id) => {
    const ledger = findLedger(ctx.store, id);
    if (ledger === null) throw new AppError('data.not-found', { what: `台账${id}` });
    if (unitFieldOf(ledger) === null)
      throw new AppError('input.invalid', { what: `台账“${ledger.title}”不分填报单位，不能放进填报表` });
    return ledger;
  });
  if (ledgers.length > 0 && !params.perUnit)
    throw new AppError('input.invalid', { what: '合为一张的填报表不能带台账，请选择“每个填报单位一份”' });
  return ledgers;
}

function chosen(
  codes: readonly string[],
  byCode: ReadonlyMap<string, StoredIndicator>,
  hasLedgers: boolean,
): StoredIndicator[] {
  if (codes.length === 0 && hasLedgers) return [];
  const found = [...new Set(codes)].map((code) => {
    const indicator = byCode.get(code);
    if (!indicator) throw new AppError('data.not-found', { what: `指标${code}` });
    return indicator;
  });
  if (!found.some((indicator) => !isComputed(indicator)))
    throw new AppError('input.invalid', { what: '至少选择一个需要填报的指标（比率由程序计算，不填报）' });
  return found.sort((a, b) => a.order - b.order || (a.code < b.code ? -1 : 1));
}

/** Enabled indicators that somebody has reported of late; before the first report those of the usual monthly report. */
export function usualIndicators(
  ctx: Pick<Ctx, 'store'>,
  period: Period,
): { inputs: StoredIndicator[]; isReported: boolean } {
  const values = submittedValues(ctx.store);
  const periods = [period, addMonths(period, -1), addYears(period, -1)];
  const asked = listIndicators(ctx.store).filter(
    (indicator) => indicator.enabled && !isComputed(indicator) && indicator.category !== 'base',
  );
  const used = asked.filter((indicator) => periods.some((one) => values.has(one, indicator.id, basisOf(indicator))));
  if (used.length > 0) return { inputs: used, isReported: true };
  const monthly = asked.filter((indicator) => MONTHLY_CODES.includes(indicator.code));
  return { inputs: monthly.length > 0 ? monthly : asked, isReported: false };
}

/** With the ratios that the program computes from them, in the order of the catalogue. */
function withRatios(all: readonly StoredIndicator[], inputs: readonly StoredIndicator[]): StoredIndicator[] {
  const codes = new Set(inputs.map((indicator) => indicator.code));
  return all.filter(
    (indicator) =>
      codes.has(indicator.code) || (indicator.enabled && isComputed(indicator) && codes.has(indicator.numerator!)),
  );
}

function unitsOf(ctx: Pick<Ctx, 'store'>, params: ParsedParams<'forms.create'>): ReportingUnit[] {
  const units = listUnits(ctx.store);
  if (params.unitIds) {
    const wanted = new Set(params.unitIds);
    const found = units.filter((unit) => wanted.has(unit.id));
    if (found.length < wanted.size) throw new AppError('data.not-found', { what: '填报单位' });
    return found;
  }
  const valid = units.filter((unit) => unit.kind !== 'enterprise' && isValidAt(unit, params.period));
  if (valid.length === 0)
    throw new AppError('input.invalid', { what: `${yearOf(params.period)}年没有有效的填报单位，请先在设置中添加` });
  return valid;
}
