// Calls of the new-year assistant.

import type { Ctx } from '../context.js';
import { write } from '../store/write.js';
import { planYear } from './plan-year.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';

export function preview(ctx: Ctx, { year, growth }: ParsedParams<'new-year.preview'>): Result<'new-year.preview'> {
  const { parts, hints } = planYear(ctx, year, growth);
  return {
    parts: parts.map(({ items, ...part }) => ({
      ...part,
      lines: items.map(({ what, from, to }) => ({ what, from, to })),
    })),
    hints,
  };
}

export function apply(ctx: Ctx, { year, growth, parts }: ParsedParams<'new-year.apply'>): Result<'new-year.apply'> {
  const items = planYear(ctx, year, growth)
    .parts.filter(({ part }) => parts.includes(part))
    .flatMap((part) => part.items);
  if (items.length === 0) return { written: 0 };
  write(
    ctx.store,
    {
      kind: 'manual',
      label: `结转到${year}年（${items.length}项）`,
      operator: ctx.operator,
      topics: ['values', 'units', 'settings', 'history'],
    },
    (changeSetId) => {
      for (const item of items) item.write(changeSetId);
    },
  );
  return { written: items.length };
}
