// What the form of one unit and the form of all units have in common: where their entries stand, what is computed from them, how the
// sheet is printed. Not here: single cells (sheet-parts.ts), what is checked while somebody fills it in (self-check.ts).

import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import type { SheetCell, SheetSpec } from '../tables/xlsx-writer.js';
import type { FormCell } from './form-meta.js';
import { isComputed, type FormPlan } from './form-plan.js';
import { ratioFormula, type CellRefs } from './self-check.js';
import { FORM_SHEET, formulaCell, MARGINS_MM } from './sheet-parts.js';

export interface DrawnForm {
  title: string;
  sheet: SheetSpec;
  cells: FormCell[];
}

/** Addresses of a unit's entries by those of all indicators of the form; null where it does not hold the indicator. */
export function entryRefs(
  plan: FormPlan,
  unit: ReportingUnit,
  addresses: { input(code: string): string | null; lastMonth(code: string): string | null },
): CellRefs {
  const entered = (code: string): StoredIndicator | null => {
    const indicator = plan.byCode.get(code);
    return indicator === undefined || isComputed(indicator) || addresses.input(code) === null ? null : indicator;
  };
  return {
    input: (code) => (entered(code) === null ? null : addresses.input(code)),
    lastMonth: (code) => {
      const indicator = entered(code);
      const isGiven = indicator !== null && plan.given('last-month', unit.id, indicator) !== '';
      return isGiven ? addresses.lastMonth(code) : null;
    },
  };
}

/** A ratio of ours, from what is typed beside it or from what is stored of the unit. */
export function ratioCell(plan: FormPlan, unit: ReportingUnit, indicator: StoredIndicator, refs: CellRefs): SheetCell {
  const numerator = refs.input(indicator.numerator!);
  const denominator = refs.input(indicator.denominator!) ?? (plan.constant(indicator.denominator!, unit.id) || null);
  return formulaCell(ratioFormula(indicator, numerator, denominator), 'right');
}

export function formCell(
  indicator: StoredIndicator,
  unit: ReportingUnit,
  cell: string,
  given: { lastYear: string; lastMonth: string },
): FormCell {
  const { code, measure, name } = indicator;
  return { code, unitId: unit.id, cell, measure, name, ...given };
}

/** The sheet of a form around its rows. */
export function formSheet(
  drawn: Pick<
    SheetSpec,
    'validations' | 'columnWidths' | 'rows' | 'printedRows' | 'rowHeights' | 'merges' | 'freeze'
  > & { page: Omit<SheetSpec['page'], 'orientation' | 'marginsMm'> },
): SheetSpec {
  return {
    ...drawn,
    name: FORM_SHEET,
    isProtected: true,
    page: { ...drawn.page, orientation: 'landscape', marginsMm: MARGINS_MM },
    footer: '&C第&P页 共&N页',
  };
}
