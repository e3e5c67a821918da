// All ledgers of this data file: shipped ones with the fields that the office added, then the officer-made ones.
// Whoever works on "any ledger" takes it from here and never from the registry alone.

import { fieldsOf, type Field, type Ledger } from '../../../shared/ledgers/define.js';
import {
  extraFieldsSchema,
  isOwnId,
  ledgerFrom,
  ownLedgerSchema,
  withExtraFields,
  type OwnField,
  type OwnLedger,
} from '../../../shared/ledgers/own.js';
import { LEDGERS } from '../../../shared/ledgers/registry.js';
import { committed } from './still-there.js';
import { dataVersion, type Store } from './store.js';
import { unitWordOf } from './unit-store.js';
import { columnOf, tableOf } from './ledger-columns.js';
import { prepared, preparedValues } from './prepared.js';

export interface DefinitionRow {
  ledger: string;
  origin: string | null;
  definition: string;
}

interface Listed {
  version: number;
  shown: readonly Ledger[];
  /** Those taken out of the list too: their rows are kept, and keep what they refer to. */
  all: readonly Ledger[];
}

/** Per open file; definitions change with a change set, as all data. */
const LISTS = new WeakMap<Store, Listed>();

function definitionRows(store: Store): DefinitionRow[] {
  return prepared(store, 'SELECT ledger, origin, definition FROM ledger_definition').all() as DefinitionRow[];
}

/** A definition that cannot be read never blocks the data: it is left out, and the program's own stands. */
function parsed<T>(schema: { safeParse(value: unknown): { data?: T } }, row: DefinitionRow): T | null {
  return schema.safeParse(JSON.parse(row.definition)).data ?? null;
}

const numberOf = (id: string): number => Number(id.slice('own'.length));

/** Options that another ledger keeps stand behind the declared ones. */
function withCatalogues(store: Store, ledger: Ledger): Ledger {
  const changed = fieldsOf(ledger).flatMap(([name, field]): [string, Field][] => {
    if ((field.kind !== 'choice' && field.kind !== 'multiChoice') || field.optionsFrom === undefined) return [];
    const source = LEDGERS.find((one) => one.id === field.optionsFrom!.ledger);
    if (!source) return [];
    const column = columnOf(source, field.optionsFrom.field);
    const found = preparedValues(
      store,
      `SELECT DISTINCT ${column} FROM ${tableOf(source)} t WHERE ${column} IS NOT NULL ORDER BY ${column}`,
    ).all() as string[];
    return found.length === 0 ? [] : [[name, { ...field, options: [...new Set([...field.options, ...found])] }]];
  });
  return changed.length === 0 ? ledger : { ...ledger, fields: { ...ledger.fields, ...Object.fromEntries(changed) } };
}

/** How the ledgers that come with the program head the unit of a row. */
const USUAL_HEAD = '区（市）';
const UNIT_HEADS = [
  USUAL_HEAD,
  '县（市、区）',
  '县（区）',
  '区（县）',
  '市（州）',
  '镇（街道）',
  '乡镇（街道）',
  '乡镇',
];

/** 县（市、区） instead of 区（市） where the units of the bureau are such; files with the other heads are known as before. */
function withUnitHead(ledger: Ledger, word: string): Ledger {
  const changed = fieldsOf(ledger).flatMap(([name, field]): [string, Field][] => {
    if (field.kind !== 'unit' || field.label !== USUAL_HEAD) return [];
    const aliases = new Set([...UNIT_HEADS, ...(field.aliases ?? [])]);
    aliases.delete(word);
    return [[name, { ...field, label: word, aliases: [...aliases] }]];
  });
  return changed.length === 0 ? ledger : { ...ledger, fields: { ...ledger.fields, ...Object.fromEntries(changed) } };
}

/** A shipped ledger with the fields of a definition, in the words of the bureau. */
function shippedWith(store: Store, ledger: Ledger, row: DefinitionRow | null, word: string): Ledger {
  const extra = row === null ? null : parsed(extraFieldsSchema, row);
  const whole = withCatalogues(store, extra === null ? ledger : withExtraFields(ledger, extra.fields));
  return withUnitHead(whole, word);
}

/** The ledger that a definition makes; null where there is none, or it cannot be read. */
export function ledgerDefined(store: Store, id: string, row: DefinitionRow | null): Ledger | null {
  const shipped = LEDGERS.find((ledger) => ledger.id === id);
  if (shipped) return shippedWith(store, shipped, row, unitWordOf(store));
  const definition = row === null ? null : parsed(ownLedgerSchema, row);
  return definition === null ? null : ledgerFrom(id, definition);
}

function read(store: Store): Listed {
  const word = unitWordOf(store);
  const rows = definitionRows(store);
  const shipped = LEDGERS.map((ledger) =>
    shippedWith(store, ledger, rows.find((one) => one.ledger === ledger.id) ?? null, word),
  );
  const own = rows
    .filter((row) => isOwnId(row.ledger))
    .sort((a, b) => numberOf(a.ledger) - numberOf(b.ledger))
    .flatMap((row) => {
      const definition = parsed(ownLedgerSchema, row);
      return definition === null ? [] : [{ ledger: ledgerFrom(row.ledger, definition), isHidden: definition.isHidden }];
    });
  return {
    version: dataVersion(store),
    shown: [...shipped, ...own.filter((one) => !one.isHidden).map((one) => one.ledger)],
    all: [...shipped, ...own.map((one) => one.ledger)],
  };
}

function listed(store: Store): Listed {
  // Inside a transaction the version no longer tells one state from the next.
  if (store.db.inTransaction) return read(store);
  const known = LISTS.get(store);
  if (known !== undefined && known.version === dataVersion(store)) return known;
  const fresh = read(store);
  LISTS.set(store, fresh);
  return fresh;
}

/** Every ledger that the officer works with, in the order of the list. */
export function ledgersOf(store: Store): readonly Ledger[] {
  return listed(store).shown;
}

/** Every ledger that may hold rows, those taken out of the list included. */
export function allLedgersOf(store: Store): readonly Ledger[] {
  return listed(store).all;
}

/** A ledger by its id, also one that is taken out of the list; null where there is none. */
export function findLedger(store: Store, id: string): Ledger | null {
  return allLedgersOf(store).find((ledger) => ledger.id === id) ?? null;
}

/** The definition of an officer-made ledger as it is stored, with the fields that were undone. */
export function ownDefinition(store: Store, id: string): OwnLedger | null {
  const row = definitionRows(store).find((one) => one.ledger === id);
  const own = row === undefined || !isOwnId(id) ? null : parsed(ownLedgerSchema, row);
  return own === null ? null : { ...own, fields: [...own.fields, ...undoneFields(store, id, own.fields)] };
}

/** Fields that the office added to a shipped ledger, those taken out or undone included. */
export function extraFields(store: Store, id: string): OwnField[] {
  const row = definitionRows(store).find((one) => one.ledger === id);
  const fields = row === undefined || isOwnId(id) ? [] : (parsed(extraFieldsSchema, row)?.fields ?? []);
  return isOwnId(id) ? fields : [...fields, ...undoneFields(store, id, fields)];
}

/**
 * Fields of which the step that made them was undone, as taken out: rows may hold them still, and a row that an undo brings back does. A
 * new field of their name would show its own label over what was entered under theirs. Fixed names mean the same always.
 */
function undoneFields(store: Store, id: string, fields: readonly OwnField[]): OwnField[] {
  const texts = preparedValues(
    store,
    `SELECT json_extract(one.value, '$.definition') FROM journal j, json_each(json_array(j.before, j.after)) one
     WHERE j.table_name GLOB 'ledger_*' AND j.table_name = 'ledger_definition' AND one.value IS NOT NULL
     AND json_extract(one.value, '$.ledger') = ? ORDER BY j.id, one.key`,
  ).all(id) as string[];
  const known = new Map<string, OwnField>();
  for (const definition of texts) {
    const row = { ledger: id, origin: null, definition };
    const had = parsed(isOwnId(id) ? ownLedgerSchema : extraFieldsSchema, row)?.fields ?? [];
    for (const field of had) if (/^x\d/.test(field.name)) known.set(field.name, field);
  }
  for (const { name } of fields) known.delete(name);
  return [...known.values()].map((field) => ({ ...field, isHidden: true }));
}

/** Call inside write(). */
export function saveDefinition(store: Store, id: string, definition: object): void {
  prepared(
    store,
    `INSERT INTO ledger_definition (ledger, definition) VALUES (?, ?)
     ON CONFLICT (ledger) DO UPDATE SET definition = excluded.definition`,
  ).run(id, JSON.stringify(definition));
}

/** An id that no officer-made ledger has or had: rows and history of an undone one must not come up under another. */
export function nextOwnId(store: Store): string {
  const ids = [
    ...definitionRows(store).map((row) => row.ledger),
    ...(
      prepared(
        store,
        `SELECT json_extract(coalesce(after, before), '$.ledger') AS ledger FROM journal WHERE table_name = 'ledger_definition'`,
      ).all() as { ledger: string }[]
    ).map((row) => row.ledger),
  ];
  return `own${Math.max(0, ...ids.filter(isOwnId).map(numberOf)) + 1}`;
}

/** Puts in shipped definitions that were never there, at each start, as the catalogue of indicators is. What the office made of one stays. */
export function syncDefinitions(store: Store, shipped: readonly { origin: string; definition: OwnLedger }[]): void {
  const known = new Set(definitionRows(store).map((row) => row.origin));
  const missing = shipped.filter(({ origin }) => !known.has(origin));
  if (missing.length === 0) return;
  const insert = prepared(store, 'INSERT INTO ledger_definition (ledger, origin, definition) VALUES (?, ?, ?)');
  committed(store.db, () => {
    for (const { origin, definition } of missing) insert.run(nextOwnId(store), origin, JSON.stringify(definition));
  });
  LISTS.delete(store);
}
