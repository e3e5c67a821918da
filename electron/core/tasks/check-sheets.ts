// 数据核对单: per unit its figures as they will be printed, to be confirmed, signed and returned. One PrintTable per unit, drawn
// by the printers of core/tables; several units in one file with a page or sheet each.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import type { Fact, PeriodFacts } from '../statistics/facts.js';
import type { FactFigure } from '../statistics/fact-text.js';
import { paceWords } from '../statistics/pace-words.js';
import { factsOf } from '../statistics/service.js';
import { workCalendar } from '../store/task-store.js';
import { printPdf } from '../tables/print-pdf.js';
import { tablesToHtml } from '../tables/to-html.js';
import { sheetName } from '../tables/sheet-name.js';
import { sheetOf } from '../tables/to-xlsx.js';
import { writeWorkbook } from '../tables/xlsx-writer.js';
import { boardOf } from './board.js';
import { ledgersText } from './board-ledgers.js';
import { obligationsOf } from './required.js';
import { cell, pointsWords, shownFacts, stockNotes, unitRows, unitSheet } from './unit-sheet.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import type { BoardLedger } from '../../../shared/tasks/board.js';
import { addWorkingDays, chinaDate, dateText } from '../../../shared/tasks/working-days.js';

const FIGURES: readonly FactFigure[] = ['current', 'last-year', 'change', 'target', 'completion', 'rank'];
const HEADS = ['本期', '上年同期', '同比（%）', '年度目标', '完成率（%）', '排名'];
/**
 * In characters: 序号, 指标, 计量单位, the figures, 核对意见. The names of the monthly report stand on one line,
 * 其中：非正常专利申请撤回件数 the longest.
 */
const WIDTHS = [5, 33, 8, 10, 10, 8, 10, 8, 6, 10];
/** Working days to look it over, counted from today; the officer changes the file or says otherwise. */
const DAYS_TO_CHECK = 3;

export async function exportCheckSheets(
  ctx: Ctx,
  { period, unitIds, format }: ParsedParams<'tasks.check-sheets'>,
): Promise<Result<'tasks.check-sheets'>> {
  ctx.job.step({ done: 0, total: 2, stage: '正在制作核对单' });
  const sheets = checkSheets(ctx, period, unitIds);
  ctx.job.step({ done: 1, total: 2, stage: format === 'pdf' ? '正在生成 PDF' : '正在写入文件' });
  const stem = `${periodTitle(period, 'ytd')}数据核对单`;
  const only = sheets.length === 1 ? `（${sheets[0]!.unit.name}）` : '';
  const output = ctx.files.output(`${stem}${only}.${format}`);
  const tables = sheets.map((sheet) => sheet.table);
  if (format === 'xlsx') {
    const used = new Set<string>();
    const specs = sheets.map(({ unit, table }) => ({ ...sheetOf(table), name: sheetName(unit.name, used) }));
    writeFileSync(output.path, await writeWorkbook(specs, stem));
  } else if (format === 'html') writeFileSync(output.path, tablesToHtml(tables));
  else await printPdf(ctx, tablesToHtml(tables), output.path);
  ctx.job.step({ done: 2, total: 2, stage: '完成' });
  return output.finish();
}

/** Tables of the named units; without names of all that have a task in the period or handed something in. */
export function checkSheets(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  period: Period,
  unitIds?: readonly number[],
): { unit: ReportingUnit; table: PrintTable }[] {
  const facts = factsOf(ctx, period);
  const obligations = obligationsOf(ctx.store, period);
  const ledgers = ledgersHandedIn(ctx, period);
  const returnBy = addWorkingDays(chinaDate(ctx.store.now()), DAYS_TO_CHECK, workCalendar(ctx.store));
  const units = facts.units.filter((unit) =>
    unitIds === undefined ? unit.kind !== 'member' && unit.kind !== 'enterprise' : unitIds.includes(unit.id),
  );
  if (unitIds !== undefined && units.length < new Set(unitIds).size)
    throw new AppError('data.not-found', { what: '填报单位' });
  const sheets = units.flatMap((unit) => {
    const shown = shownFacts(facts, unit.id, obligations?.units.has(unit.id) === true);
    if (shown.length === 0 || !shown.some((fact) => fact.exact !== null || fact.figure.state !== 'not_submitted'))
      return [];
    return [{ unit, table: sheetTable(ctx, facts, unit, shown, { returnBy, ledgers: ledgers.get(unit.id) ?? [] }) }];
  });
  // A sheet without a figure has nothing to confirm.
  if (sheets.length === 0) throw new AppError('data.no-values', { period: periodTitle(period, 'ytd') });
  return sheets;
}

/** By unit the ledgers that tasks of the period ask it for, each once; those that are exempt owe none. */
function ledgersHandedIn(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): Map<number, BoardLedger[]> {
  const lines = boardOf(ctx, period).flatMap((task) => task.lines.filter((line) => line.state !== 'exempt'));
  return new Map(
    [...Map.groupBy(lines, (line) => line.unitId)].map(([unitId, own]) => [
      unitId,
      [...new Map(own.flatMap(({ ledgers }) => ledgers).map((one) => [one.ledger, one])).values()],
    ]),
  );
}

function sheetTable(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  facts: PeriodFacts,
  unit: ReportingUnit,
  shown: readonly Fact[],
  about: { returnBy: string; ledgers: readonly BoardLedger[] },
): PrintTable {
  const { rounding } = ctx.settings;
  return unitSheet(facts, [...HEADS, '核对意见'], {
    layout: 'check-sheet',
    title: `${periodTitle(facts.period, 'ytd')}知识产权工作数据核对单`,
    lineLeft: `填报单位：${unit.name}`,
    officeLabel: '核对组织单位',
    columnWidths: WIDTHS,
    bodyRows: unitRows(shown, FIGURES, rounding, () => [cell('', 'left', 'empty')]),
    notes: notesOf(facts, shown, about, rounding),
    signature: ['核对人：', '负责人（盖章）：', '联系电话：', '核对日期：　　年　月　日'],
  });
}

function notesOf(
  facts: PeriodFacts,
  shown: readonly Fact[],
  { returnBy, ledgers }: { returnBy: string; ledgers: readonly BoardLedger[] },
  rounding: Ctx['settings']['rounding'],
): string[] {
  const notes = [
    `请逐项核对，一致的不必填写，不一致的在“核对意见”栏写明正确数值和原因；签字盖章后于${dateText(returnBy)}前返回。`,
    ...stockNotes(facts, shown),
  ];
  if (ledgers.length > 0) notes.push(`随报的台账：${ledgersText(ledgers)}；与贵单位所报不一致的，请另行写明。`);
  const short: string[] = [];
  const points = pointsWords(shown);
  if (points !== '') short.push(points);
  const judged = shown.filter((fact) => fact.progress.completion !== null);
  if (judged.length > 0) short.push(paceWords(facts, judged, rounding));
  if (shown.some((fact) => fact.rank !== null)) short.push('排名为本期数在各填报单位中的位次，并列同位次');
  if (short.length > 0) notes.push(`${short.join('；')}。`);
  return notes;
}
