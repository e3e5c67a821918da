// Calls of printed tables.

import type { Ctx } from '../context.js';
import { buildTable } from './build-table.js';
import { exportAllTables, exportTableFile } from './export.js';
import { exportSources } from './sources.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { LAYOUTS } from '../../../shared/reports/layouts/index.js';

export function list(_ctx: Ctx, _params: ParsedParams<'tables.list'>): Result<'tables.list'> {
  return {
    tables: LAYOUTS.map(({ name, title, description }) => ({
      name,
      title: title.replaceAll(/\{\w+\}/g, ''),
      description,
    })),
  };
}

export function build(ctx: Ctx, { name, period, options }: ParsedParams<'tables.build'>): Result<'tables.build'> {
  return buildTable(ctx, name, period, options);
}

export function exportTable(ctx: Ctx, params: ParsedParams<'tables.export'>): Promise<Result<'tables.export'>> {
  return exportTableFile(ctx, params.name, params.period, params.options, params.format);
}

export function exportAll(ctx: Ctx, params: ParsedParams<'tables.export-all'>): Promise<Result<'tables.export-all'>> {
  return exportAllTables(ctx, params.period, params.format);
}

export function sources(ctx: Ctx, params: ParsedParams<'tables.sources'>): Promise<Result<'tables.sources'>> {
  return exportSources(ctx, params.name, params.period, params.options);
}
