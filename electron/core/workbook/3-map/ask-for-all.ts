// Asks for what a ledger needs of each row and no column of the table has: the level of all subsidies of a list, or which column names
// the units. Without an answer the whole table could not be stored. Not here: units of titles, sheets and lines (ledger-whose.ts).

import { fieldsOf, unitFieldOf, type Ledger } from '../../../../shared/ledgers/define.js';
import { toldIn } from '../../../../shared/ledgers/read-choice.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import type { LedgerCandidate } from '../2-recognise/ledger-table.js';
import type { LedgerAsking } from './ledger-asking.js';
import type { LedgerColumn } from './ledger-columns.js';
import { titledUnit } from './ledger-unit.js';
import { shorten } from './shorten.js';

/** A column is looked at this far down. */
const LOOKED_AT = 200;

/**
 * One choice for all rows of each required field that nothing of the file fills, added to `given`. Null: not said yet. Asked anew each
 * time: the list of another level has the same heads.
 */
export function askChoices(
  asking: LedgerAsking,
  ledger: Ledger,
  given: Readonly<Record<string, FieldInput>>,
  columns: readonly LedgerColumn[],
): Record<string, FieldInput> | null {
  const all = { ...given };
  let isOpen = false;
  for (const [name, field] of fieldsOf(ledger)) {
    if (field.kind !== 'choice' || field.required !== true || field.default !== undefined) continue;
    if (Object.hasOwn(given, name) || Object.hasOwn(ledger.fill ?? {}, name)) continue;
    if (columns.some((column) => column.field === name) || isTold(asking, ledger, name, columns)) continue;
    const answer = asking.ask(`all-${name}`, {
      kind: 'ledger-all',
      cell: asking.headCell(),
      text: `表中没有“${field.label}”一栏，各行都是哪一种？`,
      options: [
        ...field.options.map((option) => ({ value: option, label: option })),
        { value: '+none', label: '各行不一样' },
      ],
      default: null,
      remembered: false,
    });
    if (answer === undefined) isOpen = true;
    else if (answer !== '+none') {
      all[name] = answer;
      asking.reasons.push(`表中没有“${field.label}”一栏，各行按您的选择都记为“${answer}”`);
    }
  }
  return isOpen ? null : all;
}

/** Each name in another column tells it: 中国专利奖, 省专利奖. */
function isTold(
  { table: { grid, head } }: LedgerAsking,
  { fields }: Ledger,
  name: string,
  columns: readonly LedgerColumn[],
): boolean {
  for (const { c, field } of columns) {
    const telling = field === null ? undefined : fields[field];
    if (telling?.kind !== 'choice' || telling.tells?.field !== name) continue;
    for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
      const text = grid.text(r, c).replaceAll(/\s/g, '');
      if (text !== '' && toldIn(telling.tells, text) === null) return false;
    }
    return true;
  }
  return false;
}

/** Gives the field of the unit to the column that names units under another head, as the officer says. True while that is open. */
export function askUnitColumn(
  asking: LedgerAsking,
  ledger: Ledger,
  { given }: LedgerCandidate,
  columns: readonly LedgerColumn[],
): boolean {
  const name = unitFieldOf(ledger);
  const { table, env } = asking;
  const field = name === null ? undefined : ledger.fields[name];
  if (name === null || field?.kind !== 'unit' || field.required !== true || Object.hasOwn(given, name)) return false;
  // Who issued a document is not whose it is (ledger-whose.ts).
  if (field.mayBeOffices === 'usually') return false;
  if (columns.some((column) => column.field === name) || table.stated !== undefined) return false;
  if (titledUnit(table.titleLines, env.words.units) !== null) return false;
  const column = columns.find(({ c, use }) => use !== 'lines' && namesUnits(asking, c));
  if (column === undefined) return false;
  const { label } = field;
  const answer = asking.ask('unit-column', {
    kind: 'ledger-unit-column',
    cell: asking.headCell(column.c),
    text: `表中没有“${label}”一栏，“${column.head}”一栏（例如“${shorten(asking.example(column.c))}”）写的是各行所属的“${label}”吗？`,
    options: [
      { value: 'same', label: `是，按它填写“${label}”` },
      { value: 'none', label: '不是' },
    ],
    default: null,
    remembered: true,
  });
  if (answer !== 'same') return answer === undefined;
  asking.reasons.push(`“${column.head}”按您的选择读作“${label}”`);
  Object.assign(column, { field: name, use: 'field' });
  return false;
}

/** Most of what is written in the column names one of our units. */
export function namesUnits({ table: { grid, head }, env }: LedgerAsking, c: number): boolean {
  let filled = 0;
  let named = 0;
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + 1 + LOOKED_AT); r += 1) {
    const text = grid.text(r, c).trim();
    if (text === '') continue;
    filled += 1;
    if (env.words.units.exact(text).kind === 'found') named += 1;
  }
  return named * 2 > filled;
}
