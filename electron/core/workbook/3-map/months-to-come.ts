// Forms with a column or row for each month of the year are sent with 0, or with sums that stand still, for the months that have
// not come yet. Where nothing but those heads says how far a table reports, the newest of them would be taken for it.

import { periodTitle, type Period } from '../../../../shared/model/period.js';
import type { PeriodMention } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { TableDecisions } from './answers.js';
import { rowKey } from './row-key.js';
import type { MapEnv } from './env.js';
import type { MappedCell } from './map-cells.js';
import type { TableAsking } from './table-asking.js';

const OPEN = '表中的数报到哪个月待回答';

/** No number, or 0. */
export function isBlankOrZero({ raw, text }: Pick<MappedCell, 'raw' | 'text'>): boolean {
  return raw === undefined || raw.v === 0 || /^[0０]?$/.test(text.trim());
}

/** Cells whose own column or row names their month, by month. */
function cellsByMonth(table: RecognisedTable, cells: readonly MappedCell[]): Map<Period, MappedCell[]> {
  const columns = new Map(table.columns.map((axis) => [axis.c, axis]));
  const rows = new Map(table.rows.map((row) => [rowKey(row), row]));
  const names = (mention: PeriodMention | null | undefined): boolean => mention?.month != null;
  const months = new Map<Period, MappedCell[]>();
  for (const cell of cells) {
    if (cell.role !== 'value' || cell.period === null) continue;
    const column = columns.get(cell.c);
    const row = column && rows.get(rowKey({ r: cell.r, labelColumn: column.labelColumn }));
    if (!names(column?.period) && !names(row?.period)) continue;
    const known = months.get(cell.period);
    if (known) known.push(cell);
    else months.set(cell.period, [cell]);
  }
  return months;
}

function numberOf({ raw, text }: MappedCell): number {
  return typeof raw?.v === 'number' ? raw.v : Number(text.normalize('NFKC').replaceAll(',', '').trim() || Number.NaN);
}

/**
 * What each value has come to since January while its months are walked through. Only to see whether a month says anything new, so
 * plain numbers do.
 */
class RunningTotals {
  readonly #totals = new Map<string, number>();

  /** Takes the cells of the next month; true where one of them says something that was not so before. */
  add(cells: readonly MappedCell[]): boolean {
    const after = new Map<string, number>();
    let hasMoved = false;
    for (const cell of cells) {
      if (isBlankOrZero(cell)) continue;
      const key = `${cell.unit?.id}|${cell.indicator?.code}`;
      const value = numberOf(cell);
      const before = this.#totals.get(key) ?? 0;
      const isPart = cell.basis === 'month' || cell.basis === 'quarter';
      hasMoved ||= isPart || !(Math.abs(value - before) < 1e-6);
      if (!isPart || !after.has(key)) after.set(key, isPart ? before + value : value);
    }
    for (const [key, value] of after) this.#totals.set(key, value);
    // Stocks may well stay as they are: alone they say nothing.
    return hasMoved || (cells.length > 0 && cells.every((cell) => cell.basis === 'asof' && !isBlankOrZero(cell)));
  }
}

/** The last month with data of its own; null where none has any. */
function lastFilledMonth(months: ReadonlyMap<Period, MappedCell[]>): Period | null {
  const totals = new RunningTotals();
  let last: Period | null = null;
  for (const [period, cells] of [...months].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (totals.add(cells.filter((cell) => cell.raw !== undefined))) last = period;
  return last;
}

/** Another place of the file, or the officer's choice, names exactly this month. */
function isNamedElsewhere(table: RecognisedTable, month: Period, env: MapEnv): boolean {
  if (env.periodHint === month) return true;
  return table.period!.contradictions.some(
    ({ where, mention }) =>
      where !== '表头' &&
      mention.month === Number(month.slice(5)) &&
      (mention.year === null || mention.year === Number(month.slice(0, 4))),
  );
}

function settle(decisions: TableDecisions, period: Period, by: string): void {
  decisions.period = period;
  decisions.reasons = decisions.reasons.filter((reason) => !reason.startsWith('报表期：'));
  decisions.reasons.push(`报表期：${periodTitle(period, 'month')}（依据${by}）`);
}

/**
 * Asks how far a table reports whose newest months hold only 0 or sums that stand still, where nothing else says it; true where
 * the period of the table is another one now.
 */
export function askMonthsToCome(asking: TableAsking, cells: readonly MappedCell[]): boolean {
  const { table, env, issues, decisions } = asking;
  if (table.period?.where !== '表头' || decisions.period === null || table.form === 'targets') return false;
  const newest = decisions.period;
  const months = cellsByMonth(table, cells);
  const filled = lastFilledMonth(months);
  const named = [...months.keys()].filter((period) => period >= (filled ?? '') && period <= newest).toSorted();
  if (named.length < 2 || named.at(-1) !== newest || env.periodHint === newest) return false;
  const later = named.flatMap((period) => (period === filled ? [] : months.get(period)!));
  const first = later.find((cell) => cell.raw !== undefined)!;
  const what = later.every((cell) => isBlankOrZero(cell)) ? '都是0' : '都是0，或与上月累计相同';
  const month = (period: Period): string => periodTitle(period, 'month');
  const said = `${filled === null ? '' : `${month(filled)}以后`}各月的数${what}（如${first.cell}），像是还没有填报`;
  const elsewhere = named.find((period) => isNamedElsewhere(table, period, env));
  if (elsewhere !== undefined) {
    settle(decisions, elsewhere, '表头和文件名、工作表名或选定的报表期');
    const taken = issues.findIndex((issue) => issue.rule === 'period-contradiction' || issue.rule === 'period-differs');
    if (taken >= 0) issues.splice(taken, 1);
    issues.push({
      severity: 'hint',
      rule: 'months-to-come',
      sheet: table.sheetName,
      cell: first.cell,
      message: `${said}；文件名、工作表名或选定的报表期是${month(elsewhere)}，按${month(elsewhere)}采用。`,
    });
    return true;
  }
  const labelOf = (period: Period): string => {
    if (period === newest) return `报到${month(period)}，这几个月确实没有新发生`;
    return period === filled ? `报到${month(period)}，以后各月没有填报` : `报到${month(period)}`;
  };
  const answer = asking.ask({
    id: `months-to-come:${table.id}`,
    kind: 'period',
    cell: first.cell,
    text: `${said}。这张表报到哪个月？`,
    options: named.map((period) => ({ value: period, label: labelOf(period) })),
    memory: null,
  });
  if (answer === newest) return false;
  if (answer !== undefined && named.includes(answer)) {
    settle(decisions, answer, '您的回答');
    return true;
  }
  for (const cell of cells) cell.undecided ||= OPEN;
  return false;
}
