// The layouts that there are: the shipped ones, then the officer's own.

import type { Ctx } from '../context.js';
import { ownLayouts } from '../store/layout-store.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { TableLayout } from '../../../shared/reports/define.js';
import { LAYOUTS, shippedLayout } from '../../../shared/reports/layouts/index.js';

export function allLayouts(ctx: Pick<Ctx, 'store'>): TableLayout[] {
  return [...LAYOUTS, ...ownLayouts(ctx.store)];
}

/** Throws data.not-found. */
export function layoutNamed(ctx: Pick<Ctx, 'store'>, name: string): TableLayout {
  const layout = shippedLayout(name) ?? ownLayouts(ctx.store).find((one) => one.name === name);
  if (!layout) throw new AppError('data.not-found', { what: `表样“${name}”` });
  return layout;
}

export function plainTitle(title: string): string {
  return title.replaceAll(/\{\w+\}/g, '');
}

/** Refusals that say that a table has nothing to print in the period: no failure of the program or of the layout. */
const EMPTY: ReadonlySet<string> = new Set(['data.no-values', 'data.no-rows', 'data.no-task']);

export function isEmptyTable(error: unknown): boolean {
  return error instanceof AppError && EMPTY.has(error.code);
}
