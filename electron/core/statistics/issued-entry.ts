// values.save-issued: numbers of the province or CNIPA that were read from a notice or a system and typed. Each is kept beside the
// submissions, with where it was read and the day it is as of; nothing is overwritten.

import type { Ctx } from '../context.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { addIssuedValue, issuedDirectly, issuedOrigin, type IssuedValue } from '../store/issued-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { periodTitle, type Basis } from '../../../shared/model/period.js';
import { isValidAt } from '../../../shared/model/unit.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { readTypedValue } from '../../../shared/statistics/typed-value.js';
import { sourceOf } from '../../../shared/model/value-source.js';
import { figureOf } from './period-values.js';
import { isComputedIndicator } from './value-entry.js';

/** Cumulative for what flows, at the end of the period for the rest: as tables print it. */
function basisOf(indicator: StoredIndicator): Basis {
  return indicator.kind === 'flow' ? 'ytd' : 'asof';
}

function indicatorOf(ctx: Ctx, code: string): StoredIndicator {
  const indicator = listIndicators(ctx.store).find((one) => one.code === code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: code });
  if (isComputedIndicator(indicator))
    throw new AppError('input.invalid', { what: `${indicator.name}由其他指标计算得出，请登记它的分子和分母` });
  return indicator;
}

export function listIssued(ctx: Ctx, { period, code }: ParsedParams<'values.issued'>): Result<'values.issued'> {
  const indicator = indicatorOf(ctx, code);
  const basis = basisOf(indicator);
  const issued = issuedDirectly(ctx.store, period).filter(
    (one) => one.indicatorId === indicator.id && one.basis === basis,
  );
  const format = { measure: indicator.measure, decimals: indicator.precision, rounding: ctx.settings.rounding };
  const cell = (unitId: number | null, unit: string) => {
    const found: IssuedValue | undefined = issued.find((one) => one.unitId === unitId);
    return {
      unitId,
      unit,
      text: found
        ? formatFigure(figureOf({ state: found.value === 0 ? 'zero' : 'value', value: found.value }, indicator), format)
        : '',
      origin: found ? issuedOrigin(found) : '',
    };
  };
  return {
    measure: indicator.measure,
    basis,
    source: sourceOf(ctx.settings.valueSources, indicator),
    cells: [
      cell(null, '全区域（含市直及未划分）'),
      ...listUnits(ctx.store)
        .filter((unit) => isValidAt(unit, period))
        .map((unit) => cell(unit.id, unit.name)),
    ],
  };
}

export function saveIssued(ctx: Ctx, params: ParsedParams<'values.save-issued'>): Result<'values.save-issued'> {
  const { store } = ctx;
  const { period, code, origin, asOf, cells } = params;
  const indicator = indicatorOf(ctx, code);
  const basis = basisOf(indicator);
  const units = listUnits(store);
  const standing = new Map(
    issuedDirectly(store, period)
      .filter((one) => one.indicatorId === indicator.id && one.basis === basis)
      .map((one) => [one.unitId, one]),
  );
  const problems: { index: number; message: string }[] = [];
  const wanted: { unitId: number | null; value: number | null; text: string }[] = [];
  let unchanged = 0;
  const seen = new Set<number | null>();
  for (const [index, { unitId, text }] of cells.entries()) {
    const unit = units.find((one) => one.id === unitId);
    if (seen.has(unitId)) problems.push({ index, message: '同一个填报单位在本次登记中出现两次。' });
    seen.add(unitId);
    if (unitId !== null && (unit === undefined || !isValidAt(unit, period))) {
      problems.push({ index, message: '没有这个填报单位，或它在这一期不在填报单位之列。' });
      continue;
    }
    const read = readTypedValue(text, {
      measure: indicator.measure,
      scale: scaleOf(indicator.measure),
      mayBeNegative: indicator.kind === 'ratio',
    });
    if ('problem' in read) problems.push({ index, message: read.problem.replace('，不适用填“-”', '') });
    else if (read.state !== 'value' && read.state !== 'zero' && read.state !== 'not_submitted')
      problems.push({ index, message: '上级下发数应为一个数；没有下发的请留空。' });
    else {
      const before = standing.get(unitId);
      const isSame =
        before === undefined
          ? read.value === null
          : before.value === read.value && before.origin === origin && before.asOf === asOf;
      if (isSame) unchanged += 1;
      else wanted.push({ unitId, value: read.value, text });
    }
  }
  if (problems.length > 0 || wanted.length === 0) return { saved: 0, unchanged, problems };
  write(
    store,
    {
      kind: 'manual',
      label: `登记上级下发数：${indicator.name}${periodTitle(period, basis)}`,
      operator: ctx.operator,
      topics: ['values'],
      detail: `${wanted.length}个数值，${origin}`,
    },
    (changeSetId) => {
      for (const { unitId, value, text } of wanted)
        addIssuedValue(
          store,
          changeSetId,
          { unitId, indicatorId: indicator.id, period, basis, value },
          { importFileId: null, sheet: null, cell: null, text, sourceMeasure: indicator.measure, origin, asOf },
        );
    },
  );
  return { saved: wanted.length, unchanged, problems: [] };
}
