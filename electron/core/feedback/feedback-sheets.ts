// 结果反馈: what each unit gets back after the month is closed: its values, change, place, gap to target and pace, and what was
// found in its files. Nothing of other units but the number of them in a ranking.

import type { Ctx } from '../context.js';
import type { FactFigure } from '../statistics/fact-text.js';
import type { PeriodFacts } from '../statistics/facts.js';
import { paceWords } from '../statistics/pace-words.js';
import { factsOf } from '../statistics/service.js';
import { findingsOfFile } from '../store/source-store.js';
import { currentRevisions, type Revision } from '../store/value-store.js';
import { obligationsOf } from '../tasks/required.js';
import { cell, pointsWords, shownFacts, stockNotes, unitRows, unitSheet } from '../tasks/unit-sheet.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';

const FIGURES: readonly FactFigure[] = ['current', 'change', 'rank', 'target', 'completion', 'distance', 'pace-gap'];
const HEADS = ['本期', '同比（%）', '排名', '年度目标', '完成率（%）', '与目标差额', '超（欠）时间进度（百分点）'];
/** In characters: 序号, 指标, 计量单位, the figures, 问题. */
const WIDTHS = [5, 29, 8, 11, 8, 5, 11, 8, 11, 9, 6];

/** One sheet per unit that has values in the period. Throws data.no-values where none has. */
export function feedbackSheets(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  period: Period,
): { unit: ReportingUnit; table: PrintTable }[] {
  const facts = factsOf(ctx, period);
  const obligations = obligationsOf(ctx.store, period);
  const findings = findingsByUnit(ctx, period);
  const sheets = facts.units
    .filter((unit) => unit.kind !== 'member' && unit.kind !== 'enterprise')
    .flatMap((unit) => {
      const shown = shownFacts(facts, unit.id, obligations?.units.has(unit.id) === true);
      return shown.some((fact) => fact.exact !== null)
        ? [{ unit, table: sheetOf(ctx, facts, unit, shown, findings.get(unit.id) ?? []) }]
        : [];
    });
  if (sheets.length === 0) throw new AppError('data.no-values', { period: periodTitle(period, 'ytd') });
  return sheets;
}

interface Finding {
  /** Indicators whose numbers it is about; none where it is about the file. */
  indicatorIds: number[];
  text: string;
}

/** A message that begins with the address that stands before it anyway. */
function withoutPlace({ where, message }: { where: string; message: string }): string {
  const address = where.split(' ').at(-1) ?? '';
  return address !== '' && message.startsWith(address)
    ? message.slice(address.length).replace(/^[：:\s]+/, '')
    : message;
}

/**
 * What was found in the files that the values in force came from. A finding belongs to the units whose cells it is about; one
 * about the whole file to the only unit of that file, and to nobody where the file is of several.
 */
function findingsByUnit({ store }: Pick<Ctx, 'store'>, period: Period): Map<number, Finding[]> {
  const files = new Map<number, { name: string; cells: Map<string, Revision>; units: Set<number> }>();
  for (const revision of currentRevisions(store, period)) {
    if (revision.importFileId === null) continue;
    const file = files.get(revision.importFileId) ?? { name: revision.file ?? '', cells: new Map(), units: new Set() };
    file.cells.set(`${revision.sheet ?? ''}!${revision.cell}`, revision);
    file.units.add(revision.unitId);
    files.set(revision.importFileId, file);
  }
  const byUnit = new Map<number, Finding[]>();
  for (const [id, { name, cells, units }] of files)
    for (const finding of findingsOfFile(store, id)) {
      if (finding.severity === 'hint') continue;
      const about = finding.cells.flatMap((cell) => cells.get(cell) ?? []);
      const owners =
        about.length > 0 ? new Set(about.map((revision) => revision.unitId)) : units.size === 1 ? units : [];
      for (const unitId of owners) {
        const indicatorIds = about.filter((one) => one.unitId === unitId).map((one) => one.indicatorId);
        const text = `${[name, finding.where].filter((part) => part !== '').join(' ')}：${withoutPlace(finding)}`;
        byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), { indicatorIds, text }]);
      }
    }
  return byUnit;
}

function sheetOf(
  ctx: Pick<Ctx, 'settings'>,
  facts: PeriodFacts,
  unit: ReportingUnit,
  shown: Parameters<typeof unitRows>[0],
  findings: readonly Finding[],
): PrintTable {
  const { rounding } = ctx.settings;
  const numbers = new Map<number, string>();
  findings.forEach(({ indicatorIds }, index) => {
    for (const id of new Set(indicatorIds))
      numbers.set(id, [numbers.get(id) ?? '', String(index + 1)].filter((part) => part !== '').join('、'));
  });
  const bodyRows = unitRows(shown, FIGURES, rounding, (fact) => {
    const text = numbers.get(fact.indicator.id) ?? '';
    return [cell(text, 'center', text === '' ? 'empty' : 'label')];
  });
  return unitSheet(facts, [...HEADS, '问题'], {
    layout: 'feedback',
    title: `${periodTitle(facts.period, 'ytd')}知识产权工作情况反馈表`,
    lineLeft: `反馈单位：${unit.name}`,
    officeLabel: '制表单位',
    columnWidths: WIDTHS,
    bodyRows,
    notes: notesOf(facts, shown, findings, rounding),
    signature: [],
  });
}

function notesOf(
  facts: PeriodFacts,
  shown: Parameters<typeof unitRows>[0],
  findings: readonly Finding[],
  rounding: Ctx['settings']['rounding'],
): string[] {
  const notes = stockNotes(facts, shown);
  const ranked = facts.units.filter(
    (unit) => unit.ranked && unit.kind !== 'member' && unit.kind !== 'enterprise',
  ).length;
  if (shown.some((fact) => fact.rank !== null))
    notes.push(`排名为在${ranked}个参加排名的填报单位中的位次，并列同位次。`);
  const points = pointsWords(shown);
  if (points !== '') notes.push(`${points}。`);
  const judged = shown.filter((fact) => fact.progress.gap !== null);
  if (judged.length > 0)
    notes.push(`${paceWords(facts, judged, rounding)}；没有与时间进度相比的目标不列超（欠）进度。`);
  if (findings.length > 0)
    notes.push(
      `审核时发现的问题（编号见“问题”栏）：${findings.map(({ text }, index) => `（${index + 1}）${text}`).join('')}`,
    );
  return notes;
}
