// Number formats that XML Spreadsheet 2003 and pages saved by Excel write by a name instead of a code.

import { formatMeaning, type FormatMeaning } from './number-format.js';

const NAMED: ReadonlyMap<string, FormatMeaning> = new Map<string, FormatMeaning>([
  ['Percent', { z: 'percent', zd: 2 }],
  ['General Date', { z: 'datetime' }],
  ['Long Date', { z: 'date' }],
  ['Medium Date', { z: 'date' }],
  ['Short Date', { z: 'date' }],
  ['Long Time', { z: 'time' }],
  ['Medium Time', { z: 'time' }],
  ['Short Time', { z: 'time' }],
  ...['Currency', 'Euro Currency', 'Fixed', 'Standard', 'Scientific', 'Yes/No', 'True/False', 'On/Off'].map(
    (name): [string, FormatMeaning] => [name, {}],
  ),
]);

/** Meaning of a format that is written by its name or as a code. */
export function namedMeaning(format: string): FormatMeaning {
  return NAMED.get(format) ?? formatMeaning(format);
}
