// Asks whether 1, 2, 3 under 期限 are months or years: stored as months they would end in a few weeks, and be reminded of.

import type { Ledger } from '../../../../shared/ledgers/define.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerAsking } from './ledger-asking.js';
import type { LedgerColumn } from './ledger-columns.js';

const LOOKED_AT = 3000;
/** Nobody pledges for so many years: a column with such a number counts months. */
const MONTHS_FROM = 12;

/** 月 or 年 by field, of terms that neither head nor cells say it of; null while that is open. */
export function askTerms(
  asking: LedgerAsking,
  ledger: Ledger,
  columns: readonly LedgerColumn[],
  known: Readonly<Record<string, string>>,
): Record<string, string> | null {
  const terms: Record<string, string> = {};
  let isOpen = false;
  for (const { c, head, field: name } of columns) {
    const field = name === null ? undefined : ledger.fields[name];
    if (name === null || field?.kind !== 'integer' || field.isMonths !== true || Object.hasOwn(known, name)) continue;
    const bare = bareNumbers(asking, c);
    if (bare.length === 0 || bare.some(({ value }) => value >= MONTHS_FROM)) continue;
    const first = bare[0]!;
    const answer = asking.ask(`term-${name}`, {
      kind: 'ledger-measure',
      cell: cellAddress(first.r, c),
      text: `“${head}”没有写明是月还是年（例如${cellAddress(first.r, c)}“${first.value}”），是哪一种？`,
      options: [
        { value: '月', label: '月' },
        { value: '年', label: '年' },
      ],
      default: null,
      remembered: true,
    });
    if (answer === undefined) isOpen = true;
    else terms[name] = answer;
  }
  return isOpen ? null : terms;
}

function bareNumbers({ table: { grid, head } }: LedgerAsking, c: number): { r: number; value: number }[] {
  const found: { r: number; value: number }[] = [];
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + LOOKED_AT); r += 1) {
    const text = grid.text(r, c).normalize('NFKC').trim();
    if (/^\d{1,3}$/.test(text)) found.push({ r, value: Number(text) });
  }
  return found;
}
