// What was typed or pasted into the matrix of targets and is not saved yet. Pure.

import type { Params } from '../../../shared/contract/index.js';
import type { TargetCell, TargetLevel, TargetMatrix } from '../../../shared/targets/define.js';

/** A row of the matrix: a unit, or one of the bureau's own levels. */
export interface HolderRow {
  key: string;
  unitId: number | null;
  level: TargetLevel;
  name: string;
}

export type Edits = ReadonlyMap<string, string>;

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

/** Puts a block from the clipboard into the matrix from a cell on; what reaches beyond it is counted, never dropped in silence. */
export function pasteBlock(
  state: { matrix: TargetMatrix; edits: Edits; rows: readonly HolderRow[]; codes: readonly string[] },
  at: { row: number; column: number },
  text: string,
): { edits: Edits; put: number; beyond: number } {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  let edits = state.edits;
  let put = 0;
  let beyond = 0;
  lines.forEach((line, r) =>
    line.split('\t').forEach((part, c) => {
      const row = state.rows[at.row + r];
      const code = state.codes[at.column + c];
      if (!row || code === undefined) {
        if (part.trim() !== '') beyond += 1;
        return;
      }
      edits = withEdit(state.matrix, edits, row, code, part.trim());
      put += 1;
    }),
  );
  return { edits, put, beyond };
}

/** One cell typed; typing what is stored is no edit. */
export function withEdit(matrix: TargetMatrix, edits: Edits, row: HolderRow, code: string, text: string): Edits {
  const next = new Map(edits);
  if (text === (cellAt(matrix, code, row)?.value ?? '')) next.delete(keyOf(row, code));
  else next.set(keyOf(row, code), text);
  return next;
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
