// Of several months of one value the newest is taken, the others are offered (rules.md 13): months side by side, tables below
// each other, sheets of a workbook. An offer is no question: nothing waits for it, and what is offered is only compared.

import { LEFT_AS_OLDER } from './left-as-older.js';
import type { Offer } from '../../../../shared/import/plan.js';
import { periodTitle, type Basis, type Period } from '../../../../shared/model/period.js';
import type { RecognisedSheet } from '../2-recognise/recognise.js';
import { labelOf } from './cell-label.js';
import type { MapEnv } from './env.js';
import type { MappedCell, MappedTable } from './map-cells.js';
import { isBlankOrZero } from './months-to-come.js';
import type { TableAsking } from './table-asking.js';
import { leaveOut } from './undecided.js';

/**
 * Months after the one that the table reports on in which every number is 0: months that have not come yet, filled in with the
 * form. Their zeros are no newer data, and must not push out what the table reports.
 */
function monthsToCome({ decisions, cells }: MappedTable): ReadonlySet<Period> {
  const stated = decisions.period;
  if (stated === null) return new Set();
  const later = cells.filter((cell) => counts(cell) && cell.period! > stated);
  const reached = new Set(later.filter((cell) => !isBlankOrZero(cell)).map((cell) => cell.period!));
  return new Set(later.map((cell) => cell.period!).filter((period) => !reached.has(period)));
}

function counts(cell: MappedCell): boolean {
  return cell.role === 'value' && cell.unit !== null && cell.period !== null && cell.undecided === '';
}

/** Sets aside the months to come; what to do with a later month that has numbers only the officer knows. */
function settleLaterMonths(mapped: MappedTable): void {
  const { decisions, cells } = mapped;
  const stated = decisions.period;
  if (stated === null) return;
  const toCome = monthsToCome(mapped);
  const beyond: MappedCell[] = [];
  for (const cell of cells) {
    if (!counts(cell) || cell.period! <= stated) continue;
    if (toCome.has(cell.period!)) leaveOut(cell, `本表报到${month(stated)}，${month(cell.period!)}还没有到，没有采用`);
    else beyond.push(cell);
  }
  const written = beyond.filter((cell) => cell.raw !== undefined);
  if (written.length > 0) askBeyond(mapped.asking, stated, beyond, written);
}

/** 4月 or 全年 in a table that says of itself 1—3月: a newer month, a plan, or another word for the same months. */
function askBeyond(
  asking: TableAsking,
  stated: Period,
  beyond: readonly MappedCell[],
  written: readonly MappedCell[],
): void {
  const { table, decisions } = asking;
  const [first] = written;
  const newest = written.toSorted((a, b) => (a.period! < b.period! ? 1 : -1))[0]!;
  const title = periodTitle(stated, table.period?.shape === 'range' ? 'ytd' : 'month');
  const later = periodTitle(newest.period!, newest.basis ?? 'month');
  const answer = asking.ask({
    id: `later:${table.id}`,
    kind: 'period',
    cell: first!.cell,
    text: `${table.period?.where ?? '报表期'}是${title}，表中却有${later}的数（${first!.cell}“${labelOf(first!)}”${first!.text}${written.length > 1 ? `等${written.length}个` : ''}）。怎样处理？`,
    options: [
      { value: 'skip', label: `不采用，本表只报${title}` },
      { value: 'same', label: `就是${title}的数` },
      { value: 'take', label: `是${later}的数，采用` },
    ],
    memory: null,
  });
  for (const cell of beyond)
    if (answer === 'skip') leaveOut(cell, `按您的选择不采用${month(cell.period!)}的数`);
    else if (answer === 'same')
      takeAsStated(cell, stated, table.period?.shape === 'range' ? 'ytd' : decisions.flowBasis);
    else if (answer !== 'take') cell.undecided = `${month(cell.period!)}的数怎样处理待回答`;
}

/** A number under another head is what the table states: 4月 in a report of 1—3月 is of these three months, and no 当月. */
function takeAsStated(cell: MappedCell, stated: Period, flowBasis: Basis | null): void {
  cell.period = stated;
  if (cell.indicator?.kind === 'flow' && flowBasis !== null) cell.basis = flowBasis;
  if (cell.figure === 'month' && cell.basis !== 'month') cell.figure = 'current';
}

/** 2024年3月, as the officer reads it. */
function month(period: Period): string {
  return periodTitle(period, 'month');
}

/** Answers to an offer, under its id. */
const TAKE = 'take';

/** Cells of different periods, blank ones too: only then is anything older. */
function haveSeveralPeriods(tables: readonly MappedTable[]): boolean {
  let first: Period | null = null;
  for (const { cells } of tables)
    for (const cell of cells) {
      if (!counts(cell)) continue;
      first ??= cell.period;
      if (cell.period !== first) return true;
    }
  return false;
}

/** The newest period with a number by unit and indicator, without a text key per cell. */
class NewestPeriods {
  readonly #newest = new Map<number, Map<string | undefined, Period>>();

  add(cell: MappedCell): void {
    if (cell.raw === undefined) return;
    const unitId = cell.unit!.id;
    let ofUnit = this.#newest.get(unitId);
    if (!ofUnit) this.#newest.set(unitId, (ofUnit = new Map<string | undefined, Period>()));
    const known = ofUnit.get(cell.indicator?.code);
    if (known === undefined || cell.period! > known) ofUnit.set(cell.indicator?.code, cell.period!);
  }

  of(cell: MappedCell): Period | undefined {
    return this.#newest.get(cell.unit!.id)?.get(cell.indicator?.code);
  }
}

/** Settles the tables of one sheet; returns what is older and may be taken too. */
export function keepNewest(tables: readonly MappedTable[], env: MapEnv): Offer[] {
  const offers: Offer[] = [];
  for (const mapped of tables) settleLaterMonths(mapped);
  if (!haveSeveralPeriods(tables)) return offers;
  const newest = new NewestPeriods();
  for (const mapped of tables) for (const cell of mapped.cells) if (counts(cell)) newest.add(cell);
  for (const mapped of tables) {
    const older = mapped.cells.filter((cell) => counts(cell) && cell.period! < (newest.of(cell) ?? cell.period!));
    const written = older.filter((cell) => cell.raw !== undefined);
    const [first] = written;
    const id = `older:${mapped.table.id}`;
    const isTaken = env.answers[id] === TAKE;
    if (first !== undefined) offers.push(offerOf(id, mapped, written, isTaken));
    if (isTaken) continue;
    for (const cell of older) {
      cell.role = 'check';
      cell.undecided = `是${month(cell.period!)}${LEFT_AS_OLDER}${month(newest.of(cell)!)}，没有采用`;
    }
    if (first === undefined) continue;
    mapped.issues.push({
      severity: 'hint',
      rule: 'older-period',
      sheet: mapped.table.sheetName,
      cell: first.cell,
      message: `表中有多个月份的数据，只采用最新一期；${first.cell}等${written.length}个较早月份的数没有采用。`,
    });
  }
  return offers;
}

function offerOf(id: string, { table }: MappedTable, cells: readonly MappedCell[], isTaken: boolean): Offer {
  const periods = [...new Set(cells.map((cell) => cell.period!))].sort();
  const label = periodsText(periods);
  return {
    id,
    take: TAKE,
    sheet: table.sheetName,
    cell: cells[0]!.cell,
    text: `表中还有${label}的${cells.length}个数，只采用了最新一期。`,
    label,
    isTaken,
    periods,
  };
}

/** 2024年1月、2024年2月, or the first and last of many. */
function periodsText(periods: readonly Period[]): string {
  const titles = periods.map((period) => periodTitle(period, 'month'));
  return titles.length <= 2 ? titles.join('、') : `${titles[0]!}至${titles.at(-1)!}`;
}

/** The sheets of earlier months (6月 beside 7月 in one workbook). */
export function offerSheets(sheets: readonly RecognisedSheet[]): Offer[] {
  return sheets.flatMap((sheet): Offer[] => {
    if (sheet.olderPeriod === undefined) return [];
    const title = periodTitle(sheet.olderPeriod, 'month');
    return [
      {
        id: `sheet:${sheet.index}`,
        take: 'import',
        sheet: sheet.name,
        cell: null,
        text:
          sheet.isUnfilled === true
            ? `工作表“${sheet.name ?? ''}”是${title}的，本年的各格都是0、空白，或与上月累计相同，像是还没有填报，没有采用。`
            : `工作表“${sheet.name ?? ''}”是${title}的数据，不是本文件最新一期，没有采用。`,
        label: title,
        isTaken: sheet.state === 'used',
        periods: sheet.isUnfilled === true ? [] : [sheet.olderPeriod],
      },
    ];
  });
}
