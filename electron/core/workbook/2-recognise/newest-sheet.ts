// Which sheets of a workbook are taken where several hold months of the same table.

import { periodTitle, type Period } from '../../../../shared/model/period.js';
import { isNumberLike } from './find-table.js';
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
    const filled = group.filter((sheet) => !sheet.tables.every(holdsOnlyZeros));
    const newest = (filled.length > 0 ? filled : group).map(periodOf).sort().at(-1)!;
    for (const sheet of group) {
      const period = periodOf(sheet);
      if (period === newest) continue;
      sheet.olderPeriod = period;
      sheet.isUnfilled = period > newest;
      if (include.has(sheet.index)) continue;
      sheet.state = 'older';
      sheet.reason = sheet.isUnfilled
        ? `各格都是0，像是${month(period)}还没有填报，没有采用；已采用${month(newest)}的工作表`
        : `是${month(period)}的数据，本文件最新为${month(newest)}，没有采用`;
    }
  }
}

/** The sheet of a month that has not come, filled in with the form: numbers in the columns of values, all of them 0. */
function holdsOnlyZeros({ grid, found, columns }: RecognisedTable): boolean {
  let hasZero = false;
  for (const { c, role } of columns) {
    if (role !== null) continue;
    for (let r = found.data[0]; r <= found.data[1]; r += 1) {
      if (!isNumberLike(grid, r, c)) continue;
      if (!/^[0０]+([.．][0０]*)?%?$/.test(grid.text(r, c).trim())) return false;
      hasZero = true;
    }
  }
  return hasZero;
}
