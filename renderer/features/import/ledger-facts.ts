// What the import page says about ledger files: counts of rows beside those of cells, words for what is stored. Pure.

import { ledgerCounts, NO_CELLS, type CellCounts, type Fate, type PlannedFile } from '../../../shared/import/plan.js';
import type { PlannedRow } from '../../../shared/import/ledger-rows.js';

/** Cells and ledger rows together, as the columns of the list show them. */
export function countsOf(file: PlannedFile): CellCounts {
  const rows = ledgerCounts(file) ?? NO_CELLS;
  const sum = { ...file.cells };
  for (const fate of Object.keys(sum) as Fate[]) sum[fate] += rows[fate];
  return sum;
}

/** 数值, 条记录, or both: what the numbers of these files count. */
export function wordFor(files: readonly Pick<PlannedFile, 'form' | 'ledgers'>[]): string {
  const hasRows = files.some((file) => (file.ledgers ?? []).length > 0);
  const hasValues = files.some((file) => file.form !== 'ledger');
  if (!hasRows) return '个数值';
  return hasValues ? '个数值和记录' : '条记录';
}

/** 保存245个数值，登记12条台账记录: what receiving stored; `rows` of `stored` are ledger rows. */
export function storedWords(
  files: readonly Pick<PlannedFile, 'form' | 'ledgers'>[],
  stored: number,
  rows: number,
): string {
  const hasRows = files.some((file) => (file.ledgers ?? []).length > 0);
  const hasValues = files.some((file) => file.form !== 'ledger');
  const parts = hasValues || !hasRows ? [`保存${stored - rows}个数值`] : [];
  if (hasRows) parts.push(`登记${rows}条台账记录`);
  return parts.join('，');
}

/** Titles of the ledgers that the file holds. */
export function ledgerTitles(file: PlannedFile): string {
  return [...new Set((file.ledgers ?? []).map((ledger) => ledger.title))].join('、');
}

/** Rows that the officer left out by hand. */
export function rowsLeftOut(file: PlannedFile): number {
  return Object.entries(file.answers).filter(([id, answer]) => id.startsWith('row:') && answer === 'leave').length;
}

export function isChoosableRow(row: PlannedRow): boolean {
  return row.fate === 'new' || row.fate === 'changed';
}

/** What the row is, in the order of the sheet: its first texts. */
export function rowWords(row: PlannedRow): string {
  return row.fields
    .map((field) => field.text)
    .filter((text) => text !== '')
    .join(' · ');
}

/** 融资金额 490.00 → 500.00 */
export function changeWords(row: PlannedRow): string {
  return row.fields
    .filter((field) => field.before !== null)
    .map(
      (field) =>
        `${field.label} ${field.before === '' ? '（空）' : field.before} → ${field.value === '' ? '（空）' : field.value}`,
    )
    .join('；');
}
