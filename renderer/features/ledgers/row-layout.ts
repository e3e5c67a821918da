// What stands on which line of the grid: stored rows in their order, heads of groups, new rows, and the empty line at the end. Pure.

import type { FieldValue } from '../../../shared/ledgers/define.js';

export interface Group {
  keys: readonly FieldValue[];
  count: number;
  sums: Readonly<Record<string, number>>;
}

export type Line =
  | { kind: 'row'; id: number; number: number }
  | { kind: 'group'; group: Group; index: number; isFolded: boolean };

export interface RowLayout {
  lines: number;
  lineAt(index: number): Line | null;
  /** Line of a row; -1 where it is not shown. */
  indexOf(id: number): number;
}

/** `newIds`: new rows and, last, the empty line that waits for one. */
export function rowLayout(
  ids: readonly number[],
  groups: readonly Group[],
  folded: ReadonlySet<number>,
  newIds: readonly number[],
): RowLayout {
  if (groups.length === 0) {
    return {
      lines: ids.length + newIds.length,
      lineAt(index) {
        const id = index < ids.length ? ids[index] : newIds[index - ids.length];
        return id === undefined ? null : { kind: 'row', id, number: index + 1 };
      },
      indexOf(id) {
        if (id >= 0) return ids.indexOf(id);
        const at = newIds.indexOf(id);
        return at < 0 ? -1 : ids.length + at;
      },
    };
  }
  // Line of each group's head, and the row that it begins with.
  const heads: { line: number; first: number }[] = [];
  let line = 0;
  let first = 0;
  groups.forEach((group, index) => {
    heads.push({ line, first });
    line += 1 + (folded.has(index) ? 0 : group.count);
    first += group.count;
  });
  const stored = line;
  const groupAt = (index: number): number => {
    let low = 0;
    let high = heads.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (heads[middle]!.line <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    lines: stored + newIds.length,
    lineAt(index) {
      if (index >= stored) {
        const id = newIds[index - stored];
        return id === undefined ? null : { kind: 'row', id, number: ids.length + index - stored + 1 };
      }
      if (index < 0) return null;
      const at = groupAt(index);
      const head = heads[at]!;
      if (index === head.line) return { kind: 'group', group: groups[at]!, index: at, isFolded: folded.has(at) };
      const row = head.first + index - head.line - 1;
      const id = ids[row];
      return id === undefined ? null : { kind: 'row', id, number: row + 1 };
    },
    indexOf(id) {
      if (id < 0) {
        const at = newIds.indexOf(id);
        return at < 0 ? -1 : stored + at;
      }
      const row = ids.indexOf(id);
      if (row < 0) return -1;
      let at = 0;
      while (at + 1 < heads.length && heads[at + 1]!.first <= row) at += 1;
      return folded.has(at) ? -1 : heads[at]!.line + 1 + row - heads[at]!.first;
    },
  };
}

/** Ids of new and stored rows between two lines, heads of groups left out. */
export function idsBetween(layout: RowLayout, top: number, bottom: number): number[] {
  const ids: number[] = [];
  for (let index = top; index <= bottom; index += 1) {
    const line = layout.lineAt(index);
    if (line?.kind === 'row') ids.push(line.id);
  }
  return ids;
}
