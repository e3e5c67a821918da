// Calls about ledger rows of a plan: a page of them for the preview, and choices for single rows. And where stored rows came from.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { PlannedLedger, PlannedRow } from '../../../shared/import/ledger-rows.js';
import type { PlannedFile } from '../../../shared/import/plan.js';
import { fieldText, type TextEnv } from '../../../shared/ledgers/field-text.js';
import { fieldOf, type Field, type Ledger } from '../../../shared/ledgers/define.js';
import { fieldFrom } from '../../../shared/ledgers/own.js';
import type { Ctx } from '../context.js';
import { findLedger } from '../store/ledger-list.js';
import { planRowPage } from '../store/plan-row-store.js';
import { sourcesOfRow } from '../store/row-source-store.js';
import { listUnits } from '../store/unit-store.js';
import { cellAddress } from './1-read/raw-book.js';
import { textsByField, type LedgerPlanRow } from './5-preview/ledger-plan-row.js';
import { rowChoice } from './5-preview/ledger-sheets.js';
import { getPlanFile, savePlanFile } from './plan-store.js';

function textEnv(ctx: Ctx): TextEnv {
  const names = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  return { unitName: (id) => names.get(id) ?? '' };
}

export function rows(ctx: Ctx, params: ParsedParams<'import.ledger-rows'>): Result<'import.ledger-rows'> {
  const file = getPlanFile(ctx.store, params.planId, params.index);
  const summary = file.header.ledgers?.find((one) => one.sheetIndex === params.sheetIndex);
  if (!summary) throw new AppError('data.not-found', { what: '这张台账' });
  const { sheetIndex, fates, offset, limit } = params;
  const page = planRowPage(ctx.store, params.planId, params.index, {
    sheetIndex,
    fates: fates ?? null,
    offset,
    limit,
  });
  const ledger = findLedger(ctx.store, summary.ledger);
  const added = file.detail.ledgerFields?.find((one) => one.ledger === summary.ledger)?.fields ?? [];
  const fieldNamed = (name: string): Field | null => {
    const own = added.find((one) => one.name === name);
    return own ? fieldFrom(own) : ledger && fieldOf(ledger, name);
  };
  const env = textEnv(ctx);
  return {
    total: page.total,
    rows: page.rows.map((row) => shownRow(row, summary, file.header, fieldNamed, env)),
  };
}

/** The cell that a value was read from: of 第6行“薛城区…” the line that says it, not the row that got it. `r`: of the row, from 0. */
function sourceCell({ c, use }: PlannedLedger['columns'][number], r: number, text: string): string {
  const line = use === 'lines' ? /^第(\d+)行/.exec(text)?.[1] : undefined;
  return cellAddress(line === undefined ? r : Number(line) - 1, c);
}

function shownRow(
  row: LedgerPlanRow,
  summary: PlannedLedger,
  header: PlannedFile,
  fieldNamed: (name: string) => Field | null,
  env: TextEnv,
): PlannedRow {
  const columns = new Map(
    summary.columns.flatMap((column) => (column.field === null ? [] : [[column.field, column] as const])),
  );
  const cellOf = (name: string | null, text = ''): string | null => {
    const column = name === null ? undefined : columns.get(name);
    return column === undefined ? null : sourceCell(column, row.r, text);
  };
  // In the order of the sheet, then what the title gave and what an update clears.
  const names = [...new Set([...columns.keys(), ...Object.keys(row.before ?? {})])];
  const choice = header.answers[rowChoice(summary.sheetIndex, row.r)];
  const texts = textsByField(row.texts, summary.columns);
  const given = (summary.given ?? []).filter(({ field }) => !names.includes(field));
  for (const { field, text } of given) texts[field] = text;
  return {
    sheetIndex: summary.sheetIndex,
    line: row.r + 1,
    ref: `${summary.sheetIndex}:${row.r + 1}`,
    fate: row.fate,
    reason: row.reason,
    rowId: row.id,
    fields: [...names, ...given.map(({ field }) => field)].flatMap((name) => {
      const field = fieldNamed(name);
      if (field === null) return [];
      const text = texts[name] ?? '';
      const isChanged = row.before !== null && Object.hasOwn(row.before, name);
      if (text === '' && !isChanged) return [];
      return [
        {
          field: name,
          label: field.label,
          cell: cellOf(name, text),
          text,
          value: fieldText(field, row.row[name] ?? null, env),
          before: isChanged ? fieldText(field, row.before![name] ?? null, env) : null,
        },
      ];
    }),
    findings: row.findings.map((finding) => ({ ...finding, cell: cellOf(finding.field) })),
    ...(choice === 'receive' || choice === 'leave' ? { chosen: choice === 'receive' } : {}),
  };
}

export function chooseRows(ctx: Ctx, params: ParsedParams<'import.choose-rows'>): Result<'import.choose-rows'> {
  const file = getPlanFile(ctx.store, params.planId, params.index);
  const { header } = file;
  if (header.status === 'imported') throw new AppError('data.stale', { what: '这个文件已经接收' });
  for (const [ref, choice] of Object.entries(params.rows)) {
    const sheet = Number(ref.split(':')[0]);
    if (!header.ledgers?.some((one) => one.sheetIndex === sheet))
      throw new AppError('data.not-found', { what: `第${ref.split(':')[1] ?? ''}行` });
    if (choice === 'default') delete header.answers[`row:${ref}`];
    else header.answers[`row:${ref}`] = choice;
  }
  savePlanFile(ctx.store, params.planId, file, file.path, file.periodHint);
  return { file: header };
}

/** The cells that a stored row came from, newest file first. */
export function sources(ctx: Ctx, params: ParsedParams<'ledgers.sources'>): Result<'ledgers.sources'> {
  const ledger: Ledger | null = findLedger(ctx.store, params.ledger);
  if (ledger === null) throw new AppError('data.not-found', { what: `台账“${params.ledger}”` });
  return {
    sources: sourcesOfRow(ctx.store, ledger.id, params.id).map(({ report, ...source }) => {
      const header = JSON.parse(report) as PlannedFile;
      const summary = header.ledgers?.find((one) => one.sheetIndex === source.sheetIndex);
      const columns = summary?.columns ?? [];
      const labelOf = (field: string): string => fieldOf(ledger, field)?.label ?? field;
      const texts = textsByField(source.texts, columns);
      return {
        importFileId: source.importFileId,
        file: source.file,
        at: source.at,
        sheet: source.sheet,
        line: source.line,
        fields: [
          ...columns.flatMap((column) => {
            const { field } = column;
            const text = field === null ? undefined : texts[field];
            if (field === null || text === undefined) return [];
            return [{ field, label: labelOf(field), cell: sourceCell(column, source.line - 1, text), text }];
          }),
          ...(summary?.given ?? []).map(({ field, text }) => ({ field, label: labelOf(field), cell: null, text })),
        ],
      };
    }),
  };
}
