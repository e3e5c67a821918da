// Values and places as a higher authority published them. Never computed, never changed by our own data; where our own value
// differs from the published one, both are shown.

import type { Ctx } from '../context.js';
import { factText } from '../statistics/fact-text.js';
import { factsOf } from '../statistics/service.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { publishedOf, removePublished, savePublished, type Published } from '../store/published-store.js';
import { getBureau } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import type { PublishedDraft } from '../../../shared/contract/calls/benchmarks.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { parseScaled, shortestDecimal, toStoreInteger } from '../../../shared/model/scaled-number.js';
import { plainPercentText } from '../../../shared/model/number-text.js';

/** Growth is kept in ten-thousandths of a percent. */
const GROWTH_SCALE = 4;
const TOPICS = ['values', 'history'] as const;

export function publishedList(ctx: Ctx, { period }: ParsedParams<'published.list'>): Result<'published.list'> {
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.id, indicator]));
  const facts = factsOf(ctx, period);
  const place = getBureau(ctx.store)?.place ?? '';
  return {
    published: publishedOf(ctx.store, period).flatMap((row) => {
      const indicator = indicators.get(row.indicatorId);
      if (!indicator) return [];
      const total = facts.byCode.get(indicator.code)?.total;
      const isOwn = row.place === place && total?.isPrinted === true && total.exact !== null;
      const { indicatorId: _indicatorId, ...rest } = row;
      return [
        {
          ...rest,
          code: indicator.code,
          indicator: indicator.name,
          measure: row.figure === 'growth' ? '%' : indicator.measure,
          value: publishedValue(row, indicator),
          text: textOf(row),
          own: isOwn ? factText(total, row.figure === 'growth' ? 'change' : 'current', ctx.settings.rounding).text : '',
        },
      ];
    }),
  };
}

/** Plain decimal in the measure, of a growth in %. */
export function publishedValue({ value, figure }: Published, { measure }: StoredIndicator): string | null {
  return value === null ? null : shortestDecimal(value, figure === 'growth' ? GROWTH_SCALE : scaleOf(measure));
}

/** A record as it is stored, or in Chinese why it cannot be. */
export function publishedRow(
  published: PublishedDraft,
  indicator: StoredIndicator | undefined,
): Omit<Published, 'id'> | { problem: string } {
  if (!indicator) return { problem: `没有代码为${published.code}的指标` };
  const text = plainPercentText(published.value ?? '');
  const { placeNo, places, figure } = published;
  if (text === '' && placeNo === null) return { problem: '数值和位次至少填一项' };
  if (placeNo !== null && places !== null && placeNo > places) return { problem: `第${placeNo}位超过总数${places}位` };
  const scale = figure === 'growth' ? GROWTH_SCALE : scaleOf(indicator.measure);
  const value = text === '' ? null : parseScaled(text, scale);
  if (text !== '' && value === null)
    return {
      problem: `数值填的是“${published.value}”，应填最多${scale}位小数的数（${figure === 'growth' ? '%' : indicator.measure}）`,
    };
  const { period, scope, place, source, document, asOf, note } = published;
  return {
    period,
    scope,
    place,
    source,
    document,
    asOf,
    note,
    placeNo,
    places,
    figure,
    indicatorId: indicator.id,
    value: value === null ? null : toStoreInteger(value),
  };
}

function textOf(row: Published): string {
  if (row.placeNo === null) return '';
  return `居${row.scope}第${row.placeNo}位${row.places === null ? '' : `（共${row.places}位）`}`;
}

export function publishedSave(ctx: Ctx, { id, published }: ParsedParams<'published.save'>): Result<'published.save'> {
  const indicator = listIndicators(ctx.store).find((one) => one.code === published.code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: published.code });
  const row = publishedRow(published, indicator);
  if ('problem' in row) throw new AppError('input.invalid', { what: row.problem });
  const saved = write(
    ctx.store,
    {
      kind: 'manual',
      label: `登记上级公布的“${indicator.name}”（${published.place}）`,
      operator: ctx.operator,
      topics: [...TOPICS],
      detail: published.source,
    },
    () => savePublished(ctx.store, { ...row, id }),
  );
  return { id: saved };
}

export function publishedRemove(ctx: Ctx, { id }: ParsedParams<'published.remove'>): Result<'published.remove'> {
  write(
    ctx.store,
    { kind: 'manual', label: '删除上级公布的一条数据', operator: ctx.operator, topics: [...TOPICS] },
    () => {
      if (!removePublished(ctx.store, id)) throw new AppError('data.not-found', { what: '这条公布的数据' });
    },
  );
  return {};
}
