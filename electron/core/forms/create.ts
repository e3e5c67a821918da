// forms.create: plan → sheets → workbook in the outbox, one file per unit or one for all.

import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { placeOfAddress } from '../../../shared/model/cell-address.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { Ctx } from '../context.js';
import { writeWorkbook, type SheetSpec } from '../tables/xlsx-writer.js';
import { OWN_PROPERTY, OWN_SHEET } from '../workbook/1-read/own-metadata.js';
import type { DrawnForm } from './drawn-form.js';
import { cellName, metaProperty, metaRows, type FormMeta } from './form-meta.js';
import { planForm, usualIndicators, type FormPlan } from './form-plan.js';
import { guideSheet } from './guide-sheet.js';
import { formLedgers } from './ledger-sheets.js';
import { plainText } from './sheet-parts.js';
import { unitForm } from './unit-form.js';
import { unitsForm } from './units-form.js';

export async function create(ctx: Ctx, params: ParsedParams<'forms.create'>): Promise<Result<'forms.create'>> {
  const plan = planForm(ctx, params);
  if (!params.perUnit) {
    ctx.job.step({ done: 0, total: 1, stage: '生成填报表' });
    const file = await writeForm(ctx, plan, unitsForm(plan), 'units', plan.units);
    ctx.job.step({ done: 1, total: 1, stage: '完成' });
    return { files: [file] };
  }
  const files: FileRef[] = [];
  for (const [index, unit] of plan.units.entries()) {
    if (ctx.job.isCancelled()) throw new AppError('job.cancelled');
    ctx.job.step({ done: index, total: plan.units.length, stage: `生成填报表：${unit.name}` });
    files.push(await writeForm(ctx, plan, drawUnitForm(plan, unit), 'unit', [unit]));
  }
  ctx.job.step({ done: plan.units.length, total: plan.units.length, stage: '完成' });
  return { files };
}

export function usual(ctx: Ctx, { period }: ParsedParams<'forms.usual'>): Result<'forms.usual'> {
  const { inputs, isReported } = usualIndicators(ctx, period);
  return { codes: inputs.map((indicator) => indicator.code), from: isReported ? 'reported' : 'monthly-report' };
}

/** The sheet of the indicators, where there are any; without, the form is its ledgers alone. */
function drawUnitForm(plan: FormPlan, unit: ReportingUnit): DrawnForm | LedgersAlone {
  if (plan.indicators.length > 0) return unitForm(plan, unit);
  return { title: `${unit.name}${periodTitle(plan.period, 'ytd')}知识产权台账填报表`, sheet: null, cells: [] };
}

interface LedgersAlone {
  title: string;
  sheet: null;
  cells: [];
}

async function writeForm(
  ctx: Ctx,
  plan: FormPlan,
  drawn: DrawnForm | LedgersAlone,
  layout: FormMeta['layout'],
  units: readonly ReportingUnit[],
): Promise<FileRef> {
  const ledgers = layout === 'unit' ? formLedgers(plan, units[0]!) : { sheets: [], metas: [] };
  const meta: FormMeta = {
    template: randomUUID(),
    period: plan.period,
    layout,
    sheet: drawn.sheet?.name ?? '',
    units: units.map(({ id, name }) => ({ id, name })),
    cells: drawn.cells,
    ledgers: ledgers.metas,
  };
  const sheets = [
    ...(drawn.sheet === null ? [] : [drawn.sheet]),
    ...ledgers.sheets.map((sheet) => ({ drawn: sheet })),
    guideSheet(plan),
    metaSheet(meta),
  ];
  const bytes = await writeWorkbook(sheets, drawn.title, {
    names: drawn.cells.map((cell) => ({
      name: cellName(meta, cell),
      sheet: meta.sheet,
      ...placeOfAddress(cell.cell)!,
    })),
    properties: { [OWN_PROPERTY]: metaProperty(meta) },
  });
  const output = ctx.files.output(`${drawn.title}.xlsx`);
  writeFileSync(output.path, bytes);
  return output.finish();
}

function metaSheet(meta: FormMeta): SheetSpec {
  const texts = metaRows(meta);
  const width = Math.max(...texts.map((row) => row.length));
  return {
    name: OWN_SHEET,
    state: 'veryHidden',
    columnWidths: Array.from({ length: width }, () => 16),
    rows: texts.map((row) =>
      Array.from({ length: width }, (_, column) => (row[column] ? plainText(row[column]) : null)),
    ),
    rowHeights: new Map(),
    merges: [],
    freeze: { rows: 0, columns: 0 },
    page: {
      paper: 'A4',
      orientation: 'portrait',
      marginsMm: { top: 20, right: 20, bottom: 20, left: 20 },
      titleRows: null,
      titleColumns: 0,
      breaksBefore: [],
    },
    footer: '',
  };
}
