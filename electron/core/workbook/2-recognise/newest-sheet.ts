// Which sheets of a workbook are taken where several hold months of the same table.

import { periodTitle, type Period } from '../../../../shared/model/period.js';
import type { RecognisedSheet, RecognisedTable } from './recognise.js';

/** Of several months of one unit in one workbook the newest is taken; the others are offered (rules.md 13). */
export function chooseNewest(sheets: RecognisedSheet[], include: ReadonlySet<number>): void {
  const groups = new Map<string, RecognisedSheet[]>();
  for (const sheet of sheets) {
    const table = sheet.tables[0];
    if (sheet.state !== 'used' || !table || !table.period) continue;
    const found = table.unit.find((evidence) => evidence.match.kind === 'found')?.match;
    const who = table.form === 'unit-report' && found?.kind === 'found' ? String(found.unit.id) : table.form;
    // The title's indicator tells sheets apart only where their heads name none.
    const hasOwn = [...table.columns, ...table.rows].some((axis) => axis.indicator?.kind === 'found');
    const key = `${table.form}|${who}|${!hasOwn && table.titleIndicator?.kind === 'found' ? table.titleIndicator.code : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), sheet]);
  }
  const month = (period: Period): string => periodTitle(period, 'month');
  const periodOf = (sheet: RecognisedSheet): Period => sheet.tables[0]!.period!.period;
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const ordered = group.toSorted((a, b) => (periodOf(a) < periodOf(b) ? -1 : 1));
    const filled = ordered.filter((sheet, at) => {
      const before = ordered.slice(0, at).findLast((other) => periodOf(other) < periodOf(sheet));
      return !sheet.tables.every((table, n) => isUnfilled(table, before?.tables[n]));
    });
    const newest = (filled.length > 0 ? filled : group).map(periodOf).sort().at(-1)!;
    for (const sheet of group) {
      const period = periodOf(sheet);
      if (period === newest) continue;
      if (
        period < newest &&
        isOnlyOne(
          sheet,
          group.filter((other) => periodOf(other) > period),
        )
      ) {
        sheet.reason = `是${month(period)}的数据，本文件最新为${month(newest)}；表中的指标没有更新的数，已按${month(period)}采用，请核实月份有没有写错`;
        sheet.isOfOwnMonth = true;
        continue;
      }
      sheet.olderPeriod = period;
      sheet.isUnfilled = period > newest;
      if (include.has(sheet.index)) continue;
      sheet.state = 'older';
      sheet.reason = sheet.isUnfilled
        ? `本年的各格都是0、空白，或与上月累计相同，像是${month(period)}还没有填报，没有采用；已采用${month(newest)}的工作表`
        : `是${month(period)}的数据，本文件最新为${month(newest)}，没有采用`;
    }
  }
}

/** 商标 of 2月 beside 专利 of 3月: the newest of what it holds, as it would be in one sheet. A name not known may be that of the same. */
function isOnlyOne(sheet: RecognisedSheet, later: readonly RecognisedSheet[]): boolean {
  const own = indicatorsOf(sheet);
  const isOfYear = later.every((other) => yearOf(other) === yearOf(sheet));
  const isOther = (other: RecognisedSheet): boolean =>
    !namesUnknown(other) && [...indicatorsOf(other)].every((code) => !own.has(code));
  return own.size > 0 && isOfYear && later.every(isOther);
}

function namesUnknown({ tables }: RecognisedSheet): boolean {
  return tables.some(({ columns, rows }) =>
    [...columns.filter(({ role }) => role === null), ...rows].some(
      ({ indicator }) => indicator !== null && indicator.kind !== 'found',
    ),
  );
}

function yearOf({ tables: [table] }: RecognisedSheet): string {
  return table!.period!.period.slice(0, 4);
}

function indicatorsOf({ tables }: RecognisedSheet): Set<string> {
  const axes = tables.flatMap(({ columns, rows }) => [...columns, ...rows]);
  const named = [...tables.map(({ titleIndicator }) => titleIndicator), ...axes.map(({ indicator }) => indicator)];
  return new Set(named.flatMap((one) => (one?.kind === 'found' ? [one.code] : [])));
}

const OF_NOW: ReadonlySet<string> = new Set(['current', 'ytd', 'month']);

/**
 * The sheet of a month that has not come, made with the form: of this year nothing, only 0, or 累计 that a formula carried on from
 * the month before, with nothing in 本月 beside it.
 */
function isUnfilled(table: RecognisedTable, before: RecognisedTable | undefined): boolean {
  const { grid, columns, rows } = table;
  let hasMonth = false;
  let isCarried = false;
  for (const row of rows)
    for (const { c, role, figure, labelColumn } of columns) {
      if (role !== null || labelColumn !== row.labelColumn || !OF_NOW.has(figure)) continue;
      if (row.figure !== null && !OF_NOW.has(row.figure)) continue;
      const text = grid.text(row.r, c).trim();
      const isMonth = figure === 'month' || row.figure === 'month';
      hasMonth ||= isMonth;
      if (text === '' || /^[0０]+([.．][0０]*)?%?$/.test(text)) continue;
      if (isMonth || before?.grid.text(row.r, c).trim() !== text) return false;
      isCarried = true;
    }
  return hasMonth || !isCarried;
}
