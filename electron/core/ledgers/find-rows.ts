// 查找 over all ledgers at once: the newest rows of each that hold the words, as the search of a ledger finds them.

import type { Ctx } from '../context.js';
import { ledgersOf } from '../store/ledger-list.js';
import { whereOf } from '../store/ledger-filter.js';
import { hasRows, newestRows } from '../store/ledger-store.js';
import { listUnits } from '../store/unit-store.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { fieldsOf, type Ledger, type LedgerRow } from '../../../shared/ledgers/define.js';
import { fieldText, shortText, type TextEnv } from '../../../shared/ledgers/field-text.js';
import { withoutInvisible } from '../../../shared/ledgers/read-field.js';
import { rowName } from '../../../shared/ledgers/row-name.js';

/** More of one ledger are better looked for there. */
const PER_LEDGER = 4;

/** The field in which a word was found, where the name of the row does not show it already; else its first day. */
function shown(ledger: Ledger, row: LedgerRow, words: readonly string[], env: TextEnv): string {
  const name = rowName(ledger, row).toLowerCase();
  const open = words.filter((word) => !name.includes(word));
  for (const [field, declared] of fieldsOf(ledger)) {
    const text = shortText(declared, row[field] ?? null, env);
    if (open.some((word) => text.toLowerCase().includes(word))) return `${declared.label}：${text.slice(0, 60)}`;
  }
  const day = fieldsOf(ledger).find(([field, { kind }]) => kind === 'date' && row[field] !== null);
  return day === undefined ? '' : `${day[1].label}：${fieldText(day[1], row[day[0]] ?? null, env)}`;
}

export function findRows(ctx: Ctx, { text, limit }: ParsedParams<'ledgers.find'>): Result<'ledgers.find'> {
  const words = withoutInvisible(text)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const env: TextEnv = { unitName: (id) => units.get(id) ?? '' };
  const rows: Result<'ledgers.find'>['rows'] = [];
  for (const ledger of words.length === 0 ? [] : ledgersOf(ctx.store)) {
    if (rows.length >= limit) break;
    if (!hasRows(ctx.store, ledger)) continue;
    const where = whereOf(ledger, { text, conditions: [] });
    for (const { id, row } of newestRows(ctx.store, ledger, where, Math.min(PER_LEDGER, limit - rows.length)))
      rows.push({
        ledger: ledger.id,
        title: ledger.title,
        id,
        name: rowName(ledger, row),
        found: shown(ledger, row, words, env),
      });
  }
  return { text, rows };
}
