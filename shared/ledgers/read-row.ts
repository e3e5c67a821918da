// Inputs of one row → the row of a ledger with its findings: what was written, what follows from it, what is wrong with the whole.
// Not here: single values (read-field.ts), checks of a whole row (validate.ts), what needs other rows (core/ledgers).

import { fieldsOf, type Field, type FieldValue, type Finding, type Ledger, type LedgerRow } from './define.js';
import { futureDays } from './future-days.js';
import { growLines } from './line-totals.js';
import { withoutOthers, writeToo } from './said-too.js';
import { readField, type FieldEnv, type FieldInput, type ReadField, type SaidToo } from './read-field.js';
import { checkRow, closeByDay, emptyRow, type ReadRow, type RowEnv, type RowInput } from './validate.js';

/**
 * Reads inputs into a row and checks it. `before`: the stored row that the inputs change (only the fields that are named);
 * without it a new row, where fields that are not given get their defaults.
 */
export function readRow(ledger: Ledger, input: RowInput, env: RowEnv, before?: LedgerRow): ReadRow {
  const names = Object.keys(input);
  const known = names.filter((name) => Object.hasOwn(ledger.fields, name));
  const unknown = names
    .filter((name) => !Object.hasOwn(ledger.fields, name))
    .map((name): Finding => {
      const message = `${ledger.title}没有“${name}”这一项`;
      return { severity: 'block', rule: 'unknown-field', field: null, message };
    });
  const reader = new RowReader(ledger, env, known);
  // A field that is named has been given, also with nothing.
  return reader.read(
    known.map((name) => input[name] ?? null),
    before,
    unknown,
  );
}

type Following = readonly [name: string, of: (row: LedgerRow) => FieldValue];

/** The fields that follow from others, with the way they do. */
function following(ledger: Ledger, env: RowEnv): Following[] {
  const { lastDay } = env;
  const days = (ledger.due ?? []).map(({ from, days: number, to, counts }): Following => [
    to,
    (row) => {
      const [start, count] = [row[from], row[number]];
      if (typeof start !== 'string' || typeof count !== 'number' || count < 1 || count > 400) return null;
      return lastDay?.(start, count, counts) ?? null;
    },
  ]);
  const lookUps = (ledger.lookUps ?? []).flatMap(({ ledger: other, by, gives }) => {
    const found = new FoundRows(by, (key) => env.lookUp?.(other, key) ?? null);
    return Object.entries(gives).map(([name, there]): Following => [name, (row) => found.of(row)?.[there!] ?? null]);
  });
  return [...Object.entries(ledger.fill ?? {}), ...days, ...lookUps];
}

/** Rows of another ledger by what rows of this one say of them: a file names few of them on many rows. */
class FoundRows {
  readonly #root = new Map<FieldValue, unknown>();
  /** The values that were asked for last, and what there was: each field of a row that follows asks for the same. */
  readonly #asked: FieldValue[] = [];
  #last: LedgerRow | null = null;

  constructor(
    readonly by: readonly string[],
    readonly find: (key: Readonly<Record<string, FieldValue>>) => LedgerRow | null,
  ) {}

  /** Null where there is none, or where the row does not say enough. */
  of(row: LedgerRow): LedgerRow | null {
    const { by } = this;
    if (this.#asked.length > 0 && by.every((name, n) => (row[name] ?? null) === this.#asked[n])) return this.#last;
    let known = this.#root;
    for (let n = 0; n < by.length - 1; n += 1) {
      const value = row[by[n]!] ?? null;
      if (value === null) return null;
      let next = known.get(value) as typeof known | undefined;
      if (next === undefined) known.set(value, (next = new Map<FieldValue, unknown>()));
      known = next;
    }
    const last = row[by.at(-1)!] ?? null;
    if (last === null) return null;
    let found = known.get(last) as LedgerRow | null | undefined;
    if (found === undefined) {
      found = this.find(Object.fromEntries(by.map((name) => [name, row[name] ?? null])));
      known.set(last, found);
    }
    for (let n = 0; n < by.length; n += 1) this.#asked[n] = row[by[n]!] ?? null;
    this.#last = found;
    return found;
  }
}

const isSame = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Values of one field that were read before: a ledger repeats its years, units and stages on every row. */
class KnownValues {
  readonly #read = new Map<string | number, ReadField>();
  #hits = 0;
  #isOff = false;

  /** What `read` gives for the input, from before where it was without findings. */
  of(input: FieldInput, read: () => ReadField): ReadField {
    if (this.#isOff || (typeof input !== 'string' && typeof input !== 'number')) return read();
    const known = this.#read.get(input);
    if (known !== undefined) {
      this.#hits += 1;
      return known;
    }
    const fresh = read();
    if (fresh.findings.length > 0) return fresh;
    if (this.#read.size === KEPT) {
      // Numbers of patents and of applications never come again.
      this.#isOff = this.#hits < KEPT;
      this.#read.clear();
      this.#hits = 0;
    }
    this.#read.set(input, fresh);
    return fresh;
  }
}

const KEPT = 500;

interface Slot {
  name: string;
  field: Field;
  /** Place in the inputs. */
  at: number;
  /** Where the row has no input of its own. */
  given: FieldInput | undefined;
  env: FieldEnv;
  known: KnownValues;
}

/** The unit that is the office itself where nobody says one, with the field that may say another one. */
interface OwnUnit {
  name: string;
  label: string;
  slot: Slot | undefined;
  saidBy: string;
  saidLabel: string;
}

function ownUnit(ledger: Ledger, slots: readonly Slot[]): OwnUnit | null {
  for (const [name, field] of fieldsOf(ledger)) {
    const saidBy = field.kind === 'unit' ? field.unlessSaidBy : undefined;
    if (saidBy === undefined) continue;
    const slot = slots.find((one) => one.name === name);
    return { name, label: field.label, slot, saidBy, saidLabel: ledger.fields[saidBy]!.label };
  }
  return null;
}

/** A document of 滕州市人民政府 whose unit nobody says is not the office's own. */
function ofOther(
  { name, label, slot, saidBy, saidLabel }: OwnUnit,
  row: LedgerRow,
  reads: readonly (ReadField | undefined)[],
  env: RowEnv,
): Finding[] {
  const office = env.officeUnit ?? null;
  const isSaid = slot !== undefined && (slot.given !== undefined || (reads[slot.at]?.value ?? null) !== null);
  const said = row[saidBy];
  if (office === null || isSaid || row[name] !== office || typeof said !== 'string') return [];
  const other = env.unitId(said);
  if (other === null || other === office) return [];
  const message = `${label}没有填写，${saidLabel}是“${said}”，不能算本局自己的，请写明${label}`;
  return [{ severity: 'block', rule: 'not-offices', field: name, message }];
}

/** Mostly there are none. */
function addAll(findings: Finding[], found: readonly Finding[]): void {
  if (found.length > 0) findings.push(...found);
}

/** Reads many rows with inputs for the same fields: what follows from declaration and surroundings is looked up once. */
export class RowReader {
  /** In the order of the declaration. */
  readonly #slots: readonly Slot[];
  /** By their place in the inputs. */
  readonly #byPlace: readonly (Slot | undefined)[];
  readonly #following: readonly { name: string; of: (row: LedgerRow) => FieldValue; slot: Slot | undefined }[];
  readonly #empty: LedgerRow;
  readonly #today: string | undefined;
  readonly #own: OwnUnit | null;
  /** The day of closing, where it says the stage (RowEnv.closesByDay). */
  readonly #closing: Slot | undefined;

  /** `fields`: of the inputs, in their order; `given`: for rows in which they are undefined. */
  constructor(
    readonly ledger: Ledger,
    readonly env: RowEnv,
    fields: readonly string[],
    given: RowInput = {},
  ) {
    const places = new Map([...fields, ...Object.keys(given)].map((name): [string, number] => [name, -1]));
    fields.forEach((name, at) => places.set(name, at));
    this.#slots = fieldsOf(ledger).flatMap(([name, field]): Slot[] => {
      const at = places.get(name);
      if (at === undefined) return [];
      const measure = env.measures?.[name] ?? null;
      const fieldEnv = { unitId: (unit: string | number) => env.unitId(unit), measure };
      return [{ name, field, at, given: given[name], env: fieldEnv, known: new KnownValues() }];
    });
    this.#byPlace = fields.map((_, at) => this.#slots.find((slot) => slot.at === at));
    this.#following = following(ledger, env).map(([name, of]) => {
      return { name, of, slot: this.#slots.find((one) => one.name === name) };
    });
    // A copy: an object that was filled by names has its fields in a hash table, and so would every row that is copied from it.
    this.#empty = { ...emptyRow(ledger, env) };
    this.#today = env.today;
    this.#own = ownUnit(ledger, this.#slots);
    const closed = env.closesByDay === true ? ledger.stages?.closed : undefined;
    this.#closing = closed && this.#slots.find(({ name }) => name === closed.on);
  }

  /** What the field at this place reads an input as. */
  readInput(at: number, input: FieldInput): ReadField {
    return this.#readOf(this.#byPlace[at]!, input);
  }

  #readOf({ name, field, env, known }: Slot, input: FieldInput): ReadField {
    return known.of(input, () => readField(this.ledger, name, field, input, env));
  }

  /** A new row of what the fields have read (readInput); undefined where there is no input. */
  readNew(reads: readonly (ReadField | undefined)[]): ReadRow {
    return this.#row(reads, undefined, []);
  }

  /** `unknown`: findings about inputs for no field. An input of undefined is none, one of null is an empty one. */
  read(inputs: readonly (FieldInput | undefined)[], before?: LedgerRow, unknown: readonly Finding[] = []): ReadRow {
    const reads = inputs.map((input, at) => (input === undefined ? undefined : this.readInput(at, input)));
    return this.#row(reads, before, unknown);
  }

  #row(reads: readonly (ReadField | undefined)[], before: LedgerRow | undefined, unknown: readonly Finding[]): ReadRow {
    const findings: Finding[] = [];
    const row: Record<string, FieldValue> = { ...(before ?? this.#empty) };
    let unread: Set<string> | undefined;
    let too: SaidToo[] | undefined;
    for (const slot of this.#slots) {
      const { name, field, at, given } = slot;
      const read = reads[at] ?? (given === undefined ? undefined : this.#readOf(slot, given));
      if (read === undefined) continue;
      const { value, findings: found } = read;
      if (read.too !== undefined) (too ??= []).push(...read.too);
      if (found.length > 0) {
        findings.push(...found);
        if (found.some((finding) => finding.severity === 'block')) (unread ??= new Set()).add(name);
      }
      row[name] = value ?? (before === undefined ? (this.#empty[name] ?? null) : null);
      if (field.kind === 'enterprise' && field.others !== undefined) withoutOthers(row, name, field.others);
    }
    for (const one of too ?? []) {
      if (before !== undefined && one.isWritten === true && !this.#isGiven(one.field, reads)) row[one.field] = null;
      addAll(findings, writeToo(this.ledger, row, one));
    }
    if (unknown.length > 0) findings.push(...unknown);
    const grown = before === undefined ? [] : growLines(this.ledger, row, before, (name) => this.#isGiven(name, reads));
    addAll(findings, grown);
    if (this.#following.length > 0) this.#fill(row, reads, before ?? null, grown.length > 0);
    if (this.#closing !== undefined && reads[this.#closing.at] !== undefined)
      addAll(findings, closeByDay(this.ledger, row));
    addAll(findings, checkRow(this.ledger, row, unread));
    if (before === undefined && this.#own !== null) addAll(findings, ofOther(this.#own, row, reads, this.env));
    if (this.#today !== undefined) addAll(findings, futureDays(this.ledger, row, this.#today));
    return { row, findings };
  }

  #isGiven(name: string, reads: readonly (ReadField | undefined)[]): boolean {
    const slot = this.#slots.find((one) => one.name === name);
    return slot !== undefined && (reads[slot.at] !== undefined || slot.given !== undefined);
  }

  /**
   * Fills in what follows from other fields. A value that somebody wrote stays; one that had been filled in is filled in anew, one
   * field at a time, so that fields that follow from each other (payments and their sum) never empty each other.
   */
  #fill(
    row: Record<string, FieldValue>,
    reads: readonly (ReadField | undefined)[],
    before: LedgerRow | null,
    hasGrown: boolean,
  ): void {
    for (const { name, of, slot } of this.#following) {
      if (hasGrown && this.ledger.fields[name]?.kind === 'lines') continue;
      const value = row[name] ?? null;
      const isGiven = slot !== undefined && (reads[slot.at] !== undefined || slot.given !== undefined);
      // What is emptied on purpose stays empty; an empty cell of a new row is only nothing known.
      if (isGiven && (before !== null || value !== null)) continue;
      const wasFilled = before !== null && isSame(before[name], of({ ...before, [name]: null }));
      if (value === null || wasFilled) row[name] = of(row[name] === null ? row : { ...row, [name]: null });
    }
  }
}
