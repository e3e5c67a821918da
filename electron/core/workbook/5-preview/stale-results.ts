// Old results of formulas (1-read/formulas/stale-formulas.ts): one that would be stored is refused until somebody stands for it; the
// others are told once per sheet. One that was computed from itself is no old one, and needs a look all the same.

import { errorText } from '../../../../shared/errors/app-error.js';
import type { CheckIssue } from '../../../../shared/import/plan.js';
import type { RawBook } from '../1-read/raw-book.js';
import { CIRCULAR_FORMULA, STALE_FORMULA } from '../1-read/formulas/stale-formulas.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { Reporter } from '../4-validate/reporter.js';

export interface StaleResult {
  sheet: string;
  cell: string;
  formula: string;
  stored: string;
  /** '' where it looks at its own cell: nothing can be computed. */
  value: string;
}

export function staleResults(book: RawBook): StaleResult[] {
  return book.remarks.flatMap(({ code, params }) =>
    code === STALE_FORMULA || code === CIRCULAR_FORMULA
      ? [
          {
            sheet: String(params['sheet']),
            cell: String(params['cell']),
            formula: String(params['formula']),
            stored: String(params['stored']),
            value: String(params['value']),
          },
        ]
      : [],
  );
}

const STORED: ReadonlySet<ReadCell['role']> = new Set(['value', 'claim', 'target', 'benchmark', 'issued']);

/** Reports those that would be stored; returns the finding for each sheet with others. */
export function reportStale(
  stale: readonly StaleResult[],
  cells: readonly ReadCell[],
  reporter: Reporter,
): CheckIssue[] {
  if (stale.length === 0) return [];
  const addresses = new Set(stale.map(({ cell }) => cell));
  const byPlace = new Map<string, ReadCell>();
  for (const cell of cells)
    if (addresses.has(cell.cell) && STORED.has(cell.role) && cell.value !== null && cell.undecided === '')
      byPlace.set(`${cell.sheet ?? ''}!${cell.cell}`, cell);
  const others = new Map<string, StaleResult[]>();
  for (const one of stale) {
    const cell = byPlace.get(`${one.sheet}!${one.cell}`);
    const { formula, stored, value } = one;
    if (cell)
      reporter.report({
        rule: value === '' ? 'formula-circular' : 'formula-stale',
        cells: [cell],
        compared: [`${formula}=${value}`],
        ...(value === '' ? {} : { expected: value }),
        params: { name: cell.indicator!.name, formula, stored, value },
      });
    else {
      const key = `${value === '' ? CIRCULAR_FORMULA : STALE_FORMULA}|${one.sheet}`;
      others.set(key, [...(others.get(key) ?? []), one]);
    }
  }
  return [...others.values()].map((ofSheet) => {
    const [first] = ofSheet;
    const code = first!.value === '' ? CIRCULAR_FORMULA : STALE_FORMULA;
    return {
      severity: 'hint',
      rule: code,
      sheet: first!.sheet,
      cell: first!.cell,
      message: errorText(code, { ...first!, count: ofSheet.length }),
    };
  });
}
