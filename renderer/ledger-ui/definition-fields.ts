// The state of the form that makes or changes a ledger of the office. Pure: what a keystroke or a pasted table makes of it.

import {
  nameFields,
  ownLedgerSchema,
  type OwnField,
  type OwnKind,
  type OwnLedger,
  type OwnRollup,
} from '../../shared/ledgers/own.js';

/** A field as the form holds it: `name` null until it is saved for the first time. */
export interface FormField extends Omit<OwnField, 'name'> {
  key: number;
  name: string | null;
  /** First values of the table it came from. */
  examples: readonly string[];
}

let nextKey = 1;

export function formField(
  field: Omit<OwnField, 'name'> & { name: string | null },
  examples: readonly string[],
): FormField {
  return { ...field, key: nextKey++, examples };
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
      isHidden: false,
    },
    [],
  );
}

/** Pasted cells: the first line holds the heads. */
export function pastedTable(text: string): { heads: string[]; rows: string[][] } | null {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t'));
  const [heads, ...rows] = lines;
  return heads === undefined || heads.length < 2 ? null : { heads, rows: rows.slice(0, 2000) };
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
    kept.map(({ key: _key, examples: _examples, ...field }) => ({
      ...field,
      label: field.label.trim(),
      // Options belong to choices alone: kept while the officer tries kinds, left away at last.
      options: field.kind === 'choice' || field.kind === 'multiChoice' ? field.options : [],
      isOpen: (field.kind === 'choice' || field.kind === 'multiChoice') && field.isOpen,
    })),
    known,
  );
  return named.map((field, index) => ({ ...field, key: kept[index]!.key }));
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
