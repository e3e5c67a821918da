// The state of the form that makes or changes a ledger of the office. Pure: what a keystroke or a pasted table makes of it.

import { splitMeasure } from '../../shared/indicators/normalise.js';
import { headKey, withMeasure } from '../../shared/ledgers/heads.js';
import {
  nameFields,
  ownLedgerSchema,
  type OwnField,
  type OwnKind,
  type OwnLedger,
  type OwnRollup,
} from '../../shared/ledgers/own.js';
import { fromTsv } from '../ui/clipboard.js';

/** A field as the form holds it: `name` null until it is saved for the first time. */
export interface FormField extends Omit<OwnField, 'name'> {
  key: number;
  name: string | null;
  /** Label under which workbooks know it already: that of the table it came from, or the stored one. */
  knownAs: string | null;
  /** Column of the pasted table, from 0. */
  column: number | null;
  /** First values of the table it came from. */
  examples: readonly string[];
}

let nextKey = 1;

export function formField(
  field: Omit<OwnField, 'name'> & { name: string | null },
  examples: readonly string[],
  column: number | null = null,
): FormField {
  return { ...field, key: nextKey++, knownAs: field.label === '' ? null : field.label, column, examples };
}

export function blankField(kind: OwnKind = 'text'): FormField {
  return formField(
    {
      name: null,
      label: '',
      kind,
      required: false,
      options: [],
      isOpen: kind === 'choice',
      check: 'certificate',
      many: false,
      aliases: [],
      help: '',
      isPersonal: false,
      remindAhead: null,
      isHidden: false,
    },
    [],
  );
}

export interface PastedTable {
  heads: string[];
  rows: string[][];
}

/** Pasted cells: the first line holds the heads. Null where there is no table. */
export function pastedTable(text: string): PastedTable | null {
  const lines = fromTsv(text).filter((line) => line.some((cell) => cell.trim() !== ''));
  const [heads, ...rows] = lines;
  return heads === undefined || heads.length < 2 ? null : { heads, rows };
}

/** A field with the name that workbooks know it by among its other names, where it is called otherwise now. */
function withFormerLabel(field: FormField, all: readonly FormField[]): readonly string[] {
  const { knownAs, aliases } = field;
  if (knownAs === null) return aliases;
  const isTaken = all.some((one) => [one.label, ...one.aliases].some((head) => headKey(head) === headKey(knownAs)));
  return isTaken ? aliases : [...aliases, knownAs];
}

export interface FormState {
  title: string;
  group: string;
  fields: readonly FormField[];
  steps: readonly string[];
  ends: readonly string[];
  /** Keys of the fields that tell rows apart. */
  keys: readonly number[];
  rollups: readonly OwnRollup[];
}

/** Named fields in the order of the form; those without a label are left away. `known`: names that were ever given. */
export function namedFields(fields: readonly FormField[], known: readonly OwnField[]): (OwnField & { key: number })[] {
  const kept = fields.filter((field) => field.label.trim() !== '');
  const named = nameFields(
    kept.map(({ key: _key, examples: _examples, knownAs: _knownAs, column: _column, ...field }, index) => ({
      ...field,
      label: field.label.trim(),
      aliases: [...withFormerLabel(kept[index]!, kept)],
      // Options belong to choices alone: kept while the officer tries kinds, left away at last.
      options: field.kind === 'choice' || field.kind === 'multiChoice' ? field.options : [],
      isOpen: (field.kind === 'choice' || field.kind === 'multiChoice') && field.isOpen,
    })),
    known,
  );
  return named.map((field, index) => ({ ...field, key: kept[index]!.key }));
}

/** Pasted texts by field, row after row; rows that say nothing in any field are left out. Amounts say in what they are written. */
export function valuesOf(
  table: PastedTable,
  fields: readonly FormField[],
  named: readonly (OwnField & { key: number })[],
): Record<string, string>[] {
  const taken = named.flatMap(({ key, name, kind, isHidden }) => {
    const column = fields.find((field) => field.key === key)?.column ?? null;
    if (column === null || isHidden || kind === 'attachment') return [];
    return [{ name, column, measure: kind === 'amount' ? splitMeasure(table.heads[column] ?? '').measure : null }];
  });
  return table.rows.flatMap((row) => {
    const values: Record<string, string> = {};
    for (const { name, column, measure } of taken) {
      const text = row[column]?.trim() ?? '';
      if (text !== '') values[name] = measure === null ? text : withMeasure(text, measure);
    }
    return Object.keys(values).length === 0 ? [] : [values];
  });
}

export function definitionOf(state: FormState, known: OwnLedger | null): OwnLedger {
  const named = namedFields(state.fields, known?.fields ?? []);
  const names = new Map(named.map((field) => [field.key, field.name]));
  const key = state.keys.flatMap((one) => names.get(one) ?? []);
  const hasStatus = named.some((field) => field.kind === 'status' && !field.isHidden);
  return ownLedgerSchema.parse({
    title: state.title,
    group: state.group,
    fields: named.map(({ key: _key, ...field }) => field),
    keys: [...(key.length === 0 ? [] : [key]), ...(known?.keys.slice(1) ?? [])],
    steps: hasStatus ? state.steps : [],
    ends: hasStatus ? state.ends : [],
    rollups: state.rollups,
    isHidden: known?.isHidden ?? false,
  });
}

/** Moves the field at a place up or down. */
export function moved<T>(list: readonly T[], from: number, step: 1 | -1): T[] {
  const result = [...list];
  const to = from + step;
  if (to < 0 || to >= list.length) return result;
  [result[from], result[to]] = [result[to]!, result[from]!];
  return result;
}
