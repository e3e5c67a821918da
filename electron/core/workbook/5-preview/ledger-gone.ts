// Records that a list of all that is valid (有效发明专利清单) no longer names, while the ledger still counts them: nothing in the file says
// that they ended, and they would count for ever. Said, never changed: the list may be of a part only.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { unitFieldOf, type DateRule, type Ledger, type LedgerRow } from '../../../../shared/ledgers/define.js';
import { rowName } from '../../../../shared/ledgers/row-name.js';
import { startsOf } from '../../../../shared/ledgers/rollup.js';
import { chinaDate } from '../../../../shared/tasks/working-days.js';
import { rollupWhere } from '../../store/rollup-where.js';
import { hasRows, listRows } from '../../store/ledger-store.js';
import type { Store } from '../../store/store.js';
import { keyTexts, type StoredRows } from './ledger-matches.js';
import type { Entry } from './ledger-plan-row.js';
import type { SheetFields } from './ledger-sheet-fields.js';

/** Word of a title by which a list is of all that is valid. */
const WHOLE = '有效';
/** Field by which such a list may be of some only: 有效发明. */
const KIND = 'kind';
const MOST_NAMED = 3;

/** One finding about the whole sheet, or none. A list with less than half of what the ledger holds is of a part. */
export function goneIssues(
  entries: readonly Entry[],
  { fields, store, stored }: { fields: SheetFields; store: Store; stored: StoredRows },
): CheckIssue[] {
  const { ledger, mapped } = fields;
  const rollup = ledger.rollups.find(({ when }) => when.kind === 'validAt');
  if (rollup?.when.kind !== 'validAt' || entries.length === 0) return [];
  if (!mapped.table.title.includes(WHOLE) || !hasRows(store, ledger)) return [];
  const month = newestStart(entries, rollup.when);
  if (month === null) return [];
  // Valid when the newest of the list began, and still: what ended since is rightly not in it.
  const valid = [month, chinaDate(store.now()).slice(0, 7)].map((at) =>
    rollupWhere(ledger, { ...rollup, where: [] }, at),
  );
  const where = {
    sql: valid.map(({ sql }) => `(${sql})`).join(' AND '),
    values: valid.flatMap(({ values }) => values),
  };
  const unit = unitFieldOf(ledger);
  const has = (name: string | null): Set<unknown> =>
    new Set(name === null ? [] : entries.map(({ plan }) => plan.row[name] ?? null));
  const [units, kinds] = [has(unit), has(KIND)];
  const isOf = (row: LedgerRow): boolean =>
    (unit === null || units.has(row[unit] ?? null)) && kinds.has(row[KIND] ?? null);
  // A row that is rejected or left out was paired with none, and names its record all the same; one without its number may be any.
  const unpaired = entries.filter(({ plan, stored: known }) => plan.fate !== 'new' && known.length === 0);
  if (unpaired.some(({ plan }) => keyTexts(ledger, plan.row).every((text) => text === null))) return [];
  const named = new Set([
    ...entries.flatMap(({ stored: known }) => known),
    ...unpaired.flatMap(({ plan }) => stored.matches(plan.row)),
  ]);
  const held = listRows(store, ledger, { where, sort: [], offset: 0, limit: -1 }).rows.filter(({ row }) => isOf(row));
  const gone = held.filter(({ id }) => !named.has(id));
  if (gone.length === 0 || gone.length * 2 > held.length) return [];
  const some = gone.slice(0, MOST_NAMED).map(({ row }) => nameOf(ledger, row));
  return [
    {
      severity: 'warn',
      rule: 'ledger-gone',
      sheet: mapped.table.sheetName,
      cell: null,
      message: `台账中有${gone.length}条现在仍计入有效量，这份“${WHOLE}”清单中没有（${some.join('、')}${gone.length > MOST_NAMED ? '等' : ''}）。导入不会改动它们；已失效或转出的，请在台账中补填日期，清单只列了一部分的，不用处理。`,
    },
  ];
}

/** By its number, too: under that it is looked for. */
function nameOf(ledger: Ledger, row: LedgerRow): string {
  const number = row[ledger.keys[0]?.[0] ?? ''];
  const name = rowName(ledger, row);
  return typeof number !== 'string' || number === name ? name : `${number} ${name}`.trim();
}

/** Month of the newest beginning in the list. */
function newestStart(entries: readonly Entry[], when: Extract<DateRule, { kind: 'validAt' }>): string | null {
  let newest: string | null = null;
  for (const { plan } of entries)
    for (const field of startsOf(when)) {
      const day = plan.row[field];
      if (typeof day === 'string' && (newest === null || day > newest)) newest = day;
    }
  return newest === null ? null : newest.slice(0, 7);
}
