// Whether a sheet with the heads of a ledger is one, although it has words of statistics, or no word that speaks for either. Not here: which
// ledger it is (ledger-table.ts), words that only lists have (ledger-words.ts).

import { fieldsOf, type Field } from '../../../../shared/ledgers/define.js';
import { isOfDays } from './days-of-rows.js';
import { missingOf, type LedgerCandidate, type LedgerTable } from './ledger-table.js';

/**
 * True where heads alone make a ledger of a sheet that no word of lists and no table of statistics speaks for: nothing is missing, or
 * nothing but the unit, which title, sheet or file name may give, and it is of this ledger.
 */
export function isSurelyLedger(table: LedgerTable): boolean {
  const [best] = table.candidates;
  if (best === undefined || !(table.isTelling || isTitled(table.title, best))) return false;
  return best.heads.missing.length === 0 || (missingOf(best) === 0 && isOfLedger(table.title, best));
}

/** True where the words of statistics in a sheet that calls itself 台账 do not count: no head is missing, and it is of this ledger. */
export function outweighsStatistics({ title, candidates: [best] }: LedgerTable): boolean {
  return best !== undefined && best.heads.missing.length === 0 && isOfLedger(title, best);
}

/** Fields that a table of statistics has as well: whose a number is, of when, how much, and 备注. */
const OF_STATISTICS: ReadonlySet<Field['kind']> = new Set([
  'unit',
  'date',
  'period',
  'integer',
  'personCount',
  'amount',
  'longText',
]);

/**
 * True for rows of a list with the title of a ledger that each have a day of their own (培训时间, 登记日期), beside what is said of each in
 * words (主题, 出质人): single things, of which the numbers are none of a unit's. Statistics are of months.
 */
export function hasDays({ grid, head, columns, title, candidates: [best] }: LedgerTable): boolean {
  if (best === undefined || !isOfLedger(title, best)) return false;
  const { fields } = best.ledger;
  const kinds = columns.map((_, n) => {
    const name = best.heads.fields[n];
    return name == null ? null : fields[name]!.kind;
  });
  if (kinds.every((kind) => kind === null || OF_STATISTICS.has(kind))) return false;
  return columns.some(({ c, head: text }, n) => {
    const mayBeDay = kinds[n] === 'date' || (kinds[n] === null && /(?:日期|时间|日)$/.test(text));
    return mayBeDay && isOfDays(grid, c, head[1] + 1);
  });
}

/**
 * True for numbers of a 批次, told by a column or by the title of a ledger that has no row without one (非正常专利申请): statistics are of
 * months, and would take one batch for all.
 */
export function hasRounds({ title, candidates: [best] }: LedgerTable): boolean {
  if (best === undefined || best.heads.missing.length > 0 || !isTitled(title, best)) return false;
  const { ledger, heads, given } = best;
  return fieldsOf(ledger).some(
    ([name, field]) =>
      field.kind === 'integer' &&
      field.required === true &&
      field.isNoCount === true &&
      (heads.fields.includes(name) || Object.hasOwn(given, name)),
  );
}

/** Its title says so, or each of its heads is known. */
function isOfLedger(title: string, candidate: LedgerCandidate): boolean {
  return candidate.heads.unknown.length === 0 || isTitled(title, candidate);
}

function isTitled(title: string, { ledger }: LedgerCandidate): boolean {
  return ledger.titleWords.some((word) => title.includes(word));
}
