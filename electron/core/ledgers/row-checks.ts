// Findings about a row that need other rows or the enterprise register. What the row alone tells is in shared/ledgers/validate.ts.

import type { EnterpriseLookup } from '../store/enterprise-lookup.js';
import { findLedger } from '../store/ledger-list.js';
import { filterWhere } from '../store/rollup-where.js';
import { firstDayLike, hasRows, rowsLike, rowsOfEnterprise, rowsWithKey } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import {
  enterpriseFieldsOf,
  fieldsOf,
  statusFieldOf,
  type DateRule,
  type FieldValue,
  type Finding,
  type Ledger,
  type LedgerRow,
} from '../../../shared/ledgers/define.js';
import type { RowInput } from '../../../shared/ledgers/validate.js';

/** Another row with the same number is refused; one that only agrees in several fields is to be looked at. */
export function sameKey(
  store: Store,
  ledger: Ledger,
  row: LedgerRow,
  id: number | null,
  batch: { seen: Map<string, number>; index: number },
): Finding[] {
  const { ids, key } = rowsWithKey(store, ledger, row);
  if (key.length === 0) return [];
  const others = ids.filter((other) => other !== id);
  const own = JSON.stringify(key.map((name) => row[name] ?? null));
  const earlier = batch.seen.get(own);
  batch.seen.set(own, batch.index);
  if (others.length === 0 && earlier === undefined) return [];
  const labels = key.map((name) => ledger.fields[name]!.label).join('、');
  const where = others.length > 0 ? '台账中已有' : `与第${earlier! + 1}行重复：`;
  return [
    {
      severity: key.length === 1 ? 'block' : 'warn',
      rule: 'same-key',
      field: key[0]!,
      message: `${where}${labels}相同的一条，请核对`,
    },
  ];
}

/** What the declaration wants once, and another row has already: a stored one, or one before it in the same step (`seen`). */
export function repeatedOnce(
  store: Store,
  ledger: Ledger,
  row: LedgerRow,
  id: number | null,
  seen: Set<string> = new Set(),
): Finding[] {
  const status = statusFieldOf(ledger);
  const stage = status === null ? null : row[status];
  const isEnded = typeof stage === 'string' && ledger.stages?.ends.includes(stage) === true;
  return (ledger.once ?? []).flatMap(({ fields, message }, rule): Finding[] => {
    const finding: Finding = { severity: 'warn', rule: 'once', field: fields.at(-1)!, message };
    const isKnown = fields.every((name) => (row[name] ?? null) !== null);
    const key = JSON.stringify([rule, ...fields.map((name) => told(row[name] ?? null))]);
    const isRepeated = isKnown && seen.has(key);
    if (isKnown && !isEnded) seen.add(key);
    return isRepeated || rowsLike(store, ledger, row, { fields, exceptId: id }).length > 0 ? [finding] : [];
  });
}

/** An enterprise is told by its name, as in the store. */
function told(value: FieldValue): unknown {
  return value !== null && typeof value === 'object' && 'name' in value ? value.name : value;
}

/** What other ledgers hold against the enterprise of a row: 非正常 that is not withdrawn, 失信. Made once for the rows of a step. */
export class AgainstChecks {
  readonly #others: readonly { ledger: Ledger; where: ReturnType<typeof filterWhere>[]; message: string }[];
  /** Enterprise of the rows. */
  readonly #field: [name: string, codeField: string | undefined] | null;

  constructor(
    readonly store: Store,
    ledger: Ledger,
  ) {
    this.#others = (ledger.against ?? []).flatMap(({ ledger: id, where, message }) => {
      const other = findLedger(store, id);
      if (other === null || !hasRows(store, other)) return [];
      return [{ ledger: other, where: where.map((filter) => filterWhere(other, filter)), message }];
    });
    const found = fieldsOf(ledger).find(([, one]) => one.kind === 'enterprise');
    this.#field = found?.[1].kind === 'enterprise' ? [found[0], found[1].codeField] : null;
  }

  check(row: LedgerRow): Finding[] {
    if (this.#others.length === 0 || this.#field === null) return [];
    const [field, codeField] = this.#field;
    const ref = row[field];
    if (ref === null || typeof ref !== 'object' || !('name' in ref)) return [];
    const uscc = codeField === undefined ? null : row[codeField];
    const about = { name: ref.name, uscc: typeof uscc === 'string' ? uscc : null };
    return this.#others.flatMap(({ ledger, where, message }): Finding[] => {
      const found = rowsOfEnterprise(this.store, ledger, { ...about, where });
      return found === 0
        ? []
        : [{ severity: 'warn', rule: 'against', field, message: message.replace('{n}', String(found)) }];
    });
  }
}

/**
 * A 批次 is notified on one day, and counts as a whole from the first that is registered: another day is pointed out. `ids`: rows that
 * the step changes, whose stored days are none any more. Made once for the rows of a step.
 */
export class BatchDays {
  /** Day of each batch, by year and batch. */
  readonly #days = new Map<string, string | null>();
  readonly #when: Extract<DateRule, { kind: 'newestBatch' }> | undefined;

  constructor(
    readonly store: Store,
    readonly ledger: Ledger,
    readonly ids: readonly number[],
  ) {
    this.#when = ledger.rollups.map(({ when }) => when).find((when) => when.kind === 'newestBatch');
  }

  check(row: LedgerRow): Finding[] {
    if (this.#when === undefined) return [];
    const { year, batch, on } = this.#when;
    const day = row[on] ?? null;
    if (typeof day !== 'string' || typeof row[batch] !== 'number') return [];
    const key = JSON.stringify([row[year], row[batch]]);
    let known = this.#days.get(key);
    if (known === undefined)
      this.#days.set(
        key,
        (known = firstDayLike(this.store, this.ledger, row, { fields: [year, batch], on, ids: this.ids })),
      );
    if (known === null) this.#days.set(key, day);
    if (known === null || known === day) return [];
    const { label } = this.ledger.fields[on]!;
    return [
      {
        severity: 'warn',
        rule: 'batch-day',
        field: on,
        message: `第${row[batch]}批另有${label}${known}，这里是${day}，请核对；各月的数从最早的一天起按这一批计`,
      },
    ];
  }
}

/** True where the inputs name an enterprise or its code. */
export function changesEnterprise(ledger: Ledger, input: RowInput): boolean {
  return fieldsOf(ledger).some(
    ([name, field]) =>
      field.kind === 'enterprise' &&
      (Object.hasOwn(input, name) || (field.codeField !== undefined && Object.hasOwn(input, field.codeField))),
  );
}

/** Code and name that the register knows apart: the code decides, and the officer is told (a new name, or a code of another). */
export function otherEnterprise(register: EnterpriseLookup, ledger: Ledger, row: LedgerRow): Finding[] {
  const findings: Finding[] = [];
  for (const { name, codeField } of enterpriseFieldsOf(ledger)) {
    if (codeField === undefined) continue;
    const ref = row[name];
    const code = row[codeField];
    if (ref === null || typeof ref !== 'object' || !('name' in ref) || typeof code !== 'string') continue;
    const byName = register.byName(ref.name);
    const byCode = register.byCode(code);
    // Nearly all rows: neither is known, or both are of one enterprise.
    if (byCode === null ? byName.length === 0 : byName.includes(byCode)) continue;
    const warn = (message: string): void =>
      void findings.push({ severity: 'warn', rule: 'enterprise', field: name, message });
    if (byCode !== null) {
      warn(
        `企业库中代码${code}是“${register.get(byCode).name}”，这里写作“${ref.name}”，请核对；如已更名，请在企业库中改名`,
      );
      continue;
    }
    const codes = byName.flatMap((id) => register.get(id).uscc ?? []);
    if (codes.length > 0 && codes.length === byName.length)
      warn(`企业库中“${ref.name}”的代码是${codes.join('、')}，这里写作${code}，请核对`);
  }
  return findings;
}
