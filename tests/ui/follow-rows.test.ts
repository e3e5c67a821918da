// What is chosen in the sheet of a ledger stays with its rows when the lines change under it.

import { describe, expect, it } from 'vitest';

import { followRows } from '../../renderer/features/ledgers/follow-rows.js';
import { rowLayout, type RowLayout } from '../../renderer/features/ledgers/row-layout.js';

const sheet = (ids: number[], newIds = [-1], counts: number[] = []): RowLayout =>
  rowLayout(
    ids,
    counts.map((count, index) => ({ keys: [index], count, sums: {} })),
    new Set(),
    newIds,
  );
const rows = (top: number, bottom = top) => ({ anchor: { row: top, column: 2 }, head: { row: bottom, column: 3 } });
const nowhere = () => undefined;

describe('a current cell', () => {
  it('goes with its row into another place', () => {
    // A group is counted again: the row above has left it.
    const from = sheet([11, 12, 13, 21], [-1], [3, 1]);
    const to = sheet([12, 13, 11, 21], [-1], [2, 2]);
    expect(followRows(rows(2), from, to, nowhere)).toEqual(rows(1));
    expect(followRows(rows(1), from, to, nowhere)).toEqual(rows(4));
  });
  it('keeps its place where its row is gone, and on the head of a group', () => {
    expect(followRows(rows(1), sheet([11, 12, 13]), sheet([11, 13]), nowhere)).toEqual(rows(1));
    const from = sheet([11, 12], [-1], [1, 1]);
    expect(followRows(rows(2), from, sheet([10, 11, 12], [-1], [2, 1]), nowhere)).toEqual(rows(2));
  });
  it('goes with a new row that is stored while it is typed on', () => {
    // -1 is still refused and stays below; -2 was put right and became 14.
    const from = sheet([11], [-1, -2, -3]);
    const to = sheet([11, 14], [-1, -3]);
    const storedAs = (id: number) => (id === -2 ? 14 : undefined);
    expect(followRows(rows(2), from, to, storedAs)).toEqual(rows(1));
    expect(followRows(rows(1), from, to, storedAs)).toEqual(rows(2));
  });
  it('knows a used id of a new row for a new one', () => {
    // -1 was stored as 14 long ago; the -1 of now is another row.
    const from = sheet([11, 14], [-1, -2]);
    const to = sheet([10, 11, 14], [-1, -2]);
    expect(followRows(rows(2), from, to, () => 14)).toEqual(rows(3));
  });
});

describe('a rectangle', () => {
  it('moves as a whole where its rows stay together', () => {
    expect(followRows(rows(1, 2), sheet([11, 12, 13]), sheet([10, 11, 12, 13]), nowhere)).toEqual(rows(2, 3));
    // In another order among themselves it is the same rectangle.
    expect(followRows(rows(0, 2), sheet([11, 12, 13]), sheet([13, 11, 12]), nowhere)).toEqual(rows(0, 2));
  });
  it('is given up for its current cell where another row would lie in it', () => {
    const followed = followRows(rows(0, 1), sheet([11, 12, 13]), sheet([12, 13, 11]), nowhere);
    expect(followed).toEqual({ anchor: { row: 2, column: 2 }, head: { row: 2, column: 2 } });
  });
  it('waits for rows that were pasted in this very step', () => {
    expect(followRows(rows(1, 3), sheet([11]), sheet([11], [-1, -2, -3, -4]), nowhere)).toEqual(rows(1, 3));
  });
  it('of pasted rows stays when some of them are stored and others refused', () => {
    const became = new Map([
      [-1, 12],
      [-3, 13],
    ]);
    const storedAs = (id: number) => became.get(id);
    const to = sheet([11, 12, 13], [-2, -4]);
    expect(followRows(rows(1, 3), sheet([11], [-1, -2, -3, -4]), to, storedAs)).toEqual(rows(1, 3));
  });
});
