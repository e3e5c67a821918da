// What a cell offers to choose from, as hucre's validations have it: written into the rule where Excel can keep it there, else a range of
// cells that hold it. A rule that Excel cannot keep makes the workbook one that it has to repair.

import type { DataValidation } from 'hucre/xlsx';

/** Excel keeps at most 255 characters of a list that is written into the rule itself. */
const LONGEST = 250;

/** A comma parts the options there, and a quotation mark ends them. */
export function fitsIntoRule(options: readonly string[]): boolean {
  return options.join(',').length <= LONGEST && !options.some((option) => /[,"]/.test(option));
}

/** `range`: where the options stand, such as '填写说明'!$D$2:$D$60. */
export function dropDown(options: readonly string[], range: string): Pick<DataValidation, 'values' | 'formula1'> {
  return fitsIntoRule(options) ? { values: [...options] } : { formula1: range };
}
