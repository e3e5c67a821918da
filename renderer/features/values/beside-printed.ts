// Typed submissions of cells that show another source (上级下发, 台账汇总): they are stored and not shown, which is said before and
// after saving. Pure.

import type { ValuesGrid } from '../../../shared/contract/calls/values.js';
import { VALUE_SOURCE_LABEL } from '../../../shared/model/value-source.js';
import type { Drafts } from './drafts.js';

export interface BesidePrinted {
  unitId: number;
  code: string;
  unit: string;
  indicator: string;
  /** 上级下发 or 台账汇总. */
  source: string;
  /** The number that stays in the table, as it is printed. */
  printed: string;
}

export function besidePrinted(drafts: Drafts, grid: ValuesGrid): BesidePrinted[] {
  const columns = new Map(grid.columns.map((column, at) => [column.code, { name: column.name, at }]));
  return grid.rows.flatMap((row) => {
    const codes = row.unitId === null ? undefined : drafts.get(row.unitId);
    return [...(codes?.keys() ?? [])].flatMap((code) => {
      const column = columns.get(code);
      const value = column && row.values[column.at];
      if (!column || value?.submitted === undefined || (value.origin !== 'issued' && value.origin !== 'rollup'))
        return [];
      const source = VALUE_SOURCE_LABEL[value.origin];
      return [{ unitId: row.unitId!, code, unit: row.unit, indicator: column.name, source, printed: value.text }];
    });
  });
}

/** 上级下发、台账汇总 */
export function sourcesIn(beside: readonly BesidePrinted[]): string {
  return [...new Set(beside.map((one) => one.source))].join('、');
}
