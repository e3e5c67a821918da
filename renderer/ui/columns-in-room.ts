// Which columns of a list are drawn where the window is small. Pure; row-list.tsx measures.

export interface Sized {
  /** CSS width of a grid track: 96px, minmax(110px, 1fr), or 1fr for the one that takes the rest. */
  width: string;
  /** Left out first where the list is too narrow for all columns; what it says is found elsewhere, in a hint or a dialog. */
  isSpare?: boolean;
}

/** Pixels that the column taking the rest has at least. */
export const LEAST_REST = 130;

/** Least pixels of a column. */
function least({ width }: Sized): number {
  return width === '1fr' ? LEAST_REST : Number(/\d+(?=px)/.exec(width)?.[0] ?? 0);
}

/** All columns where they fit into so many pixels; else without as many spare ones, the last first, as it takes. */
export function columnsInRoom<T extends Sized>(columns: readonly T[], room: number): T[] {
  const kept = [...columns];
  let need = kept.reduce((sum, column) => sum + least(column), 0);
  while (need > room) {
    const at = kept.findLastIndex((column) => column.isSpare === true);
    if (at === -1) break;
    need -= least(kept[at]!);
    kept.splice(at, 1);
  }
  return kept;
}
