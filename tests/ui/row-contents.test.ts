// Contents of the rows of a ledger while answers overtake each other: what is on screen is never older than what was read last.

import { expect, test } from 'vitest';

import { RowContents, type ReadRow } from '../../renderer/features/ledgers/row-contents.js';

const row = (id: number, amount: number): ReadRow => ({ id, values: { amount }, files: 0 });
const amountOf = (contents: RowContents, id: number): unknown => contents.of(id)?.values['amount'];

test('an answer that was asked for before a change was told of is shown until the row is read again, and is never taken for new', () => {
  const contents = new RowContents();
  const before = contents.ask([1, 2]);
  contents.changed();
  // What is being read since before does not count: it may be without the change.
  expect([1, 2].map((id) => contents.isAsked(id))).toEqual([false, false]);
  contents.answered(before, [row(1, 10)], 7);
  contents.settled(before);
  expect(amountOf(contents, 1)).toBe(10);
  expect(contents.lacking([1, 2])).toEqual([1, 2]);

  const after = contents.ask([1, 2]);
  contents.answered(after, [row(1, 20), row(2, 5)], 8);
  contents.settled(after);
  expect([amountOf(contents, 1), contents.lacking([1, 2])]).toEqual([20, []]);
});

test('an older answer that comes after a newer one changes nothing, and brings no row back that is gone', () => {
  const contents = new RowContents();
  const [early, late] = [contents.ask([1, 2]), contents.ask([1, 2])];
  contents.answered(late, [row(1, 20)], 8);
  contents.answered(early, [row(1, 10), row(2, 5)], 7);
  expect([amountOf(contents, 1), contents.of(2), contents.lacking([1, 2])]).toEqual([20, undefined, []]);

  const old = contents.ask([1]);
  contents.changed();
  contents.answered(contents.ask([1]), [row(1, 30)], 9);
  contents.answered(old, [row(1, 20)], 8);
  expect(amountOf(contents, 1)).toBe(30);
});

test('rows that come along with an order stand in for what is old or was gone, not for what was read since', () => {
  const contents = new RowContents();
  const asked = contents.round;
  contents.answered(contents.ask([1, 2]), [row(1, 10)], 7);
  contents.takeIn(asked, [row(1, 9), row(2, 5), row(3, 6)], 6);
  expect([1, 2, 3].map((id) => amountOf(contents, id))).toEqual([10, 5, 6]);

  contents.changed();
  contents.takeIn(asked, [row(1, 9)], 6);
  expect(contents.lacking([1, 2, 3])).toEqual([1, 2, 3]);
  // A restored backup counts from a lower number.
  contents.takeIn(contents.round, [row(1, 4)], 2);
  expect([amountOf(contents, 1), contents.lacking([1, 2, 3])]).toEqual([4, [2, 3]]);
});
