// Calls of the officer's own layouts: saving, copying, taking out, carrying to another computer.
// A shipped layout is never changed: the officer copies it.

import { readFileSync, writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { freshLayoutName, removeOwnLayout, saveOwnLayout } from '../store/layout-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import type { Period } from '../../../shared/model/period.js';
import { layoutDraftSchema, type LayoutDraft, type TableLayout } from '../../../shared/reports/define.js';
import { shippedLayout } from '../../../shared/reports/layouts/index.js';
import { checkMembers } from './layout-units.js';
import { isEmptyTable, layoutNamed, plainTitle } from './layout-list.js';
import { listedNodes } from './plan-columns.js';
import { planTable } from './plan-table.js';

/** First words of an exported layout, so that another JSON file is told from it. */
const FILE_KIND = 'ip-ledger-table-layout';
/** A layout is a page of text; anything larger is something else. */
const MOST_BYTES = 2_000_000;

export function get(ctx: Ctx, { name }: ParsedParams<'layouts.get'>): Result<'layouts.get'> {
  return { layout: layoutNamed(ctx, name), isOwn: shippedLayout(name) === null };
}

function store(ctx: Ctx, layout: TableLayout, label: string): Result<'layouts.save'> {
  write(ctx.store, { kind: 'layout', label, operator: ctx.operator, topics: ['tables', 'history'] }, () =>
    saveOwnLayout(ctx.store, layout),
  );
  return { name: layout.name };
}

export function save(ctx: Ctx, { name, layout }: ParsedParams<'layouts.save'>): Result<'layouts.save'> {
  const title = plainTitle(layout.title);
  checkMembers(layout.rows, listUnits(ctx.store));
  if (name === null) return store(ctx, { ...layout, name: freshLayoutName(ctx.store) }, `新建表样“${title}”`);
  if (shippedLayout(name))
    throw new AppError('input.invalid', { what: '程序自带的表样不能直接修改，请先复制为自己的表样' });
  layoutNamed(ctx, name);
  return store(ctx, { ...layout, name }, `修改表样“${title}”`);
}

/** A copy lists its columns one by one, so that they can be moved and changed. */
export function copy(ctx: Ctx, { name, title, period }: ParsedParams<'layouts.copy'>): Result<'layouts.copy'> {
  const source = layoutNamed(ctx, name);
  const draft: LayoutDraft = { ...listed(ctx, source, period), ...(title === null ? {} : { title }) };
  const label = `复制表样“${plainTitle(source.title)}”`;
  return store(ctx, { ...draft, name: freshLayoutName(ctx.store) }, label);
}

/** The same layout with its rule written out for what the period holds; as it is where the period holds nothing. */
export function listed(ctx: Pick<Ctx, 'store' | 'settings'>, layout: TableLayout, period: Period): TableLayout {
  if (layout.columns.by === 'list') return layout;
  try {
    const plan = planTable(ctx, layout, period, {});
    return { ...layout, columns: { by: 'list', nodes: listedNodes(plan.columns) } };
  } catch (error) {
    if (isEmptyTable(error)) return layout;
    throw error;
  }
}

export function remove(ctx: Ctx, { name }: ParsedParams<'layouts.remove'>): Result<'layouts.remove'> {
  if (shippedLayout(name)) throw new AppError('input.invalid', { what: '程序自带的表样不能删除' });
  const { title } = layoutNamed(ctx, name);
  write(
    ctx.store,
    {
      kind: 'layout',
      label: `删除表样“${plainTitle(title)}”`,
      operator: ctx.operator,
      topics: ['tables', 'history'],
    },
    () => removeOwnLayout(ctx.store, name),
  );
  return {};
}

export function exportLayout(ctx: Ctx, { name }: ParsedParams<'layouts.export'>): Result<'layouts.export'> {
  const { name: _, ...layout } = layoutNamed(ctx, name);
  const output = ctx.files.output(`${plainTitle(layout.title)}.表样.json`);
  writeFileSync(output.path, `${JSON.stringify({ kind: FILE_KIND, version: 1, layout }, null, 2)}\n`);
  return output.finish();
}

export function importLayout(ctx: Ctx, { file }: ParsedParams<'layouts.import'>): Result<'layouts.import'> {
  const bytes = readFileSync(ctx.files.path(file.id));
  const refused = (found: string): AppError =>
    new AppError('input.invalid', { what: `文件“${file.name}”不是本程序导出的表样（${found}）` });
  if (bytes.length > MOST_BYTES) throw refused('文件过大');
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw refused('内容不是表样格式');
  }
  const { kind, layout } = (content ?? {}) as { kind?: unknown; layout?: unknown };
  if (kind !== FILE_KIND) throw refused('没有表样标记');
  const parsed = layoutDraftSchema.safeParse(layout);
  if (!parsed.success) throw refused(`“${parsed.error.issues[0]?.path.join('.') ?? ''}”一项不符合要求`);
  return store(ctx, { ...parsed.data, name: freshLayoutName(ctx.store) }, `导入表样“${plainTitle(parsed.data.title)}”`);
}
