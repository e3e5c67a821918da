// Which stored row a row of a file is: by the declared keys, best first, never by likeness. A better key that both rows know and
// that differs means another record. Not here: what happens then (ledger-plan.ts).

import type { FieldValue, Ledger, LedgerRow } from '../../../../shared/ledgers/define.js';
import { checkDocumentNumber } from '../../../../shared/checks/codes/document-number.js';
import { checkPatentNumber } from '../../../../shared/checks/codes/patent-number.js';
import { countRows, getRow, rowsWithKey, storedRows } from '../../store/ledger-store.js';
import type { Store } from '../../store/store.js';

export type Comparable = string | number | boolean | null;

/** A value as keys compare it: an enterprise by its name, a list by its items. */
export function comparable(value: FieldValue | undefined): Comparable {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value;
  return 'name' in value ? value.name : JSON.stringify(value);
}

/** A value inside a key: 〔2022〕 and [2022] are one number, whichever of them an office types; so is a patent without its check digit. */
export function keyValue(ledger: Ledger, name: string, value: FieldValue | undefined): Comparable {
  if (typeof value !== 'string') return comparable(value);
  if (isDocument(ledger, name)) return checkDocumentNumber(value).suggestion ?? value;
  return isPatent(ledger, name) ? withCheckDigit(value) : value;
}

function isPatent(ledger: Ledger, name: string): boolean {
  const field = ledger.fields[name];
  return field?.kind === 'code' && field.check === 'patent';
}

function withCheckDigit(number: string): string {
  return number.includes('.') ? number : (checkPatentNumber(number).suggestion ?? number);
}

function isDocument(ledger: Ledger, name: string): boolean {
  const field = ledger.fields[name];
  return field?.kind === 'code' && (field.check === 'document' || field.check === 'case');
}

/** Text of a key of a row; null where its first field is not known. */
function keyText(ledger: Ledger, row: LedgerRow, key: readonly string[]): string | null {
  return comparable(row[key[0]!]) === null
    ? null
    : JSON.stringify(key.map((name) => keyValue(ledger, name, row[name])));
}

/** Keys of a row that are known, best first, as texts; the key that two rows share tells that they may be one. */
export function keyTexts(ledger: Ledger, row: LedgerRow): (string | null)[] {
  return ledger.keys.map((key) => keyText(ledger, row, key));
}

/** The best key of a row as text, with its fields; a ledger without keys, or a row without any, is compared as a whole. */
export function bestKey(
  ledger: Ledger,
  row: LedgerRow,
  whole: readonly string[],
): { key: readonly string[]; text: string } {
  for (const key of ledger.keys) {
    const text = keyText(ledger, row, key);
    if (text !== null) return { key, text: `${key.join()}|${text}` };
  }
  return { key: whole, text: `|${JSON.stringify(whole.map((name) => comparable(row[name])))}` };
}

/** A few rows are looked up one by one; many, or rows in the JSON column, by an index that is built once. */
const LOOKED_UP_SINGLY = 300;

/** Stored rows are kept where there are not many more than the file has: most of them are asked for then. */
const KEPT_PER_ROW = 2;

export class StoredRows {
  readonly #indexes = new Map<string, KeyIndex>();
  readonly #isEmpty: boolean;
  readonly #isIndexed: boolean;
  readonly #isKept: boolean;
  #kept: Map<number, LedgerRow> | null = null;

  constructor(
    readonly store: Store,
    readonly ledger: Ledger,
    readonly whole: readonly string[],
    fileRows: number,
    /** Nobody writes the ledger while this is in use. */
    isUnchanging = false,
  ) {
    const count = countRows(store, ledger);
    this.#isEmpty = count === 0;
    this.#isKept = isUnchanging && count <= fileRows * KEPT_PER_ROW;
    this.#isIndexed = !this.#isEmpty && (ledger.isOwn === true || fileRows > LOOKED_UP_SINGLY);
  }

  row(id: number): LedgerRow {
    return this.#kept?.get(id) ?? getRow(this.store, this.ledger, id)!.row;
  }

  /** Ids of the rows that it may be, oldest first. */
  matches(row: LedgerRow): number[] {
    if (this.#isEmpty) return [];
    for (const [index, key] of this.ledger.keys.entries()) {
      const text = keyText(this.ledger, row, key);
      if (text === null) continue;
      const ids = this.#find(row, key, text);
      const better = this.ledger.keys.slice(0, index);
      // Not the other way round: a stored row without the number may be this one, one with another number is not.
      const same = better.length === 0 ? ids : ids.filter((id) => !this.#contradicts(row, id, better));
      if (same.length > 0) return same;
    }
    if (this.ledger.keys.some((key) => keyText(this.ledger, row, key) !== null)) return [];
    return this.#index(this.whole).of(JSON.stringify(this.whole.map((name) => comparable(row[name]))));
  }

  #find(row: LedgerRow, key: readonly string[], text: string): number[] {
    // As the store compares, [2022] is another number.
    if (this.#isIndexed || key.some((name) => isDocument(this.ledger, name))) return this.#index(key).of(text);
    const ledger = { ...this.ledger, keys: [key] };
    const { ids } = rowsWithKey(this.store, ledger, row);
    const name = key[0]!;
    const number = row[name];
    if (typeof number !== 'string' || !isPatent(this.ledger, name)) return ids;
    // It may have been stored without its check digit, or with it.
    const other = number.includes('.') ? number.slice(0, number.indexOf('.')) : withCheckDigit(number);
    return other === number ? ids : [...ids, ...rowsWithKey(this.store, ledger, { ...row, [name]: other }).ids];
  }

  #contradicts(row: LedgerRow, id: number, better: readonly (readonly string[])[]): boolean {
    if (better.length === 0) return false;
    const stored = this.row(id);
    return better.some((key) => {
      const [own, other] = [keyText(this.ledger, row, key), keyText(this.ledger, stored, key)];
      return own !== null && other !== null && own !== other;
    });
  }

  /** All of them; read from the store once where they are kept. */
  *#stored(): Generator<readonly [id: number, row: LedgerRow]> {
    if (this.#kept !== null) return yield* this.#kept;
    const kept = this.#isKept ? new Map<number, LedgerRow>() : null;
    for (const { id, row } of storedRows(this.store, this.ledger)) {
      kept?.set(id, row);
      yield [id, row];
    }
    this.#kept = kept;
  }

  #index(key: readonly string[]): KeyIndex {
    const name = key.join();
    let index = this.#indexes.get(name);
    if (index !== undefined) return index;
    index = new KeyIndex();
    for (const [id, row] of this.#stored())
      index.add(JSON.stringify(key.map((field) => keyValue(this.ledger, field, row[field]))), id);
    this.#indexes.set(name, index);
    return index;
  }
}

/** Ids of stored rows by the text of a key, in the order in which they were added. Nearly every key is that of one row: lists only else. */
class KeyIndex {
  readonly #ids = new Map<string, number | number[]>();

  add(text: string, id: number): void {
    const known = this.#ids.get(text);
    if (known === undefined) this.#ids.set(text, id);
    else if (typeof known === 'number') this.#ids.set(text, [known, id]);
    else known.push(id);
  }

  of(text: string): number[] {
    const known = this.#ids.get(text);
    if (known === undefined) return [];
    return typeof known === 'number' ? [known] : known;
  }
}
