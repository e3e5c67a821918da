// Calls of corrections: choices per cell, what a correction would change, the revision chain, 同口径调整.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { parseScaled, shortestDecimal, toStoreInteger } from '../../../shared/model/scaled-number.js';
import type { Ctx } from '../context.js';
import { addComparableBase, comparableBases } from '../store/comparable-store.js';
import { listIndicators } from '../store/indicator-store.js';
import { revisionChain } from '../store/revision-chain.js';
import { listUnits } from '../store/unit-store.js';
import { storedValue } from '../store/value-store.js';
import { write } from '../store/write.js';
import { effectOf } from './5-preview/effect.js';
import { chooseInFile } from './choose.js';
import { getPlanFile } from './plan-store.js';

export function choose(ctx: Ctx, params: ParsedParams<'import.choose'>): Result<'import.choose'> {
  return chooseInFile(ctx, params.planId, params.index, params);
}

export function effect(ctx: Ctx, params: ParsedParams<'import.effect'>): Result<'import.effect'> {
  const plan = getPlanFile(ctx.store, params.planId, params.index);
  if (plan.header.status === 'imported') throw new AppError('data.stale', { what: '这个文件已经接收' });
  // Before the officer has said yes to a correction, this shows what the yes would do.
  const asked = { ...plan.header, answers: { revision: 'accept', blank: 'accept', ...plan.header.answers } };
  return effectOf(ctx, { ...plan, header: asked });
}

export function submissionList(ctx: Ctx, params: ParsedParams<'submissions.list'>): Result<'submissions.list'> {
  return {
    submissions: revisionChain(ctx.store, {
      ...(params.unitId === undefined ? {} : { unitId: params.unitId }),
      ...(params.period === undefined ? {} : { period: params.period }),
    }),
  };
}

export function comparableList(ctx: Ctx, params: ParsedParams<'comparable.list'>): Result<'comparable.list'> {
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.id, indicator]));
  return {
    bases: comparableBases(ctx.store, params.period ?? null).flatMap((base) => {
      const indicator = indicators.get(base.indicatorId);
      if (!indicator || base.state === null) return [];
      const shown = (value: number | null | undefined): string | null =>
        value === null || value === undefined ? null : shortestDecimal(value, scaleOf(indicator.measure));
      return [
        {
          unitId: base.unitId,
          unit: units.get(base.unitId) ?? '',
          code: indicator.code,
          indicator: indicator.name,
          measure: indicator.measure,
          period: base.period,
          basis: base.basis,
          stored: shown(storedValue(ctx.store, base)?.value),
          value: shown(base.value),
          state: base.state,
          note: base.note,
        },
      ];
    }),
  };
}

export function comparableSave(ctx: Ctx, params: ParsedParams<'comparable.save'>): Result<'comparable.save'> {
  const indicator = listIndicators(ctx.store).find((candidate) => candidate.code === params.code);
  const unit = listUnits(ctx.store).find((candidate) => candidate.id === params.unitId);
  if (!indicator || !unit) throw new AppError('data.not-found', { what: indicator ? '填报单位' : '指标' });
  const value = params.value === null ? null : parseScaled(params.value, scaleOf(indicator.measure));
  if (params.value !== null && value === null)
    throw new AppError('input.invalid', { what: `“${params.value}”不是可保存的数值` });
  if (value !== null && params.note === '')
    throw new AppError('input.invalid', { what: '同口径调整要写明原因，打印时作为说明' });
  const label = `${value === null ? '取消同口径调整' : '同口径调整'}：${unit.name}“${indicator.name}”`;
  write(
    ctx.store,
    { kind: 'manual', label, operator: ctx.operator, topics: ['values', 'history'], detail: params.note },
    (changeSetId) =>
      addComparableBase(
        ctx.store,
        changeSetId,
        {
          unitId: unit.id,
          indicatorId: indicator.id,
          period: params.period,
          basis: params.basis,
          state: value === null ? null : value === 0n ? 'zero' : 'value',
          value: value === null ? null : toStoreInteger(value),
          note: params.note,
        },
        { importFileId: null, sheet: null, cell: null, text: params.value },
      ),
  );
  return {};
}
