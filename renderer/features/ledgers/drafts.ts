// Rows that are being typed or could not be stored: what was typed, and what is wrong with it. Ids below 0 are new rows. Pure.

import { fieldsOf, type Finding, type Ledger } from '../../../shared/ledgers/define.js';
import { readField, type FieldEnv, type FieldInput } from '../../../shared/ledgers/read-field.js';

export interface Draft {
  values: Readonly<Record<string, FieldInput>>;
  findings: readonly Finding[];
  /** Tried and refused; before that nobody is told that fields are still empty. */
  isRefused: boolean;
  /** Version of the data over which it was begun. */
  seen: number;
}
export type Drafts = ReadonlyMap<number, Draft>;

export interface RowEdit {
  id: number;
  values: Readonly<Record<string, FieldInput>>;
  /** Version of the data over which it was begun, where that is not the one of now. */
  seen?: number;
}

export const NO_DRAFTS: Drafts = new Map();

/** What single cells tell at once; what needs the row or other rows is told when it is stored. */
function cellFindings(ledger: Ledger, values: Draft['values'], env: FieldEnv): Finding[] {
  return Object.entries(values).flatMap(([name, input]) => {
    const field = ledger.fields[name];
    return field === undefined ? [] : readField(ledger, name, field, input, env).findings;
  });
}

/** Puts edits over drafts; `seen`: version of the data on screen now. A new row in which everything was taken out again is no row. */
export function withEdits(
  ledger: Ledger,
  drafts: Drafts,
  edits: readonly RowEdit[],
  { env, seen }: { env: FieldEnv; seen: number },
): Drafts {
  const next = new Map(drafts);
  for (const { id, values, seen: begunOver = seen } of edits) {
    const before = next.get(id);
    const merged: Record<string, FieldInput> = { ...before?.values, ...values };
    if (id < 0) for (const name of Object.keys(merged)) if (isNothing(merged[name])) delete merged[name];
    if (Object.keys(merged).length === 0) next.delete(id);
    else
      next.set(id, {
        values: merged,
        findings: cellFindings(ledger, merged, env),
        isRefused: before?.isRefused ?? false,
        seen: before?.seen ?? begunOver,
      });
  }
  return next;
}

/** What became of a draft that was sent to be stored. */
export interface SavedRow {
  /** The row that it is now; null where it was refused and is none. */
  id: number | null;
  saved: boolean;
  findings: readonly Finding[];
}

export interface Sent {
  id: number;
  draft: Draft;
}

/** The rows that were stored, and of new ones what they are called now. */
export function namesOf(
  sent: readonly Sent[],
  rows: readonly SavedRow[],
): { saved: number[]; added: { id: number; newId: number }[] } {
  const stored = sent.flatMap(({ id }, index) => (rows[index]!.saved ? [{ id, newId: rows[index]!.id! }] : []));
  return { saved: stored.map(({ newId }) => newId), added: stored.filter(({ id }) => id < 0) };
}

/**
 * Drafts after these were sent, and new rows that were stored at the first try. What was refused stays with its findings. Of a stored
 * row that was typed on meanwhile only what is newer stays, for the row as it is now called; `seen`: version of the data now.
 */
export function afterSaving(
  drafts: Drafts,
  sent: readonly Sent[],
  rows: readonly SavedRow[],
  seen: number,
): { drafts: Drafts; becameRows: ReadonlySet<number> } {
  const next = new Map(drafts);
  const becameRows = new Set<number>();
  for (const [index, { id, draft }] of sent.entries()) {
    const { saved, id: newId, findings } = rows[index]!;
    const now = next.get(id);
    if (now === undefined) continue;
    if (!saved) {
      next.set(id, { ...now, findings: now === draft ? findings : now.findings, isRefused: true });
      continue;
    }
    next.delete(id);
    if (id < 0 && !draft.isRefused) becameRows.add(id);
    const newer = Object.fromEntries(
      Object.entries(now.values).filter(([name, value]) => draft.values[name] !== value),
    );
    if (Object.keys(newer).length > 0) next.set(newId!, { values: newer, findings: [], isRefused: false, seen });
  }
  return { drafts: next, becameRows };
}

/** Drafts of which none could be stored; `seen`: the officer was told what changed since, and they may be stored over that. */
export function withRefused(drafts: Drafts, ids: readonly number[], seen?: number): Drafts {
  const next = new Map(drafts);
  for (const id of ids) {
    const draft = next.get(id);
    if (draft !== undefined) next.set(id, { ...draft, isRefused: true, seen: seen ?? draft.seen });
  }
  return next;
}

/** Of these rows those that have drafts, the ones begun over the same data together. */
export function bySeen(drafts: Drafts, ids: readonly number[]): number[][] {
  const parts = Map.groupBy(
    ids.filter((id) => drafts.has(id)),
    (id) => drafts.get(id)!.seen,
  );
  return [...parts.values()];
}

function isNothing(input: FieldInput | undefined): boolean {
  return input === null || input === undefined || input === '' || (Array.isArray(input) && input.length === 0);
}

/** Ids of new rows in the order in which they were begun. */
export function newRowIds(drafts: Drafts): number[] {
  return [...drafts.keys()].filter((id) => id < 0).toSorted((a, b) => b - a);
}

/** An id for the next new row: below all that are in use. */
export function nextNewId(drafts: Drafts): number {
  return Math.min(0, ...drafts.keys()) - 1;
}

/** Rows that were refused, and new rows that were left half-way: what the officer still has to look at. */
export function refusedIds(drafts: Drafts): number[] {
  return [...drafts].filter(([, draft]) => draft.isRefused).map(([id]) => id);
}

/** The finding of a cell, the worst first. Only a refusal keeps the row from being stored. */
export function findingOf(draft: Draft | undefined, name: string): Finding | undefined {
  const own = draft?.findings.filter((finding) => finding.field === name);
  return own?.find((finding) => finding.severity === 'block') ?? own?.[0];
}

/** How a cell with such a finding is drawn. */
export function markOf(finding: Finding | undefined): '' | 'is-wrong' | 'is-doubtful' {
  if (finding === undefined) return '';
  return finding.severity === 'block' ? 'is-wrong' : 'is-doubtful';
}

/** Messages about a row as a whole and about its cells, for the line above the grid. */
export function messagesOf(ledger: Ledger, draft: Draft): string[] {
  const order = fieldsOf(ledger).map(([name]) => name);
  return draft.findings
    .filter((finding) => finding.severity === 'block')
    .toSorted((a, b) => order.indexOf(a.field ?? '') - order.indexOf(b.field ?? ''))
    .map((finding) => finding.message);
}

/** New rows first begun first, and the id of the empty line behind them. */
export function linesBelow(drafts: Drafts): number[] {
  const ids = newRowIds(drafts);
  return [...ids, Math.min(0, ...ids) - 1];
}

/** Warnings by stored row. */
export type Doubts = ReadonlyMap<number, readonly Finding[]>;
export const NO_DOUBTS: Doubts = new Map();

/** What the last saving says of its rows, over what was said of others before. */
export function withDoubts(doubts: Doubts, saved: readonly SavedRow[]): Doubts {
  const next = new Map(doubts);
  for (const row of saved) {
    if (!row.saved || row.id === null) continue;
    const warnings = row.findings.filter((finding) => finding.severity === 'warn');
    if (warnings.length === 0) next.delete(row.id);
    else next.set(row.id, warnings);
  }
  return next.size === 0 ? NO_DOUBTS : next;
}
