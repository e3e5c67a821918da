// The columns of a ledger as a workbook shows them: template and export have the same heads, so that both come back without a
// question. Not here: writing the file (ledger-workbook.ts), reading it back (core/workbook).

import { fieldText, headText, measureOf, type TextEnv } from '../../../shared/ledgers/field-text.js';
import { fieldsOf, type Field, type FieldValue, type Ledger } from '../../../shared/ledgers/define.js';
import { isoToSerial } from '../tasks/serial-date.js';

export interface LedgerColumn {
  name: string;
  field: Field;
  head: string;
  /** In characters. */
  width: number;
  align: 'left' | 'center' | 'right';
  /** Number format of the file; `@` keeps what is typed as text, so that a code never becomes 1.23E+17. */
  format: string;
}

/** A cell as a file holds it: a number where the file can hold it exactly, else text; null: empty. */
export type CellContent = string | number | null;

/** A ledger as a sheet of a workbook. */
export interface LedgerSheet {
  ledger: Ledger;
  columns: readonly LedgerColumn[];
  title: string;
  rows: readonly (readonly CellContent[])[];
  /** Empty rows below that are formatted for entry. */
  spare: number;
  unitNames: readonly string[];
  notes: readonly string[];
}

/** Fields that a sheet can hold; files that are attached stay in the program. */
export function columnsOf(
  ledger: Ledger,
  options: { withPersonal: boolean; fields?: readonly string[] | undefined },
): LedgerColumn[] {
  const all = fieldsOf(ledger).filter(
    ([, field]) => field.kind !== 'attachment' && (options.withPersonal || field.isPersonal !== true),
  );
  const chosen =
    options.fields === undefined
      ? all
      : options.fields.flatMap((name) => all.filter(([candidate]) => candidate === name));
  return chosen.map(([name, field]) => ({
    name,
    field,
    head: headText(field),
    width: widthOf(field),
    align: alignOf(field),
    format: formatOf(field),
  }));
}

function widthOf(field: Field): number {
  const head = [...headText(field)].length * 2 + 3;
  const content = {
    text: 16,
    longText: 24,
    integer: 9,
    personCount: 9,
    amount: 13,
    date: 12,
    period: 10,
    choice: 12,
    multiChoice: 14,
    unit: 13,
    enterprise: 28,
    code: 20,
    yesNo: 7,
    attachment: 10,
    lines: 24,
    status: 11,
  }[field.kind];
  return Math.min(48, Math.max(head, field.width ?? content));
}

function alignOf(field: Field): LedgerColumn['align'] {
  if (['integer', 'personCount', 'amount'].includes(field.kind)) return 'right';
  return ['date', 'period', 'yesNo', 'status', 'unit'].includes(field.kind) ? 'center' : 'left';
}

function formatOf(field: Field): string {
  switch (field.kind) {
    case 'date':
      // A month typed into a cell for days would become its first day.
      return field.maySpan === true ? '@' : 'yyyy-mm-dd';
    case 'integer':
    case 'personCount':
      return 'General';
    case 'amount':
      // As amountText writes it: two decimals, more only where 分 asks for them.
      return measureOf(field) === '元' ? '0.00' : '0.00####';
    default:
      return '@';
  }
}

/** Beyond 15 digits a spreadsheet changes a number: then it stays text, and is read back as text. */
function numberOrText(plain: string): CellContent {
  return plain.replaceAll(/\D/g, '').length <= 15 ? Number(plain) : plain;
}

export function contentOf(field: Field, value: FieldValue, env: TextEnv): CellContent {
  if (value === null) return null;
  const text = fieldText(field, value, env);
  if (text === '') return null;
  if (field.kind === 'date' && field.maySpan !== true) return isoToSerial(text) ?? text;
  return field.kind === 'integer' || field.kind === 'personCount' || field.kind === 'amount'
    ? numberOrText(text)
    : text;
}
