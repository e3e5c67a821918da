// Calls about the indicator catalogue in use.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { indicatorDraftSchema, type Indicator, type IndicatorDraft } from '../../../shared/indicators/define.js';
import type { Ctx } from '../context.js';
import { listIndicators, saveIndicator, type StoredIndicator } from '../store/indicator-store.js';
import { allLedgersOf } from '../store/ledger-list.js';
import { isInUse } from '../store/in-use.js';
import { write } from '../store/write.js';
import { checkFed, checkIndicator } from './check-indicator.js';

export { exportList, importList } from './indicators-workbook.js';

function withoutId({ id: _id, ...indicator }: StoredIndicator): Indicator {
  return indicator;
}

export function list(ctx: Ctx): Result<'indicators.list'> {
  return { indicators: listIndicators(ctx.store).map(withoutId) };
}

export function save(ctx: Ctx, { code, isNew, indicator }: ParsedParams<'indicators.save'>): Result<'indicators.save'> {
  const all = listIndicators(ctx.store);
  const existing = all.find((other) => other.code === code);
  if (isNew && existing) throw new AppError('data.exists', { what: `指标代码“${code}”` });
  if (!isNew && !existing) throw new AppError('data.not-found', { what: `指标“${code}”` });
  if (
    existing &&
    (existing.measure !== indicator.measure || existing.kind !== indicator.kind) &&
    isInUse(ctx.store, 'indicator_id', existing.id)
  )
    throw new AppError('data.in-use', { what: `指标“${existing.name}”的计量单位或类型` });
  checkIndicator(all, code, indicator);
  if (existing && existing.measure !== indicator.measure) checkFed(allLedgersOf(ctx.store), code, indicator);
  write(
    ctx.store,
    {
      kind: 'indicators',
      label: `${isNew ? '新增' : '修改'}指标：${indicator.name}`,
      operator: ctx.operator,
      topics: ['indicators', 'values'],
    },
    () => saveIndicator(ctx.store, code, indicator),
  );
  return withoutId(listIndicators(ctx.store).find((other) => other.code === code)!);
}

export function enable(ctx: Ctx, { codes, enabled }: ParsedParams<'indicators.enable'>): Result<'indicators.enable'> {
  const all = listIndicators(ctx.store);
  const chosen = codes.map((code) => all.find((other) => other.code === code) ?? fail(code));
  write(
    ctx.store,
    {
      kind: 'indicators',
      label: `${enabled ? '启用' : '停用'}${codes.length}个指标`,
      operator: ctx.operator,
      topics: ['indicators', 'values'],
      detail: codes.join(' '),
    },
    () => {
      for (const indicator of chosen) saveIndicator(ctx.store, indicator.code, draftOf({ ...indicator, enabled }));
    },
  );
  return {};
}

function draftOf(indicator: Indicator): IndicatorDraft {
  return indicatorDraftSchema.parse(indicator);
}

function fail(code: string): never {
  throw new AppError('data.not-found', { what: `指标“${code}”` });
}
