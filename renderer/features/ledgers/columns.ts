// Columns of a ledger's grid: what is shown, how wide, on which side it stands. Pure; all of it follows from the declaration.

import type { ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import { fieldsOf, unitFieldOf, type Field, type FieldKind, type Ledger } from '../../../shared/ledgers/define.js';
import { headText } from '../../../shared/ledgers/field-text.js';
import { textWidth } from '../../../shared/reports/text-width.js';

export interface GridColumn {
  name: string;
  field: Field;
  head: string;
  width: number; //          px
  left: number; //           px from the left edge of the row, the row number included
  align: 'left' | 'right' | 'center';
  isFrozen: boolean;
}

/** Width of the column with the number of the row. */
export const NUMBER_WIDTH = 58;
const CHARACTER = 7.4;
const PADDING = 18;

/** Characters of the widest usual content; a Han character takes two. */
const CHARACTERS: Record<FieldKind, number> = {
  text: 20,
  longText: 28,
  integer: 8,
  personCount: 8,
  amount: 13,
  date: 11,
  period: 9,
  choice: 14,
  multiChoice: 18,
  unit: 12,
  enterprise: 28,
  code: 20,
  yesNo: 6,
  attachment: 14,
  lines: 20,
  status: 10,
};

/** Characters for the longest option, with room for the sign that opens the list. */
function optionsWidth(options: readonly string[]): number {
  return Math.min(26, Math.max(6, ...options.map(textWidth)) + 3);
}

/** px of a column that nobody has set: its content by kind, and its head in at most two lines. */
function usualWidth(field: Field): number {
  const content = field.width ?? ('options' in field ? optionsWidth(field.options) : CHARACTERS[field.kind]);
  const head = textWidth(headText(field)) / 2 + 3;
  return Math.round(Math.max(content, head) * CHARACTER + PADDING);
}

function alignOf(kind: FieldKind): GridColumn['align'] {
  if (kind === 'amount' || kind === 'integer' || kind === 'personCount') return 'right';
  return kind === 'date' || kind === 'period' || kind === 'yesNo' ? 'center' : 'left';
}

/** The layout of a ledger that nobody has touched: every field, those that name the row frozen. */
export function usualLayout(ledger: Ledger): ViewLayout {
  return {
    columns: fieldsOf(ledger).map(([field]) => ({ field })),
    frozen: usualFrozen(ledger),
    text: '',
    filters: {},
    sort: [],
    groupBy: [],
  };
}

/** px: half of the grid on a screen of 1366. */
const WIDEST_FROZEN = 580;

/** As many as lead to the name of the row, unless that would take the sheet's half. */
function usualFrozen(ledger: Ledger): number {
  const fields = fieldsOf(ledger);
  const name = fields.findIndex(([, field]) => field.kind === 'enterprise' || field.kind === 'text');
  const count = name < 0 ? 1 : name + 1;
  const width = fields.slice(0, count).reduce((sum, [, field]) => sum + usualWidth(field), 0);
  return width > WIDEST_FROZEN ? 1 : count;
}

/** Columns of a layout; fields that the ledger no longer has are left out. */
export function columnsOf(ledger: Ledger, layout: ViewLayout): GridColumn[] {
  let left = NUMBER_WIDTH;
  const columns: GridColumn[] = [];
  for (const { field: name, width } of layout.columns) {
    const field = Object.hasOwn(ledger.fields, name) ? ledger.fields[name]! : null;
    if (field === null) continue;
    const px = width ?? usualWidth(field);
    columns.push({
      name,
      field,
      head: headText(field),
      width: px,
      left,
      align: alignOf(field.kind),
      isFrozen: columns.length < layout.frozen,
    });
    left += px;
  }
  return columns;
}

export function totalWidth(columns: readonly GridColumn[]): number {
  const last = columns.at(-1);
  return last === undefined ? NUMBER_WIDTH : last.left + last.width;
}

/** Ways to group that make sense for a ledger: by unit, choices and stages, days by month and year. */
export function groupings(
  ledger: Ledger,
): { key: string; label: string; field: string; part: 'value' | 'month' | 'year' }[] {
  const unit = unitFieldOf(ledger);
  const found = fieldsOf(ledger).flatMap(([field, { kind, label }]) => {
    const by = (part: 'value' | 'month' | 'year', words: string) => ({
      key: `${field}:${part}`,
      label: words,
      field,
      part,
    });
    if (kind === 'date') return [by('month', `${label}（按月）`), by('year', `${label}（按年）`)];
    if (kind === 'period') return [by('value', label), by('year', `${label}（按年）`)];
    const isGrouping =
      kind === 'unit' ||
      kind === 'choice' ||
      kind === 'status' ||
      kind === 'yesNo' ||
      field === 'year' ||
      field === 'batch';
    return isGrouping || kind === 'enterprise' ? [by('value', label)] : [];
  });
  return found.toSorted((a, b) => Number(b.field === unit) - Number(a.field === unit));
}
