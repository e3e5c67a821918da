// Values and places as a higher authority published them. Never computed, never changed by our own data; where our own value
// differs from the published one, both are shown.

import type { Ctx } from '../context.js';
import { factText } from '../statistics/fact-text.js';
import { factsOf } from '../statistics/service.js';
import { listIndicators } from '../store/indicator-store.js';
import { publishedOf, removePublished, savePublished, type Published } from '../store/published-store.js';
import { getBureau } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
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
      const { indicatorId: _indicatorId, value, ...rest } = row;
      const scale = row.figure === 'growth' ? GROWTH_SCALE : scaleOf(indicator.measure);
      return [
        {
          ...rest,
          code: indicator.code,
          indicator: indicator.name,
          measure: row.figure === 'growth' ? '%' : indicator.measure,
          value: value === null ? null : shortestDecimal(value, scale),
          text: textOf(row),
          own: isOwn ? factText(total, row.figure === 'growth' ? 'change' : 'current', ctx.settings.rounding).text : '',
        },
      ];
    }),
  };
}

function textOf(row: Published): string {
  if (row.placeNo === null) return '';
  return `居${row.scope}第${row.placeNo}位${row.places === null ? '' : `（共${row.places}位）`}`;
}

export function publishedSave(ctx: Ctx, { id, published }: ParsedParams<'published.save'>): Result<'published.save'> {
  const indicator = listIndicators(ctx.store).find((one) => one.code === published.code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: published.code });
  const text = plainPercentText(published.value ?? '');
  if (text === '' && published.placeNo === null) throw new AppError('input.invalid', { what: '数值和位次至少填一项' });
  if (published.placeNo !== null && published.places !== null && published.placeNo > published.places)
    throw new AppError('input.invalid', { what: `第${published.placeNo}位超过总数${published.places}位` });
  const scale = published.figure === 'growth' ? GROWTH_SCALE : scaleOf(indicator.measure);
  const value = text === '' ? null : parseScaled(text, scale);
  if (text !== '' && value === null)
    throw new AppError('input.invalid', {
      what: `数值填的是“${published.value}”，应填最多${scale}位小数的数（${published.figure === 'growth' ? '%' : indicator.measure}）`,
    });
  const { code: _code, value: _value, ...rest } = published;
  const saved = write(
    ctx.store,
    {
      kind: 'manual',
      label: `登记上级公布的“${indicator.name}”（${published.place}）`,
      operator: ctx.operator,
      topics: [...TOPICS],
      detail: published.source,
    },
    () =>
      savePublished(ctx.store, {
        ...rest,
        id,
        indicatorId: indicator.id,
        value: value === null ? null : toStoreInteger(value),
      }),
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
