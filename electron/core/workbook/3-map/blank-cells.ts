// Blank cells of a sheet whose note says what they stand for: 空白表示0 (rules.md 11). Without such a note a blank is 未报.

import { STATE_LABEL } from '../../../../shared/model/observation.js';
import { BLANK } from '../2-recognise/signs.js';
import type { MappedTable } from './map-cells.js';
import type { ReadCell } from './read-values.js';

/**
 * Gives blank cells the state that the note defines, and says so once. A unit without any number of a period has sent none of it, and a
 * month to come is blank as well: both stay 未报, as do people and firms, of which every place has some.
 */
export function readBlanks({ table, issues }: MappedTable, cells: ReadCell[]): void {
  const state = table.context.signs.get(BLANK);
  if (state === undefined || state === 'not_submitted') return;
  const keyOf = ({ unit, period }: ReadCell): string => `${unit?.id ?? ''}|${period ?? ''}`;
  const isOpen = ({ role, undecided }: ReadCell): boolean => role === 'value' && undecided === '';
  const reported = new Set(cells.filter((cell) => isOpen(cell) && cell.value !== null).map(keyOf));
  const blank = cells.filter(
    (cell) =>
      isOpen(cell) &&
      cell.state === 'not_submitted' &&
      cell.text === '' &&
      cell.indicator?.category !== 'base' &&
      reported.has(keyOf(cell)),
  );
  for (const cell of blank) {
    cell.state = state;
    if (state !== 'zero') continue;
    cell.value = 0n;
    cell.decimal = '0';
  }
  const [first] = blank;
  if (first === undefined) return;
  issues.push({
    severity: 'hint',
    rule: 'sign-read',
    sheet: first.sheet,
    cell: first.cell,
    message: `${first.cell}“${first.indicator!.name}”等${blank.length}个空白格，依据表中的说明按“${STATE_LABEL[state]}”处理。`,
  });
}
