// Rows that came after enterprises were merged, renamed or given a code, and were put under one of them by a name or code that it has
// only since. Taking the step back would leave them there below a name the register no longer has, or that is another's again, and the
// next row of that name would count as one enterprise more. Not here: rows that the step itself moved (undo.ts puts them back).

import { enterpriseFieldsOf } from '../../../shared/ledgers/define.js';
import type { Enterprise } from '../../../shared/model/enterprise.js';
import { enterpriseByCode, getEnterprise } from '../store/enterprise-store.js';
import { columnOf, enterpriseIdOf, tableOf } from '../store/ledger-columns.js';
import { allLedgersOf } from '../store/ledger-list.js';
import { prepared } from '../store/prepared.js';
import type { Store } from '../store/store.js';

/** What an enterprise is known by, before a step is taken back. */
export type KnownBy = ReadonlyMap<number, Enterprise>;

/** Enterprises that change set `id` changed, as they are now. */
export function enterprisesOf(store: Store, id: number): KnownBy {
  const ids = prepared(
    store,
    `SELECT DISTINCT json_extract(coalesce(after, before), CASE table_name WHEN 'enterprise' THEN '$.id' ELSE '$.enterprise_id' END)
     FROM journal WHERE change_set_id = ? AND table_name IN ('enterprise', 'enterprise_name') AND first_id IS NULL`,
  )
    .raw()
    .all(id) as [number][];
  const known = ids.flatMap(([one]) => getEnterprise(store, one) ?? []);
  return new Map(known.map((enterprise) => [enterprise.id, enterprise]));
}

interface Lost {
  id: number;
  names: string[];
  codes: string[];
  /** Of the codes those that mean another enterprise now. */
  taken: string[];
  keptNames: string[];
  keptCodes: string[];
}

function lostOf(store: Store, before: Enterprise): Lost | null {
  const after = getEnterprise(store, before.id);
  if (after === null) return null;
  const [keptNames, keptCodes] = [namesOf(after), codesOf(after)];
  const names = namesOf(before).filter((name) => !keptNames.includes(name));
  const codes = codesOf(before).filter((code) => !keptCodes.includes(code));
  if (names.length === 0 && codes.length === 0) return null;
  const taken = codes.filter((code) => enterpriseByCode(store, code) !== null);
  return { id: after.id, names, codes, taken, keptNames, keptCodes };
}

/**
 * Label of a step after change set `id` that wrote a row of an enterprise by what it is no longer known by; null where there is none.
 * Asked with the change set taken back; `before`: enterprisesOf it as they were until then.
 */
export function namedSince(store: Store, id: number, before: KnownBy): string | null {
  const lost = [...before.values()].flatMap((enterprise) => lostOf(store, enterprise) ?? []);
  if (lost.length === 0) return null;
  const of = (part: keyof Lost): string => `(SELECT value FROM json_each(l.value, '$.${part}'))`;
  for (const ledger of allLedgersOf(store))
    for (const { name, codeField } of enterpriseFieldsOf(ledger)) {
      const named = columnOf(ledger, name);
      const code = codeField === undefined ? 'NULL' : columnOf(ledger, codeField);
      const label = store.db
        .prepare(
          `SELECT c.label FROM json_each(:lost) l
           JOIN ${tableOf(ledger)} t ON ${enterpriseIdOf(ledger, name)} = json_extract(l.value, '$.id')
           JOIN journal j ON j.table_name = :table AND j.change_set_id > :id AND (t.id BETWEEN j.first_id AND j.last_id
             OR j.first_id IS NULL AND json_extract(coalesce(j.after, j.before), '$.id') = t.id)
           JOIN change_set c ON c.id = j.change_set_id AND c.undone_by IS NULL AND c.kind <> 'undo'
           WHERE ${code} IN ${of('taken')}
             OR ${code} IN ${of('codes')} AND ${named} NOT IN ${of('keptNames')}
             OR ${named} IN ${of('names')} AND coalesce(${code} NOT IN ${of('keptCodes')}, 1)
           ORDER BY j.id DESC LIMIT 1`,
        )
        .pluck()
        .get({ table: ledger.table, id, lost: JSON.stringify(lost) }) as string | undefined;
      if (label !== undefined) return label;
    }
  return null;
}

function namesOf({ name, formerNames, shortNames }: Enterprise): string[] {
  return [name, ...formerNames, ...shortNames];
}

function codesOf({ uscc, formerCodes }: Enterprise): string[] {
  return uscc === null ? formerCodes : [uscc, ...formerCodes];
}
