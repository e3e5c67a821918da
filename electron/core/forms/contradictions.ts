// What a returned form shows against what it was sent out as: a title that names another unit or another period.

import type { CheckIssue } from '../../../shared/import/plan.js';
import { makePeriod, periodTitle, yearOf, type Period } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import type { UnitNames } from '../workbook/2-recognise/names.js';
import { findPeriods } from '../workbook/2-recognise/period-text.js';

/** A text above the table. */
export interface TitleText {
  text: string;
  row: number;
  column: number;
}

export function periodContradictions(
  sheetName: string | null,
  titles: readonly TitleText[],
  period: Period,
): CheckIssue[] {
  for (const title of titles) {
    const other = findPeriods(title.text).find(
      (mention) =>
        mention.month !== null &&
        `${mention.year ?? yearOf(period)}-${String(mention.month).padStart(2, '0')}` !== period,
    );
    if (!other) continue;
    const cell = cellAddress(title.row, title.column);
    const stated = periodTitle(period, 'ytd');
    const written = periodTitle(makePeriod(other.year ?? yearOf(period), other.month!), 'ytd');
    return [
      {
        severity: 'block',
        rule: 'form-period-differs',
        sheet: sheetName,
        cell,
        expected: stated,
        message: `${cell}写的是“${written}”，填报表却是为${stated}下发的，可能是在旧表上改了标题。请用${written}的填报表重报；确认数据属于${stated}的，请改正标题。`,
      },
    ];
  }
  return [];
}

export function unitContradictions(
  sheetName: string | null,
  seen: readonly (TitleText & { match: ReturnType<UnitNames['exact']> })[],
  unit: ReportingUnit,
): CheckIssue[] {
  for (const { text, row, column, match } of seen) {
    if (match.kind !== 'found' || match.unit.id === unit.id) continue;
    const cell = cellAddress(row, column);
    return [
      {
        severity: 'block',
        rule: 'form-unit-differs',
        sheet: sheetName,
        cell,
        expected: unit.name,
        message: `${cell}“${text}”写的是“${match.unit.name}”，填报表却是发给“${unit.name}”的。请核实是哪个单位的数据：应由“${match.unit.name}”用自己的填报表重报，或改正标题。`,
      },
    ];
  }
  return [];
}
