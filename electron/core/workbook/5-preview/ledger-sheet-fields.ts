// The fields that one ledger sheet speaks of: how its rows are read as new ones, and what of a stored row they would change.

import { statusFieldOf, type Finding, type Ledger, type LedgerRow } from '../../../../shared/ledgers/define.js';
import type { FieldInput, ReadField } from '../../../../shared/ledgers/read-field.js';
import { readRow, RowReader } from '../../../../shared/ledgers/read-row.js';
import type { RowEnv } from '../../../../shared/ledgers/validate.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import { columnFields, type LedgerInputRow, type LedgerRowsReader } from '../3-map/ledger-rows.js';
import { bestKey, comparable, keyValue } from './ledger-matches.js';
import type { Entry } from './ledger-plan-row.js';

export class SheetFields {
  readonly ledger: Ledger;
  /** Fields of the columns, then those that the title gives. */
  readonly names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #reader: RowReader;
  /** Fields of the columns that may be empty, with their places. */
  readonly #clearable: readonly { field: string; place: number }[];

  readonly env: RowEnv;

  constructor(
    readonly mapped: MappedLedger,
    env: RowEnv,
    readonly rows: LedgerRowsReader,
  ) {
    this.ledger = mapped.ledger;
    const columns = columnFields(mapped.columns);
    this.names = [...new Set([...columns, ...Object.keys(mapped.given)])];
    const status = statusFieldOf(this.ledger);
    this.env = { ...env, closesByDay: status !== null && !this.names.includes(status) };
    this.#places = new Map(columns.map((name, at) => [name, at]));
    this.#reader = new RowReader(this.ledger, this.env, columns, mapped.given);
    this.#clearable = mapped.columns.flatMap(({ field }) =>
      field === null || this.ledger.fields[field]!.required === true
        ? []
        : [{ field, place: this.#places.get(field)! }],
    );
  }

  /** What the field at this place of the columns' fields reads an input as. */
  readInput(at: number, input: FieldInput): ReadField {
    return this.#reader.readInput(at, input);
  }

  /** A row of the file as a new row. */
  entryOf(input: LedgerInputRow): Entry {
    const { row, findings } = this.#reader.readNew(input.reads);
    const { key, text } = bestKey(this.ledger, row, this.names);
    return {
      key: text,
      keyFields: key,
      stored: NONE,
      before: null,
      plan: {
        r: input.r,
        fate: 'new',
        reason: '',
        id: null,
        row,
        before: null,
        texts: input.texts,
        findings: input.findings.length === 0 ? findings : withUnread(input.findings, findings),
      },
    };
  }

  /** A stored row under what the file says of these fields; `cleared`: those that the file leaves empty and that shall be. */
  over(
    { plan }: Entry,
    before: LedgerRow,
    names: readonly string[],
    cleared: readonly string[],
  ): ReturnType<typeof readRow> {
    const own = this.rows.inputsOf(plan.r);
    const inputs: Record<string, FieldInput> = {};
    for (const name of names) {
      const place = this.#places.get(name);
      inputs[name] = (place === undefined ? undefined : own[place]) ?? this.mapped.given[name]!;
    }
    for (const name of cleared) inputs[name] = null;
    return readRow(this.ledger, inputs, this.env, before);
  }

  #isEmpty({ plan }: Entry, name: string): boolean {
    const place = this.#places.get(name);
    return place === undefined || (plan.texts as readonly (string | null)[])[place] === null;
  }

  /** Fields that the file gives and that differ from the stored row; empty cells change nothing here. */
  changes(entry: Entry, before: LedgerRow): string[] {
    return this.names.filter((name) => this.#isChanged(entry, name, before));
  }

  #isChanged(entry: Entry, name: string, before: LedgerRow): boolean {
    const value = entry.plan.row[name] ?? null;
    // What reads as nothing (—) is an empty cell.
    if (value === null || value === before[name] || comparable(value) === comparable(before[name])) return false;
    // A number that is stored as it should be written is no other one: 〔2022〕 for [2022], the check digit that the file left out.
    if (keyValue(this.ledger, name, value) === before[name]) return false;
    return !this.#isEmpty(entry, name) || (this.mapped.given[name] ?? null) !== null;
  }

  /** False: changes() has none. */
  differs(entry: Entry, before: LedgerRow): boolean {
    const { row } = entry.plan;
    // Nearly every value of nearly every row is the one that is stored.
    for (const name of this.names)
      if ((row[name] ?? null) !== before[name] && this.#isChanged(entry, name, before)) return true;
    return false;
  }

  /** Fields of which the cell is empty while something is stored. */
  blanks(entry: Entry, before: LedgerRow): readonly string[] {
    const texts = entry.plan.texts as readonly (string | null)[];
    let blanks: string[] | undefined;
    for (const { field, place } of this.#clearable)
      if (texts[place] === null && (before[field] ?? null) !== null) (blanks ??= []).push(field);
    return blanks ?? NO_NAMES;
  }

  /** Fields without a column that do not outlive what the file says of others. */
  emptied(entry: Entry, before: LedgerRow, given: readonly string[]): string[] {
    const { row } = entry.plan;
    return (this.ledger.empties ?? [])
      .filter(({ field, is }) => given.includes(field) && row[field] === is)
      .flatMap(({ empty }) => empty)
      .filter((name) => (before[name] ?? null) !== null && !this.#places.has(name));
  }

  /** Fields that the file does not give and that follow from those that it does: the entries behind a sum, the end of a term. */
  followed(before: LedgerRow, row: LedgerRow, names: readonly string[]): string[] {
    const differs = (name: string): boolean => comparable(row[name] ?? null) !== comparable(before[name] ?? null);
    return Object.keys(this.ledger.fields).filter((name) => !names.includes(name) && differs(name));
  }

  /** A row as far as the file speaks of it, as text: equal where two rows are the same line. */
  contentOf({ plan }: Entry): string {
    return JSON.stringify(this.names.map((name) => comparable(plan.row[name])));
  }

  labels(fields: readonly string[]): string {
    return fields.map((name) => this.ledger.fields[name]?.label ?? name).join('、');
  }
}

const NONE: readonly number[] = [];
const NO_NAMES: readonly string[] = [];

/** A cell that could not be read at all has its finding; that it is empty need not be said too. */
function withUnread(ofCells: readonly Finding[], ofRow: readonly Finding[]): Finding[] {
  const unread = new Set(ofCells.map((finding) => finding.field));
  return [...ofCells, ...ofRow.filter((finding) => finding.rule !== 'required' || !unread.has(finding.field))];
}
