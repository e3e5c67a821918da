// Calls of printed tables.

import type { Ctx } from '../context.js';
import { buildTable } from './build-table.js';
import { exportAllTables, exportTableFile } from './export.js';
import { shownTable } from './shown-table.js';
import { exportSources } from './sources.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { shippedLayout } from '../../../shared/reports/layouts/index.js';
import { allLayouts, plainTitle } from './layout-list.js';

export function list(ctx: Ctx, _params: ParsedParams<'tables.list'>): Result<'tables.list'> {
  return {
    tables: allLayouts(ctx).map(({ name, title, description }) => ({
      name,
      title: plainTitle(title),
      description,
      isOwn: shippedLayout(name) === null,
    })),
  };
}

/** A layout that is not saved yet, as it would print. */
export function preview(ctx: Ctx, { layout, period }: ParsedParams<'layouts.preview'>): Result<'layouts.preview'> {
  return buildTable(ctx, { ...layout, name: 'preview' }, period, {});
}

export function build(ctx: Ctx, { name, period, options }: ParsedParams<'tables.build'>): Result<'tables.build'> {
  return buildTable(ctx, name, period, options);
}

export function show(ctx: Ctx, params: ParsedParams<'tables.show'>): Result<'tables.show'> {
  return shownTable(ctx, params);
}

export function exportTable(ctx: Ctx, params: ParsedParams<'tables.export'>): Promise<Result<'tables.export'>> {
  return exportTableFile(ctx, params);
}

export function exportAll(ctx: Ctx, params: ParsedParams<'tables.export-all'>): Promise<Result<'tables.export-all'>> {
  return exportAllTables(ctx, params);
}

export function sources(ctx: Ctx, params: ParsedParams<'tables.sources'>): Promise<Result<'tables.sources'>> {
  return exportSources(ctx, params);
}
