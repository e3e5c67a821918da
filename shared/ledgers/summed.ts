// Which whole numbers and amounts of many rows are added up: below the grid, on paper, in groups and in tables by ledger rows.

import type { CountField, Field } from './define.js';

/** True for amounts and counts. A year, the number of a 批次 and a term are whole numbers too, and their sum says nothing. */
export function isSummed(field: Field): boolean {
  if (field.kind === 'amount') return true;
  if (field.kind !== 'integer' && field.kind !== 'personCount') return false;
  const { isMonths, isNoCount, default: usual }: CountField = field;
  return isMonths !== true && isNoCount !== true && usual !== 'year-of-period';
}

/** True where a file may add a column up: terms too, unlike isSummed(), but no year and no 批次. */
export function isCountField(name: string, { kind }: Field): boolean {
  return (kind === 'amount' || kind === 'integer' || kind === 'personCount') && name !== 'year' && name !== 'batch';
}

/** True where a whole number of the office is by its name none that is added up: 办理时限（天）, but not 年度培训人数. */
export function isNoCountByName(label: string): boolean {
  return /(?:年度|年份|年限|批次|期限|时限)(?:[(（][^()（）]*[)）])?$/.test(label.trim());
}
