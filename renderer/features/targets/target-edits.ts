// What was typed or pasted into the matrix of targets and is not saved yet. Pure.

import { periodTitle, type Period } from '../../../shared/model/period.js';
import type { Params, Result } from '../../../shared/contract/index.js';
import type { TargetCell, TargetLevel, TargetMatrix } from '../../../shared/targets/define.js';

/** A row of the matrix: a unit, or one of the bureau's own levels. */
export interface HolderRow {
  key: string;
  unitId: number | null;
  level: TargetLevel;
  name: string;
}

export type Edits = ReadonlyMap<string, string>;

/** Asked before targets are saved that would print differently what is 定稿; '' where nothing is touched. */
export function touchedWords(copies: Result<'targets.effect'>['finalCopies']): string {
  return copies
    .map((copy) => `“${copy.title}”${copy.issuedOn === null ? '' : '（已印发）'}有${copy.cells.length}处`)
    .join('；');
}

/** Months that are locked count their 完成率 by the new targets; the officer is told, because 定稿 keeps the old ones. */
export function lockedWords(locked: readonly Period[]): string {
  if (locked.length === 0) return '';
  const names = locked.map((period) => periodTitle(period, 'ytd').replace(/^\d+年/, '')).join('、');
  return `。已锁定的${names}重新制表时完成率会随之变化，已定稿的表不变，可在“定稿后变动”中查看`;
}

export function holderRows(matrix: TargetMatrix): HolderRow[] {
  return [
    { key: 'higher', unitId: null, level: 'higher', name: '上级下达任务' },
    { key: 'own', unitId: null, level: 'own', name: '自定目标' },
    ...matrix.units.map((unit) => ({
      key: String(unit.id),
      unitId: unit.id,
      level: 'assigned' as const,
      name: unit.name,
    })),
  ];
}

export function cellAt(matrix: TargetMatrix, code: string, row: HolderRow): TargetCell | undefined {
  const column = matrix.columns.find((one) => one.code === code);
  if (!column) return undefined;
  if (row.level === 'assigned') return column.cells.find((one) => one.unitId === row.unitId);
  return row.level === 'higher' ? column.higher : column.own;
}

const keyOf = (row: HolderRow, code: string): string => `${row.key}/${code}`;

/** Text that stands in a cell: what was typed, else what is stored. */
export function textAt(matrix: TargetMatrix, edits: Edits, row: HolderRow, code: string): string {
  return edits.get(keyOf(row, code)) ?? cellAt(matrix, code, row)?.value ?? '';
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\(.*\)$/, '');

interface PasteState {
  matrix: TargetMatrix;
  edits: Edits;
  rows: readonly HolderRow[];
  columns: readonly { code: string; indicator: string }[];
}
export interface Pasted {
  edits: Edits;
  put: number;
  /** Numbers that reach beyond the matrix. */
  beyond: number;
  /** Names in the block that no row or column here has; what stands under them is not taken. */
  unknown: string[];
}

/**
 * Puts a block from the clipboard into the matrix. Bare numbers go in from the cell on; where the block brings the names of its
 * units or indicators along, these decide, because the order of another table is not ours. What finds no place is counted or
 * named, never dropped in silence.
 */
export function pasteBlock(state: PasteState, at: { row: number; column: number }, text: string): Pasted {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((part) => part.trim()));
  const rowByName = new Map(state.rows.map((row) => [bare(row.name), row]));
  const columnByName = new Map(state.columns.map(({ code, indicator }) => [bare(indicator), code]));
  const hasRowNames = lines.some((line) => rowByName.has(bare(line[0]!)));
  // Titles may stand above the names of the indicators.
  const headAt = lines.findIndex((line) => line.some((part) => columnByName.has(bare(part))));
  const head = lines[headAt];
  const unknown = new Set<string>();
  let edits = state.edits;
  let put = 0;
  let beyond = 0;
  lines.slice(headAt + 1).forEach((line, r) =>
    line.slice(hasRowNames ? 1 : 0).forEach((part, c) => {
      const name = head?.[c + (hasRowNames ? 1 : 0)] ?? '';
      const row = hasRowNames ? rowByName.get(bare(line[0]!)) : state.rows[at.row + r];
      const code = head ? columnByName.get(bare(name)) : state.columns[at.column + c]?.code;
      if (row && code !== undefined) {
        edits = withEdit(state.matrix, edits, row, code, part);
        put += 1;
      } else if (part !== '') {
        if (hasRowNames && !row) unknown.add(line[0]! || '（没有名称的行）');
        else if (head && code === undefined) unknown.add(name || '（没有名称的列）');
        else beyond += 1;
      }
    }),
  );
  return { edits, put, beyond, unknown: [...unknown] };
}

/** One cell typed; typing what is stored is no edit. */
export function withEdit(matrix: TargetMatrix, edits: Edits, row: HolderRow, code: string, text: string): Edits {
  const next = new Map(edits);
  if (text === (cellAt(matrix, code, row)?.value ?? '')) next.delete(keyOf(row, code));
  else next.set(keyOf(row, code), text);
  return next;
}

/** What is left once these are stored: what was typed, or typed anew, while they were on their way. */
export function typedSince(edits: Edits, stored: Edits): Edits {
  return new Map([...edits].filter(([key, text]) => stored.get(key) !== text));
}

/** Whether something was typed for an indicator, which then has its column. */
export function isTypedFor(edits: Edits, code: string): boolean {
  return [...edits.keys()].some((key) => key.endsWith(`/${code}`));
}

/** The edits as the call takes them, and how many of them replace or withdraw a target that stands. */
export function editedCells(
  matrix: TargetMatrix,
  edits: Edits,
): { cells: Params<'targets.save'>['cells']; replaced: number } {
  const rows = new Map(holderRows(matrix).map((row) => [row.key, row]));
  let replaced = 0;
  const cells = [...edits].flatMap(([key, text]) => {
    const [rowKey = '', code = ''] = key.split('/');
    const row = rows.get(rowKey);
    if (!row) return [];
    if ((cellAt(matrix, code, row)?.value ?? null) !== null) replaced += 1;
    return [{ unitId: row.unitId, code, level: row.level, value: text === '' ? null : text }];
  });
  return { cells, replaced };
}
